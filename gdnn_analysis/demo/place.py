"""Puts a finished demo where it is wanted, without touching files that are not its own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from gdnn_analysis.demo.readme import DESCRIPTOR
from gdnn_analysis.language import say

_DESCRIPTION: Final = "datapackage.json"


def refuse_other_data(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier demo.

    Raises
    ------
    FileExistsError
        With the folder and the remedy.
    """
    if folder.exists() and any(folder.iterdir()) and not _is_demo(folder):
        raise FileExistsError(
            say(
                "Thư mục “{folder}” đã có tệp khác. Chọn một thư mục mới hoặc thư mục trống.",
                "Folder “{folder}” holds other files. Choose a new or an empty folder.",
                folder=folder,
            )
        )


def put_in_place(made: Path, folder: Path) -> None:
    """Move the files of `made` into `folder`, over those of an earlier demo.

    Raises
    ------
    FileExistsError
        When the folder holds a file that this demo does not have; nothing is moved then.
    """
    files = [path.relative_to(made) for path in made.rglob("*") if path.is_file()]
    present = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file()]
    others = sorted(set(present) - set(files))
    if others:
        raise FileExistsError(
            say(
                "Thư mục “{folder}” có {count} tệp không thuộc bộ số liệu này, ví dụ “{name}”. "
                "Xoá các tệp đó hoặc chọn thư mục khác.",
                "Folder “{folder}” holds {count} files that are not of this dataset, e.g. “{name}”. "
                "Delete them or choose another folder.",
                folder=folder,
                count=len(others),
                name=others[0].as_posix(),
            )
        )
    for name in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).replace(folder / name)


def _is_demo(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _DESCRIPTION).read_text(encoding="utf-8")) == DESCRIPTOR)
    except (OSError, ValueError):
        return False
