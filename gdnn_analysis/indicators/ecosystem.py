"""How far the communication space and ecosystem have come (O15), by checklist.

K criteria make the space, H criteria the ecosystem. With several assessors a criterion's score is
their mean; a criterion nobody answered is left out and counted, never scored 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cells import year_flags
from gdnn_analysis.indicators.coverage import LOWER_BOUND, verdict_of
from gdnn_analysis.indicators.frame import Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.plan.constants import ECOSYSTEM_FROM

CODE: Final = "O15"
TABLE: Final = "ecosystem_scores"
SPACE: Final = "khong_gian"
SYSTEM: Final = "he_sinh_thai"
PHASES: Final = {"K": SPACE, "H": SYSTEM}


def criterion_scores(data: Dataset, year: int) -> pd.DataFrame:
    """Return the score of each criterion somebody scored in a year.

    Returns
    -------
    DataFrame
        Indexed by ``criterion_id``: ``score`` (mean of the assessors), ``spread`` (largest less
        smallest score), ``assessors`` and ``proven`` (every score above 0 names evidence, RL-30).
    """
    rows = data[TABLE]
    rows = rows[rows["year"].eq(year) & rows["score"].notna()]
    proven = rows["evidence_id"].notna() | rows["score"].eq(0)
    scores = rows.assign(proven=proven).groupby("criterion_id")
    score = scores["score"]
    return pd.DataFrame(
        {
            "score": score.mean(),
            "spread": score.max() - score.min(),
            "assessors": score.count(),
            "proven": scores["proven"].all(),
        }
    )


def compute_o15(inputs: Inputs) -> Output:
    """Return the mean score of the criteria of the year's phase, 0 to 1 (rules R01, R13).

    Until 2023 the space alone is judged; from 2024 the mean of space and ecosystem.

    Parameters
    ----------
    inputs
        Needs ``ecosystem_criteria`` and ``ecosystem_scores``.

    Returns
    -------
    Output
        Headline with ``n`` criteria scored; empty where a part it needs has no score at all.
        ``K``, ``H``: the means of the two parts. ``chua_cham``: criteria of the phase nobody
        scored (then F-THIEU). ``chenh_lech``: the largest difference between assessors of one
        criterion. Breakdown ``criterion``: the grid, with ``n`` assessors.
    """
    grid = _grid(inputs)
    judged = grid[grid["part"].isin(_parts(inputs.year))]
    value = _level(judged, _parts(inputs.year))
    proven = judged.assign(score=judged["score"].where(judged["proven"], 0.0))
    head = Row(
        CODE,
        value=value,
        unit="điểm (0–1)",
        n=float(judged["score"].count()),
        verdict=verdict_of(
            inputs,
            CODE,
            value,
            share=1.0 if len(judged) and judged["score"].notna().all() else None,
            checked=None if value is None else _level(proven, _parts(inputs.year)),
        ),
        flags=year_flags(inputs) | _flags(judged),
    )
    rows = [head, *_variants(head, grid, judged), *_cells(head, grid, judged)]
    return Output(rows, lambda: _traces(inputs, grid))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O15": compute_o15}
LABELS: Labels = {
    "O15": {
        "K": ("không gian truyền thông (K1–K7)", "communication space (K1–K7)"),
        "H": ("hệ sinh thái truyền thông (H1–H7)", "communication ecosystem (H1–H7)"),
        "chua_cham": ("số tiêu chí chưa chấm", "criteria not scored"),
        "chenh_lech": (
            "chênh lệch lớn nhất giữa hai người chấm",
            "largest difference between assessors",
        ),
    }
}


def _parts(year: int) -> tuple[str, ...]:
    """Return the parts the plan expects in a year (I.2)."""
    return ("K", "H") if year >= ECOSYSTEM_FROM else ("K",)


def _grid(inputs: Inputs) -> pd.DataFrame:
    """Return all criteria with the scores of the year, blank where nobody answered."""
    criteria = inputs.data["ecosystem_criteria"].set_index("criterion_id").sort_index()
    part = criteria["phase"].map({phase: part for part, phase in PHASES.items()})
    scores = criterion_scores(inputs.data, inputs.year).reindex(criteria.index)
    proven = scores["proven"].eq(True).fillna(value=False).astype(bool)
    return scores.assign(part=part, proven=proven)


def _mean(rows: pd.DataFrame) -> float | None:
    known = rows["score"].dropna()
    return float(known.mean()) if len(known) else None


def _level(rows: pd.DataFrame, parts: tuple[str, ...]) -> float | None:
    """Return the mean of the parts; a part without any score leaves it open."""
    means = [_mean(rows[rows["part"].eq(part)]) for part in parts]
    known = [mean for mean in means if mean is not None]
    return sum(known) / len(parts) if len(known) == len(parts) else None


def _flags(rows: pd.DataFrame) -> frozenset[str]:
    scored = rows["score"].notna()
    missing = frozenset() if len(rows) and scored.all() else frozenset({LOWER_BOUND})
    declared = (scored & ~rows["proven"]).any()
    return missing | (frozenset({"F-TUKHAI"}) if declared else frozenset())


def _variants(head: Row, grid: pd.DataFrame, judged: pd.DataFrame) -> Iterator[Row]:
    year = head.flags & {"F-2021"}
    blank = replace(head, verdict="")
    for part in PHASES:
        rows = grid[grid["part"].eq(part)]
        yield replace(
            blank,
            variant=part,
            value=_mean(rows),
            n=float(rows["score"].count()),
            flags=year | _flags(rows),
        )
    open_ones = float(judged["score"].isna().sum()) if len(judged) else None
    yield replace(blank, variant="chua_cham", value=open_ones, unit="tiêu chí", n=None, flags=year)
    several = judged[judged["assessors"].gt(1)]
    yield replace(
        blank,
        variant="chenh_lech",
        value=float(several["spread"].max()) if len(several) else None,
        n=float(len(several)),
        flags=year,
    )


def _cells(head: Row, grid: pd.DataFrame, judged: pd.DataFrame) -> Iterator[Row]:
    """Yield the grid: criteria of the year's phase, and others that somebody scored."""
    shown = grid[grid.index.isin(judged.index) | grid["score"].notna()]
    year = head.flags & {"F-2021"}
    for criterion, score, assessors in zip(
        shown.index, shown["score"], shown["assessors"].fillna(0), strict=True
    ):
        known = pd.notna(score)
        yield replace(
            head,
            breakdown="criterion",
            category=str(criterion),
            value=float(score) if known else None,
            n=float(assessors),
            verdict="",
            flags=year if known else year | {LOWER_BOUND},
        )


def _traces(inputs: Inputs, grid: pd.DataFrame) -> pd.DataFrame:
    rows: Any = inputs.data[TABLE]
    rows = rows[rows["year"].eq(inputs.year)]
    part = rows["criterion_id"].map(grid["part"]).astype("str")
    later = say(
        "tiêu chí hệ sinh thái, giai đoạn này chưa xét", "ecosystem criterion, not judged yet"
    )
    reason = pd.Series("", index=rows.index, dtype="str")
    reason = reason.mask(~part.isin(_parts(inputs.year)), later)
    reason = reason.mask(part.isna(), say("tiêu chí không có trong danh mục", "unknown criterion"))
    reason = reason.mask(rows["score"].isna(), say("chưa chấm", "not scored"))
    role = pd.Series("tinh", index=rows.index).mask(reason.ne(""), "loai")
    return trace_each(CODE, TABLE, pd.DataFrame({"role": role, "reason": reason}))
