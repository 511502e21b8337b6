"""What each data-quality rule is called (spec section 3.8), for lists and reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gdnn_analysis.language import say

RULES: Final[Mapping[str, tuple[str, str]]] = {
    "DQ-01": ("Trường bắt buộc", "Required fields"),
    "DQ-02": ("Danh mục, dạng thức", "Code lists and forms"),
    "DQ-03": ("Khoá và tham chiếu", "Keys and references"),
    "DQ-04": ("Ngày tháng hợp lý", "Plausible dates"),
    "DQ-05": ("Kết thúc không trước bắt đầu", "End not before start"),
    "DQ-06": (
        "Có liên kết hoặc minh chứng lưu (không mở mạng nên không biết liên kết còn sống hay không)",
        "A link or stored evidence (nothing goes online, so a dead link is not noticed)",
    ),
    "DQ-07": ("Phần không lớn hơn tổng", "Part not larger than whole"),
    "DQ-08": (
        "Số khác xa mức thường thấy của chính đơn vị (ngoài trung vị ± 3 MAD, gấp hoặc kém 3 lần)",
        "Figure far from the unit's own history (outside median ± 3 MAD, and threefold)",
    ),
    "DQ-09": (
        "Số giống hệt ở nhiều kỳ liền nhau, hoặc hầu hết là số tròn trăm",
        "The same figure in consecutive periods, or nearly all figures whole hundreds",
    ),
    "DQ-10": ("Dồn vào ngày cuối kỳ", "Bunching on the last day of the period"),
    "DQ-11": (
        "Một minh chứng dùng cho các sự kiện khác nhau",
        "One piece of evidence for different events",
    ),
    "DQ-12": (
        "Đơn vị đang hoạt động vào thời điểm của dòng",
        "Unit in force at the time of the row",
    ),
    "DQ-13": (
        "Học sinh dự không quá 105% số học sinh của khối lớp ở trường",
        "Pupils at an event at most 105 % of those of the school's grade",
    ),
    "DQ-14": ("Số phút trên mỗi lượt phát trong khoảng 0,2–120", "Minutes per spot 0.2–120"),
    "DQ-15": ("Tin, bài có nội dung và đối tượng", "Media coded by theme and audience"),
    "DQ-16": ("Dòng kinh phí gắn với hoạt động", "Budget line tied to an activity"),
    "DQ-17": (
        "Dữ liệu cá nhân (điện thoại, thư điện tử, CCCD) trong ô chữ tự do",
        "Personal data (phone, e-mail, identity number) in free text",
    ),
    "DQ-18": (
        "Khảo sát: trả lời như nhau mọi câu, thiếu quyền số (biểu mẫu không có thời lượng phỏng vấn "
        "nên không kiểm tra tốc độ)",
        "Survey: straight-lining, missing weights (speed is not checked: the forms hold no length)",
    ),
    "DQ-19": ("Dòng tổng nhập cùng dòng chi tiết", "Total entered together with parts"),
    "DQ-20": ("Chữ, số và tệp đọc được", "Readable text, numbers and files"),
    "DQ-21": ("Số không âm, tỷ lệ trong khoảng 0–1", "No negative figures, shares within 0–1"),
    "DQ-22": ("Tệp, trang tính, cột ngoài biểu mẫu", "Files, sheets, columns beyond the forms"),
}
"""All rules; DQ-06 and DQ-08 to DQ-18 only warn. DQ-22 is ours, for what RL-07 and RL-10 want
reported without a number."""


def rule_title(code: str) -> str:
    """Return the name of a rule in the current language; a code that is not ours stays a code."""
    return say(*RULES[code]) if code in RULES else code
