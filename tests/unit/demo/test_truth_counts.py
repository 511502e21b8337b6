"""Events, attendances, money, filing and the annex counted once more from the written rows."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from gdnn_analysis.demo import DemoTruth

Row = dict[str, str]
YEARS = range(2021, 2026)
WINDOWS = ("nd09", "calendar")
ACCEPTED = {"da_nop", "duyet", "khoa"}


def year_of(text: str, window: str) -> int:
    day = date.fromisoformat(text[:10])
    return day.year + (window == "nd09" and (day.month, day.day) >= (12, 15))


def test_events_by_year_and_status(sound: dict[str, list[Row]], truth: DemoTruth) -> None:
    found: Counter = Counter()
    for row in sound["events"]:
        if row["status"] == "da_to_chuc" and row["verification"] in ("chua", "bac"):
            continue
        # planted errors of the table stand on postponed events of their own
        for window in WINDOWS:
            found[year_of(row["start_on"], window), window, row["status"]] += 1
    assert dict(found) == truth.events
    assert {truth.events[year, "nd09", "da_to_chuc"] for year in YEARS} == {84, 190, 240, 256, 180}


def test_attendances_measured_and_estimated(sound: dict[str, list[Row]], truth: DemoTruth) -> None:
    events = {row["event_id"]: row for row in sound["events"]}
    groups: dict[tuple[str, str], dict[str, int]] = {}
    for row in sound["event_groups"]:
        group = groups.setdefault((row["event_id"], row["audience_code"]), {})
        group[row["sex"]] = int(row["attendances"])
    measured: Counter = Counter()
    estimated: Counter = Counter()
    for (event_id, _), group in groups.items():
        event = events[event_id]
        parts = [number for sex, number in group.items() if sex != "tong"]
        people = sum(parts) if parts else group["tong"]
        for window in WINDOWS:
            key = (year_of(event["start_on"], window), window)
            if event["count_method"] in ("ds_ky", "dem_ve", "nen_tang"):
                measured[key] += people
            elif event["count_method"] == "uoc_dem":
                estimated[key] += people
    for key, (known, guessed) in truth.attendances.items():
        assert (measured[key], estimated[key]) == (known, guessed), key
    assert sum(estimated.values()) > 0


@pytest.mark.parametrize("year", YEARS)
def test_money_net_of_transfers(sound: dict[str, list[Row]], truth: DemoTruth, year: int) -> None:
    shares = {
        row["line_id"]: Decimal(row["comms_share"].replace(",", "."))
        for row in sound["budget_lines"]
        if row["year"] == str(year)
    }
    sums: Counter = Counter()
    paid: dict[str, Decimal] = {}
    settled: dict[str, Decimal] = {}
    for row in sound["budget_transactions"]:
        if row["line_id"] not in shares:
            continue
        amount = int(row["amount_vnd"]) * shares[row["line_id"]]
        kind = row["kind"]
        if row.get("is_in_kind") == "true":
            sums["in_kind"] += amount if kind == "giao" else 0
        elif kind in ("chi", "quyet_toan"):
            book = paid if kind == "chi" else settled
            book[row["line_id"]] = book.get(row["line_id"], Decimal(0)) + amount
        else:
            sums[kind] += amount
    known = truth.money[year]
    assert sums["giao"] == known.given
    assert sums["chuyen_tiep"] == known.passed_on > 0
    net = sums["giao"] + sums["dieu_chinh"] - sums["chuyen_tiep"] - sums["huy_du_toan"]
    assert net == known.allocated < known.given
    assert sum((paid | settled).values()) == known.spent
    assert sums["in_kind"] == known.in_kind > 0


def test_what_is_passed_on_is_received(sound: dict[str, list[Row]]) -> None:
    lines = {row["line_id"]: row for row in sound["budget_lines"]}
    passed, received = Counter(), Counter()
    for row in sound["budget_transactions"]:
        line = lines[row["line_id"]]
        if row["kind"] == "chuyen_tiep":
            passed[line["unit_id"], row["counterpart_unit_id"], row["amount_vnd"]] += 1
        elif row["kind"] == "giao" and row.get("counterpart_unit_id"):
            received[row["counterpart_unit_id"], line["unit_id"], row["amount_vnd"]] += 1
    assert passed == received
    assert passed


def test_filing_by_table_and_year(sound: dict[str, list[Row]], truth: DemoTruth) -> None:
    sent: dict[tuple[str, str, int], list[Row]] = {}
    for row in sound["submissions"]:
        cell = (row["unit_id"], row["table_name"], int(row["period"][:4]))
        sent.setdefault(cell, []).append(row)
    filed, due = Counter(), Counter()
    found: dict[str, dict[tuple[str, int], set[str]]] = {
        name: {} for name in ("late", "silent", "unfinished", "nil")
    }
    for row in sound["obligations"]:
        year = int(row["year"])
        cell = (row["table_name"], year)
        rows = sent.get((row["unit_id"], *cell), [])
        good = [one for one in rows if one["status"] in ACCEPTED]
        due[cell] += 1
        filed[cell] += bool(good)
        deadline = datetime.fromisoformat(row["due_on"]) + timedelta(days=1)
        if not rows:
            found["silent"].setdefault(cell, set()).add(row["unit_id"])
        elif not good:
            found["unfinished"].setdefault(cell, set()).add(row["unit_id"])
        else:
            if max(datetime.fromisoformat(one["submitted_on"]) for one in good) >= deadline:
                found["late"].setdefault(cell, set()).add(row["unit_id"])
            if all(one["nil_confirmed"] == "true" for one in good):
                found["nil"].setdefault(cell, set()).add(row["unit_id"])
    assert {cell: (filed[cell], due[cell]) for cell in due} == truth.completeness
    for name, cells in found.items():
        known = getattr(truth, name)
        assert {cell: tuple(sorted(units)) for cell, units in cells.items()} == known, name
    assert truth.silent["media", 2025]
    assert truth.unfinished["media", 2023] == ("DNG-02",)
    assert truth.unfinished["media", 2025] == ("CSK-02", "DNG-02")
    assert truth.nil["media", 2023]
    assert truth.late["media", 2024]


@pytest.mark.parametrize("table", ["media", "events"])
def test_silent_and_nil_units_have_no_rows(
    sound: dict[str, list[Row]], truth: DemoTruth, table: str
) -> None:
    unit, day = {
        "media": ("reporting_unit_id", "published_at"),
        "events": ("lead_unit_id", "start_on"),
    }[table]
    for year in YEARS:
        quiet = {*truth.silent.get((table, year), ()), *truth.nil.get((table, year), ())}
        loud = {
            row[unit]
            for row in sound[table]
            if year_of(row[day], "nd09") == year and row["verification"] != "chua"
        }
        assert not quiet & loud, year


def test_training_and_press_cells_of_the_annex(
    sound: dict[str, list[Row]], truth: DemoTruth
) -> None:
    courses = Counter((int(row["start_on"][:4]), row["lead_unit_id"]) for row in sound["trainings"])
    for year in YEARS:
        leads = {unit for one, unit in courses if one == year}
        status = truth.annex[year, "PL-VIII.x1"]
        if status == "thuc_hien":
            assert "SLDTBXH" in leads
            assert len(leads) > 1
        elif status == "mot_phan":
            assert leads == {"SLDTBXH"}
        else:
            assert not leads
            filed, due = truth.completeness["trainings", year]
            everybody_nil = len(truth.nil["trainings", year]) == filed == due
            assert everybody_nil == (status == "khong")
    for year in YEARS:
        quarters = {
            (int(row["held_on"][5:7]) + 2) // 3
            for row in sound["press_briefings"]
            if row["held_on"].startswith(str(year))
        }
        expected = {0: "khong_du_lieu", 1: "mot_phan"}.get(len(quarters), "thuc_hien")
        assert truth.annex[year, "PL-VIII.x2"] == expected


def test_the_number_of_rows_of_every_table(tables: dict[str, list[Row]], truth: DemoTruth) -> None:
    assert {table: len(rows) for table, rows in tables.items()} == truth.rows
    assert 1600 <= truth.rows["media"] <= 1700
    assert 1000 <= truth.rows["events"] <= 1050
    assert 24000 <= truth.rows["channel_metrics"] <= 26000
    assert 6200 <= truth.rows["survey_responses"] <= 6400
