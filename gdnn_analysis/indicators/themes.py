"""Coverage and balance of the thirteen themes of section IV of the plan (O06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.cells import as_ratio
from gdnn_analysis.indicators.coded_works import (
    VIEWS,
    Coding,
    coding_of,
    counts_by_code,
    percent_row,
    share_cells,
    trace_coded,
)
from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say

UNDER_SERVED: Final = 2.0
"""Share in percent below which a theme is listed as under-served."""


def compute_o06(inputs: Inputs) -> Output:
    """Return how many of the thirteen themes were written about, and how evenly (R05, R18, RL-33).

    Parameters
    ----------
    inputs
        Works of the year (O01 ``C/S1/tat_ca``) whose themes were coded.

    Returns
    -------
    Output
        Headline: themes that any code of any work names, in percent of 13. Variants ``chinh`` and
        ``bat_ky``: the same by primary and by any code; their breakdown ``theme`` gives the share
        of coded works, which sums to 100 % by primary code and may exceed it by any code.
        ``so_hieu_dung``: effective number of themes, 1/Σp² of the primary shares.
        ``duoi_2``: number of themes with a primary share below 2 %. Works without a theme are in
        no share and make the coverage a lower bound (F-THIEU). The plan weighs no theme.
    """
    coding = coding_of(inputs, "theme_codes")
    coverage = coverage_of(inputs, "media")
    themes = contract().codes("THEME")
    found = {
        view: counts_by_code(coding.pairs, themes, primary=primary)
        for view, primary in VIEWS.items()
    }
    checked = counts_by_code(coding.checked_pairs, themes, primary=False)
    head = percent_row(
        inputs,
        "O06",
        (coding.count(float(found["bat_ky"].gt(0).sum()), coverage), float(len(themes))),
        coverage=coverage,
        checked=float(checked.gt(0).sum()),
        flags=coding.flags,
    )
    part = replace(head, verdict="")
    rows = [head]
    for view, counts in found.items():
        rows += _view(replace(part, variant=view), counts, coding, coverage)
    rows += _balance(part, found["chinh"], coding)
    reason = say("chưa mã hoá chủ đề", "theme not coded")
    return Output(rows, lambda: trace_coded(inputs, "O06", coding.coded, reason))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O06": compute_o06}
LABELS: Labels = {
    "O06": {
        "chinh": ("theo chủ đề chính", "by primary theme"),
        "bat_ky": (
            "theo chủ đề bất kỳ (tổng có thể vượt 100%)",
            "by any theme (may exceed 100%)",
        ),
        "so_hieu_dung": ("số chủ đề hiệu dụng", "effective number of themes"),
        "duoi_2": ("số chủ đề dưới 2% (chủ đề chính)", "themes below 2% (primary theme)"),
    }
}


def _view(part: Row, counts: pd.Series[Any], coding: Coding, coverage: Coverage) -> list[Row]:
    """Return coverage by one view and the share of each theme."""
    covered = coding.count(float(counts.gt(0).sum()), coverage)
    base = coding.count(float(coding.base), coverage)
    return [
        as_ratio(part, covered, float(len(counts))),
        *share_cells(part, "theme", counts, base=base, known=base is not None),
    ]


def _balance(part: Row, primary: pd.Series[Any], coding: Coding) -> list[Row]:
    """Return the effective number of themes and how many fall below 2 %; nothing without works."""
    shares = primary / coding.base if coding.base else None
    bare = replace(part, unit="chủ đề", numerator=None, denominator=None)
    bare = replace(bare, n=float(coding.base) if coding.base else None)
    effective = None if shares is None else 1 / float((shares**2).sum())
    scarce = None if shares is None else float((100 * shares).lt(UNDER_SERVED).sum())
    return [
        replace(bare, variant="so_hieu_dung", value=effective),
        replace(bare, variant="duoi_2", value=scarce),
    ]
