"""The catalogue in code: which function computes which indicator.

The declared definition (name, formula, unit, aggregation) is data, in ``data/plan/indicators.csv``;
the computation is a pure function in a chapter module. A code with a function but no definition is
refused here, so a figure can never appear without its handbook entry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pandas as pd

from gdnn_analysis.indicators import activities, events, media, money, quality
from gdnn_analysis.indicators.frame import Output, code_order
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say

Compute = Callable[[Inputs], Output]

CHAPTERS = (media, activities, events, money, quality)


@cache
def computed() -> Mapping[str, Compute]:
    """Return the indicator functions by code, in catalogue order."""
    found: dict[str, Compute] = {}
    for chapter in CHAPTERS:
        for code, function in chapter.COMPUTED.items():
            if code in found:
                raise ValueError(f"two functions compute {code}")
            found[code] = function
    return {code: found[code] for code in sorted(found, key=code_order)}


def catalogue(definitions: pd.DataFrame) -> pd.DataFrame:
    """Return the definitions in force, one row per code, in catalogue order.

    Parameters
    ----------
    definitions
        The ``indicators`` table; of several versions the highest is in force.

    Raises
    ------
    ValueError
        When a function exists for a code that has no definition.
    """
    latest = definitions.sort_values("version").drop_duplicates("code", keep="last")
    missing = sorted(set(computed()) - set(latest["code"]), key=code_order)
    if missing:
        raise ValueError(
            say(
                "Bảng “indicators” thiếu định nghĩa của {codes}. Bổ sung các mã này vào bảng.",
                "Table “indicators” has no definition of {codes}. Add these codes to the table.",
                codes=", ".join(missing),
            )
        )
    order = latest["code"].map(code_order)
    return latest.loc[order.sort_values().index].set_index("code")
