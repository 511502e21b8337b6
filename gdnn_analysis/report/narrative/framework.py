"""The plan evaluated and how it was evaluated (5.2, parts I and II)."""

from __future__ import annotations

from collections.abc import Iterator

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.methods import methods_of
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import label, small, target_text, unchecked_words
from gdnn_analysis.vietnamese.numbers import format_number

KINDS = ("commitment", "audience", "theme", "message", "activity", "form", "duty", "funding")
"""Kinds of statements that are counted in the description of the plan (list STMT)."""


def plan_evaluated(ev: Evaluation) -> Blocks:
    """What the plan says, counted from the plan's own tables."""
    texts = list(_plan(ev))
    if not texts:
        return Blocks.of(
            Paragraph("Không có bảng nội dung Kế hoạch nên không mô tả được kế hoạch.")
        )
    return Blocks.of(
        Paragraph(
            "Đối tượng đánh giá là Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021 về truyền thông giáo "
            "dục nghề nghiệp giai đoạn 2021 – 2025."
        ),
        items(texts),
        Paragraph(
            "Lý thuyết thay đổi: kinh phí, đội ngũ → sản phẩm, sự kiện → tiếp cận, tham dự → ghi nhớ, "
            "hỏi thông tin → nhận biết, hiểu đúng, thái độ → ý định → đăng ký → tuyển mới, phân "
            "luồng. Giả định phải kiểm tra: nội dung đến đúng đối tượng ưu tiên và được hiểu; chỗ "
            "học, học phí, đi lại cho phép lựa chọn; phụ huynh, giáo viên không phản bác thông điệp."
        ),
    )


def _plan(ev: Evaluation) -> Iterator[str]:
    target = ev.account.annual_target
    if target is not None:
        yield tell(
            "Chỉ tiêu bằng số duy nhất: hằng năm ít nhất {target_text} tin, bài, phóng "
            "sự và ấn phẩm được số hoá, đăng tải (O01).",
            target_text=target_text(target),
        )
    kinds = ev.data["statements"]["kind"].value_counts()
    counted = [
        f"{small(label('STMT', kind))}: {format_number(int(kinds[kind]))}"
        for kind in KINDS
        if kind in kinds.index
    ]
    if counted:
        yield tell("Nội dung phải theo dõi, theo loại: {counted}.", counted="; ".join(counted))
    rows = ev.data["activities"]
    lines = rows[rows["is_heading"].ne(True)]
    if len(lines):
        marks = sum(len(years) for years in lines["planned_years"])
        yield tell(
            "Phụ lục có {count} dòng hoạt động với {marks} ô lịch theo năm, không ghi "
            "khối lượng (A01).",
            count=format_number(len(lines)),
            marks=format_number(marks),
        )
    duties = ev.data["duties"]
    if len(duties):
        yield tell(
            "Mục VII có {count} nhiệm vụ của {nunique} nhóm chủ thể, phần lớn ở dạng đề "
            "nghị (A02).",
            count=format_number(len(duties)),
            nunique=format_number(duties["actor_group"].nunique()),
        )


def evaluation_method(ev: Evaluation) -> Blocks:
    """Questions, sources, periods, conversions, surveys, limits and ethics."""
    samples = ev.surveys.samples
    drawn = int(samples["probability"].eq(True).sum()) if len(samples) else 0
    surveys = (
        tell(
            "Khảo sát: {count} đợt, trong đó {drawn} đợt mẫu xác suất có khoảng tin cậy "
            "95%; đợt tự nguyện không suy rộng.",
            count=format_number(len(samples)),
            drawn=format_number(drawn),
        )
        if len(samples)
        else _no_survey(ev)
    )
    return Blocks(
        items(
            [
                "Câu hỏi: sáu câu hỏi theo tiêu chí OECD-DAC; mỗi câu gắn với chỉ số và nguồn.",
                "Năm học (Y-1)–Y thuộc năm báo cáo Y; số liệu của địa bàn cũ không chia theo tỷ lệ.",
                surveys,
                "Phỏng vấn, thảo luận nhóm: bộ số liệu không có bảng này nên báo cáo không trích dẫn ý "
                "kiến phỏng vấn.",
                tell(
                    "Hạn chế: số liệu thiếu không được coi là 0; giá trị đếm thiếu là cận dưới; số "
                    "{unchecked} in riêng với số đã đối chiếu.",
                    unchecked=unchecked_words(ev),
                ),
                "Đạo đức: không in dữ liệu cá nhân; ô có 1–4 người được ẩn trong bản công khai.",
            ]
        )
    )


def contribution_method(ev: Evaluation) -> Blocks:
    """How many methods of the contribution analysis have the data they need."""
    methods = methods_of(ev)
    return Blocks(
        items(
            [
                tell(
                    "Phân tích đóng góp: {met}/{count} phương pháp đủ điều kiện số liệu; điều "
                    "kiện ấn định trước khi xem kết quả.",
                    met=format_number(sum(method.met for method in methods)),
                    count=format_number(len(methods)),
                )
            ]
        )
    )


def _no_survey(ev: Evaluation) -> str:
    """Say that there are no survey data; public sources do not tell that none was held."""
    if ev.data.descriptor.kind == "cong_khai":
        return (
            "Khảo sát: nguồn công khai không có số liệu khảo sát; không kết luận về nhận thức, thái "
            "độ, ý định."
        )
    return "Khảo sát: không tổ chức trong kỳ; không kết luận về nhận thức, thái độ, ý định."
