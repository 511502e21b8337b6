"""An order for one report: everything that can be checked is checked before a kernel starts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.period import parse_period, resolve_created
from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render.errors import ParameterError
from gdnn_analysis.render.parameters import check_parameters, read_schema

FORMATS: Final = ("html", "pdf", "docx", "xlsx")
WORD_TEMPLATE: Final = "report.docx"
"""The office's own Word template, when it lies beside the notebook that makes the report."""


@dataclass(frozen=True)
class Request:
    """A checked order for one report; nothing has been started yet.

    Attributes
    ----------
    notebook
        The notebook that makes this kind of report.
    parameters
        Checked values, with the time stamp of the run.
    formats
        Formats to write.
    target
        Folder of the report.
    created
        Time stamp of the run.
    """

    notebook: Path
    parameters: Mapping[str, str | bool]
    formats: tuple[str, ...]
    target: Path
    created: datetime

    @property
    def period(self) -> str:
        """What is reported."""
        return str(self.parameters["period"])

    @property
    def name(self) -> str:
        """What is reported in short: "2023", "CDN-02/2023"."""
        return f"{self.scope}/{self.period}" if self.scope else self.period

    @property
    def scope(self) -> str:
        """The district or unit reported on; empty for the whole province."""
        return str(self.parameters.get("scope", ""))

    @property
    def word_template(self) -> Path | None:
        """The office's Word template; nothing when the shipped one is used."""
        path = self.notebook.with_name(WORD_TEMPLATE)
        return path if path.is_file() else None


def order(
    data_path: Path | str,
    period: str,
    *,
    to: Sequence[str],
    output: Path | str,
    parameters: Mapping[str, str] | None,
    notebooks: Path | None = None,
) -> Request:
    """Check everything that can be checked before a kernel starts (see `render_report`)."""
    if not Path(data_path).is_dir():
        raise FileNotFoundError(
            say(
                "Không có thư mục số liệu “{path}”. Hãy kiểm tra đường dẫn.",
                "There is no data folder “{path}”. Check the path.",
                path=data_path,
            )
        )
    formats = check_formats(to)
    notebook = _notebook(period, notebooks)
    given = _merged(parameters or {}, {"data": str(data_path), "period": period})
    schema = read_schema(notebook.with_suffix(".yaml"))
    values = check_parameters(schema, given, complete=True)
    created = resolve_created(str(values["created"]) or None, os.environ)
    values["created"] = created.isoformat()
    place = Path(output) / str(values.get("scope", "")) / str(values["period"])
    request = Request(notebook, values, formats, place, created)
    if "docx" in formats and request.word_template:
        _check_word_template(request.word_template)
    return request


def check_scopes(
    data_path: Path | str, requests: Sequence[Request], data: Dataset | None = None
) -> None:
    """Refuse ids that name no part of the province; `data` are read if they are not given.

    Raises
    ------
    ParameterError
        Naming every id the registry does not know.
    """
    wanted = dict.fromkeys(request.scope for request in requests if request.scope)
    if not wanted:
        return
    from gdnn_analysis.evaluation.scope import ScopeError, scope_of
    from gdnn_analysis.ingest import load

    known, wrong = data or load(data_path), []
    for scope in wanted:
        try:
            scope_of(known, scope)
        except ScopeError as error:
            wrong.append(str(error))
    if wrong:
        raise ParameterError(wrong)


def _check_word_template(path: Path) -> None:
    from gdnn_analysis.render.word import check_template

    check_template(path)


def check_formats(to: Sequence[str]) -> tuple[str, ...]:
    """Return the formats asked for, each once, in the order of :data:`FORMATS`.

    Raises
    ------
    ParameterError
        For a format that does not exist.
    """
    unknown = [name for name in to if name not in FORMATS]
    if unknown or not to:
        raise ParameterError(
            [
                say(
                    "Không có định dạng “{given}”. Chỉ nhận: {known}.",
                    "There is no format “{given}”. Use: {known}.",
                    given=", ".join(unknown),
                    known=", ".join(FORMATS),
                )
            ]
        )
    return tuple(name for name in FORMATS if name in to)


def _notebook(period: str, folder: Path | None) -> Path:
    try:
        is_year = parse_period(period).is_year
    except ValueError as error:
        raise ParameterError([str(error)]) from error
    name = "annual_report" if is_year else "period_evaluation"
    path = (folder or notebooks_folder()) / f"{name}.ipynb"
    if not path.is_file():
        raise ParameterError(
            [
                say(
                    "Chưa có báo cáo cho kỳ {period} trong phiên bản này.",
                    "There is no report for {period} in this version.",
                    period=period,
                )
            ]
        )
    return path


def _merged(given: Mapping[str, str], fixed: Mapping[str, str]) -> dict[str, str]:
    """Add what the command line names itself; naming it twice differently is refused."""
    twice = [name for name, value in fixed.items() if given.get(name, value) != value]
    if twice:
        raise ParameterError(
            [
                say(
                    "Tham số “{name}” = “{value}” trái với giá trị trên dòng lệnh. Hãy bỏ --set "
                    "{name}.",
                    "Parameter “{name}” = “{value}” contradicts the command line. Leave out --set "
                    "{name}.",
                    name=name,
                    value=given[name],
                )
                for name in twice
            ]
        )
    return {**given, **fixed}
