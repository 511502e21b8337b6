"""Several reports at once; one that fails does not stop the others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import Language, current_language, say, use_language
from gdnn_analysis.period import parse_period
from gdnn_analysis.render.errors import RenderError
from gdnn_analysis.render.process import relax_collector
from gdnn_analysis.render.request import FORMATS, Request, check_scopes, order
from gdnn_analysis.render.run import Progress, RenderedReport, carry_out
from gdnn_analysis.render.warm import CAN_FORK, LOADED, context, end_with_parent, warm_up


class Crew(ProcessPoolExecutor):
    """Processes that make reports; Typst never runs in a process that forks."""

    def __init__(self, size: int) -> None:
        super().__init__(size, context(), initializer=end_with_parent)
        self._size = size

    def get_ready(self) -> None:
        """Start loading what they need; returns at once."""
        if CAN_FORK:
            warm_up()
            return
        for _ in range(self._size):
            self.submit(_get_ready)


@dataclass(frozen=True)
class Outcome:
    """How one report of a batch went.

    Attributes
    ----------
    name
        What was reported: the period, after the district or unit if it is about one.
    folder
        Where the report is, or would have been.
    report
        What was rendered; nothing when it failed.
    error
        Why it failed; nothing when it did not.
    """

    name: str
    folder: Path
    report: RenderedReport | None = None
    error: RenderError | None = None

    @property
    def problem(self) -> str:
        """Why it failed, as a sentence; empty when it did not."""
        return "" if self.error is None else str(self.error)


def render_many(
    data_path: Path | str,
    periods: Sequence[str],
    *,
    to: Sequence[str] = FORMATS,
    output: Path | str = "reports",
    parameters: Mapping[str, str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    notebooks: Path | None = None,
    scopes: Sequence[str] = ("",),
    data: Dataset | None = None,
    crew: Crew | None = None,
) -> Iterator[Outcome]:
    """Render a report for each scope and period; outcomes come as reports are done.

    Parameters
    ----------
    data_path, to, output, parameters, progress, notebooks
        As for :func:`~gdnn_analysis.render.run.render_report`; `progress` is called here only
        while reports are made one after the other.
    periods
        What to report; each once.
    jobs
        Reports made at the same time, each in a process of its own.
    scopes
        Districts or units, each with a folder of its own below `output`; by default what the
        parameters say, else the whole province.
    data
        What `data_path` holds, if it was read already: scopes are checked against it.
    crew
        The processes, when they were started before.

    Raises
    ------
    ParameterError, WordTemplateError, FileNotFoundError
        At once, for any of the reports, before one is started.
    """
    requests = [
        order(
            data_path,
            period,
            to=to,
            output=output,
            parameters={**(parameters or {}), **({"scope": scope} if scope else {})},
            notebooks=notebooks,
        )
        for scope in dict.fromkeys(scopes)
        for period in dict.fromkeys(periods)
    ]
    check_scopes(data_path, requests, data)
    if min(jobs, len(requests)) > 1:
        return _side_by_side(requests, crew or Crew(min(jobs, len(requests))))
    return (_attempt(request, progress) for request in requests)


def _attempt(request: Request, progress: Progress | None = None) -> Outcome:
    try:
        report = carry_out(request, progress)
    except RenderError as error:
        return Outcome(request.name, request.target, error=error)
    except Exception as error:
        unforeseen = RenderError(
            say(
                "Lỗi ngoài dự kiến khi lập báo cáo ({name}: {error}). Hãy báo cho người phát "
                "triển kèm lệnh đã chạy.",
                "Unforeseen error while making the report ({name}: {error}). Report it to the "
                "developers with the command you ran.",
                name=type(error).__name__,
                error=error,
            )
        )
        unforeseen.__cause__ = error
        return Outcome(request.name, request.target, error=unforeseen)
    return Outcome(request.name, request.target, report=report)


def _in_worker(request: Request, language: Language, environment: Mapping[str, str]) -> Outcome:
    # The process workers are forked from outlives a batch: it may know an older environment.
    os.environ.clear()
    os.environ.update(environment)
    use_language(language)
    relax_collector()
    return _attempt(request)


def _side_by_side(requests: Sequence[Request], crew: Crew) -> Iterator[Outcome]:
    """Render the longest first: begun last, it would keep one process busy while others rest."""
    broken: list[Request] = []
    with crew as pool:
        tasks = {_submit(pool, request): request for request in sorted(requests, key=_weight)}
        for task in as_completed(tasks):
            try:
                yield task.result()
            except BrokenProcessPool:
                broken.append(tasks[task])
    for request in sorted(broken, key=lambda item: item.name):
        yield _alone(request)


def _weight(request: Request) -> tuple[int, int]:
    """Return what puts long reports first: many years, then the latest, which hold the most.

    The plan's first year, without a year before to compare with, is the shortest.
    """
    span = parse_period(request.period)
    return -len(span.years), -span.first


def _alone(request: Request) -> Outcome:
    """Try again a report whose worker died, by itself: it may have died with another's."""
    with Crew(1) as pool:
        try:
            return _submit(pool, request).result()
        except BrokenProcessPool:
            reason = say(
                "Tiến trình lập báo cáo bị dừng đột ngột, thường do thiếu bộ nhớ. Hãy dùng "
                "--jobs 1.",
                "The process making the report died, usually for lack of memory. Use --jobs 1.",
            )
            return Outcome(request.name, request.target, error=RenderError(reason))


def _get_ready() -> None:
    """Load what making reports takes."""
    import_module(LOADED)


def _submit(pool: ProcessPoolExecutor, request: Request) -> Future[Outcome]:
    return pool.submit(_in_worker, request, current_language(), dict(os.environ))
