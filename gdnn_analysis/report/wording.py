"""How figures, verdicts and statuses are worded: one place for all presenters.

Symbols go with words and colour, so that a black-and-white print and a colour-blind reader lose
nothing (verdict logic 3.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.participation import PLAN_GROUPS
from gdnn_analysis.language import counted_words, tell, words
from gdnn_analysis.period import Period
from gdnn_analysis.report.blocks import Cell
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_million_vnd, format_number, format_percent

NO_DATA: Final = "không có số liệu"
AT_LEAST: Final = "ít nhất"
NOTHING_YET: Final = "chưa ghi nhận"
"""What a count of 0 is while data are missing: "at least 0" says nothing."""
NOTHING_CHECKED: Final = "chưa có bản ghi đã đối chiếu"
CHECKED_ONLY: Final = ("A04", "A08", "O09")
"""Counts of checked records alone: a 0 of theirs does not mean that nothing was recorded."""

VERDICT_SIGNS: Final[Mapping[str, str]] = {
    "dat": "✔",
    "gan_dat": "▲",
    "chua_dat": "✘",
    "chua_ket_luan": "?",
    "phu_thuoc_cach_hieu": "±",
    "khong_chi_tieu": "○",
    "khong_du_lieu": "–",
    "chua_den_ky": "…",
}
STATUS_SIGNS: Final[Mapping[str, str]] = {
    "thuc_hien": "✔",
    "mot_phan": "◐",
    "khong": "✘",
    "khong_du_lieu": "–",
    "khong_ap_dung": "/",
}
READINGS: Final[Mapping[str, str]] = {
    "A": "chỉ cơ quan báo chí",
    "B": "cơ quan báo chí, cổng/trang TTĐT cơ quan nhà nước và truyền thanh cơ sở",
    "C": "như B và các kênh trực tuyến chính thức đã đăng ký",
}
DIGITAL: Final[Mapping[str, str]] = {
    "S1": "chỉ ấn phẩm phải được số hoá",
    "S2": "mọi sản phẩm phải được số hoá",
}
WINDOWS: Final[Mapping[str, str]] = {
    "nd09": "kỳ báo cáo theo Nghị định 09/2019/NĐ-CP",
    "calendar": "năm dương lịch",
}


def span_text(period: Period) -> str:
    """Return what a report is about: "năm 2023" or "giai đoạn 2021–2025"."""
    if period.is_year:
        return tell("năm {period}", period=period)
    return tell("giai đoạn {first}–{last}", first=period.first, last=period.last)


def label(code_list: str, code: str) -> str:
    """Return the label of a code; unlisted categories are shown as they are."""
    labels = contract().code_lists[code_list].labels
    return words(labels.get(code, OTHER_CATEGORIES.get(code, code)), code_list)


def level_name(code: str) -> str:
    """Return a level of results without its term of art, which leaders must not get (5.3)."""
    return label("RESULT", code).split(" (")[0]


def due_text(day: pd.Timestamp, last: date) -> str:
    """Return a day by which something was to be done, and whether it lies before a period's end."""
    text = format_date(day)
    return text if day > pd.Timestamp(last) else tell("{day}, đã quá hạn", day=text)


OTHER_CATEGORIES: Final[Mapping[str, str]] = {
    "khong_xac_dinh": "Không xác định",
    "khong_ma_hoa": "Không mã hoá",
    "khong_tach": "Không tách được theo hoạt động",
    "khong_ro": "Không rõ",
    "in_kind": "Hiện vật quy đổi",
}


CHECKED_PART: Final = ("tat_ca", "da_doi_chieu")
"""Variants of O01: all works of a reading and filter, and those of them that were checked."""


def unchecked_words(ev: Evaluation) -> str:
    """Return what records are that nobody checked: those of public sources nobody declared."""
    return words("chưa đối chiếu") if ev.is_public else words("tự khai")


def checked_text(ev: Evaluation, stem: str) -> str:
    """Return the checked works of a reading and filter; of public sources 0 says none was checked."""
    everything, checked = (ev.row("O01", variant=f"{stem}/{part}") for part in CHECKED_PART)
    if everything is None or checked is None or not has_figure(everything):
        return words(NO_DATA)
    if has_figure(checked) or not ev.is_public:
        return figure_text(checked, plain=True)
    return unchecked_words(ev)


