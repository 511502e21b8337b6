"""One report, from parameters to a folder of files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gdnn_analysis.language import say
from gdnn_analysis.render.document import Document, read_document
from gdnn_analysis.render.execution import REPORT_NOTEBOOK, SENT_FOLDER, STORE_FOLDER, execute
from gdnn_analysis.render.identity import run_id
from gdnn_analysis.render.issuing.earlier import place_sent
from gdnn_analysis.render.manifest import manifest, sha256, write_manifest
from gdnn_analysis.render.publish import private_folder, publish
from gdnn_analysis.render.request import FORMATS, Request, check_scopes, order
from gdnn_analysis.render.store import Store, read_store

Progress = Callable[[str], None]


@dataclass(frozen=True)
class RenderedReport:
    """What was rendered.

    Attributes
    ----------
    period
        "2023" or "2021-2025".
    folder
        Where the files are.
    run_id
        Printed in every medium.
    outputs
        Names of the files.
    issues
        Number of data issues by severity.
    notices
        What the user should know: characters that could not be printed.
    """

    period: str
    folder: Path
    run_id: str
    outputs: tuple[str, ...]
    issues: Mapping[str, int]
    notices: tuple[str, ...] = ()


def render_report(
    data_path: Path | str,
    period: str,
    *,
    to: Sequence[str] = FORMATS,
    output: Path | str = "reports",
    parameters: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    notebooks: Path | None = None,
) -> RenderedReport:
    """Render the report of one period into a folder of `output` named after it.

    Parameters
    ----------
    data_path
        The data directory.
    period
        ``"2023"`` or ``"2021-2025"``.
    to
        Formats among :data:`FORMATS`.
    output
        Folder of all reports.
    parameters
        Other report parameters as text (``--set``).
    progress
        Called with a short sentence when something new starts.
    notebooks
        Folder of the notebooks and their schemas; the shipped one by default.

    Raises
    ------
    ParameterError
        Before anything starts: unknown format, or parameters that are refused.
    WordTemplateError
        Before anything starts: the Word template beside the notebooks cannot be used.
    FileNotFoundError
        When the data directory does not exist.
    NotebookFailed, DocumentError, StoreError, OutputError, PackageError
        When the report cannot be made, or the one issued before was altered; the previous one
        stays, nothing half-written remains.
    """
    request = order(
        data_path, period, to=to, output=output, parameters=parameters, notebooks=notebooks
    )
    check_scopes(data_path, [request])
    return carry_out(request, progress)


def carry_out(
    request: Request, progress: Progress | None = None, *, sent: Path | None = None
) -> RenderedReport:
    """Execute the notebook of a checked order, write all files, put them in place.

    The report is set against the one issued last for its period, or against the one described in
    the folder `sent` (an issued report rendered again).
    """
    with private_folder(request.target) as folder:
        replaces = place_sent(request, folder / SENT_FOLDER, given=sent)
        executed = execute(
            request.notebook,
            request.parameters,
            folder,
            created=request.created,
            on_section=progress,
        )
        document = read_document(executed)
        store = read_store(folder / STORE_FOLDER)
        identity = run_id(
            store.inputs,
            request.parameters,
            sha256(request.notebook),
            replaced=str(replaces["seal"]) if replaces else "",
        )
        written = _write_files(
            request, document, store, folder=folder, identity=identity, replaces=replaces
        )
        shutil.rmtree(folder / STORE_FOLDER)
        shutil.rmtree(folder / SENT_FOLDER, ignore_errors=True)
        publish(folder, request.target)
    return RenderedReport(
        period=request.period,
        folder=request.target,
        run_id=identity,
        outputs=tuple(sorted(path.name for path in written)),
        issues=store.issue_counts,
        notices=_notices(document),
    )


def _write_files(
    request: Request,
    document: Document,
    store: Store,
    *,
    folder: Path,
    identity: str,
    replaces: Mapping[str, Any] | None,
) -> list[Path]:
    contents = _contents(request, document, store, identity)
    written = [folder / REPORT_NOTEBOOK]
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        written.append(path)
    record = manifest(
        document,
        store,
        run_id=identity,
        parameters=request.parameters,
        notebook=request.notebook,
        word_template=request.word_template if "docx" in request.formats else None,
        outputs=written,
        replaces=replaces,
    )
    return [*written, write_manifest(record, folder)]


def _contents(
    request: Request, document: Document, store: Store, identity: str
) -> dict[str, bytes]:
    from gdnn_analysis.render.html import render_html
    from gdnn_analysis.render.pdf import render_pdf
    from gdnn_analysis.render.results_csv import results_csv
    from gdnn_analysis.render.workbook import render_workbook

    formats = request.formats
    contents: dict[str, bytes] = {"results.csv": results_csv(store["results"])}
    if "html" in formats:
        contents["report.html"] = render_html(document, run_id=identity).encode()
    if "pdf" in formats:
        contents["report.pdf"] = render_pdf(document, run_id=identity)
    if "docx" in formats:
        from gdnn_analysis.render.word import render_docx

        contents["report.docx"] = render_docx(
            document, run_id=identity, template=request.word_template
        )
    if "xlsx" in formats:
        contents["annex.xlsx"] = render_workbook(document, store, run_id=identity)
    return contents


def _notices(document: Document) -> tuple[str, ...]:
    return tuple(
        say(
            "Ký tự {char} {name} không in được, đã thay bằng “□” ở {count} chỗ.",
            "Character {char} {name} cannot be printed; replaced by “□” in {count} places.",
            char=replacement.char,
            name=replacement.name,
            count=replacement.count,
        )
        for replacement in document.replaced
    )
