"""Putting a finished report in its place: all of it, or the previous one stays."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import OutputError

#: Names a report folder may hold; anything else in it belongs to the user and is kept.
OWN_FILES: Final = frozenset(
    {
        "annex.xlsx",
        "manifest.json",
        "report.docx",
        "report.html",
        "report.ipynb",
        "report.pdf",
        "results.csv",
    }
)
_ATTEMPTS: Final = 5


@contextmanager
def private_folder(target: Path) -> Iterator[Path]:
    """Give a new hidden folder beside `target` to work in; gone at the end, whatever happens.

    Raises
    ------
    OutputError
        When nothing can be written there.
    """
    folder = target.with_name(f".{target.name}-{secrets.token_hex(4)}")
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise _unwritable(target.parent, error) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, target: Path) -> None:
    """Move the finished `folder` to `target`, in place of the report that is there.

    Files of the user in the old folder move over. When two renders of one report finish at the
    same moment, both put theirs in place whole, one after the other.

    Raises
    ------
    OutputError
        When the old report cannot be replaced, for instance because a file is open; it stays.
    """
    retired: list[Path] = []
    try:
        for attempt in range(_ATTEMPTS):
            _retire(target, folder.with_name(f"{folder.name}.{attempt}"), retired)
            if _moved(folder, target, last=attempt == _ATTEMPTS - 1):
                break
    except OSError as error:
        _put_back(retired, target)
        raise _unwritable(target, error) from error
    for old in retired:
        _keep_foreign(old, target)
        shutil.rmtree(old, ignore_errors=True)


def _retire(target: Path, name: Path, retired: list[Path]) -> None:
    if target.exists():
        target.rename(name)
        retired.append(name)


def _moved(folder: Path, target: Path, *, last: bool) -> bool:
    try:
        folder.rename(target)
    except OSError:
        if last:
            raise
        return False
    return True


def _put_back(retired: list[Path], target: Path) -> None:
    if retired and not target.exists():
        with suppress(OSError):
            retired[-1].rename(target)


def _keep_foreign(old: Path, target: Path) -> None:
    for path in old.iterdir():
        if path.name not in OWN_FILES and not (target / path.name).exists():
            path.rename(target / path.name)


def _unwritable(place: Path, error: OSError) -> OutputError:
    return OutputError(
        say(
            "Không ghi được vào “{place}” ({reason}). Hãy đóng tệp đang mở trong thư mục đó, hoặc "
            "chọn nơi khác bằng --output.",
            "Cannot write to “{place}” ({reason}). Close files open in that folder, or choose "
            "another place with --output.",
            place=place,
            reason=error.strerror or error,
        )
    )
