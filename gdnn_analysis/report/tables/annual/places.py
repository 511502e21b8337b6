"""Public places and publications (Bảng 16); enterprises and foreign relations (Bảng 17)."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Table
from gdnn_analysis.report.tables.annual.common import figures_table, lines_by
from gdnn_analysis.report.tables.lines import Line, Titles
from gdnn_analysis.report.wording import span_text


def public_places(ev: Evaluation) -> Table | None:
    """Bảng 16: sites, site-days and publications (O12, O13)."""
    lines: list[Line | str] = [
        "Không gian công cộng",
        Line("Điểm quảng bá (O12)", "O12"),
        Line("Điểm-ngày (O12)", "O12", "diem_ngay"),
        Line("Trong đó: gian hàng, quầy hàng (O12)", "O12", "gian_hang"),
        "Điểm quảng bá theo loại nơi đặt",
        *lines_by(ev, "O12", "place_type", "PLACE"),
        "Điểm quảng bá theo loại sản phẩm",
        *lines_by(ev, "O12", "product_type", "PRODUCT"),
        "Ấn phẩm",
        Line("Đầu ấn phẩm (O13)", "O13"),
        *lines_by(ev, "O13", "product_type", "PRODUCT"),
        Line("Bản in (O13)", "O13", "ban"),
        Line("Bản đã phát (O13)", "O13", "phat_ra"),
    ]
    return figures_table(
        ev,
        Titles(
            "khong-gian",
            tell(
                "Quảng bá tại không gian công cộng và ấn phẩm {span_text}",
                span_text=span_text(ev.period),
            ),
            "Chỉ số",
            ("products", "deployments"),
        ),
        lines,
        notes=(
            "Hai đơn vị báo cùng một nơi được tính một điểm. Không có số đếm người qua lại nên không "
            "nêu mức tiếp cận; in ra chưa phải là đã đọc.",
        ),
    )


def enterprises(ev: Evaluation) -> Table | None:
    """Bảng 17: enterprises taking part, agreements, foreign relations (O19, C08, O17)."""
    lines: list[Line | str] = [
        "Doanh nghiệp tham gia truyền thông GDNN",
        Line("Doanh nghiệp (O19)", "O19"),
        *lines_by(ev, "O19", "ownership", "OWNERSHIP"),
        Line("Hoạt động có doanh nghiệp tham gia (O19)", "O19", "hoat_dong"),
        "Thoả thuận doanh nghiệp – cơ sở GDNN",
        Line("Ký trong năm (C08)", "C08"),
        *lines_by(ev, "C08", "scope", "AGREE"),
        Line("Còn hiệu lực cuối năm (C08)", "C08", "con_hieu_luc"),
        "Đối ngoại",
        Line("Sản phẩm truyền thông đối ngoại (O17)", "O17", "san_pham"),
        Line("Hoạt động có đối tác quốc tế (O17)", "O17", "hoat_dong"),
    ]
    return figures_table(
        ev,
        Titles(
            "doanh-nghiep",
            tell(
                "Doanh nghiệp, thoả thuận gắn kết, đối ngoại {span_text}",
                span_text=span_text(ev.period),
            ),
            "Chỉ số",
            ("events", "media", "agreements", "units"),
        ),
        lines,
        notes=(
            "Một thoả thuận có thể thuộc nhiều khâu; ký kết chưa phải là đã thực hiện. Kế hoạch nêu "
            "đối ngoại (II.6, III.5) nhưng không có hoạt động trong Phụ lục.",
        ),
    )
