"""``gdnn render``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gdnn_analysis.cli.console import (
    DONE,
    NOTEBOOK_FAILED,
    UNREADABLE,
    WRONG_USAGE,
    Stop,
    Voice,
    stop,
    working,
)
from gdnn_analysis.cli.loading import load_for, refuse_empty
from gdnn_analysis.cli.settings import data_folder, pairs, parameters, periods
from gdnn_analysis.language import say
from gdnn_analysis.period import Period
from gdnn_analysis.plan.constants import FIRST_YEAR, LAST_YEAR

READY: Final = ("html", "pdf", "docx", "xlsx")


def run_render(
    voice: Voice,
    folder: Path | None,
    *,
    years: Sequence[str],
    period: str | None,
    everything: bool,
    to: str,
    output: Path,
    jobs: int,
    notebooks: Path | None,
    choices: Sequence[str],
) -> int:
    """Render the reports asked for; one that fails does not stop the others."""
    formats = _formats(to)
    parameters(choices)
    spans = periods(years, period, everything=everything)
    if not (years or period):
        spans = [*spans, Period(FIRST_YEAR, LAST_YEAR)]
    refuse_empty(load_for(voice, folder))
    batch = Batch(data_folder(folder), tuple(spans), formats, output, jobs, notebooks)
    return _render(voice, batch, pairs(choices))


@dataclass(frozen=True)
class Batch:
    """What is to be rendered, from where and to where."""

    data: Path
    spans: tuple[Period, ...]
    formats: tuple[str, ...]
    output: Path
    jobs: int
    notebooks: Path | None


def _formats(text: str) -> tuple[str, ...]:
    wanted = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in READY]
    if unknown or not wanted:
        stop(
            "--to nhận {known}; không nhận “{given}”.",
            "--to takes {known}; not “{given}”.",
            code=WRONG_USAGE,
            known=", ".join(READY),
            given=", ".join(unknown) or text,
        )
    return tuple(dict.fromkeys(wanted))


def _render(voice: Voice, batch: Batch, choices: dict[str, str]) -> int:
    from gdnn_analysis.render import (
        OutputError,
        ParameterError,
        WordTemplateError,
        render_index,
        render_many,
    )

    text = say("Đang lập {n} báo cáo…", "Rendering {n} reports…", n=len(batch.spans))
    with working(voice, text, total=len(batch.spans)) as progress:
        outcomes = []
        try:
            for outcome in render_many(
                batch.data,
                [str(span) for span in batch.spans],
                to=batch.formats,
                output=batch.output,
                parameters=choices,
                jobs=batch.jobs,
                notebooks=batch.notebooks,
            ):
                outcomes.append(outcome)
                if progress is not None:
                    progress.advance(progress.task_ids[0])
            render_index(batch.output)
        except ParameterError as error:
            raise Stop(str(error), WRONG_USAGE) from error
        except (OutputError, WordTemplateError) as error:
            raise Stop(str(error), UNREADABLE) from error
        except OSError as error:
            stop(
                "Không ghi được vào “{path}”: {cause}. Đóng tệp đang mở hoặc chọn --output khác.",
                "Cannot write to “{path}”: {cause}. Close open files or choose another --output.",
                code=UNREADABLE,
                path=batch.output,
                cause=error.strerror or error,
            )
    unwritten = [outcome for outcome in outcomes if isinstance(outcome.error, OutputError)]
    failed = [outcome for outcome in outcomes if outcome.problem]
    for outcome in outcomes:
        if outcome.problem:
            voice.tell(f"{outcome.period}: {outcome.problem}")
        else:
            voice.tell(say("Đã lập {path}", "Rendered {path}", path=outcome.folder))
            for notice in outcome.report.notices if outcome.report else ():
                voice.tell(f"  {notice}")
    if unwritten:
        return UNREADABLE
    return NOTEBOOK_FAILED if failed else DONE
