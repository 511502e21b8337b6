"""DQ-14: minutes per broadcast spot that no programme has."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, shown
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say

SHORTEST: Final = 0.2
LONGEST: Final = 120.0


def airtime(tables: Accepted) -> Found:
    """Yield broadcasts whose minutes and spots do not fit; a missing figure breaks no rule."""
    rows = tables.rows("broadcasts", "spots", "minutes")
    spots, minutes = rows["spots"].astype("float64"), rows["minutes"].astype("float64")
    known = spots.notna() & minutes.notna() & (spots.gt(0) | minutes.gt(0))
    odd = known & (minutes.lt(SHORTEST * spots) | minutes.gt(LONGEST * spots))
    spots, minutes = spots[odd], minutes[odd]
    yield (
        "broadcasts",
        cell_problems(
            spots.index,
            column="minutes",
            rule="DQ-14",
            severity="canh_bao",
            values=shown(minutes) + " / " + shown(spots),
            message=lambda value: say(
                "Số phút trên mỗi lượt phát nằm ngoài khoảng 0,2–120 (phút / lượt: {value}).",
                "Minutes per spot lie outside 0.2–120 (minutes / spots: {value}).",
                value=value,
            ),
            remedy=say(
                "Kiểm tra đơn vị tính (phút, giây, giờ) và hai cột có bị nhập ngược không.",
                "Check the unit (minutes, seconds, hours) and whether the columns are swapped.",
            ),
        ),
    )
