"""A district or unit is evaluated by the same formulas on its own rows, and is never judged by
what the province promised."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from gdnn_analysis import tables
from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.evaluation.scope import (
    OF_AREAS,
    OF_UNITS,
    OWN,
    ScopeError,
    every_scope,
    narrowed,
    scope_of,
)
from gdnn_analysis.ingest import load
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.areas import AreaHistory

DEMO = Path(__file__).parents[3] / "data" / "demo"
DISTRICT, UNIT = "H05", "CDN-02"


@cache
def data() -> Dataset:
    return load(DEMO)


@cache
def of(scope: str) -> Evaluation:
    return evaluate(data(), "2023", created="2026-06-30", scope=scope)


def part_of_province(code: str, breakdown: str, category: str, variant: str = "") -> pd.Series:
    row = of("").row(code, variant=variant, breakdown=breakdown, category=category)
    assert row is not None
    return row


@pytest.mark.parametrize(
    ("code", "breakdown", "variant"),
    [("P03", "unit", ""), ("T06", "unit", ""), ("P05", "unit", ""), ("C08", "unit", "")],
)
def test_a_unit_has_the_figure_the_province_gives_it(code, breakdown, variant):
    whole = part_of_province(code, breakdown, UNIT, variant)
    own = of(UNIT).row(code, variant=variant)
    assert own is not None
    assert own["value"] == whole["value"]


@pytest.mark.parametrize(("code", "variant"), [("P01", "hep"), ("P01", "chat"), ("P01", "rong")])
def test_a_district_has_the_share_the_province_gives_it(code, variant):
    whole = part_of_province(code, "area", DISTRICT, variant)
    own = of(DISTRICT).row(code, variant=variant)
    assert own is not None
    assert (own["numerator"], own["denominator"]) == (whole["numerator"], whole["denominator"])


def test_pairs_to_review_have_a_row_in_the_year():
    ev = of("")
    day = ev.records.media.reports.set_index("record")["published_at"]
    for pair in ev.review.itertuples():
        days = [day[record] for record in (pair.record_a, pair.record_b)]
        assert any(pd.isna(found) or ev.interval.contains(pd.Series([found]))[0] for found in days)
    assert 0 < len(ev.review) < len(ev.records.media.review)


def test_events_of_a_unit_are_those_it_leads_or_joins():
    events = narrowed(data(), scope_of(data(), UNIT))["events"]
    joined = events["partner_unit_ids"].map(lambda ids: UNIT in (ids or ()), na_action="ignore")
    assert (events["lead_unit_id"].eq(UNIT) | joined.eq(True)).all()
    assert len(events) < len(data()["events"])


def test_what_happened_in_a_district_is_there_whoever_did_it():
    scope = scope_of(data(), DISTRICT)
    events = narrowed(data(), scope)["events"]
    inside = AreaHistory(data()).former_district(data()["events"]["area_id"]).eq(DISTRICT)
    assert set(data()["events"].loc[inside, "event_id"]) <= set(events["event_id"])
    assert not events["lead_unit_id"].isin(scope.units).all()


def test_every_row_a_unit_keeps_names_it():
    scope = scope_of(data(), UNIT)
    own = narrowed(data(), scope)
    for table, columns in OWN.items():
        for _, row in own[table][list(columns)].iterrows():
            named = {
                unit
                for value in row
                if isinstance(value, str | tuple | list)
                for unit in ([value] if isinstance(value, str) else value)
            }
            assert UNIT in named, (table, row.to_dict())


@pytest.mark.parametrize(("scope", "codes"), [(UNIT, OF_UNITS), (DISTRICT, OF_AREAS)])
def test_only_indicators_of_a_part_are_computed(scope, codes):
    assert set(of(scope).results["code"]) == codes
    assert {"A01", "O03", "O15", "C01", "P06"}.isdisjoint(codes)


@pytest.mark.parametrize("scope", [UNIT, DISTRICT])
def test_no_part_is_judged_by_the_target_of_the_province(scope):
    verdicts = set(of(scope).results["verdict"])
    assert verdicts <= {"", "khong_chi_tieu"}
    assert set(of(scope).rows("O01")["verdict"]) == {""}


def test_only_the_units_own_filing_counts():
    row = of(UNIT).row("Q01")
    due = data()["obligations"].query("unit_id == @UNIT and year == 2023")
    assert row is not None
    assert row["denominator"] == len(due)


def test_others_are_not_among_those_obliged():
    plans = of(UNIT).row("I04")
    assert plans is not None
    assert plans["denominator"] == 1
    owners = data()["channels"].set_index("channel_id")["owner_unit_id"]
    channels = of(UNIT).rows("O14", breakdown="channel")["category"]
    assert set(owners[channels]) == {UNIT}


def test_partners_keep_their_names_and_groups():
    assert of(UNIT).names.unit("UBNDH-12") == of("").names.unit("UBNDH-12")
    assert of(UNIT).row("O19")["value"] == 2  # enterprises that joined its events


def test_an_unknown_id_is_refused_with_the_nearest_ones():
    with pytest.raises(ScopeError, match=r"CDN-2.*CDN-02"):
        evaluate(data(), "2023", scope="CDN-2")


def test_a_commune_is_no_scope():
    commune = data()["areas"].query("area_level == 'xa'")["area_id"].iloc[0]
    with pytest.raises(ScopeError, match=str(commune)):
        scope_of(data(), str(commune))


def test_every_district_and_every_active_unit_can_have_a_report():
    assert len(every_scope(data(), "area")) == 12
    units = every_scope(data(), "unit")
    assert {UNIT, "SLDTBXH"} <= set(units)
    assert "TD-CONGKHAI" not in units


def test_a_school_elsewhere_is_said_to_be_elsewhere():
    names = [row.cells[1].text for row in tables.schools_list(of(DISTRICT)).rows]
    elsewhere = [name for name in names if name.startswith("Trường ngoài địa bàn (")]
    assert 0 < len(elsewhere) < len(names)
    assert all(name.startswith("Trường ") for name in names)
