"""Change between two waves of a survey.

When the same clusters are visited again their covariance is part of the change: on school surveys
it often halves the interval. The scores of both waves are added up by cluster, and the clusters of
both waves together are one sample (Berger & Priam 2016, Journal of the Royal Statistical Society A
179; Kish 1965, section 12.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.differences import COLUMNS, tested
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Choices, Estimates, estimate
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.structure import Stage, Structure
from gdnn_analysis.survey.taylor import Scores, Table, collect
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Mask, Names, Places

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
        weights, or a cluster changed its stratum.
    """
    if overlap not in OVERLAPS:
        raise DesignError(
            say(
                "overlap=“{value}” không có. Chọn clusters (khảo sát lại cùng cụm) hoặc none "
                "(hai mẫu độc lập).",
                "There is no overlap=“{value}”. Choose clusters (same clusters again) or none "
                "(independent samples).",
                value=overlap,
            )
        )
    waves = tuple(_wave(design, y, by, where, level) for design in (d1, d2))
    first, second = waves
    keys = ["term", *first.domains.labels.columns]
    table = first.found.assign(place_from=range(len(first.found)))[
        [*keys, "estimate", "n", "df", "se", "place_from"]
    ].merge(
        second.found.assign(place_to=range(len(second.found)))[
            [*keys, "estimate", "n", "df", "se", "place_to"]
        ],
        on=keys,
        how="outer",
        suffixes=("_from", "_to"),
        sort=False,
    )
    table["estimate"] = table["estimate_to"] - table["estimate_from"]
    shared = _overlapping(first, second, table) if overlap == "clusters" else _independent(table)
    return tested(table.assign(**shared), level)[[*keys, *COLUMNS]]


@dataclass(frozen=True)
class _Wave:
    sample: Sample
    domains: Domains
    found: Estimates

    @property
    def labels(self) -> pd.DataFrame:
        """Stratum and cluster of every primary unit."""
        if self.sample.structure is None or not len(self.sample.structure.labels):
            raise DesignError(
                say(
                    "overlap=“clusters” cần biết cụm của cả hai đợt. Hãy khai clusters khi lập "
                    "thiết kế, hoặc dùng overlap=“none” nếu hai mẫu độc lập.",
                    "overlap=“clusters” needs the clusters of both waves. Give clusters to the "
                    "designs, or use overlap=“none” if the samples are independent.",
                )
            )
        return self.sample.structure.labels

    @property
    def scores(self) -> Scores:
        spread = self.found.spread
        if not isinstance(spread, Scores):
            raise DesignError(
                say(
                    "overlap=“clusters” dùng tuyến tính hóa theo cụm; thiết kế này có quyền số "
                    "lặp. Hãy dùng thiết kế trước khi gọi as_replicates.",
                    "overlap=“clusters” linearises by cluster; this design has replicate weights. "
                    "Use the design before as_replicates.",
                )
            )
        return spread


def _wave(design: Design, y: Names, by: Names | None, where: Any, level: float) -> _Wave:
    sample = design.sample
    domains = sample.domains(by=by, where=where)
    found = estimate(sample, build_terms(sample.frame, y), domains, MEAN, Choices(level=level))
    return _Wave(sample, domains, found)


def _independent(table: pd.DataFrame) -> dict[str, Any]:
    """Return standard errors of differences of independent samples.

    Degrees of freedom add: each wave estimates its own variance.
    """
    return {
        "se": np.hypot(table["se_from"], table["se_to"]),
        "df": table["df_from"] + table["df_to"],
        "covariance": np.where(table["estimate"].notna(), 0.0, np.nan),
    }


def _overlapping(first: _Wave, second: _Wave, table: pd.DataFrame) -> dict[str, Any]:
    """Return standard errors of differences when clusters are shared."""
    stage, units = _pooled(first.labels, second.labels)
    (z1, seen1), (z2, seen2) = first.scores.by_cluster(), second.scores.by_cluster()
    both = table[["place_from", "place_to"]].notna().all(axis=1).to_numpy()
    columns = [table.loc[both, name].to_numpy(dtype=np.intp) for name in ("place_from", "place_to")]
    parts = [
        _spread_out(z[:, places], own, len(stage.stratum))
        for z, places, own in zip((z1, z2), columns, units, strict=True)
    ]
    width = z1.shape[1] // seen1.shape[1] if seen1.shape[1] else 1
    seen = _seen(seen1, units[0], columns[0] // width, len(stage.stratum)) | _seen(
        seen2, units[1], columns[1] // width, len(stage.stratum)
    )
    gap, one, two = (
        _variances(first.sample, stage, scores, seen)
        for scores in (parts[1] - parts[0], parts[0], parts[1])
    )
    df = np.array([_freedom(stage, seen[:, place]) for place in range(seen.shape[1])])
    found = {"se": np.sqrt(gap), "df": df, "covariance": (one + two - gap) / 2}
    return {name: _placed(values, both) for name, values in found.items()}


def _pooled(one: pd.DataFrame, two: pd.DataFrame) -> tuple[Stage, tuple[Places, Places]]:
    """Return the clusters of both waves as one stage, and where those of each wave are in it."""
    keys = pd.concat([one, two], ignore_index=True)
    _refuse_moved(one, two)
    strata, names = pd.factorize(keys["stratum"], sort=True)
    unit = keys.groupby(["stratum", "cluster"], sort=True).ngroup().to_numpy().astype(np.intp)
    stratum = np.zeros(int(unit.max()) + 1, dtype=np.intp)
    stratum[unit] = strata
    count = len(names)
    stage = Stage(
        np.arange(len(stratum)), stratum, tuple(map(str, names)), np.full(count, np.inf),
        np.ones(count),
    )  # fmt: skip
    return stage, (unit[: len(one)], unit[len(one) :])


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


def _spread_out(values: Table, units: Places, count: int) -> Table:
    found = np.zeros((count, values.shape[1]))
    found[units] = values
    return found


def _seen(seen: Mask, units: Places, domains: Places, count: int) -> Mask:
    found = np.zeros((count, len(domains)), dtype=bool)
    found[units] = seen[:, domains]
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
