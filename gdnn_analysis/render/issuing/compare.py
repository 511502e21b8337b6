"""What differs between two reports of one period, issued or only rendered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gdnn_analysis.evaluation.moved import Moved, compare
from gdnn_analysis.evaluation.sent import Difference
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import RenderError
from gdnn_analysis.render.issuing.earlier import differences
from gdnn_analysis.render.issuing.package import RECORD, read_record
from gdnn_analysis.render.manifest import MANIFEST
from gdnn_analysis.report.archive import RESULTS, read_standing


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
    NotComparableError
        When they are about different periods.
    """
    one, other = Path(before), Path(after)
    for folder in (one, other):
        _check_there(folder)
    old, new = (_manifest(folder) for folder in (one, other))
    periods = [side["report"]["period"] for side in (old, new)]
    if periods[0] != periods[1]:
        raise NotComparableError(
            say(
                "Hai báo cáo thuộc hai kỳ khác nhau ({before} và {after}); chỉ so sánh các báo cáo "
                "của cùng một kỳ.",
                "The reports are about different periods ({before} and {after}); compare reports "
                "of one period.",
                before=periods[0],
                after=periods[1],
            )
        )
    return Comparison(
        _named(one, old),
        _named(other, new),
        compare(read_standing(one), read_standing(other)),
        tuple(differences(old, new)),
    )


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


def _manifest(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8")))


def _named(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    number = read_record(folder)["number"] if (folder / RECORD).is_file() else None
    return {
        "folder": str(folder),
        "period": manifest["report"]["period"],
        "number": number,
        "run_id": manifest["run_id"],
        "created": manifest["created"],
    }
