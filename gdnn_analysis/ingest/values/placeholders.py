"""What stands in a cell instead of a value: dashes, ellipses, Excel errors, would-be formulas."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.numbers import is_dash, is_ellipsis

if TYPE_CHECKING:
    from gdnn_analysis.ingest.values.cells import Column

EXCEL_ERRORS: Final = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"}
)
_FORMULA_START: Final = ("=", "+", "-", "@", "\t", "\r")
_HASHES: Final = re.compile(r"#{3,}")
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[\d\s.,\u00a0\u202f]+%?")


def is_placeholder(text: str) -> bool:
    """Say whether a text only holds the place of a value."""
    return is_ellipsis(text) or is_dash(text) or is_excel_error(text)


def is_excel_error(text: str) -> bool:
    """Say whether a text is what Excel shows for an error or a too narrow column."""
    return text.startswith("#") and (text.upper() in EXCEL_ERRORS or bool(_HASHES.fullmatch(text)))


def placeholder_problems(column: Column) -> list[pd.DataFrame]:
    """Return what is to be said about the placeholders of a column."""
    field = column.field
    dashes = column.having(is_dash)
    is_figure = field.type in ("integer", "number") and field.code_list is None
    found = [
        cell_problems(
            column.having(is_excel_error),
            column=field.name,
            rule="DQ-20",
            values=column.raw,
            message=lambda value: say(
                "Ô “{title}” chứa lỗi Excel “{value}”, không có giá trị.",
                "Cell “{title}” holds the Excel error “{value}”, no value.",
                title=field.title,
                value=value,
            ),
            remedy=say("Sửa công thức hoặc nhập giá trị.", "Mend the formula or enter the value."),
        ),
        cell_problems(
            column.having(is_ellipsis),
            column=field.name,
            rule="DQ-20",
            severity="canh_bao",
            values=column.raw,
            message=say(
                "“…” ở cột “{title}” được hiểu là không có số liệu.",
                "“…” in “{title}” is read as not available.",
                title=field.title,
            ),
            remedy=missing_remedy(),
        ),
    ]
    if is_figure:
        found.append(_dash_as_figure(column, dashes))
    else:
        found.append(_dash_as_blank(column, dashes))
    return found


def _dash_as_figure(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    # Official tables print "-" for nil, entry forms use it for "nothing known": never guess
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        values=column.raw,
        message=say(
            "Dấu “-” ở cột “{title}” không rõ là số 0 hay không có số liệu.",
            "“-” in “{title}” may mean 0 or not available.",
            title=column.field.title,
        ),
        remedy=say(
            "Ghi 0 nếu đúng là không phát sinh, hoặc KCS nếu không có số liệu.",
            "Write 0 if there was nothing, or KCS if there is no figure.",
        ),
    )


def _dash_as_blank(column: Column, records: pd.Index[Any]) -> pd.DataFrame:
    return cell_problems(
        records,
        column=column.field.name,
        rule="DQ-20",
        severity="canh_bao",
        values=column.raw,
        message=say(
            "Dấu “-” ở cột “{title}” được hiểu là để trống.",
            "“-” in “{title}” is read as blank.",
            title=column.field.title,
        ),
        remedy=missing_remedy(),
    )


def missing_remedy() -> str:
    """Return how a missing value is written (rule R01)."""
    return say(
        "Để trống, hoặc ghi lý do: KCS không có số liệu, KAD không áp dụng, CDK chưa đến kỳ, "
        "BM ẩn vì bảo mật.",
        "Leave it blank, or give the reason: KCS not available, KAD not applicable, CDK not yet "
        "due, BM confidential.",
    )


def formula_like(column: Column) -> pd.DataFrame:
    """Return a warning for texts that a spreadsheet would run as a formula (RL-10, DQ-20)."""
    return cell_problems(
        column.having(looks_like_formula),
        column=column.field.name,
        rule="DQ-20",
        severity="canh_bao",
        values=column.raw,
        message=say(
            "Nội dung ở cột “{title}” bắt đầu như một công thức; được giữ nguyên là chữ.",
            "The text in “{title}” begins like a formula; it is kept as text.",
            title=column.field.title,
        ),
        remedy=say(
            "Bỏ dấu =, +, -, @ ở đầu nếu không cần thiết.",
            "Remove the leading =, +, - or @ if it is not needed.",
        ),
    )


def looks_like_formula(text: str) -> bool:
    """Say whether a spreadsheet would take a text for a formula; a plain number is none."""
    return text.startswith(_FORMULA_START) and not _PLAIN_NUMBER.fullmatch(text)
