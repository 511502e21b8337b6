"""``gdnn render``."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from gdnn_analysis.cli.loading import refuse_empty
from gdnn_analysis.cli.settings import data_folder, pairs, parameters, periods
from gdnn_analysis.ingest import DataPathError
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.ingest.prepared import prepare, preparing
from gdnn_analysis.language import say
from gdnn_analysis.period import Period, resolve_created
from gdnn_analysis.plan.constants import FIRST_YEAR, LAST_YEAR
from gdnn_analysis.render.warm import nursery

if TYPE_CHECKING:
    from gdnn_analysis.evaluation.scope import Kind
    from gdnn_analysis.render.batch import Crew

SEVERAL: Final = 2
"""At least so many parts of the province have a report; how many, the data will say."""
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
    each: Kind | None = None,
    choices: Sequence[str],
) -> int:
    """Render the reports asked for; one that fails does not stop the others."""
    formats = _formats(to)
    parameters(choices)
    spans = periods(years, period, everything=everything)
    if not (years or period):
        spans = [*spans, Period(FIRST_YEAR, LAST_YEAR)]
    root = data_folder(folder)
    reports = len(spans) * (1 if each is None else SEVERAL)
    with preparing(), _crew(root, jobs, reports) as crew:
        data = _prepared(voice, root, pairs(choices))
        refuse_empty(data)
        scopes = _scopes(data, each, pairs(choices))
        batch = Batch(root, tuple(spans), formats, output, jobs, notebooks, scopes, data)
        with nursery(reports=reports):
            return _render(voice, batch, pairs(choices), crew)


def _scopes(data: Dataset, each: Kind | None, choices: Mapping[str, str]) -> tuple[str, ...]:
    if each is None:
        return ("",)
    if choices.get("scope"):
        stop(
            "Chỉ dùng một trong hai: --each, --set scope={scope}.",
            "Use only one of --each and --set scope={scope}.",
            code=WRONG_USAGE,
            scope=choices["scope"],
        )
    from gdnn_analysis.evaluation.scope import every_scope

    return every_scope(data, each)


@dataclass(frozen=True)
class Batch:
    """What is to be rendered, from where and to where."""

    data: Path
    spans: tuple[Period, ...]
    formats: tuple[str, ...]
    output: Path
    jobs: int
    notebooks: Path | None
    scopes: tuple[str, ...] = ("",)
    read: Dataset | None = None


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


def _crew(root: Path, jobs: int, reports: int) -> AbstractContextManager[Crew | None]:
    """Start the processes of a batch, which load what they need while the data are read."""
    from gdnn_analysis.render.batch import Crew

    if min(jobs, reports) < 2 or not root.is_dir():
        return nullcontext()
    crew = Crew(min(jobs, reports))
    crew.get_ready()
    return crew


def _prepared(voice: Voice, root: Path, choices: Mapping[str, str]) -> Dataset:
    """Read the data once, as all kernels will find them."""
    created = resolve_created(choices.get("created") or None, os.environ)
    with working(voice, say("Đang đọc {path}…", "Reading {path}…", path=root)):
        try:
            return prepare(root, today=created.date())
        except DataPathError as error:
            raise Stop(str(error), UNREADABLE) from error


def _render(voice: Voice, batch: Batch, choices: dict[str, str], crew: Crew | None) -> int:
    from gdnn_analysis.render import (
        OutputError,
        ParameterError,
        WordTemplateError,
        render_index,
        render_many,
    )

    count = len(batch.spans) * len(batch.scopes)
    text = say("Đang lập {n} báo cáo…", "Rendering {n} reports…", n=count)
    with working(voice, text, total=count) as progress:
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
                scopes=batch.scopes,
                data=batch.read,
                crew=crew,
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
            voice.tell(f"{outcome.name}: {outcome.problem}")
        else:
            voice.tell(say("Đã lập {path}", "Rendered {path}", path=outcome.folder))
            for notice in outcome.report.notices if outcome.report else ():
                voice.tell(f"  {notice}")
    if unwritten:
        return UNREADABLE
    return NOTEBOOK_FAILED if failed else DONE
