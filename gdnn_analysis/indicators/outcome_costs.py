"""What one unit of outcome costs (E04): a division of sums, no proof that money caused anything.

Registrations for counselling are *lượt*: persons of several months cannot be added (R09), so the
divisor is the number of registrations. People who finish a course are added over courses the same
way. The cost of an additional aware person needs a significant change between two comparable
survey waves (C06, R15) and is empty where there is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.awareness_cost import awareness_cost, spent_roles
from gdnn_analysis.indicators.cells import as_ratio, year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import LEDGER_TABLES, ledger_of
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.spending import Spending, spending_on, trace_spending
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import month_year
from gdnn_analysis.records.status import in_force

COUNSELLING: Final = ("PL-II", "PL-III", "PL-VI")
"""Annex rows that lead to counselling: the Internet, events, exchanges with schools."""
TRAINING: Final = ("PL-VIII.x1",)
LABELS_E04: Final = {
    "dk_tu_van": (
        "một lượt đăng ký tư vấn",
        "one registration for counselling",
    ),
    "tap_huan": (
        "một lượt người hoàn thành tập huấn",
        "one completed training participation",
    ),
    "nhan_biet": (
        "một người nhận biết thêm (chỉ tính khi khảo sát cho thấy thay đổi có ý nghĩa)",
        "one more aware person (only when surveys show a significant change)",
    ),
}


def compute_e04(inputs: Inputs) -> Output:
    """Divide spending by registrations for counselling and by people trained (R09, R13, R19).

    Parameters
    ----------
    inputs
        Needs ``budget_lines``, ``budget_transactions``, ``leads``, ``trainings`` and
        ``training_groups``.

    Returns
    -------
    Output
        Headline without value: the outcomes are different things. Variants ``dk_tu_van``
        (spending on PL-II, PL-III and PL-VI; breakdown ``activity`` adds up to it), ``tap_huan``
        (spending on PL-VIII.x1) and ``nhan_biet`` (:mod:`awareness_cost`), empty with F-MAUSO
        unless surveys of adults show a significant rise of awareness.
    """
    ledger = inputs.once(ledger_of)
    leads, courses = _registrations(inputs), _completions(inputs)
    advice, training = spending_on(ledger, COUNSELLING), spending_on(ledger, TRAINING)
    aware = inputs.once(awareness_cost)
    first = _cost(inputs, advice, _total(leads, "count"), table="leads")
    second = _cost(inputs, training, _total(courses, "n_completed"), table="training_groups")
    costs = [
        replace(first, variant="dk_tu_van", unit="đồng/lượt đăng ký"),
        *_by_activity(replace(first, variant="dk_tu_van", unit="đồng/lượt đăng ký"), advice),
        replace(
            second,
            variant="tap_huan",
            unit="đồng/lượt người hoàn thành",
            flags=second.flags | _course_flags(courses),
        ),
        aware.row,
    ]
    why = {"F-CACHHIEU"} if any(row.value is not None for row in costs) else set[str]()
    head = Row(
        "E04",
        unit="đồng/đơn vị kết quả",
        verdict=verdict_of(inputs, "E04", None, share=None, checked=None),
        flags=year_flags(inputs) | why,  # which outcome is meant decides
    )
    lines = advice.roles.where(advice.roles["role"].eq("tinh"), training.roles)
    years = {inputs.year: (ledger, lines)}
    years |= {year: (one, spent_roles(one)) for year, one in aware.by_year.items()}
    return Output(
        [head, *costs],
        lambda: join_traces(
            [
                *(trace_spending("E04", *year) for year in years.values()),
                trace_each("E04", "leads", leads),
                trace_each("E04", "training_groups", courses),
            ]
        ),
    )


def _registrations(inputs: Inputs) -> pd.DataFrame:
    """Return the year's enquiries with role and reason; a month has one year (RL-37)."""
    rows = in_force(inputs.data["leads"][["month", "kind", "count", "record_status"]])
    year = month_year(rows["month"], inputs.settings.window)
    rows = rows[year.eq(inputs.year).fillna(value=False).astype(bool)]
    other = say("không phải đăng ký tư vấn", "not a registration for counselling")
    return rows.assign(**roles(rows.index, (rows["kind"].ne("dk_tu_van"), other)))


def _completions(inputs: Inputs) -> pd.DataFrame:
    """Return the participants of the year's courses with role, reason and ``verified``."""
    columns = ["course_id", "start_on", "evidence_id", "record_status"]
    courses = in_force(inputs.data["trainings"][columns])
    courses = courses[inputs.in_window(courses["start_on"])]
    groups = in_force(inputs.data["training_groups"][["course_id", "n_completed", "record_status"]])
    groups = groups[groups["course_id"].isin(courses["course_id"])]
    blank = say("để trống số hoàn thành", "number of completions left blank")
    status = roles(groups.index, (groups["n_completed"].isna(), blank))
    proven = courses.loc[courses["evidence_id"].notna(), "course_id"]
    return groups.assign(**status, verified=groups["course_id"].isin(proven))


def _course_flags(courses: pd.DataFrame) -> frozenset[str]:
    signs = {
        LOWER_BOUND: courses["role"].eq("loai").any(),
        "F-TUKHAI": (courses["role"].eq("tinh") & ~courses["verified"]).any(),
    }
    return frozenset(flag for flag, shown in signs.items() if shown)


def _total(rows: pd.DataFrame, column: str) -> float | None:
    """Return the sum of the rows that count, or nothing without any (R01)."""
    used = rows[rows["role"].eq("tinh")]
    return float(used[column].sum()) if len(used) else None


def _cost(inputs: Inputs, spending: Spending, outcomes: float | None, *, table: str) -> Row:
    coverage = coverage_of(inputs, *LEDGER_TABLES, table)
    row = Row(
        "E04",
        completeness=coverage.share,
        flags=coverage.flags | year_flags(inputs) | spending.flags,
    )
    return as_ratio(row, spending.total, outcomes, factor=1)


def _by_activity(row: Row, spending: Spending) -> Iterator[Row]:
    """Yield the part of the cost that each annex row makes up."""
    for act, amount in spending.lines.groupby("act_id")["spent"].sum().items():
        part = as_ratio(row, float(amount), row.denominator, factor=1)
        yield replace(part, breakdown="activity", category=str(act))
