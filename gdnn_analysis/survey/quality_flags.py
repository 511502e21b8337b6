"""Which estimates are good enough to be printed.

Shares: the standards of the US National Center for Health Statistics (Parker et al. 2017, Vital
and Health Statistics, Series 2, No. 175). Other figures: coefficient of variation with the limits
of Statistics Canada (16.5 % and 33.3 %).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from gdnn_analysis.survey.variables import Numbers

SMALLEST_SAMPLE: Final = 30.0
FEWEST_DF: Final = 8.0


def share_flags(
    share: Numbers, low: Numbers, high: Numbers, n_eff: Numbers, df: Numbers
) -> list[str]:
    """Return per share: ``empty``, ``suppress``, ``footnote``, ``review``, ``boundary`` or nothing.

    Several are joined by ``;``. ``boundary`` marks 0 % and 100 %, whose interval is the exact one.
    """
    width = high - low
    with np.errstate(divide="ignore", invalid="ignore"):
        small = n_eff < SMALLEST_SAMPLE
        wide = (width > 0.05) & ((width >= 0.30) | (width / share > 1.30))
        complement = (width > 0.05) & (width / (1 - share) > 1.30)
    edge = (share <= 0) | (share >= 1)
    unknown = np.isnan(width)
    marks = {
        "empty": np.isnan(share),
        "suppress": ~np.isnan(share) & (small | wide | unknown),
        "footnote": ~(small | wide | unknown) & complement,
        "review": ~np.isnan(share) & ((df < FEWEST_DF) | edge),
        "boundary": edge,
    }
    return _joined(marks, len(share))


def variation_flags(estimate: Numbers, cv: Numbers, df: Numbers | float = np.inf) -> list[str]:
    """Return per figure ``empty``, ``good``, ``caution`` or ``suppress``, by its cv (a fraction).

    Without degrees of freedom the cv says nothing: within one cluster it is 0 for want of a second.
    """
    spread = np.where(np.asarray(df) > 0, cv, np.nan)
    marks = {
        "empty": np.isnan(estimate),
        "good": spread <= 0.165,
        "caution": (spread > 0.165) & (spread <= 0.333),
        "suppress": ~np.isnan(estimate) & ((spread > 0.333) | np.isnan(spread)),
    }
    return _joined(marks, len(estimate))


def _joined(marks: dict[str, np.ndarray], count: int) -> list[str]:
    return [
        ";".join(name for name, holds in marks.items() if holds[place]) for place in range(count)
    ]
