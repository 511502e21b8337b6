"""Unit costs and shares of sources (Bảng 19)."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.tables.annual.common import figures_table
from gdnn_analysis.report.tables.lines import Line, Titles
from gdnn_analysis.report.wording import span_text


def unit_costs(ev: Evaluation) -> Table | None:
    """Bảng 19: cost per work, attendance and paid reach; shares outside the budget."""
    lines: list[Line | str] = [
        "Chi phí đơn vị",
        Line("Một sản phẩm đăng tải (E01)", "E01"),
        Line("Một lượt người dự đo được (E02)", "E02"),
        Line("Phần chi cho sự kiện đã đưa vào phép tính (E02)", "E02", "ty_le_chi_tinh"),
        Line("1.000 lượt tiếp cận trả phí (E03)", "E03"),
        "Huy động nguồn ngoài ngân sách, trên tổng thực chi",
        Line("Gồm nguồn thu sự nghiệp (I03)", "I03", "gom_su_nghiep"),
        Line("Không gồm nguồn thu sự nghiệp (I03)", "I03", "khong_su_nghiep"),
        "Đơn vị bố trí kinh phí riêng",
        Line("Đơn vị có kinh phí riêng (I05)", "I05"),
    ]
    return figures_table(
        ev,
        Titles(
            "chi-phi-don-vi",
            tell(
                "Chi phí đơn vị và huy động nguồn lực {span_text}", span_text=span_text(ev.period)
            ),
            "Chỉ số",
            ("budget_lines", "budget_transactions", "media", "event_groups", "placement_metrics"),
        ),
        lines,
        notes=(
            "KH 3066 không đặt mức kinh phí. Chi phí đơn vị là tỷ số của tổng chi và tổng kết quả ở "
            "các đơn vị có số liệu kinh phí; chi phí thấp chỉ tốt hơn khi chất lượng như nhau. Tử "
            "số là triệu đồng.",
        ),
    )
