"""The general assessment: results, limits, lessons, directions and proposals, each with codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.agenda import (
    CLOSED,
    annex_cells_open,
    annex_tasks,
    last_planned_year,
    next_deadline,
    open_recommendations,
    recommendations_of,
)
from gdnn_analysis.evaluation.authored import Authored, authored
from gdnn_analysis.evaluation.context import TRANSFERRED
from gdnn_analysis.evaluation.open_items import open_items
from gdnn_analysis.evaluation.target_missed import target_missed
from gdnn_analysis.language import tell, words
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Blocks, Heading, Paragraph
from gdnn_analysis.report.narrative.common import items, missed_texts, unchecked_text
from gdnn_analysis.report.open_words import annex_left, cause_of, group_name, proposal_of
from gdnn_analysis.report.wording import (
    READINGS,
    due_text,
    figure_text,
    target_text,
    unchecked_words,
    years_met,
)
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number


def comments(ev: Evaluation, *, section: str = "", kind: str = "") -> Blocks:
    """Return what analysts wrote for the period, as far as the evidence carries it.

    Parameters
    ----------
    section
        Section of the report (``"IV.1"``, or ``"IV"`` for all of part IV); any when empty.
    kind
        Code of list NARR; any when empty.
    """
    chosen = [
        text
        for text in authored(ev)
        if text.printable
        and (not section or f"{text.section}.".startswith(f"{section}."))
        and (not kind or text.kind == kind)
    ]
    return Blocks(items([_signed(text) for text in chosen]))


def _signed(text: Authored) -> str:
    return tell(
        "{text} [{author}, kỳ {period}]", text=text.text, author=text.author, period=text.period
    )


def left_out_sentence(ev: Evaluation) -> Paragraph | None:
    """Say how many texts of analysts are not printed, and why; nothing when all are."""
    texts = authored(ev)
    refused = sum(text.refused for text in texts)
    waiting = sum(not text.approved and not text.refused for text in texts)
    if not refused + waiting:
        return None
    parts = []
    if refused:
        parts.append(
            tell(
                "{refused} nhận định khẳng định nhiều hơn mức bằng chứng",
                refused=format_number(refused),
            )
        )
    if waiting:
        parts.append(tell("{waiting} nhận định chưa được duyệt", waiting=format_number(waiting)))
    return Paragraph(
        tell(
            "Không in {parts} trong {count} nhận định của người viết báo cáo; danh sách "
            "và lý do ở phần kiểm tra số liệu.",
            parts=words(" và ").join(parts),
            count=format_number(len(texts)),
        )
    )


def main_results(ev: Evaluation) -> Blocks:
    """Results of the period, each with its code; what was done, not what it caused."""
    texts = list(results(ev))
    if not texts:
        return Blocks.of(Paragraph("Chưa có số liệu để nêu kết quả của kỳ báo cáo."))
    return Blocks.of(items(texts), comments(ev, kind="ket_qua"))


def results(ev: Evaluation) -> Iterator[str]:
    """Yield the results of the period, one sentence each; none without a figure."""
    yield from _target(ev)
    annex = ev.row("A01")
    if annex is not None and pd.notna(annex["numerator"]) and annex["numerator"] > 0:
        yield tell(
            "Có {numerator}/{denominator} ô lịch của Phụ lục đã thực hiện, có minh "
            "chứng đã đối chiếu (A01).",
            numerator=format_number(annex["numerator"]),
            denominator=format_number(annex["denominator"]),
        )
    groups = _some(ev, "A08")
    if groups is not None:
        yield tell(
            "Có hoạt động của {figure}/8 nhóm chủ thể nêu trong Kế hoạch (A08).",
            figure=figure_text(groups),
        )
    events = _some(ev, "A03")
    if events is not None:
        measured = ev.row("T03", variant="do_duoc")
        yield (
            tell("Đã tổ chức {figure} sự kiện (A03).", figure=figure_text(events))
            if measured is None or pd.isna(measured["value"])
            else tell(
                "Đã tổ chức {figure} sự kiện (A03); lượt người dự đo được: {figure_2} (T03).",
                figure=figure_text(events),
                figure_2=figure_text(measured),
            )
        )
    schools = _some(ev, "A04")
    if schools is not None:
        yield tell(
            "Đã đến {figure} trường THCS, THPT, tính theo sự kiện đã đối chiếu và hồ sơ giáo dục "
            "hướng nghiệp có minh chứng (A04).",
            figure=figure_text(schools),
        )
    policies = _known(ev, "O03")
    if policies is not None:
        yield tell(
            "{numerator}/{denominator} văn bản phải tuyên truyền đã có sản phẩm (O03).",
            numerator=format_number(policies["numerator"]),
            denominator=format_number(policies["denominator"]),
        )
    money = _known(ev, "I02")
    if money is not None:
        yield tell("Thực hiện {figure} kinh phí được giao (I02).", figure=figure_text(money, 1))


def _known(ev: Evaluation, code: str) -> pd.Series | None:
    row = ev.row(code)
    return None if row is None or pd.isna(row["value"]) else row


def _some(ev: Evaluation, code: str) -> pd.Series | None:
    """Return a count that is a result: none of nothing."""
    row = _known(ev, code)
    return None if row is None or row["value"] == 0 else row


def _target(ev: Evaluation) -> Iterator[str]:
    """Yield the works of a year, or the years that reached the target, by reading."""
    rows = {reading: ev.row("O01", variant=f"{reading}/S1/tat_ca") for reading in READINGS}
    known = {name: row for name, row in rows.items() if row is not None and pd.notna(row["value"])}
    if not known:
        return
    if ev.period.is_year:
        missed = target_missed(ev)
        if missed is not None and missed.by_all:
            return  # told among the limits
        counts = "; ".join(f"{words(name)}: {figure_text(row)}" for name, row in known.items())
        yield tell(
            "Số sản phẩm số hoá được đăng tải theo cách hiểu {counts} (O01, bộ lọc S1).",
            counts=counts,
        )
        return
    if ev.scope is not None:
        return
    counts = "; ".join(
        tell("{name}: {met} năm", name=name, met=met)
        for name, row in known.items()
        if (met := years_met(row))
    )
    if not counts:
        yield from _works_found(ev)
        return
    target = target_text(ev.account.annual_target)
    first = " Năm 2021 có điều kiện riêng." if ev.period.first == PLAN_START.year else ""
    yield tell(
        "Số năm đạt mức ít nhất {target} sản phẩm theo cách hiểu {counts} (O01, bộ lọc S1).{first}",
        target=target,
        counts=counts,
        first=first,
    )


def _works_found(ev: Evaluation) -> Iterator[str]:
    """Yield the works of each year when nothing can be said of the target."""
    found = [
        (year, count)
        for year, part in ev.years.items()
        if (count := part.value("O01", variant="C/S1/tat_ca"))
    ]
    if found:
        yield tell(
            "Số sản phẩm tìm được theo cách hiểu C (O01, bộ lọc S1): {counts}; chưa đủ căn cứ kết "
            "luận về chỉ tiêu.",
            counts="; ".join(
                tell("năm {year}: {count}", year=year, count=format_number(count))
                for year, count in found
            ),
        )


def limitations(ev: Evaluation) -> Blocks:
    """Limits of the work and of the data themselves, each with its code."""
    return Blocks.of(items(list(_limits(ev))), comments(ev, kind="han_che"))


def _limits(ev: Evaluation) -> Iterator[str]:
    yield from missed_texts(ev)
    filing = ev.row("Q01")
    if filing is None or pd.isna(filing["value"]):
        yield "Chưa xác định được mức đầy đủ của số liệu vì không có danh mục nghĩa vụ nộp (Q01)."
    elif filing["value"] < 100:
        yield tell(
            "Số liệu chưa đầy đủ: hoàn thành {figure} nghĩa vụ nộp (Q01); giá trị đếm là cận dưới.",
            figure=figure_text(filing, 1),
        )
    checked = _known(ev, "Q03")
    if checked is not None and checked["value"] < 100:
        yield (
            unchecked_text(ev)
            if checked["value"] == 0
            else tell(
                "Mới đối chiếu minh chứng {figure} bản ghi (Q03); còn lại là số {unchecked}.",
                figure=figure_text(checked, 1),
                unchecked=unchecked_words(ev),
            )
        )
    unfinished = annex_cells_open(ev)
    if unfinished:
        yield tell(
            "{unfinished} ô lịch của Phụ lục mới có dấu hiệu thực hiện hoặc không có dữ liệu "
            "trong nguồn công khai (A01)."
            if ev.data.descriptor.kind == "cong_khai"
            else "Có {count} hoạt động của Phụ lục chưa hoàn thành: {parts} (A01)."
            if ev.period.is_year
            else "{unfinished} ô lịch của Phụ lục không thực hiện, mới thực hiện một phần "
            "hoặc không có dữ liệu (A01).",
            unfinished=format_number(unfinished),
            count=format_number(unfinished),
            parts=annex_left(ev),
        )
    for item in open_items(ev):
        if item.kind in ("cach_hieu", "danh_muc_van_ban", "khao_sat", "khong_ro_huong_di"):
            yield f"{cause_of(ev, item)}."
    if ev.data.descriptor.kind == "cong_khai":
        yield "Số liệu tập hợp từ nguồn công khai nên không phản ánh đủ việc các đơn vị đã làm."
    missing = len(ev.account.tables_missing)
    if missing:
        yield tell(
            "{missing} bảng số liệu chưa có; chỉ số cần các bảng này để trống.",
            missing=format_number(missing),
        )


def causes_sentence(ev: Evaluation) -> Paragraph:
    """How the causes are to be read: listed, not proven."""
    return Paragraph(
        "Nguyên nhân dưới đây là ghi nhận, mỗi nguyên nhân kèm căn cứ và mức bằng chứng; chưa nguyên "
        "nhân nào ở mức 0 được kiểm chứng."
    )


def lessons(ev: Evaluation) -> Blocks:
    """Lessons analysts wrote; none are made up where they wrote none."""
    found = comments(ev, kind="bai_hoc")
    if len(found):
        return found
    return Blocks.of(
        Paragraph("Người viết báo cáo chưa ghi bài học kinh nghiệm, cách làm hay cho kỳ này.")
    )


def directions(ev: Evaluation) -> Blocks:
    """Where the work goes next: the plan's next year, or a new plan after its last."""
    following, tasks, planned = ev.period.last + 1, annex_tasks(ev), last_planned_year(ev)
    if tasks:
        open_rows = sum(bool(task.left_as) for task in tasks)
        again = (
            tell(
                "{open_rows} hoạt động trong số đó chưa hoàn thành hoặc chưa đủ minh chứng ở năm {last}",
                open_rows=format_number(open_rows),
                last=ev.period.last,
            )
            if open_rows
            else tell("năm {last} các hoạt động này đều đủ minh chứng", last=ev.period.last)
        )
        text = tell(
            "Năm {following}, Phụ lục Kế hoạch có lịch {count} hoạt động; {again} (A01).",
            following=following,
            count=format_number(len(tasks)),
            again=again,
        )
    elif planned is not None and ev.period.last >= planned:
        text = tell(
            "Kế hoạch kết thúc năm {planned}; Phụ lục không có lịch cho năm "
            "{following}. Việc còn lại là hoàn thiện số liệu, bàn giao kênh và chuẩn bị "
            "kế hoạch mới.",
            planned=planned,
            following=following,
        )
    else:
        text = tell(
            "Phụ lục Kế hoạch không có lịch hoạt động cho năm {following}.", following=following
        )
    return Blocks.of(
        Paragraph(text),
        Paragraph(
            tell(
                "Kỳ báo cáo sau chốt số liệu đến hết {format_date}; các việc có thời hạn "
                "này là đề xuất, trừ việc đã có thời hạn trong kiến nghị.",
                format_date=format_date(next_deadline(ev)),
            )
        ),
        comments(ev, kind="phuong_huong"),
    )


RECIPIENTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ubnd", ("UBNDT",)),
    ("bo", ("TCGDNN",)),
    (
        "Sở, ngành, cơ quan báo chí, đoàn thể",
        ("SLDTBXH", "SGDDT", "SVHTTDL", "STC", "STTTT", "SNKHAC", "BAODAI", "DOANTN", "CTXH"),
    ),
    ("Địa phương", ("UBNDH", "UBNDX")),
    ("Cơ quan chủ quản của cơ sở GDNN", ("CQCQ",)),
    ("Cơ sở GDNN", ("CSGDNN",)),
    ("Doanh nghiệp", ("DN",)),
)
"""Recipients in the order of the outline, with their actor groups."""


def proposals(ev: Evaluation) -> Blocks:
    """Proposals by recipient, from table ``recommendations`` and from what is open."""
    by_group = _proposals(ev)
    level = 2 if ev.period.is_year else 3  # below "Kiến nghị" of the end-of-period report
    parts: list[Heading | Paragraph] = []
    silent = []
    for name, groups in RECIPIENTS:
        title = _recipient(ev, name)
        texts = [text for group in groups for text in by_group.get(group, [])]
        if texts:
            parts += [Heading(title, level, numbered=False), *items(list(dict.fromkeys(texts)))]
        else:
            silent.append(title)
    written = comments(ev, kind="kien_nghi")
    if len(written):
        parts += [Heading("Kiến nghị chung", level, numbered=False), *written]
    if silent:
        parts.append(
            Paragraph(
                tell(
                    "Không có kiến nghị có căn cứ trong số liệu kỳ này đối với: {silent}.",
                    silent="; ".join(map(words, silent)),
                )
            )
        )
    return Blocks.of(parts)


