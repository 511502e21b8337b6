"""Strata, clusters and population counts of a sample, as the stages its variance is made of.

Every stage is treated alike: units drawn without replacement within strata. At the second stage
the strata are the clusters of the first (Särndal, Swensson & Wretman 1992, section 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.variables import Mask, Numbers, Places

CERTAIN = 1e-7
"""A stratum of which less than this share was not drawn is a full count."""


@dataclass(frozen=True)
class Stage:
    """One stage of sampling.

    Attributes
    ----------
    unit
        Number of the unit each row belongs to (n), 0 to U - 1.
    stratum
        Number of the stratum each unit belongs to (U), 0 to H - 1.
    names
        What the strata are called (H), for messages.
    population
        Units in the population per stratum (H); infinite where none was given.
    reach
        Share drawn of the units above (H): the factor its variance carries to the total.
    """

    unit: Places
    stratum: Places
    names: tuple[str, ...]
    population: Numbers
    reach: Numbers

    @cached_property
    def drawn(self) -> Numbers:
        """Units drawn per stratum (H)."""
        return np.bincount(self.stratum, minlength=len(self.names)).astype("float64")

    @cached_property
    def left(self) -> Numbers:
        """Share of the units that was not drawn (H); 1 where the population is not given."""
        return 1.0 - self.drawn / self.population

    @cached_property
    def factor(self) -> Numbers:
        """What squared deviations of unit totals count with (H); 0 where nothing varies.

        ``reach · (1 - n/N) · n/(n - 1)``; n/(n - 1) is 1 in a stratum with one unit.
        """
        spread = self.drawn / np.maximum(self.drawn - 1, 1)
        return np.where(self.left < CERTAIN, 0.0, self.reach * self.left * spread)

    @cached_property
    def lonely(self) -> Mask:
        """Which strata have one unit drawn of several (H)."""
        found: Mask = (self.drawn == 1) & (self.left >= CERTAIN)
        return found


@dataclass(frozen=True)
class Structure:
    """How a sample was drawn: one stage, or two.

    Attributes
    ----------
    stages
        First stage first. Without population counts one stage tells everything: the first one's
        totals vary as if drawn with replacement (ultimate clusters; Wolter 2007, section 1.4).
    labels
        Stratum and cluster of every primary unit as the data name them (U × 2); empty when rows
        were drawn one by one.
    """

    stages: tuple[Stage, ...]
    labels: pd.DataFrame

    @property
    def first(self) -> Stage:
        """The stage of the primary sampling units."""
        return self.stages[0]

    @property
    def last(self) -> Stage:
        """The stage whose units are smallest."""
        return self.stages[-1]

    def implied_weights(self) -> Numbers:
        """Return the inverse of the drawing probability of every row (n)."""
        weights = np.ones(len(self.first.unit))
        for stage in self.stages:
            weights = weights * (stage.population / stage.drawn)[stage.stratum][stage.unit]
        return weights


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
        Unknown columns, missing values, clusters in several strata, population counts that vary
        within a stratum, are below the sample, or mix counts and shares; all faults at once.
    """
    _refuse(_unknown(frame, [*clusters, *strata, *fpc]))
    _refuse(_missing(frame, [*clusters, *strata, *fpc]))
    depth = max(len(clusters), 1) if fpc else 1
    if len(fpc) > max(len(clusters), 1):
        raise DesignError(
            say(
                "fpc có {found} cột nhưng mẫu chỉ có {wanted} giai đoạn chọn. "
                "Mỗi giai đoạn cần một cột số đơn vị của tổng thể.",
                "fpc has {found} columns but the sample has {wanted} stages. "
                "Give one column of population counts per stage.",
                found=len(fpc),
                wanted=max(len(clusters), 1),
            )
        )
    above = _numbers(frame, [])
    stages: list[Stage] = []
    for level in range(depth):
        parents = stages[-1] if stages else None
        group = _combined(above, _numbers(frame, strata[level : level + 1]))
        own = _numbers(frame, clusters[level : level + 1]) if clusters else np.arange(len(frame))
        unit = _combined(group if nest or level else _numbers(frame, []), own)
        stages.append(_stage(frame, level, (clusters, strata, fpc), group, unit, parents))
        above = unit
    return Structure(tuple(stages), _labels(frame, stages[0].unit, clusters, strata))


def _labels(
    frame: pd.DataFrame, unit: Places, clusters: Sequence[str], strata: Sequence[str]
) -> pd.DataFrame:
    if not clusters:
        return pd.DataFrame({"stratum": [], "cluster": []}, dtype="object")
    heads = frame.iloc[_first_rows(unit)]
    stratum = heads[strata[0]].to_numpy(dtype="object") if strata else ""
    return pd.DataFrame({"stratum": stratum, "cluster": heads[clusters[0]].to_numpy("object")})


