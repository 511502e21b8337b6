"""Figures and trace of an issued report as files, and back.

``results.csv`` is the result table; ``trace.zip`` holds ``rows.csv`` (every row, with where it
stood and a digest of what it held) and ``figures.csv`` (which part a row had in which indicator).
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation.moved import Standing
from gdnn_analysis.evaluation.sent import Difference
from gdnn_analysis.evaluation.trace import FIGURE_COLUMNS, ROW_COLUMNS, Trace
from gdnn_analysis.indicators.frame import NUMBER_COLUMNS, TEXT_COLUMNS

RESULTS: Final = "results.csv"
TRACE: Final = "trace.zip"
ABOUT: Final = "sent.json"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_PROTECTED: Final = ("'=", "'+", "'-", "'@", "'\t", "'\r")
_READABLE: Final = 0o644 << 16


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive: the same bytes for the same files, whenever it is made."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _READABLE
            archive.writestr(entry, content)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpack(content: bytes, folder: Path) -> None:
    """Write the files of a ZIP archive into `folder`."""
    for name, file in unpacked(content).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file)


def trace_bytes(trace: Trace) -> bytes:
    """Return a trace as the content of ``trace.zip``."""
    parts = {"rows.csv": trace.rows, "figures.csv": trace.figures}
    return packed(
        {
            name: frame.to_csv(index=False, lineterminator="\n").encode("utf-8")
            for name, frame in parts.items()
        }
    )


def read_trace(content: bytes) -> Trace:
    """Return the trace in ``trace.zip``."""
    files = unpacked(content)
    rows = _table(files["rows.csv"], ROW_COLUMNS, {"row": "int64"})
    figures = _table(files["figures.csv"], FIGURE_COLUMNS, {"place": "int64"})
    return Trace(rows, figures)


def read_results(content: bytes) -> pd.DataFrame:
    """Return the result table in ``results.csv``."""
    types = dict.fromkeys(NUMBER_COLUMNS, "float64")
    frame = _table(content, TEXT_COLUMNS + NUMBER_COLUMNS, types)
    for name in TEXT_COLUMNS:
        protected = frame[name].str.startswith(_PROTECTED)
        frame[name] = frame[name].mask(protected, frame[name].str[1:])
    return frame


def read_standing(folder: Path) -> Standing:
    """Return the figures of a report folder or package, with their trace when it is there."""
    trace = folder / TRACE
    return Standing(
        read_results((folder / RESULTS).read_bytes()),
        read_trace(trace.read_bytes()) if trace.is_file() else None,
    )


def read_about(folder: Path) -> tuple[dict[str, object], tuple[Difference, ...]]:
    """Return what ``sent.json`` tells of the report sent, and in what its run differs."""
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    return about, tuple(Difference(**item) for item in about.pop("differences"))


def _table(content: bytes, columns: tuple[str, ...], types: Mapping[str, str]) -> pd.DataFrame:
    frame = pd.read_csv(
        io.BytesIO(content), encoding="utf-8-sig", dtype="str", keep_default_na=False
    )[list(columns)]
    # Python's own reading of a number gives back the very number that was written.
    numbers = {
        name: pd.Series([_READ[kind](text) for text in frame[name]], dtype=kind)
        for name, kind in types.items()
    }
    return frame.assign(**numbers)


_READ: Final[Mapping[str, Callable[[str], float]]] = {
    "float64": lambda text: float(text or "nan"),
    "int64": int,
}
