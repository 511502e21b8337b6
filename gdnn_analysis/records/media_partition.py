"""Groups of reports that grow by joining: same placement, same work, and what must stay apart.

Positions are those of :class:`~gdnn_analysis.records.media_keys.MediaKeys`. The root of a group is
its smallest position, that is, its smallest ``report_id``.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

import numpy as np

from gdnn_analysis.records.media_keys import Bools, Ints, MediaKeys


class Link(IntEnum):
    """Why two reports were joined."""

    MANUAL = 0
    CERTAIN = 1
    PROBABLE = 2
    SAME_DAY = 3
    MANUAL_WORK = 4
    ITEM_ID = 5
    REPEAT = 6


SAME_PLACEMENT = (Link.MANUAL, Link.CERTAIN, Link.PROBABLE, Link.SAME_DAY)


class Join(NamedTuple):
    """Two reports that were joined, the earlier-found one first."""

    first: int
    second: int
    link: Link
    similarity: float


class Partition:
    """Disjoint groups of positions, and pairs of groups that must stay apart."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._apart: dict[int, set[int]] = {}

    def root(self, place: int) -> int:
        """Return the smallest position of the group that holds `place`."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def roots(self) -> Ints:
        """Return the root of every position."""
        return np.fromiter(map(self.root, range(len(self._parent))), np.int64, len(self._parent))

    def join(self, one: int, other: int) -> tuple[int, int]:
        """Make one group of two; return the root that stays and the one that is gone."""
        kept, gone = sorted((self.root(one), self.root(other)))
        self._parent[gone] = kept
        for foe in self._apart.pop(gone, set()) if gone != kept else ():
            self._apart[foe].discard(gone)
            self._keep_apart(foe, kept)
        return kept, gone

    def separate(self, one: int, other: int) -> None:
        """Forbid that the groups of two positions are ever joined."""
        self._keep_apart(self.root(one), self.root(other))

    def apart(self, one: int, other: int) -> bool:
        """Say whether two groups were told to stay apart."""
        return self.root(other) in self._apart.get(self.root(one), ())

    def _keep_apart(self, one: int, other: int) -> None:
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)


class Groups:
    """Placements within works, joined under the rules that hold whatever the evidence is.

    A joint placement is always one work. What a person declared different stays apart. Once
    `closed`, rows that are not accepted may be attached, but never bring together two groups that
    accepted rows keep separate: a rejected or unchecked claim changes no count.
    """

    def __init__(self, keys: MediaKeys) -> None:
        self.place = Partition(len(keys))
        self.work = Partition(len(keys))
        self.joins: list[Join] = []
        self.closed = False
        self._firm_place: list[bool] = keys.accepted.tolist()
        self._firm_work: list[bool] = keys.accepted.tolist()
        self._addressed: list[bool] = (keys.url >= 0).tolist()
        self._first: list[int] = keys.day.tolist()
        self._last: list[int] = keys.day.tolist()

    def same_placement(self, one: int, other: int, link: Link, similarity: float = 1.0) -> bool:
        """Join two reports into one placement; say whether they are one now."""
        if self.place.root(one) == self.place.root(other):
            return True
        if self.place.apart(one, other) or not self.may_be_one_work(one, other):
            return False
        if self._bridges(self.place, self._firm_place, one, other):
            return False
        kept, gone = self.place.join(one, other)
        self._firm_place[kept] |= self._firm_place[gone]
        self._addressed[kept] |= self._addressed[gone]
        self._first[kept] = min(self._first[kept], self._first[gone])
        self._last[kept] = max(self._last[kept], self._last[gone])
        self._join_works(one, other)
        self.joins.append(Join(one, other, link, similarity))
        return True

    def same_work(self, one: int, other: int, link: Link) -> bool:
        """Join two reports into one work; say whether they are one now."""
        if self.work.root(one) == self.work.root(other):
            return True
        if not self.may_be_one_work(one, other):
            return False
        self._join_works(one, other)
        self.joins.append(Join(one, other, link, 1.0))
        return True

    def may_be_one_work(self, one: int, other: int) -> bool:
        """Say whether nothing forbids that two reports belong to one work."""
        if self.work.root(one) == self.work.root(other):
            return True
        bridged = self._bridges(self.work, self._firm_work, one, other)
        return not (bridged or self.work.apart(one, other))

    def addressed(self, place: int) -> bool:
        """Say whether the placement of a report has a URL."""
        return self._addressed[self.place.root(place)]

    def within_a_day(self, one: int, other: int) -> bool:
        """Say whether a joint placement would span no more days than its parts, or one.

        Without this, a title repeated daily would chain into one placement although its first and
        last days are far apart, which RL-22 calls two works.
        """
        a, b = self.place.root(one), self.place.root(other)
        spans = self._last[a] - self._first[a], self._last[b] - self._first[b]
        joint = max(self._last[a], self._last[b]) - min(self._first[a], self._first[b])
        return joint <= max(1, *spans)

    def components(self, size: int, links: Iterable[Link]) -> Ints:
        """Return the groups that the joins of some kinds alone would make."""
        wanted = frozenset(links)
        partition = Partition(size)
        for join in self.joins:
            if join.link in wanted:
                partition.join(join.first, join.second)
        return partition.roots()

    def firm(self) -> Bools:
        """Say for each position whether its placement rests on an accepted row."""
        roots = self.place.roots()
        return np.asarray(self._firm_place, dtype=bool)[roots]

    def _bridges(self, partition: Partition, firm: list[bool], one: int, other: int) -> bool:
        return self.closed and firm[partition.root(one)] and firm[partition.root(other)]

    def _join_works(self, one: int, other: int) -> None:
        kept, gone = self.work.join(one, other)
        self._firm_work[kept] |= self._firm_work[gone]