def _stage(
    frame: pd.DataFrame,
    level: int,
    columns: tuple[Sequence[str], Sequence[str], Sequence[str]],
    group: Places,
    unit: Places,
    parents: Stage | None,
) -> Stage:
    clusters, strata, fpc = (list(names[level : level + 1]) for names in columns)
    first = _first_rows(unit)
    stratum = group[first]
    crossing = group != stratum[unit]
    if crossing.any():
        raise DesignError(_crossing(frame, int(np.argmax(crossing)), clusters, strata))
    heads = _first_rows(group)
    named = strata or list(columns[0][level - 1 : level] if level else [])
    names = tuple(_label(frame, named, row) for row in heads)
    drawn = np.bincount(stratum, minlength=len(heads)).astype("float64")
    population = np.full(len(heads), np.inf)
    if fpc:
        values = frame[fpc[0]].to_numpy(dtype="float64")
        _refuse(_bad_counts(fpc[0], values, group, heads, drawn, names))
        population = values[heads]
        if (values <= 1).all() and (values < 1).any():
            population = drawn / values[heads]
    reach = np.ones(len(heads))
    if parents is not None:
        share = parents.reach * parents.drawn / parents.population
        reach = share[parents.stratum][parents.unit[heads]]
    return Stage(unit, stratum, names, population, reach)


def _bad_counts(
    column: str,
    values: Numbers,
    group: Places,
    heads: Places,
    drawn: Numbers,
    names: tuple[str, ...],
) -> Iterator[str]:
    """Yield what is wrong with the population counts of one stage."""
    if (values <= 0).any() or not np.isfinite(values).all():
        row = int(np.argmax((values <= 0) | ~np.isfinite(values)))
        yield say(
            "Cột “{column}” (số đơn vị của tổng thể), dòng {row}: {value} không hợp lệ. "
            "Số phải lớn hơn 0.",
            "Column “{column}” (population count), row {row}: {value} is not valid. "
            "It must be above 0.",
            column=column,
            row=row + 1,
            value=f"{values[row]:g}",
        )
        return
    shares = values <= 1
    are_shares = bool(shares.all() and (values < 1).any())
    if (values < 1).any() and not shares.all():
        yield say(
            "Cột “{column}” lẫn tỷ lệ chọn ({small}) với số đơn vị ({large}). "
            "Hãy dùng một loại cho cả cột.",
            "Column “{column}” mixes shares drawn ({small}) with counts ({large}). "
            "Use one kind for the whole column.",
            column=column,
            small=f"{values[values < 1][0]:g}",
            large=f"{values[~shares][0]:g}",
        )
        return
    own = values[heads]
    for row in _first_of(group, values != own[group]):
        yield say(
            "Cột “{column}” không như nhau trong tầng “{stratum}”: {one} và {other} (dòng {row}). "
            "Trong một tầng chỉ có một số đơn vị của tổng thể.",
            "Column “{column}” varies within stratum “{stratum}”: {one} and {other} (row {row}). "
            "A stratum has one population count.",
            column=column,
            stratum=names[group[row]],
            one=f"{own[group[row]]:g}",
            other=f"{values[row]:g}",
            row=row + 1,
        )
    for number in np.flatnonzero(drawn > own * (1 + 1e-9)) if not are_shares else ():
        yield say(
            "Cột “{column}”, tầng “{stratum}”: tổng thể ghi {count} đơn vị nhưng mẫu có {drawn}. "
            "Hãy ghi số đơn vị của tổng thể, không nhỏ hơn số đã chọn.",
            "Column “{column}”, stratum “{stratum}”: the population has {count} units but {drawn} "
            "were drawn. Give the population's number of units, not fewer than were drawn.",
            column=column,
            stratum=names[number],
            count=f"{own[number]:g}",
            drawn=f"{drawn[number]:g}",
        )


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


def _unknown(frame: pd.DataFrame, names: Sequence[str]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name not in frame.columns:
            yield say(
                "Không có cột “{name}” trong bảng số liệu. Các cột có: {columns}.",
                "The table has no column “{name}”. Columns: {columns}.",
                name=name,
                columns=", ".join(map(str, frame.columns[:20])),
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


def _refuse(faults: Iterator[str]) -> None:
    found = tuple(faults)
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


def _first_of(group: Places, wrong: Mask) -> list[int]:
    """Return the first wrong row of each group."""
    rows = np.flatnonzero(wrong)
    return [int(row) for row in rows[np.unique(group[rows], return_index=True)[1]]]


def _label(frame: pd.DataFrame, columns: list[str], row: int) -> str:
    return " / ".join(str(frame[name].iloc[row]) for name in columns) or say("cả mẫu", "the sample")
