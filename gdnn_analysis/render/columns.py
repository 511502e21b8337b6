"""Column widths, font size and page direction of a table, decided before the page is set.

The columns get their declared shares, but none less than its longest word needs nor more than its
longest line uses; then width is moved between columns as long as that saves lines. A table that
cannot stand upright so is set on a landscape page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from gdnn_analysis.fonts import text_width
from gdnn_analysis.report.blocks import Cell, Row, Table

MM: Final = 72 / 25.4
PORTRAIT: Final = (210 - 30 - 15) * MM
LANDSCAPE: Final = (297 - 30 - 15) * MM
PAGE_HEIGHT: Final = {False: (297 - 20 - 20) * MM, True: (210 - 20 - 20) * MM}
SIZES: Final = (11.0, 10.0)
PADDING: Final = 9.0
"""Points left free on both sides of a cell's text together, and one for rounding."""
SHORT: Final = 0.22
"""Part of a page below which a table is not divided between two."""
LINE: Final = 1.32
"""Distance of lines in a cell, in font sizes; rows are estimated with it."""
_CROWDED: Final = 4.0
"""Mean lines per row from which a long table reads better on a landscape page."""
_STEPS: Final = (6.0, 12.0, 24.0, 48.0)
"""Points of width moved at once."""
_LOOKED_AT: Final = 60
_PER_HEADER: Final = 6
_OTHER_CELLS: Final = 0.8
_KEPT: Final = 0.7
"""Part of its declared width a column keeps."""
_HEAD: Final = 5.0
"""Em a short header gets for itself although it could be broken."""
_SOFT: Final = "\u200b"
WORD_LIMITS: Final = (20, 10, 5)
"""Letters after which a long word may be broken; fewer only when a table fits no page else."""
MANY_ROWS: Final = 8
_YEAR: Final = re.compile(r"20\d\d")
_JOINT: Final = re.compile(r"(?<=[/._\-?&=:%#])(?=[^\s/._\-?&=:%#])")


@dataclass(frozen=True)
class Fit:
    """How a table is set.

    Attributes
    ----------
    widths
        Points per column; they fill the page's text width.
    size
        Font size in points.
    landscape
        Whether it needs a landscape page.
    limit
        Longest run of letters that is not broken.
    tall
        Per row, whether it is so high that it may run over a page end.
    short
        Whether the whole table is so low that it stays on one page.
    """

    widths: tuple[float, ...]
    size: float
    landscape: bool
    limit: int
    tall: tuple[bool, ...]
    short: bool = False


@lru_cache(maxsize=1 << 16)
def soften(text: str, limit: int) -> str:
    """Return `text` with places to break in words longer than `limit` characters.

    Long addresses and codes may be broken after their punctuation, and every `limit` characters
    where they have none; nothing visible is added.
    """
    return " ".join(_soften_word(word, limit) for word in text.split(" "))


def _soften_word(word: str, limit: int) -> str:
    if len(word) <= limit:
        return word
    pieces = (
        piece[start : start + limit]
        for piece in _JOINT.split(word)
        for start in range(0, len(piece), limit)
    )
    return _SOFT.join(pieces)


def fit_table(table: Table, text_of: Callable[[str], str] = str) -> Fit:
    """Return how to set `table` on an A4 page.

    Parameters
    ----------
    table
        The table.
    text_of
        Turns a text of the table into the words printed.
    """
    for limit in WORD_LIMITS:
        measures = _measure(table, text_of, limit)
        upright = _first_whole(measures, landscape=False)
        across = _first_whole(measures, landscape=True)
        if across is not None and (upright is None or _reads_better(across, upright)):
            return across.fit
        if upright is not None:
            return upright.fit
    return _fit(measures, SIZES[-1], landscape=True).fit


