"""Running a report's notebook: parameters in, executed notebook out, or a named failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import NotebookFailed, RenderError
from gdnn_analysis.render.failure import cause_of, heading_above
from gdnn_analysis.render.limits import Limits, kernel_environment
from gdnn_analysis.render.metadata import SENT_PARAMETER, STORE_PARAMETER
from gdnn_analysis.render.outline import DEPTHS, outline

if TYPE_CHECKING:
    from nbformat import NotebookNode

REPORT_NOTEBOOK = "report.ipynb"
STORE_FOLDER = "store"
SENT_FOLDER = "sent"


@dataclass
class _Tracker:
    """Knows which cell is running, to name the heading when it fails."""

    on_section: Callable[[str], None] | None
    cells: Sequence[Any] = ()
    place: int = 0
    _told: str = field(default="", init=False)

    @property
    def section(self) -> str:
        return heading_above(self.cells, self.place)

    def start(self, cells: Sequence[Any], place: int) -> None:
        self.cells, self.place = cells, place
        if self.on_section and self.section not in ("", self._told):
            self._told = self.section
            self.on_section(self._told)


def execute(
    notebook: Path,
    parameters: Mapping[str, str | bool],
    folder: Path,
    *,
    created: datetime,
    limits: Limits | None = None,
    on_section: Callable[[str], None] | None = None,
) -> NotebookNode:
    """Execute `notebook` and write it, with its outputs, to ``report.ipynb`` in `folder`.

    Parameters
    ----------
    notebook
        Path of the notebook; its ``parameters`` cell names every parameter.
    parameters
        Checked values (:func:`~gdnn_analysis.render.parameters.check_parameters`).
    folder
        Private folder of the run; the notebook stores its tables in ``store`` below it, and finds
        in ``sent`` what was issued before, when that folder is there.
    created
        Time stamp of the run.
    limits
        Time limits.
    on_section
        Called with each heading whose cells start.

    Returns
    -------
    nbformat.NotebookNode
        The executed notebook.

    Raises
    ------
    NotebookFailed
        When a cell fails, takes too long, or the kernel dies; nothing is written then.
    """
    skip_unused_validators()
    import nbformat
    import papermill
    from papermill.iorw import load_notebook_node

    source = load_notebook_node(nbformat.read(notebook, as_version=4))  # type: ignore[no-untyped-call]
    source.cells = outline(
        source.cells,
        str(parameters.get("depth", DEPTHS[-1])),
        scope=str(parameters.get("scope", "")),
    )
    prepared = _inject(source, {**parameters, **_places(source, folder)})
    tracker = _Tracker(on_section)
    try:
        executed: NotebookNode = papermill.execute_notebook(
            prepared,
            None,
            engine_name="gdnn",
            progress_bar=False,
            limits=limits,
            environment=kernel_environment(created),
            on_cell=tracker.start,
        )
    except Exception as error:
        raise NotebookFailed(tracker.section, cause_of(error)) from error
    _forget_run(executed, notebook.name)
    nbformat.write(executed, folder / REPORT_NOTEBOOK)  # type: ignore[no-untyped-call]
    return executed


def skip_unused_validators() -> None:
    """Keep ``jsonschema`` from building parsers no notebook schema uses; saves about a second.

    ``jsonschema`` imports ``rfc3987_syntax`` for optional formats and takes an import error for
    "not installed". Marking the module as absent does the same. It only concerns this process,
    and only if nothing has imported the module before.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def _places(notebook: NotebookNode, folder: Path) -> dict[str, str]:
    """Return the hidden parameters: folders of this run."""
    places = {STORE_PARAMETER: str(folder / STORE_FOLDER)}
    sent = folder / SENT_FOLDER
    if sent.is_dir() and SENT_PARAMETER in _declared(notebook):
        places[SENT_PARAMETER] = str(sent)
    return places


def _declared(notebook: NotebookNode) -> set[str]:
    return {
        name
        for cell in notebook.cells
        if "parameters" in cell.metadata.get("tags", ())
        for name in _assigned(cell.source)
    }


def _inject(notebook: NotebookNode, parameters: Mapping[str, str | bool]) -> NotebookNode:
    from papermill.parameterize import parameterize_notebook

    declared = _declared(notebook)
    missing = [name for name in parameters if name not in declared]
    if missing:
        raise RenderError(
            say(
                "Ô “parameters” của sổ không khai báo: {names}. Hãy thêm vào sổ.",
                "The notebook's “parameters” cell does not declare: {names}. Add them.",
                names=", ".join(missing),
            )
        )
    injected: NotebookNode = parameterize_notebook(notebook, dict(parameters), engine_name="gdnn")
    return injected


def _assigned(source: str) -> list[str]:
    return [line.split("=")[0].split(":")[0].strip() for line in source.splitlines() if "=" in line]


def _forget_run(notebook: NotebookNode, name: str) -> None:
    """Leave out of the notebook what only concerned this run's private folder."""
    papermill = notebook.metadata.get("papermill", {})
    papermill["input_path"] = name
    for name in (STORE_PARAMETER, SENT_PARAMETER):
        papermill.get("parameters", {}).pop(name, None)
    papermill.pop("environment_variables", None)
    for cell in notebook.cells:
        if "injected-parameters" in cell.metadata.get("tags", ()):
            hidden = (f"{STORE_PARAMETER} =", f"{SENT_PARAMETER} =")
            lines = cell.source.splitlines()
            cell.source = "\n".join(x for x in lines if not x.startswith(hidden))
