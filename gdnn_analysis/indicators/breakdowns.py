"""What the breakdowns of the result table are called, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gdnn_analysis.language import say

TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "activity": ("hoạt động trong Phụ lục", "annex activity"),
    "actor_group": ("nhóm chủ thể", "actor group"),
    "admin_level": ("cấp hành chính", "administrative level"),
    "area": ("huyện, thành phố cũ", "former district"),
    "audience": ("đối tượng", "audience"),
    "author_unit": ("đơn vị sản xuất", "producing unit"),
    "channel": ("kênh", "channel"),
    "channel_type": ("loại kênh", "type of channel"),
    "commune": ("xã, phường, thị trấn", "commune"),
    "commune_with_vet": ("xã có cơ sở GDNN", "commune with a vocational school"),
    "course": ("lớp tập huấn", "training course"),
    "criterion": ("tiêu chí", "criterion"),
    "dimension": ("tiêu chí chất lượng số liệu", "dimension of data quality"),
    "doc_type": ("loại văn bản", "type of document"),
    "duty": ("nhiệm vụ", "duty"),
    "event_type": ("loại sự kiện", "type of event"),
    "form": ("hình thức truyền thông", "form of communication"),
    "fund_source": ("nguồn kinh phí", "source of funds"),
    "in_kind": ("hiện vật quy đổi", "in kind"),
    "indicator": ("chỉ số", "indicator"),
    "item_type": ("thể loại", "type of item"),
    "item": ("câu hỏi của đợt khảo sát", "question of a survey wave"),
    "kind": ("loại", "kind"),
    "language": ("ngôn ngữ", "language"),
    "lead_unit": ("đơn vị chủ trì", "leading unit"),
    "level": ("trình độ", "level"),
    "message": ("thông điệp", "message"),
    "month": ("tháng", "month"),
    "outcome": ("kết quả", "outcome"),
    "owner_unit": ("đơn vị quản lý kênh", "owner of the channel"),
    "ownership": ("loại hình sở hữu", "ownership"),
    "partner_unit": ("đơn vị phối hợp", "partner unit"),
    "place_type": ("loại địa điểm", "type of place"),
    "policy": ("văn bản", "policy document"),
    "product_type": ("loại sản phẩm", "type of product"),
    "quarter": ("quý", "quarter"),
    "reason": ("lý do hiệu chỉnh", "reason of revision"),
    "school_level": ("cấp học", "school level"),
    "scope": ("nội dung hợp tác", "scope of cooperation"),
    "score": ("điểm trung bình của đợt khảo sát", "mean score of a survey wave"),
    "sex": ("giới tính", "sex"),
    "source": ("nguồn thông tin", "information source"),
    "system": ("hệ phát thanh, truyền hình", "broadcasting system"),
    "table": ("bảng số liệu", "table"),
    "theme": ("chủ đề", "theme"),
    "tone": ("sắc thái", "tone"),
    "trend": ("câu hỏi so sánh giữa hai đợt", "question compared between waves"),
    "unit": ("đơn vị", "unit"),
    "wave": ("đợt khảo sát", "survey wave"),
    "wave_area": ("đợt khảo sát và huyện, thành phố cũ", "survey wave and former district"),
    "wave_sex": ("đợt khảo sát và giới tính", "survey wave and sex"),
}


def breakdown_title(name: str) -> str:
    """Return what a breakdown is called.

    Raises
    ------
    KeyError
        For a breakdown nobody has named.
    """
    vi, en = TITLES[name]
    return say(vi, en)
