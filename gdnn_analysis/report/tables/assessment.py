"""Causes, next year's tasks, recommendations, and texts that were not printed."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.agenda import (
    annex_tasks,
    earlier_recommendations,
    heir_of,
    next_deadline,
    open_recommendations,
    recommendations_of,
)
from gdnn_analysis.evaluation.authored import Authored, authored
from gdnn_analysis.evaluation.context import context_of
from gdnn_analysis.evaluation.open_items import LEAD, open_items
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.annex_words import annex_row_name
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.open_words import cause_of, group_name, is_cause, proposal_of, span_of
from gdnn_analysis.report.tables.common import cells, source_of
from gdnn_analysis.report.wording import due_text, label
from gdnn_analysis.vietnamese.dates import format_date

LONGEST_NAME = 90
"""Characters of a row of the annex that a table of tasks prints; the annex has all of them."""
LEFT_AS = {"khong": " – năm {last} không thực hiện"}
NOT_PROVEN = " – năm {last} chưa đủ minh chứng"
"""What the year left of a row of the annex that is planned again."""
NO_EFFECT = frozenset("IAOTEQ")
"""Letters of codes about activities, reach and data: what a context event may have held back."""


def causes(ev: Evaluation) -> Table | None:
    """Causes of limits: objective ones from the context, others from the figures and the authors."""
    groups = (
        ("Khách quan (sự kiện bối cảnh)", [*_from_context(ev)]),
        ("Chủ quan (đếm từ số liệu)", [*_from_figures(ev)]),
        ("Theo người viết báo cáo", [*_from_authors(ev)]),
    )
    rows: list[Row] = []
    for title, found in groups:
        if found:
            rows += [Row(cells(title), kind="group"), *found]
    if not rows:
        return None
    return Table(
        key="nguyen-nhan",
        caption="Nguyên nhân của tồn tại, hạn chế và mức bằng chứng",
        unit="",
        source=source_of(ev, "context_events", "narratives", "obligations"),
        columns=(
            Column("Nguyên nhân", width=4.2),
            Column("Căn cứ", width=2.6),
            Column("Mức bằng chứng (0–4)", "center", 1.2),
        ),
        rows=tuple(rows),
        notes=(
            "Mức 0: mới ghi nhận hoặc đếm được, chưa kiểm chứng quan hệ với hạn chế; nguồn của sự kiện "
            "bối cảnh ghi trong bảng sự kiện bối cảnh. Mức của nhận "
            "định do người viết nêu, không vượt mức P06 của chỉ số làm căn cứ.",
        ),
        long=True,
    )


def _from_context(ev: Evaluation) -> Iterator[Row]:
    for _, event in context_of(ev).iterrows():
        touched = [code for code in event["affects"] if code[:1] in NO_EFFECT]
        if event["direction"] == "tang" or (len(event["affects"]) and not touched):
            continue
        basis = tell("có thể ảnh hưởng {value}", value=", ".join(touched) or "mọi chỉ số")
        yield Row(cells(str(event["title_vi"]), basis, "0"))


def _from_figures(ev: Evaluation) -> Iterator[Row]:
    for item in (item for item in open_items(ev) if is_cause(ev, item)):
        yield Row(
            cells(
                cause_of(ev, item),
                tell("{code}, số liệu {span}", code=item.code, span=span_of(ev, item)),
                "0",
            )
        )


def _from_authors(ev: Evaluation) -> Iterator[Row]:
    for text in authored(ev):
        if text.kind == "nguyen_nhan" and text.printable:
            basis = f"{', '.join(text.codes) or words('không nêu')}; {text.author}"
            yield Row(cells(text.text, basis, str(text.level)))


def next_year_tasks(ev: Evaluation) -> Table | None:
    """Bảng 22: next year's annex rows, open recommendations and open items."""
    following = ev.period.last + 1
    deadline = format_date(next_deadline(ev))
    groups = (
        (tell("Lịch Phụ lục năm {following}", following=following), [*_annex(ev, deadline)]),
        ("Kiến nghị chưa xong", [*_recommended(ev)]),
        ("Việc còn mở theo số liệu (đề xuất)", [*_open(ev, deadline)]),
    )
    rows: list[Row] = []
    for title, found in groups:
        if found:
            rows += [Row(cells(title), kind="group"), *found]
    if not rows:
        return None
    of_the_annex = (
        "Phụ lục không ghi thời hạn trong năm: thời hạn in là ngày chốt số liệu của kỳ báo cáo "
        "sau. “Đơn vị liên quan”: Phụ lục không nêu đích danh."
    )
    return Table(
        key="nhiem-vu-nam-sau",
        caption=tell("Nhiệm vụ năm {following}", following=following),
        unit="",
        source=source_of(ev, "activities", "statements", "recommendations", "obligations"),
        columns=(
            Column("Nhiệm vụ", width=3.8),
            Column("Chủ trì", width=1.9),
            Column("Phối hợp", width=1.7),
            Column("Thời hạn", "center", 1.1),
            Column("Chỉ số theo dõi", width=1.1),
        ),
        rows=tuple(rows),
        notes=(of_the_annex,) if annex_tasks(ev) else (),
        long=True,
    )


