"""The stages of a sample from its columns of strata, clusters and population counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.columns import column_numbers, unknown_columns
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.population import Strata, count_faults, stratum_faults, units
from gdnn_analysis.survey.stages import CERTAIN, Stage, Structure
from gdnn_analysis.survey.variables import Numbers, Places

__all__ = ["CERTAIN", "Stage", "Structure", "build_structure"]


def build_structure(
    frame: pd.DataFrame,
    *,
    clusters: Sequence[str] = (),
    strata: Sequence[str] = (),
    fpc: Sequence[str] = (),
    nest: bool = False,
) -> Structure:
    """Return the stages of a sample.

    Parameters
    ----------
    frame
        One row per respondent.
    clusters
        A column per stage; none when every row was drawn by itself.
    strata
        A column per stage; fewer than stages, or none, where a stage was not stratified.
    fpc
        Population counts, or shares drawn, of the units of each stage: a column per stage.
    nest
        Whether cluster names are unique only within their stratum.

    Raises
    ------
    DesignError
        Unknown columns, more columns than stages, missing values, clusters in several strata,
        population counts that are no numbers, vary within a stratum, are below the sample, or mix
        counts and shares; faults of the columns are told at once, then those between them.
    """
    named = [*clusters, *strata, *fpc]
    known = [name for name in dict.fromkeys(named) if list(frame.columns).count(name) == 1]
    _refuse(
        unknown_columns(frame, named),
        _too_many(clusters, strata, fpc),
        _missing(frame, known),
        *(count_faults(frame[name]) for name in known if name in fpc),
    )
    above = _numbers(frame, [])
    stages: list[Stage] = []
    faults: list[str] = []
    for level in range(max(len(clusters), 1) if fpc else 1):
        parents = stages[-1] if stages else None
        group = _combined(above, _numbers(frame, strata[level : level + 1]))
        own = _numbers(frame, clusters[level : level + 1]) if clusters else np.arange(len(frame))
        unit = _combined(group if nest or level else _numbers(frame, []), own)
        columns = [list(names[level : level + 1]) for names in (clusters, strata, fpc)]
        crossing = group != group[_first_rows(unit)][unit]
        if crossing.any():  # without strata there is nothing to count units in
            faults.append(_crossing(frame, int(np.argmax(crossing)), *columns[:2]))
            break
        named = columns[1] or list(clusters[level - 1 : level] if level else [])
        found = _strata(frame, group, unit, named)
        counts = column_numbers(frame[columns[2][0]]) if columns[2] else None
        if counts is not None:
            faults.extend(stratum_faults(columns[2][0], counts, found))
        stages.append(_stage(unit, found, counts, parents))
        above = unit
    _refuse(faults)
    return Structure(tuple(stages), _labels(frame, stages[0].unit, clusters, strata))


def _labels(
    frame: pd.DataFrame, unit: Places, clusters: Sequence[str], strata: Sequence[str]
) -> pd.DataFrame:
    if not clusters:
        return pd.DataFrame({"stratum": [], "cluster": []}, dtype="object")
    heads = frame.iloc[_first_rows(unit)]
    stratum = heads[strata[0]].to_numpy(dtype="object") if strata else ""
    return pd.DataFrame({"stratum": stratum, "cluster": heads[clusters[0]].to_numpy("object")})


def _strata(frame: pd.DataFrame, group: Places, unit: Places, named: list[str]) -> Strata:
    heads = _first_rows(group)
    names = tuple(_label(frame, named, row) for row in heads)
    drawn = np.bincount(group[_first_rows(unit)], minlength=len(heads)).astype("float64")
    return Strata(group, heads, names, drawn)


def _stage(unit: Places, strata: Strata, counts: Numbers | None, parents: Stage | None) -> Stage:
    heads = strata.heads
    population = np.full(len(heads), np.inf)
    if counts is not None:
        population = units(counts[heads], strata.drawn)
    reach = np.ones(len(heads))
    if parents is not None:
        share = parents.reach * parents.drawn / parents.population
        reach = share[parents.stratum][parents.unit[heads]]
    return Stage(unit, strata.of[_first_rows(unit)], strata.names, population, reach)


def _crossing(frame: pd.DataFrame, row: int, clusters: list[str], strata: list[str]) -> str:
    return say(
        "Cụm “{cluster}” (cột “{column}”) nằm ở nhiều tầng của cột “{strata}”, thấy ở dòng {row}. "
        "Nếu mã cụm chỉ duy nhất trong tầng, hãy khai nest=True; nếu không, sửa mã tầng.",
        "Cluster “{cluster}” (column “{column}”) lies in several strata of column “{strata}”, seen "
        "in row {row}. If cluster names are unique only within strata say nest=True; else correct "
        "the strata.",
        cluster=frame[clusters[0]].iloc[row],
        column=clusters[0],
        strata=", ".join(strata),
        row=row + 1,
    )


def _too_many(clusters: Sequence[str], strata: Sequence[str], fpc: Sequence[str]) -> Iterator[str]:
    stages = max(len(clusters), 1)
    if len(fpc) > stages:
        yield say(
            "fpc có {found} cột nhưng mẫu chỉ có {wanted} giai đoạn chọn. "
            "Mỗi giai đoạn cần một cột số đơn vị của tổng thể.",
            "fpc has {found} columns but the sample has {wanted} stages. "
            "Give one column of population counts per stage.",
            found=len(fpc),
            wanted=stages,
        )
    if len(strata) > stages:
        yield say(
            "strata có {found} cột ({names}) nhưng mẫu chỉ có {wanted} giai đoạn chọn: mỗi giai "
            "đoạn một cột. Tầng do nhiều biến chéo nhau tạo thành thì hãy ghép vào một cột.",
            "strata has {found} columns ({names}) but the sample has {wanted} stages: one column "
            "per stage. If strata are crossings of several variables, join them in one column.",
            found=len(strata),
            names=", ".join(strata),
            wanted=stages,
        )


def _missing(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        blank = frame[name].isna().to_numpy()
        if blank.any():
            yield say(
                "Cột “{name}” để trống ở {count} dòng, đầu tiên là dòng {row}. "
                "Mọi dòng của mẫu đều phải có tầng, cụm và số của tổng thể.",
                "Column “{name}” is blank in {count} rows, the first is row {row}. "
                "Every row of the sample needs its stratum, cluster and population count.",
                name=name,
                count=int(blank.sum()),
                row=int(np.argmax(blank)) + 1,
            )


def _refuse(*faults: Iterable[str]) -> None:
    found = [fault for several in faults for fault in several]
    if found:
        raise DesignError(found)


def _numbers(frame: pd.DataFrame, names: Sequence[str]) -> Places:
    """Return the values of at most one column as numbers from 0, sorted by value."""
    if not names:
        return np.zeros(len(frame), dtype=np.intp)
    return pd.factorize(frame[names[0]], sort=True)[0].astype(np.intp)


def _combined(outer: Places, inner: Places) -> Places:
    """Return one number per different pair, in the order of the pairs."""
    if not len(outer):
        return outer
    pairs = outer * (int(inner.max()) + 1) + inner
    return pd.factorize(pairs, sort=True)[0].astype(np.intp)


def _first_rows(numbers: Places) -> Places:
    """Return the first row of each number from 0 to the largest."""
    return np.unique(numbers, return_index=True)[1].astype(np.intp)


def _label(frame: pd.DataFrame, columns: list[str], row: int) -> str:
    return " / ".join(str(frame[name].iloc[row]) for name in columns) or say("cả mẫu", "the sample")
