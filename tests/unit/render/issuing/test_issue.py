"""A report is issued as it was rendered, under the next number, or not at all."""

from __future__ import annotations

import json
import shutil
import stat

import pytest

from gdnn_analysis.render.issuing.package import (
    PackageError,
    issued_folder,
    latest_package,
    numbered,
    read_record,
)
from gdnn_analysis.render.issuing.readiness import IssueRefused
from gdnn_analysis.render.issuing.verify import verify_package
from gdnn_analysis.render.manifest import sha256

from .conftest import SECOND, one_more, write_media


def test_two_issues_of_one_report_differ_only_in_number(issue, report):
    one, two = issue(report), issue(report)
    assert (one.number, two.number) == (1, 2)
    assert [path.parent.name for path in (one.package, two.package)] == ["2023", "2023"]
    named = {"number", "seal", "replaces", "replaced_is_named"}
    first, second = (
        {name: value for name, value in item.record.items() if name not in named}
        for item in (one, two)
    )
    assert first == second
    assert first["files"]
    assert two.record["replaces"] == {
        "number": 1,
        "run_id": one.record["run_id"],
        "seal": one.record["seal"],
    }


def test_the_second_says_that_the_document_does_not_name_the_first(issue, report):
    assert not any("thay thế" in notice for notice in issue(report).notices)
    assert any("thay thế (bản phát hành số 1)" in notice for notice in issue(report).notices)


def test_files_of_a_package_are_read_only(issue, report):
    package = issue(report).package
    writable = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
    files = [path for path in package.rglob("*") if path.is_file()]
    assert len(files) > 5
    assert not [path for path in files if path.stat().st_mode & writable]


def test_nothing_but_the_package_is_left(issue, report):
    package = issue(report).package
    assert [path.name for path in package.parent.iterdir()] == ["1"]


def test_numbers_go_on_after_gaps_and_foreign_folders_do_not_count(issue, report, tmp_path):
    home = issued_folder(report)
    first = issue(report).package
    shutil.copytree(first, home / "10")
    (home / "nháp").mkdir()
    (home / "11.txt").write_text("x", encoding="utf-8")
    assert numbered(home) == [1, 10]
    assert latest_package(home) == home / "10"
    assert issue(report).number == 11


@pytest.mark.parametrize("name", ["report.html", "results.csv", "report.ipynb"])
def test_a_changed_file_is_refused_by_name(issue, report, name):
    (report / name).write_bytes((report / name).read_bytes() + b" ")
    with pytest.raises(IssueRefused, match=name):
        issue(report)
    assert not list(issued_folder(report).glob("*"))


def test_all_reasons_are_told_at_once(issue, report, tmp_path):
    (report / "report.html").unlink()
    (report / "report.ipynb").write_text("{}", encoding="utf-8")
    with pytest.raises(IssueRefused) as refused:
        issue(report, data=write_media(tmp_path / "khác", SECOND), notebooks=tmp_path)
    told = str(refused.value)
    assert all(
        name in told for name in ("report.html", "report.ipynb", "media.csv", "annual_report.ipynb")
    )
    assert len(refused.value.faults) == 4


def test_data_that_changed_since_are_refused(issue, report, tmp_path):
    data = write_media(tmp_path / "khác", SECOND)
    with pytest.raises(IssueRefused, match=r"media\.csv"):
        issue(report, data=data)


def test_data_that_are_gone_are_refused_with_a_remedy(issue, report, tmp_path):
    with pytest.raises(IssueRefused, match="--data"):
        issue(report, data=tmp_path / "không có")


def test_data_that_were_moved_are_found_where_they_are(issue, report, issued, tmp_path):
    moved = shutil.copytree(issued / "số liệu", tmp_path / "nơi mới")
    assert verify_package(issue(report, data=moved).package).holds


def test_figures_the_program_does_not_give_any_more_are_refused(issue, report):
    path = report / "results.csv"
    path.write_bytes(one_more(path.read_bytes()))
    manifest = json.loads((report / "manifest.json").read_text(encoding="utf-8"))
    for item in manifest["outputs"]:
        item["sha256"] = sha256(report / item["path"])
    (report / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IssueRefused, match="O01"):
        issue(report)


def test_a_folder_without_a_manifest_is_no_report(issue, tmp_path):
    with pytest.raises(IssueRefused, match=r"manifest\.json"):
        issue(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null"])
def test_a_damaged_manifest_is_refused(issue, report, text):
    (report / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IssueRefused, match="hỏng"):
        issue(report)


def test_an_issued_report_is_not_issued_again(issue, report):
    with pytest.raises(IssueRefused, match="đã là bản phát hành"):
        issue(issue(report).package)


def test_a_folder_that_is_not_there(issue, tmp_path):
    with pytest.raises(FileNotFoundError, match="gdnn render"):
        issue(tmp_path / "không có")


def test_nothing_is_issued_after_one_that_was_altered(issue, report):
    package = issue(report).package
    record = package / "issue.json"
    record.chmod(0o644)
    record.write_text(record.read_text(encoding="utf-8").replace('"2023"', '"2024"'), "utf-8")
    with pytest.raises(PackageError, match="niêm phong"):
        issue(report)
    assert numbered(issued_folder(report)) == [1]


def test_the_record_tells_the_digest_of_every_table(issue, report):
    record = read_record(issue(report).package)
    assert record["tables"]["media"]["rows"] == 2
    assert record["tables"]["targets"]["rows"] > 5
    assert all(len(table["sha256"]) == 64 for table in record["tables"].values())
