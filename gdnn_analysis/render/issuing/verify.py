"""Checking an issued report: nothing changed, nothing missing, nothing added."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gdnn_analysis.language import say
from gdnn_analysis.render.issuing.package import (
    RECORD,
    PackageError,
    files_of,
    read_record,
)
from gdnn_analysis.render.manifest import MANIFEST, sha256


@dataclass(frozen=True)
class Verified:
    """What a check found.

    Attributes
    ----------
    package
        The folder checked.
    record
        Its record; nothing when that itself cannot be relied on.
    faults
        One sentence per thing that is wrong.
    """

    package: Path
    record: Mapping[str, Any] | None
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the package is what was issued."""
        return not self.faults


def verify_package(package: Path | str) -> Verified:
    """Check the files of an issued report against its record.

    Raises
    ------
    FileNotFoundError
        When there is no such folder.
    """
    folder = Path(package)
    if not folder.is_dir():
        raise FileNotFoundError(
            say(
                "Không có gói “{path}”. Kiểm tra đường dẫn, ví dụ reports/issued/2023/1.",
                "There is no package “{path}”. Check the path, for example reports/issued/2023/1.",
                path=folder,
            )
        )
    try:
        record = read_record(folder)
    except PackageError as error:
        return Verified(folder, None, (_no_record(folder, error),))
    faults = [*_file_faults(folder, record), *_manifest_faults(folder, record)]
    return Verified(folder, record, (*faults, *_chain_faults(folder, record)))


def _no_record(folder: Path, error: PackageError) -> str:
    if (folder / RECORD).exists() or not (folder / MANIFEST).exists():
        return str(error)
    return say(
        "“{path}” là báo cáo chưa phát hành: không có {name}. Phát hành bằng gdnn issue.",
        "“{path}” is a report that was not issued: there is no {name}. Issue it with gdnn issue.",
        path=folder,
        name=RECORD,
    )


def _file_faults(folder: Path, record: Mapping[str, Any]) -> Iterator[str]:
    there = files_of(folder)
    listed = {item["path"]: item["sha256"] for item in record["files"]}
    for name in sorted({*there, *listed}):
        if name not in there:
            yield say("Thiếu tệp “{name}”.", "File “{name}” is missing.", name=name)
        elif name not in listed:
            yield say(
                "Tệp “{name}” không thuộc bản phát hành.",
                "File “{name}” is no part of the issued report.",
                name=name,
            )
        elif sha256(there[name]) != listed[name]:
            yield say(
                "Tệp “{name}” đã bị sửa: mã băm không khớp.",
                "File “{name}” was altered: its hash does not match.",
                name=name,
            )


def _manifest_faults(folder: Path, record: Mapping[str, Any]) -> Iterator[str]:
    """Yield documents that are not those the report's own manifest tells of."""
    hashes = {item["path"]: item["sha256"] for item in record["files"]}
    try:
        outputs = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["outputs"]
        rendered = {item["path"]: item["sha256"] for item in outputs}
    except (OSError, ValueError, KeyError, TypeError):
        return  # told by its hash
    for name in sorted(rendered):
        if hashes.get(name) != rendered[name]:
            yield say(
                "Tệp “{name}” không phải tệp mà {manifest} của báo cáo ghi nhận.",
                "File “{name}” is not the one the report's {manifest} tells of.",
                name=name,
                manifest=MANIFEST,
            )


def _chain_faults(folder: Path, record: Mapping[str, Any]) -> Iterator[str]:
    """Yield a fault when the report replaced lies beside this one and is another than named."""
    replaced = record["replaces"]
    beside = folder.parent / str(replaced["number"]) if replaced else None
    if beside is None or not beside.is_dir():
        return
    try:
        seal = read_record(beside)["seal"]
    except PackageError as error:
        yield str(error)
        return
    if seal != replaced["seal"]:
        yield say(
            "Bản phát hành số {number} bên cạnh không phải bản mà gói này thay thế.",
            "Issued report no. {number} beside this one is not the one it replaces.",
            number=replaced["number"],
        )
