"""Words for levels of evidence and for what methods found: one place for all presenters.

What may be written at each level is the table of section 3.6; the lint of
``gdnn_analysis.vietnamese.claims`` holds every sentence to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gdnn_analysis.indicators.contribution import Finding
from gdnn_analysis.indicators.contribution.finding import METHOD_LABELS, Method
from gdnn_analysis.language import tell, words
from gdnn_analysis.vietnamese.numbers import format_number, format_signed

OUTCOMES: Final[Mapping[str, str]] = {
    "C01": "nhận biết GDNN",
    "C03": "thái độ với GDNN",
    "C04": "ý định học GDNN",
    "P01": "phân luồng sau THCS",
    "P02": "phân luồng sau THPT",
    "P03": "tuyển mới GDNN",
    "T06": "hỏi thông tin, đăng ký tư vấn",
}
"""What each graded outcome is called inside a sentence."""


@dataclass(frozen=True)
class Rung:
    """One level of the ladder: its condition and the words it allows and refuses."""

    condition: str
    allowed: str
    refused: str


LADDER: Final[tuple[Rung, ...]] = (
    Rung(
        "Chỉ có hoạt động, sản phẩm",
        "“Đã thực hiện, đăng tải, tổ chức …”",
        "“nâng cao nhận thức”, “hiệu quả”",
    ),
    Rung(
        "Thêm số đo tiếp nhận (lượt dự, tiếp cận, hỏi thông tin)",
        "“… được tiếp cận, tương tác, ghi nhớ ở mức …”",
        "“làm thay đổi …”",
    ),
    Rung(
        "Thêm kết quả được đo ít nhất hai lần từ 2021, chưa có so sánh",
        "“Trong cùng thời gian, … tăng/giảm … Chưa đủ căn cứ quy cho hoạt động truyền thông”",
        "“nhờ”, “do”, “giúp tăng”, “tác động làm”",
    ),
    Rung(
        "Thêm liên hệ liều – đáp ứng cùng chiều kỳ vọng, vững khi bỏ từng địa bàn và biến kiểm soát",
        "“Nơi tiếp xúc nhiều hơn có mức … cao hơn; liên hệ này phù hợp với khả năng có đóng góp "
        "nhưng chưa loại trừ …”",
        "“chứng minh”, “nguyên nhân”",
    ),
    Rung(
        "Thêm thiết kế so sánh qua được các kiểm tra và đã xét các giải thích thay thế",
        "“Có bằng chứng cho thấy truyền thông đã đóng góp khoảng … điểm %, trong điều kiện …”",
        "“toàn bộ mức tăng là do …”",
    ),
)
"""Levels 0 to 4."""

CHECKS: Final[Mapping[str, str]] = {
    "bo_tung_dia_ban": "bỏ lần lượt từng địa bàn, dấu không đổi",
    "bo_tung_huyen": "bỏ lần lượt từng huyện cũ, dấu không đổi",
    "bo_bien_kiem_soat": "bỏ biến kiểm soát, dấu không đổi",
    "so_cum": "đủ số cụm",
    "durbin_watson": "phần dư không tự tương quan rõ",
    "xu_huong_truoc": "hai nhóm cùng xu hướng trước khi bắt đầu",
}
"""What a check asks, as a condition that holds or does not."""
EFFECTS: Final[Mapping[Method, tuple[str, str]]] = {
    "tuong_quan_hang": ("hệ số tương quan hạng", ""),
    "lieu_dap_ung": ("mỗi buổi đến trường thêm ứng với", " điểm %"),
    "chuoi_gian_doan": ("bước nhảy tại thời điểm bắt đầu", " lượt/tháng"),
    "khac_biet_kep": ("chênh lệch sau lần đầu đến trường", " điểm %"),
}
"""What the estimate of each method is, and its unit."""


def method_name(finding: Finding) -> str:
    """Return what a method is called, with the outcome it looked at."""
    return f"{words(METHOD_LABELS[finding.method][0])} ({finding.outcome})"


def outcome_name(code: str) -> str:
    """Return what an outcome is called in a sentence, with its code."""
    return f"{words(OUTCOMES.get(code, code))} ({code})"


def estimate_of(finding: Finding) -> str:
    """Return the estimate with its interval and p-value, empty when the method did not run."""
    if finding.estimate is None:
        return ""
    effect, unit = EFFECTS[finding.method]
    low, high = (format_number(end, 2, missing="–") for end in (finding.ci_low, finding.ci_high))
    p_value = format_number(finding.p_value, 3, missing="–")
    return tell(
        "{words} {estimate}{unit} (KTC 95%: {low} đến {high}; p = {p_value}; n = {n})",
        words=effect,
        estimate=format_signed(finding.estimate, 2),
        unit=unit,
        low=low,
        high=high,
        p_value=p_value,
        n=format_number(finding.n),
    )


def direction_of(finding: Finding) -> str:
    """Return what may be said of a finding (rule R13): its direction, or that none was found."""
    if finding.supports:
        return words("cùng chiều kỳ vọng, qua được mọi kiểm tra")
    if finding.contradicts:
        return words("ngược chiều kỳ vọng")
    if finding.significant:
        return words("cùng chiều kỳ vọng nhưng không qua được mọi kiểm tra")
    return words("chưa phát hiện liên hệ")


def failed_checks(finding: Finding) -> tuple[str, ...]:
    """Return the conditions that did not hold after estimating."""
    return tuple(
        words(CHECKS.get(check.name, check.name)) for check in finding.checks if not check.passed
    )
