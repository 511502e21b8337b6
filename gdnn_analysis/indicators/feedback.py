"""What participants thought of the events (T04)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, as_share, year_flags
from gdnn_analysis.indicators.coverage import coverage_of, verdict_of
from gdnn_analysis.indicators.disclosure import ANY_VARIANT, Persons
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.held import Days, EventLog, Mask, event_log, within
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.left_out import counted, with_roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say

QUESTION: Final = "huu_ich"
RESPONSE: Final = "ty_le_tra_loi"
LEAST_RESPONSE: Final = 0.3
"""Below this response rate a figure is no basis for comparisons (catalogue T04)."""

_SUMMED: Final = ["n_positive", "n_valid", "answered", "attended"]
_FIELDS: Final = ["event_id", "audience_code", "n_valid", "n_positive", "record_status"]
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"
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
    log = event_log(inputs)
    every = _feedback(log)
    own = within(inputs, every.start)
    used = every.used.take(np.flatnonzero(own & every.counts))
    coverage = coverage_of(inputs, "event_feedback")
    declared = {"F-TUKHAI"} if not used["verified"].all() else set()
    base = Row(
        "T04",
        unit="%",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | declared,
    )
    sums = {name: used[name].to_numpy() for name in _SUMMED}
    totals = tuple(float(np.nansum(values)) for values in sums.values())
    head = _useful(inputs, base, totals) if len(used) else base
    verdict = verdict_of(inputs, "T04", head.value, share=coverage.share, checked=head.value)
    result = [
        replace(head, verdict=verdict),
        *_cells(inputs, base, used, sums),
        _response(replace(base, variant=RESPONSE), sums),
    ]
    return Output(
        result,
        lambda: trace_each("T04", "event_feedback", every.roles.take(np.flatnonzero(own))),
    )


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


@dataclass(frozen=True)
class _Feedback:
    """The answers to the question at events in the log, of all years.

    Attributes
    ----------
    roles
        Role and reason of each row, by record.
    counts
        Which rows count.
    start
        The first day of their event.
    used
        All rows with ``n_positive``, ``n_valid``, ``attended`` (measured attendances of the same
        event and audience), ``answered`` and the fields of their event. The last two are missing
        where attendance was not measured; ``answered`` is ``n_valid`` elsewhere.
    """

    roles: pd.DataFrame
    counts: Mask
    start: Days
    used: pd.DataFrame


@lru_cache(maxsize=2)
def _feedback(log: EventLog) -> _Feedback:
    """Return the answers at the events of a log, the same for all years of a run."""
    answers = log.data["event_feedback"]
    answers = answers.loc[answers["question_id"].eq(QUESTION), _FIELDS]
    events = log.rows[["event_id", "object_id", "event_type", "verified", "reason", "start_on"]]
    rows = answers.rename_axis("record").reset_index()
    rows = rows.merge(events.rename(columns={"reason": "not_held"}), on="event_id")
    rows = rows.set_index("record").astype({"n_valid": "float64", "n_positive": "float64"})
    unheld = rows["not_held"].drop_duplicates()
    rows = with_roles(rows, [(rows["not_held"].eq(why), why) for why in unheld[unheld.ne("")]])
    ordered = counted(rows).sort_values(["verified", "event_id"], ascending=[False, True])
    chosen = ordered.groupby("object_id")["event_id"].transform("first").reindex(rows.index)
    merged = rows["role"].eq("tinh") & chosen.ne(rows["event_id"]).fillna(value=True)
    note = say("đã dùng phiếu của bản ghi ", "the answers used are those of record ")
    roles = pd.DataFrame(
        {
            "role": rows["role"].mask(merged, "gop"),
            "reason": rows["reason"].mask(merged, note + chosen),
        }
    )
    return _Feedback(
        roles=roles,
        counts=roles["role"].eq("tinh").to_numpy(dtype=bool),
        start=rows["start_on"].to_numpy(),
        used=_with_attendances(log, rows),
    )


def _with_attendances(log: EventLog, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``attended`` and ``answered`` (see :class:`_Feedback`)."""
    groups = log.attendances
    measured = groups[groups["role"].eq("tinh") & groups["variant"].eq("do_duoc")]
    key = ["object_id", "audience_code"]
    sums = measured.groupby(key)["attendances"].sum().astype("float64").rename("attended")
    known = rows.join(sums, on=key)
    return known.assign(answered=known["n_valid"].where(known["attended"].notna()))


def _useful(inputs: Inputs, row: Row, sums: Sequence[float]) -> Row:
    """Return the share of one group of answers, marked where too few people answered."""
    positive, valid, answered, attended = sums
    share = as_share(inputs, row, positive, valid)
    if attended > 0 and answered / attended >= LEAST_RESPONSE:
        return share
    return replace(share, flags=share.flags | {"F-MAUNHO"})


def _cells(
    inputs: Inputs, base: Row, used: pd.DataFrame, sums: Mapping[str, Numbers]
) -> Iterator[Row]:
    filled = [np.nan_to_num(values) for values in sums.values()]
    for breakdown, column in _BREAKDOWNS.items():
        numbers, names = pd.factorize(used[column].to_numpy(dtype=object), sort=True)
        known = numbers >= 0
        parts = [np.bincount(numbers[known], part[known], len(names)).tolist() for part in filled]
        for category, *part in zip(names, *parts, strict=True):
            cell = replace(base, breakdown=breakdown, category=str(category))
            yield _useful(inputs, cell, part)


def _response(row: Row, sums: Mapping[str, Numbers]) -> Row:
    measured = ~np.isnan(sums["attended"])
    if not len(measured) or not measured.all():
        row = replace(row, flags=row.flags | {"F-MAUSO"})
    if not measured.any():
        return row
    answered, attended = (float(np.nansum(sums[name])) for name in ("answered", "attended"))
    return replace(as_ratio(row, answered, attended), n=answered)
