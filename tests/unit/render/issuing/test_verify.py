"""Whatever is done to an issued report is found and named."""

from __future__ import annotations

import json
import shutil
import zipfile

import pytest

from gdnn_analysis.render.issuing.package import RECORD, listed, sealed
from gdnn_analysis.render.issuing.verify import verify_package

FILES = (
    "manifest.json",
    "notebook/annual_report.ipynb",
    "notebook/annual_report.yaml",
    "report.html",
    "report.ipynb",
    "results.csv",
    "sources.zip",
    "trace.zip",
)


def test_a_package_as_issued_holds(package):
    verified = verify_package(package)
    assert verified.holds, verified.faults
    assert tuple(item["path"] for item in verified.record["files"]) == FILES


@pytest.mark.parametrize("name", FILES)
def test_an_altered_file_is_named(package, name):
    path = package / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    faults = verify_package(package).faults
    assert any(f"“{name}”" in fault and "bị sửa" in fault for fault in faults), faults


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(package, name):
    (package / name).unlink()
    assert f"Thiếu tệp “{name}”." in verify_package(package).faults


@pytest.mark.parametrize("name", ["ghi chú.txt", "notebook/report.docx", ".an"])
def test_an_added_file_is_named(package, name):
    (package / name).write_text("x", encoding="utf-8")
    (fault,) = verify_package(package).faults
    assert f"“{name}”" in fault


def test_all_faults_are_told_at_once(package):
    (package / "report.html").unlink()
    (package / "results.csv").write_text("code\n", encoding="utf-8")
    (package / "thêm.txt").write_text("x", encoding="utf-8")
    faults = "\n".join(verify_package(package).faults)
    assert all(name in faults for name in ("report.html", "results.csv", "thêm.txt"))


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", 7), ("period", "2024"), ("replaces", {"number": 3}), ("files", [])],
)
def test_an_altered_record_does_not_hold(package, field, value):
    record = json.loads((package / RECORD).read_text(encoding="utf-8"))
    record[field] = value
    (package / RECORD).write_text(json.dumps(record), encoding="utf-8")
    verified = verify_package(package)
    assert verified.record is None
    assert "niêm phong" in verified.faults[0]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "gdnn-issue/1"}'])
def test_a_damaged_record_does_not_hold(package, text):
    (package / RECORD).write_text(text, encoding="utf-8")
    assert not verify_package(package).holds


def test_a_record_made_anew_for_an_altered_document_contradicts_the_manifest(package):
    (package / "report.html").write_text("<p>181</p>", encoding="utf-8")
    record = json.loads((package / RECORD).read_text(encoding="utf-8"))
    (package / RECORD).write_bytes(sealed({**record, "files": listed(package)}))
    (fault,) = verify_package(package).faults
    assert "report.html" in fault
    assert "manifest.json" in fault


def test_a_rendered_report_is_told_from_an_issued_one(report):
    (fault,) = verify_package(report).faults
    assert "gdnn issue" in fault


def test_a_package_stands_anywhere(package, tmp_path):
    moved = tmp_path / "lưu trữ" / "HS-2023"
    shutil.move(package, moved)
    assert verify_package(moved).holds


def test_a_folder_that_is_not_there_is_no_package(tmp_path):
    with pytest.raises(FileNotFoundError, match="không có"):
        verify_package(tmp_path / "không có")


def test_the_snapshot_holds_no_phone_number_and_says_so(package):
    with zipfile.ZipFile(package / "sources.zip") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8")
    assert "Ngày hội học nghề" in whole
    assert "0912345678" not in whole
    assert verify_package(package).record["personal_data_removed"] == [
        {"table": "media", "column": "note", "action": "che", "cells": 1}
    ]
