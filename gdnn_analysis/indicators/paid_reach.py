"""What 1,000 paid contacts cost (E03): reach is known, the money behind it is not.

The ledger has no mark for paid promotion: lines name a unit, a source and an annex row, and free
text is not evidence of an amount. So the cost stays empty with F-MAUSO; what is shown is the paid
reach it would be divided by. Organic reach is never priced (R19).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.ledger import ledger_of
from gdnn_analysis.indicators.roles import roles
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.period import month_year
from gdnn_analysis.records.status import in_force

MONTH: Final = "thang"
_CHANNEL_COLUMNS: Final = [
    "channel_id",
    "period_type",
    "period_start",
    "value",
    "def_version",
    "record_status",
]
_POST_COLUMNS: Final = ["as_of", "record_status"]


def compute_e03(inputs: Inputs) -> Output:
    """Return the paid reach of each platform; its cost cannot be computed from the ledger (R10).

    Parameters
    ----------
    inputs
        Needs ``channel_metrics`` (monthly ``tiep_can`` with ``is_paid``), ``placement_metrics``
        and ``budget_lines``.

    Returns
    -------
    Output
        Headline and ``channel`` without value and numerator; the denominator of a channel is its
        paid reach in thousands, months added up, and is not added over channels (R09). Of two
        definitions in one year the later one's figures stand, with F-DINHNGHIA (RL-37).
    """
    metrics = _paid_months(inputs)
    flags = frozenset({"F-MAUSO"}) | year_flags(inputs)
    rows = [
        Row(
            "E03",
            unit="đồng/1.000 lượt tiếp cận",
            verdict=verdict_of(inputs, "E03", None, share=None, checked=None),
            flags=flags,
        ),
        *_by_channel(metrics, flags),
    ]
    return Output(rows, lambda: _trace(inputs, metrics))


def _paid_months(inputs: Inputs) -> pd.DataFrame:
    """Return paid reach of the year by record, with ``reason`` where a figure is not used."""
    rows = _paid_reach(inputs.data["channel_metrics"], _CHANNEL_COLUMNS)
    year = month_year(rows["period_start"].dt.strftime("%Y-%m"), inputs.settings.window)
    rows = rows[year.eq(inputs.year).fillna(value=False).astype(bool)]
    monthly = rows["period_type"].eq(MONTH)
    usable = rows[monthly & rows["value"].notna()].sort_values(["period_start", "def_version"])
    last = usable.drop_duplicates("channel_id", keep="last").set_index("channel_id")["def_version"]
    older = rows["def_version"].ne(rows["channel_id"].map(last)).fillna(value=True)
    status = roles(
        rows.index,
        (
            older,
            say(
                "đo theo định nghĩa cũ của nền tảng",
                "measured by an older definition of the platform",
            ),
        ),
        (rows["value"].isna(), say("để trống số đo", "figure left blank")),
        (~monthly, say("không phải số đo theo tháng", "not a monthly figure")),
    )
    return rows.assign(**status)


def _paid_reach(rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return the rows in force that tell a paid reach."""
    paid = rows["is_paid"].eq(True).fillna(value=False).astype(bool)
    return in_force(rows.loc[paid & rows["metric"].eq("tiep_can"), columns])


def _by_channel(metrics: pd.DataFrame, flags: frozenset[str]) -> Iterator[Row]:
    used = metrics["role"].eq("tinh")
    older = metrics.loc[metrics["period_type"].eq(MONTH) & metrics["value"].notna() & ~used]
    for channel, reach in metrics[used].groupby("channel_id")["value"].sum().items():
        changed = channel in set(older["channel_id"])
        yield Row(
            "E03",
            breakdown="channel",
            category=str(channel),
            denominator=float(reach) / 1000,
            unit="đồng/1.000 lượt tiếp cận",
            flags=flags | ({"F-DINHNGHIA", LOWER_BOUND} if changed else frozenset()),
        )


def _trace(inputs: Inputs, metrics: pd.DataFrame) -> pd.DataFrame:
    """Return the paid reach, and every budget line with why it is no numerator."""
    lines = inputs.once(ledger_of).lines
    unmarked = say(
        "sổ kinh phí không ghi khoản nào là quảng cáo trả phí: không tính được tử số",
        "the ledger does not say which money is for paid promotion: no numerator",
    )
    posts = _paid_reach(inputs.data["placement_metrics"], _POST_COLUMNS)
    posts = posts[inputs.in_window(posts["as_of"])]
    within = say("đã nằm trong số đo của kênh", "part of the channel's figure")
    return join_traces(
        [
            trace_each("E03", "budget_lines", lines.assign(role="loai", reason=unmarked)),
            trace_each("E03", "channel_metrics", metrics),
            trace_each("E03", "placement_metrics", posts.assign(role="loai", reason=within)),
        ]
    )
