"""Sentences on duties and on policies communicated."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counts, known
from gdnn_analysis.report.wording import figure_text
from gdnn_analysis.vietnamese.numbers import format_number


def duties_sentence(ev: Evaluation) -> Paragraph:
    """How many duty cells have checked evidence; the nature of the plan's requests is said."""
    row, declared = ev.row("A02"), ev.row("A02", variant="tu_khai")
    nature = (
        "Kế hoạch do Sở ban hành nên với cơ quan khác có tính chất đề nghị: số liệu nói về mức "
        "tham gia, không phải vi phạm."
    )
    if row is None or not known(row):
        return Paragraph(f"Không có báo cáo nhiệm vụ nào đã đối chiếu trong năm (A02). {nature}")
    own = (
        f"; theo tự khai là {counts(declared)}" if declared is not None and known(declared) else ""
    )
    return Paragraph(
        f"Trong các nhiệm vụ của mục VII tính theo từng đơn vị, {counts(row)} ô có minh chứng đã đối "
        f"chiếu, bằng {figure_text(row, 1)}{own} (A02). {nature}"
    )


def policies_sentence(ev: Evaluation) -> Paragraph:
    """How many of the listed documents were communicated; no share without an approved list."""
    row, everywhere = ev.row("O03"), ev.row("O03", variant="ca_ba")
    listed = len(ev.rows("O03", variant="", breakdown="policy"))
    if row is None or (not known(row) and not listed):
        return Paragraph(
            "Không có danh mục văn bản phải truyền thông trong năm nên không tính tỷ lệ (O03)."
        )
    if not known(row):
        return Paragraph(
            f"Danh mục của năm có {format_number(listed)} văn bản phải truyền thông nhưng chưa được "
            "duyệt: báo cáo chỉ liệt kê, không tính tỷ lệ (O03)."
        )
    all_three = (
        f"; trên cả ba nhóm kênh: {counts(everywhere)}"
        if everywhere is not None and known(everywhere)
        else ""
    )
    return Paragraph(
        f"{counts(row)} văn bản phải truyền thông trong năm đã có sản phẩm giải thích{all_three} "
        "(O03). Kế hoạch yêu cầu “tất cả” chủ trương, chính sách và không đặt tỷ lệ."
    )


def delay_sentence(ev: Evaluation) -> Paragraph:
    """Days until a policy is explained and an event reported."""
    policy, event = ev.row("O04"), ev.row("O04", variant="su_kien")
    told = []
    if policy is not None and known(policy):
        told.append(
            f"trung vị {figure_text(policy)} ngày từ khi ban hành văn bản đến sản phẩm giải thích đầu "
            f"tiên ({counts(policy)} văn bản đã có)"
        )
    if event is not None and known(event):
        told.append(
            f"trung vị {figure_text(event)} ngày từ khi kết thúc sự kiện đến tin, bài đầu tiên "
            f"({counts(event)} sự kiện có tin, bài ghi rõ sự kiện)"
        )
    if not told:
        return Paragraph("Chưa đủ số liệu có ngày chính xác để tính độ kịp thời (O04).")
    return Paragraph(f"Độ kịp thời: {'; '.join(told)} (O04).")
