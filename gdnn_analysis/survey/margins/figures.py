"""Population counts in the forms users have them: a mapping, a table, a Series."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import Any, Final, TypeAlias

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.margins.cells import Key

COUNT: Final = "count"
"""Column of a population table that holds the counts; all others are keys."""

Counts: TypeAlias = "Mapping[Any, float] | pd.Series[Any]"
Population: TypeAlias = "Mapping[str, Counts] | pd.DataFrame | pd.Series[Any]"


def crossed_counts(population: Population) -> tuple[tuple[str, ...], list[tuple[Key, object]]]:
    """Return the variables that are crossed, and each cell with its figure."""
    if isinstance(population, Mapping):
        if len(population) != 1:
            raise CalibrationError(_not_crossed(population))
        ((name, counts),) = population.items()
        return (name,), counts_of(name, counts)
    table = population
    if isinstance(table, pd.Series):
        table = table.rename(COUNT).reset_index()
    variables = tuple(str(name) for name in table.columns if name != COUNT)
    if not variables or COUNT not in table.columns:
        raise CalibrationError(_no_count_column(table))
    keys = zip(*(table[name].tolist() for name in variables), strict=True)
    return variables, list(zip(keys, table[COUNT].tolist(), strict=True))


def counts_of(name: str, counts: object) -> list[tuple[Key, object]]:
    """Return each category of a variable with its figure."""
    if not isinstance(counts, Mapping | pd.Series):
        raise CalibrationError(
            say(
                "Số của tổng thể theo “{name}” phải có dạng {{nhóm: số đơn vị}}, đang là {value}.",
                "The population figures of “{name}” must be {{category: units}}, got {value}.",
                name=name,
                value=counts,
            )
        )
    return [((key,), value) for key, value in counts.items()]


def number_of(value: object) -> float:
    """Return a finite number, or NaN for anything else."""
    number = float(value) if isinstance(value, Real) else math.nan
    return number if math.isfinite(number) else math.nan


def _not_crossed(population: Mapping[str, object]) -> str:
    return say(
        "Hậu phân tầng cần đúng một biến, đang có: {names}. Nếu các biến được đếm chéo, hãy cho "
        "bảng có cột “{count}”; nếu đếm riêng từng biến, hãy dùng rake.",
        "Post-stratification takes one variable, got: {names}. If the variables are counted "
        "crossed, give a table with a column “{count}”; if counted one by one, use rake.",
        names=", ".join(population) or say("không có biến nào", "none"),
        count=COUNT,
    )


def _no_count_column(table: pd.DataFrame) -> str:
    return say(
        "Bảng số của tổng thể cần cột “{count}” và ít nhất một cột phân nhóm; đang có: {columns}.",
        "The population table needs a column “{count}” and at least one column of categories; "
        "it has: {columns}.",
        count=COUNT,
        columns=", ".join(map(str, table.columns)),
    )