def verification_text(ev: Evaluation, code: str) -> str:
    """Return whether a record was checked."""
    told = {"tu_khai": unchecked_words(ev), "da_doi_chieu": "đã đối chiếu"}
    return capital(told.get(code, code))


def verdict_cell(verdict: str) -> Cell:
    """Return the sign and word of a verdict."""
    if not verdict:
        return Cell("")
    return Cell(label("VERDICT", verdict), tone=verdict, symbol=VERDICT_SIGNS[verdict])


def status_cell(ev: Evaluation, status: str) -> Cell:
    """Return the sign and word of an annex status; a row not due yet has the verdict's word.

    Public sources tell of an activity, not whether those in charge of it did their part.
    """
    if status not in STATUS_SIGNS:
        return verdict_cell(status)
    signs_only = ev.is_public and status == "mot_phan"
    text = words("Có dấu hiệu thực hiện") if signs_only else label("STATUS", status)
    return Cell(text, tone=f"status-{status}", symbol=STATUS_SIGNS[status])


PROVISIONAL: Final = ("uoc_tinh", "so_bo")
"""Codes of DATA_STATUS that are printed in italics (rule R16)."""


def is_provisional(row: pd.Series) -> bool:
    """Say whether a figure may still change."""
    return str(row["data_status"]) in PROVISIONAL


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    told = words(text)
    return told[:1].upper() + told[1:]


def small(text: str) -> str:
    """Return a text with its first letter in lower case, unless it begins with an abbreviation."""
    told = words(text)
    return told if told[:2].isupper() else told[:1].lower() + told[1:]


def flags_of(row: pd.Series) -> frozenset[str]:
    """Return the flags of a result row."""
    return frozenset(flag for flag in str(row["flags"]).split(";") if flag)


UNIT_COST: Final = "đồng/"
"""Beginning of the units of costs per something, which officials write in nghìn đồng."""


def is_money(unit: str) -> bool:
    """Say whether a result is an amount in VND."""
    return unit in ("đồng", "VND")


def plain_number(value: float, unit: str, decimals: int) -> str:
    """Return a figure as officials write it: money in triệu đồng, percent with its sign."""
    if is_money(unit):
        return format_million_vnd(value)
    if unit.startswith(UNIT_COST):
        return format_number(value / 1000, 1)
    if unit.startswith("%"):
        return format_percent(value, decimals)
    if unit == "ngày" and value % 1:  # a median between two days
        return format_number(value, max(decimals, 1))
    return format_number(value, decimals)


LOWER_BOUND_SHARES: Final = ("A01", "A02", "A06")
"""Percentages of a fixed list, whose numerator can only grow when missing data arrive; other shares
may go either way, so a missing unit does not make them a lower bound."""
COVERED_SHARES: Final = ("O06", "O07", "O09", "O18")
"""Percentages of the plan's themes, audiences, forms and districts that have something; their parts
are shares of works."""


WHY_EMPTY: Final[Mapping[str, str]] = {
    "F-AN": "ẩn để bảo mật",
    "F-MAUNHO": "mẫu nhỏ, chỉ nêu số đếm",
    "F-MAUSO": "chưa có mẫu số",
    "F-CACHHIEU": "nêu theo từng loại",
}
"""What an empty figure says when it is not for want of data."""


def figure_text(row: pd.Series | None, decimals: int = 0, *, plain: bool = False) -> str:
    """Return a result value in words: missing is said, a lower bound is called one (rule R01).

    Parameters
    ----------
    row
        Result row, or nothing.
    decimals
        Decimals of rates and shares.
    plain
        Leave out "ít nhất": for cells of a table whose note says that its counts are lower bounds.
    """
    if row is None or not has_figure(row):
        return words(NO_DATA) if row is None else _why_empty(row)
    text = plain_number(float(row["value"]), str(row["unit"]), decimals)
    if plain or not is_lower_bound(row):
        return text
    if float(row["value"]) == 0:
        nothing = NOTHING_CHECKED if row["code"] in CHECKED_ONLY else NOTHING_YET
        return text if str(row["unit"]).startswith("%") else words(nothing)
    return f"{words(AT_LEAST)} {text}"


def _why_empty(row: pd.Series) -> str:
    """Return why there is no figure; a sample or base is named only where something was counted."""
    flag = next((flag for flag in WHY_EMPTY if flag in flags_of(row)), "")
    top, base, n = (row.get(name) for name in ("numerator", "denominator", "n"))
    if flag == "F-MAUNHO":
        return _of_few(top, base, n)
    if flag == "F-MAUSO" and pd.isna(top) and pd.notna(base) and base > 0:
        return words(NO_DATA)
    return words(WHY_EMPTY.get(flag, NO_DATA))


