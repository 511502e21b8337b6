"""Which media reports tell of the same placement: RL-21, in the order of its evidence.

Decisions of people have been applied before. Then come equal URLs, equal titles, similar titles;
pairs are tried in an order fixed by evidence, day and ids, never by position in a file. A title
joins two placements only when at most one of them has a URL, and when the joint placement spans no
more than a day (see ``Groups.within_a_day``). A rebroadcast is compared only with reports of a
rebroadcast on the same day (RL-23).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from gdnn_analysis.records.media_keys import Bools, Ints, MediaKeys
from gdnn_analysis.records.media_partition import Groups, Join, Link
from gdnn_analysis.records.media_similarity import similar_pairs

Codes = Ints | Bools


class CellPair(NamedTuple):
    """Two cells whose reports a title may join; twice the same cell for equal titles on a day."""

    first: int
    second: int
    link: Link
    similarity: float


@dataclass(frozen=True)
class TitleCells:
    """Reports of one channel, title and day; ``pairs`` are in the order they are to be joined."""

    members: list[list[int]]
    pairs: list[CellPair]


def classes(*codes: Codes, among: Ints) -> Iterator[list[int]]:
    """Yield the positions that have equal codes, two or more together, each list ascending.

    Parameters
    ----------
    *codes
        Numbers per position.
    among
        The positions looked at.
    """
    order = among[np.lexsort([among, *(code[among] for code in codes)])]
    for members in np.split(order, _starts(order, codes)[1:]):
        if len(members) > 1:
            yield members.tolist()


def title_cells(keys: MediaKeys, *, similarity: float) -> TitleCells:
    """Return the cells and the pairs of cells that equal or similar titles bring together."""
    columns = (keys.channel, keys.title, keys.rerun, keys.day)
    titled = np.flatnonzero(keys.title >= 0)
    order = titled[np.lexsort([titled, *(column[titled] for column in reversed(columns))])]
    start = _starts(order, columns)
    members = [part.tolist() for part in np.split(order, start[1:])] if len(order) else []
    head = order[start]
    alone = [
        CellPair(cell, cell, Link.CERTAIN, 1.0)
        for cell, positions in enumerate(members)
        if len(positions) > 1
    ]
    return TitleCells(members, [*alone, *_next_day(keys, head), *_alike(keys, head, similarity)])


def match_urls(keys: MediaKeys, groups: Groups, among: Ints) -> None:
    """Join the reports of equal URLs; a rebroadcast only with those of its own day."""
    addressed = among[keys.url[among] >= 0]
    rerun_day = np.where(keys.rerun, keys.day + 1, 0)
    for members in classes(rerun_day, keys.rerun, keys.url, among=addressed):
        leaders: list[int] = []
        for report in members:
            if not any(groups.same_placement(one, report, Link.CERTAIN) for one in leaders):
                leaders.append(report)


def match_titles(cells: TitleCells, groups: Groups, *, among: Ints) -> list[Join]:
    """Join reports by title; return the similar pairs left apart for being days apart."""
    chosen = frozenset(among.tolist())
    refused: list[Join] = []
    for pair in cells.pairs:
        left = [report for report in cells.members[pair.first] if report in chosen]
        right = [report for report in cells.members[pair.second] if report in chosen]
        refused += _join_cells(groups, _heads(groups, left), _heads(groups, right), pair)
    return refused


def _join_cells(groups: Groups, left: list[int], right: list[int], pair: CellPair) -> list[Join]:
    """Join each placement of one cell with the first of the other that the rules allow.

    Two with different URLs are never tried (RL-21): those without URL go first, and a placement
    with URL can only take one that is still without.
    """
    refused: list[Join] = []

    def join_first(one: int, others: list[int]) -> bool:
        return any(one != other and _joined(groups, one, other, pair, refused) for other in others)

    bare, free = _without_url(groups, left), _without_url(groups, right)
    for one in bare:
        join_first(one, free)
    addressed = [report for report in right if groups.addressed(report)]
    for one in _without_url(groups, bare):
        join_first(one, addressed)
    free = _without_url(groups, free)
    for one in left:
        if free and groups.addressed(one) and join_first(one, free):
            free = _without_url(groups, free)
    return refused


def _without_url(groups: Groups, reports: list[int]) -> list[int]:
    return [report for report in _heads(groups, reports) if not groups.addressed(report)]


def _joined(groups: Groups, one: int, other: int, pair: CellPair, refused: list[Join]) -> bool:
    if groups.place.root(one) == groups.place.root(other):
        return True
    if not groups.within_a_day(one, other):
        if pair.link is Link.PROBABLE:
            refused.append(Join(one, other, pair.link, pair.similarity))
        return False
    return groups.same_placement(one, other, pair.link, pair.similarity)


def _heads(groups: Groups, members: list[int]) -> list[int]:
    """Return one report of each placement, the one with the smallest id here."""
    found: dict[int, int] = {}
    for report in members:
        found.setdefault(groups.place.root(report), report)
    return list(found.values())


def _starts(order: Ints, columns: tuple[Codes, ...]) -> Ints:
    """Return where in `order` a new combination of the columns begins."""
    new = np.zeros(len(order), dtype=bool)
    new[:1] = True
    for column in columns:
        new[1:] |= np.diff(column[order].astype(np.int64)) != 0
    return np.flatnonzero(new)


def _next_day(keys: MediaKeys, head: Ints) -> list[CellPair]:
    """Return cells of one channel and title that follow each other on the next day."""
    one, other = head[:-1], head[1:]
    follows = (keys.channel[one] == keys.channel[other]) & (keys.title[one] == keys.title[other])
    follows &= ~keys.rerun[one] & ~keys.rerun[other]
    follows &= keys.day[other] - keys.day[one] == 1
    cells = np.flatnonzero(follows).tolist()
    return [CellPair(cell, cell + 1, Link.CERTAIN, 1.0) for cell in cells]


def _alike(keys: MediaKeys, head: Ints, similarity: float) -> list[CellPair]:
    """Return cells with similar titles, the most similar first, then the nearest in time."""
    found = similar_pairs(
        keys.channel[head] * 2 + keys.rerun[head],
        keys.day[head],
        keys.reports["match_key"].iloc[head],
        threshold=similarity,
    )
    day = keys.day[head]
    gap = day[found.second] - day[found.first]
    low, high = np.minimum(found.first, found.second), np.maximum(found.first, found.second)
    order = np.lexsort([high, low, day[found.first], gap, -found.similarity])
    order = order[~keys.rerun[head[low[order]]] | (gap[order] == 0)]
    return [
        CellPair(int(low[place]), int(high[place]), Link.PROBABLE, float(found.similarity[place]))
        for place in order
    ]
