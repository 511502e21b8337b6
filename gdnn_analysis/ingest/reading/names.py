"""Which table a file or sheet belongs to, and which field a header cell names (RL-07).

Field names and Vietnamese titles are compared by match key, so case, blanks, normal form and tone
placement do not matter; diacritics do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from gdnn_analysis.contract import Table, contract
from gdnn_analysis.vietnamese.text import match_key, nfc

ORDINALS: Final = frozenset({"stt", "tt", "số tt", "số thứ tự", "no", "no."})
"""Headers of the running number officials put before every table; it carries no data."""
FEWEST_NAMES: Final = 2
"""Known names that make a row the header; titles above the table rarely hold even one."""
GUIDE_SHEETS: Final = ("hướng dẫn", "danh mục", "các lỗi")
"""Beginnings of sheet names that go with our own workbooks and hold no rows."""
_FORBIDDEN_IN_SHEET: Final = re.compile(r"[:\\/?*\[\]]")
_REQUIRED_MARK: Final = re.compile(r"\s*(\(\*\)|\*)\s*$")
_PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_CLOSE_ENOUGH: Final = 70.0


def sheet_title(title: str) -> str:
    r"""Return a table's title as Excel allows it for a sheet: no ``: \ / ? * [ ]``."""
    return _FORBIDDEN_IN_SHEET.sub("-", title)


def short_title(table: Table) -> str:
    """Return a table's title as messages show it: without the remark in parentheses."""
    return _PARENTHESIS.sub("", table.title)


def table_named(name: str) -> str | None:
    """Return the table a file stem or sheet name belongs to, or ``None``.

    The longest table name that `name` starts with wins (``media_matches__a`` is not ``media``);
    what follows it must not be a letter or digit. A Vietnamese title may be cut short, as Excel
    does after 31 characters, as long as it fits one table only.
    """
    key = match_key(name)
    named = [table for table in contract().tables if _starts_with_name(key, table)]
    if named:
        return max(named, key=len)
    start = nfc(name).split("__")[0].strip()
    titles = {table: sheet_title(entry.title) for table, entry in contract().tables.items()}
    exact = [table for table, title in titles.items() if match_key(title) == match_key(start)]
    begun = [table for table, title in titles.items() if _begins(title, start)]
    candidates = exact or begun
    return candidates[0] if len(candidates) == 1 else None


def is_guide_sheet(name: str) -> bool:
    """Say whether a sheet is a guide or a list of codes of an entry workbook."""
    return match_key(name).startswith(GUIDE_SHEETS)


def fields_by_header(table: Table) -> Mapping[str, str]:
    """Return the field of each header key of a table: names, titles, and titles without remarks.

    A remark is the last parenthesis of a title ("Mã đơn vị (bất biến)"). It may be left out except
    where it gives the unit of measure: "Số tiền" alone would not say đồng or triệu đồng.
    """
    return _fields_by_header(table.name)


@lru_cache(maxsize=1 << 12)
def header_key(text: str) -> str:
    """Return the key a header cell is compared by; a mark of required columns is dropped."""
    return match_key(_REQUIRED_MARK.sub("", text))


def is_ordinal(text: object) -> bool:
    """Say whether a header names the running number of rows."""
    return header_key(str(text)) in ORDINALS


def closest(value: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `value`, or ``None`` when none is like it."""
    choices: Sequence[str] = sorted(set(known))
    found = process.extractOne(
        value, choices, scorer=fuzz.WRatio, processor=match_key, score_cutoff=_CLOSE_ENOUGH
    )
    return found[0] if found else None


def _starts_with_name(key: str, table: str) -> bool:
    rest = key[len(table) :]
    return key.startswith(table) and not rest[:1].isalnum()


def _begins(title: str, start: str) -> bool:
    # cut first, compare after: a cut word may have another match key ("hoà" cut from "hoàn")
    return bool(start) and match_key(title[: len(start)]) == match_key(start)


@cache
def _fields_by_header(table: str) -> Mapping[str, str]:
    fields = contract().tables[table].fields
    shorts = {
        field.name: match_key(_PARENTHESIS.sub("", field.title))
        for field in fields
        if field.type not in ("integer", "number")
    }
    times = Counter(shorts.values())
    keys = {key: name for name, key in shorts.items() if times[key] == 1}
    keys |= {match_key(field.title): field.name for field in fields}
    return keys | {match_key(field.name): field.name for field in fields}
