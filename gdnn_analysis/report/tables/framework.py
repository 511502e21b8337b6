"""The frame of the end-of-period evaluation: context, questions, completeness, a next plan."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import BREAKS, Break, context_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.dac_words import INDICATORS, NAMES, QUESTIONS
from gdnn_analysis.report.plan_gaps import PLAN_GAPS
from gdnn_analysis.report.tables.common import cells, or_nothing, source_of, without_paths
from gdnn_analysis.report.wording import figure_text, label
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

SOURCES: Final = {
    "phu_hop": "Nhật ký tin, bài; sự kiện; khảo sát; phiếu nhập học; kế hoạch năm",
    "gan_ket": "Nhật ký sự kiện; báo cáo nhiệm vụ; Phụ lục",
    "hieu_qua": "Nhật ký tin, bài; danh mục văn bản; chấm điểm không gian; khảo sát; DQA",
    "hieu_suat": "Dòng kinh phí, chứng từ; nghĩa vụ nộp số liệu",
    "tac_dong": "Tốt nghiệp, hướng đi, tuyển mới; sự kiện bối cảnh; số đo phản hồi",
    "ben_vung": "Kênh, đơn vị, kế thừa; cộng tác viên; kế hoạch, kinh phí năm",
}
"""Where the evidence for each criterion comes from."""
COMPLETENESS: Final = (
    ("Nghĩa vụ nộp số liệu đã hoàn thành, % (Q01)", "Q01", "", 1),
    ("Nộp đúng hạn, % (Q02)", "Q02", "", 1),
    ("Bản ghi đã đối chiếu minh chứng, % (Q03)", "Q03", "", 1),
    ("Dòng trùng được gộp, % (Q04)", "Q04", "", 1),
    ("Điểm chất lượng số liệu, 0–3 (Q06)", "Q06", "", 2),
)
"""Lines of the completeness table: name, code, variant, decimals."""
NEXT_PLAN: Final = (
    (
        "Sản phẩm truyền thông",
        "Định nghĩa một sản phẩm; liệt kê loại kênh được tính; quy định đăng lại không tính thêm",
        "AMB-01, AMB-02, AMB-05",
        "Số sản phẩm theo một cách hiểu; lượt đăng in riêng",
    ),
    (
        "Chủ trương, chính sách",
        "Danh mục văn bản được phê duyệt từ đầu năm làm mẫu số",
        "AMB-07",
        "Số văn bản có sản phẩm trên số văn bản trong danh mục",
    ),
    (
        "Lịch hoạt động",
        "Mỗi dòng Phụ lục có khối lượng, thời hạn và minh chứng tối thiểu",
        "AMB-10, AMB-11, AMB-12",
        "Số ô lịch đủ minh chứng",
    ),
    (
        "Nhận thức, thái độ, ý định",
        "Khảo sát gốc mẫu xác suất trước khi bắt đầu; lặp lại cùng câu hỏi, cùng mùa",
        "AMB-24",
        "Thay đổi giữa hai đợt với khoảng tin cậy 95%",
    ),
    (
        "Phân luồng, tuyển sinh",
        "Chọn một cách tính chính thức; ghi hướng đi theo trường",
        "AMB-24",
        "P01, P02 theo cách tính đã chọn, không là chỉ tiêu của truyền thông",
    ),
    (
        "Bằng chứng về đóng góp",
        "Bốc thăm thứ tự đến trường cùng Sở Giáo dục và Đào tạo trước mùa tuyển sinh",
        "Phần phân tích đóng góp",
        "Chênh lệch giữa trường được đến trước và đến sau",
    ),
    (
        "Theo dõi, báo cáo",
        "Lịch nộp số liệu, biểu mẫu, đơn vị đầu mối, văn bản căn cứ",
        "AMB-20",
        "Tỷ lệ nghĩa vụ nộp hoàn thành, đúng hạn",
    ),
    (
        "Kênh, tổ chức",
        "Mỗi kênh có chủ sở hữu; bàn giao khi đơn vị sáp nhập",
        "AMB-21",
        "Số kênh có chủ sở hữu hợp lệ",
    ),
)
"""Proposed frame: area, what the next plan should lay down, why, and what to measure."""


def context_timeline(ev: Evaluation) -> Table:
    """Bảng 1 (5.2): policies, epidemics and reorganisation by day, with their sources."""
    events = context_of(ev)
    entries = [
        (pd.Timestamp(found.day), found.name, "Mốc", found.source)
        for found in BREAKS
        if not _told_by(events, found)
    ]
    entries += [
        (
            event["from_on"],
            str(event["title_vi"]),
            label("CTX", str(event["kind"])),
            without_paths(str(event["source"])),
        )
        for _, event in events.iterrows()
    ]
    end = pd.Timestamp(ev.interval.end)
    ordered = sorted((entry for entry in entries if entry[0] < end), key=lambda one: one[:2])
    return Table(
        key="dong-thoi-gian",
        caption=tell(
            "Dòng thời gian chính sách, dịch bệnh, sắp xếp tổ chức, kỳ {period}", period=ev.period
        ),
        unit="",
        source=source_of(ev, "context_events"),
        columns=(
            Column("Ngày", "center", 1.0),
            Column("Sự kiện", width=3.6),
            Column("Loại", width=1.5),
            Column("Nguồn", width=3.0),
        ),
        rows=tuple(
            Row(cells(format_date(day), name, kind, source)) for day, name, kind, source in ordered
        ),
        notes=(
            "Sự kiện bối cảnh do người lập báo cáo ghi; không sự kiện nào được coi là nguyên nhân của "
            "thay đổi nếu chưa có phép so sánh.",
        ),
        long=True,
    )


def _told_by(events: pd.DataFrame, found: Break) -> bool:
    """Say whether a context event of the same day begins with the same words as a break."""
    begin = " ".join(found.name.split()[:3]).rstrip(",")
    same_day = events.loc[events["from_on"].eq(pd.Timestamp(found.day)), "title_vi"]
    return any(str(title).startswith(begin) for title in same_day)


def plan_gaps(ev: Evaluation) -> Table:
    """Points of the plan that can be read in several ways, and how they are treated."""
    return Table(
        key="diem-chua-ro",
        caption="Điểm chưa rõ của Kế hoạch và cách xử lý trong báo cáo",
        unit="",
        source="Rút gọn từ danh mục điểm chưa rõ của Kế hoạch 3066/KH-SLĐTBXH.",
        columns=(
            Column("Mã", width=0.9),
            Column("Điểm chưa rõ", width=3.2),
            Column("Cách xử lý", width=4.0),
        ),
        rows=tuple(Row(cells(*gap)) for gap in PLAN_GAPS),
        long=True,
    )


def evaluation_questions(ev: Evaluation) -> Table:
    """Bảng 2 (5.2): evaluation questions, indicators and sources."""
    return Table(
        key="cau-hoi-danh-gia",
        caption="Câu hỏi đánh giá, chỉ số và nguồn",
        unit="",
        source="Câu hỏi theo sáu tiêu chí OECD-DAC (2019).",
        columns=(
            Column("Tiêu chí", width=1.1),
            Column("Câu hỏi", width=3.4),
            Column("Chỉ số", width=1.6),
            Column("Nguồn", width=2.6),
        ),
        rows=tuple(
            Row(
                cells(
                    f"“{words(title)}”", QUESTIONS[name], ", ".join(INDICATORS[name]), SOURCES[name]
                )
            )
            for name, title in NAMES.items()
        ),
    )


def completeness_by_year(ev: Evaluation) -> Table | None:
    """Bảng 3 (5.2): how complete the data of each year are."""
    years = ev.years or {ev.period.first: ev}
    rows = [
        Row(
            cells(
                "Đơn vị nộp đủ các bảng phải nộp",
                *(_filed(part) for part in years.values()),
            )
        )
    ]
    rows += [
        Row(cells(name, *(_figure(part, code, variant, places) for part in years.values())))
        for name, code, variant, places in COMPLETENESS
    ]
    rows.append(
        Row(
            cells(
                "Khảo sát trong năm",
                *(_survey(part) for part in years.values()),
            )
        )
    )
    table = Table(
        key="day-du-theo-nam",
        caption="Mức đầy đủ và chất lượng số liệu theo năm",
        unit="",
        source=source_of(ev, "obligations", "submissions", "dqa_scores"),
        columns=(
            Column("Nội dung", width=3.2),
            *(Column(str(year), "right") for year in years),
        ),
        rows=tuple(rows),
        notes=("“–” là không có số liệu; năm thiếu số liệu thì giá trị đếm là cận dưới.",),
    )
    return or_nothing(table)


def _survey(ev: Evaluation) -> str:
    if ev.surveys.held:
        return "có"
    return "–" if ev.data.descriptor.kind == "cong_khai" else "không tổ chức"


def _filed(ev: Evaluation) -> str:
    if ev.account.units_due == 0:
        return "–"
    return f"{format_number(ev.account.units_filed)}/{format_number(ev.account.units_due)}"


def _figure(ev: Evaluation, code: str, variant: str, places: int) -> Cell:
    row = ev.row(code, variant=variant)
    if row is None or pd.isna(row["value"]):
        return Cell("–")
    return Cell(figure_text(row, places, plain=True).removesuffix("%"))


def next_plan_frame(ev: Evaluation) -> Table:
    """Bảng 16 (5.2): proposed frame of targets for a next plan, every line a proposal."""
    return Table(
        key="khung-ke-hoach-sau",
        caption="Đề xuất khung chỉ tiêu của kế hoạch sau",
        unit="",
        source="Đề xuất của người lập báo cáo; chưa phải quy định.",
        columns=(
            Column("Nội dung", width=1.4),
            Column("Cần quy định (đề xuất)", width=3.4),
            Column("Căn cứ", width=1.5),
            Column("Chỉ số (đề xuất)", width=2.6),
        ),
        rows=tuple(Row(cells(*line)) for line in NEXT_PLAN),
        notes=(
            "Mã AMB: điểm chưa rõ của Kế hoạch 3066. Mức chỉ tiêu do cơ quan ban hành kế hoạch quyết "
            "định.",
        ),
        long=True,
    )
