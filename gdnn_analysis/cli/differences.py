"""What moved between two reports, as text, CSV or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Final

import pandas as pd

from gdnn_analysis.cli.outputs import plain, to_csv, to_json, to_records, written
from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.moved import CHANGES, MOVER
from gdnn_analysis.evaluation.moved import FIGURE as MOVED
from gdnn_analysis.evaluation.sent import Difference
from gdnn_analysis.language import say
from gdnn_analysis.render.issuing.compare import Comparison

SHOWN_ROWS: Final = 50
"""Rows of one indicator shown in text; CSV and JSON have all."""
FIGURE: Final = "so_lieu"
ROW: Final = "dong"
"""What a line of the CSV is about: a figure that moved, or a row that moved it."""
COLUMNS: Final = ("kind", *MOVED, *("unit_id" if name == "unit" else name for name in MOVER[1:]))


def as_csv(found: Comparison) -> bytes:
    """Return one line per figure that moved, and one per row and indicator it moved."""
    figures = found.moved.figures.assign(kind=FIGURE)
    rows = found.moved.rows.rename(columns={"unit": "unit_id"}).assign(kind=ROW)
    parts = [part.reindex(columns=list(COLUMNS)).astype("object") for part in (figures, rows)]
    lines = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    codes = {code: place for place, code in enumerate(dict.fromkeys(lines["code"]))}
    order = lines.assign(_code=lines["code"].map(codes), _kind=lines["kind"].ne(FIGURE))
    ordered = order.sort_values(["_code", "_kind"], kind="stable")[list(COLUMNS)]
    return to_csv(ordered.map(_plain))


def _plain(cell: Any) -> Any:
    return "" if pd.isna(cell) else plain(cell)


def as_json(found: Comparison) -> str:
    """Return everything that differs as JSON."""
    content: dict[str, Any] = {
        "before": found.before,
        "after": found.after,
        "figures": to_records(found.moved.figures),
        "rows": to_records(found.moved.rows.rename(columns={"unit": "unit_id"})),
        "rows_known": found.moved.traced,
        "tables": list(found.moved.tables),
        "differences": [asdict(item) for item in found.differences],
    }
    return to_json(content)


def as_text(found: Comparison) -> str:
    """Return what differs in words."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Comparison) -> Iterator[str]:
    yield say("Trước: {name}", "Before: {name}", name=_named(found.before))
    yield say("Sau: {name}", "After: {name}", name=_named(found.after))
    figures = found.moved.figures
    if not len(figures):
        yield say("Không có số liệu nào thay đổi.", "No figure moved.")
    else:
        yield say(
            "{count} số liệu của {codes} chỉ số thay đổi.",
            "{count} figures of {codes} indicators moved.",
            count=len(figures),
            codes=figures["code"].nunique(),
        )
    for difference in found.differences:
        yield _difference(difference)
    if found.moved.tables:
        names = ", ".join(found.moved.tables)
        yield say("Bảng số liệu khác nhau: {names}", "Tables that differ: {names}", names=names)
    if len(figures) and not found.moved.traced:
        yield say(
            "Không biết dòng nào làm thay đổi: cả hai phải là bản đã phát hành (gdnn issue).",
            "Which rows moved them is not known: both must be issued reports (gdnn issue).",
        )
    for code, group in figures.groupby("code", sort=False):
        yield from _code_lines(found, str(code), group)


def _named(side: dict[str, Any]) -> str:
    number = side["number"]
    issued = say("bản phát hành số {n}, ", "issued no. {n}, ", n=number) if number else ""
    return f"{side['folder']} ({issued}{side['run_id']}, {side['created']})"


def _difference(difference: Difference) -> str:
    kinds = {
        "parameter": say("Tham số", "Parameter"),
        "software": say("Phần mềm", "Software"),
        "notebook": say("Sổ tính toán", "Notebook"),
    }
    empty = say("để trống", "empty")
    return (
        f"{kinds[difference.what]} {difference.name}: "
        f"{difference.before or empty} → {difference.after or empty}"
    )


def _code_lines(found: Comparison, code: str, figures: pd.DataFrame) -> Iterator[str]:
    yield ""
    yield code
    for _, figure in figures.iterrows():
        yield "  " + _figure(figure)
    counts = found.moved.count(code)
    if counts:
        told = ", ".join(f"{count} {_changes()[change]}" for change, count in counts.items())
        yield say("  Dòng số liệu: {told}", "  Rows: {told}", told=told)
    elif found.moved.traced:
        yield say(
            "  Không dòng nguồn nào của chỉ số này thay đổi: xem tham số, phần mềm và bảng ở trên.",
            "  No source row of it changed: see parameters, software and tables above.",
        )
    rows = found.moved.rows[found.moved.rows["code"].eq(code)]
    for _, row in rows.head(SHOWN_ROWS).iterrows():
        yield "    " + _row(row)
    if len(rows) > SHOWN_ROWS:
        yield say(
            "    … còn {more} dòng; dùng --format csv để lấy đủ.",
            "    … {more} more rows; use --format csv for all.",
            more=len(rows) - SHOWN_ROWS,
        )


def _figure(figure: pd.Series) -> str:
    parts = [str(figure[name]) for name in ("variant", "area_id", "breakdown", "category")]
    name = " ".join(part for part in parts if part) or say("giá trị chính", "headline")
    text = f"{name}: {written(figure['before'])} → {written(figure['after'])} {figure['unit']}".rstrip()
    if pd.notna(figure["difference"]):
        text += f" ({float(figure['difference']):+.10g})"
    if figure["verdict_before"] != figure["verdict_after"]:
        words = [_verdict(str(figure[f"verdict_{side}"])) for side in ("before", "after")]
        text += say("; kết luận: {a} → {b}", "; verdict: {a} → {b}", a=words[0], b=words[1])
    return text


def _verdict(code: str) -> str:
    lists = contract().code_lists
    labels = {**lists["STATUS"].labels, **lists["VERDICT"].labels}
    return labels.get(code, code or "–").lower()


def _row(row: pd.Series) -> str:
    sheet = f"[{row['sheet']}]" if row["sheet"] else ""
    unit = f" {row['unit']}" if row["unit"] else ""
    reason = f" – {row['reason']}" if row["reason"] else ""
    change = _changes()[str(row["change"])]
    return (
        f"{row['table']} {row['key']}{unit} ({row['file']}{sheet}:{row['row']}): {change}{reason}"
    )


def _changes() -> dict[str, str]:
    words = (
        say("mới", "new"),
        say("sửa nội dung", "changed"),
        say("gộp vào dòng khác", "merged into another"),
        say("thôi gộp", "no longer merged"),
        say("rút khỏi số liệu", "withdrawn"),
        say("không còn được tính", "no longer counted"),
        say("nay được tính", "counted now"),
    )
    return dict(zip(CHANGES, words, strict=True))
