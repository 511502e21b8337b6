"""From figures to verdicts: rule R13, verdict logic 3.4, and rule R02 for 2021.

The steps are tried in their order: no target of the plan, period not over, nothing submitted,
(readings disagree,) met by checked records, met only with declared ones, open because units are
missing, near, missed. Thresholds are settings of the run and printed in the method note.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import pandas as pd

from gdnn_analysis.language import say

NEAR_SHARE: Final = 0.9
COMPLETE_SHARE: Final = 0.95


@dataclass(frozen=True)
class Target:
    """A value that must be reached (``ge``) in a year."""

    value: float
    operator: str = "ge"

    def __post_init__(self) -> None:
        if self.operator != "ge":
            raise ValueError(
                say(
                    "Chỉ tiêu {value} dùng phép so “{operator}”, chưa có quy tắc kết luận. "
                    "Trong bảng “targets” hãy dùng “ge” hoặc đánh dấu chỉ tham chiếu.",
                    "Target {value} uses operator “{operator}”, for which no verdict rule exists. "
                    "Use “ge” in table “targets”, or mark it as reference only.",
                    value=self.value,
                    operator=self.operator,
                )
            )


class Count(NamedTuple):
    """A count of checked records and of all accepted ones; ``None`` where nothing was submitted."""

    verified: float | None
    total: float | None


class Judgement(NamedTuple):
    """A code of list VERDICT and the flags that go with it."""

    verdict: str
    flags: frozenset[str] = frozenset()


def target_of(targets: pd.DataFrame, code: str, year: int) -> Target | None:
    """Return the target of the plan or an adopted document for one year, if there is one.

    Parameters
    ----------
    targets
        Table ``targets``. National references (``is_reference_only``) are no targets.
    code, year
        Indicator and report year.
    """
    own = targets["code"].eq(code) & targets["period"].eq(str(year))
    found = targets[own & targets["is_reference_only"].eq(False).fillna(value=False)]
    if found.empty:
        return None
    row = found.sort_values("basis").iloc[0]
    return Target(float(row["value"]), str(row["operator"]))


def judge(
    count: Count,
    target: Target | None,
    *,
    finished: bool,
    completeness: float | None,
    near_share: float = NEAR_SHARE,
    complete_share: float = COMPLETE_SHARE,
) -> Judgement:
    """Judge a count against a yearly target (3.4, steps 1-3 and 5-8).

    Parameters
    ----------
    count
        Checked and all accepted records.
    target
        ``None`` when the plan sets none.
    finished
        Whether the period is over.
    completeness
        Accepted over due obligations, 0-1; ``None`` without obligations, treated as too low
        (RL-28): the count is a lower bound.
    near_share
        At least this share of the target is "gần đạt" (step 8).
    complete_share
        From this completeness on the count is no lower bound (step 7).

    Returns
    -------
    Judgement
        With F-THIEU when units are missing.
    """
    flags = missing_units(completeness)
    early = _before_comparing(count, target, finished=finished)
    if early:
        return Judgement(early, flags)
    verified, total, value = _known(count, target)
    if verified >= value:
        return Judgement("dat", flags)
    if total >= value or not is_complete(completeness, complete_share):
        return Judgement("chua_ket_luan", flags)
    return Judgement("gan_dat" if total >= near_share * value else "chua_dat", flags)


def judge_2021(
    whole: Count,
    since: Count,
    target: Target | None,
    *,
    reference: float,
    finished: bool,
    completeness: float | None,
    complete_share: float = COMPLETE_SHARE,
) -> Judgement:
    """Judge the year the plan was issued on its two bases (rule R02, golden case G08).

    Parameters
    ----------
    whole
        The whole window of 2021.
    since
        From 13/9/2021 on.
    reference
        The target pro rata, a technical reference that the plan does not set (RL-27).
    target, finished, completeness, complete_share
        As for :func:`judge`.

    Returns
    -------
    Judgement
        ``dat`` only when checked records since 13/9 reach the target; ``chua_dat`` only when the
        whole window misses it, the part since 13/9 misses the reference, and no units are missing;
        ``chua_ket_luan`` when declared records or missing units could decide; otherwise it depends
        on the basis. Always with F-2021.
    """
    flags = missing_units(completeness) | {"F-2021"}
    early = _before_comparing(whole, target, finished=finished)
    if early:
        return Judgement(early, flags)
    _, total, value = _known(whole, target)
    verified_since, total_since, _ = _known(since, target)
    if verified_since >= value:
        return Judgement("dat", flags)
    if total_since >= value:
        return Judgement("chua_ket_luan", flags)
    if total < value and total_since < reference:
        complete = is_complete(completeness, complete_share)
        return Judgement("chua_dat" if complete else "chua_ket_luan", flags)
    return Judgement("phu_thuoc_cach_hieu", flags)


def judge_share(
    ci_low: float | None, ci_high: float | None, target: Target | None, *, finished: bool
) -> Judgement:
    """Judge a share estimated from a sample by its confidence interval (3.4, step 9)."""
    early = _before_comparing(Count(ci_low, ci_high), target, finished=finished)
    if early:
        return Judgement(early)
    low, high, value = _known(Count(ci_low, ci_high), target)
    if low >= value:
        return Judgement("dat")
    return Judgement("chua_dat" if high < value else "chua_ket_luan")


def judge_readings(verdicts: Iterable[str]) -> Judgement:
    """Return the verdict that all readings share, or that it depends on the reading (step 4).

    Raises
    ------
    ValueError
        Without any verdict.
    """
    distinct = set(verdicts)
    if not distinct:
        raise ValueError("no verdicts to compare")
    if len(distinct) == 1:
        return Judgement(distinct.pop())
    return Judgement("phu_thuoc_cach_hieu", frozenset({"F-CACHHIEU"}))


def missing_units(completeness: float | None) -> frozenset[str]:
    """Return F-THIEU when units are missing, or nothing says how many there should be (RL-28)."""
    known = completeness is not None and completeness >= 1
    return frozenset() if known else frozenset({"F-THIEU"})


def is_complete(completeness: float | None, complete_share: float = COMPLETE_SHARE) -> bool:
    """Say whether so few units are missing that a count is no lower bound (step 7)."""
    return completeness is not None and completeness >= complete_share


def _before_comparing(count: Count, target: Target | None, *, finished: bool) -> str:
    """Return the verdict of steps 1 to 3, empty when the figures have to be compared."""
    if target is None:
        return "khong_chi_tieu"
    if not finished:
        return "chua_den_ky"
    return "khong_du_lieu" if count.total is None or count.verified is None else ""


def _known(count: Count, target: Target | None) -> tuple[float, float, float]:
    if count.verified is None or count.total is None or target is None:
        raise ValueError("a count without figures or target cannot be compared")
    return count.verified, count.total, target.value
