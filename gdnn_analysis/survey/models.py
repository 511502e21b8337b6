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
from gdnn_analysis.survey.faults import ConvergenceError, VariableError
from gdnn_analysis.survey.replication import deviations
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import (
    Mask,
    Name,
    Numbers,
    as_categories,
    as_numbers,
    is_categorical,
    resolve,
)

Family: TypeAlias = Literal["gaussian", "binomial"]
FAMILIES: Final = ("gaussian", "binomial")
STEPS: Final = 100
TOLERANCE: Final = 1e-12


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
        For an unknown family, a formula that is not ``y ~ a + b``, or redundant variables.
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
    y, x, names = read_formula(sample.frame, formula)
    return fit_matrix(sample, y, x, names, family=family, where=where, level=level)


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
    """Fit `y` (n) on the columns of `x` (n, p); missing values leave as a domain would."""
    domains = sample.domains(where=where)
    used = domains.inside & ~np.isnan(y) & ~np.isnan(x).any(axis=1)
    own_y, own_x = np.where(used, y, 0.0), np.where(used[:, None], x, 0.0)
    weights = np.where(used, sample.weights, 0.0)
    _refuse_redundant(own_x, weights, names)
    beta = _solve(own_y, own_x, weights, family)
    covariance = _covariance(sample, (own_y, own_x), used, beta, family)
    df = float(sample.degrees_of_freedom(domains)[0]) + 1 - len(names)
    se = np.sqrt(np.diag(covariance))
    half = t_quantile(np.full(len(names), df), level) * se
    t = beta / se
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


def read_formula(frame: pd.DataFrame, formula: str) -> tuple[Numbers, Table, tuple[str, ...]]:
    """Return response (n), columns (n, p) with the constant first, and their names."""
    left, middle, right = formula.partition("~")
    if not middle or not left.strip() or not right.strip():
        raise VariableError(
            say(
                "Công thức “{formula}” không đúng dạng. Hãy viết: y ~ a + b.",
                "Formula “{formula}” is not of the form y ~ a + b.",
                formula=formula,
            )
        )
    y = as_numbers(resolve(frame, left.strip()))
    names, columns = ["(Intercept)"], [np.ones(len(frame))]
    for part in right.split("+"):
        if part.strip() != "1":
            for name, values in _coded(frame, part.strip()):
                names.append(name)
                columns.append(values)
    return y, np.column_stack(columns), tuple(names)


def _coded(frame: pd.DataFrame, name: str) -> list[tuple[str, Numbers]]:
    values = resolve(frame, name)
    if not is_categorical(values):
        return [(name, as_numbers(values))]
    found = as_categories(values)
    return [
        (
            f"{name}{level}",
            np.where(found.codes < 0, np.nan, (found.codes == place).astype("float64")),
        )
        for place, level in enumerate(found.levels)
        if place
    ]


def _refuse_redundant(x: Table, weights: Numbers, names: tuple[str, ...]) -> None:
    rank = np.linalg.matrix_rank(x[weights > 0]) if (weights > 0).any() else 0
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


def _covariance(
    sample: Sample, data: tuple[Numbers, Table], used: Mask, beta: Numbers, family: Family
) -> Table:
    y, x = data
    if sample.replicates is not None:
        own = sample.replicates.weights
        thetas = np.stack(
            [
                _solve(y, x, np.where(used, own[:, place], 0.0), family)
                for place in range(own.shape[1])
            ]
        )
        return deviations(sample.replicates, thetas[:, None, :], beta[None, :]).covariance()
    mean = x @ beta if family == "gaussian" else special.expit(x @ beta)
    curve = np.ones(len(y)) if family == "gaussian" else mean * (1 - mean)
    weights = np.where(used, sample.weights, 0.0)
    bread = np.linalg.inv(x.T @ ((weights * curve)[:, None] * x))
    rows = np.where(used[:, None], ((y - mean)[:, None] * x) @ bread, 0.0)
    return sample.spread_of_rows(rows, used).covariance()
