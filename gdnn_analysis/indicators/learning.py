"""What participants learned between two tests, and what they applied later (C09, R11)."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import NormalDist
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_share
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say
from gdnn_analysis.survey.intervals import LEVEL

FEW: Final = "F-MAUNHO"


def paired(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the participant rows with tests before and after: ``size``, ``gain``, ``sd_diff``."""
    known = rows.dropna(subset=["n_paired", "pre_mean", "post_mean"])
    known = known[known["n_paired"].gt(0).astype(bool)]
    return known.assign(
        size=known["n_paired"].astype("float64"), gain=known["post_mean"] - known["pre_mean"]
    )


def gain_row(inputs: Inputs, row: Row, rows: pd.DataFrame, *, known: bool) -> Row:
    """Return `row` with the mean gain of `rows` from :func:`paired`.

    With nᵢ pairs, gain gᵢ and standard deviation sᵢ of the differences in group i, N = Σ nᵢ::

        mean = Σ nᵢ·gᵢ / N        variance of the mean = Σ nᵢ²·(sᵢ²/nᵢ) / N² = Σ nᵢ·sᵢ² / N²

    and the interval is mean ± z·√variance (normal, 95 %). A single pair has no standard deviation;
    one left blank takes the mean variance of the other groups. Any other blank leaves the interval
    empty. The groups differ in their means, too; the interval is about the same groups again.

    Parameters
    ----------
    known
        Whether no pair means that there was none; otherwise nothing is known.
    """
    size = float(rows["size"].sum())
    total = float((rows["size"] * rows["gain"]).sum())
    if not size:
        parts = 0.0 if known else None
        return replace(row, value=None, numerator=parts, denominator=parts, n=parts)
    few = size < inputs.settings.smallest_sample
    mean, half = total / size, _half_width(rows)
    return replace(
        row,
        value=mean,
        numerator=total,
        denominator=size,
        n=size,
        ci_low=None if half is None else mean - half,
        ci_high=None if half is None else mean + half,
        flags=row.flags | ({FEW} if few else frozenset()),
    )


def applied_row(inputs: Inputs, head: Row, used: pd.DataFrame, *, nothing_held: bool) -> Row:
    """Return the share that applied what they learned, of those asked who gave an answer."""
    asked = used.dropna(subset=["n_asked_3m", "n_applied_3m"])
    row = replace(head, variant="ap_dung", unit="%", ci_low=None, ci_high=None, n=None)
    if asked.empty and not nothing_held:
        return replace(row, value=None, numerator=None, denominator=None)
    top, bottom = float(asked["n_applied_3m"].sum()), float(asked["n_asked_3m"].sum())
    return as_share(inputs, row, top, bottom)


def asked_or_tested(groups: pd.DataFrame, tested: pd.DataFrame) -> pd.DataFrame:
    """Return the participant rows with their role in C09: without any result they are left out."""
    asked = groups[["n_asked_3m", "n_applied_3m"]].notna().all(axis=1)
    blank = groups["role"].eq("tinh") & ~asked & ~groups.index.isin(tested.index)
    reason = say("không có kết quả trước–sau hay sau 3 tháng", "no result of tests or follow-up")
    return groups.assign(
        role=groups["role"].mask(blank, "loai"), reason=groups["reason"].mask(blank, reason)
    )


def _half_width(rows: pd.DataFrame) -> float | None:
    """Return half the width of the interval, or nothing where a spread was not given."""
    given = rows.dropna(subset=["sd_diff"])
    blank = rows[rows["sd_diff"].isna()]
    if given.empty or blank["size"].gt(1).any():
        return None
    variance = float((given["size"] * given["sd_diff"] ** 2).sum() / given["size"].sum())
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    return z * math.sqrt(variance / float(rows["size"].sum()))
