"""A sample as its user declares it: what contradicts itself is refused, all at once."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import DesignError, keeping
from gdnn_analysis.survey.given_replicates import read_replicates
from gdnn_analysis.survey.given_weights import implied_weights, read_weights
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.structure import build_structure
from gdnn_analysis.survey.taylor import LONELY, LonelyRule

Columns: TypeAlias = "str | Sequence[str] | None"


def declared_sample(
    frame: pd.DataFrame,
    *,
    weights: str | None,
    probs: str | None,
    strata: Columns,
    clusters: Columns,
    fpc: Columns,
    nest: bool,
    rule: LonelyRule,
) -> Sample:
    """Return the sample of a design; parameters and faults as for ``Design``."""
    stages = {"strata": strata, "clusters": clusters, "fpc": fpc}
    named = {part: column_list(columns) for part, columns in stages.items()}
    _refuse(
        [
            *_no_names({"weights": [weights], "probs": [probs], **named}),
            *_no_rows(frame),
            *_unknown_rule(rule),
        ]
    )
    _refuse(list(_both(weights, probs)))
    own = frame.copy(deep=False)
    faults: list[str] = []
    with keeping(faults):
        structure = build_structure(own, nest=nest, **named)
    with keeping(faults):
        read = read_weights(own, weights, probs)
    _refuse(faults)
    given = read if read is not None else implied_weights(structure, len(own))
    return Sample(own, given, given, structure, rule)


def replicated_sample(
    frame: pd.DataFrame,
    *,
    weights: str,
    replicates: Sequence[str],
    kind: str,
    scale: float | None,
    rscales: Sequence[float] | None,
    rho: float | None,
    mse: bool,
) -> Sample:
    """Return a sample of which replicates are known; as for ``Design.replicated``."""
    _refuse([*_no_names({"weights": [weights], "replicates": replicates}), *_no_rows(frame)])
    own = frame.copy(deep=False)
    faults: list[str] = []
    with keeping(faults):
        full = read_weights(own, weights, None)
    with keeping(faults):
        made = read_replicates(
            own, replicates, kind, scale=scale, rscales=rscales, rho=rho, mse=mse
        )
    _refuse(faults)
    assert full is not None
    return Sample(own, full, full, replicates=made)


def column_list(columns: Any) -> list[str]:
    """Return the columns of a design's part as a list: none, one or one per stage."""
    if columns is None:
        return []
    return list(columns) if isinstance(columns, list | tuple | pd.Index) else [columns]


def _no_names(parts: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    """Yield a fault for every part of a design that is given by values, not by a column's name."""
    for part, given in parts.items():
        for one in given:
            if not isinstance(one, Hashable):
                yield say(
                    "{part} phải là tên cột của bảng số liệu, không phải một {kind}. Hãy đưa các "
                    "giá trị thành một cột của bảng rồi nêu tên cột.",
                    "{part} takes the name of a column of the table, not a {kind}. Make the values "
                    "a column of the table and name it.",
                    part=part,
                    kind=type(one).__name__,
                )


def _no_rows(frame: pd.DataFrame) -> Iterator[str]:
    if not len(frame):
        yield say(
            "Bảng số liệu không có dòng nào nên không có gì để ước lượng.",
            "The table has no rows, so there is nothing to estimate.",
        )


def _both(weights: str | None, probs: str | None) -> Iterator[str]:
    if weights is not None and probs is not None:
        yield say(
            "Chỉ khai một trong hai: weights (“{weights}”) hoặc probs (“{probs}”).",
            "Give weights (“{weights}”) or probs (“{probs}”), not both.",
            weights=weights,
            probs=probs,
        )


def _unknown_rule(rule: LonelyRule) -> Iterator[str]:
    if rule.kind not in LONELY:
        yield say(
            "lonely=“{value}” không có. Chọn một trong: {known}.",
            "There is no lonely=“{value}”. Choose one of: {known}.",
            value=rule.kind,
            known=", ".join(LONELY),
        )


def _refuse(faults: list[str]) -> None:
    if faults:
        raise DesignError(faults)