def _recipient(ev: Evaluation, name: str) -> str:
    """Return the recipient's name on the last day of the period."""
    day = ev.interval.last_day
    if name == "bo":
        return (
            "Bộ Giáo dục và Đào tạo (Cục GDNN&GDTX)"
            if day >= TRANSFERRED.day
            else "Bộ Lao động – Thương binh và Xã hội (Tổng cục GDNN)"
        )
    if name == "ubnd":
        return group_name("UBNDT", day)
    return name


def _proposals(ev: Evaluation) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    made = recommendations_of(ev) if ev.period.is_year else open_recommendations(ev)
    for _, row in made[~made["status"].isin(CLOSED)].iterrows():
        due = (
            ""
            if pd.isna(row["due_on"])
            else tell(
                ", thời hạn {format_date}",
                format_date=due_text(row["due_on"], ev.interval.last_day),
            )
        )
        to = (
            ""
            if pd.isna(row["unit_name"])
            else tell(" (gửi {unit_name}{due})", unit_name=row["unit_name"], due=due)
        )
        group = "UBNDT" if pd.isna(row["actor_group"]) else str(row["actor_group"])
        found.setdefault(group, []).append(f"{row['text_vi']}{to}.")
    for item in open_items(ev):
        found.setdefault(item.group, []).append(f"{proposal_of(ev, item)}.")
    return found
