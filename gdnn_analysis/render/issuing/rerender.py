"""Rendering an issued report again from its own package, and comparing the two."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.evaluation.moved import moved_figures
from gdnn_analysis.ingest.privacy import CODE, MARK
from gdnn_analysis.language import say
from gdnn_analysis.render.issuing.package import NOTEBOOKS, SENT, SOURCES, read_record
from gdnn_analysis.render.manifest import MANIFEST
from gdnn_analysis.render.request import FORMATS, order
from gdnn_analysis.render.run import carry_out
from gdnn_analysis.render.software import software
from gdnn_analysis.report.archive import RESULTS, read_results, unpack

DOCUMENTS: Final[Mapping[str, str]] = {
    "html": "report.html",
    "pdf": "report.pdf",
    "docx": "report.docx",
    "xlsx": "annex.xlsx",
}


@dataclass(frozen=True)
class Rerendered:
    """How a report rendered again compares with the one issued.

    Attributes
    ----------
    same
        Files that are the same to the byte.
    faults
        What differs and should not.
    explained
        What differs or cannot be compared, and why that is so.
    """

    same: tuple[str, ...]
    faults: tuple[str, ...]
    explained: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the package gives the report that was issued."""
        return not self.faults


def render_again(
    package: Path | str, *, progress: Callable[[str], None] | None = None
) -> Rerendered:
    """Render a package from its own data, notebook and parameters, and compare.

    Parameters
    ----------
    package
        An issued report that was verified.
    progress
        As for ``render_report``.

    Raises
    ------
    RenderError
        When the report cannot be made with this version of the software.
    """
    folder = Path(package)
    record = read_record(folder)
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="gdnn-") as place:
        data, output = Path(place) / "data", Path(place) / "reports"
        unpack((folder / SOURCES).read_bytes(), data)
        request = order(
            data,
            str(manifest["report"]["period"]),
            to=_formats(manifest),
            output=output,
            parameters=_parameters(manifest),
            notebooks=folder / NOTEBOOKS,
        )
        sent = folder / SENT
        report = carry_out(request, progress, sent=sent if sent.is_dir() else None)
        return _compared(folder, report.folder, record, manifest)


def _formats(manifest: Mapping[str, Any]) -> list[str]:
    written = {item["path"] for item in manifest["outputs"]}
    return [name for name in FORMATS if DOCUMENTS[name] in written]


def _parameters(manifest: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in manifest["report"].items()
        if name not in ("data", "period")
    }


def _compared(
    issued: Path, again: Path, record: Mapping[str, Any], manifest: Mapping[str, Any]
) -> Rerendered:
    names = [RESULTS, *(DOCUMENTS[name] for name in _formats(manifest))]
    same = [name for name in names if (issued / name).read_bytes() == (again / name).read_bytes()]
    other = [name for name in names if name not in same]
    why = list(_why(record, manifest, again))
    faults, explained = [], list[str]()
    if RESULTS in other:
        wrong, known = _figures(issued, again, record)
        faults += wrong
        explained += known
    documents = [name for name in other if name != RESULTS]
    if documents:
        told = say(
            "Không giống từng byte: {names}.",
            "Not the same to the byte: {names}.",
            names=", ".join(documents),
        )
        if why:
            explained += [f"{told} {reason}" for reason in why]
        else:
            faults.append(told)
    return Rerendered(tuple(same), tuple(faults), tuple(explained))


def _figures(issued: Path, again: Path, record: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Return what to say of figures that differ, and of those known not to be reproducible."""
    before, after = (read_results((side / RESULTS).read_bytes()) for side in (issued, again))
    codes = list(dict.fromkeys(moved_figures(before, after)["code"]))
    known = set(record["figures_not_reproducible"])
    wrong = [code for code in codes if code not in known]
    told = []
    if known:
        told.append(
            say(
                "Không tính lại được vì đã bỏ dữ liệu cá nhân: {codes}.",
                "Cannot be computed again, personal data were removed: {codes}.",
                codes=", ".join(sorted(known)),
            )
        )
    if wrong or not known:
        return [
            say(
                "Số liệu lập lại khác số đã phát hành ở: {codes}.",
                "Figures rendered again differ from those issued: {codes}.",
                codes=", ".join(wrong) or RESULTS,
            )
        ], told
    return [], told


def _why(record: Mapping[str, Any], manifest: Mapping[str, Any], again: Path) -> Iterator[str]:
    """Yield the reasons why documents need not be the same to the byte."""
    then, now = manifest["software"], software()
    changed = [
        f"{name} {then.get(name, '–')} → {now.get(name, '–')}"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name)
    ]
    if changed:
        yield say(
            "Phần mềm khác lúc phát hành: {changed}.",
            "The software is not that of the issue: {changed}.",
            changed=", ".join(changed),
        )
    if record["personal_data_removed"] and _shows_removal(again):
        yield say(
            "Bản lưu số liệu đã bỏ dữ liệu cá nhân, nên danh mục và kết quả kiểm tra in ra khác.",
            "The snapshot lacks personal data, so printed lists and data checks differ.",
        )


def _shows_removal(again: Path) -> bool:
    """Say whether what was removed is printed at all; unknown without a page to look at."""
    page = again / DOCUMENTS["html"]
    if not page.is_file():
        return True
    text = page.read_text(encoding="utf-8")
    return MARK in text or CODE in text
