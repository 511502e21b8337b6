"""``index.html``: the list of all reports below a folder, from their manifests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import OutputError
from gdnn_analysis.render.html import environment
from gdnn_analysis.render.issuing.package import RECORD
from gdnn_analysis.render.manifest import MANIFEST
from gdnn_analysis.render.software import PROGRAM

INDEX: Final = "index.html"
#: Files offered to readers, with what they are called.
FILES: Final[Mapping[str, str]] = {
    "report.html": "Trang web",
    "report.pdf": "PDF",
    "report.docx": "Word",
    "annex.xlsx": "Phụ lục Excel",
    "results.csv": "Kết quả CSV",
    "report.ipynb": "Sổ tính toán",
    "manifest.json": "Thông tin kiểm chứng",
}


@dataclass(frozen=True)
class Listed:
    """One report of the list."""

    folder: str
    period: str
    title: str
    marks: tuple[str, ...]
    created: str
    run_id: str
    errors: int
    files: tuple[tuple[str, str], ...]


def render_index(output: Path | str) -> Path:
    """Write ``index.html`` over every report in `output` and the folders below it.

    Parameters
    ----------
    output
        Folder of reports; a report is a folder with a manifest.

    Returns
    -------
    pathlib.Path
        The page written.

    Raises
    ------
    OutputError
        When the page cannot be written.
    """
    root = Path(output)
    reports = sorted(
        (_listed(path, root) for path in root.rglob(MANIFEST) if not _is_hidden(path, root)),
        key=lambda report: (report.folder.rpartition("/")[0], "-" in report.period, report.period),
    )
    text = environment().get_template("index.html.j2").render(reports=reports, program=PROGRAM)
    page = root / INDEX
    draft = root / f".{INDEX}.new"
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(page)
    except OSError as error:
        raise OutputError(
            say(
                "Không ghi được “{path}” ({reason}).",
                "Cannot write “{path}” ({reason}).",
                path=page,
                reason=error.strerror or error,
            )
        ) from error
    return page


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _listed(path: Path, root: Path) -> Listed:
    content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    folder = path.parent.relative_to(root).as_posix()
    marks = ["SỐ LIỆU MINH HỌA"] if content["kind"] == "minh_hoa" else []
    if content["report"].get("public") is False:
        marks.append("Lưu hành nội bộ")
    if (path.parent / RECORD).is_file():
        marks.append(f"Bản phát hành số {path.parent.name}")
    there = [name for name in FILES if (path.parent / name).is_file()]
    return Listed(
        folder=folder,
        period=str(content["report"]["period"]),
        title=content["title"],
        marks=tuple(marks),
        created=f"{datetime.fromisoformat(content['created']):%H:%M %d/%m/%Y}",
        run_id=content["run_id"],
        errors=int(content["issues"].get("loi", 0)),
        files=tuple((quote(f"{folder}/{name}"), FILES[name]) for name in there),
    )
