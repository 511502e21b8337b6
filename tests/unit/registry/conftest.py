from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Row = dict[str, str]
DATA = Path(__file__).resolve().parents[3] / "data"


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    return DATA


@pytest.fixture(scope="session")
def table() -> Callable[[str], list[Row]]:
    """Rows of ``folder/table``, e.g. ``registry/units``."""
    return lambda name: read(DATA / f"{name}.csv")


@pytest.fixture(scope="session")
def areas() -> list[Row]:
    return read(DATA / "registry" / "areas.csv")


@pytest.fixture(scope="session")
def area_succession() -> list[Row]:
    return read(DATA / "registry" / "area_succession.csv")


@pytest.fixture(scope="session")
def units() -> list[Row]:
    return read(DATA / "registry" / "units.csv")


@pytest.fixture(scope="session")
def media() -> list[Row]:
    return read(DATA / "public_record" / "media.csv")


@pytest.fixture(scope="session")
def committed() -> Callable[[], Iterator[tuple[str, Path]]]:
    """Every committed CSV of the two folders with the name of its table."""

    def walk() -> Iterator[tuple[str, Path]]:
        for folder in ("registry", "public_record"):
            for path in sorted((DATA / folder).glob("*.csv")):
                yield path.stem, path

    return walk
