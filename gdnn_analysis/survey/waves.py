"""Change between two waves of a survey.

When the same clusters are visited again their covariance is part of the change: on school surveys
it often halves the interval. The scores of both waves are added up by cluster, and the clusters of
both waves together are one sample (Berger & Priam 2016, Journal of the Royal Statistical Society A
179; Kish 1965, section 12.4).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.differences import COLUMNS, tested
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Figures, compute_figures
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.structure import Stage, Structure
from gdnn_analysis.survey.taylor import Scores, Table, collect
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Mask, Name, Names, Numbers, Places, level_text

if TYPE_CHECKING:
    from gdnn_analysis.survey.design import Design

Overlap: TypeAlias = Literal["clusters", "none"]
OVERLAPS: Final = ("clusters", "none")


def change(
    d1: Design,
    d2: Design,
    y: Names,
    *,
    overlap: Overlap,
    by: Names | None = None,
    where: Any = None,
    level: float = 0.95,
) -> pd.DataFrame:
    """Return later − earlier of means or shares of two waves.

    Parameters
    ----------
    d1, d2
        Designs of the earlier and the later wave.
    y, by, where
        As for :meth:`Design.mean`; columns or expressions that both waves have.
    overlap
        ``clusters``: clusters with the same name in the same stratum were visited in both waves;
        covariance is kept, population counts are not used (the interval is a little too wide).
        ``none``: independent samples; variances add.
    level
        Confidence level.

    Returns
    -------
    DataFrame
        ``term``, the ``by`` variables, ``estimate_from, estimate_to, estimate, se, ci_low,
        ci_high, df, t, p_value, covariance, n_from, n_to``. A term or domain that only one wave
        has is there, without a change.

    Raises
    ------
    DesignError
        For an unknown overlap; with ``clusters`` when a design has no clusters, only replicate
        weights, a cluster changed its stratum, no cluster is shared, or names are numbers in one
        wave and text in the other.
    """
    return WavePair(d1, d2, overlap).change(y, by=by, where=where, level=level)


@dataclass(frozen=True)
class WavePair:
    """Two waves to be compared question by question: what they share is made out once.

    Parameters
    ----------
    before, after, overlap
        As ``d1``, ``d2`` and ``overlap`` of :func:`change`.
    """

    before: Design
    after: Design
    overlap: Overlap

    def __post_init__(self) -> None:
        if self.overlap not in OVERLAPS:
            raise DesignError(
                say(
                    "overlap=“{value}” không có. Chọn clusters (khảo sát lại cùng cụm) hoặc none "
                    "(hai mẫu độc lập).",
                    "There is no overlap=“{value}”. Choose clusters (same clusters again) or none "
                    "(independent samples).",
                    value=self.overlap,
                )
            )

    def change(
        self, y: Names, *, by: Names | None = None, where: Any = None, level: float = 0.95
    ) -> pd.DataFrame:
        """Return later − earlier of means or shares; see :func:`change`."""
        found = self._compared(y, by, where)
        keys = [name for name in found if name not in _FIGURES]
        table = tested(pd.DataFrame(found), level)[[*keys, *COLUMNS]]
        return table.astype(dict.fromkeys(("n_from", "n_to"), "Int64"))

    def changes(self, questions: Sequence[Name], *, level: float = 0.95) -> pd.DataFrame:
        """Return the changes of several questions, each among those who answered it.

        Returns
        -------
        DataFrame
            As :func:`change`, with ``se_from, se_to, df_from, df_to`` of both shares besides.
        """
        found = [self._compared(question, None, None) for question in questions]
        columns = {
            name: np.concatenate([np.asarray(one[name]) for one in found])
            for name in (found[0] if found else ())
        }
        return tested(pd.DataFrame(columns), level) if found else pd.DataFrame()

    def _compared(self, y: Names, by: Names | None, where: Any) -> dict[str, Any]:
        """Return terms and domains of either wave with the figures of both, side by side."""
        first, second = (_wave(one, y, by, where) for one in (self.before, self.after))
        keys, places = _matched(first, second)
        columns = {
            f"{name}_{side}": _taken(values, rows)
            for side, wave, rows in (("from", first, places[0]), ("to", second, places[1]))
            for name, values in wave.figures.items()
        }
        columns["estimate"] = columns["estimate_to"] - columns["estimate_from"]
        shared = (
            _overlapping(first, second, places, self._pooled)
            if self.overlap == "clusters"
            else _independent(columns)
        )
        known = np.isfinite(columns["estimate"])  # without a change there is no error of one either
        shared |= {name: np.where(known, shared[name], np.nan) for name in ("se", "covariance")}
        return keys | columns | shared

    @cached_property
    def _pooled(self) -> tuple[Stage, tuple[Places, Places]]:
        """The clusters of both waves as one stage, and where those of each wave are in it."""
        return _pool(*(_labels(design) for design in (self.before, self.after)))


def _matched(first: _Wave, second: _Wave) -> tuple[dict[str, list[Any]], tuple[Places, Places]]:
    """Return the terms and domains of either wave, and their rows in both; -1 is absent."""
    every = list(dict.fromkeys([*first.keys, *second.keys]))
    found = [{key: row for row, key in enumerate(wave.keys)} for wave in (first, second)]
    rows = tuple(np.array([own.get(key, -1) for key in every], dtype=np.intp) for own in found)
    names = ["term", *first.domains.labels.columns]
    columns = {name: [key[place] for key in every] for place, name in enumerate(names)}
    return columns, (rows[0], rows[1])


def _taken(values: Numbers, rows: Places) -> Numbers:
    """Return the values of some rows; missing for row -1."""
    return np.append(values, np.nan)[rows]


def _labels(design: Design) -> pd.DataFrame:
    """Return stratum and cluster of every primary unit."""
    structure = design.sample.structure
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


@dataclass(frozen=True)
class _Wave:
    """The figures of one wave, by domain and term."""

    sample: Sample
    domains: Domains
    names: tuple[str, ...]
    found: Figures

    @property
    def keys(self) -> list[tuple[Any, ...]]:
        """Term and domain of every figure, domains first."""
        labels = zip(*(column.tolist() for _, column in self.domains.labels.items()), strict=True)
        domains = list(labels) if self.domains.labels.shape[1] else [()] * len(self.domains)
        return [(name, *domain) for domain in domains for name in self.names]

    @property
    def figures(self) -> dict[str, Numbers]:
        """Estimates, standard errors, respondents and degrees of freedom."""
        tables = {"estimate": self.found.value, "n": self.found.n, "df": self.found.df}
        return {name: table.ravel() for name, table in (tables | {"se": self.found.se}).items()}

    @property
    def scores(self) -> Scores:
        """Scores by cluster."""
        if not isinstance(self.found.spread, Scores):
            raise DesignError(
                say(
                    "overlap=“clusters” dùng tuyến tính hóa theo cụm; thiết kế này có quyền số "
                    "lặp. Hãy dùng thiết kế trước khi gọi as_replicates.",
                    "overlap=“clusters” linearises by cluster; this design has replicate weights. "
                    "Use the design before as_replicates.",
                )
            )
        return self.found.spread


def _wave(design: Design, y: Names, by: Names | None, where: Any) -> _Wave:
    sample = design.sample
    domains = sample.domains(by=by, where=where)
    terms = build_terms(sample.frame, y)
    return _Wave(
        sample, domains, terms.names, compute_figures(sample, terms, domains, MEAN, Choices())
    )


_FIGURES: Final = frozenset(
    {*COLUMNS, *(f"{name}_{side}" for name in ("se", "df") for side in ("from", "to"))}
)
"""Columns that are no keys."""


def _independent(columns: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return standard errors of differences of independent samples.

    Degrees of freedom add: each wave estimates its own variance.
    """
    return {
        "se": np.hypot(columns["se_from"], columns["se_to"]),
        "df": columns["df_from"] + columns["df_to"],
        "covariance": np.zeros_like(columns["estimate"]),
    }