@dataclass(frozen=True)
class _Measures:
    """In font sizes (em): per column its longest word and line, per row the line of each cell."""

    limit: int
    words: tuple[float, ...]
    lines: tuple[float, ...]
    shares: tuple[float, ...]
    heads: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    years: tuple[int, ...] = ()
    """Places of the columns of single years."""


@dataclass(frozen=True)
class _Candidate:
    fit: Fit
    whole: bool
    mean_lines: float


def _first_whole(measures: _Measures, *, landscape: bool) -> _Candidate | None:
    """Return the largest size at which no word is cut, on pages of one direction."""
    candidates = (_fit(measures, size, landscape=landscape) for size in SIZES)
    return next((candidate for candidate in candidates if candidate.whole), None)


def _reads_better(across: _Candidate, upright: _Candidate) -> bool:
    many_rows = len(upright.fit.tall) >= MANY_ROWS
    return (
        many_rows
        and upright.mean_lines > _CROWDED
        and across.mean_lines <= 0.7 * upright.mean_lines
    )


def _measure(table: Table, text_of: Callable[[str], str], limit: int) -> _Measures:
    texts = [
        [(soften(shown(cell, text_of), limit), row.kind == "total") for cell in row.cells]
        for row in table.rows
        if row.kind != "group"
    ]
    heads = [(soften(text_of(column.title), limit), True) for column in table.columns]
    columns = [[head, *(row[place] for row in texts)] for place, head in enumerate(heads)]
    words = tuple(max(map(_longest_word, column)) for column in columns)
    lines = tuple(
        max([word, min(_line(head), _HEAD), *map(_line, column[1:])])
        for word, head, column in zip(words, heads, columns, strict=True)
    )
    shares = tuple(column.width for column in table.columns)
    return _Measures(
        limit,
        words,
        lines,
        shares,
        tuple(map(_line, heads)),
        _row_lines(table.rows, texts),
        tuple(n for n, column in enumerate(table.columns) if _YEAR.fullmatch(column.title)),
    )


def _row_lines(
    rows: Iterable[Row], texts: Iterable[list[tuple[str, bool]]]
) -> tuple[tuple[float, ...], ...]:
    body = iter(texts)
    return tuple(() if row.kind == "group" else tuple(map(_line, next(body))) for row in rows)


def shown(cell: Cell, text_of: Callable[[str], str] = str) -> str:
    """Return what is printed in a cell: its sign, held to the first word, and its text."""
    text = text_of(cell.text)
    return f"{cell.symbol}\u00a0{text}".rstrip("\u00a0") if cell.symbol else text


@lru_cache(maxsize=1 << 16)
def _line(text: tuple[str, bool]) -> float:
    return text_width(text[0], 1, bold=text[1])


def _longest_word(text: tuple[str, bool]) -> float:
    words = text[0].replace(_SOFT, " ").split(" ")
    return max(_line((word, text[1])) for word in words)


def _fit(measures: _Measures, size: float, *, landscape: bool) -> _Candidate:
    room = LANDSCAPE if landscape else PORTRAIT
    least = [PADDING + size * word for word in measures.words]
    most = [PADDING + size * line for line in measures.lines]
    shared = _share_out(least, most, shares=measures.shares, room=room)
    body = [[size * line for line in row] for row in measures.rows if row]
    head = [size * line for line in measures.heads]
    widths = _tightened(shared, least, body, head) if sum(least) <= room else shared
    widths = _evened(widths, least, measures.years)
    heights = [_lines_of([size * line for line in row], widths) for row in measures.rows]
    tallest = 0.5 * PAGE_HEIGHT[landscape]
    height = sum(lines * LINE * size + PADDING for lines in heights)
    return _Candidate(
        Fit(
            widths=widths,
            size=size,
            landscape=landscape,
            limit=measures.limit,
            tall=tuple(lines * LINE * size > tallest for lines in heights),
            short=height <= SHORT * PAGE_HEIGHT[landscape],
        ),
        whole=sum(least) <= room,
        mean_lines=sum(heights) / max(len(heights), 1),
    )


