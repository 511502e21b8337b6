"""Where the tables and notebooks that come with the program lie.

A wheel carries them inside the package, under ``_shipped``; in a checkout they are the folders one
sees at the top of the repository. Callers never need to know which of the two they run from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from gdnn_analysis.language import say

_PACKAGE: Final = Path(__file__).resolve().parents[1]


def shipped_plan() -> Path:
    """Return the folder of the plan's tables.

    Raises
    ------
    FileNotFoundError
        When the installation is incomplete.
    """
    return _find(_PACKAGE, "plan", checkout="data/plan")


def shipped_registry() -> Path:
    """Return the folder of the registry: units, areas, schools, channels and their successions.

    Raises
    ------
    FileNotFoundError
        When the installation is incomplete.
    """
    return _find(_PACKAGE, "registry", checkout="data/registry")


def notebooks_folder() -> Path:
    """Return the folder of the report notebooks and their parameter files.

    Raises
    ------
    FileNotFoundError
        When the installation is incomplete.
    """
    return _find(_PACKAGE, "notebooks", checkout="notebooks")


def _find(package: Path, name: str, *, checkout: str) -> Path:
    installed = package / "_shipped" / name
    beside = package.parent / checkout
    for folder in (installed, beside):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(
        say(
            "Không tìm thấy thư mục “{name}” đi kèm chương trình (đã tìm ở {installed} và "
            "{beside}). Hãy cài đặt lại gdnn-analysis.",
            "The folder “{name}” that comes with the program was not found (looked in "
            "{installed} and {beside}). Install gdnn-analysis again.",
            name=name,
            installed=installed,
            beside=beside,
        )
    )