def _of_few(top: Any, base: Any, n: Any) -> str:
    """Return the count of a small sample; parts of a survey are weighted and no counts."""
    if pd.isna(n) or (base == n and pd.isna(top)):
        return words(NO_DATA)
    if base == n:
        return tell("{top}/{n} (mẫu nhỏ)", top=format_number(top), n=format_number(n))
    return words(WHY_EMPTY["F-MAUNHO"])


TELLING_SHARE: Final = 0.5
"""Share of the data that must be there for a count of 0 that may grow to say anything."""


def has_figure(row: pd.Series) -> bool:
    """Say whether a row has a figure: "at least 0" of hardly any data is none (rule R01)."""
    if pd.isna(row["value"]):
        return False
    if float(row["value"]) != 0 or not is_lower_bound(row):
        return True
    return pd.notna(row["completeness"]) and float(row["completeness"]) >= TELLING_SHARE


NOT_COUNTS: Final = ("C06", "C09", "E04", "O04", "O15", "P06", "Q06")
"""Averages, medians, levels and costs: missing data may move them either way."""
NOT_COUNTED_VARIANTS: Final = (
    ("O06", "duoi_2"),
    ("O06", "so_hieu_dung"),
    ("T01", ""),
    ("T01", "trung_vi"),
    ("T01", "tra_phi_trung_vi"),
)
"""Medians and derived numbers of indicators whose other figures are counts or maxima."""


def is_lower_bound(row: pd.Series) -> bool:
    """Say whether missing data can only raise the figure: counts, and shares of fixed lists."""
    if "F-THIEU" not in flags_of(row) or row["code"] in NOT_COUNTS:
        return False
    if (row["code"], row.get("variant", "")) in NOT_COUNTED_VARIANTS:
        return False
    if _has_all_groups(row):
        return False
    is_ratio = str(row["unit"]).startswith(("%", "‰")) or (
        pd.notna(row["denominator"]) and row["code"] != "O01"
    )
    if is_ratio:
        of_a_list = row["code"] in LOWER_BOUND_SHARES or _is_cover(row)
        return of_a_list and float(row["value"]) < 100
    return True


def _has_all_groups(row: pd.Series) -> bool:
    """Say whether all groups of the plan are counted (A08): there can be no more of them."""
    headline = row["code"] == "A08" and row["unit"] == "nhóm"
    return bool(headline and row["value"] >= len(PLAN_GROUPS))


def _is_cover(row: pd.Series) -> bool:
    return row["code"] in COVERED_SHARES and not row.get("breakdown", "")


UNSETTLED: Final = ("chua_ket_luan", "khong_du_lieu")
"""Verdicts that say neither met nor missed."""
NOT_SETTLED: Final = "chưa đủ căn cứ kết luận"


def years_met(row: pd.Series | None) -> str | None:
    """Return the years that met a yearly target of those due, "2/5" (RL-29).

    Nothing when that cannot be said: no year met it, and none is known to have missed it.
    """
    if row is None or pd.isna(row["numerator"]) or pd.isna(row["denominator"]):
        return None
    if row["numerator"] == 0 and row["verdict"] in UNSETTLED:
        return None
    return f"{format_number(row['numerator'])}/{format_number(row['denominator'])}"


def completeness_text(row: pd.Series | None) -> str:
    """Return the completeness of a figure as a percentage, or that nothing fixes it."""
    if row is None or pd.isna(row["completeness"]):
        return "chưa xác định"
    return format_percent(100 * float(row["completeness"]), 0)


def unit_text(unit: str, code: str = "") -> str:
    """Return the unit as printed beside figures, for a block or :func:`tell` to put in number.

    Parameters
    ----------
    unit
        The unit in Vietnamese.
    code
        Code of the indicator: one "điểm" is a site, another a point.
    """
    if unit.startswith(UNIT_COST):
        return tell("nghìn {unit}", unit=unit)
    return counted_words("triệu đồng" if is_money(unit) else unit, code)


def target_text(target: float | None) -> str:
    """Return the yearly target, or that the targets table does not hold it."""
    return "(chưa có trong bảng chỉ tiêu)" if target is None else format_number(target)
