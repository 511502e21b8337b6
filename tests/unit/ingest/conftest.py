"""A data directory that holds only the registry of the small world."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gdnn_analysis.ingest import Dataset, load
from tests.unit.ingest.world import TODAY, registry, write_csv


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data directory that holds the registry."""
    root = tmp_path / "số liệu"
    for table, rows in registry().items():
        write_csv(root / "registry" / f"{table}.csv", rows)
    return root


@pytest.fixture
def read_folder(folder: Path) -> Callable[[], Dataset]:
    """Return a function that loads the data directory."""
    return lambda: load(folder, today=TODAY)
