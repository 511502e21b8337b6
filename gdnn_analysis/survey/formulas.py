"""Formulas ``y ~ a + b`` become numbers: a response, columns with the constant first, and names."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import (
    Categories,
    Mask,
    Numbers,
    as_categories,
    as_numbers,
    is_categorical,
    level_text,
    resolve,
)

CONSTANT: Final = "(Intercept)"
_CONDITIONS: Final = (ast.BitAnd, ast.BitOr)
"""Signs that are arithmetic for Python but join conditions here, as they do for DataFrame.eval."""


@dataclass(frozen=True)
class Formula:
    """What a formula says of a sample.

    Attributes
    ----------
    response
        What the left side is called.
    y
        Its values (n).
    names
        Coefficients, the constant first.
    x
        Their columns (n, p); missing where a variable is.
    """

    response: str
    y: Numbers
    names: tuple[str, ...]
    x: Table


_Variable: TypeAlias = "tuple[str, Numbers | Categories]"


def read_formula(frame: pd.DataFrame, text: str, inside: Mask) -> Formula:
    """Return what a formula says.

    Parameters
    ----------
    frame
        One row per respondent.
    text
        ``y ~ a + b``: columns and conditions. Texts and categories enter with their first level as
        reference.
    inside
        Rows of the sample the model is about (n); levels that none of them has are left out.

    Raises
    ------
    VariableError
        When it is not of this form, or a variable cannot be used.
    """
    left, middle, right = (part.strip() for part in text.partition("~"))
    if not (left and middle and right):
        raise VariableError(
            say(
                "Công thức “{formula}” không đúng dạng. Hãy viết: y ~ a + b.",
                "Formula “{formula}” is not of the form y ~ a + b.",
                formula=text,
            )
        )
    asked = [part.strip() for part in right.split("+")]
    _refuse_other_models(frame, asked)
    y = as_numbers(resolve(frame, left))
    variables = [_variable(frame, name) for name in asked if name != "1"]
    used = inside & ~np.isnan(y)
    for _, values in variables:
        used &= values.codes >= 0 if isinstance(values, Categories) else ~np.isnan(values)
    columns = [(CONSTANT, np.ones(len(frame)))]
    for name, values in variables:
        columns += (
            _coded(name, values, used) if isinstance(values, Categories) else [(name, values)]
        )
    names = tuple(name for name, _ in columns)
    return Formula(left, y, names, np.column_stack([values for _, values in columns]))


def _variable(frame: pd.DataFrame, name: str) -> _Variable:
    values = resolve(frame, name)
    return name, as_categories(values) if is_categorical(values) else as_numbers(values)


def _coded(name: str, values: Categories, used: Mask) -> list[tuple[str, Numbers]]:
    """Return a column for each level but the first that the rows used have."""
    return [
        (
            f"{name}{level_text(values.levels[code])}",
            np.where(values.codes < 0, np.nan, (values.codes == code).astype("float64")),
        )
        for code in np.unique(values.codes[used])[1:]
    ]


def _refuse_other_models(frame: pd.DataFrame, asked: list[str]) -> None:
    faults = [
        say(
            "“{name}” trong công thức có thể hiểu theo nhiều cách: các phần mềm khác coi dấu trừ, "
            "nhân, chia, lũy thừa và số 0 là cách viết mô hình. Hãy lập một cột mới từ phép tính đó "
            "rồi đưa cột vào; hằng số luôn có.",
            "“{name}” in a formula can be read in several ways: other packages take minus, times, "
            "divided by, powers and 0 as another model. Make a column of it first and name the "
            "column; there always is a constant.",
            name=name,
        )
        for name in asked
        if name != "1" and name not in frame.columns and _is_arithmetic(name)
    ]
    if faults:
        raise VariableError(faults)


def _is_arithmetic(text: str) -> bool:
    """Say whether a term is a number or an operation; what Python cannot read is told elsewhere."""
    try:
        root: Any = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    if isinstance(root, ast.BinOp):
        return not isinstance(root.op, _CONDITIONS)
    negative = isinstance(root, ast.UnaryOp) and isinstance(root.op, ast.USub)
    return negative or isinstance(root, ast.Constant)
