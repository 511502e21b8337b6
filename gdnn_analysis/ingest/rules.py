"""What each data-quality rule is called (spec section 3.8), for lists and reports.

DQ-06 and DQ-08 to DQ-18 look at the figures of accepted rows and are checked further up.
"""

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
    "DQ-07": ("Phần không lớn hơn tổng", "Part not larger than whole"),
    "DQ-19": ("Dòng tổng nhập cùng dòng chi tiết", "Total entered together with parts"),
    "DQ-20": ("Chữ, số và tệp đọc được", "Readable text, numbers and files"),
    "DQ-21": ("Số không âm, tỷ lệ trong khoảng 0–1", "No negative figures, shares within 0–1"),
    "DQ-22": ("Tệp, trang tính, cột ngoài biểu mẫu", "Files, sheets, columns beyond the forms"),
}
"""Rules this part checks; DQ-22 is ours, for what RL-07 and RL-10 want reported without a number."""


def rule_title(code: str) -> str:
    """Return the name of a rule in the current language; a code that is not ours stays a code."""
    return say(*RULES[code]) if code in RULES else code
