"""The method note and the signs of verdicts."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Note
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import VERDICT_SIGNS, WINDOWS, label, unchecked_words
from gdnn_analysis.vietnamese.numbers import format_percent


def method(ev: Evaluation) -> Blocks:
    """The method note: windows, readings, thresholds, rules marked as proposals."""
    settings = ev.settings
    lines = [
        tell(
            "Kỳ số liệu: {interval} ({windows}).",
            interval=ev.interval.label_vi(),
            windows=WINDOWS[settings.window],
        ),
        "Một sản phẩm được tính một lần, vào năm của lượt đăng hợp lệ đầu tiên; đăng lại, phát lại, "
        "bản dịch là lượt đăng (quy tắc R05).",
        tell(
            "Hai dòng cùng địa chỉ trang là một lượt đăng. Hai dòng cùng tiêu đề, cùng "
            "kênh, lệch không quá 1 ngày là trùng chắc chắn; tiêu đề giống từ {share} "
            "mà không khác chữ số nào là nghi trùng, tính một lần và đưa vào danh sách "
            "rà soát (đề xuất).",
            share=format_percent(100 * settings.similarity, 0),
        ),
        "Ngày chỉ biết tháng hoặc năm được xếp vào kỳ khi cả tháng hoặc năm đó nằm trong kỳ; nếu "
        "không thì bị loại và được nêu (quy tắc R03).",
        tell(
            "Giá trị đếm là cận dưới khi mức đầy đủ dưới {share}; “gần đạt” là từ "
            "{share_2} chỉ tiêu (hai ngưỡng là đề xuất của hệ thống).",
            share=format_percent(100 * settings.complete_share, 0),
            share_2=format_percent(100 * settings.near_share, 0),
        ),
        tell(
            "Chỉ tiêu chỉ “đạt” khi số đã đối chiếu đạt; nếu phải tính cả số {unchecked} mới đạt thì "
            "ghi “chưa đủ căn cứ kết luận”.",
            unchecked=unchecked_words(ev),
        ),
        "Trạng thái hoạt động Phụ lục theo minh chứng tối thiểu do hệ thống đề xuất; hai nhóm chủ "
        "trì thì cần minh chứng của cả hai.",
        "Tiền tính tại đơn vị sử dụng cuối cùng theo giá hiện hành; hiện vật quy đổi nêu riêng.",
        tell(
            "Tỷ lệ tính từ mẫu dưới {smallest_sample} quan sát chỉ in số đếm, không in "
            "phần trăm; tỷ lệ từ mẫu kèm khoảng tin cậy 95% (quy tắc R11).",
            smallest_sample=settings.smallest_sample,
        ),
        "Không cộng số người qua nhiều kênh, tháng, sự kiện; lượt người dự được cộng và luôn gọi là "
        "lượt (quy tắc R09).",
    ]
    if settings.public:
        lines.append(
            tell(
                "Ô dưới {smallest_cell} người và ô bù của nó được ẩn để bảo mật (quy tắc R11).",
                smallest_cell=settings.smallest_cell,
            )
        )
    return Blocks(items(lines))


def verdict_legend(ev: Evaluation) -> Note | None:
    """The signs used in the report, and no others; nothing when no verdict is drawn."""
    drawn = {str(code) for part in (ev, *ev.years.values()) for code in part.results["verdict"]}
    used = [code for code in VERDICT_SIGNS if code in drawn]
    if not used:
        return None
    lines = tuple(f"{VERDICT_SIGNS[code]} {label('VERDICT', code)}" for code in used)
    return Note("Ký hiệu kết luận", lines)
