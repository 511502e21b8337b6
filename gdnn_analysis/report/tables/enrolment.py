"""Enrolment and streaming: the year beside national reference points, and the series (P01–P05)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.enrolment import (
    SHORT_COURSES,
    references,
    series_of_enrolment,
    series_row,
)
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of
from gdnn_analysis.report.wording import is_provisional, label
from gdnn_analysis.vietnamese.numbers import format_number

SOURCES: Final = ("graduates", "destinations", "enrolments", "enrolment_plans", "outcomes")
CONTEXT_ONLY: Final = (
    "Số liệu bối cảnh: KH 3066 không đặt chỉ tiêu; không quy kết quả cho hoạt động truyền thông."
)
READINGS_NOTE: Final = (
    "P01 chặt: vào sơ cấp, trung cấp, cao đẳng; hẹp: thêm học viên trung tâm GDNN–GDTX vừa học văn "
    "hoá vừa học nghề; rộng: thêm học viên chỉ học văn hoá GDTX. P02 hẹp: vào cao đẳng; rộng: cao "
    "đẳng, trung cấp, sơ cấp. Năm Y là năm học (Y-1)–Y đối với P01, P02."
)

Line = tuple[str, str, str, str, int]
"""Name, code, variant, category and decimals of one line."""
_STREAMING: Final[tuple[Line, ...]] = (
    ("Tốt nghiệp THCS vào học GDNN, cách tính chặt, % (P01)", "P01", "chat", "", 1),
    ("Tốt nghiệp THCS vào học GDNN, cách tính hẹp, % (P01)", "P01", "hep", "", 1),
    ("Tốt nghiệp THCS vào học GDNN, cách tính rộng, % (P01)", "P01", "rong", "", 1),
    ("Tốt nghiệp THPT vào học GDNN, cách tính hẹp, % (P02)", "P02", "hep", "", 1),
    ("Tốt nghiệp THPT vào học GDNN, cách tính rộng, % (P02)", "P02", "rong", "", 1),
)
_ENTRANTS: Final[tuple[Line, ...]] = (
    ("Tuyển mới cao đẳng, trung cấp, sơ cấp, người (P03)", "P03", "tong", "", 0),
    ("So với kế hoạch tuyển sinh, % (P03)", "P03", "ke_hoach", "", 1),
    ("Đào tạo dưới 3 tháng, in riêng, người (P03)", "P03", "", SHORT_COURSES, 0),
    ("Nữ trong tuyển mới, % (P04)", "P04", "", "", 1),
)
_UNKNOWN: Final[tuple[Line, ...]] = (
    ("Không rõ hướng đi sau THCS, % (P01)", "P01", "khong_ro", "", 1),
    ("Không rõ hướng đi sau THPT, % (P02)", "P02", "khong_ro", "", 1),
)
_JOBS: Final[tuple[Line, ...]] = (
    ("Có việc làm trong số được khảo sát, % (P05)", "P05", "", "", 1),
    ("Được khảo sát trong số tốt nghiệp, % (P05)", "P05", "ty_le_tra_loi", "", 1),
)
REFERENCE_LINES: Final = {"P01": "hep", "P02": "hep", "P04": ""}
"""Variant whose definition the reference points speak of."""


def enrolment_context(ev: Evaluation) -> Table | None:
    """Bảng 21: P01–P04 of the last year beside the year before and the national points."""
    series, year = series_of_enrolment(ev), ev.period.last
    if series.loc[series["year"].ge(year - 1), "value"].isna().all():
        return None
    rows = tuple(
        Row(
            cells(
                line[0],
                _cell(series, year - 1, line),
                _cell(series, year, line),
                _bounds(series_row(series, year, *line[1:4])),
                *_against(ev, series_row(series, year, *line[1:4]), line),
            )
        )
        for line in (*_STREAMING, *_ENTRANTS)
        if ev.covers(line[1])
    )
    return Table(
        key="boi-canh-tuyen-sinh",
        caption=tell("Phân luồng, tuyển sinh năm {year} và mốc tham chiếu quốc gia", year=year),
        unit="",
        source=source_of(ev, *SOURCES, "targets"),
        columns=(
            Column("Chỉ số", width=3.6),
            Column(tell("Năm {year}", year=year - 1), "right", 1.1),
            Column(tell("Năm {year}", year=year), "right", 1.1),
            Column("Khoảng khi tính cả phần không rõ", "right", 1.4),
            Column("Mốc tham chiếu", width=2.0),
            Column("So với mốc", width=1.7),
        ),
        rows=rows,
        notes=(
            CONTEXT_ONLY,
            READINGS_NOTE,
            "Mốc tham chiếu quốc gia không phải chỉ tiêu của KH 3066 nên không kết luận đạt hay "
            "chưa đạt. Số in nghiêng là số sơ bộ hoặc ước tính; “–” là không có số liệu.",
            *_reference_notes(ev),
        ),
    )


def enrolment_series(ev: Evaluation) -> Table | None:
    """Bảng 13 (5.2): P01–P05 by year, three ways of counting, from three years before the plan."""
    series = series_of_enrolment(ev)
    years = sorted(set(series["year"]))
    groups = (
        ("Phân luồng (năm Y là năm học (Y-1)–Y)", (*_STREAMING, *_UNKNOWN)),
        ("Tuyển mới, việc làm (năm dương lịch)", (*_ENTRANTS, *_JOBS)),
    )
    rows: list[Row] = []
    for title, lines in groups:
        rows.append(Row(cells(title), kind="group"))
        rows += [
            Row(cells(line[0], *(_cell(series, int(year), line) for year in years)))
            for line in lines
        ]
    table = Table(
        key="chuoi-tuyen-sinh",
        caption=tell(
            "Phân luồng, tuyển mới và việc làm, {years}–{years_2}",
            years=years[0],
            years_2=years[-1],
        ),
        unit="",
        source=source_of(ev, *SOURCES),
        columns=(
            Column("Chỉ số", width=3.6),
            *(Column(str(year), "right") for year in years),
        ),
        rows=tuple(rows),
        notes=(
            CONTEXT_ONLY,
            READINGS_NOTE,
            "Đứt chuỗi khi đọc: Kế hoạch ban hành 13/9/2021; sắp xếp tổ chức, địa giới 01/12/2024, "
            "01/3/2025, 01/7/2025. Số in nghiêng là số sơ bộ hoặc ước tính; “–” là không có số "
            "liệu.",
        ),
    )
    return or_nothing(table)


def _cell(series: pd.DataFrame, year: int, line: Line) -> Cell:
    row = series_row(series, year, *line[1:4])
    if row is None or pd.isna(row["value"]):
        hidden = row is not None and "F-AN" in str(row["flags"])
        return Cell("ẩn" if hidden else "–")
    text = format_number(float(row["value"]), line[4])
    return Cell(text, italic=is_provisional(row))


def _bounds(row: pd.Series | None) -> str:
    if row is None or pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return "–"
    return f"{format_number(row['ci_low'], 1)}–{format_number(row['ci_high'], 1)}"


def _against(ev: Evaluation, row: pd.Series | None, line: Line) -> tuple[str, str]:
    """Return the reference points of a line and how far the figure lies from each."""
    code, variant = line[1], line[2]
    found = references(ev, code) if REFERENCE_LINES.get(code) == variant else None
    if found is None or found.empty:
        return "–", "–"
    points = [
        tell(
            "{sign} {value} đến {period} ({basis})",
            sign=_sign(str(point["operator"])),
            value=format_number(point["value"]),
            period=point["period"],
            basis=label("TARGET_BASIS", str(point["basis"])),
        )
        for _, point in found.iterrows()
    ]
    shared = _shared_points(ev)
    return "; ".join(points), "; ".join(
        words("mốc chung, không so riêng")
        if (point["basis"], point["note"]) in shared
        else _distance(row, float(point["value"]))
        for _, point in found.iterrows()
    )


def _shared_points(ev: Evaluation) -> set[tuple[str, str]]:
    """Return basis and note of points set for several indicators together."""
    points = pd.concat([references(ev, code) for code in REFERENCE_LINES])
    points = points[points["note"].notna()]
    several = points.groupby(["basis", "note"])["code"].nunique()
    return set(several.index[several > 1])


def _sign(operator: str) -> str:
    return {"ge": "≥", "le": "≤", "eq": "="}.get(operator, operator)


def _distance(row: pd.Series | None, point: float) -> str:
    """Return how far a figure lies from a point; bounds that hold the point settle nothing."""
    if row is None or pd.isna(row["value"]):
        return "không có số liệu"
    if pd.notna(row["ci_low"]) and row["ci_low"] < point <= row["ci_high"]:
        return "chưa xác định: khoảng chứa mốc"
    gap = float(row["value"]) - point
    word = "cao hơn" if gap > 0 else "thấp hơn"
    return (
        "bằng mốc"
        if gap == 0
        else tell("{word} {gap} điểm %", word=word, gap=format_number(abs(gap), 1))
    )


def _reference_notes(ev: Evaluation) -> tuple[str, ...]:
    """Return what each reference point speaks of, once for the indicators that share it."""
    points = pd.concat([references(ev, code) for code in REFERENCE_LINES])
    points = points[points["note"].notna()]
    return tuple(
        f"{', '.join(own['code'])}, {label('TARGET_BASIS', str(basis))}: {words(str(note))}"
        for (basis, note), own in points.groupby(["basis", "note"], sort=False)
    )
