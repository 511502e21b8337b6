"""Rescuing Vietnamese text that arrives in an encoding from before Unicode.

In cells typed with ABC (.VnTime), VNI, VISCII or VPS fonts the stored characters are Latin letters
and symbols; only the font made them Vietnamese ("H¶i D­¬ng" is Hải Dương in TCVN3). Whether a cell
is such text is judged by its syllables (see ``evidence``). What cannot be told stays as it is;
what is changed is named, so that ingest reports it cell by cell (RL-10). Capitals with tones are
lost where a capital font (.VnTimeH) made them: "h¶i d­¬ng" comes back in small letters.
"""

from __future__ import annotations

import re
from typing import Any, Final

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.evidence import Evidence, becomes_sense, chunks_of, makes_sense, weigh
from gdnn_analysis.vietnamese.transcoding import convert, is_byte_text, signs_of_bytes

#: Encodings of fonts, most common in the province's offices first; the order breaks ties.
ENCODINGS: Final = ("TCVN3", "VNI", "cp1258", "VISCII", "VPS")
#: And UTF-8 whose bytes were read as Windows-1252 ("Háº£i" for Hải).
_RECOGNISED: Final = ("UTF-8", *ENCODINGS)

_FONTS: Final = {
    r"\.vn|abc": "TCVN3",
    r"vni[ -]": "VNI",
    r"vps[ -]": "VPS",
    r"visc": "VISCII",
}
#: A source is settled when so many cells speak for its encoding, being this share of the cells
#: with non-ASCII signs.
_CELLS_OF_PROOF, _SHARE_OF_PROOF = 3, 0.8
#: Bytes are read in an encoding when this share of the words makes sense, this much ahead of
#: the next encoding.
_SHARE_OF_SENSE, _LEAD = 0.8, 0.05
_MARKS: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class UndecodableText(ValueError):  # noqa: N818 - names the thing, as the messages do
    """Bytes that make sense in no encoding; the message says what to do."""


def repair(text: str, *, assume: str | None = None) -> tuple[str, str | None]:
    """Return text with an old encoding undone, and the encoding's name.

    Parameters
    ----------
    text
        One cell.
    assume
        Encoding known from elsewhere, such as the cell's font (see ``encoding_of_font``): one of
        ``ENCODINGS``. It is used when every word makes sense in it.

    Returns
    -------
    tuple
        NFC text and encoding (one of ``ENCODINGS``, or ``UTF-8`` when it was misread), or the text
        unchanged and None.
    """
    if text.isascii() or not is_byte_text(text):
        return text, None
    chunks = chunks_of(text)
    known = assume is not None and all(becomes_sense(chunk, assume) for chunk in _odd(chunks))
    return _undone(text, assume if known else _recognise(chunks))


