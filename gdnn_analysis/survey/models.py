"""Regression with design-based variance: least squares and logistic.

Pseudo-maximum likelihood with sandwich variance (Binder 1983; Lumley 2010, chapter 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from scipy import special

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import read_choices
from gdnn_analysis.survey.faults import ConvergenceError, VariableError
from gdnn_analysis.survey.formulas import Formula, read_formula
from gdnn_analysis.survey.replication import deviations
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import Mask, Name, Numbers

Family: TypeAlias = Literal["gaussian", "binomial"]
FAMILIES: Final = ("gaussian", "binomial")
STEPS: Final = 100
TOLERANCE: Final = 1e-12
ROUNDING: Final = 64 * float(np.finfo("float64").eps)
"""Relative rounding of one number after the few operations it goes through."""


@dataclass(frozen=True)
class Model:
    """Coefficients of a regression.

    Attributes
    ----------
    table
        ``term, estimate, se, ci_low, ci_high, t, p_value``.
    covariance
        Of the coefficients.
    df_residual
        Degrees of freedom of the design less the slopes.
    n
        Complete rows.
    """

    table: pd.DataFrame
    covariance: pd.DataFrame
    df_residual: float
    n: int


def fit(
    sample: Sample,
    formula: str,
    *,
    family: Family = "gaussian",
    where: Name | None = None,
    level: float = 0.95,
) -> Model:
    """Fit ``y ~ a + b``; texts and categories enter with their first level as reference.

    Raises
    ------
    VariableError
        For an unknown family, a formula that is not ``y ~ a + b``, redundant variables, or a
        logistic response other than 0 and 1.
    ConvergenceError
        When a logistic fit does not settle (complete separation).
    """
    if family not in FAMILIES:
        raise VariableError(
            say(
                "Không có họ mô hình “{value}”. Chọn một trong: {known}.",
                "There is no family “{value}”. Choose one of: {known}.",
                value=family,
                known=", ".join(FAMILIES),
            )
        )
    inside = sample.domains(where=where).inside
    read = read_formula(sample.frame, formula, inside)
    if family == "binomial":
        _refuse_other_than_01(read, inside)
    return fit_matrix(sample, read.y, read.x, read.names, family=family, where=where, level=level)


def fit_matrix(
    sample: Sample,
    y: Numbers,
    x: Table,
    names: tuple[str, ...],
    *,
    family: Family = "gaussian",
    where: Name | None = None,
    level: float = 0.95,
) -> Model:
    """Fit `y` (n) on the columns of `x` (n, p); missing values leave as a domain would.

    A standard error that is only rounding gives no t and no p value.
    """
    level = read_choices({"level": level}).level
    domains = sample.domains(where=where)
    used = domains.inside & ~np.isnan(y) & ~np.isnan(x).any(axis=1)
    own_y, own_x = np.where(used, y, 0.0), np.where(used[:, None], x, 0.0)
    weights = np.where(used, sample.weights, 0.0)
    _refuse_redundant(own_x, weights, names)
    beta = _solve(own_y, own_x, weights, family)
    influence = _influence(own_y, own_x, weights, beta, family)
    covariance = _covariance(sample, (own_y, own_x), used, (beta, influence), family)
    df = float(sample.degrees_of_freedom(domains)[0]) + 1 - len(names)
    se = np.sqrt(np.diag(covariance))
    half = t_quantile(np.full(len(names), df), level) * se
    size = np.abs(influence.per_row * influence.largest[:, None]).T @ weights
    t = t_values(beta, se, rounding(size, int(used.sum())))
    table = pd.DataFrame(
        {
            "term": names,
            "estimate": beta,
            "se": se,
            "ci_low": beta - half,
            "ci_high": beta + half,
            "t": t,
            "p_value": two_sided(t, df),
        }
    )
    return Model(table, pd.DataFrame(covariance, list(names), list(names)), df, int(used.sum()))


def two_sided(t: Numbers, df: Numbers | float) -> Numbers:
    """Return two-sided p values of t; missing without degrees of freedom."""
    known = np.where(np.asarray(df) > 0, df, np.nan)
    found: Numbers = 2 * special.stdtr(known, -np.abs(t))
    return found


def rounding(size: Numbers, n: int) -> Numbers:
    """Return the largest standard error that is only the rounding of a sum.

    Parameters
    ----------
    size
        Sum of the sizes of what is added up.
    n
        How many are added up.
    """
    found: Numbers = ROUNDING * np.sqrt(n) * size
    return found


def t_values(estimate: Numbers, se: Numbers, noise: Numbers) -> Numbers:
    """Return estimates by their standard errors; missing where these are only rounding."""
    blank = np.full(len(estimate), np.nan)
    found: Numbers = np.divide(estimate, se, out=blank, where=se > noise)
    return found


def _refuse_other_than_01(read: Formula, inside: Mask) -> None:
    used = inside & ~np.isnan(read.y) & ~np.isnan(read.x).any(axis=1)
    wrong = used & (read.y != 0) & (read.y != 1)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise VariableError(
            say(
                "Mô hình logistic cần biến 0/1 hoặc đúng/sai; “{name}” có giá trị {value} ở dòng "
                "{row}. Hãy viết điều kiện, ví dụ {name} >= 4.",
                "A logistic model needs a response of 0/1 or true/false; “{name}” is {value} in row "
                "{row}. Write a condition, e.g. {name} >= 4.",
                name=read.response,
                value=f"{read.y[row]:g}",
                row=row + 1,
            )
        )


def _refuse_redundant(x: Table, weights: Numbers, names: tuple[str, ...]) -> None:
    kept = weights != 0  # linear calibration may make weights negative; they count in totals too
    rank = np.linalg.matrix_rank(x[kept]) if kept.any() else 0
    if rank < len(names):
        raise VariableError(
            say(
                "Các biến {names} thừa nhau hoặc mẫu quá nhỏ: {count} hệ số nhưng chỉ có {rank} "
                "chiều. Bỏ bớt biến.",
                "Variables {names} are redundant or the sample is too small: {count} coefficients "
                "but only {rank} dimensions. Drop a variable.",
                names=", ".join(names),
                count=len(names),
                rank=int(rank),
            )
        )


def _solve(y: Numbers, x: Table, weights: Numbers, family: Family) -> Numbers:
    if family == "gaussian":
        found: Any = np.linalg.solve(x.T @ (weights[:, None] * x), x.T @ (weights * y))
        return np.asarray(found, dtype="float64")
    beta = np.zeros(x.shape[1])
    for _ in range(STEPS):
        mean = special.expit(x @ beta)
        slope = x.T @ ((weights * mean * (1 - mean))[:, None] * x)
        try:
            step = np.linalg.solve(slope, x.T @ (weights * (y - mean)))
        except np.linalg.LinAlgError:
            break
        beta = beta + step
        if np.abs(step).max() < TOLERANCE * max(1.0, np.abs(beta).max()):
            return beta
    raise ConvergenceError(
        say(
            "Mô hình logistic không hội tụ sau {steps} bước: có thể một biến tách hẳn hai nhóm. "
            "Bỏ biến đó hoặc gộp nhóm.",
            "The logistic model did not settle in {steps} steps: a variable may separate the two "
            "groups completely. Drop it or merge groups.",
            steps=STEPS,
        )
    )


@dataclass(frozen=True)
class _Influence:
    """What a row of weight 1 adds to the coefficients.

    Attributes
    ----------
    per_row
        By unit of its residual (n, p).
    residual
        Response less fitted mean (n).
    largest
        The larger of both in size (n): what roundings are relative to.
    """

    per_row: Table
    residual: Numbers
    largest: Numbers


def _influence(y: Numbers, x: Table, weights: Numbers, beta: Numbers, family: Family) -> _Influence:
    mean = x @ beta if family == "gaussian" else special.expit(x @ beta)
    curve = np.ones(len(y)) if family == "gaussian" else mean * (1 - mean)
    bread = np.linalg.inv(x.T @ ((weights * curve)[:, None] * x))
    return _Influence(x @ bread, y - mean, np.maximum(np.abs(y), np.abs(mean)))


def _covariance(
    sample: Sample,
    data: tuple[Numbers, Table],
    used: Mask,
    found: tuple[Numbers, _Influence],
    family: Family,
) -> Table:
    (y, x), (beta, influence) = data, found
    if sample.replicates is not None:
        own = sample.replicates.weights
        thetas = np.stack(
            [
                _replicate(y, x, np.where(used, own[:, place], 0.0), family)
                for place in range(own.shape[1])
            ]
        )
        return deviations(sample.replicates, thetas[:, None, :], beta[None, :]).covariance()
    rows = np.where(used[:, None], influence.residual[:, None] * influence.per_row, 0.0)
    return sample.spread_of_rows(rows, used).covariance()


def _replicate(y: Numbers, x: Table, weights: Numbers, family: Family) -> Numbers:
    """Return the coefficients of a replicate; missing where it has lost what tells them."""
    kept = weights != 0
    if not kept.any() or np.linalg.matrix_rank(x[kept]) < x.shape[1]:
        return np.full(x.shape[1], np.nan)
    try:
        return _solve(y, x, weights, family)
    except ConvergenceError:
        return np.full(x.shape[1], np.nan)
