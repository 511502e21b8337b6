"""Which program and libraries made a report."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Final

_LIBRARIES: Final = (
    "docxtpl",
    "gdnn-analysis",
    "ipykernel",
    "jinja2",
    "lxml",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "python-calamine",
    "python-docx",
    "rapidfuzz",
    "typst",
    "xlsxwriter",
)


@cache
def software() -> dict[str, str]:
    """Return the versions that can change a report, by name; what is not installed is left out."""
    found = {"python": platform.python_version()}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


PROGRAM: Final = f"gdnn-analysis {software().get('gdnn-analysis', '')}".strip()
