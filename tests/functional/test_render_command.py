"""``gdnn render``: documents, determinism, failures that leave nothing."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil

import nbformat
import openpyxl
from pypdf import PdfReader

from gdnn_analysis.render.warm import ADDRESS

SAME = ("report.html", "report.pdf", "report.docx", "annex.xlsx", "results.csv")


def test_a_path_with_diacritics_gives_all_documents_and_an_index(rendered):
    names = {path.name for path in (rendered / "2023").iterdir()}
    assert names == {*SAME, "report.ipynb", "manifest.json"}
    assert "2023/report.html" in (rendered / "index.html").read_text(encoding="utf-8")


def test_the_manifest_accounts_for_inputs_outputs_and_issues(rendered):
    manifest = json.loads((rendered / "2023" / "manifest.json").read_text(encoding="utf-8"))
    assert {"report", "inputs", "outputs", "software", "issues", "created"} <= set(manifest)
    assert [item["path"] for item in manifest["inputs"] if item["path"] == "media.csv"]
    for item in manifest["outputs"]:
        content = (rendered / "2023" / item["path"]).read_bytes()
        assert item["sha256"] == hashlib.sha256(content).hexdigest()
        assert item["bytes"] == len(content)
    assert manifest["report"]["period"] == "2023"


def test_the_same_input_gives_the_same_bytes_forked_or_started(
    gdnn, small, rendered, tmp_path, monkeypatch
):
    monkeypatch.delenv(ADDRESS, raising=False)  # the kernel of the first one was forked
    again = tmp_path / "lần hai"
    assert gdnn("render", small, "--year", 2023, "--output", again).code == 0
    for name in SAME:
        assert (again / "2023" / name).read_bytes() == (rendered / "2023" / name).read_bytes(), name


def test_no_number_date_or_signatory_is_invented(rendered):
    text = PdfReader(rendered / "2023" / "report.pdf").pages[0].extract_text()
    assert re.search(r"ngày\s*…\s*tháng\s*…\s*năm\s*…", text)
    assert not re.search(r"Số:\s*\d", text)


def test_given_number_and_date_are_printed_as_officials_write_them(gdnn, small, tmp_path):
    done = gdnn(
        "render",
        small,
        "--year",
        2023,
        "--to",
        "pdf",
        "--output",
        tmp_path / "r",
        "--set",
        "number=5",
        "--set",
        "date=2024-01-05",
    )
    assert done.code == 0, done.err
    text = PdfReader(tmp_path / "r" / "2023" / "report.pdf").pages[0].extract_text()
    assert "05/BC-" in text
    assert "ngày 05 tháng 01 năm 2024" in text


def test_numbers_in_the_report_are_those_of_the_results(rendered):
    with (rendered / "2023" / "results.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    count = next(row for row in rows if row["variant"] == "C/S1/tat_ca" and not row["breakdown"])
    assert float(count["value"]) == 1
    sheet = openpyxl.load_workbook(rendered / "2023" / "annex.xlsx")["Kết quả"]
    values = [row for row in sheet.iter_rows(values_only=True) if "C/S1/tat_ca" in row]
    assert any(1 in row for row in values)


def test_a_failing_notebook_is_4_names_the_heading_and_keeps_the_old_report(
    gdnn, small, rendered, tmp_path, root
):
    before = (rendered / "2023" / "report.pdf").read_bytes()
    broken = tmp_path / "sổ hỏng"
    shutil.copytree(root / "notebooks", broken)
    book = nbformat.read(broken / "annual_report.ipynb", as_version=4)
    cell = next(cell for cell in book.cells if cell.id == "kinh-phi")
    cell.source = "raise ValueError('bảng kinh phí hỏng')"
    nbformat.write(book, broken / "annual_report.ipynb")
    done = gdnn("render", small, "--year", 2023, "--output", rendered, "--notebooks", broken)
    assert done.code == 4
    assert "Kinh phí" in done.err
    assert "bảng kinh phí hỏng" in done.err
    assert "Traceback" not in done.err
    assert (rendered / "2023" / "report.pdf").read_bytes() == before
    assert {path.name for path in rendered.iterdir()} == {"2023", "index.html"}
