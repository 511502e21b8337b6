"""``gdnn check`` on the demo lists the planted faults and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gdnn_analysis.demo import DemoTruth, write_demo
from gdnn_analysis.ingest import load
from gdnn_analysis.ingest.dataset import Dataset


@pytest.fixture(scope="module")
def data(demo: tuple[Path, DemoTruth]) -> Dataset:
    return load(demo[0], today=date(2025, 12, 31))


def issues_of(data: Dataset) -> list[tuple[str, str, str, int, str]]:
    rows = data.issues
    return sorted(
        zip(
            rows["severity"],
            rows["rule"],
            rows["file"],
            rows["row"].astype(int),
            rows["column"],
            strict=True,
        )
    )


def planted(truth: DemoTruth) -> list[tuple[str, str, str, int, str]]:
    return sorted((one.severity, one.rule, one.file, one.row, one.column) for one in truth.problems)


def test_the_issues_are_the_planted_faults(data: Dataset, truth: DemoTruth) -> None:
    assert issues_of(data) == planted(truth)


def test_every_row_is_used_but_the_faulty_ones(data: Dataset, truth: DemoTruth) -> None:
    counts = data.counts.set_index("table")
    errors = sum(one.severity == "loi" for one in truth.problems)
    repeats = sum(
        one.severity == "canh_bao" and one.rule in ("DQ-03", "DQ-19") for one in truth.problems
    )
    # the total row beside its parts may be kept or not; the repeated row is not used twice
    assert errors + 1 <= counts["rows_left_out"].sum() <= errors + repeats
    for table, rows in truth.rows.items():
        assert counts.at[table, "rows_read"] == rows, table


def test_the_dataset_says_that_it_is_fictional(data: Dataset) -> None:
    assert data.descriptor.kind == "minh_hoa"
    assert "hư cấu" in data.descriptor.title


def test_with_several_provinces_the_faults_stay_the_same(tmp_path: Path) -> None:
    truth = write_demo(tmp_path / "three", scale=2)
    data = load(tmp_path / "three", today=date(2025, 12, 31))
    assert issues_of(data) == planted(truth)
