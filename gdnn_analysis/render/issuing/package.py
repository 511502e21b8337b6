"""Where issued reports lie, what they are called, and the record each carries.

``issue.json`` lists every file with its SHA-256 and carries a seal: the SHA-256 of the record
itself. A later report of the same period names the seal of the one it replaces, so that the records
hold each other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import RenderError
from gdnn_analysis.render.manifest import sha256

RECORD: Final = "issue.json"
FORMAT: Final = "gdnn-issue/1"
SOURCES: Final = "sources.zip"
NOTEBOOKS: Final = "notebook"
SENT: Final = "sent"
ISSUED: Final = "issued"


class PackageError(RenderError):
    """An issued report that cannot be relied on; says which and what to do."""


def issued_folder(target: Path) -> Path:
    """Return where reports like the one at `target` (``reports/2023``) are issued."""
    return target.parent / ISSUED / target.name


def numbered(folder: Path) -> list[int]:
    """Return the numbers issued in a folder, in order."""
    if not folder.is_dir():
        return []
    return sorted(
        int(path.name)
        for path in folder.iterdir()
        if path.name.isascii() and path.name.isdecimal() and path.is_dir()
    )


def latest_package(folder: Path) -> Path | None:
    """Return the package issued last in a folder of one period."""
    numbers = numbered(folder)
    return folder / str(numbers[-1]) if numbers else None


def read_record(package: Path) -> dict[str, Any]:
    """Return the record of a package whose seal holds.

    Raises
    ------
    PackageError
        When there is none, or it is damaged or was altered.
    """
    path = package / RECORD
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["format"] == FORMAT and record["seal"] == seal_of(record):
            return dict(record)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    raise _damaged(path)


def reliable_record(package: Path, names: Iterable[str]) -> dict[str, Any]:
    """Return the record of a package some of whose files are to be used, and are as issued.

    Raises
    ------
    PackageError
        When the record or one of these files was altered or is missing.
    """
    record = read_record(package)
    hashes = {item["path"]: item["sha256"] for item in record["files"]}
    for name in names:
        path = package / name
        if not path.is_file() or sha256(path) != hashes.get(name):
            raise _altered(path, package)
    return record


def seal_of(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record without its seal."""
    content = {name: value for name, value in record.items() if name != "seal"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def sealed(record: Mapping[str, Any]) -> bytes:
    """Return the content of ``issue.json`` for a record, with its seal."""
    whole = {**record, "seal": seal_of(record)}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def files_of(package: Path) -> dict[str, Path]:
    """Return all files of a package but its record, by relative name, sorted."""
    found = {
        path.relative_to(package).as_posix(): path for path in package.rglob("*") if path.is_file()
    }
    return {name: found[name] for name in sorted(found) if name != RECORD}


def listed(package: Path) -> list[dict[str, Any]]:
    """Return ``path``, ``sha256`` and ``bytes`` of every file of a package but its record."""
    return [
        {"path": name, "sha256": sha256(path), "bytes": path.stat().st_size}
        for name, path in files_of(package).items()
    ]


def _altered(path: Path, package: Path) -> PackageError:
    return PackageError(
        say(
            "Báo cáo đã phát hành bị sửa hoặc thiếu tệp: “{path}”. Lấy lại gói từ bản lưu trữ; chạy "
            "gdnn verify {package} để xem đủ.",
            "An issued report was altered or lacks a file: “{path}”. Take the package from the "
            "archive again; run gdnn verify {package} to see everything.",
            path=path,
            package=package,
        )
    )


def _damaged(path: Path) -> PackageError:
    return PackageError(
        say(
            "“{path}” không có, bị hỏng hoặc đã bị sửa: dấu niêm phong không khớp. Lấy lại gói từ "
            "bản lưu trữ; không phát hành hay đối chiếu dựa trên gói này.",
            "“{path}” is missing, damaged or was altered: its seal does not hold. Take the package "
            "from the archive again; issue and compare nothing that rests on it.",
            path=path,
        )
    )
