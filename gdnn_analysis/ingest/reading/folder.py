"""Which files of a data directory are data, in an order that no file system decides."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from gdnn_analysis.language import say

TEXT_SUFFIXES: Final = (".csv", ".tsv")
WORKBOOK_SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
DATA_SUFFIXES: Final = (*TEXT_SUFFIXES, *WORKBOOK_SUFFIXES)
DOCUMENT_SUFFIXES: Final = (".md", ".txt", ".json", ".yaml", ".yml")
"""Notes, descriptors and mappings that lie beside data and hold no rows."""
DOCUMENT_STEMS: Final = ("readme", "license", "licence", "sources", "changelog")
DESCRIPTOR: Final = "datapackage.json"
SHIPPED: Final = "(kèm theo phần mềm)/"
"""Beginning of the names of files that come with the package; nobody looks for them in DATA."""


class DataPathError(Exception):
    """The data directory itself cannot be read; the message says which and what to do."""


@dataclass(frozen=True)
class SourceFile:
    """One file of the data directory; ``name`` is its path relative to the root, with ``/``."""

    path: Path
    name: str

    @property
    def suffix(self) -> str:
        """The file extension in lower case, with its dot."""
        return self.path.suffix.lower()

    @property
    def stem(self) -> str:
        """The file name without folders and extension."""
        return self.path.stem

    @property
    def is_data(self) -> bool:
        """Whether the extension is one of a table file."""
        return self.suffix in DATA_SUFFIXES

    @property
    def is_document(self) -> bool:
        """Whether this is a readme, licence, descriptor or mapping, which hold no rows."""
        return self.suffix in DOCUMENT_SUFFIXES or self.stem.lower() in DOCUMENT_STEMS


def check_folder(path: Path) -> None:
    """Refuse a data path that is missing, is not a folder or cannot be opened.

    Raises
    ------
    DataPathError
        With the path and the remedy.
    """
    if not path.exists():
        raise DataPathError(
            say(
                "Không có thư mục số liệu “{path}”. Kiểm tra lại đường dẫn.",
                "There is no data directory “{path}”. Check the path.",
                path=path,
            )
        )
    if not path.is_dir():
        raise DataPathError(
            say(
                "“{path}” là một tệp, không phải thư mục. Hãy chỉ tới thư mục chứa tệp này.",
                "“{path}” is a file, not a directory. Point to the directory that holds it.",
                path=path,
            )
        )
    try:
        next(path.iterdir(), None)
    except OSError as error:
        raise DataPathError(
            say(
                "Không mở được thư mục số liệu “{path}”: {cause}. Kiểm tra quyền truy cập.",
                "Cannot open the data directory “{path}”: {cause}. Check the permissions.",
                path=path,
                cause=error.strerror,
            )
        ) from error


def list_files(root: Path) -> list[SourceFile]:
    """Return all files under `root` by relative path; hidden ones and Office locks are passed."""
    found: list[SourceFile] = []
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        for name in names:
            if not _is_hidden(name):
                path = Path(folder) / name
                found.append(SourceFile(path, _printable(path.relative_to(root).as_posix())))
    return sorted(found, key=lambda file: file.name)


def sha256_of(content: bytes) -> str:
    """Return the SHA-256 of a file's content as hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX")) or name.lower() in ("thumbs.db", "desktop.ini")


def _printable(name: str) -> str:
    """Return a file name that every output can hold, even when its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
