"""Annex lists: events and schools."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.appendix_lists import (
    events_counted,
    schools_visited,
)
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Paragraph, Row, Table
from gdnn_analysis.report.organisation import districts_word
from gdnn_analysis.report.tables.common import area_text, cells, if_any, source_of
from gdnn_analysis.report.wording import label, span_text, verification_text
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

NOT_SAID: Final = "không ghi"


def events_list(ev: Evaluation, *, most: int = 400) -> Table | Paragraph:
    """Phụ lục C: events counted, with day, place, lead and verification."""
    events = events_counted(ev)
    rows = tuple(
        Row(
            cells(
                str(place),
                str(event["name_vi"]),
                label("EVENT", str(event["event_type"])),
                format_date(event["start_on"]),
                _area(ev, event["area_id"]),
                _unit(ev, event["lead_unit_id"]),
                verification_text(ev, str(event["verification"])),
            )
        )
        for place, (_, event) in enumerate(events.head(most).iterrows(), start=1)
    )
    table = Table(
        key="danh-muc-su-kien",
        caption=tell("Danh mục sự kiện được tính {span_text}", span_text=span_text(ev.period)),
        unit="",
        source=source_of(ev, "events"),
        columns=(
            Column(words("TT"), "right", 0.5),
            Column("Sự kiện", width=3.6),
            Column("Loại", width=1.9),
            Column("Ngày", "right", 1.1),
            Column("Địa bàn", width=1.4),
            Column("Chủ trì", width=2),
            Column("Kiểm chứng", width=1.2),
        ),
        rows=rows,
        notes=_more(len(events), most, "sự kiện"),
        long=True,
    )
    return if_any(table, "Không có sự kiện nào được tính trong năm.")


def _school_name(ev: Evaluation, school: str, name: object) -> str:
    """Return the name of a school; the register of a district has only its own."""
    if isinstance(name, str):
        return name
    return school if ev.scope is None else tell("Trường ngoài địa bàn ({school})", school=school)


def schools_list(ev: Evaluation, *, most: int = 600) -> Table | Paragraph:
    """Phụ lục C: schools reached, by former district; listed, never ranked."""
    schools = schools_visited(ev)
    rows = tuple(
        Row(
            cells(
                str(place),
                _school_name(ev, str(school), found["name"]),
                _level(found["school_level"]),
                _area(ev, found["district"]),
                format_number(found["events"]),
                format_number(found["guidance"]),
            )
        )
        for place, (school, found) in enumerate(schools.head(most).iterrows(), start=1)
    )
    table = Table(
        key="danh-muc-truong",
        caption=tell(
            "Danh mục trường THCS, THPT được giao lưu, tư vấn {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev, "event_schools", "guidance", "schools"),
        columns=(
            Column(words("TT"), "right", 0.5),
            Column("Trường", width=3.4),
            Column("Cấp học", width=1.3),
            Column(tell("Địa bàn {districts}", districts=districts_word(ev)), width=1.9),
            Column("Sự kiện đã đối chiếu", "right"),
            Column("Lượt hướng nghiệp", "right", 1.1),
        ),
        rows=rows,
        notes=(
            *_more(len(schools), most, "trường"),
            "Danh mục xếp theo địa bàn, không xếp hạng trường. Không tính sự kiện chưa đối chiếu: 0 "
            "sự kiện không có nghĩa là chưa có sự kiện nào ở trường.",
        ),
        long=True,
    )
    return if_any(table, "Không có trường nào được tính là đã đến trong năm.")


def _more(every: int, most: int, what: str) -> tuple[str, ...]:
    if every <= most:
        return ()
    return (
        tell(
            "Bảng in {most} trên {every} {what}.",
            most=format_number(most),
            every=format_number(every),
            what=what,
        ),
    )


def _level(code: object) -> str:
    return label("SCHOOL_LEVEL", str(code)) if isinstance(code, str) else NOT_SAID


def _area(ev: Evaluation, area: object) -> str:
    if not isinstance(area, str):
        return NOT_SAID
    return area_text(ev, area)


def _unit(ev: Evaluation, unit: object) -> str:
    return ev.names.unit(unit) if isinstance(unit, str) else NOT_SAID
