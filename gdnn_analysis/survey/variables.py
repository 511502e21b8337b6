"""What the user names becomes an array: columns, Series and expressions of a data frame.

A value is missing where the data are, and an expression with a missing operand is missing: R's
rule, and the only one under which a domain and its complement never share a row.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError

Numbers: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.intp]
Mask: TypeAlias = npt.NDArray[np.bool_]
Name: TypeAlias = "str | pd.Series[Any]"
"""A column, an expression for :meth:`DataFrame.eval`, or a Series with one value per row."""
Names: TypeAlias = "Name | Sequence[Name]"

_QUOTED: Final = re.compile(r"""'[^']*'|"[^"]*"|`(?P<name>[^`]*)`""")
"""Texts, which stay as they are, and names in backticks."""


@dataclass(frozen=True)
class Categories:
    """A variable of categories.

    Attributes
    ----------
    name
        What the user called it.
    codes
        Place in `levels` for every row (n); -1 is missing.
    levels
        The categories in order: of the data type where it has one, else sorted.
    """

    name: str
    codes: Places
    levels: tuple[object, ...]


def resolve(frame: pd.DataFrame, asked: Name) -> pd.Series[Any]:
    """Return the values of a column, an expression or a Series, one per row of `frame`.

    Raises
    ------
    VariableError
        When the name is unknown or that of several columns, the expression cannot be computed, or
        a Series has other rows.
    """
    if isinstance(asked, pd.Series):
        return _aligned(frame, asked)
    if asked in frame.columns:
        _refuse_ambiguous(frame, [asked])
        return frame[asked]
    return _computed(frame, asked)


def _refuse_ambiguous(frame: pd.DataFrame, names: Iterable[str]) -> None:
    several = [name for name in names if list(frame.columns).count(name) > 1]
    if several:
        raise VariableError(
            [
                say(
                    "Bảng số liệu có nhiều cột tên “{name}”, không rõ dùng cột nào. "
                    "Hãy đổi tên hoặc bỏ cột thừa.",
                    "The table has several columns called “{name}”; which one is meant is unclear. "
                    "Rename or drop the others.",
                    name=name,
                )
                for name in several
            ]
        )


def _aligned(frame: pd.DataFrame, values: pd.Series[Any]) -> pd.Series[Any]:
    if len(values) == len(frame) and values.index.equals(frame.index):
        return values.rename("y") if values.name is None else values
    raise VariableError(
        say(
            "Biến “{name}” có {found} dòng, không khớp chỉ mục với {wanted} dòng của mẫu. "
            "Hãy lấy biến từ chính bảng số liệu đã lập thiết kế.",
            "Variable “{name}” has {found} rows whose index does not match the {wanted} rows of "
            "the sample. Take the variable from the table the design was made from.",
            name=say("không tên", "unnamed") if values.name is None else values.name,
            found=len(values),
            wanted=len(frame),
        )
    )


def _computed(frame: pd.DataFrame, expression: str) -> pd.Series[Any]:
    try:
        names = _names(expression)
        used = [name for name in dict.fromkeys(frame.columns) if name in names]
        _refuse_ambiguous(frame, used)
        result = frame.eval(expression, engine="python")
    except VariableError:
        raise
    except Exception as error:
        raise VariableError(
            say(
                "Không có cột “{name}” và cũng không tính được như một biểu thức ({why}). "
                "Các cột có: {columns}.",
                "There is no column “{name}”, and it cannot be computed as an expression ({why}). "
                "Columns: {columns}.",
                name=expression,
                why=error,
                columns=", ".join(map(str, frame.columns[:20])),
            )
        ) from error
    values = pd.Series(result, index=frame.index, name=expression)
    missing = frame[used].isna().any(axis=1)
    return values.astype("float64").mask(missing) if missing.any() else values


def _names(expression: str) -> set[str]:
    """Return the names in an expression, those in backticks among them."""
    quoted = [found["name"] for found in _QUOTED.finditer(expression) if found["name"] is not None]
    plain = _QUOTED.sub(lambda found: found[0] if found["name"] is None else "_", expression)
    tree = ast.parse(plain.strip(), mode="eval")
    return {*quoted, *(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))}


def is_categorical(values: pd.Series[Any]) -> bool:
    """Say whether the values are categories: texts or a categorical type."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return True
    numeric = pd.api.types.is_numeric_dtype(values.dtype)
    return not (numeric or pd.api.types.is_bool_dtype(values.dtype) or _holds_truth(values))


def _holds_truth(values: pd.Series[Any]) -> bool:
    """Say whether objects are true, false and missing: what pandas makes of ``[True, None]``."""
    return values.dtype == object and pd.api.types.infer_dtype(values, skipna=True) == "boolean"


def as_numbers(values: pd.Series[Any]) -> Numbers:
    """Return the values as floats; missing is NaN.

    Raises
    ------
    VariableError
        When they are texts, or not finite.
    """
    if is_categorical(values):
        if values.isna().all():
            return np.full(len(values), np.nan)  # nobody answered: no text either
        raise VariableError(
            say(
                "Biến “{name}” là chữ (ví dụ “{value}”), không tính như số được. "
                "Hãy đổi sang số, hoặc dùng tỷ lệ theo từng loại.",
                "Variable “{name}” holds text (e.g. “{value}”) and cannot be used as a number. "
                "Convert it, or ask for proportions of its categories.",
                name=values.name,
                value=next(iter(values.dropna()), ""),
            )
        )
    if values.dtype == object:
        values = values.astype("boolean")
    numbers = values.to_numpy(dtype="float64", na_value=np.nan)
    endless = np.isinf(numbers)
    if endless.any():
        raise VariableError(
            say(
                "Biến “{name}” có giá trị vô hạn ở dòng {row}. Hãy để trống nếu không có số liệu.",
                "Variable “{name}” is infinite in row {row}. Leave it blank if there is no figure.",
                name=values.name,
                row=int(np.argmax(endless)) + 1,
            )
        )
    return numbers


def as_categories(values: pd.Series[Any]) -> Categories:
    """Return the values as places in an ordered list of their levels."""
    name = str(values.name)
    if isinstance(values.dtype, pd.CategoricalDtype):
        codes = values.cat.codes.to_numpy().astype(np.intp)
        return Categories(name, codes, tuple(values.cat.categories))
    codes, levels = pd.factorize(values, sort=True)
    return Categories(name, codes.astype(np.intp), tuple(levels.tolist()))


def level_text(level: object) -> str:
    """Return what a level is called: a whole number without decimals."""
    return f"{level:g}" if isinstance(level, float) else str(level)


def several(asked: Name | Sequence[Name]) -> list[Name]:
    """Return one or several names as a list."""
    given: Any = asked  # what is no name is refused as one later on
    one = isinstance(given, str | pd.Series) or not isinstance(given, Iterable)
    return [given] if one else list(given)


def as_mask(values: pd.Series[Any]) -> Mask:
    """Return which rows a condition holds for; where it is missing it does not hold.

    Raises
    ------
    VariableError
        When the values are no truth values.
    """
    numbers = as_numbers(values)
    truth: Mask = numbers == 1
    if not (truth | (numbers == 0) | np.isnan(numbers)).all():
        raise VariableError(
            say(
                "Điều kiện “{name}” không phải đúng/sai. Hãy viết dạng so sánh, ví dụ cot == 1.",
                "Condition “{name}” is not true/false. Write a comparison, e.g. column == 1.",
                name=values.name,
            )
        )
    return truth
