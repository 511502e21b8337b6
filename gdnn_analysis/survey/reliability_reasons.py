"""Why a figure of a scale's reliability is missing or suspect, in words."""

from __future__ import annotations

from gdnn_analysis.language import say
from gdnn_analysis.survey.alpha import FEWEST_ROWS
from gdnn_analysis.survey.one_factor import FEWEST_ITEMS


def reason(flag: str, items: str, n: int) -> str:
    """Return what a flag of :class:`~gdnn_analysis.survey.reliability.Reliability` means.

    Parameters
    ----------
    flag
        One of the flags of that class.
    items
        The items that carry the flag; empty where an item is constant only among the rows that
        have a weight.
    n
        Complete rows.
    """
    vi, en = _REASONS[flag]
    named = items or say("trong các phiếu có quyền số", "among the rows with a weight")
    return say(vi, en, items=named, n=n, rows=FEWEST_ROWS, fewest=FEWEST_ITEMS)


_REASONS = {
    "few_rows": (
        "Chỉ có {n} phiếu trả lời đủ các câu; cần ít nhất {rows} phiếu.",
        "Only {n} rows answer all items; at least {rows} are needed.",
    ),
    "constant_item": (
        "Có câu mà mọi người trả lời như nhau ({items}), không tính được hệ số của cả thang đo. "
        "Hãy bỏ câu này khỏi thang đo.",
        "Everybody gave the same answer to an item ({items}), so the scale has no coefficient. "
        "Leave the item out.",
    ),
    "constant_other": (
        "Không có alpha khi bỏ {items}, vì trong các câu còn lại có câu mà mọi người trả lời như "
        "nhau.",
        "No alpha without {items}: everybody gave the same answer to one of the items left.",
    ),
    "few_items": (
        "Không đủ số câu: alpha cần ít nhất 2 câu, omega cần ít nhất {fewest} câu.",
        "Too few items: alpha needs at least 2, omega at least {fewest}.",
    ),
    "cancelling": (
        "Các câu bù trừ nhau nên tổng điểm không biến thiên. Hãy kiểm tra câu đảo chiều.",
        "The items cancel out, so their sum does not vary. Check the reversed items.",
    ),
    "singular": (
        "Không tính được omega: có câu suy ra được từ các câu khác, hoặc số phiếu ({n}) không "
        "nhiều hơn số câu. Hãy bỏ câu trùng ý hoặc gộp thêm phiếu.",
        "No omega: an item follows from the others, or there are not more rows ({n}) than items. "
        "Leave out the redundant item, or take more rows together.",
    ),
    "not_converged": (
        "Không tính được omega: mô hình một nhân tố không hội tụ. Hãy dùng alpha.",
        "No omega: the one-factor model did not converge. Use alpha.",
    ),
    "improper": (
        "Omega cần xem lại: mô hình một nhân tố không để lại phương sai riêng cho một câu. Hãy "
        "xem hệ số tương quan câu – tổng và dùng alpha.",
        "Look at omega again: the one-factor model leaves an item no variance of its own. See the "
        "item-total correlations and use alpha.",
    ),
    "reversed": (
        "Câu {items} đi ngược các câu còn lại. Nếu là câu đảo chiều, hãy đảo điểm trước khi tính.",
        "{items} runs against the other items. If it is reversed, turn its scores round first.",
    ),
}
