"""A package gives the report that was issued, and says so when it cannot."""

from __future__ import annotations

import json
import shutil

from gdnn_analysis.render.issuing.package import RECORD, listed, sealed
from gdnn_analysis.render.issuing.rerender import _compared, render_again
from gdnn_analysis.render.issuing.verify import verify_package
from gdnn_analysis.report.archive import packed, unpacked

from .conftest import SECOND, one_more, render, write_media


def test_the_report_comes_out_the_same_without_data_or_earlier_reports(package):
    again = render_again(package)
    assert again.same == ("results.csv", "report.html")
    assert again.holds
    assert again.explained == ()


def test_a_report_set_against_an_earlier_one_comes_out_the_same(issue, issued, notebooks, tmp_path):
    data = write_media(tmp_path / "số liệu", SECOND)
    shutil.copytree(issued / "reports" / "issued", tmp_path / "reports" / "issued")
    report = render(data, tmp_path / "reports", notebooks)
    page = (report / "report.html").read_text(encoding="utf-8")
    assert "Báo cáo này thay thế Báo cáo số" in page
    assert "3 dòng mới, 1 dòng đã rút" in page
    assert {path.name for path in report.iterdir()} == {
        "manifest.json",
        "report.html",
        "report.ipynb",
        "results.csv",
    }
    assert 'sent_folder = "/' not in (report / "report.ipynb").read_text(encoding="utf-8")
    second = issue(report)
    assert second.record["replaces"]["number"] == 1
    assert second.record["replaced_is_named"]
    moved = tmp_path / "một mình"
    shutil.move(second.package, moved)
    assert verify_package(moved).holds
    again = render_again(moved)
    assert again.holds, (again.faults, again.explained)
    assert "report.html" in again.same


def sides(package, tmp_path, *, results=None, html=None):
    again = tmp_path / "lại"
    again.mkdir()
    for name, content in (("results.csv", results), ("report.html", html)):
        original = (package / name).read_bytes()
        (again / name).write_bytes(original if content is None else content(original))
    record = json.loads((package / RECORD).read_text(encoding="utf-8"))
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    return again, record, manifest


def test_other_figures_are_a_fault_named_by_indicator(package, tmp_path):
    again, record, manifest = sides(package, tmp_path, results=one_more)
    found = _compared(package, again, record, manifest)
    assert not found.holds
    assert "O01" in found.faults[0]


def test_figures_known_not_to_be_reproducible_are_told_and_no_fault(package, tmp_path):
    again, record, manifest = sides(package, tmp_path, results=one_more)
    record["figures_not_reproducible"] = ["O01"]
    found = _compared(package, again, record, manifest)
    assert found.holds
    assert "O01" in found.explained[0]


def test_another_document_is_a_fault_unless_software_or_privacy_explain_it(package, tmp_path):
    again, record, manifest = sides(package, tmp_path, html=lambda page: page + b" ")
    record["personal_data_removed"] = []
    assert not _compared(package, again, record, manifest).holds
    older = {**manifest, "software": {**manifest["software"], "pandas": "1.0"}}
    found = _compared(package, again, record, older)
    assert found.holds
    assert "pandas 1.0" in found.explained[0]
    record["personal_data_removed"] = [{}]
    assert not _compared(package, again, record, manifest).holds
    page = again / "report.html"
    page.write_text(page.read_text(encoding="utf-8") + "gọi (đã che)", encoding="utf-8")
    assert _compared(package, again, record, manifest).holds


def test_a_snapshot_that_was_replaced_gives_other_figures(package):
    """A forger who makes the record anew is found by rendering again."""
    path = package / "sources.zip"
    files = unpacked(path.read_bytes())
    files["tables/media.csv"] = files["tables/media.csv"].replace(b"2023-06-10", b"2020-06-10")
    path.write_bytes(packed(files))
    record = json.loads((package / RECORD).read_text(encoding="utf-8"))
    (package / RECORD).write_bytes(sealed({**record, "files": listed(package)}))
    assert verify_package(package).holds
    again = render_again(package)
    assert not again.holds
    assert "O01" in "\n".join(again.faults)
