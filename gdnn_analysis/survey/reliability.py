"""How well several items measure one thing: Cronbach's alpha, McDonald's omega, item statistics.

A number that cannot be had is missing and says why; it never becomes 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.alpha import (
    FEWEST_ROWS,
    all_vary,
    alpha_of,
    correlation_of,
    covariance_of,
    feldt,
    item_total,
    without,
)
from gdnn_analysis.survey.faults import DesignError, SurveyError, VariableError
from gdnn_analysis.survey.one_factor import FEWEST_ITEMS, SINGULAR, one_factor
from gdnn_analysis.survey.reliability_reasons import reason
from gdnn_analysis.survey.variables import Name, Numbers, as_numbers, resolve

_Line: TypeAlias = tuple[str, float, float, float, int, str]


@dataclass(frozen=True)
class Reliability:
    """Reliability of the sum of several items.

    Attributes
    ----------
    n
        Rows in which all items are answered; only these count.
    scale
        One row per ``term`` (``alpha``, ``alpha_standardized``, ``omega_total`` and, with
        weights, ``alpha_weighted``): ``estimate``, ``ci_low``, ``ci_high`` (alpha only), ``n``
        and ``flag``, empty where nothing is to be said.
    items
        One row per ``item``: ``alpha_if_deleted``, ``corrected_item_total_r``, ``flag``.

    Notes
    -----
    Flags with a missing figure: ``few_rows`` (fewer than 3 complete rows), ``constant_item``
    (everybody gave one answer), ``constant_other`` (to another item), ``few_items`` (1 item left
    for alpha, fewer than 3 for omega), ``cancelling`` (the items' sum does not vary),
    ``singular`` (an item follows from others, or there are not more rows than items),
    ``not_converged``. The figure stands, but should not be used unseen, with ``improper`` (omega
    leaves an item no variance of its own) and ``reversed`` (the item runs against the others).
    """

    n: int
    scale: pd.DataFrame
    items: pd.DataFrame

    def estimate(self, term: str) -> float:
        """Return the figure of a term of `scale`; missing is NaN."""
        return float(self.scale.set_index("term")["estimate"].loc[term])

    @property
    def reasons(self) -> tuple[str, ...]:
        """What the flags mean, a sentence each, in the order they appear."""
        flags = dict.fromkeys([*self.scale["flag"], *self.items["flag"]])
        return tuple(reason(flag, self._items_with(flag), self.n) for flag in flags if flag)

    def _items_with(self, flag: str) -> str:
        return ", ".join(self.items.loc[self.items["flag"].eq(flag), "item"])


def reliability(
    frame: pd.DataFrame,
    items: Sequence[Name],
    weights: Name | None = None,
    level: float = 0.95,
) -> Reliability:
    """Return alpha, omega and item statistics over the rows that answered all items.

    Parameters
    ----------
    frame
        One row per respondent.
    items
        At least two columns, expressions or Series of numbers, all running the same way:
        turn reversed items round first (``likert_scores``).
    weights
        Weights, for ``alpha_weighted``; all other figures are unweighted.
    level
        Confidence level of the interval of alpha, 0-1.

    Raises
    ------
    VariableError
        Fewer than two items, an item named twice, unknown or not made of numbers; all at once.
    DesignError
        Weights that are missing, negative or all zero in the complete rows.
    SurveyError
        A level not within 0-1.

    Notes
    -----
    ``alpha`` is Cronbach's (1951) with the interval of Feldt (1965); ``alpha_standardized`` the
    same of the correlations; ``alpha_weighted`` the same of the weighted covariances, which is
    what R's ``svycralpha`` gives on the complete rows; ``omega_total`` that of McDonald (1999)
    from a one-factor model (Jöreskog 1967). Formulas: :mod:`gdnn_analysis.survey.alpha`,
    :mod:`gdnn_analysis.survey.one_factor`.
    """
    if not 0 < level < 1:
        raise SurveyError(_bad_level(level))
    names, table = _table(frame, items)
    weight = np.ones(len(frame)) if weights is None else as_numbers(resolve(frame, weights))
    complete = ~np.isnan(table).any(axis=1)
    values, weight = table[complete], weight[complete]
    _refuse_weights(weight)
    covariance = covariance_of(values, np.ones(len(values)))
    lines = _scale(covariance, len(values), level)
    if weights is not None:
        n = int((weight > 0).sum())
        lines.append(_alpha_line("alpha_weighted", covariance_of(values, weight), n))
    scale = pd.DataFrame(lines, columns=["term", "estimate", "ci_low", "ci_high", "n", "flag"])
    return Reliability(len(values), scale, _items(names, covariance, len(values)))


def _table(frame: pd.DataFrame, items: Sequence[Name]) -> tuple[list[str], Numbers]:
    """Return names and values (n × K) of the items, or refuse all that is wrong with them."""
    names: list[str] = []
    columns: list[Numbers] = []
    faults: list[str] = []
    for item in items:
        try:
            values = resolve(frame, item)
            names.append(str(values.name))
            columns.append(as_numbers(values))
        except VariableError as error:
            faults.extend(error.faults)
    faults.extend(_bad_items(names, len(items)))
    if faults:
        raise VariableError(faults)
    return names, np.column_stack(columns)


def _bad_items(names: list[str], asked: int) -> Iterator[str]:
    if asked < 2:
        yield say(
            "Độ tin cậy của thang đo cần ít nhất 2 câu, chỉ có {found}. Hãy nêu đủ các câu của "
            "thang đo.",
            "Reliability needs at least 2 items, found {found}. Name all items of the scale.",
            found=asked,
        )
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield say(
            "Câu “{name}” được nêu nhiều lần. Mỗi câu chỉ nêu một lần.",
            "Item “{name}” is named several times. Name each item once.",
            name=name,
        )


def _refuse_weights(weight: Numbers) -> None:
    wrong = ~(weight >= 0)
    if wrong.any():
        raise DesignError(
            say(
                "Quyền số trống hoặc âm ở {count} phiếu trả lời đủ các câu (giá trị đầu tiên: "
                "{value}). Hãy bổ sung quyền số hoặc bỏ các phiếu này.",
                "Weights are missing or negative in {count} complete rows (the first value: "
                "{value}). Add the weights or leave these rows out.",
                count=int(wrong.sum()),
                value=f"{weight[wrong][0]:g}",
            )
        )
    if len(weight) and not weight.any():
        raise DesignError(
            say(
                "Mọi quyền số của {count} phiếu trả lời đủ các câu đều bằng 0. Hãy kiểm tra cột "
                "quyền số.",
                "All weights of the {count} complete rows are 0. Check the weights.",
                count=len(weight),
            )
        )


def _bad_level(level: float) -> str:
    return say(
        "Mức tin cậy level = {level} không hợp lệ. Hãy ghi số giữa 0 và 1, ví dụ 0.95.",
        "level = {level} is not valid. Give a number between 0 and 1, e.g. 0.95.",
        level=level,
    )


def _scale(covariance: Numbers, n: int, level: float) -> list[_Line]:
    term, alpha, *_, flag = _alpha_line("alpha", covariance, n)
    return [
        (term, alpha, *feldt(alpha, n, len(covariance), level), n, flag),
        _alpha_line("alpha_standardized", correlation_of(covariance), n),
        _omega_line(covariance, n),
    ]


def _alpha_line(term: str, covariance: Numbers, n: int) -> _Line:
    alpha = alpha_of(covariance)
    return term, alpha, np.nan, np.nan, n, _why(covariance, n) if np.isnan(alpha) else ""


def _why(covariance: Numbers, n: int) -> str:
    """Return why alpha is missing."""
    if n < FEWEST_ROWS:
        return "few_rows"
    if len(covariance) < 2:
        return "few_items"
    return "cancelling" if all_vary(covariance) else "constant_item"


def _omega_line(covariance: Numbers, n: int) -> _Line:
    omega, flag = _omega(covariance, n)
    return "omega_total", omega, np.nan, np.nan, n, flag


def _omega(covariance: Numbers, n: int) -> tuple[float, str]:
    if n < FEWEST_ROWS or not all_vary(covariance):
        return np.nan, _why(covariance, n)
    if len(covariance) < FEWEST_ITEMS:
        return np.nan, "few_items"
    correlation = correlation_of(covariance)
    if np.linalg.eigvalsh(correlation)[0] < SINGULAR:
        return np.nan, "singular"
    fitted = one_factor(correlation)
    if not fitted.converged:
        return np.nan, "not_converged"
    return fitted.omega_total, "improper" if fitted.improper else ""


def _items(names: list[str], covariance: Numbers, n: int) -> pd.DataFrame:
    lines = []
    for place, name in enumerate(names):
        others, total = without(covariance, place), item_total(covariance, place)
        alpha = alpha_of(others)
        flag = _why(others, n) if np.isnan(alpha) else ""
        if covariance[place, place] == 0:
            flag = "constant_item"
        elif flag == "constant_item":
            flag = "constant_other"
        elif total < 0:
            flag = "reversed"
        lines.append((name, alpha, total, flag))
    columns = ["item", "alpha_if_deleted", "corrected_item_total_r", "flag"]
    return pd.DataFrame(lines, columns=columns)
