"""What a person sees: messages and progress on stderr, results on stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from gdnn_analysis.language import say

DONE, DATA_PROBLEMS, WRONG_USAGE, UNREADABLE, NOTEBOOK_FAILED = 0, 1, 2, 3, 4


class Stop(Exception):
    """Leave the command with a message and an exit code; never shown as a traceback."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Voice:
    """How loud the run is."""

    verbose: bool = False
    quiet: bool = False
    progress: bool = True

    def tell(self, message: str) -> None:
        """Say something on stderr unless ``--quiet``."""
        if not self.quiet:
            stderr().print(message, highlight=False, markup=False)


def stderr() -> Console:
    """Return a console on the current stderr."""
    return Console(stderr=True, soft_wrap=True)


def stop(vi: str, en: str, *, code: int, **values: object) -> NoReturn:
    """Leave with a message in the current language."""
    raise Stop(say(vi, en, **values), code)


@contextmanager
def working(voice: Voice, text: str, total: int | None = None) -> Iterator[Progress | None]:
    """Show progress on stderr while work goes on; nothing with ``--quiet`` or ``--no-progress``."""
    if voice.quiet or not voice.progress or not sys.stderr.isatty():
        voice.tell(text)
        yield None
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn() if total else TextColumn(""),
    )
    with Progress(*columns, console=stderr(), transient=True) as progress:
        progress.add_task(text, total=total)
        yield progress


def write_result(text: str | bytes, output: Path | None) -> None:
    """Write a result to `output`, or to stdout."""
    raw = text.encode("utf-8") if isinstance(text, str) else text
    if output is None:
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(raw)
    except OSError as error:
        stop(
            "Không ghi được tệp “{path}”: {cause}. Chọn nơi khác bằng --output hoặc đóng tệp đang "
            "mở trong Excel.",
            "Cannot write “{path}”: {cause}. Choose another place with --output, or close the file "
            "if it is open in Excel.",
            code=UNREADABLE,
            path=output,
            cause=error.strerror or error,
        )
