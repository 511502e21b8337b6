"""CSV and TSV files → a grid of text cells: encoding, delimiter, header width, then the records."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

import numpy as np

from gdnn_analysis.ingest.reading.names import FEWEST_NAMES
from gdnn_analysis.ingest.reading.records import (
    LONGEST_RECORD,
    read_quickly,
    read_slowly,
    records,
    split_line,
)
from gdnn_analysis.ingest.reading.sheet import (
    Remark,
    Sheet,
    UnreadableError,
    no_table,
    resave_remedy,
)
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.legacy import UndecodableText, decode_bytes

Score = Callable[[Sequence[str]], int]
"""How many known column names the cells of a row hold."""

UNICODE: Final = ("utf-8", "utf-8-sig", "utf-16")
DELIMITERS: Final = (",", ";", "\t", "|")
SAMPLE_RECORDS: Final = 60
"""Rows in which the header is looked for."""
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(!doctype|html|head|body|table|\?xml|meta|script)", re.IGNORECASE)


def read_text_file(content: bytes, *, score: Score) -> tuple[Sheet, list[Remark]]:
    """Read a CSV or TSV file.

    Parameters
    ----------
    content
        The bytes of the file.
    score
        Tells how many known column names a row holds; decides the delimiter and the header.

    Raises
    ------
    UnreadableError
        When the bytes are not text, or text of another kind (HTML, XML).
    """
    text, remarks = decode(content)
    if _MARKUP.match(text):
        raise no_table("HTML/XML")
    declared = _SEPARATOR_LINE.match(text)
    if declared:
        text = text[declared.end() :]
    delimiter = declared[1] if declared else choose_delimiter(text, score)
    text, unwrapped = _unwrap(text, delimiter, score)
    if unwrapped:
        delimiter = choose_delimiter(text, score)
        remarks.append(_whole_rows_quoted())
    width = header_width(text, delimiter, score)
    quick = read_quickly(text, delimiter, width)
    cells, unclosed = read_slowly(text, delimiter, width) if quick is None else (quick, ())
    sheet = Sheet(
        "",
        cells,
        np.arange(1, len(cells) + 1, dtype="int64"),
        width,
        decimal_comma=True if delimiter == ";" else None,
        unclosed=frozenset(unclosed),
    )
    return sheet, remarks


def decode(content: bytes) -> tuple[str, list[Remark]]:
    """Return the text of a file and a remark when it was not Unicode.

    Raises
    ------
    UnreadableError
        When the bytes are no text in any known encoding.
    """
    try:
        text, encoding = decode_bytes(content)
    except UndecodableText as error:
        raise UnreadableError(str(error), resave_remedy()) from error
    if "\0" in text:
        raise no_table(say("dữ liệu nhị phân", "binary data"))
    if encoding in UNICODE:
        return text, []
    remark = Remark(
        say(
            "Tệp không ở bảng mã Unicode; đã đọc theo {encoding}.",
            "The file is not in Unicode; it was read as {encoding}.",
            encoding=encoding,
        ),
        say(
            "Kiểm tra lại dấu tiếng Việt, rồi lưu tệp dạng “CSV UTF-8”.",
            "Check the Vietnamese letters, then save the file as “CSV UTF-8”.",
        ),
    )
    return text, [remark]


def choose_delimiter(text: str, score: Score) -> str:
    """Return the delimiter under which the header holds most known names (then most cells)."""
    fits: dict[str, tuple[int, int]] = {}
    for delimiter in DELIMITERS:
        rows = _sample(text, delimiter)
        header = _header_row(rows, score)
        if header and score(header) == len(header):  # every cell is a name: nothing fits better
            return delimiter
        cells = max((len(row) for row in rows), default=0)
        fits[delimiter] = (score(header) if header else 0, cells)
    return max(fits, key=lambda delimiter: fits[delimiter])


def header_width(text: str, delimiter: str, score: Score) -> int:
    """Return the number of cells of the header row, or of the widest row without a header."""
    rows = _sample(text, delimiter)
    header = _header_row(rows, score)
    return len(header) if header else max((len(row) for row in rows), default=1)


def _header_row(rows: list[list[str]], score: Score) -> list[str] | None:
    return next((row for row in rows if score(row) >= FEWEST_NAMES), None)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """Return the first records of a text."""
    lines = list(islice(io.StringIO(text[: 1 << 18], newline=""), LONGEST_RECORD))
    return [row for row, _ in islice(records(lines, delimiter, 0), SAMPLE_RECORDS)]


def _unwrap(text: str, delimiter: str, score: Score) -> tuple[str, bool]:
    """Undo a second round of quoting: every row is one quoted cell that holds the real row."""
    rows = [row for row in _sample(text, delimiter) if row]
    if not rows or max(len(row) for row in rows) > 1:
        return text, False
    inner = [split_line(row[0], mark) for row in rows for mark in DELIMITERS]
    if _header_row(inner, score) is None:
        return text, False
    cells, _ = read_slowly(text, delimiter, 1)
    return "\n".join(cells[0].fillna("").tolist()), True


def _whole_rows_quoted() -> Remark:
    return Remark(
        say(
            "Mỗi dòng của tệp nằm trọn trong một cặp nháy kép; đã tách lại thành các ô.",
            "Every row of the file is one quoted cell; it was split into cells again.",
        ),
        say("Lưu lại tệp dạng “CSV UTF-8”.", "Save the file again as “CSV UTF-8”."),
    )
