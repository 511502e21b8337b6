"""The papermill engine ``gdnn``: time limits, a fixed environment, nothing random in the result.

papermill loads this module through its entry point, so ``import papermill`` first; importing this
module on its own would find papermill half loaded.

Notes
-----
This is the seam for a faster engine. In a batch kernels are forked from a warm process where that
is possible (:mod:`gdnn_analysis.render.warm`); one that hands out pre-imported kernels used once
(Windows) overrides :meth:`ReportEngine.execute_managed_notebook` alone. It must keep the order
``cell_start``, ``cell_exception``, ``cell_complete``, use every worker once (state leaks otherwise:
environment, matplotlib's backend, ``sys.path``), and never run Typst in the parent
(:mod:`gdnn_analysis.render.pdf`).
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from gdnn_analysis.render.limits import Clock, Limits

ENGINE: Final = "gdnn"
INJECTED: Final = "injected-parameters"
OnCell = Callable[[Sequence[Any], int], None]


class ReportEngine(NBClientEngine):  # type: ignore[misc]
    """Runs a report's notebook in a fresh kernel of this Python."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: NotebookExecutionManager,
        kernel_name: str,
        *,
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
        on_cell: OnCell | None = None,
        **kwargs: object,
    ) -> None:
        """Execute the notebook of `nb_man`.

        Parameters
        ----------
        nb_man
            papermill's record of the run; its notebook gets the outputs.
        kernel_name
            Not used: the kernel is always this Python's.
        limits
            Time limits; the defaults when not given.
        environment
            Environment of the kernel; inherited when not given.
        on_cell
            Called with the notebook's cells and the place of the one that starts.
        **kwargs
            Other options of papermill, which mean nothing here.
        """
        from gdnn_analysis.render.kernel import ReportKernelManager

        chosen = limits or Limits()
        _name_injected_cell(nb_man.nb)
        client = PapermillNotebookClient(
            nb_man,
            kernel_name=kernel_name,
            kernel_manager_class=ReportKernelManager,
            timeout_func=Clock(chosen).allowance,
            startup_timeout=chosen.start,
            log=logger,
            on_cell_start=_hook(nb_man, on_cell),
        )
        # What a dying kernel says of itself is not for the user; a cell's own output is kept.
        options: dict[str, Any] = {"stderr": subprocess.DEVNULL}
        if environment is not None:
            options["env"] = dict(environment)
        client.execute(**options)


def _hook(nb_man: NotebookExecutionManager, on_cell: OnCell | None) -> Callable[..., None] | None:
    if on_cell is None:
        return None
    return lambda cell, cell_index: on_cell(nb_man.nb.cells, cell_index)


def _name_injected_cell(notebook: NotebookNode) -> None:
    """Give the parameters cell papermill added a fixed id; its own is random."""
    for cell in notebook.cells:
        if INJECTED in cell.metadata.get("tags", ()):
            cell["id"] = INJECTED
