"""The list for a person to review: pairs of reports that may be the same (R04, RL-21, RL-22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.records.media_decisions import Decision
from gdnn_analysis.records.media_keys import MediaKeys, speakers
from gdnn_analysis.records.media_partition import Groups, Join, Link
from gdnn_analysis.records.media_works import Namesake, same_titles

REVIEW_COLUMNS: Final = (
    "report_id_a",
    "report_id_b",
    "record_a",
    "record_b",
    "similarity",
    "reason",
)
Pair = tuple[int, int, float | None, str]


def review_list(
    keys: MediaKeys,
    groups: Groups,
    *,
    refused: Sequence[Join],
    contradictions: Sequence[Decision],
) -> pd.DataFrame:
    """Return the pairs to review, sorted by ids, the smaller id first.

    Parameters
    ----------
    keys, groups
        Reports and the result of matching them.
    refused
        Similar titles that were left apart because the placement would span days.
    contradictions
        Decisions that could not be applied beside stronger ones.
    """
    pairs = [
        *_probable(groups),
        *_too_far(groups, refused),
        *_namesakes(keys, groups),
        *_contradictory(contradictions),
    ]
    reports = keys.reports
    low = np.array([min(pair[:2]) for pair in pairs], dtype=np.int64)
    high = np.array([max(pair[:2]) for pair in pairs], dtype=np.int64)
    table = pd.DataFrame(
        {
            "report_id_a": reports["report_id"].to_numpy()[low],
            "report_id_b": reports["report_id"].to_numpy()[high],
            "record_a": reports["record"].to_numpy()[low],
            "record_b": reports["record"].to_numpy()[high],
            "similarity": pd.Series([pair[2] for pair in pairs], dtype="float64"),
            "reason": pd.Series([pair[3] for pair in pairs], dtype="str"),
        },
        columns=list(REVIEW_COLUMNS),
    )
    return (
        table.sort_values(["report_id_a", "report_id_b", "reason"])
        .drop_duplicates(["report_id_a", "report_id_b", "reason"])
        .reset_index(drop=True)
    )


def _probable(groups: Groups) -> Iterator[Pair]:
    reason = say(
        "Tiêu đề gần giống, cùng kênh, cách nhau không quá một ngày; đang tính là một sản phẩm",
        "Similar titles on one channel within a day; counted as one work",
    )
    for join in groups.joins:
        if join.link is Link.PROBABLE:
            yield join.first, join.second, join.similarity, reason


def _too_far(groups: Groups, refused: Iterable[Join]) -> Iterator[Pair]:
    reason = say(
        "Tiêu đề gần giống nhưng thuộc các dòng cách nhau quá một ngày; đang tính riêng",
        "Similar titles, but of rows more than a day apart; counted apart",
    )
    for join in refused:
        if _open(groups, join.first, join.second):
            yield join.first, join.second, join.similarity, reason


def _namesakes(keys: MediaKeys, groups: Groups) -> Iterator[Pair]:
    """Yield first issues of one title that count as two works (RL-22).

    Each is paired with the nearest earlier one that nobody has decided about; all pairs of a
    frequent title would be too many to read. On one channel within a day only different URLs keep
    two apart, and that is no doubt (RL-21).
    """
    accepted = np.flatnonzero(keys.accepted)
    dated = speakers(keys.date_rank, groups.place.roots())
    for namesakes in same_titles(keys, groups, accepted):
        issues = [one for one in namesakes if one.first_issue]
        for place, later in enumerate(issues):
            earlier = _undecided(groups, issues, place)
            if earlier is None:
                continue
            same_channel = keys.channel[earlier.report] == keys.channel[later.report]
            gap = keys.day[dated[later.report]] - keys.day[dated[earlier.report]]
            if gap > 1:
                yield earlier.report, later.report, 1.0, _apart_in_time()
            elif not same_channel:
                yield earlier.report, later.report, 1.0, _two_channels()


def _undecided(groups: Groups, issues: Sequence[Namesake], place: int) -> Namesake | None:
    """Return the nearest issue before `place` that still counts as another work, undecided."""
    for before in range(place - 1, -1, -1):
        if _open(groups, issues[before].report, issues[place].report):
            return issues[before]
    return None


def _open(groups: Groups, one: int, other: int) -> bool:
    """Say whether two reports count as two works and nobody has decided that they are."""
    return groups.work.root(one) != groups.work.root(other) and not groups.work.apart(one, other)


def _apart_in_time() -> str:
    return say(
        "Cùng tiêu đề, đều báo là đăng lần đầu, cách nhau quá một ngày; đang tính là hai sản phẩm",
        "Same title, both first issues, more than a day apart; counted as two works",
    )


def _two_channels() -> str:
    return say(
        "Cùng tiêu đề, đều báo là đăng lần đầu, trên hai kênh; đang tính là hai sản phẩm",
        "Same title, both first issues, on two channels; counted as two works",
    )


def _contradictory(contradictions: Iterable[Decision]) -> Iterator[Pair]:
    reason = say(
        "Quyết định thủ công mâu thuẫn với quyết định khác, chưa áp dụng",
        "Manual decision contradicts another one and was not applied",
    )
    for decision in contradictions:
        yield decision.first, decision.second, None, reason
