"""What else happened in the same years: rival explanations, and dates when series break (R08)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.period import PLAN_START


@dataclass(frozen=True)
class Break:
    """A day on which series break, and the document it rests on."""

    day: date
    name: str
    short: str
    source: str


PLAN_ISSUED: Final = Break(
    PLAN_START,
    "Ban hành Kế hoạch 3066/KH-SLĐTBXH",
    "ban hành Kế hoạch",
    "Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021",
)
TRANSFERRED: Final = Break(
    date(2025, 3, 1),
    "Quản lý nhà nước về GDNN chuyển từ ngành LĐTBXH sang ngành giáo dục và đào tạo",
    "chuyển quản lý GDNN",
    "Bàn giao giữa hai bộ ngày 28/02/2025; bộ máy mới của tỉnh hoạt động từ 01/3/2025",
)
MERGED: Final = Break(
    date(2025, 7, 1),
    "Hợp nhất tỉnh, kết thúc cấp huyện",
    "hợp nhất tỉnh",
    "Nghị quyết số 202/2025/QH15 ngày 12/6/2025",
)
BREAKS: Final = (
    PLAN_ISSUED,
    Break(
        date(2024, 12, 1),
        "Sắp xếp đơn vị hành chính cấp xã",
        "sắp xếp cấp xã",
        "Danh mục đơn vị hành chính của Tổng cục Thống kê, áp dụng từ 01/12/2024",
    ),
    TRANSFERRED,
    MERGED,
)
"""The day the plan was issued and the three days of rule R08: facts of law, not of one dataset."""


def context_of(ev: Evaluation) -> pd.DataFrame:
    """Return the context events that touch the period, by day."""
    events = ev.data["context_events"]
    first, end = pd.Timestamp(ev.interval.start), pd.Timestamp(ev.interval.end)
    touches = events["from_on"].lt(end) & (events["to_on"].isna() | events["to_on"].ge(first))
    return events[touches].sort_values(["from_on", "context_id"])


def rivals_of(ev: Evaluation, codes: Collection[str]) -> pd.DataFrame:
    """Return what may explain some outcomes as well, begun before the period ended.

    A blank ``affects`` means every outcome.
    """
    events = ev.data["context_events"]
    begun = events[events["from_on"].lt(pd.Timestamp(ev.interval.end))]
    own = [not named or bool(set(named) & set(codes)) for named in begun["affects"]]
    return begun[pd.Series(own, index=begun.index, dtype="bool")].sort_values(
        ["from_on", "context_id"]
    )
