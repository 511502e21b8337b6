"""What a report must say of the one issued before it: made for the notebook, kept for the archive."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.evaluation.sent import Difference
from gdnn_analysis.render.issuing.package import (
    issued_folder,
    latest_package,
    reliable_record,
)
from gdnn_analysis.render.manifest import MANIFEST, sha256
from gdnn_analysis.render.metadata import SENT_PARAMETER
from gdnn_analysis.render.request import Request
from gdnn_analysis.render.software import software
from gdnn_analysis.report.archive import ABOUT, RESULTS, TRACE

FORMAL: Final = frozenset(
    {
        "as_annex",
        "created",
        "data",
        "date",
        "depth",
        "issuer",
        "language",
        "number",
        "place",
        "recipients",
        "signer_name",
        "signer_title",
        "superior",
    }
)
"""Parameters that move no figure."""
COMPUTING: Final = (
    "gdnn-analysis",
    "python",
    "numpy",
    "pandas",
    "python-calamine",
    "rapidfuzz",
)
"""Software that may move a figure."""


def place_sent(
    request: Request, folder: Path, *, given: Path | None = None
) -> dict[str, Any] | None:
    """Put into `folder` what was issued before for the period of a report to be rendered.

    Parameters
    ----------
    request
        The report to be rendered.
    folder
        New folder, made only when something was issued and the notebook wants to know.
    given
        A folder written earlier by :func:`write_sent`, to be used as it is.

    Returns
    -------
    dict or None
        Number, run id and seal of the report issued before.

    Raises
    ------
    PackageError
        When that report was altered.
    """
    if SENT_PARAMETER not in request.notebook.read_text(encoding="utf-8"):
        return None
    if given is not None:
        shutil.copytree(given, folder, copy_function=shutil.copyfile)
        return replaces(folder)
    package = latest_package(issued_folder(request.target))
    if package is None:
        return None
    digest = {"name": request.notebook.name, "sha256": sha256(request.notebook)}
    run = {"report": request.parameters, "software": software(), "notebook": digest}
    return write_sent(package, run, folder)


def write_sent(package: Path, run: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Write into `folder` what was sent with a package, and return how it is named.

    Parameters
    ----------
    package
        The issued report.
    run
        ``report`` (parameters), ``software`` and ``notebook`` of the report that is set against
        it, as in a manifest.
    folder
        New folder for ``sent.json``, ``results.csv`` and ``trace.zip``.

    Raises
    ------
    PackageError
        When the package was altered.
    """
    record = reliable_record(package, (MANIFEST, RESULTS, TRACE))
    before = json.loads((package / MANIFEST).read_text(encoding="utf-8"))
    about = {
        "number": record["number"],
        "seal": record["seal"],
        "run_id": record["run_id"],
        "created": record["created"],
        "issued": record["issued"],
        "document_number": before["report"].get("number", ""),
        "document_date": before["report"].get("date", ""),
        "differences": [asdict(found) for found in differences(before, run)],
    }
    folder.mkdir(parents=True)
    text = json.dumps(about, ensure_ascii=False, indent=2) + "\n"
    (folder / ABOUT).write_text(text, encoding="utf-8", newline="\n")
    for name in (RESULTS, TRACE):
        shutil.copyfile(package / name, folder / name)
    return replaces(folder)


def replaces(folder: Path) -> dict[str, Any]:
    """Return number, run id and seal of the report described in a folder of ``write_sent``."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return {name: about[name] for name in ("number", "run_id", "seal")}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Difference]:
    """Yield what may move figures besides data, between the runs of two manifests."""
    old, new = before["report"], after["report"]
    for name in sorted({*old, *new} - FORMAL):
        yield from _different("parameter", name, old.get(name, ""), new.get(name, ""))
    old, new = before["software"], after["software"]
    for name in COMPUTING:
        yield from _different("software", name, old.get(name, ""), new.get(name, ""))
    old, new = before["notebook"], after["notebook"]
    if old["sha256"] != new["sha256"]:
        yield Difference("notebook", str(new["name"]), old["sha256"][:8], new["sha256"][:8])


def _different(what: str, name: str, before: object, after: object) -> Iterator[Difference]:
    if before != after:
        yield Difference(what, name, _text(before), _text(after))


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
