"""A dataset read once for all reports of one run.

``gdnn render`` must read the data before it starts; the kernel of every report would read and check
the same files again. Instead the dataset lies in a private folder of the run, which kernels are
told of by an environment variable, under a name that says everything it depends on: content of
all files, program, libraries, day and language. A kernel that finds another name, because a file
changed meanwhile or the day turned, reads the data itself. The folder ends with the run, so nothing
in it can be old, and the dataset carries the digest of every file it came from as always.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import copy_context
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.ingest.reading.folder import check_folder, list_files
from gdnn_analysis.language import current_language, report_language, use_language
from gdnn_analysis.plan.location import shipped_plan, shipped_registry

PREPARED: Final = "GDNN_PREPARED"
"""Environment variable: the folder where datasets of the run lie."""
_PROGRAM: Final = Path(__file__).resolve().parents[1]
_LIBRARIES: Final = ("numpy", "pandas", "pandera", "python-calamine")


@contextmanager
def preparing() -> Iterator[None]:
    """Give processes started meanwhile a folder for prepared datasets; gone at the end."""
    with TemporaryDirectory(prefix="gdnn-", ignore_cleanup_errors=True) as folder:
        before = os.environ.get(PREPARED)
        os.environ[PREPARED] = folder
        try:
            yield
        finally:
            if before is None:
                del os.environ[PREPARED]
            else:
                os.environ[PREPARED] = before


def prepare(root: Path, *, today: date) -> Dataset:
    """Read a data directory as kernels do, whose issues are Vietnamese, and leave it for them.

    Nothing is left when a file changed while it was read.

    Parameters
    ----------
    root, today
        As for :func:`gdnn_analysis.ingest.load.load`.

    Raises
    ------
    DataPathError
        As ``load``, in the language of this process.
    """
    check_folder(root)
    return copy_context().run(_prepare, root, today)


def prepared_dataset(root: Path, *, today: date) -> Dataset | None:
    """Return the dataset somebody prepared for this run; nothing when it must be read."""
    folder = os.environ.get(PREPARED)
    if not folder or not root.is_dir():
        return None
    try:
        content = (Path(folder) / fingerprint(root, today=today)).read_bytes()
    except OSError:
        return None
    found: Dataset = pickle.loads(content)  # noqa: S301 - private folder of this user's run
    return found


def fingerprint(root: Path, *, today: date) -> str:
    """Return what a dataset depends on as one digest: content, program, libraries, day, language.

    Raises
    ------
    OSError
        When a file cannot be read.
    """
    digest = hashlib.sha256()
    facts = [
        str(root),
        today.isoformat(),
        current_language(),
        report_language(),
        platform.python_version(),
        *(version(name) for name in _LIBRARIES),
    ]
    for text in (*facts, *_files(root)):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _prepare(root: Path, today: date) -> Dataset:
    from gdnn_analysis.ingest.load import load

    use_language("vi")
    folder = os.environ.get(PREPARED)
    if not folder:
        return load(root, today=today)
    before = _fingerprint_or_none(root, today)
    data = load(root, today=today)
    if before is not None and before == _fingerprint_or_none(root, today):
        _write(Path(folder) / before, pickle.dumps(data, protocol=pickle.HIGHEST_PROTOCOL))
    return data


def _fingerprint_or_none(root: Path, today: date) -> str | None:
    try:
        return fingerprint(root, today=today)
    except OSError:
        return None  # the issues say which file cannot be read


def _write(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    private = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    private.write_bytes(content)
    private.replace(path)


def _files(root: Path) -> Iterator[str]:
    for folder in (root, shipped_plan(), shipped_registry()):
        yield from _digests((file.name, file.path) for file in list_files(folder))
    parts = (path for path in _PROGRAM.rglob("*") if path.suffix in (".py", ".json", ".po"))
    yield from _digests(sorted((path.relative_to(_PROGRAM).as_posix(), path) for path in parts))


def _digests(files: Iterable[tuple[str, Path]]) -> Iterator[str]:
    for name, path in files:
        yield name
        yield hashlib.sha256(path.read_bytes()).hexdigest()
