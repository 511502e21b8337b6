"""Which placements are of the same work (RL-22) and what counts as one placement (RL-23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.records.media_keys import Ints, MediaKeys, speakers
from gdnn_analysis.records.media_matching import classes
from gdnn_analysis.records.media_partition import Groups, Link


class Namesake(NamedTuple):
    """One placement that bears a title; ``report`` speaks for it."""

    report: int
    title: int
    first_issue: bool
    firm: bool
    moment: int


def match_works(keys: MediaKeys, groups: Groups, among: Ints) -> None:
    """Join placements into works: equal ``item_id``, a rerun's equal URL, a repeated title.

    A title joins a placement that is not a first issue to the earliest first issue of that title,
    on any channel, earlier or later; where there is none, to the earliest placement.

    Parameters
    ----------
    keys, groups
        Reports and their placements.
    among
        Positions of the reports looked at.
    """
    for code, link in ((keys.item, Link.ITEM_ID), (keys.url, Link.REPEAT)):
        for members in classes(code, among=among[code[among] >= 0]):
            _gather(groups, members, link)
    for namesakes in same_titles(keys, groups, among):
        first = [one.report for one in namesakes if one.first_issue]
        again = [one.report for one in namesakes if not one.first_issue]
        _gather(groups, again, Link.REPEAT, leaders=first)


def merge_same_day(keys: MediaKeys, groups: Groups) -> None:
    """Make one placement of those of one work on one channel and day (RL-23).

    Rebroadcasts stay apart from the first broadcast, and so does what a person decided to be
    another placement.
    """
    places = groups.place.roots()
    speaker, dated = speakers(keys.rank, places), speakers(keys.date_rank, places)
    heads = np.flatnonzero(places == np.arange(len(keys)))
    columns = (keys.rerun[speaker], keys.day[dated], keys.channel[speaker], groups.work.roots())
    for members in classes(*columns, among=heads):
        leaders: list[int] = []
        for report in members:
            if not any(groups.same_placement(one, report, Link.SAME_DAY) for one in leaders):
                leaders.append(report)


def same_titles(keys: MediaKeys, groups: Groups, among: Ints) -> Iterator[list[Namesake]]:
    """Yield the placements of each title that two or more bear, in order of precedence.

    First issues before others, placements that rest on accepted rows before others, then by time
    and id. A placement bears the titles of its accepted rows, if it has any.
    """
    places = groups.place.roots()
    speaker, dated = speakers(keys.rank, places), speakers(keys.date_rank, places)
    firm = groups.firm()
    bearing = among[(keys.title[among] >= 0) & (keys.accepted[among] | ~firm[among])]
    table = pd.DataFrame(
        {
            "report": speaker[bearing],
            "title": keys.title[bearing],
            "first_issue": keys.first_issue[speaker[bearing]],
            "firm": firm[bearing],
            "moment": keys.moment[dated[bearing]],
            "place": places[bearing],
        }
    ).drop_duplicates(["title", "place"])
    table = table[table["title"].duplicated(keep=False)].sort_values(
        ["title", "first_issue", "firm", "moment", "place"],
        ascending=[True, False, False, True, True],
    )
    rows = [Namesake(*row) for row in zip(*(table[name] for name in Namesake._fields), strict=True)]
    start = np.flatnonzero(np.diff(table["title"].to_numpy(), prepend=-1))
    for low, high in zip(start, np.append(start, len(rows))[1:], strict=True):
        yield rows[low:high]


def _gather(
    groups: Groups, members: Sequence[int], link: Link, *, leaders: Sequence[int] = ()
) -> None:
    """Join each report to the first leader that may be of its work; else it leads itself."""
    found = list(leaders)
    for report in members:
        if not any(groups.same_work(one, report, link) for one in found):
            found.append(report)
