"""Scores of data quality, given by assessors (Q06); R17."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.cells import as_ratio
from gdnn_analysis.indicators.core_set import OUTSIDE, core_codes
from gdnn_analysis.indicators.coverage import LOWER_BOUND, verdict_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, code_order
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

LOWEST: Final = "thap_nhat"
SPREAD: Final = "chenh_lech"


def compute_q06(inputs: Inputs) -> Output:
    """Return the mean data-quality score (0 to 3) of the core indicators.

    Parameters
    ----------
    inputs
        Needs ``dqa_scores`` and ``indicators``. A dimension's score is the mean of its assessors.

    Returns
    -------
    Output
        ``indicator``: mean of the six dimensions, empty with F-THIEU unless all are scored; other
        than core indicators have a row too. Headline: mean of the core ones fully scored, their
        number in the denominator and ``n``; F-THIEU while core indicators are missing.
        ``dimension``: mean over the same core indicators. Variant ``thap_nhat``: the lowest of
        these, and by ``indicator`` the lowest dimension of each. Variant ``chenh_lech``: the
        largest difference between two assessors of one dimension, empty where one scored alone.
    """
    rows = _scores(inputs)
    scores = rows.pivot_table(index="code", columns="dimension", values="score", aggfunc="mean")
    dimensions = contract().codes("DQA")
    scores = scores.reindex(columns=list(dimensions))
    scores = scores.loc[sorted(scores.index, key=code_order)].astype("float64")
    core = core_codes(inputs)
    full = scores[scores.index.isin(core)].dropna()
    flags = frozenset() if len(full) == len(core) else frozenset({LOWER_BOUND})
    blank = Row("Q06", unit="điểm (0–3)", flags=flags)
    means, lowest = full.mean(axis=1), full.mean().min()
    head = replace(_mean(blank, means), n=float(len(full)))
    verdict = verdict_of(inputs, "Q06", head.value, share=None, checked=head.value)
    found = [
        replace(head, verdict=verdict),
        *_by_indicator(blank, scores),
        *_by_dimension(blank, full),
        replace(blank, variant=LOWEST, value=float(lowest) if len(full) else None),
        *_lowest_of_each(blank, scores),
        *_spread(blank, rows),
    ]
    return Output(found, lambda: trace_each("Q06", "dqa_scores", _roles(rows, scores, core)))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"Q06": compute_q06}
LABELS: Labels = {
    "Q06": {
        LOWEST: ("tiêu chí thấp nhất", "lowest dimension"),
        SPREAD: ("chênh lệch lớn nhất giữa hai người chấm", "largest difference of assessors"),
    }
}


def _scores(inputs: Inputs) -> pd.DataFrame:
    rows = in_force(inputs.data["dqa_scores"])
    rows = rows[rows["year"].eq(inputs.year)]
    return rows.assign(score=rows["score"].astype("float64"))


def _mean(row: Row, values: pd.Series) -> Row:
    """Return the mean with its parts; nothing scored gives none."""
    if values.empty:
        return row
    return as_ratio(row, float(values.sum()), float(len(values)), factor=1)


def _by_indicator(blank: Row, scores: pd.DataFrame) -> Iterator[Row]:
    for code, values in scores.iterrows():
        cell = replace(blank, breakdown="indicator", category=str(code), flags=frozenset())
        known = values.dropna()
        if len(known) < len(values):
            yield replace(cell, n=float(len(known)), flags=frozenset({LOWER_BOUND}))
        else:
            yield _mean(cell, values)


def _by_dimension(blank: Row, full: pd.DataFrame) -> Iterator[Row]:
    for dimension in full.columns if len(full) else ():
        cell = replace(blank, breakdown="dimension", category=str(dimension))
        yield _mean(cell, full[dimension])


def _lowest_of_each(blank: Row, scores: pd.DataFrame) -> Iterator[Row]:
    """Yield the lowest dimension of each indicator; with one unscored there is none."""
    for code, lowest in scores.min(axis=1, skipna=False).items():
        yield replace(
            blank,
            variant=LOWEST,
            breakdown="indicator",
            category=str(code),
            value=None if pd.isna(lowest) else float(lowest),
            flags=frozenset({LOWER_BOUND} if pd.isna(lowest) else ()),
        )


def _spread(blank: Row, rows: pd.DataFrame) -> Iterator[Row]:
    """Yield the largest difference between assessors, over all and for each indicator."""
    scored = rows.groupby(["code", "dimension"])
    sizes = scored["score"].agg(["min", "max"])
    several = sizes[scored["assessor_role"].nunique().gt(1)]
    gaps = several["max"] - several["min"]
    row = replace(blank, variant=SPREAD, flags=frozenset())
    yield replace(row, value=float(gaps.max()) if len(gaps) else None, n=float(len(gaps)))
    for code, gap in gaps.groupby(level="code").max().items():
        yield replace(row, breakdown="indicator", category=str(code), value=float(gap))


def _roles(rows: pd.DataFrame, scores: pd.DataFrame, core: tuple[str, ...]) -> pd.DataFrame:
    partly = rows["code"].isin(scores.index[scores.isna().any(axis=1)])
    reason = pd.Series("", index=rows.index, dtype="str")
    reason = reason.mask(~rows["code"].isin(core), say(*OUTSIDE))
    reason = reason.mask(
        partly, say("chỉ số chưa được chấm đủ sáu tiêu chí", "indicator not scored in all six")
    )
    role = pd.Series("tinh", index=rows.index).mask(reason.ne(""), "loai")
    return pd.DataFrame({"role": role, "reason": reason})
