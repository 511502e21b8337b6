"""Basis, scope and completeness of the report."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.metadata import title
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.organisation import MERGED
from gdnn_analysis.report.wording import WINDOWS, figure_text, small
from gdnn_analysis.vietnamese.numbers import format_number


def scope(ev: Evaluation) -> Blocks:
    """Territory, window and what the year means (sections 1 and 2)."""
    window = ev.interval.label_vi()
    texts = [
        tell(
            "Kỳ số liệu: {window} ({windows}); các bảng về tuyển sinh, kinh phí, năm "
            "học ghi rõ kỳ riêng của mình.",
            window=window,
            windows=WINDOWS[ev.settings.window],
        ),
        *_territory(ev),
    ]
    if ev.period.first == 2021:
        texts.append(
            "Năm 2021 là năm ban hành Kế hoạch: số liệu được tính trên hai cơ sở, cả kỳ và từ ngày "
            "13/9/2021; chỉ tiêu năm không được Kế hoạch quy đổi."
        )
    if ev.period.last == 2025:
        texts.append(
            "Năm 2025 có thay đổi tổ chức (01/3/2025 và 01/7/2025): bản ghi của đơn vị kế thừa "
            "được tính cho nhóm chủ thể ban đầu."
        )
    return Blocks(items(texts))


def _territory(ev: Evaluation) -> list[str]:
    if ev.scope is None and ev.interval.last_day < MERGED:
        return ["Địa bàn: toàn tỉnh, thống kê theo huyện, thị xã, thành phố."]
    if ev.scope is None:
        return [
            "Địa bàn: toàn tỉnh; từ 01/7/2025 là địa bàn tỉnh cũ, giữ 12 huyện, thị xã, thành phố làm "
            "địa bàn thống kê."
        ]
    what = (
        tell(
            "Phạm vi: {name} ({id}, địa bàn huyện cũ): việc của {count} đơn vị có trụ sở trên địa "
            "bàn, sự kiện, điểm quảng bá, trường học, học sinh trên địa bàn.",
            name=ev.scope.name,
            id=ev.scope.id,
            count=format_number(len(ev.scope.units)),
        )
        if ev.scope.kind == "area"
        else tell(
            "Phạm vi: {name} ({id}): sản phẩm do đơn vị là tác giả (không ghi tác giả thì là đơn vị "
            "nhập), sự kiện do đơn vị chủ trì hoặc phối hợp, số liệu khác do đơn vị nộp.",
            name=ev.scope.name,
            id=ev.scope.id,
        )
    )
    return [
        what,
        "Số liệu của các đơn vị, địa bàn không cộng được thành số liệu toàn tỉnh: một việc nhiều đơn "
        "vị cùng làm có trong báo cáo của từng đơn vị.",
        "Chỉ tiêu năm, lịch Phụ lục, việc truyền thông chủ trương, chính sách, kết quả khảo sát, mức "
        "bằng chứng về đóng góp chỉ tính cho toàn tỉnh nên không có trong báo cáo này.",
    ]


def works_of_part(ev: Evaluation) -> Paragraph:
    """What the table of works of a district or unit is, and that no target applies to it."""
    return Paragraph(
        "Kế hoạch đặt chỉ tiêu năm cho toàn tỉnh, không chia cho đơn vị, địa bàn, nên bảng dưới không "
        "có kết luận đạt hay chưa đạt."
    )


def issues_of_part(ev: Evaluation) -> Paragraph:
    """Which data issues the report of a district or unit can name."""
    return Paragraph(
        "Phần này nêu vấn đề của các dòng số liệu được tính trong phạm vi báo cáo. Dòng bị loại do "
        "lỗi không gắn được với đơn vị nên chỉ có trong báo cáo toàn tỉnh."
    )


def legal_basis(ev: Evaluation) -> Blocks:
    """Documents the report rests on."""
    return Blocks(
        items(
            [
                "Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021 của Sở Lao động – Thương binh và Xã "
                "hội tỉnh Hải Dương về truyền thông giáo dục nghề nghiệp giai đoạn 2021\u00a0–\u2060\u00a02025;",
                "Quyết định số 534/QĐ-LĐTBXH ngày 07/5/2021 của Bộ Lao động – Thương binh và Xã "
                "hội về việc ban hành Kế hoạch truyền thông về giáo dục nghề nghiệp giai đoạn "
                "2021\u00a0–\u2060\u00a02025;",
                "Nghị định số 09/2019/NĐ-CP ngày 24/01/2019 của Chính phủ quy định về chế độ báo "
                "cáo của cơ quan hành chính nhà nước.",
            ]
        )
    )


def completeness(ev: Evaluation) -> Paragraph:
    """One paragraph on filing, before the table."""
    row, on_time = ev.row("Q01"), ev.row("Q02")
    if row is None or pd.isna(row["value"]):
        return Paragraph(
            "Không có danh mục nghĩa vụ nộp số liệu nên không tính được mức đầy đủ. Giá trị đếm "
            "trong báo cáo là cận dưới."
        )
    return Paragraph(
        tell(
            "Các đơn vị đã hoàn thành {numerator}/{denominator} lượt nghĩa vụ nộp số "
            "liệu, đạt {figure} (Q01); đúng hạn {figure_2} (Q02). Chi tiết ở "
            "{{bang:tinh-hinh-nop}}.",
            numerator=format_number(row["numerator"]),
            denominator=format_number(row["denominator"]),
            figure=figure_text(row, 1),
            figure_2=figure_text(on_time, 1),
        )
    )


def closing(ev: Evaluation, *, as_annex: bool = False) -> Paragraph | None:
    """Return the last words of the report, which stand above the signature; an annex has none."""
    if as_annex:
        return None
    return Paragraph(
        tell("Trên đây là báo cáo {title}.{{phuluc:cac-phu-luc}}", title=small(title(ev)))
    )
