"""Which files are read, and what is said about the others (RL-01, RL-04, RL-07)."""

from __future__ import annotations

import hashlib
import json

import openpyxl
import pytest

from gdnn_analysis.ingest import DataPathError, load
from gdnn_analysis.ingest.reading.names import sheet_title, table_named
from gdnn_analysis.ingest.rules import RULES, rule_title
from tests.unit.ingest.world import TODAY, issues_of, media_row, only_issue, write_csv


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("media", "media"),
        ("MEDIA", "media"),
        ("media__CDN-HD__2023", "media"),
        ("media_2023", "media"),
        ("media (1)", "media"),
        ("media - Copy", "media"),
        ("media_matches__a", "media_matches"),
        ("event_groups", "event_groups"),
        ("Sự kiện", "events"),
        ("Kế thừa đơn vị, chức năng", "unit_succession"),
        ("Nhật ký tin, bài, phóng sự, ấn p", "media"),
        ("Kế", None),
        ("mediax", None),
        ("medai", None),
        ("Sheet1", None),
        ("", None),
    ],
)
def test_a_name_belongs_to_the_table_it_starts_with(name, table):
    assert table_named(name) == table


def test_every_table_is_found_by_its_name_and_by_its_title_as_excel_cuts_it():
    from gdnn_analysis.contract import contract

    for name, table in contract().tables.items():
        assert table_named(name) == name
        assert table_named(sheet_title(table.title)[:31]) == name


def test_a_missing_folder_is_refused_with_its_path(tmp_path):
    with pytest.raises(DataPathError, match="không-có"):
        load(tmp_path / "không-có")


def test_a_file_is_no_data_folder(tmp_path):
    path = tmp_path / "media.csv"
    path.write_text("x")
    with pytest.raises(DataPathError, match="là một tệp"):
        load(path)


def test_files_of_one_table_at_any_depth_are_joined(folder, read_folder):
    write_csv(folder / "media.csv", [media_row("M1")])
    write_csv(folder / "logs" / "2023" / "media__TRUONG-A.csv", [media_row("M2")])
    data = read_folder()
    assert data["media"]["_file"].tolist() == ["logs/2023/media__TRUONG-A.csv", "media.csv"]
    assert data["media"].index.is_unique


def test_hidden_files_locks_and_documents_are_no_data(folder, read_folder):
    write_csv(folder / "media.csv", [media_row()])
    for name in (".hidden.csv", "~$media.xlsx", "README.md", "ghi chú.txt", "mapping.yaml"):
        (folder / name).write_text("không phải số liệu", encoding="utf-8")
    write_csv(folder / ".git" / "media.csv", [media_row("M9")])
    data = read_folder()
    assert issues_of(data).empty
    assert len(data["media"]) == 1


def test_an_unknown_file_is_kept_aside_and_named(folder, read_folder):
    (folder / "medai.csv").write_text("a,b\n1,2\n")
    issue = only_issue(read_folder())
    assert (issue["rule"], issue["severity"], issue["file"]) == ("DQ-22", "canh_bao", "medai.csv")
    assert "media" in issue["remedy"]


def test_a_table_in_a_format_that_cannot_be_read_is_named(folder, read_folder):
    (folder / "media.pdf").write_bytes(b"%PDF-1.4")
    assert only_issue(read_folder())["severity"] == "canh_bao"


def test_an_empty_file_is_an_error_and_counts_as_not_sent(folder, read_folder):
    (folder / "media.csv").write_bytes(b"\xef\xbb\xbf\r\n")
    data = read_folder()
    issue = only_issue(data)
    assert (issue["severity"], issue["table"]) == ("loi", "media")
    assert not data.has("media")


def test_a_workbook_without_any_cell_is_an_empty_file(folder, read_folder):
    openpyxl.Workbook().save(folder / "media.xlsx")
    data = read_folder()
    assert only_issue(data)["severity"] == "loi"
    assert not data.has("media")


