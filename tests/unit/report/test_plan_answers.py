"""Every statement of the plan leads to a figure, or the report says that nothing measures it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from gdnn_analysis import evaluate, load
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.registry import computed
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report import tables
from gdnn_analysis.report.tables.annual.common import parts_text
from gdnn_analysis.report.wording import figure_text

DEMO = Path(__file__).parents[3] / "data" / "demo"
WAITING = {"C01", "C02", "C03", "C04", "C05", "C06"}
"""Indicators that come with the estimation of surveys; until then the report says "chưa tính"."""


@pytest.fixture(scope="module")
def demo() -> Evaluation:
    return evaluate(load(DEMO), "2021-2025", created="2026-06-30", reading="B", digital="S1")


def answers(ev: Evaluation) -> dict[str, str]:
    """Return the third column of the table by statement text."""
    rows = [row for row in tables.plan_answers(ev).rows if row.kind != "group"]
    return {row.cells[1].text: row.cells[2].text for row in rows}


def test_every_code_a_statement_names_is_computed(demo):
    named = {code for codes in demo.data["statements"]["indicators"] for code in codes}
    assert named - set(computed()) <= WAITING
    assert set(demo.definitions.index) - set(computed()) <= WAITING


def test_every_statement_leads_to_a_figure_or_says_that_nothing_measures_it(demo):
    statements = demo.data["statements"]
    assert len(statements) == 126
    have_value = set()
    for ev in (demo, *demo.years.values()):
        heads = ev.results[ev.results["breakdown"].eq("") & ev.results["value"].notna()]
        have_value |= set(heads["code"])
    printed = answers(demo.years[2023])
    for text, codes in zip(statements["text_vi"], statements["indicators"], strict=True):
        assert set(codes) & have_value or printed[text] == tables.NOT_MEASURED, text
        assert all(code in printed[text] for code in codes)


def test_a_statement_about_one_group_is_answered_by_the_figures_of_that_group(demo):
    """Not by those of the whole province: 100,0% for demobilised soldiers, C04 of grade 12."""
    year = demo.years[2023]
    rows = [row for row in tables.plan_answers(year).rows if row.kind != "group"]
    told = {row.cells[0].text: row.cells[2].text for row in rows}
    theme = year.row("O06", variant="bat_ky", breakdown="theme", category="1dd")
    assert told["IV.1.đ"] == f"O06: {figure_text(theme, 1)} ({parts_text(theme)})"
    soldiers = year.row("T03", variant="do_duoc", breakdown="audience", category="A1f")
    assert f"T03: {figure_text(soldiers)} lượt" in told["III.1 – bộ đội xuất ngũ"]
    message = year.row("O08", breakdown="message", category="M1")
    assert told["IV – thông điệp M1"].startswith(f"O08: {figure_text(message, 1)}")
    duty = year.row("A02", breakdown="duty", category="VII.2.3-2")
    assert told["VII.2.3 (2)"].startswith(f"A02: {figure_text(duty, 1)}")
    assert "P06: mức 2 (thang 0–4)" in told["I.1 (g)"]
    assert told["PL-V (dòng tiêu đề)"] == "A01: Đã thực hiện"
    assert told["V.2"].startswith("A01 (PL-I.1): Đã thực hiện; A01 (PL-I.2): Đã thực hiện")
    assert told["III.1 – học sinh THCS"].endswith("; C01; C04")
    assert "C04 (Học sinh lớp 12, 3/2023): 15,2%" in told["III.1 – học sinh THPT"]


def test_a_headline_says_whose_it_is(demo):
    """One sample, one channel: not the people, not all channels; no mean of criteria (D5)."""

    def told(year: int) -> dict[str, str]:
        rows = tables.all_results(demo.years[year]).rows
        return {row.cells[0].text: row.cells[-2].text for row in rows if len(row.cells) > 2}

    assert told(2024)["C01"] == "55,4% (doanh nghiệp)"
    assert told(2023)["C04"] == "15,2% (học sinh lớp 12)"
    assert told(2023)["T01"].endswith(" (kênh cao nhất)")
    assert "tài khoản (kênh cao nhất)" in " ".join(answers(demo.years[2023]).values())
    assert told(2023)["O15"] == "nêu theo từng tiêu chí"
    by_year = tables.all_by_year(demo)
    assert not any(row.cells[0].text.startswith("O15.") for row in by_year.rows)


def test_a_statement_without_indicator_says_so():
    data = load_rows({})
    statements = data["statements"].copy()
    statements["indicators"] = pd.Series([()] * len(statements), statements.index, dtype=object)
    bare = load_rows({"statements": statements.head(3).to_dict("records")})
    ev = evaluate(bare, "2023", created="2026-06-30")
    assert set(answers(ev).values()) == {tables.NOT_MEASURED}
