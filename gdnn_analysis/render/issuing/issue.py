"""Freezing a rendered report as a numbered package that proves its own figures."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gdnn_analysis.evaluation.moved import moved_figures
from gdnn_analysis.evaluation.trace import trace_of
from gdnn_analysis.ingest.freezing.files import freeze
from gdnn_analysis.ingest.load import dataset_of
from gdnn_analysis.language import say
from gdnn_analysis.period import resolve_created
from gdnn_analysis.render.errors import OutputError
from gdnn_analysis.render.issuing.earlier import replaces, write_sent
from gdnn_analysis.render.issuing.figures import evaluated
from gdnn_analysis.render.issuing.package import (
    FORMAT,
    NOTEBOOKS,
    RECORD,
    SENT,
    SOURCES,
    PackageError,
    issued_folder,
    latest_package,
    listed,
    numbered,
    read_record,
    sealed,
)
from gdnn_analysis.render.issuing.readiness import IssueRefused, Ready, check_ready
from gdnn_analysis.render.issuing.remarks import remarks
from gdnn_analysis.render.issuing.snapshot import restored, without_persons
from gdnn_analysis.render.manifest import MANIFEST
from gdnn_analysis.render.publish import private_folder
from gdnn_analysis.render.results_csv import results_csv
from gdnn_analysis.render.software import PROGRAM
from gdnn_analysis.report.archive import RESULTS, TRACE, packed, read_results, trace_bytes

_ATTEMPTS = 5


@dataclass(frozen=True)
class Issued:
    """A report that was issued.

    Attributes
    ----------
    package
        Its folder.
    record
        Its ``issue.json``.
    notices
        What the user should know, in words.
    """

    package: Path
    record: Mapping[str, Any]
    notices: tuple[str, ...]

    @property
    def number(self) -> int:
        """The number of the package."""
        return int(self.record["number"])


def issue_report(
    folder: Path | str, *, data: Path | None = None, notebooks: Path | None = None
) -> Issued:
    """Freeze the report in `folder` as the next number of its period.

    Parameters
    ----------
    folder
        A folder ``gdnn render`` wrote.
    data
        Where the report's data lie, when they were moved since.
    notebooks
        Folder of the office's own notebooks, when it made the report with them.

    Raises
    ------
    FileNotFoundError
        When there is no such folder.
    IssueRefused
        When the report is not what its manifest says, or its data are not.
    PackageError
        When the report issued before was altered.
    OutputError
        When the package cannot be written.
    """
    report = Path(folder)
    ready = check_ready(report, data=data, notebooks=notebooks)
    home = issued_folder(report.with_name(str(ready.manifest["report"]["period"])))
    previous = _previous(home)
    with private_folder(home / "new") as place:
        try:
            content = _fill(place, ready, home)
            record = {**_about(ready, previous), **content}
            package, record = _put(place, home, record)
        except OSError as error:
            raise _unwritable(home, error) from error
    return Issued(package, record, remarks(record))


def _previous(home: Path) -> dict[str, Any] | None:
    package = latest_package(home)
    return None if package is None else read_record(package)


def _fill(place: Path, ready: Ready, home: Path) -> dict[str, Any]:
    """Write all files but the record, and return what the record tells of the data."""
    for item in ready.manifest["outputs"]:
        shutil.copyfile(ready.folder / item["path"], place / item["path"])
    shutil.copyfile(ready.folder / MANIFEST, place / MANIFEST)
    (place / NOTEBOOKS).mkdir()
    for path in (ready.notebook, ready.notebook.with_suffix(".yaml"), ready.word_template):
        if path is not None:
            shutil.copyfile(path, place / NOTEBOOKS / path.name)
    if "replaces" in ready.manifest:
        _fill_sent(place / SENT, ready, home)
    return _fill_data(place, ready)


def _fill_sent(folder: Path, ready: Ready, home: Path) -> None:
    """Write what the report says was sent before, as it was when the report was rendered."""
    named = ready.manifest["replaces"]
    write_sent(home / str(named["number"]), ready.manifest, folder)
    if replaces(folder) != named:
        raise PackageError(
            say(
                "Báo cáo so với bản phát hành số {number}, nhưng bản đó nay đã khác. Lấy lại gói "
                "từ bản lưu trữ, hoặc chạy lại gdnn render.",
                "The report is set against issued report no. {number}, which is another one now. "
                "Take the package from the archive again, or run gdnn render again.",
                number=named["number"],
            )
        )


def _fill_data(place: Path, ready: Ready) -> dict[str, Any]:
    today = resolve_created(str(ready.manifest["created"]), {}).date()
    sources, removed = without_persons(ready.sources, today=today)
    archive = packed(freeze(sources))
    (place / SOURCES).write_bytes(archive)
    with tempfile.TemporaryDirectory() as folder:
        evaluation = evaluated(restored(archive, Path(folder), today=today), ready.manifest)
    affected = _affected(ready, results_csv(evaluation.results), with_less=bool(removed))
    trace = trace_of(evaluation)
    (place / TRACE).write_bytes(trace_bytes(trace))
    return {
        "personal_data_removed": [asdict(item) for item in removed],
        "figures_not_reproducible": affected,
        "tables": {
            name: {"rows": rows, "sha256": digest}
            for name, (rows, digest) in trace.tables().items()
        },
    }


def _affected(ready: Ready, again: bytes, *, with_less: bool) -> list[str]:
    """Return the indicators whose figures the snapshot does not give, for want of what was removed.

    Raises
    ------
    IssueRefused
        When the figures differ for another reason: the program is not what it was.
    """
    content = (ready.folder / RESULTS).read_bytes()
    if again == content:
        return []
    today = resolve_created(str(ready.manifest["created"]), {}).date()
    if with_less:
        whole = evaluated(dataset_of(ready.sources, today=today), ready.manifest)
        if results_csv(whole.results) == content:
            moved = moved_figures(read_results(content), read_results(again))
            return sorted(moved["code"].unique())
    moved = moved_figures(read_results(content), read_results(again))
    raise IssueRefused(
        [
            say(
                "Tính lại từ chính số liệu của báo cáo thì ra kết quả khác ở: {codes}. Phần mềm đã "
                "khác lúc lập báo cáo; chạy lại gdnn render rồi phát hành.",
                "Computing again from the report's own data gives other results for: {codes}. The "
                "software is not what it was; run gdnn render again, then issue.",
                codes=", ".join(sorted(moved["code"].unique())) or RESULTS,
            )
        ]
    )


def _about(ready: Ready, previous: Mapping[str, Any] | None) -> dict[str, Any]:
    manifest = ready.manifest
    named = manifest.get("replaces", {}).get("number")
    return {
        "format": FORMAT,
        "number": 0,
        "period": manifest["report"]["period"],
        "title": manifest.get("title", ""),
        "kind": manifest.get("kind", ""),
        "run_id": manifest["run_id"],
        "created": manifest["created"],
        "issued": resolve_created(None, os.environ).isoformat(timespec="seconds"),
        "program": PROGRAM,
        "replaces": previous and {name: previous[name] for name in ("number", "run_id", "seal")},
        "replaced_is_named": previous is None or named == previous["number"],
        "blank": [
            name for name in ("number", "date", "signer_name") if not manifest["report"].get(name)
        ],
    }


def _put(place: Path, home: Path, record: dict[str, Any]) -> tuple[Path, dict[str, Any]]:
    """Give the package the next free number and move it there; one that is there is never touched."""
    record = {**record, "files": listed(place)}
    for _ in range(_ATTEMPTS):
        number = (numbered(home) or [0])[-1] + 1
        record["number"] = number
        (place / RECORD).write_bytes(sealed(record))
        target = home / str(number)
        try:
            place.rename(target)
        except OSError:
            if not target.exists():
                raise
            continue  # somebody issued this number at the same moment
        _protect(target)
        return target, read_record(target)
    raise FileExistsError(str(home))


def _protect(folder: Path) -> None:
    """Make the files read-only, where the system knows that."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)


def _unwritable(place: Path, error: OSError) -> OutputError:
    if isinstance(error, OutputError):
        return error
    return OutputError(
        say(
            "Không ghi được bản phát hành vào “{place}” ({reason}). Kiểm tra quyền ghi và chỗ "
            "trống.",
            "Cannot write the issued report to “{place}” ({reason}). Check permissions and space.",
            place=place,
            reason=error.strerror or error,
        )
    )
