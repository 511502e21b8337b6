"""Clusters visited in two waves, put together as one sample."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.structure import Stage
from gdnn_analysis.survey.variables import Places, level_text


class Pooled(NamedTuple):
    """The clusters of both waves as one stage.

    Attributes
    ----------
    stage
        All clusters (U), those of both waves once.
    units
        Where the clusters of the earlier and of the later wave are in it.
    """

    stage: Stage
    units: tuple[Places, Places]


def pool(first: Sample, second: Sample) -> Pooled:
    """Return the clusters of two samples as one stage; same names in the same stratum are one.

    Raises
    ------
    DesignError
        A sample without clusters, or none shared; a cluster that changed its stratum; names that
        are numbers in one sample and text in the other.
    """
    return _pool(_labels(first), _labels(second))


def _pool(one: pd.DataFrame, two: pd.DataFrame) -> Pooled:
    for name, column in (("stratum", say("tầng", "stratum")), ("cluster", say("cụm", "cluster"))):
        _refuse_other_type(one[name], two[name], column)
    _refuse_moved(one, two)
    keys = pd.concat([one, two], ignore_index=True)
    strata, names = pd.factorize(keys["stratum"], sort=True)
    unit = keys.groupby(["stratum", "cluster"], sort=True).ngroup().to_numpy().astype(np.intp)
    places = unit[: len(one)], unit[len(one) :]
    _refuse_strangers(one, two, places)
    stratum = np.zeros(int(unit.max()) + 1, dtype=np.intp)
    stratum[unit] = strata
    count = len(names)
    stage = Stage(
        np.arange(len(stratum)), stratum, tuple(map(str, names)), np.full(count, np.inf),
        np.ones(count),
    )  # fmt: skip
    return Pooled(stage, places)


def _refuse_other_type(one: pd.Series[Any], two: pd.Series[Any], what: str) -> None:
    """Refuse names that read alike but are a number in one wave and text in the other."""
    before, after = ({level_text(name): name for name in own.unique()} for own in (one, two))
    apart = [text for text in before if text in after and before[text] != after[text]]
    if apart:
        raise DesignError(
            say(
                "Tên {what} “{name}” là {before} trong đợt trước nhưng là {after} trong đợt sau, "
                "nên không rõ có phải là một ({count} tên như vậy). Hãy đổi cột về cùng một kiểu.",
                "The {what} “{name}” is {before} in the earlier wave but {after} in the later one, "
                "so whether they are the same is unclear ({count} such names). Convert the column "
                "to one type.",
                what=what,
                name=apart[0],
                before=_kind(before[apart[0]]),
                after=_kind(after[apart[0]]),
                count=len(apart),
            )
        )


def _kind(name: object) -> str:
    return say("chữ", "text") if isinstance(name, str) else say("số", "a number")


def _refuse_strangers(one: pd.DataFrame, two: pd.DataFrame, units: tuple[Places, Places]) -> None:
    """Refuse waves without a common cluster: not the same ones visited again."""
    if np.isin(*units).any():
        return
    first, second = (", ".join(map(str, own["cluster"].iloc[:3])) for own in (one, two))
    raise DesignError(
        say(
            "Hai đợt không có cụm nào chung (đợt trước có {first}; đợt sau có {second}), nên không "
            "phải khảo sát lại cùng cụm. Nếu là hai mẫu độc lập, hãy dùng overlap=“none”; nếu "
            "không, hãy ghi mã cụm như nhau ở cả hai đợt.",
            "The waves share no cluster (the earlier has {first}; the later {second}), so no "
            "cluster was visited again. If the samples are independent use overlap=“none”; if "
            "not, write cluster names the same way in both waves.",
            first=first,
            second=second,
        )
    )


def _refuse_moved(one: pd.DataFrame, two: pd.DataFrame) -> None:
    if one["cluster"].duplicated().any() or two["cluster"].duplicated().any():
        return  # names are unique only within strata
    both = one.merge(two, on="cluster", suffixes=("_from", "_to"))
    moved = both[both["stratum_from"] != both["stratum_to"]]
    if len(moved):
        raise DesignError(
            [
                say(
                    "Cụm “{cluster}” ở tầng “{before}” trong đợt trước nhưng ở tầng “{after}” trong "
                    "đợt sau. Hãy ghi cụm theo một tầng cho cả hai đợt.",
                    "Cluster “{cluster}” is in stratum “{before}” in the earlier wave but in "
                    "“{after}” in the later one. Use one stratum for both waves.",
                    cluster=row.cluster,
                    before=row.stratum_from,
                    after=row.stratum_to,
                )
                for row in moved.itertuples()
            ]
        )


def _labels(sample: Sample) -> pd.DataFrame:
    """Return stratum and cluster of every primary unit."""
    structure = sample.structure
    if structure is None or not len(structure.labels):
        raise DesignError(
            say(
                "overlap=“clusters” cần biết cụm của cả hai đợt. Hãy khai clusters khi lập "
                "thiết kế, hoặc dùng overlap=“none” nếu hai mẫu độc lập.",
                "overlap=“clusters” needs the clusters of both waves. Give clusters to the "
                "designs, or use overlap=“none” if the samples are independent.",
            )
        )
    return structure.labels