def repair_series(values: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """Repair many cells, letting those that are clear decide for those that are not.

    All words together tell the encoding of the source; a cell that proves little alone
    ("Hå ChÝ") is then converted. A cell that could be proper Vietnamese as it stands ("Gia Léc",
    in TCVN3 Gia Lộc) is converted only in a settled source: no cell holds Vietnamese Unicode
    letters, and at least 3 cells, being 80 % of those with non-ASCII signs, speak for the encoding.

    Parameters
    ----------
    values
        Text cells of one source, best all of one file or sheet; missing stays missing.

    Returns
    -------
    tuple
        The texts, and the encoding undone in each cell (missing where nothing was changed).
    """
    odd = [text for text in values.dropna().unique() if not text.isascii()]
    readable = [text for text in odd if is_byte_text(text)]
    source = _recognise(_telling(readable))
    settled = source is not None and len(readable) == len(odd) and _is_settled(odd, source)
    fixes = {text: _repair_within(text, source, settled) for text in readable}
    changed = {text: fix for text, fix in fixes.items() if fix[1] is not None}
    encodings = values.map({text: encoding for text, (_, encoding) in changed.items()})
    texts = values.map({text: fixed for text, (fixed, _) in changed.items()})
    return values.where(encodings.isna(), texts).astype(values.dtype), encodings.astype("str")


def encoding_of_font(font: str) -> str | None:
    """Return the encoding a font name stands for (``.VnTime`` → TCVN3), or None."""
    for pattern, encoding in _FONTS.items():
        if re.match(pattern, font.strip(), re.IGNORECASE):
            return encoding
    return None


def decode_bytes(raw: bytes) -> tuple[str, str]:
    """Return the text of a file's bytes and the name of the encoding it was read in.

    UTF-16 and UTF-8 by their marks, then UTF-8 by its form, then the old Vietnamese encodings by
    the sense their words make. The name is there to be reported; nothing is guessed silently.

    Raises
    ------
    UndecodableText
        When no encoding makes sense of the words, or two make equal sense.
    """
    for mark, name in _MARKS.items():
        if raw.startswith(mark):
            return _decoded(raw, name), name
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        place = error.start
    if b"\x00" in raw:
        raise _undecodable(raw, place)
    signs = signs_of_bytes(raw)
    encoding = _most_sensible(signs)
    if encoding is None:
        raise _undecodable(raw, place)
    return convert(signs, encoding), encoding


def _odd(chunks: set[str]) -> set[str]:
    return {chunk for chunk in chunks if not chunk.isascii()}


def _telling(cells: list[str]) -> set[str]:
    """Return the chunks that can tell a source's encoding: proper words beside them say nothing."""
    chunks = {chunk for text in cells for chunk in chunks_of(text)}
    return {chunk for chunk in chunks if chunk.isascii() or not makes_sense(chunk)}


def _recognise(chunks: set[str]) -> str | None:
    """Return the encoding with enough evidence and the most sense, or None."""
    weighed = {encoding: weigh(chunks, encoding) for encoding in _RECOGNISED}
    enough = {name: found for name, found in weighed.items() if found.is_enough}
    return max(enough, key=lambda name: enough[name].good - enough[name].bad, default=None)


def _repair_within(text: str, source: str | None, settled: bool) -> tuple[str, str | None]:
    """Repair one cell of a source whose encoding is known or not."""
    if settled:
        return repair(text, assume=source)
    if source is not None and weigh(chunks_of(text), source).speaks:
        return _undone(text, source)
    return repair(text)


def _is_settled(odd: list[str], source: str) -> bool:
    speaking = sum(weigh(chunks_of(text), source).speaks for text in odd)
    return speaking >= max(_CELLS_OF_PROOF, _SHARE_OF_PROOF * len(odd))


def _undone(text: str, encoding: str | None) -> tuple[str, str | None]:
    changed = text if encoding is None else convert(text, encoding)
    return (text, None) if changed == text else (changed, encoding)


def _most_sensible(signs: str) -> str | None:
    """Return the encoding in which clearly most words make sense, or None."""
    chunks = _odd(chunks_of(signs))
    shares = {name: _share(weigh(chunks, name)) for name in ("cp1258", *ENCODINGS)}
    best = max(shares, key=lambda name: shares[name])
    rivals = [
        share
        for name, share in shares.items()
        if share > shares[best] - _LEAD and convert(signs, name) != convert(signs, best)
    ]
    return None if rivals or shares[best] < _SHARE_OF_SENSE else best


def _share(found: Evidence) -> float:
    return found.good / max(found.good + found.bad, 1)


def _decoded(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise _undecodable(raw, error.start) from error


def _undecodable(raw: bytes, place: int) -> UndecodableText:
    return UndecodableText(
        say(
            "Không đọc được bảng mã của tệp (byte thứ {place} là 0x{byte:02X}). Hãy mở tệp bằng "
            "Excel, chọn Lưu thành “CSV UTF-8 (phân cách bằng dấu phẩy)” rồi nạp lại.",
            "Cannot tell the encoding of the file (byte {place} is 0x{byte:02X}). Open it in "
            "Excel, save it as “CSV UTF-8 (comma delimited)” and load it again.",
            place=place + 1,
            byte=raw[place],
        )
    )
