"""Why a notebook stopped, in a sentence, and where."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import Any, Final

from gdnn_analysis.language import say
from gdnn_analysis.render.markdown import HEADING
from gdnn_analysis.report.blocks import MIME

#: Errors the package itself raises with a sentence for the user; others show their name too.
_WORDED: Final = frozenset({"ValueError", "FileNotFoundError", "PermissionError", "RuntimeError"})


def heading_above(cells: Sequence[Mapping[str, Any]], place: int) -> str:
    """Return the nearest heading above cell number `place`: Markdown, or published by a cell."""
    for cell in reversed(cells[: place + 1]):
        found = _headings(cell)
        if found:
            return found[-1]
    return ""


def _headings(cell: Mapping[str, Any]) -> list[str]:
    if cell["cell_type"] == "markdown":
        lines = (HEADING.fullmatch(line.strip()) for line in cell["source"].splitlines())
        return [found[2] for found in lines if found]
    contents = (output.get("data", {}).get(MIME, {}) for output in cell.get("outputs", ()))
    return [content["text"] for content in contents if content.get("kind") == "heading"]


def cause_of(error: BaseException) -> str:
    """Return what stopped the notebook, as a sentence without traceback."""
    name = type(error).__name__
    if name == "PapermillExecutionError":
        return _cell_error(str(getattr(error, "ename", "")), str(getattr(error, "evalue", "")))
    if name == "CellTimeoutError":
        return say(
            "quá thời gian cho phép. Hãy thu hẹp số liệu hoặc chạy lại khi máy rảnh.",
            "it ran out of time. Use less data, or run it again when the machine is idle.",
        )
    if name == "DeadKernelError":
        return say(
            "tiến trình tính toán bị dừng đột ngột, thường do thiếu bộ nhớ. Hãy đóng bớt chương "
            "trình rồi chạy lại, hoặc dùng --jobs 1.",
            "the computing process died, usually for lack of memory. Close other programs and "
            "run again, or use --jobs 1.",
        )
    return say(
        "không khởi động được tiến trình tính toán ({error}).",
        "the computing process could not be started ({error}).",
        error=str(error).strip().splitlines()[-1] if str(error).strip() else name,
    )


def _cell_error(name: str, text: str) -> str:
    if name == "MemoryError":
        return say("thiếu bộ nhớ. Hãy dùng --jobs 1.", "not enough memory. Use --jobs 1.")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    if not last:
        return say("lỗi {name}.", "error {name}.", name=name)
    if name in _WORDED or not hasattr(builtins, name):
        return last
    return say("lỗi {name}: {last}.", "error {name}: {last}.", name=name, last=last)
