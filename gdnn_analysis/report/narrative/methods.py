"""The method note and the signs of verdicts."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Blocks, Note
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import VERDICT_SIGNS, WINDOWS, label
from gdnn_analysis.vietnamese.numbers import format_percent


def method(ev: Evaluation) -> Blocks:
    """The method note: windows, readings, thresholds, rules marked as proposals."""
    settings = ev.settings
    lines = [
        f"Kỳ số liệu: {ev.interval.label_vi()} ({WINDOWS[settings.window]}).",
        "Một sản phẩm được tính một lần, vào năm của lượt đăng hợp lệ đầu tiên; đăng lại, phát lại, "
        "bản dịch là lượt đăng (quy tắc R05).",
        "Hai dòng cùng địa chỉ trang là một lượt đăng. Hai dòng cùng tiêu đề, cùng kênh, lệch không "
        f"quá 1 ngày là trùng chắc chắn; tiêu đề giống từ "
        f"{format_percent(100 * settings.similarity, 0)} mà không khác chữ số nào là nghi trùng, "
        "tính một lần và đưa vào danh sách rà soát (đề xuất).",
        "Ngày chỉ biết tháng hoặc năm được xếp vào kỳ khi cả tháng hoặc năm đó nằm trong kỳ; nếu "
        "không thì bị loại và được nêu (quy tắc R03).",
        f"Giá trị đếm là cận dưới khi mức đầy đủ dưới "
        f"{format_percent(100 * settings.complete_share, 0)}; “gần đạt” là từ "
        f"{format_percent(100 * settings.near_share, 0)} chỉ tiêu (hai ngưỡng là đề xuất của hệ "
        "thống).",
        "Chỉ tiêu chỉ “đạt” khi số đã đối chiếu đạt; nếu phải tính cả số tự khai mới đạt thì ghi "
        "“chưa đủ căn cứ kết luận”.",
        "Trạng thái hoạt động Phụ lục theo minh chứng tối thiểu do hệ thống đề xuất; hai nhóm chủ "
        "trì thì cần minh chứng của cả hai.",
        "Tiền tính tại đơn vị sử dụng cuối cùng theo giá hiện hành; hiện vật quy đổi nêu riêng.",
        f"Tỷ lệ tính từ mẫu dưới {settings.smallest_sample} quan sát chỉ in số đếm, không in phần "
        "trăm; tỷ lệ từ mẫu kèm khoảng tin cậy 95% (quy tắc R11).",
        "Không cộng số người qua nhiều kênh, tháng, sự kiện; lượt người dự được cộng và luôn gọi là "
        "lượt (quy tắc R09).",
    ]
    if settings.public:
        lines.append(
            f"Ô dưới {settings.smallest_cell} người và ô bù của nó được ẩn để bảo mật (quy tắc R11)."
        )
    return Blocks(items(lines))


def verdict_legend() -> Note:
    """The signs used in the report."""
    return Note(
        "Ký hiệu kết luận",
        tuple(f"{sign} {label('VERDICT', code)}" for code, sign in VERDICT_SIGNS.items()),
    )
