"""Laws of the figures, by name: whatever the data, these hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from gdnn_analysis.indicators import activities, events, money, quality
from gdnn_analysis.indicators.disclosure import suppress
from gdnn_analysis.indicators.events import PERSONS
from gdnn_analysis.indicators.frame import Output, Row, to_frame
from gdnn_analysis.indicators.inputs import Inputs, Settings
from gdnn_analysis.ingest.dataset import Dataset
from tests.worlds import (
    attendance,
    event,
    inputs_of,
    load,
    media,
    obligation,
    province,
    submission,
    unit,
)

COMPUTED: dict[str, Callable[[Inputs], Output]] = {
    code: function
    for chapter in (activities, events, money, quality)
    for code, function in chapter.COMPUTED.items()
}
ANNEX = [
    {
        "act_id": act,
        "is_heading": False,
        "name_vi": act,
        "lead_groups": leads,
        "planned_years": "2022;2023",
    }
    for act, leads in [
        ("PL-I.2", "SLDTBXH;CSGDNN"),
        ("PL-II", "SLDTBXH;CSGDNN"),
        ("PL-III", "SLDTBXH;CSGDNN"),
        ("PL-VI", "CSGDNN"),
        ("PL-VIII.x2", "SLDTBXH"),
    ]
]
UNITS = ["SO", "TRUONG1", "TRUONG2"]
FEW = settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
"""Each example loads whole tables: few of them, and no search for the smallest failure."""


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Draw a year of records of a small province, with some filed and some silent units."""
    count = draw(st.integers(1, 6))
    held = [
        event(
            f"E{number}",
            draw(st.sampled_from(UNITS)),
            name_vi=draw(st.sampled_from(["Ngày hội", "Giao lưu", "Tư vấn"])),
            area_id=draw(st.sampled_from(["H1", "H2", "TINH"])),
            event_type=draw(st.sampled_from(["giao_luu", "tu_van_ts"])),
            status=draw(st.sampled_from(["da_to_chuc", "da_to_chuc", "hoan"])),
            verification=draw(st.sampled_from(["da_doi_chieu", "tu_khai", "bac"])),
            count_method=draw(st.sampled_from(["ds_ky", "uoc_dem", "giay_moi", None])),
            has_message=draw(st.booleans()),
            streaming_purpose=draw(st.booleans()),
        )
        for number in range(count)
    ]
    groups = [
        attendance(one["event_id"], draw(st.integers(0, 60)), audience_code=audience)
        for one in held
        for audience in draw(st.sets(st.sampled_from(["A1a", "A1b", "A6a"])))
    ]
    told = [
        media(
            f"R{number}",
            draw(st.sampled_from(["BAO", "TRANG_SO", "FB_TRUONG1"])),
            draw(st.sampled_from(UNITS)),
            verification=draw(st.sampled_from(["da_doi_chieu", "tu_khai", "chua"])),
        )
        for number in range(draw(st.integers(0, 3)))
    ]
    lines = [
        {
            "line_id": f"D{number}",
            "year": 2023,
            "unit_id": one,
            "fund_source": draw(st.sampled_from(["nsnn_tinh", "dn"])),
            "comms_share": draw(st.sampled_from([1, 0.5])),
        }
        for number, one in enumerate(UNITS[:2])
    ]
    entries = [
        {
            "txn_id": f"{one['line_id']}.{kind}",
            "line_id": one["line_id"],
            "kind": kind,
            "amount_vnd": draw(st.integers(1, 900)),
            "txn_on": "2023-03-03",
        }
        for one in lines
        for kind in draw(st.sets(st.sampled_from(["giao", "chi", "quyet_toan"])))
    ]
    owed = [obligation(one, table) for one in UNITS for table in ("events", "media")]
    sent = [submission(one["unit_id"], one["table_name"]) for one in owed if draw(st.booleans())]
    return {
        **province(),
        "activities": ANNEX,
        "events": held,
        "event_groups": groups,
        "media": told,
        "budget_lines": lines,
        "budget_transactions": entries,
        "obligations": owed,
        "submissions": sent,
    }


def figures(data: Dataset) -> dict[tuple, Row]:
    inputs = inputs_of(data)
    return {
        (one.code, one.variant, one.breakdown, one.category): one
        for function in COMPUTED.values()
        for one in function(inputs).rows
    }


def traces(data: Dataset) -> list[tuple]:
    inputs = inputs_of(data)
    parts = [function(inputs).sources for function in COMPUTED.values()]
    return sorted(pd.concat(parts).itertuples(index=False, name=None))


def with_tables(data: Dataset, change: Callable[[str, pd.DataFrame], pd.DataFrame]) -> Dataset:
    return replace(data, tables={name: change(name, rows) for name, rows in data.tables.items()})


@given(tables=worlds(), seed=st.integers(0, 99))
@FEW
def test_the_order_of_rows_does_not_matter(tables, seed):
    data = load(tables)
    shuffled = with_tables(data, lambda _, rows: rows.sample(frac=1, random_state=seed))
    assert figures(data) == figures(shuffled)
    assert traces(data) == traces(shuffled)


