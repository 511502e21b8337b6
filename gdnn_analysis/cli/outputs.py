"""Result tables as CSV, JSON, Parquet or XLSX bytes."""

from __future__ import annotations

import io
import json
from typing import Any, Final

import pandas as pd

from gdnn_analysis.language import say

FORMATS: Final = ("csv", "json", "parquet", "xlsx")
INJECTION: Final = ("=", "+", "-", "@", "\t", "\r")


def safe_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with text that a spreadsheet would run as a formula made harmless.

    A leading apostrophe is what spreadsheets themselves use to mark text.
    """
    result = frame.copy()
    for name in result.columns:
        if pd.api.types.is_string_dtype(result[name]):
            risky = result[name].str.startswith(INJECTION).eq(True)
            result[name] = result[name].mask(risky, "'" + result[name])
    return result


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return CSV in UTF-8 with BOM (Excel opens it as Vietnamese), LF line ends."""
    text = safe_text(frame).to_csv(index=False, lineterminator="\n")
    return b"\xef\xbb\xbf" + text.encode("utf-8")


def to_records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows as JSON data; a missing value is ``null``."""
    return [
        {
            name: None if pd.isna(value) else plain(value)
            for name, value in zip(frame.columns, row, strict=True)
        }
        for row in frame.itertuples(index=False, name=None)
    ]


def plain(value: Any) -> Any:
    """Return a cell as plain data; whole numbers without decimals."""
    item = value.item() if hasattr(value, "item") else value
    return int(item) if isinstance(item, float) and item.is_integer() else item


def written(value: float) -> str:
    """Return a figure in a text for the screen: its digits, or that it is empty."""
    return say("trống", "empty") if pd.isna(value) else f"{float(value):.10g}"


def to_json(content: object) -> str:
    """Return indented JSON with Vietnamese letters as they are."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def to_parquet(frame: pd.DataFrame) -> bytes:
    """Return Parquet bytes."""
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False)
    return buffer.getvalue()


def to_xlsx(frame: pd.DataFrame, *, sheet: str) -> bytes:
    """Return one sheet with a frozen header; text is never a formula."""
    buffer = io.BytesIO()
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pd.ExcelWriter(buffer, engine="xlsxwriter", engine_kwargs=options) as writer:
        frame.to_excel(writer, index=False, sheet_name=sheet)
        writer.sheets[sheet].freeze_panes(1, 0)
    return buffer.getvalue()
