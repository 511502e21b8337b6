"""Which of the audiences of section III of the plan were addressed (O07)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.audience_events import EventAudiences, event_audiences
from gdnn_analysis.indicators.cells import as_ratio, count_cells
from gdnn_analysis.indicators.coded_works import (
    VIEWS,
    Coding,
    coding_of,
    counts_by_code,
    percent_row,
    share_cells,
    trace_coded,
)
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

GROUPS: Final = ("A1", "A2", "A3", "A4", "A5", "A6")
"""Groups III.1 to III.6: the first two characters of a code of list AUDIENCE."""
PRIORITY: Final = ("A6a", "A1a", "A1b", "A3")
"""II.3(c): parents, pupils of lower and upper secondary schools, enterprises."""

_PLAN_YEAR: Final = frozenset({"F-2021"})


def compute_o07(inputs: Inputs) -> Output:
    """Return how many of the six groups of section III were addressed (R09, R18, RL-33).

    Parameters
    ----------
    inputs
        Works of the year (O01 ``C/S1/tat_ca``) whose audience was coded, and the audiences of
        the events held in it (``event_groups``).

    Returns
    -------
    Output
        Headline: groups with a work of their own (primary code) or an event, in percent of six.
        ``uu_tien``: the same for the four codes of II.3(c). ``chinh`` and ``bat_ky``: groups with
        a work by primary and by any code; breakdown ``audience`` gives the share of coded works
        (``khong_ro`` is a code somebody chose, but no group). ``su_kien``: events that say who
        came; ``luot``: measured attendances (never persons); each by ``audience``, where an event
        stands under every audience it had. Works without an audience and events that do not say
        who came make coverage a lower bound (F-THIEU).
    """
    coding = coding_of(inputs, "audience_codes")
    events = inputs.once(event_audiences)
    coverage = coverage_of(inputs, "media", "events", "event_groups")
    of_media = coverage_of(inputs, "media")
    reached = _reached(coding.pairs, events.pairs)
    checked = _reached(coding.checked_pairs, events.pairs[events.pairs["verified"]])
    flags = coding.flags | events.held.flags
    flags |= frozenset() if events.all_told else {LOWER_BOUND}
    nothing_missing = _nothing_missing(inputs, coding, events)

    def covered(codes: Sequence[str], *, variant: str) -> Row:
        number, proven = (float(len(found.intersection(codes))) for found in (reached, checked))
        top = number if number or nothing_missing else None
        row = percent_row(
            inputs,
            "O07",
            (top, float(len(codes))),
            coverage=coverage,
            checked=proven,
            flags=flags,
        )
        return replace(row, variant=variant, verdict="" if variant else row.verdict)

    head = covered(GROUPS, variant="")
    part = replace(head, verdict="")
    rows = [head, covered(PRIORITY, variant="uu_tien")]
    for view, primary in VIEWS.items():
        rows += _works(replace(part, variant=view), coding, of_media, primary=primary)
    rows += _events(inputs, part, events)
    return Output(rows, lambda: _trace(inputs, coding, events))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O07": compute_o07}
PERSONS: Persons = {"O07": {"luot": "value"}}
AGGREGATIONS = {"O07": {"su_kien": "tong", "luot": "tong"}}
"""Events and attendances may be added over years."""
LABELS: Labels = {
    "O07": {
        "chinh": ("sản phẩm theo đối tượng chính", "works by primary audience"),
        "bat_ky": (
            "sản phẩm theo đối tượng bất kỳ (tổng có thể vượt 100%)",
            "works by any audience (may exceed 100%)",
        ),
        "uu_tien": (
            "nhóm ưu tiên: phụ huynh, học sinh THCS, THPT, doanh nghiệp",
            "priority groups: parents, pupils, enterprises",
        ),
        "su_kien": ("sự kiện có ghi đối tượng dự", "events that say who came"),
        "luot": ("lượt người dự đo được", "measured attendances"),
    }
}


def _reached(works: pd.DataFrame, events: pd.DataFrame) -> frozenset[str]:
    """Return the codes with a work of their own or an event, and the groups they belong to."""
    codes = {*works["code"].array[works["primary"].to_numpy()], *events["audience_code"]}
    return frozenset(codes | {code[:2] for code in codes})


def _nothing_missing(inputs: Inputs, coding: Coding, events: EventAudiences) -> bool:
    """Say whether a group that nothing shows is surely without anything (rule R01)."""
    filed = inputs.records.filing.any_submission
    works = coding.base == len(coding.works) and filed("media", inputs.year)
    return works and events.all_told and filed("events", inputs.year)


def _works(part: Row, coding: Coding, coverage: Coverage, *, primary: bool) -> list[Row]:
    """Return groups with a work, and the share of coded works of each audience."""
    codes = contract().codes("AUDIENCE")
    counts = counts_by_code(coding.pairs, codes, primary=primary)
    groups = {str(code)[:2] for code, number in counts.items() if number} & set(GROUPS)
    top = coding.count(float(len(groups)), coverage)
    flags = coverage.flags | coding.flags | (part.flags & _PLAN_YEAR)
    part = replace(part, completeness=coverage.share, flags=flags)
    base = coding.count(float(coding.base), coverage)
    return [
        as_ratio(part, top, float(len(GROUPS))),
        *share_cells(part, "audience", counts, base=base, known=base is not None),
    ]


def _events(inputs: Inputs, part: Row, events: EventAudiences) -> list[Row]:
    """Return events and measured attendances, each by audience."""
    coverage = coverage_of(inputs, "events", "event_groups")
    filed = {
        table: inputs.records.filing.any_submission(table, inputs.year)
        for table in ("events", "event_groups")
    }
    every = contract().codes("AUDIENCE")
    held = events.pairs["audience_code"].value_counts().reindex(every, fill_value=0)
    measured = events.measured
    return [
        *_counted(
            part, "su_kien", events.events_by_audience(filed["events"]), held, coverage, events
        ),
        *_counted(
            part,
            "luot",
            events.attendances(events_filed=filed["events"], groups_filed=filed["event_groups"]),
            measured.groupby("audience_code")["attendances"].sum(),
            coverage,
            events,
        ),
    ]


def _counted(
    part: Row,
    variant: str,
    value: float | None,
    by_audience: pd.Series[Any],
    coverage: Coverage,
    events: EventAudiences,
) -> list[Row]:
    used = events.measured if variant == "luot" else events.pairs
    told = events.held.events["object_id"].isin(used["object_id"]).all()
    head = replace(
        part,
        variant=variant,
        value=value,
        numerator=None,
        denominator=None,
        unit="lượt" if variant == "luot" else "sự kiện",
        completeness=coverage.share,
        flags=coverage.flags
        | events.held.flags
        | (part.flags & _PLAN_YEAR)
        | (frozenset() if told else {LOWER_BOUND}),
    )
    cells = by_audience if value is not None else by_audience.astype("float64") * float("nan")
    return [head, *count_cells(head, "audience", cells)]


def _trace(inputs: Inputs, coding: Coding, events: EventAudiences) -> pd.DataFrame:
    reason = say("chưa mã hoá đối tượng", "audience not coded")
    return join_traces(
        [
            trace_coded(inputs, "O07", coding.coded, reason),
            trace_each("O07", "events", events.event_roles()),
            trace_each("O07", "event_groups", events.group_roles()),
        ]
    )
