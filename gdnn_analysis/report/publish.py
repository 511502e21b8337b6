"""What notebooks publish: blocks, the report's metadata, and the tables the annex needs."""

from __future__ import annotations

import json
from pathlib import Path

from IPython.display import display

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.sent import Sent, compare_sent
from gdnn_analysis.language import Language, use_language, write_reports_in
from gdnn_analysis.report.archive import read_about, read_standing
from gdnn_analysis.report.blocks import Block, Blocks
from gdnn_analysis.report.metadata import metadata

__all__ = ["metadata", "sent", "show", "store", "write_in"]


def write_in(language: Language) -> None:
    """Write everything this notebook publishes from now on in one language.

    Parameters
    ----------
    language
        ``"vi"`` or ``"en"``. Messages that reports print (data issues, reasons) follow it.
    """
    write_reports_in(language)
    use_language(language)


def show(*parts: Block | Blocks | object | None) -> None:
    """Publish blocks, one output each; ``None`` (nothing to say) is skipped."""
    for part in parts:
        if part is not None:
            display(part)  # type: ignore[no-untyped-call]


def sent(ev: Evaluation, folder: str) -> Sent | None:
    """Return the report of this period that was issued last, set against `ev`.

    Parameters
    ----------
    ev
        The evaluation the report shows.
    folder
        Set by ``gdnn render`` when a report of the period was issued; else empty.
    """
    if not folder:
        return None
    about, differences = read_about(Path(folder))
    return compare_sent(ev, about, read_standing(Path(folder)), differences)


def store(ev: Evaluation, folder: str) -> None:
    """Write the tables behind the report for the annex workbook; nothing when `folder` is empty.

    Parameters
    ----------
    ev
        The evaluation the report shows.
    folder
        Set by ``gdnn render``; empty when the notebook is used interactively.
    """
    if not folder:
        return
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, frame in ev.annex_tables().items():
        frame.to_parquet(place / f"{name}.parquet", index=False)
    (place / "inputs.json").write_text(
        json.dumps(ev.data.inputs.to_dict("records"), ensure_ascii=False), encoding="utf-8"
    )
