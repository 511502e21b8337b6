"""``gdnn explain``: the figure, its parts, and every source row behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from gdnn_analysis.cli.console import DONE, WRONG_USAGE, Voice, stop, write_result
from gdnn_analysis.cli.figures import evaluate_all, known_codes
from gdnn_analysis.cli.loading import load_for, refuse_empty
from gdnn_analysis.cli.outputs import to_csv, written
from gdnn_analysis.cli.settings import parameters, periods
from gdnn_analysis.cli.survey_details import survey_lines
from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.breakdowns import breakdown_title
from gdnn_analysis.indicators.registry import variant_labels
from gdnn_analysis.language import say

FORMATS: Final = ("text", "csv")
SHOWN_IN_TEXT: Final = 200
SHOWN_PARTS: Final = 20


def run_explain(
    voice: Voice,
    code: str,
    folder: Path | None,
    *,
    years: Sequence[str],
    period: str | None,
    format_: str,
    output: Path | None,
    choices: Sequence[str],
) -> int:
    """Explain one indicator for one year or period."""
    if format_ not in FORMATS:
        stop(
            "--format của explain nhận {known}, không nhận “{given}”.",
            "--format of explain takes {known}, not “{given}”.",
            code=WRONG_USAGE,
            known=", ".join(FORMATS),
            given=format_,
        )
    if len(years) + (period is not None) != 1:
        stop(
            "explain cần đúng một kỳ: --year NĂM hoặc --period 2021-2025.",
            "explain needs exactly one of --year YEAR and --period 2021-2025.",
            code=WRONG_USAGE,
        )
    chosen = parameters(choices)
    spans = periods(years, period, everything=False)
    data = load_for(voice, folder)
    refuse_empty(data)
    wanted = known_codes(code, data)
    if len(wanted) != 1:
        stop("Ghi đúng một mã chỉ số.", "Give exactly one indicator code.", code=WRONG_USAGE)
    name = wanted.pop()
    evaluation = evaluate_all(voice, data, spans, chosen, codes={name})[0]
    rows = source_rows(evaluation, name)
    write_result(to_csv(rows) if format_ == "csv" else explanation(evaluation, name, rows), output)
    return DONE


def source_rows(evaluation: Evaluation, code: str) -> pd.DataFrame:
    """Return ``table, file, sheet, row, key, role, reason`` for every source row (RL-05)."""
    sources = evaluation.sources
    chosen = sources[sources["code"].eq(code)]
    parts = [_locate(evaluation, str(table), group) for table, group in chosen.groupby("table")]
    columns = ["table", "file", "sheet", "row", "key", "role", "reason"]
    if not parts:
        return pd.DataFrame(columns=columns)
    located = pd.concat(parts, ignore_index=True)[columns]
    return located.sort_values(["table", "file", "sheet", "row", "role", "reason"]).reset_index(
        drop=True
    )


def _locate(evaluation: Evaluation, table: str, group: pd.DataFrame) -> pd.DataFrame:
    frame = evaluation.data[table]
    found = frame.loc[group["record"]]
    key = found[list(evaluation.key_columns(table))].astype("str").agg(" | ".join, axis=1)
    return pd.DataFrame(
        {
            "table": table,
            "file": found["_file"].to_numpy(),
            "sheet": found["_sheet"].to_numpy(),
            "row": found["_row"].to_numpy(),
            "key": key.to_numpy(),
            "role": group["role"].to_numpy(),
            "reason": group["reason"].to_numpy(),
        }
    )


def explanation(evaluation: Evaluation, code: str, rows: pd.DataFrame) -> str:
    """Return what is told of an indicator: definition, figures, parts, source rows."""
    return "\n".join(_lines(evaluation, code, rows)) + "\n"


def _lines(evaluation: Evaluation, code: str, rows: pd.DataFrame) -> Iterator[str]:
    definition = evaluation.definitions.loc[code]
    yield f"{code} – {definition['name_vi']}"
    yield say("Định nghĩa: {text}", "Definition: {text}", text=definition["definition_vi"])
    yield say("Công thức: {text}", "Formula: {text}", text=definition["formula"])
    yield say("Hạn chế: {text}", "Limits: {text}", text=definition["limitations_vi"])
    yield say("Kỳ: {text}", "Period: {text}", text=evaluation.period)
    for _, row in evaluation.rows(code, breakdown="").iterrows():
        yield "  " + _figure_line(row)
    cells = evaluation.rows(code)
    for _, parts in cells[cells["breakdown"].ne("")].groupby(["variant", "breakdown"], sort=False):
        yield "  " + _parts_line(code, parts)
    yield from survey_lines(evaluation, code)
    roles = rows["role"].value_counts()
    yield say(
        "Dòng nguồn: {counted} được tính, {merged} gộp vào dòng khác, {left} bị loại.",
        "Source rows: {counted} counted, {merged} merged into another, {left} left out.",
        counted=int(roles.get("tinh", 0)),
        merged=int(roles.get("gop", 0)),
        left=int(roles.get("loai", 0)),
    )
    for _, row in rows.head(SHOWN_IN_TEXT).iterrows():
        yield _source_line(row)
    if len(rows) > SHOWN_IN_TEXT:
        yield say(
            "… còn {more} dòng; dùng --format csv để lấy đủ.",
            "… {more} more rows; use --format csv for all.",
            more=len(rows) - SHOWN_IN_TEXT,
        )


def _figure_line(row: pd.Series) -> str:
    name = _variant_name(str(row["code"]), str(row["variant"]))
    parts = [f"{name}: {written(row['value'])} {row['unit']}".rstrip()]
    if pd.notna(row["numerator"]) or pd.notna(row["denominator"]):
        parts.append(
            say(
                "tử số {top}, mẫu số {bottom}",
                "numerator {top}, denominator {bottom}",
                top=written(row["numerator"]),
                bottom=written(row["denominator"]),
            )
        )
    if row["verdict"]:
        parts.append(_worded(str(row["verdict"]), "VERDICT", "STATUS"))
    parts += [f"{flag} ({_worded(flag, 'FLAG')})" for flag in str(row["flags"]).split(";") if flag]
    return "; ".join(parts)


def _worded(code: str, *lists: str) -> str:
    """Return the label of a code from the first list that holds it."""
    labels = (contract().code_lists[name].labels for name in lists)
    return next((found[code].lower() for found in labels if code in found), code)


def _variant_name(code: str, variant: str) -> str:
    if not variant:
        return say("giá trị chính", "headline")
    words = variant_labels().get(code, {}).get(variant)
    return say(*words) if words else variant


def _parts_line(code: str, parts: pd.DataFrame) -> str:
    """Return one line with the parts of a breakdown, at most ``SHOWN_PARTS`` of them."""
    variant, breakdown = (str(parts[name].iloc[0]) for name in ("variant", "breakdown"))
    title = say("theo {title}", "by {title}", title=breakdown_title(breakdown))
    where = f"{_variant_name(code, variant)}, {title}" if variant else title
    shown = [
        f"{category} {written(value)}"
        for category, value in zip(parts["category"], parts["value"], strict=True)
    ]
    more = len(shown) - SHOWN_PARTS
    tail = say("; … còn {more} mục", "; … {more} more", more=more) if more > 0 else ""
    return f"{where}: {'; '.join(shown[:SHOWN_PARTS])}{tail}"


def _source_line(row: pd.Series) -> str:
    sheet = f"[{row['sheet']}]" if row["sheet"] else ""
    reason = f" – {row['reason']}" if row["reason"] else ""
    role = {
        "tinh": say("tính", "counted"),
        "gop": say("gộp", "merged"),
        "loai": say("loại", "left out"),
    }[str(row["role"])]
    return f"  {row['table']} {row['file']}{sheet}:{row['row']} {row['key']} ({role}){reason}"
