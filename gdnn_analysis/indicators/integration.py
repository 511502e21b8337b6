"""Communication integrated in events of the sector and of localities (A09); R01, R04, R06."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.held import HeldEvents, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.events import CLAIMED, unproven

REPORTED: Final = "dua_tin"


def compute_a09(inputs: Inputs) -> Output:
    """Count the events held in the year that vocational education was integrated in.

    Parameters
    ----------
    inputs
        Needs ``events`` and ``media``.

    Returns
    -------
    Output
        Headline: events held with ``is_integrated``, two reports of one event being one event.
        Variant ``dua_tin``: 100 × those that an accepted media row names by ``event_id`` (of any
        report of the event) over all of them; shared links and items of type ``khac`` do not
        count, as in O01. Breakdowns ``event_type``, which adds up, and ``lead_unit``, which need
        not (credit, rule R04).
    """
    held = inputs.once(held_events)
    events = held.events[_is_integrated(held.events)]
    coverage = coverage_of(inputs, "events")
    value = coverage.count(len(events), known=held.known)
    head = count_row(
        inputs,
        "A09",
        value,
        unit="sự kiện",
        coverage=coverage,
        checked=None if value is None else float(events["verified"].sum()),
        flags=_declared(events["verified"]),
    )
    reports = held.reports[held.reports["object_id"].isin(events["object_id"])]
    news = _news(inputs, held, events)
    rows = [
        head,
        _reported(inputs, head, events, news),
        *count_cells(head, "event_type", events["event_type"].value_counts()),
        *count_cells(head, "lead_unit", reports.groupby("lead_unit_id")["object_id"].nunique()),
    ]
    return Output(
        rows,
        lambda: join_traces(
            [
                trace_each("A09", "events", _event_roles(held, events)),
                trace_each("A09", "media", news),
            ]
        ),
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A09": compute_a09}
LABELS: Labels = {
    "A09": {REPORTED: ("tỷ lệ sự kiện được đưa tin", "share of events reported in media")}
}


def _is_integrated(events: pd.DataFrame) -> pd.Series:
    return events["is_integrated"].eq(True).fillna(value=False).astype(bool)


def _declared(verified: pd.Series) -> frozenset[str]:
    return frozenset() if verified.all() else frozenset({"F-TUKHAI"})


def _news(inputs: Inputs, held: HeldEvents, events: pd.DataFrame) -> pd.DataFrame:
    """Return the media rows that name an integrated event, with role and reason, by record."""
    reports = inputs.records.media.reports
    objects = held.reports.set_index("event_id")["object_id"]
    objects = objects[objects.isin(events["object_id"])]
    rows = reports[reports["event_id"].isin(objects.index)].set_index("record")
    is_item = rows["kind"].ne("chia_se") & rows["item_type"].ne("khac")
    no_item = say("chia sẻ lại hoặc không phải tin, bài", "shared link or no item")
    reason = rows["verification"].map(unproven()).astype("str").fillna("")
    reason = reason.mask(reason.eq("") & ~is_item, no_item)
    accepted = rows["verification"].isin(CLAIMED) & is_item
    return rows.assign(
        object_id=rows["event_id"].map(objects),
        role=pd.Series("loai", index=rows.index).mask(accepted, "tinh"),
        reason=reason,
    )


def _reported(inputs: Inputs, head: Row, events: pd.DataFrame, news: pd.DataFrame) -> Row:
    """Return the share of events in the news; no news is 0 only where media were filed (R01)."""
    coverage = coverage_of(inputs, "events", "media")
    media = coverage_of(inputs, "media")
    news = news[news["role"].eq("tinh")]
    named = events["object_id"].isin(news["object_id"])
    top = media.count(named.sum(), known=bool(named.any())) if head.value is not None else None
    checked = events["verified"].all() and news["verification"].eq("da_doi_chieu").all()
    row = replace(
        head,
        variant=REPORTED,
        unit="%",
        verdict="",
        completeness=coverage.share,
        flags=(head.flags - {"F-TUKHAI"})
        | coverage.flags
        | (frozenset() if checked else frozenset({"F-TUKHAI"})),
    )
    return as_ratio(row, top, head.value)


def _event_roles(held: HeldEvents, events: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of every event row of the year."""
    rows = held.inside
    inside = rows["object_id"].isin(events["object_id"])
    counted = rows.index.isin(events.index)
    plain = rows["reason"].eq("") & ~inside
    reason = rows["reason"].mask(plain, say("không lồng ghép", "not integrated"))
    merged = inside & ~counted
    owner = events.set_index("object_id")["event_id"].reindex(rows["object_id"]).to_numpy()
    note = say("cùng tên, ngày, địa bàn với sự kiện ", "same name, day and area as event ")
    return pd.DataFrame(
        {
            "role": pd.Series("loai", index=rows.index).mask(counted, "tinh").mask(merged, "gop"),
            "reason": reason.mask(merged, note + pd.Series(owner, index=rows.index)),
        }
    )
