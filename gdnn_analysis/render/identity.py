"""The run id: eight letters that say two files came from the same data, choices and program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from gdnn_analysis.render.software import software

LENGTH: Final = 8
#: Where data lie and where a run stores its tables do not change a report.
_PLACES: Final = frozenset({"data", "sent_folder", "store_folder"})


def run_id(
    inputs: Iterable[Mapping[str, Any]],
    parameters: Mapping[str, Any],
    notebook: str,
    *,
    replaced: str = "",
) -> str:
    """Return the id of a run.

    Parameters
    ----------
    inputs
        ``path`` and ``sha256`` of every file read.
    parameters
        Checked parameters with the time stamp of the run.
    notebook
        SHA-256 of the notebook executed.
    replaced
        Seal of the issued report this one is set against; empty when there is none.
    """
    files = sorted((str(item["path"]), str(item["sha256"])) for item in inputs)
    choices = {name: value for name, value in parameters.items() if name not in _PLACES}
    return _digest([files, choices, notebook, software(), *([replaced] if replaced else [])])


def notebook_run_id(notebook: Mapping[str, Any]) -> str:
    """Return an id for a saved notebook, whose inputs are not known: of what it shows."""
    shown = [
        [cell["source"], [output.get("data", {}) for output in cell.get("outputs", ())]]
        for cell in notebook["cells"]
    ]
    return _digest([shown, software()])


def _digest(content: object) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
