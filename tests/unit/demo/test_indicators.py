"""The indicators find the planted truths."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gdnn_analysis.demo import DemoTruth
from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.ingest import load

YEARS = range(2021, 2026)


@pytest.fixture(scope="module")
def years(demo: tuple[Path, DemoTruth]) -> dict[int, Evaluation]:
    data = load(demo[0], today=date(2025, 12, 31))
    span = evaluate(data, "2021-2025", created="2026-01-05T08:00:00+07:00")
    return dict(span.years)


@pytest.mark.parametrize("year", YEARS)
def test_o01_and_o02(years: dict[int, Evaluation], truth: DemoTruth, year: int) -> None:
    ev = years[year]
    found = {
        (year, "nd09", reading, digital, state): ev.value(
            "O01", variant=f"{reading}/{digital}/{state}"
        )
        for reading in "ABC"
        for digital in ("S1", "S2")
        for state in ("tat_ca", "da_doi_chieu")
    }
    assert found == {key: truth.items[key] for key in found}
    assert ev.value("O02", variant="luot") == truth.placements[year, "nd09"]
    head = ev.row("O01")
    assert head is not None
    assert head["verdict"] == truth.verdicts[year]


@pytest.mark.parametrize("year", YEARS)
def test_events_and_attendances(years: dict[int, Evaluation], truth: DemoTruth, year: int) -> None:
    ev = years[year]
    assert ev.value("A03") == truth.events[year, "nd09", "da_to_chuc"]
    people = (ev.value("T03", variant="do_duoc"), ev.value("T03", variant="uoc"))
    assert people == truth.attendances[year, "nd09"]


@pytest.mark.parametrize("year", YEARS)
def test_money(years: dict[int, Evaluation], truth: DemoTruth, year: int) -> None:
    ev, known = years[year], truth.money[year]
    row = ev.row("I02")
    assert row is not None
    assert ev.value("I01") == known.allocated
    assert (row["numerator"], row["denominator"]) == (known.spent, known.allocated)


@pytest.mark.parametrize("year", YEARS)
def test_annex_cells(years: dict[int, Evaluation], truth: DemoTruth, year: int) -> None:
    rows = years[year].rows("A01", breakdown="activity")
    found = dict(zip(rows["category"], rows["verdict"], strict=True))
    assert found == {act: status for (one, act), status in truth.annex.items() if one == year}


@pytest.mark.parametrize("year", YEARS)
def test_completeness(years: dict[int, Evaluation], truth: DemoTruth, year: int) -> None:
    filing = years[year].records.filing
    for (table, one), (filed, due) in truth.completeness.items():
        if one == year:
            assert filing.completeness(table, year) == pytest.approx(filed / due), table


def test_planted_duplicates_and_nothing_else_are_matched(
    years: dict[int, Evaluation], truth: DemoTruth
) -> None:
    links = years[2025].records.media.reports["link"].value_counts()
    assert links["chac_chan"] == truth.duplicates_by_url + truth.duplicates_by_title
    assert links["nghi_trung"] == truth.duplicates_probable
