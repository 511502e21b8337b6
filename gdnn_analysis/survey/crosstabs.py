"""Two-way tables: shares of the cells and tests of independence that know the design.

Rao & Scott (1984), The Annals of Statistics 12(1); Thomas & Rao (1987), JASA 82; Wald tests:
Koch, Freeman & Freeman (1975), International Statistical Review 43.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from scipy import special

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.estimates import Estimates, estimate, estimate_shares, freedom
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.statistics import TOTAL
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.terms import Terms
from gdnn_analysis.survey.variables import Name, as_categories, level_text, resolve

Test: TypeAlias = Literal["F", "Chisq", "Wald", "adjWald"]
TESTS: Final = ("F", "Chisq", "Wald", "adjWald")
SHARES: Final = ("all", "row", "column")
NOTHING: Final = 1e-9
"""A design effect below this is the rounding of one that is 0."""


@dataclass(frozen=True)
class CrossTab:
    """A two-way table and its test of independence.

    Attributes
    ----------
    cells
        Shares of all respondents by cell; terms ``row:column``.
    rows, columns
        Levels that have respondents.
    test
        ``F`` or ``Chisq`` (Rao-Scott, second and first order), ``Wald`` or ``adjWald``.
    statistic, p_value
        Of the test; missing when the table has one row or column, too few clusters, so many empty
        cells that an interaction rests on none, or nothing that varies (a full count).
    df, df_denominator
        Degrees of freedom; the denominator is infinite for ``Chisq``.
    n
        Respondents with both answers.
    """

    cells: Estimates
    rows: tuple[object, ...]
    columns: tuple[object, ...]
    test: str
    statistic: float
    p_value: float
    df: float
    df_denominator: float
    n: int

    def shares(self, of: Literal["all", "row", "column"] = "all") -> pd.DataFrame:
        """Return the shares as a table of rows by columns, of all, of each row or column.

        Raises
        ------
        VariableError
            For anything else to take shares of.
        """
        if of not in SHARES:
            raise VariableError(
                say(
                    "Không có tỷ lệ theo “{value}”. Chọn một trong: {known}.",
                    "There are no shares of “{value}”. Choose one of: {known}.",
                    value=of,
                    known=", ".join(SHARES),
                )
            )
        values = self.cells["estimate"].to_numpy().reshape(len(self.rows), len(self.columns))
        found = pd.DataFrame(values, index=list(self.rows), columns=list(self.columns))
        if of == "row":
            return found.div(found.sum(axis=1), axis=0)
        return found / found.sum(axis=0) if of == "column" else found


def cross_tabulate(
    sample: Sample,
    row: Name,
    column: Name,
    *,
    where: Name | None = None,
    statistic: Test = "F",
    choices: Choices | None = None,
) -> CrossTab:
    """Return a two-way table with its test.

    Raises
    ------
    VariableError
        For an unknown test.
    """
    if statistic not in TESTS:
        raise VariableError(
            say(
                "Không có kiểm định “{value}”. Chọn một trong: {known}.",
                "There is no test “{value}”. Choose one of: {known}.",
                value=statistic,
                known=", ".join(TESTS),
            )
        )
    chosen = choices or Choices()
    domains = sample.domains(where=where)
    first, second = (as_categories(resolve(sample.frame, name)) for name in (row, column))
    both = (first.codes >= 0) & (second.codes >= 0) & domains.inside
    rows, columns = (np.unique(variable.codes[both]) for variable in (first, second))
    place = np.searchsorted(rows, first.codes) * max(len(columns), 1) + np.searchsorted(
        columns, second.codes
    )
    row_levels = tuple(first.levels[code] for code in rows)
    column_levels = tuple(second.levels[code] for code in columns)
    names = tuple(
        f"{level_text(one)}:{level_text(other)}" for one in row_levels for other in column_levels
    )
    terms = Terms(names, np.where(both, place, -1), None, both)
    cells = estimate_shares(sample, terms, domains, chosen)
    free = float(freedom(sample, domains, chosen.df)[0])
    outcome = _NO_TEST
    shape = (len(rows), len(columns))
    if min(shape) > 1 and free > 0:
        if statistic in ("Wald", "adjWald"):
            totals = estimate(sample, terms, domains, TOTAL, chosen)
            outcome = _wald(totals, shape, free, adjusted=statistic == "adjWald")
        else:
            size = (int(domains.inside.sum()), free)
            outcome = _rao_scott(cells, shape, size, second=statistic == "F")
    return CrossTab(cells, row_levels, column_levels, statistic, *outcome, int(both.sum()))


_Outcome: TypeAlias = "tuple[float, float, float, float]"
"""Statistic, p value and degrees of freedom."""
_NO_TEST: Final = (float("nan"),) * 4


def _rao_scott(
    cells: Estimates, shape: tuple[int, int], size: tuple[int, float], *, second: bool
) -> _Outcome:
    """Return Pearson's statistic corrected with the generalised design effects.

    Pearson's statistic counts all rows asked, as R does; neither F nor a p value depends on it.
    """
    n, free = size
    share, covariance = cells["estimate"].to_numpy(), cells.covariance.to_numpy()
    table = share.reshape(shape)
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    pearson = n * float(((table - expected) ** 2 / expected).sum())
    contrasts = _interactions(shape)
    if np.linalg.matrix_rank(contrasts[share > 0], tol=NOTHING) < contrasts.shape[1]:
        return _NO_TEST  # solving for an interaction that no respondent shows divides roundings
    inverse = np.diag(np.divide(1, share, out=np.zeros_like(share), where=share > 0))
    simple = contrasts.T @ (inverse / n) @ contrasts
    real = contrasts.T @ inverse @ covariance @ inverse @ contrasts
    effects = np.linalg.solve(simple, real)
    trace, df = float(np.trace(effects)), float(effects.shape[0])
    if not trace > NOTHING * df:
        return _NO_TEST
    if not second:
        return pearson, float(special.chdtrc(df, pearson / (trace / df))), df, np.inf
    df = trace**2 / float(np.trace(effects @ effects))
    value = pearson / trace
    return value, float(special.fdtrc(df, df * free, value)), df, df * free


def _interactions(shape: tuple[int, int]) -> Table:
    """Return what rows and columns together leave unexplained, (cells, (r - 1)(c - 1))."""
    r, c = shape
    rows, columns = np.repeat(np.arange(r), c), np.tile(np.arange(c), r)
    main = np.column_stack(
        [
            np.ones(r * c),
            *((rows == level).astype(float) for level in range(1, r)),
            *((columns == level).astype(float) for level in range(1, c)),
        ]
    )
    crossed = np.column_stack(
        [
            ((rows == one) & (columns == other)).astype(float)
            for one in range(1, r)
            for other in range(1, c)
        ]
    )
    left: Table = crossed - main @ np.linalg.lstsq(main, crossed, rcond=None)[0]
    return left


def _wald(cells: Estimates, shape: tuple[int, int], free: float, *, adjusted: bool) -> _Outcome:
    """Return the Wald test of N_ij = N_i. · N_.j / N, with or without correction for few clusters.

    The gaps are functions of the estimated totals; their covariance follows from the derivatives.
    """
    table = cells["estimate"].to_numpy().reshape(shape)
    by_row, by_column, all_ = table.sum(axis=1), table.sum(axis=0), table.sum()
    gap = (table - np.outer(by_row, by_column) / all_).ravel()
    r, c = shape
    rows, columns = np.repeat(np.arange(r), c), np.tile(np.arange(c), r)
    of_row, of_column = by_row[rows] / all_, by_column[columns] / all_
    slope = (
        np.eye(r * c)
        - (rows[:, None] == rows[None, :]) * of_column[:, None]
        - (columns[:, None] == columns[None, :]) * of_row[:, None]
        + (of_row * of_column)[:, None]
    )
    used = (rows > 0) & (columns > 0)
    own = (slope @ cells.covariance.to_numpy() @ slope.T)[np.ix_(used, used)]
    count = float(used.sum())
    left = free - count + 1 if adjusted else free
    if left <= 0 or np.linalg.matrix_rank(own, hermitian=True) < count:
        return _NO_TEST
    value = float(gap[used] @ np.linalg.solve(own, gap[used])) / count
    value = value * left / free if adjusted else value
    return value, float(special.fdtrc(count, left, value)), count, left
