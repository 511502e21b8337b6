from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from gdnn_analysis.plan import shipped_plan

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def rows() -> Callable[[str], Rows]:
    """Read one plan table as text, refusing rows that are too long or too short."""

    def read(table: str) -> Rows:
        with (shipped_plan() / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file, strict=True))
        header, *body = lines
        return [dict(zip(header, line, strict=True)) for line in body]

    return read
