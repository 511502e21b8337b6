"""How large a sample has to be to show a change of a share, and what change a sample can show.

Both are for the two-sided test of ``p2 - p1`` between two waves, in the normal approximation:
with z the sum of the quantiles of (1 + level)/2 and power, a change d is detected when

    d² ≥ z² · D · (P1·Q1/n1 + P2·Q2/n2 - 2·r·√(P1·Q1/n1 · P2·Q2/n2)).

R. Magnani (1997), Sampling Guide, FANTA (formula with the design effect D); Fleiss,
Levin & Paik (2003), Statistical Methods for Rates and Proportions, chapter 4 (without); L. Kish
(1965), Survey Sampling, section 12.4 (the correlation r of overlapping waves). The approximation
is poor where n·p/D or n·(1-p)/D is below about 5.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from statistics import NormalDist
from typing import Final, Literal, get_args

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import SurveyError
from gdnn_analysis.survey.variables import Numbers

POWER: Final = 0.8
LEVEL: Final = 0.95
Direction = Literal["up", "down"]
_STEPS: Final = 1000


def minimum_detectable(
    n: float,
    p: float,
    deff: float,
    power: float = POWER,
    level: float = LEVEL,
    *,
    n2: float | None = None,
    overlap_correlation: float = 0.0,
    direction: Direction = "up",
) -> float:
    """Return the smallest change of a share that two waves can show.

    Parameters
    ----------
    n, n2
        Respondents of the first and of the second wave (as many as the first by default).
    p
        Share in the first wave, 0-1.
    deff
        Design effect D of both waves.
    power
        Chance of finding the change, 0.5-1.
    level
        Confidence level, 0-1.
    overlap_correlation
        Correlation r of the two estimates: 0 for independent samples; with the same people or
        schools in both, their share times the correlation of their answers (Kish 1965).
    direction
        ``up`` for a rise, ``down`` for a fall; a fall from below one half is shown sooner.

    Returns
    -------
    float
        Size of the change, above 0, as a share (0.098 is 9.8 points). NaN when not even a change
        to 1 (or to 0) would be found.

    Raises
    ------
    SurveyError
        Arguments out of range; all at once.

    Examples
    --------
    >>> round(minimum_detectable(800, 0.40, 2), 3)
    0.098
    """
    _refuse(
        *_bad_shares(p=p),
        *_bad_positive(n=n, deff=deff, **({} if n2 is None else {"n2": n2})),
        *_bad_chances(power, level, overlap_correlation),
        *([] if direction in get_args(Direction) else [_bad_direction(direction)]),
    )
    second = n if n2 is None else n2
    room, sign = (1 - p, 1.0) if direction == "up" else (p, -1.0)
    allowed = 1 / (_z(power, level) ** 2 * deff)

    def surplus(change: Numbers) -> Numbers:
        later = p + sign * change
        two = np.maximum(later * (1 - later), 0.0) / second
        return change**2 * allowed - _between(p * (1 - p) / n, two, overlap_correlation)

    return _first_root(surplus, room)


def sample_size(
    p1: float,
    p2: float,
    deff: float,
    power: float = POWER,
    level: float = LEVEL,
    *,
    n1: float | None = None,
    overlap_correlation: float = 0.0,
) -> float:
    """Return how many respondents each wave needs to show a change from `p1` to `p2`.

    Parameters
    ----------
    p1, p2
        Shares in the first and the second wave, 0-1.
    deff, power, level, overlap_correlation
        As for :func:`minimum_detectable`.
    n1
        Respondents of a first wave that was already held; then only the second is asked for.

    Returns
    -------
    float
        The smallest sufficient whole number, for each wave, or for the second where `n1` is
        given; NaN when the first wave is so small that no second one is large enough.

    Raises
    ------
    SurveyError
        Arguments out of range, or no change between `p1` and `p2`; all at once.

    Examples
    --------
    >>> sample_size(0.40, 0.50, 2)
    770.0
    """
    _refuse(
        *_bad_shares(p1=p1, p2=p2),
        *_bad_positive(deff=deff, **({} if n1 is None else {"n1": n1})),
        *_bad_chances(power, level, overlap_correlation),
        *([_no_change(p1)] if p1 == p2 else []),
    )
    allowed = ((p2 - p1) / _z(power, level)) ** 2 / deff
    one, two = p1 * (1 - p1), p2 * (1 - p2)
    if n1 is None:
        needed = float(_between(one, np.float64(two), overlap_correlation)) / allowed
    else:
        needed = two / _largest_variance(one / n1, allowed, overlap_correlation)
    return _rounded_up(needed)


def _z(power: float, level: float) -> float:
    normal = NormalDist()
    return normal.inv_cdf((1 + level) / 2) + normal.inv_cdf(power)


def _between(one: float, two: Numbers | np.float64, correlation: float) -> Numbers:
    """Return the variance of the difference of two estimates with variances `one` and `two`."""
    return np.asarray(one + two - 2 * correlation * np.sqrt(one * two))


def _first_root(surplus: Callable[[Numbers], Numbers], room: float) -> float:
    """Return the smallest change without deficit; NaN when there is none up to `room`.

    Looked for step by step: between waves that go together a larger change may be found less
    easily than a smaller one, for shares near 0 and 1 go together less.
    """
    changes = np.linspace(0.0, room, _STEPS + 1)
    enough = np.flatnonzero(surplus(changes) >= 0)
    if not len(enough):
        return math.nan
    first = int(enough[0])
    from scipy import optimize  # half a second that most runs do not need

    return float(optimize.brentq(surplus, changes[first - 1], changes[first], xtol=1e-14))


def _largest_variance(one: float, allowed: float, correlation: float) -> float:
    """Return the largest variance of the second estimate that keeps the difference's `allowed`.

    The larger root x = s² of ``one + s² - 2·r·s·√one = allowed``; NaN when there is none.
    """
    left = allowed - one * (1 - correlation**2)
    root = correlation * math.sqrt(one) + math.sqrt(left) if left > 0 else 0.0
    return root**2 if root > 0 else math.nan


def _rounded_up(needed: float) -> float:
    """Return the next whole number; one that is whole but for rounding stays."""
    return float(math.ceil(needed * (1 - 1e-12))) if not math.isnan(needed) else needed


def _refuse(*faults: str) -> None:
    if faults:
        raise SurveyError(faults)


def _bad_shares(**shares: float) -> Iterator[str]:
    for name, share in shares.items():
        if not 0 < share < 1:
            yield say(
                "Tỷ lệ {name} = {share} không hợp lệ: phải lớn hơn 0 và nhỏ hơn 1. "
                "Ví dụ 40 % ghi là 0.40.",
                "The share {name} = {share} is not valid: it lies between 0 and 1. "
                "Write 40 % as 0.40, for example.",
                name=name,
                share=share,
            )


def _bad_positive(**numbers: float) -> Iterator[str]:
    for name, number in numbers.items():
        if not 0 < number < math.inf:
            yield say(
                "{name} = {number} không hợp lệ: phải là số lớn hơn 0.",
                "{name} = {number} is not valid: it must be a number above 0.",
                name=name,
                number=number,
            )


def _bad_chances(power: float, level: float, correlation: float) -> Iterator[str]:
    if not 0.5 <= power < 1:
        yield say(
            "Lực kiểm định power = {power} không hợp lệ: từ 0.5 đến dưới 1, thường dùng 0.8.",
            "power = {power} is not valid: from 0.5 to below 1, usually 0.8.",
            power=power,
        )
    if not 0 < level < 1:
        yield say(
            "Mức tin cậy level = {level} không hợp lệ: phải nằm giữa 0 và 1, thường dùng 0.95.",
            "level = {level} is not valid: it lies between 0 and 1, usually 0.95.",
            level=level,
        )
    if not -1 < correlation < 1:
        yield say(
            "Tương quan giữa hai đợt overlap_correlation = {value} không hợp lệ: phải nằm giữa "
            "-1 và 1; hai mẫu độc lập ghi 0.",
            "overlap_correlation = {value} is not valid: it lies between -1 and 1; 0 for "
            "independent samples.",
            value=correlation,
        )


def _no_change(share: float) -> str:
    return say(
        "p1 và p2 cùng bằng {share}: không có thay đổi để phát hiện. Hãy ghi mức mong đợi ở đợt "
        "sau vào p2.",
        "p1 and p2 are both {share}: there is no change to find. Give the share expected in the "
        "later wave as p2.",
        share=share,
    )


def _bad_direction(direction: str) -> str:
    return say(
        "Chiều thay đổi direction = “{value}” không có. Chỉ dùng “up” (tăng) hoặc “down” (giảm).",
        "There is no direction “{value}”. Use only “up” or “down”.",
        value=direction,
    )