@given(tables=worlds())
@FEW
def test_a_unit_that_does_nothing_changes_nothing(tables):
    more = load({**tables, "units": [*tables["units"], unit("KHAC", "DN")]})
    there = more["units"]["unit_id"].ne("KHAC")
    without = with_tables(more, lambda name, rows: rows[there] if name == "units" else rows)
    assert figures(without) == figures(more)


@given(tables=worlds())
@FEW
def test_parts_sum_to_the_whole(tables):
    found = figures(load(tables))
    for code, variant, breakdown in [
        ("A03", "", "event_type"),
        ("A03", "", "area"),
        ("I01", "", "fund_source"),
        ("I01", "", "activity"),
        *(("T03", name, by) for name in ("do_duoc", "uoc") for by in ("audience", "area")),
    ]:
        whole = found[(code, variant, "", "")].value
        cells = [
            one.value
            for key, one in found.items()
            if key[:3] == (code, variant, breakdown) and one.value is not None
        ]
        if whole is None:
            assert not cells
        else:
            assert sum(cells) == pytest.approx(whole)


@given(tables=worlds())
@FEW
def test_ratios_carry_parts_that_add_up(tables):
    found = figures(load(tables))
    for code, breakdown in [
        ("Q01", "table"),
        ("Q02", "actor_group"),
        ("Q03", "table"),
        ("I02", "fund_source"),
    ]:
        whole = found[(code, "", "", "")]
        cells = [one for key, one in found.items() if key[0] == code and key[2] == breakdown]
        for name in ("numerator", "denominator"):
            known = [getattr(one, name) for one in cells if getattr(one, name) is not None]
            assert sum(known) == pytest.approx(getattr(whole, name) or 0)
        if whole.value is not None:
            assert whole.value == pytest.approx(100 * whole.numerator / whole.denominator)


DEPENDENT = {
    "events": ("events", "event_groups"),
    "event_groups": ("event_groups",),
    "media": ("media",),
    "budget_lines": ("budget_lines", "budget_transactions"),
    "budget_transactions": ("budget_transactions",),
}
"""A log, and the logs whose rows cannot stand without it."""


@given(tables=worlds(), lost=st.sampled_from(sorted(DEPENDENT)))
@FEW
def test_a_table_that_never_came_makes_no_figure_zero(tables, lost):
    data = load({**tables, "submissions": []})
    before = figures(data)
    gone = with_tables(data, lambda name, rows: rows[:0] if name in DEPENDENT[lost] else rows)
    for key, one in figures(gone).items():
        if one.value == 0 and not _share_of_what_is_left(key):
            assert before[key].value == 0, key


def _share_of_what_is_left(key: tuple) -> bool:
    """Say whether a figure is a share of several logs, of which one is gone (see its flags)."""
    return (key[0] == "A01" and not key[2]) or (key[0] == "Q03" and key[2] != "table")


def test_nothing_at_all_gives_no_figure():
    for key, one in figures(load({**province(), "activities": ANNEX})).items():
        assert one.value is None, key
        assert one.flags or key[2], key


@given(tables=worlds())
@FEW
def test_every_event_of_the_year_is_traced_exactly_once(tables):
    inputs = inputs_of(load(tables))
    sources = events.compute_a03(inputs).sources
    assert sorted(sources["record"]) == sorted(inputs.data["events"].index)
    assert sources.loc[sources["role"].ne("tinh"), "reason"].ne("").all()


CELLS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 30), min_size=1)


def table_of(cells: dict[str, int]) -> pd.DataFrame:
    head = Row("T03", value=float(sum(cells.values())), variant="do_duoc")
    parts = [
        Row("T03", value=float(count), variant="do_duoc", breakdown="audience", category=name)
        for name, count in cells.items()
    ]
    return to_frame([head, *parts], period="2023", window="nd09")


@given(cells=CELLS)
def test_suppression_is_idempotent(cells):
    once = suppress(table_of(cells), Settings(), persons=PERSONS)
    pd.testing.assert_frame_equal(suppress(once, Settings(), persons=PERSONS), once)


@given(cells=CELLS)
def test_no_small_cell_is_shown(cells):
    shown = suppress(table_of(cells), Settings(), persons=PERSONS)["value"].dropna()
    assert not shown.between(1, 4).any()


@given(cells=CELLS)
def test_hidden_cells_cannot_be_worked_out_from_the_total(cells):
    after = suppress(table_of(cells), Settings(), persons=PERSONS)
    total, parts = after["value"].iloc[0], after.iloc[1:]
    hidden = parts["value"].isna()
    if pd.isna(total) or not hidden.any():
        return
    secret = total - parts["value"].sum()
    assert hidden.sum() >= 2
    assert secret >= Settings().smallest_cell


@given(cells=CELLS)
def test_suppression_hides_no_more_than_one_cell_that_is_not_small(cells):
    after = suppress(table_of(cells), Settings(), persons=PERSONS).iloc[1:]
    hidden = [cells[name] for name in after.loc[after["value"].isna(), "category"]]
    assert sum(count >= Settings().smallest_cell for count in hidden) <= 1


@given(cells=CELLS, seed=st.integers(0, 99))
def test_suppression_does_not_depend_on_the_order_of_rows(cells, seed):
    results = table_of(cells)
    shuffled = results.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(
        suppress(shuffled, Settings(), persons=PERSONS).sort_index(),
        suppress(results, Settings(), persons=PERSONS),
    )
