"""Replicate weights as the user gives them, and what their squared deviations count with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.columns import column_numbers, unknown_columns
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.given_weights import weight_faults
from gdnn_analysis.survey.replication import Replicates

REPLICATE_KINDS: Final = ("BRR", "Fay", "JK1", "JKn", "bootstrap", "other")
TOLD: Final = 10
"""Faults of single columns that are told; there may be hundreds of columns."""


def read_replicates(
    frame: pd.DataFrame,
    columns: Sequence[str],
    kind: str,
    *,
    scale: float | None,
    rscales: Sequence[float] | None,
    rho: float | None,
    mse: bool,
) -> Replicates:
    """Return the replicate weights of some columns.

    Raises
    ------
    DesignError
        For an unknown kind, missing or negative multipliers, fewer than two columns, and weights
        that are missing, no numbers, infinite or negative; all at once.
    """
    faults = [
        *_bad_columns(frame, columns),
        *_bad_kind(kind, scale, rscales, rho),
        *_bad_scales(len(columns), scale, rscales),
    ]
    if faults:
        raise DesignError(faults)
    table = np.column_stack([column_numbers(frame[name]) for name in columns])
    factor = scale if scale is not None else _known_scale(kind, table.shape[1], rho)
    each = np.ones(table.shape[1]) if rscales is None else np.asarray(rscales, dtype="float64")
    return Replicates(kind, table, factor, each, mse, table)


def _known_scale(kind: str, count: int, rho: float | None) -> float:
    scales = {
        "BRR": 1 / count,
        "Fay": 1 / (count * (1 - (rho or 0.0)) ** 2),
        "JK1": (count - 1) / count,
        "bootstrap": 1 / max(count - 1, 1),
    }
    return scales.get(kind, 1.0)


def _bad_columns(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[str]:
    if len(columns) < 2:
        yield say(
            "Cần ít nhất hai cột quyền số lặp; đang khai: {names}.",
            "At least two columns of replicate weights are needed; got: {names}.",
            names=", ".join(columns) or say("không cột nào", "none"),
        )
    unknown = list(unknown_columns(frame, columns))
    known = () if unknown else columns
    wrong = (fault for name in known for fault in _bad_weights(frame[name]))
    yield from unknown[:TOLD]
    yield from _named_again(columns)
    yield from islice(wrong, TOLD)


def _named_again(columns: Sequence[str]) -> Iterator[str]:
    again = [name for name in dict.fromkeys(columns) if list(columns).count(name) > 1]
    if again:
        yield say(
            "Cột quyền số lặp được nêu nhiều lần: {names}. Mỗi cột chỉ nêu một lần.",
            "Columns of replicate weights are named several times: {names}. Name each once.",
            names=", ".join(again[:TOLD]),
        )


def _bad_weights(values: pd.Series[Any]) -> Iterator[str]:
    """Yield the faults of one column; a replicate without respondents has no figures."""
    faults = list(weight_faults(values))
    yield from faults
    if not faults and not (column_numbers(values) > 0).any():
        yield say(
            "Mọi giá trị của cột “{name}” bằng 0: bản lặp này không có ai. Hãy bỏ cột.",
            "All values of column “{name}” are 0: the replicate has nobody. Leave the column out.",
            name=values.name,
        )


def _bad_kind(
    kind: str, scale: float | None, rscales: Sequence[float] | None, rho: float | None
) -> Iterator[str]:
    if kind not in REPLICATE_KINDS:
        yield say(
            "Không có loại quyền số lặp “{kind}”. Chọn một trong: {known}.",
            "There are no “{kind}” replicate weights. Choose one of: {known}.",
            kind=kind,
            known=", ".join(REPLICATE_KINDS),
        )
    if kind == "Fay" and scale is None and not (rho is not None and 0 <= rho < 1):
        yield say("Fay cần rho từ 0 đến dưới 1.", "Fay needs rho from 0 to below 1.")
    if kind in ("JKn", "other") and scale is None and rscales is None:
        yield say(
            "Loại “{kind}” cần scale và rscales.",
            "Kind “{kind}” needs scale and rscales.",
            kind=kind,
        )


def _bad_scales(count: int, scale: float | None, rscales: Sequence[float] | None) -> Iterator[str]:
    given = [*(() if scale is None else (scale,)), *(() if rscales is None else rscales)]
    wrong = [value for value in given if not 0 <= value < np.inf]
    if wrong:
        yield say(
            "scale và rscales phải là số không âm; đang có {values}.",
            "scale and rscales must be numbers not below 0; got {values}.",
            values=", ".join(map(str, wrong[:5])),
        )
    if rscales is not None and len(rscales) != count:
        yield say(
            "rscales có {found} số cho {wanted} cột quyền số lặp.",
            "rscales has {found} numbers for {wanted} columns of replicate weights.",
            found=len(rscales),
            wanted=count,
        )