def test_a_header_without_rows_counts_as_sent(folder, read_folder):
    write_csv(folder / "media.csv", [media_row()])
    text = (folder / "media.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "media.csv").write_text(text + "\n", encoding="utf-8")
    data = read_folder()
    assert data.has("media")
    assert only_issue(data)["severity"] == "thong_tin"
    assert data.counts.set_index("table").loc["media"].tolist() == [0, 0, 0]


def test_a_file_without_a_header_is_an_error(folder, read_folder):
    (folder / "media.csv").write_text("M1,TRUONG-A,Tin\n")
    issue = only_issue(read_folder())
    assert (issue["rule"], issue["severity"]) == ("DQ-20", "loi")
    assert "tiêu đề" in issue["message"]


def test_a_broken_link_is_an_error_and_the_rest_is_read(folder, read_folder):
    write_csv(folder / "media__b.csv", [media_row()])
    (folder / "media__a.csv").symlink_to(folder / "nowhere.csv")
    data = read_folder()
    assert only_issue(data)["file"] == "media__a.csv"
    assert len(data["media"]) == 1


def test_inputs_list_every_table_file_with_its_hash_and_rows(folder, read_folder):
    write_csv(folder / "media.csv", [media_row("M1"), media_row("M2", title_vi="")])
    data = read_folder()
    inputs = data.inputs.set_index("path")
    assert inputs.index.tolist() == sorted(inputs.index)
    content = (folder / "media.csv").read_bytes()
    assert inputs.loc["media.csv"].tolist() == [hashlib.sha256(content).hexdigest(), 2, 1]


def test_a_table_in_data_replaces_the_shipped_one(read_folder):
    data = read_folder()
    assert data["channels"]["channel_id"].tolist() == ["K-BAO", "K-FB"]
    assert len(data["activities"]) > 0


def test_an_empty_folder_has_the_shipped_tables_only(tmp_path):
    data = load(tmp_path, today=TODAY)
    assert data.has("indicators")
    assert data.has("channels")
    assert not data.has("media")
    assert data.inputs.empty
    assert data.issues.empty


def test_the_descriptor_tells_title_and_kind(folder, read_folder):
    described = {"title": "Số liệu thử", "gdnn": {"kind": "minh_hoa"}}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    data = read_folder()
    assert (data.descriptor.title, data.descriptor.kind) == ("Số liệu thử", "minh_hoa")


@pytest.mark.parametrize("text", ["{", "[]", '{"gdnn": {"kind": "khác"}}'])
def test_a_broken_descriptor_is_an_error(folder, read_folder, text):
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    data = read_folder()
    assert only_issue(data, severity="loi")["file"] == "datapackage.json"
    assert data.descriptor.kind == "thu_thap"


def test_today_comes_from_the_environment_when_not_given(folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")  # 15/11/2023 in Viet Nam
    write_csv(folder / "media.csv", [media_row("M1", published_at="2023-11-16")])
    assert only_issue(load(folder))["rule"] == "DQ-04"


def test_issues_have_the_fixed_columns_and_types(folder, read_folder):
    write_csv(folder / "media.csv", [media_row("M1", title_vi="")])
    issues = read_folder().issues
    assert list(issues.columns) == [
        "severity", "rule", "table", "file", "sheet", "row", "column", "value", "message", "remedy",
    ]  # fmt: skip
    assert issues["row"].dtype == "Int64"
    assert issues["value"].notna().all()


def test_long_values_are_shortened(folder, read_folder):
    write_csv(folder / "media.csv", [media_row("M1", item_type="x" * 300)])
    assert len(only_issue(read_folder())["value"]) == 80


def test_every_rule_in_an_issue_has_a_name(folder, read_folder):
    write_csv(folder / "media.csv", [media_row("M1", item_type="xyz", title_vi="")])
    (folder / "lạ.csv").write_text("a,b")
    assert set(read_folder().issues["rule"]) <= set(RULES)
    assert all(rule_title(code) != code for code in RULES)
    assert rule_title("DQ-99") == "DQ-99"
