"""``manifest.json``: which inputs, parameters and software gave which files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.render.document import Document
from gdnn_analysis.render.software import software
from gdnn_analysis.render.store import Store

MANIFEST: Final = "manifest.json"


def manifest(
    document: Document,
    store: Store,
    *,
    run_id: str,
    parameters: Mapping[str, Any],
    notebook: Path,
    outputs: Sequence[Path],
    word_template: Path | None = None,
    replaces: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the record of a rendered report (interface, "What render writes").

    Parameters
    ----------
    document, store
        The report and the tables behind it.
    run_id
        As printed in every medium.
    parameters
        All checked parameters.
    notebook
        The notebook executed.
    outputs
        Files written, all in the report's folder.
    word_template
        The office's own Word template; nothing when none was used.
    replaces
        Number, run id and seal of the issued report this one is set against; nothing when none
        was issued for the period.
    """
    metadata = document.metadata
    return {
        "title": metadata.full_title,
        "kind": metadata.kind,
        "run_id": run_id,
        "created": metadata.created,
        "report": dict(parameters),
        "notebook": _named(notebook),
        **({"word_template": _named(word_template)} if word_template else {}),
        "inputs": [dict(item) for item in store.inputs],
        **({"replaces": dict(replaces)} if replaces else {}),
        "outputs": [
            {"path": path.name, "sha256": sha256(path), "bytes": path.stat().st_size}
            for path in sorted(outputs)
        ],
        "software": software(),
        "issues": store.issue_counts,
        "replaced_characters": [asdict(replacement) for replacement in document.replaced],
    }


def _named(path: Path) -> dict[str, str]:
    return {"name": path.name, "sha256": sha256(path)}


def write_manifest(content: Mapping[str, Any], folder: Path) -> Path:
    """Write the manifest into `folder` and return its path."""
    path = folder / MANIFEST
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
