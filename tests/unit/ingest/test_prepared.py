"""A dataset read once for a whole run is the one that reading gives, or none at all."""

from __future__ import annotations

import os
from datetime import date
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from gdnn_analysis.ingest.load import load
from gdnn_analysis.ingest.prepared import PREPARED, prepare, prepared_dataset, preparing
from gdnn_analysis.ingest.reading.folder import DataPathError
from gdnn_analysis.language import current_language, use_language

LOADING = import_module("gdnn_analysis.ingest.load")
DAY = date(2026, 1, 5)
EVENTS = "event_id,title_vi,start_on,area_id\nE1,Ngày hội,2023-03-05,TINH\nE2,,2023-04-05,TINH\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "số liệu"
    folder.mkdir()
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    return folder


def test_what_was_prepared_is_what_reading_gives(root) -> None:
    read = load(root, today=DAY)
    with preparing():
        prepare(root, today=DAY)
        found = prepared_dataset(root, today=DAY)
    assert found is not None
    assert (found.root, found.sent, found.descriptor) == (read.root, read.sent, read.descriptor)
    for group in ("tables", "missing", "left_out"):
        for name, frame in getattr(read, group).items():
            pd.testing.assert_frame_equal(getattr(found, group)[name], frame)
    for name in ("issues", "counts", "inputs"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(read, name))


def test_load_takes_what_was_prepared(root, monkeypatch) -> None:
    with preparing():
        prepare(root, today=DAY)
        monkeypatch.setattr(LOADING, "read_sources", lambda root: 1 / 0)
        assert len(load(root, today=DAY).issues)


@pytest.mark.parametrize("change", ["content", "new file", "descriptor", "removed", "day"])
def test_what_changed_is_read_again(root, change) -> None:
    with preparing():
        prepare(root, today=DAY)
        day = DAY
        match change:
            case "content":
                (root / "events.csv").write_text(EVENTS.replace("05", "06"), encoding="utf-8")
            case "new file":
                (root / "media.csv").write_text("report_id\nM1\n", encoding="utf-8")
            case "descriptor":
                (root / "datapackage.json").write_text("{}", encoding="utf-8")
            case "removed":
                (root / "events.csv").unlink()
            case _:
                day = date(2026, 1, 6)
        assert prepared_dataset(root, today=day) is None


def test_a_file_that_changes_while_it_is_read_leaves_nothing(root, monkeypatch) -> None:
    real = load

    def slow(path: Path, *, today: date) -> object:
        found = real(path, today=today)
        (root / "events.csv").write_text(EVENTS.replace("05", "06"), encoding="utf-8")
        return found

    monkeypatch.setattr(LOADING, "load", slow)
    with preparing():
        prepare(root, today=DAY)
        assert list(Path(os.environ[PREPARED]).iterdir()) == []


def test_the_folder_ends_with_the_run(root) -> None:
    with preparing():
        prepare(root, today=DAY)
        folder = Path(os.environ[PREPARED])
        assert folder.is_dir()
    assert not folder.exists()
    assert PREPARED not in os.environ
    assert prepared_dataset(root, today=DAY) is None


def test_kernels_find_vietnamese_issues_whoever_runs_the_program(root) -> None:
    use_language("en")
    try:
        with preparing():
            prepare(root, today=DAY)
            assert prepared_dataset(root, today=DAY) is None
            assert current_language() == "en"
            use_language("vi")
            found = prepared_dataset(root, today=DAY)
        assert found is not None
        pd.testing.assert_frame_equal(found.issues, load(root, today=DAY).issues)
    finally:
        use_language("vi")


def test_a_folder_that_is_not_there_is_refused(tmp_path) -> None:
    with preparing(), pytest.raises(DataPathError):
        prepare(tmp_path / "không có", today=DAY)
