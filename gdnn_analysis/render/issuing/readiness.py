"""Whether a rendered report may be issued: it is what its manifest says, and so are its data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.ingest import DataPathError
from gdnn_analysis.ingest.freezing.sources import Sources
from gdnn_analysis.ingest.load import read_sources
from gdnn_analysis.language import say
from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render.errors import Refused
from gdnn_analysis.render.issuing.package import RECORD
from gdnn_analysis.render.manifest import MANIFEST, sha256
from gdnn_analysis.render.request import WORD_TEMPLATE
from gdnn_analysis.report.archive import RESULTS

_NEEDED: Final = ("report", "inputs", "outputs", "software", "created", "run_id", "notebook")


class IssueRefused(Refused):
    """A report that is not issued (exit code 1); each reason with its remedy."""


@dataclass(frozen=True)
class Ready:
    """A report that may be issued.

    Attributes
    ----------
    folder
        The rendered report.
    manifest
        Its record.
    sources
        Its data, read again and found to be the same.
    notebook
        The notebook that made it.
    """

    folder: Path
    manifest: Mapping[str, Any]
    sources: Sources
    notebook: Path

    @property
    def word_template(self) -> Path | None:
        """The office's Word template the report was made with, if it was."""
        if "word_template" not in self.manifest:
            return None
        return self.notebook.with_name(WORD_TEMPLATE)


def check_ready(folder: Path, *, data: Path | None, notebooks: Path | None) -> Ready:
    """Return what is needed to issue a report.

    Parameters
    ----------
    folder
        The rendered report.
    data
        Where its data lie now; by default where they lay when it was rendered.
    notebooks
        Folder of the notebook that made it; the shipped one by default.

    Raises
    ------
    FileNotFoundError
        When `folder` is not there.
    IssueRefused
        With every reason.
    """
    if not folder.is_dir():
        raise FileNotFoundError(
            say(
                "Không có thư mục báo cáo “{path}”. Kiểm tra đường dẫn, hoặc chạy gdnn render.",
                "There is no report folder “{path}”. Check the path, or run gdnn render.",
                path=folder,
            )
        )
    manifest = _manifest(folder)
    faults = [*_file_faults(folder, manifest)]
    place = data or Path(str(manifest["report"]["data"]))
    sources, problems = _sources(place, manifest)
    notebook, more = _notebook(manifest, notebooks)
    faults += [*problems, *more]
    if faults or sources is None or notebook is None:
        raise IssueRefused(faults)
    return Ready(folder, manifest, sources, notebook)


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    if (folder / RECORD).is_file():
        raise IssueRefused([_already_issued(folder)])
    if not path.is_file():
        raise IssueRefused(
            [
                say(
                    "“{path}” không phải báo cáo đã lập: thiếu {name}. Chạy gdnn render rồi phát "
                    "hành thư mục của báo cáo, ví dụ reports/2023.",
                    "“{path}” is no rendered report: {name} is missing. Run gdnn render and issue "
                    "the report's folder, for example reports/2023.",
                    path=folder,
                    name=MANIFEST,
                )
            ]
        )
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        if all(name in manifest for name in _NEEDED):
            return dict(manifest)
    except (OSError, ValueError, TypeError):
        pass
    raise IssueRefused(
        [
            say(
                "“{path}” bị hỏng. Chạy lại gdnn render.",
                "“{path}” is damaged. Run gdnn render again.",
                path=path,
            )
        ]
    )


def _file_faults(folder: Path, manifest: Mapping[str, Any]) -> Iterator[str]:
    listed = {str(item["path"]): str(item["sha256"]) for item in manifest["outputs"]}
    for name in sorted({RESULTS, *listed}):
        path = folder / name
        if not path.is_file():
            yield say(
                "Thiếu tệp “{name}”. Chạy lại gdnn render.",
                "File “{name}” is missing. Run gdnn render again.",
                name=name,
            )
        elif sha256(path) != listed.get(name):
            yield say(
                "Tệp “{name}” đã bị sửa sau khi lập báo cáo. Chạy lại gdnn render; chỗ cần sửa thì "
                "sửa ở số liệu, tham số hoặc mẫu.",
                "File “{name}” was changed after the report was rendered. Run gdnn render again; "
                "mend data, parameters or the template instead.",
                name=name,
            )


def _sources(place: Path, manifest: Mapping[str, Any]) -> tuple[Sources | None, list[str]]:
    try:
        sources = read_sources(place)
    except DataPathError as error:
        remedy = say(
            "Số liệu của báo cáo ở chỗ khác thì chỉ ra bằng --data.",
            "If the report's data lie elsewhere, name the place with --data.",
        )
        return None, [f"{error} {remedy}"]
    then = {str(item["path"]): str(item["sha256"]) for item in manifest["inputs"]}
    now = dict(sources.own.inputs)
    changed = sorted(name for name in {*then, *now} if then.get(name) != now.get(name))
    if not changed:
        return sources, []
    return None, [
        say(
            "Số liệu trong “{place}” đã khác lúc lập báo cáo: {names}. Chạy lại gdnn render, hoặc "
            "chỉ ra số liệu cũ bằng --data.",
            "The data in “{place}” are not those the report was made from: {names}. Run gdnn "
            "render again, or name the old data with --data.",
            place=place,
            names=", ".join(changed),
        )
    ]


def _notebook(manifest: Mapping[str, Any], notebooks: Path | None) -> tuple[Path | None, list[str]]:
    folder = notebooks or notebooks_folder()
    wanted = {manifest["notebook"]["name"]: manifest["notebook"]["sha256"]}
    if "word_template" in manifest:
        wanted[WORD_TEMPLATE] = manifest["word_template"]["sha256"]
    wrong = [
        name
        for name, digest in wanted.items()
        if not (folder / name).is_file() or sha256(folder / name) != digest
    ]
    if not wrong:
        return folder / str(manifest["notebook"]["name"]), []
    return None, [
        say(
            "“{names}” trong “{folder}” không phải bản đã lập báo cáo này. Chạy lại gdnn render, "
            "hoặc chỉ ra thư mục sổ tính đã dùng bằng --notebooks.",
            "“{names}” in “{folder}” did not make this report. Run gdnn render again, or name the "
            "folder of the notebooks used with --notebooks.",
            names=", ".join(wrong),
            folder=folder,
        )
    ]


def _already_issued(folder: Path) -> str:
    return say(
        "“{path}” đã là bản phát hành. Muốn thay thế thì lập báo cáo mới bằng gdnn render rồi phát "
        "hành báo cáo đó.",
        "“{path}” is an issued report already. To replace it, render a new report and issue that.",
        path=folder,
    )