def _annex(ev: Evaluation, deadline: str) -> Iterator[Row]:
    for task in annex_tasks(ev):
        again = LEFT_AS.get(task.left_as, NOT_PROVEN) if task.left_as else ""
        yield Row(
            cells(
                f"{annex_row_name(task.act_id, _short(words(task.name)))}{tell(again, last=ev.period.last)}",
                _groups(task.leads),
                _groups(task.partners) or "Đơn vị liên quan",
                deadline,
                ", ".join(task.indicators),
            )
        )


def _recommended(ev: Evaluation) -> Iterator[Row]:
    for _, row in open_recommendations(ev).iterrows():
        due = (
            "chưa nêu" if pd.isna(row["due_on"]) else due_text(row["due_on"], ev.interval.last_day)
        )
        yield Row(cells(f"{row['rec_id']}: {row['text_vi']}", _bearer(ev, row), "–", due, "–"))


def _bearer(ev: Evaluation, row: pd.Series) -> str:
    """Return who acts on a recommendation next year: the heir of a unit that is closed then."""
    if pd.isna(row["unit_name"]):
        return "chưa nêu"
    heir = heir_of(ev, str(row["unit_id"]))
    unit = str(row["unit_name"])
    return unit if heir is None else tell("{heir} (kế thừa {unit})", heir=heir, unit=unit)


def _open(ev: Evaluation, deadline: str) -> Iterator[Row]:
    body = ev.records.units.competent_body(ev.interval.last_day)
    manager = "–" if body is None else str(body["name_vi"])
    managing = set() if body is None else {LEAD, str(body["actor_group"])}
    for item in open_items(ev):
        if item.kind == "phu_luc" and annex_tasks(ev):
            continue  # the rows of the annex stand above
        own = item.group in managing
        lead = manager if own else group_name(item.group, ev.interval.last_day)
        yield Row(cells(proposal_of(ev, item), lead, "–" if own else manager, deadline, item.code))


def _groups(codes: tuple[str, ...]) -> str:
    return "; ".join(label("ACTOR", code).split(" (")[0] for code in codes)


def _short(name: str) -> str:
    """Return the beginning of a row of the annex: its number says which row it is."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[:LONGEST_NAME].rsplit(' ', 1)[0].rstrip(',;:.')}…"


def new_recommendations(ev: Evaluation) -> Table | None:
    """Recommendations made in this period's report (table ``recommendations``)."""
    return _recommendations(
        ev,
        recommendations_of(ev),
        key="kien-nghi-moi",
        caption=tell("Kiến nghị nêu tại báo cáo kỳ {period}", period=ev.period),
    )


def followed_recommendations(ev: Evaluation) -> Table | None:
    """Bảng 23: what became of earlier recommendations."""
    return _recommendations(
        ev,
        earlier_recommendations(ev),
        key="kien-nghi-truoc",
        caption="Tình hình thực hiện kiến nghị của các kỳ trước",
    )


def _recommendations(ev: Evaluation, rows: pd.DataFrame, *, key: str, caption: str) -> Table | None:
    if rows.empty:
        return None
    return Table(
        key=key,
        caption=caption,
        unit="",
        source=source_of(ev, "recommendations"),
        columns=(
            Column("Mã", width=0.8),
            Column("Kỳ", "center", 0.8),
            Column("Kiến nghị", width=3.2),
            Column("Gửi tới", width=2.2),
            Column("Thời hạn", "center", 1.1),
            Column("Tình trạng", width=1.4),
            Column("Trả lời", width=1.6),
        ),
        rows=tuple(
            Row(
                cells(
                    str(row["rec_id"]),
                    str(row["made"]),
                    str(row["text_vi"]),
                    "–" if pd.isna(row["unit_name"]) else str(row["unit_name"]),
                    "–" if pd.isna(row["due_on"]) else format_date(row["due_on"]),
                    label("REC", str(row["status"])),
                    "–" if pd.isna(row["response_vi"]) else str(row["response_vi"]),
                )
            )
            for _, row in rows.iterrows()
        ),
        notes=("Tình trạng là trạng thái ghi trong bảng khi lập báo cáo.",),
        long=True,
    )


def refused_texts(ev: Evaluation) -> Table | None:
    """Texts of analysts that are not printed or need a second look, each with why."""
    rows = tuple(
        Row(
            cells(
                text.section,
                f"“{text.text}”",
                str(text.level),
                "in, cần xem lại" if text.printable else "không in",
                _why(text),
            )
        )
        for text in authored(ev)
        if not text.printable or text.claims
    )
    if not rows:
        return None
    return Table(
        key="nhan-dinh-khong-in",
        caption="Nhận định của người viết không in hoặc cần xem lại",
        unit="",
        source=source_of(ev, "narratives"),
        columns=(
            Column("Mục", width=0.7),
            Column("Nhận định", width=3.4),
            Column("Mức bằng chứng", "center", 0.9),
            Column("Xử lý", width=1.2),
            Column("Lý do, cách sửa", width=3.4),
        ),
        rows=rows,
        long=True,
    )


def _why(text: Authored) -> str:
    found = [f"{claim.message} {claim.remedy}" for claim in text.claims]
    if not text.approved:
        found.append("Chưa được duyệt (cột approved).")
    return " ".join(found)
