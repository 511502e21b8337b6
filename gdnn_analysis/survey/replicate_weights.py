"""Making replicate weights from strata and clusters.

Jackknife, balanced half-samples with Fay's variant: Wolter (2007), chapters 3 and 4; Fay: Judkins
(1990), Journal of Official Statistics 6. Bootstrap: Rao & Wu (1988), JASA 83, with n - 1 of n
clusters (Rao, Wu & Yue 1992, Survey Methodology 18).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, TypeAlias

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.replication import Replicates
from gdnn_analysis.survey.structure import Stage
from gdnn_analysis.survey.taylor import Table
from gdnn_analysis.survey.variables import Numbers

Kind: TypeAlias = Literal["JK1", "JKn", "BRR", "Fay", "bootstrap"]
KINDS: Final = ("JK1", "JKn", "BRR", "Fay", "bootstrap")
REPLICATES: Final = 1000
"""Replicates of the bootstrap unless said."""


def make_replicates(
    stage: Stage,
    weights: Numbers,
    kind: Kind,
    *,
    seed: int | None = None,
    n: int | None = None,
    rho: float | None = None,
    mse: bool = False,
) -> Replicates:
    """Return replicate weights of a sample.

    Parameters
    ----------
    stage
        Primary sampling units and strata.
    weights
        Weights of the sample drawn (n).
    kind
        ``JK1`` (no strata), ``JKn``, ``BRR``, ``Fay`` (two clusters per stratum), ``bootstrap``.
    seed, n
        For the bootstrap: required seed, and number of replicates (1,000 by default).
    rho
        For ``Fay``: by how much half-samples are softened, 0 to below 1.
    mse
        Whether deviations are taken from the full estimate.

    Raises
    ------
    DesignError
        When the design does not allow the kind, or the bootstrap has no seed.
    """
    if kind not in KINDS:
        raise DesignError(
            say(
                "Không có loại quyền số lặp “{kind}”. Chọn một trong: {known}.",
                "There are no “{kind}” replicate weights. Choose one of: {known}.",
                kind=kind,
                known=", ".join(KINDS),
            )
        )
    count = REPLICATES if n is None else n
    _refuse(stage, kind, seed, count, rho)
    factors, scale, rscales = _MAKERS[kind](stage, seed or 0, count, rho or 0.0)
    table = weights[:, None] * factors[stage.unit]
    return Replicates(kind, table, scale, rscales, mse, table)


_Made: TypeAlias = "tuple[Table, float, Numbers]"
"""Factors by cluster and replicate (U, R), scale, rscales (R)."""


def _jk1(stage: Stage, seed: int, n: int, rho: float) -> _Made:
    units = len(stage.stratum)
    factors = (1 - np.eye(units)) * units / (units - 1)
    return factors, (units - 1) / units * float(stage.left[0]), np.ones(units)


def _jkn(stage: Stage, seed: int, n: int, rho: float) -> _Made:
    drawn = stage.drawn[stage.stratum]
    same = stage.stratum[:, None] == stage.stratum[None, :]
    others = drawn / np.maximum(drawn - 1, 1)
    factors = np.where(same, others[:, None], 1.0)
    np.fill_diagonal(factors, 0.0)
    rscales = (drawn - 1) / drawn * stage.left[stage.stratum]
    used = drawn > 1
    return factors[:, used], 1.0, rscales[used]


def _brr(stage: Stage, seed: int, n: int, rho: float) -> _Made:
    """Return half-samples balanced by a Hadamard matrix of the next power of two."""
    from scipy.linalg import hadamard  # a quarter of a second most runs do not need

    strata = len(stage.names)
    size = 1 << max(int(np.ceil(np.log2(strata + 1))), 2)
    signs = hadamard(size)[:, 1 : strata + 1].astype("float64")
    first = np.zeros(len(stage.stratum), dtype=bool)
    first[np.unique(stage.stratum, return_index=True)[1]] = True
    side = np.where(first, 1.0, -1.0)
    factors = 1 + (1 - rho) * side[:, None] * signs.T[stage.stratum]
    return factors, 1 / (size * (1 - rho) ** 2), np.ones(size)


def _bootstrap(stage: Stage, seed: int, n: int, rho: float) -> _Made:
    """Return clusters drawn with replacement, n_h - 1 of n_h in each stratum."""
    chance = np.random.default_rng(seed)
    factors = np.empty((len(stage.stratum), n))
    for number in range(len(stage.names)):
        own = np.flatnonzero(stage.stratum == number)
        size = len(own)
        if size == 1:
            factors[own] = 1.0
            continue
        hits = chance.multinomial(size - 1, np.full(size, 1 / size), size=n).T
        factors[own] = 1 + np.sqrt(stage.left[number]) * (hits * size / (size - 1) - 1)
    return factors, 1 / (n - 1), np.ones(n)


_MAKERS: Final[dict[str, Callable[[Stage, int, int, float], _Made]]] = {
    "JK1": _jk1,
    "JKn": _jkn,
    "BRR": _brr,
    "Fay": _brr,
    "bootstrap": _bootstrap,
}


def _refuse(stage: Stage, kind: Kind, seed: int | None, count: int, rho: float | None) -> None:
    faults: list[str] = []
    if kind == "JK1" and len(stage.names) > 1:
        faults.append(
            say(
                "JK1 chỉ dùng cho mẫu không phân tầng; mẫu này có {count} tầng. Hãy dùng JKn.",
                "JK1 is for samples without strata; this one has {count}. Use JKn.",
                count=len(stage.names),
            )
        )
    odd = [
        f"{name} ({count:g})"
        for name, count in zip(stage.names, stage.drawn, strict=True)
        if count != 2
    ]
    if kind in ("BRR", "Fay") and odd:
        faults.append(
            say(
                "{kind} cần đúng hai cụm mỗi tầng; các tầng khác thế: {names}. Hãy dùng JKn.",
                "{kind} needs two clusters in every stratum; these differ: {names}. Use JKn.",
                kind=kind,
                names=", ".join(odd[:10]),
            )
        )
    if kind == "Fay" and not (rho is not None and 0 <= rho < 1):
        faults.append(
            say(
                "Fay cần rho trong khoảng 0 đến dưới 1, nhận được: {rho}.",
                "Fay needs rho from 0 to below 1, got: {rho}.",
                rho=rho,
            )
        )
    if kind == "bootstrap" and seed is None:
        faults.append(
            say(
                "Bootstrap cần hạt giống (seed) để ra cùng một kết quả mỗi lần chạy.",
                "The bootstrap needs a seed, so that every run gives the same result.",
            )
        )
    if kind == "bootstrap" and count < 2:
        faults.append(
            say(
                "Bootstrap cần ít nhất hai bản lặp, nhận được n = {count}. Thường dùng {usual}.",
                "The bootstrap needs at least two replicates, got n = {count}. {usual} are usual.",
                count=count,
                usual=REPLICATES,
            )
        )
    lonely = [name for name, alone in zip(stage.names, stage.lonely, strict=True) if alone]
    if lonely:
        faults.append(
            say(
                "Các tầng chỉ có một cụm: {names}. Hãy gộp tầng trước khi lập quyền số lặp.",
                "Strata with a single cluster: {names}. Merge strata before making replicates.",
                names=", ".join(lonely[:10]),
            )
        )
    if faults:
        raise DesignError(faults)
