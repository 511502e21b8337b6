"""``gdnn render --period``: the end-of-period report from the command to its documents."""

from __future__ import annotations

import csv
import json
import re

import pytest
from pypdf import PdfReader

from .conftest import run_gdnn, write_small

PERIOD = "2021-2025"


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    place = tmp_path_factory.mktemp("giai đoạn")
    small, output = write_small(place), place / "báo cáo"
    done = run_gdnn("render", small, "--period", PERIOD, "--output", output, cwd=place)
    assert done.code == 0, done.err
    return output / PERIOD


def test_all_media_are_written(report):
    names = {path.name for path in report.iterdir()}
    assert {"report.html", "report.pdf", "report.docx", "annex.xlsx", "results.csv"} <= names
    assert json.loads((report / "manifest.json").read_text("utf-8"))["report"]["period"] == PERIOD


def test_its_title_is_that_of_the_whole_period(report):
    text = re.sub(r"\s+", " ", PdfReader(report / "report.pdf").pages[0].extract_text())
    assert "Tổng kết thực hiện Kế hoạch truyền thông" in text
    assert "năm 2021-2025" not in text


def test_the_one_work_sent_stands_in_its_year_and_other_years_are_not_0(report):
    with (report / "results.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] == "O01"]
    assert {row["period"] for row in rows} == {PERIOD}
    html = (report / "report.html").read_text("utf-8")
    table = html[html.index('<figure id="chi-tieu-180-nam">') :]
    line = re.search(r"<tr><th[^>]*>S1:.*?</tr>", table)[0]
    cells = re.findall(r"<td[^>]*>(?:<span[^>]*>[^<]*</span> )?([^<]*)</td>", line)
    missing = "không có số liệu"
    assert cells[:5] == [missing, missing, "1", missing, missing]


def test_nothing_is_credited_to_the_plan_without_evidence(report):
    text = (report / "report.html").read_text("utf-8")
    assert "Không quy cho truyền thông" in text
