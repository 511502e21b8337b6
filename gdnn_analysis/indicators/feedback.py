"""What participants thought of the events (T04)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, as_share, year_flags
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.held import HeldEvents, attendances_held, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

QUESTION: Final = "huu_ich"
RESPONSE: Final = "ty_le_tra_loi"
LEAST_RESPONSE: Final = 0.3
"""Below this response rate a figure is no basis for comparisons (catalogue T04)."""

_SUMMED: Final = ["n_positive", "n_valid", "answered", "attended"]
_BREAKDOWNS: Final = {"audience": "audience_code", "event_type": "event_type"}


def compute_t04(inputs: Inputs) -> Output:
    """Return the share of valid answers that call the event useful (rules R01, R11, R12).

    Answers are pooled over the events of A03. Of an event that several units reported, the
    answers of one report are used: the best verified one that has any.

    Parameters
    ----------
    inputs
        Needs ``event_feedback``, ``events`` and, for the response rate, ``event_groups``.

    Returns
    -------
    Output
        Headline with both parts and the Wilson interval; breakdowns ``audience`` and
        ``event_type``. Fewer than 30 valid answers: the parts alone. A response rate below 30 %,
        or one that nobody can tell, adds F-MAUNHO. Variant ``ty_le_tra_loi``: 100 × valid answers
        / measured attendances of the same events and audiences; groups whose attendance was not
        measured are in neither part (F-MAUSO).
    """
    held = inputs.once(held_events)
    rows = _feedback(inputs, held)
    used = _with_attendances(inputs, held, counted(rows))
    coverage = coverage_of(inputs, "event_feedback")
    declared = {"F-TUKHAI"} if (~used["verified"].astype(bool)).any() else set()
    base = Row(
        "T04",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | declared,
    )
    head = _useful(inputs, base, used[_SUMMED].sum()) if len(used) else base
    verdict = verdict_of(inputs, "T04", head.value, share=coverage.share, checked=head.value)
    result = [
        replace(head, verdict=verdict),
        *_cells(inputs, base, used),
        _response(replace(base, variant=RESPONSE), used),
    ]
    return Output(result, lambda: trace_each("T04", "event_feedback", rows))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"T04": compute_t04}
PERSONS: Persons = {"T04": {ANY_VARIANT: "n"}}
LABELS: Labels = {
    "T04": {
        RESPONSE: (
            "tỷ lệ trả lời (phiếu hợp lệ trên lượt dự đo được)",
            "response rate (valid answers over measured attendances)",
        )
    }
}


def _feedback(inputs: Inputs, held: HeldEvents) -> pd.DataFrame:
    """Return the answers to the question at events of the year, with role and reason."""
    answers = inputs.data["event_feedback"].rename_axis("record").reset_index()
    answers = answers[answers["question_id"].eq(QUESTION)]
    events = held.inside[["event_id", "object_id", "event_type", "verified", "reason"]]
    rows = answers.merge(events.rename(columns={"reason": "not_held"}), on="event_id")
    rows = rows.set_index("record").astype({"n_valid": "float64", "n_positive": "float64"})
    unheld = rows["not_held"].drop_duplicates()
    rows = with_roles(rows, [(rows["not_held"].eq(why), why) for why in unheld[unheld.ne("")]])
    ordered = counted(rows).sort_values(["verified", "event_id"], ascending=[False, True])
    chosen = ordered.groupby("object_id")["event_id"].transform("first").reindex(rows.index)
    merged = rows["role"].eq("tinh") & chosen.ne(rows["event_id"]).fillna(value=True)
    note = say("đã dùng phiếu của bản ghi ", "the answers used are those of record ")
    return rows.assign(
        role=rows["role"].mask(merged, "gop"), reason=rows["reason"].mask(merged, note + chosen)
    )


def _with_attendances(inputs: Inputs, held: HeldEvents, used: pd.DataFrame) -> pd.DataFrame:
    """Add ``attended`` (measured attendances of the same event and audience) and ``answered``.

    Both are missing where attendance was not measured; ``answered`` is ``n_valid`` elsewhere.
    """
    groups = inputs.once(attendances_held)
    measured = groups[groups["role"].eq("tinh") & groups["variant"].eq("do_duoc")]
    key = ["object_id", "audience_code"]
    sums = measured.groupby(key)["attendances"].sum().astype("float64").rename("attended")
    known = used.join(sums, on=key)
    return known.assign(answered=known["n_valid"].where(known["attended"].notna()))


def _useful(inputs: Inputs, row: Row, sums: pd.Series[Any]) -> Row:
    """Return the share of one group of answers, marked where too few people answered."""
    positive, valid, answered, attended = (float(sums[name]) for name in _SUMMED)
    share = as_share(inputs, row, positive, valid)
    if attended > 0 and answered / attended >= LEAST_RESPONSE:
        return share
    return replace(share, flags=share.flags | {"F-MAUNHO"})


def _cells(inputs: Inputs, base: Row, used: pd.DataFrame) -> Iterator[Row]:
    for breakdown, column in _BREAKDOWNS.items():
        for category, sums in used.groupby(column)[_SUMMED].sum().iterrows():
            cell = replace(base, breakdown=breakdown, category=str(category))
            yield _useful(inputs, cell, sums)


def _response(row: Row, used: pd.DataFrame) -> Row:
    measured = used["attended"].notna()
    if used.empty or not measured.all():
        row = replace(row, flags=row.flags | {"F-MAUSO"})
    if not measured.any():
        return row
    answered = float(used["answered"].sum())
    return replace(as_ratio(row, answered, float(used["attended"].sum())), n=answered)
