"""``gdnn indicators``."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from gdnn_analysis.cli.console import (
    DONE,
    WRONG_USAGE,
    Stop,
    Voice,
    stop,
    working,
    write_result,
)
from gdnn_analysis.cli.loading import load_for, refuse_empty
from gdnn_analysis.cli.outputs import FORMATS, to_csv, to_json, to_parquet, to_records, to_xlsx
from gdnn_analysis.cli.settings import parameters, periods
from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.evaluation.scope import ScopeError
from gdnn_analysis.indicators.inputs import Settings
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import Period
from gdnn_analysis.plan.constants import FIRST_YEAR, LAST_YEAR
from gdnn_analysis.vietnamese.text import match_key

CHOICES = ("window", "reading", "digital", "public", "scope")
"""Report parameters that change figures."""


def run_indicators(
    voice: Voice,
    folder: Path | None,
    *,
    years: Sequence[str],
    period: str | None,
    everything: bool,
    window: str | None,
    codes: str | None,
    format_: str,
    output: Path | None,
    choices: Sequence[str],
) -> int:
    """Print the tidy result table of the years asked for."""
    if format_ not in FORMATS:
        stop(
            "--format của indicators nhận {known}, không nhận “{given}”.",
            "--format of indicators takes {known}, not “{given}”.",
            code=WRONG_USAGE,
            known=", ".join(FORMATS),
            given=format_,
        )
    if format_ in ("parquet", "xlsx") and output is None:
        stop(
            "Định dạng {given} cần --output TỆP.",
            "Format {given} needs --output FILE.",
            code=WRONG_USAGE,
            given=format_,
        )
    chosen = parameters(choices, window=window)
    spans = periods(years, period, everything=everything)
    if not years and period is None:
        spans.append(Period(FIRST_YEAR, LAST_YEAR))
    data = load_for(voice, folder)
    refuse_empty(data)
    wanted = known_codes(codes, data) if codes else None
    evaluations = evaluate_all(voice, data, spans, chosen, codes=wanted)
    results = pd.concat([item.results for item in evaluations], ignore_index=True)
    if wanted:
        results = results[results["code"].isin(wanted)].reset_index(drop=True)
    write_result(_encode(results, format_), output)
    return DONE


def evaluate_all(
    voice: Voice,
    data: Dataset,
    spans: Sequence[Period],
    chosen: Mapping[str, Any],
    *,
    codes: Collection[str] | None = None,
) -> list[Evaluation]:
    """Evaluate every period with the parameters that change figures.

    The years of a longer period asked for are evaluated with it, once; `codes` alone, if given.
    """
    settings = Settings(**{name: chosen[name] for name in CHOICES})
    created = str(chosen["created"] or "") or None
    with working(voice, say("Đang tính chỉ số…", "Computing indicators…")):
        longest = max(spans, key=lambda span: len(list(span.years)))
        try:
            whole = evaluate(data, longest, created=created, settings=settings, codes=codes)
        except ScopeError as error:
            raise Stop(str(error), WRONG_USAGE) from error
        found = {longest: whole, **{part.period: part for part in whole.years.values()}}
        return [
            found.get(span) or evaluate(data, span, created=created, settings=settings, codes=codes)
            for span in spans
        ]


def known_codes(text: str, data: Dataset) -> set[str]:
    """Return the codes asked for; unknown ones are refused together."""
    wanted = [code.strip().upper() for code in text.split(",") if code.strip()]
    known = set(data["indicators"]["code"])
    unknown = [code for code in wanted if code not in known]
    if unknown:
        stop(
            "Không có chỉ số {unknown}. Các mã đang có: {known}.",
            "No indicator {unknown}. Known codes: {known}.",
            code=WRONG_USAGE,
            unknown=", ".join(unknown),
            known=", ".join(sorted(known, key=match_key)),
        )
    return set(wanted)


def _encode(results: pd.DataFrame, format_: str) -> str | bytes:
    if format_ == "json":
        return to_json({"results": to_records(results)})
    if format_ == "parquet":
        return to_parquet(results)
    if format_ == "xlsx":
        return to_xlsx(results, sheet="Ket_qua")
    return to_csv(results)