def _lines_of(row: Sequence[float], widths: Sequence[float]) -> int:
    """Estimate the lines of a row; words leave about a tenth of a line unused."""
    return max(
        (
            ceil(1.1 * width / (room - PADDING)) if width > room - PADDING else 1
            for width, room in zip(row, widths, strict=False)
        ),
        default=1,
    )


def _tightened(
    widths: tuple[float, ...],
    least: Sequence[float],
    body: Sequence[Sequence[float]],
    head: Sequence[float],
) -> tuple[float, ...]:
    """Return `widths` after moving room from column to column while that saves lines.

    Of a long table only some rows are looked at, evenly over its length; its header counts as
    often as a page has few rows, since it stands on each.
    """
    if len(widths) < 2 or not body:
        return widths
    looked_at = body[:: ceil(len(body) / _LOOKED_AT)]
    lines = np.array([*looked_at, *[head] * (1 + len(looked_at) // _PER_HEADER)])
    needed = np.maximum(least, _KEPT * np.array(widths))
    best = np.array(widths)
    height = _height(lines, best[None, :])[0]
    moves = _moves(len(widths))
    while True:
        tried = best + moves
        tried = tried[(tried >= needed - 1e-9).all(axis=1)]
        if not len(tried):
            break
        heights = _height(lines, tried)
        place = int(heights.argmin())
        if heights[place] >= height:
            break
        best, height = tried[place], heights[place]
    return tuple(map(float, best))


def _evened(
    widths: tuple[float, ...], least: Sequence[float], years: Sequence[int]
) -> tuple[float, ...]:
    """Return `widths` with those of years alike, if the longest word of each year has room so."""
    if not years:
        return widths
    mean = sum(widths[place] for place in years) / len(years)
    if mean < max(least[place] for place in years):
        return widths
    return tuple(mean if place in years else width for place, width in enumerate(widths))


@lru_cache(maxsize=32)
def _moves(count: int) -> NDArray[np.float64]:
    """Return every way to move room from one of `count` columns to another, the smallest first."""
    moves = np.zeros((len(_STEPS) * count * (count - 1), count))
    pairs = [(a, b) for a in range(count) for b in range(count) if a != b]
    ways = [(step, *pair) for step in _STEPS for pair in pairs]
    for move, (step, giver, taker) in zip(moves, ways, strict=True):
        move[giver], move[taker] = -step, step
    return moves


def _height(lines: NDArray[np.float64], widths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each row of `widths` how many lines all rows of the table take (`_lines_of`).

    Lines of the lower cells of a row count a little, so that none is squeezed without need.
    """
    room = (widths - PADDING)[:, None, :]
    counted = np.where(lines <= room + 1e-9, 1.0, np.ceil(1.1 * lines / room))
    return np.asarray(counted.max(axis=2).sum(axis=1) + _OTHER_CELLS * counted.sum(axis=(1, 2)))


def _share_out(
    least: Sequence[float], most: Sequence[float], *, shares: Sequence[float], room: float
) -> tuple[float, ...]:
    """Return widths that fill `room`: shares, held between longest word and longest line."""
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    if sum(most) <= room:
        spare = (room - sum(most)) / sum(shares)
        return tuple(width + spare * share for width, share in zip(most, shares, strict=True))
    low, high = 0.0, room / min(shares)
    for _ in range(60):
        middle = (low + high) / 2
        total = sum(_held(least, most, shares, middle))
        low, high = (middle, high) if total < room else (low, middle)
    widths = _held(least, most, shares, low)
    return tuple(width * room / sum(widths) for width in widths)


def _held(
    least: Sequence[float], most: Sequence[float], shares: Sequence[float], factor: float
) -> list[float]:
    return [
        min(max(factor * share, small), large)
        for small, large, share in zip(least, most, shares, strict=True)
    ]
