"""Words for what the figures leave open: as a limit, a cause, a task and a proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.agenda import last_planned_year
from gdnn_analysis.evaluation.open_items import Kind, OpenItem
from gdnn_analysis.language import tell
from gdnn_analysis.report.annex_words import UNNUMBERED
from gdnn_analysis.report.organisation import MERGED, actor_name, actor_on
from gdnn_analysis.report.wording import label, small, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent


@dataclass(frozen=True)
class OpenWords:
    """How one kind of open item is told.

    Attributes
    ----------
    cause
        As a cause of limits, ``{count}``, ``{base}`` and ``{group}`` filled in.
    proposal
        As what the group is asked to do; also the task of the next year.
    """

    cause: str
    proposal: str


WORDS: Final[Mapping[str, OpenWords]] = {
    "chi_tieu": OpenWords(
        "Số sản phẩm chưa đạt chỉ tiêu {base}",
        "Chỉ đạo các đơn vị bảo đảm ít nhất {base} sản phẩm được đăng tải trong năm sau",
    ),
    "cach_hieu": OpenWords(
        "Chưa có văn bản quyết định cách hiểu “phương tiện thông tin đại chúng” và “được số hóa”",
        "Quyết định bằng văn bản cách hiểu chỉ tiêu số lượng sản phẩm (A, B hoặc C; S1 hoặc S2)",
    ),
    "danh_muc_van_ban": OpenWords(
        "Chưa phê duyệt danh mục chủ trương, chính sách phải tuyên truyền",
        "Phê duyệt danh mục văn bản phải tuyên truyền làm mẫu số",
    ),
    "nghia_vu": OpenWords(
        "Chưa có danh mục đơn vị, bảng số liệu và thời hạn phải nộp",
        "Ban hành danh mục nghĩa vụ nộp số liệu, nêu văn bản căn cứ",
    ),
    "chua_nop": OpenWords(
        "{count}/{base} đơn vị thuộc nhóm “{group}” chưa nộp đủ số liệu",
        "Nộp bổ sung số liệu hoặc xác nhận không phát sinh ({count}/{base} đơn vị chưa nộp đủ)",
    ),
    "tu_khai": OpenWords(
        "{count} sản phẩm mới ở mức tự khai, chưa đối chiếu minh chứng",
        "Đối chiếu minh chứng của {count} sản phẩm mới ở mức tự khai",
    ),
    "nghi_trung": OpenWords(
        "{count} cặp bản ghi nghi trùng chưa được người rà soát quyết định",
        "Rà soát, quyết định {count} cặp bản ghi nghi trùng",
    ),
    "phu_luc": OpenWords(
        "{count} hoạt động Phụ lục do nhóm “{group}” chủ trì chưa hoàn thành hoặc chưa đủ minh chứng",
        "Thực hiện hoặc bổ sung minh chứng cho {count} hoạt động Phụ lục được giao chủ trì",
    ),
    "khong_ro_huong_di": OpenWords(
        "{percent} học sinh tốt nghiệp THCS không rõ hướng đi",
        "Thống kê hướng đi của học sinh tốt nghiệp THCS còn không rõ ({percent})",
    ),
    "khao_sat": OpenWords(
        "Chưa có số liệu khảo sát nhận thức, thái độ, ý định trong kỳ",
        "Tổ chức khảo sát mẫu xác suất, giữ cùng bộ câu hỏi và cùng mùa giữa các đợt",
    ),
    "ke_hoach_nam": OpenWords(
        "{count}/{base} đơn vị thuộc nhóm “{group}” chưa có hoặc chưa báo kế hoạch truyền thông năm",
        "Ban hành kế hoạch truyền thông năm ({count}/{base} đơn vị chưa có hoặc chưa báo)",
    ),
}


OF_PUBLIC_SOURCES: Final[Mapping[str, str]] = {
    "tu_khai": "Đối chiếu minh chứng của {count} sản phẩm tìm được ở nguồn công khai",
    "phu_luc": "Cung cấp số liệu, minh chứng về {count} hoạt động Phụ lục được giao chủ trì",
}
"""Proposals in other words where nobody was asked for data yet; what is open is then no cause."""


NOT_SEEN: Final[Mapping[str, str]] = {
    "cach_hieu": "Trong nguồn công khai chưa thấy văn bản quyết định cách hiểu “phương tiện thông tin "
    "đại chúng” và “được số hóa”",
    "danh_muc_van_ban": "Trong nguồn công khai chưa thấy danh mục chủ trương, chính sách phải tuyên "
    "truyền được phê duyệt",
    "nghia_vu": "Trong nguồn công khai chưa thấy danh mục đơn vị, bảng số liệu và thời hạn phải nộp",
    "khao_sat": "Trong nguồn công khai chưa thấy số liệu khảo sát nhận thức, thái độ, ý định trong kỳ",
}
"""Causes in other words where nobody was asked: not seen is not known to be missing."""


AFTER_THE_PLAN: Final[Mapping[str, str]] = {
    "phu_luc": "Bổ sung minh chứng cho {count} hoạt động Phụ lục được giao chủ trì",
}
"""Proposals in other words where the annex plans nothing more: what is past cannot be carried out."""


def group_name(code: str, day: date) -> str:
    """Return what an actor group is called on a day: a level that ended has heirs only."""
    if code == "UBNDH" and day >= MERGED:
        return "Đơn vị kế thừa nhiệm vụ của UBND cấp huyện"
    if code == "UBNDT" and day >= MERGED:
        return "UBND thành phố"
    return actor_on(code, day)


def _told(ev: Evaluation, item: OpenItem, template: str) -> str:
    """Return a sentence part about an open item with its numbers, and its code behind."""
    known = item.count is not None
    text = tell(
        template,
        count=format_number(item.count) if known else "",
        base=format_number(item.base) if item.base is not None else "",
        percent=format_percent(item.count, 1) if known else "",
        group=actor_name(ev, item.group),
    )
    return f"{text} ({item.code})"


def annex_left(ev: Evaluation) -> str:
    """Return the rows of the annex the year left open, by status; nothing of those it has not."""
    rows = {
        status: [act for act, found in ev.account.annex_open.items() if found == status]
        for status in ("khong", "mot_phan", "khong_du_lieu")
    }
    return "; ".join(
        f"{format_number(len(acts))} {small(label('STATUS', status))}{_named(acts)}"
        for status, acts in rows.items()
        if acts
    )


FEW: Final = 3
"""Rows of the annex that a sentence names."""


def _named(acts: Sequence[str]) -> str:
    """Return which rows they are; nothing where they are many or have no number."""
    told = len(acts) <= FEW and not any(UNNUMBERED in act for act in acts)
    return f" – {', '.join(acts)}" if told else ""


def is_cause(ev: Evaluation, item: OpenItem) -> bool:
    """Say whether an open item held the work back: a missed target, a closed source did not."""
    return item.kind != "chi_tieu" and not (ev.is_public and item.kind in OF_PUBLIC_SOURCES)


def cause_of(ev: Evaluation, item: OpenItem) -> str:
    """Return the open item as a cause of limits."""
    other = NOT_SEEN if ev.is_public else {}
    return _told(ev, item, other.get(item.kind, WORDS[item.kind].cause))


def proposal_of(ev: Evaluation, item: OpenItem) -> str:
    """Return the open item as what its group is asked to do."""
    text = _told(ev, item, _proposal(ev, item.kind))
    if ev.period.is_year or item.count is None:
        return text
    return tell("{text}, số liệu {span}", text=text, span=span_of(ev, item))


def _proposal(ev: Evaluation, kind: Kind) -> str:
    planned = last_planned_year(ev)
    if ev.is_public and kind in OF_PUBLIC_SOURCES:
        return OF_PUBLIC_SOURCES[kind]
    if planned is not None and ev.period.last >= planned and kind in AFTER_THE_PLAN:
        return AFTER_THE_PLAN[kind]
    return WORDS[kind].proposal


def span_of(ev: Evaluation, item: OpenItem) -> str:
    """Return what the count of an open item is of: the last year, or every year of the period."""
    if item.kind == "tu_khai":
        return span_text(ev.period)
    return tell("năm {last}", last=ev.period.last)
