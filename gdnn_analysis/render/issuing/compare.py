"""What differs between two reports of one period, issued or only rendered."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.evaluation.moved import Moved, Standing, compare
from gdnn_analysis.evaluation.sent import Difference
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import RenderError
from gdnn_analysis.render.issuing.earlier import differences
from gdnn_analysis.render.issuing.package import RECORD, read_record, reliable_record
from gdnn_analysis.render.manifest import MANIFEST
from gdnn_analysis.report.archive import RESULTS, TRACE, read_standing

_NEEDED: Final = ("report", "software", "notebook", "run_id", "created")


class UnreadableReportError(RenderError):
    """A folder whose files are not those of a report (exit code 3)."""


class NotComparableError(RenderError):
    """Two folders that cannot be compared; says why."""


@dataclass(frozen=True)
class Comparison:
    """What differs between two reports.

    Attributes
    ----------
    before, after
        How the two are called: folder, number (of an issued one), run id.
    moved
        Figures and rows.
    differences
        Parameters, software, notebook.
    """

    before: dict[str, Any]
    after: dict[str, Any]
    moved: Moved
    differences: tuple[Difference, ...]


def compare_reports(before: Path | str, after: Path | str) -> Comparison:
    """Compare two packages or rendered reports of one period.

    Raises
    ------
    FileNotFoundError
        When a folder, or the results in it, are not there.
    PackageError
        When an issued one was altered.
    UnreadableReportError
        When a file of one is damaged.
    NotComparableError
        When they are about different periods or scopes.
    """
    one, other = Path(before), Path(after)
    for folder in (one, other):
        _check_there(folder)
    (old, first), (new, second) = (_read(folder) for folder in (one, other))
    about = [_about(side["report"]) for side in (old, new)]
    if about[0] != about[1]:
        raise NotComparableError(
            say(
                "Hai báo cáo khác kỳ hoặc khác phạm vi ({before} và {after}); chỉ so sánh các báo "
                "cáo của cùng một kỳ và phạm vi.",
                "The reports are about different periods or scopes ({before} and {after}); compare "
                "reports of one period and scope.",
                before=about[0],
                after=about[1],
            )
        )
    return Comparison(
        _named(one, old),
        _named(other, new),
        compare(first, second),
        tuple(differences(old, new)),
    )


def _about(report: Mapping[str, Any]) -> str:
    """Return what a report is about: its period, and the district or unit."""
    scope = report.get("scope", "")
    return f"{scope} {report['period']}" if scope else str(report["period"])


def _check_there(folder: Path) -> None:
    for path in (folder, folder / MANIFEST, folder / RESULTS):
        if not path.exists():
            raise FileNotFoundError(
                say(
                    "Không có “{path}”. Hãy chỉ ra thư mục một báo cáo đã lập (reports/2023) hoặc "
                    "đã phát hành (reports/issued/2023/1).",
                    "There is no “{path}”. Name the folder of a report that was rendered "
                    "(reports/2023) or issued (reports/issued/2023/1).",
                    path=path,
                )
            )


def _read(folder: Path) -> tuple[dict[str, Any], Standing]:
    """Return the manifest of a report and its figures; those of an issued one as issued."""
    names = [name for name in (MANIFEST, RESULTS, TRACE) if (folder / name).exists()]
    if (folder / RECORD).is_file():
        reliable_record(folder, names)
    try:
        manifest = dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
        if all(name in manifest for name in _NEEDED):
            return manifest, read_standing(folder)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile):
        pass
    raise UnreadableReportError(
        say(
            "Không đọc được báo cáo trong “{path}”: {names} bị hỏng. Chạy lại gdnn render.",
            "Cannot read the report in “{path}”: {names} are damaged. Run gdnn render again.",
            path=folder,
            names=", ".join(names),
        )
    )


def _named(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    number = read_record(folder)["number"] if (folder / RECORD).is_file() else None
    return {
        "folder": str(folder),
        "period": manifest["report"]["period"],
        "number": number,
        "run_id": manifest["run_id"],
        "created": manifest["created"],
    }