def _overlapping(
    first: _Wave,
    second: _Wave,
    places: tuple[Places, Places],
    pooled: tuple[Stage, tuple[Places, Places]],
) -> dict[str, Numbers]:
    """Return standard errors of differences when clusters are shared."""
    stage, units = pooled
    count = len(stage.stratum)
    (z1, seen1), (z2, seen2) = first.scores.by_cluster(), second.scores.by_cluster()
    both = (places[0] >= 0) & (places[1] >= 0)
    if not both.any():
        blank = np.full(len(both), np.nan)
        return {"se": blank, "df": blank, "covariance": blank}
    columns = tuple(rows[both] for rows in places)
    parts = [
        _spread_out(z[:, own], at, count)
        for z, own, at in zip((z1, z2), columns, units, strict=True)
    ]
    width = z1.shape[1] // max(seen1.shape[1], 1)
    seen = _spread_out(seen1[:, columns[0] // width], units[0], count) + _spread_out(
        seen2[:, columns[1] // width], units[1], count
    )
    gap, one, two = (
        _variances(first.sample, stage, scores, seen > 0)
        for scores in (parts[1] - parts[0], parts[0], parts[1])
    )
    df = np.array([_freedom(stage, seen[:, place] > 0) for place in range(seen.shape[1])])
    found = {"se": np.sqrt(gap), "df": df, "covariance": (one + two - gap) / 2}
    return {name: _placed(values, both) for name, values in found.items()}


def _pool(one: pd.DataFrame, two: pd.DataFrame) -> tuple[Stage, tuple[Places, Places]]:
    """Return the clusters of both waves as one stage, and where those of each wave are in it."""
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
    return stage, places


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


def _spread_out(values: Table | Mask, units: Places, count: int) -> Table:
    found = np.zeros((count, values.shape[1]))
    found[units] = values
    return found


def _variances(sample: Sample, stage: Stage, scores: Table, seen: Mask) -> Table:
    """Return the variance of each column of cluster scores (U, P), each its own domain."""
    units, count = scores.shape
    structure = Structure((stage,), pd.DataFrame())
    single = Domains(pd.DataFrame(index=range(count)), np.zeros(units, dtype=np.intp))
    cells = single.whole(structure)
    values, present = scores.reshape(-1, 1), seen.reshape(-1)
    return collect(structure, sample.rule, cells, values, present, count).variances()[:, 0]


def _freedom(stage: Stage, seen: Mask) -> float:
    return float(seen.sum() - len(np.unique(stage.stratum[seen])))


def _placed(values: Table, rows: Mask) -> Table:
    found = np.full(len(rows), np.nan)
    found[rows] = values
    return found
