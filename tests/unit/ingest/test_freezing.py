"""Sources frozen into files give the dataset they gave, without their original files."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import openpyxl
import pandas as pd
import pytest

from gdnn_analysis.ingest.freezing.cells import decode, encode
from gdnn_analysis.ingest.freezing.files import FROZEN, freeze, is_frozen
from gdnn_analysis.ingest.load import dataset_of, load, read_sources

TODAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    "cell",
    [
        "Tin, bài “mới”",
        "hai\ndòng",
        "",
        "\\n1.5",
        "\\",
        True,
        False,
        0,
        -7,
        1.5,
        1e22,
        0.1 + 0.2,
        datetime(2023, 5, 10, 8, 30),
        date(2023, 5, 10),
        time(8, 30),
        timedelta(days=1, seconds=3, microseconds=5),
        None,
    ],
)
def test_every_sort_of_cell_comes_back_as_it_was(cell):
    back = decode(encode(cell))
    assert back == cell
    assert type(back) is type(cell)


def test_a_missing_number_is_missing():
    assert decode(encode(float("nan"))) is None
    assert decode(encode(pd.NaT)) is None


def test_a_cell_nobody_knows_how_to_keep_is_refused():
    with pytest.raises(TypeError, match="object"):
        encode(object())


@pytest.fixture
def folder(tmp_path):
    """A folder with all that is awkward: a workbook, broken rows, unknown columns and files."""
    data = tmp_path / "số liệu"
    (data / "con").mkdir(parents=True)
    (data / "con" / "media__A.csv").write_text(
        "Danh sách;;;\nreport_id;title_vi;published_at;lạ\nR1;Tin;31/02/2023;x\nR1;Tin;1/3/2023;\n"
        "Tổng cộng;;;\nNgười lập: Trần Thị B;;;\n",
        encoding="utf-8",
    )
    (data / "events.csv").write_text("", encoding="utf-8")
    (data / "budget_transactions.csv").write_bytes(
        "txn_id;line_id;kind;amount_vnd\nT1;L1;chi;1.234,5\n".encode("cp1258", "replace")
    )
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "trainings"
    sheet.append(["course_id", "title_vi", "start_on", "hours", "note"])
    sheet.append(["K1", "Tập huấn", datetime(2023, 3, 1), 4.5, True])
    sheet.append(["K2", None, "hôm qua", "=1+1", 5])
    book.save(data / "biểu.xlsx")
    (data / "ghi chú.docx").write_bytes(b"PK")
    return data


def frozen(folder, place):
    for name, content in freeze(read_sources(folder)).items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def test_the_dataset_is_the_same_in_every_part(folder, tmp_path):
    back = load(frozen(folder, tmp_path / "đông"), today=TODAY)
    data = load(folder, today=TODAY)
    assert len(data.issues) > 5
    for part in ("issues", "inputs", "counts"):
        pd.testing.assert_frame_equal(getattr(back, part), getattr(data, part))
    for part in ("tables", "left_out", "missing"):
        for name, table in getattr(data, part).items():
            pd.testing.assert_frame_equal(getattr(back, part)[name], table)
    assert (back.sent, back.descriptor) == (data.sent, data.descriptor)


def test_shipped_tables_are_frozen_too_and_not_read_again(folder, tmp_path):
    place = frozen(folder, tmp_path / "đông")
    path = place / "tables" / "messages.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:2]), encoding="utf-8")
    # The account still says how many rows there were; what is not there is not made up.
    assert len(load(place, today=TODAY)["messages"]) == 1


def test_freezing_what_was_frozen_changes_nothing(folder, tmp_path):
    place = frozen(folder, tmp_path / "đông")
    assert is_frozen(place)
    assert not is_frozen(folder)
    assert freeze(read_sources(place)) == freeze(read_sources(folder))


def test_a_file_of_that_name_that_is_something_else_is_no_snapshot(folder):
    (folder / FROZEN).write_text('{"format": "khác"}', encoding="utf-8")
    assert not is_frozen(folder)
    assert len(load(folder, today=TODAY).inputs)


def test_sources_make_the_dataset_load_makes(folder):
    data = dataset_of(read_sources(folder), root=folder, today=TODAY)
    pd.testing.assert_frame_equal(data.issues, load(folder, today=TODAY).issues)
