"""``gdnn check``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from gdnn_analysis.cli.console import (
    DATA_PROBLEMS,
    DONE,
    UNREADABLE,
    WRONG_USAGE,
    Stop,
    Voice,
    stop,
    write_result,
)
from gdnn_analysis.cli.loading import load_for
from gdnn_analysis.cli.outputs import to_csv, to_json, to_records
from gdnn_analysis.ingest import DataPathError
from gdnn_analysis.ingest.annotate import annotate as write_annotated
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say

FORMATS: Final = ("text", "json", "csv")


def run_check(
    voice: Voice,
    folder: Path | None,
    *,
    format_: str,
    output: Path | None,
    annotate: Path | None,
) -> int:
    """Read, validate and print every issue at once; 1 when there are errors."""
    if format_ not in FORMATS:
        stop(
            "--format của check nhận {known}, không nhận “{given}”.",
            "--format of check takes {known}, not “{given}”.",
            code=WRONG_USAGE,
            known=", ".join(FORMATS),
            given=format_,
        )
    data = load_for(voice, folder)
    write_result(_RENDERERS[format_](data), output)
    if annotate is not None:
        try:
            copies = write_annotated(data, annotate)
        except DataPathError as error:
            raise Stop(str(error), UNREADABLE) from error
        for path in copies:
            voice.tell(say("Đã ghi {path}", "Wrote {path}", path=path))
    return DATA_PROBLEMS if data.issues["severity"].eq("loi").any() else DONE


def _json(data: Dataset) -> str:
    return to_json({"tables": to_records(data.counts), "issues": to_records(data.issues)})


def _csv(data: Dataset) -> bytes:
    return to_csv(data.issues)


def _text(data: Dataset) -> str:
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Dataset) -> Iterator[str]:
    for _, issue in data.issues.iterrows():
        yield f"[{severity_name(str(issue['severity']))}] {issue['rule']} {place(issue)}"
        yield f"    {issue['message']}"
        if issue["remedy"]:
            yield f"    → {issue['remedy']}"
    yield say("Bảng: đã đọc = đã dùng + bị loại", "Table: rows read = rows used + rows left out")
    for _, line in data.counts.iterrows():
        yield (
            f"    {line['table']}: {line['rows_read']} = {line['rows_used']} + "
            f"{line['rows_left_out']}"
        )
    found = data.issues["severity"].value_counts()
    yield say(
        "{errors} lỗi, {warnings} cảnh báo, {infos} thông tin.",
        "{errors} errors, {warnings} warnings, {infos} notes.",
        errors=int(found.get("loi", 0)),
        warnings=int(found.get("canh_bao", 0)),
        infos=int(found.get("thong_tin", 0)),
    )


def severity_name(code: str) -> str:
    """Return the severity in the current language."""
    names = {
        "loi": say("Lỗi", "Error"),
        "canh_bao": say("Cảnh báo", "Warning"),
        "thong_tin": say("Thông tin", "Note"),
    }
    return names[code]


def place(issue: pd.Series) -> str:
    """Return file, sheet, row, column and value of an issue."""
    parts = [str(issue["file"])]
    if issue["sheet"]:
        parts.append(say("trang “{name}”", "sheet “{name}”", name=issue["sheet"]))
    if pd.notna(issue["row"]):
        parts.append(say("dòng {row}", "row {row}", row=int(issue["row"])))
    if issue["column"]:
        parts.append(say("cột {name}", "column {name}", name=issue["column"]))
    if pd.notna(issue["value"]) and issue["value"]:
        parts.append(say("giá trị “{value}”", "value “{value}”", value=issue["value"]))
    return ", ".join(parts)


_RENDERERS: Final[Mapping[str, Callable[[Dataset], str | bytes]]] = {
    "text": _text,
    "json": _json,
    "csv": _csv,
}
