"""The description that lies beside the demo: what it is and what is known about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from gdnn_analysis.demo.truth import DemoTruth
from gdnn_analysis.demo.years import WINDOWS, YEARS

DESCRIPTOR: Final = {
    "name": "minh-hoa",
    "title": "Số liệu minh họa: tỉnh Đông Lĩnh (hư cấu)",
    "gdnn": {"kind": "minh_hoa"},
}
_WINDOWS: Final = {"nd09": "kỳ 15/12–14/12", "calendar": "năm dương lịch"}
_STATES: Final = {"tat_ca": "cả tự khai", "da_doi_chieu": "đã đối chiếu"}
_VERDICTS: Final = {
    2021: "phụ thuộc cách hiểu (năm ban hành kế hoạch)",
    2022: "phụ thuộc cách hiểu (chỉ đạt theo cách hiểu C)",
    2023: "đạt theo mọi cách hiểu",
    2024: "chưa đạt, các đơn vị đã nộp đủ",
    2025: "chưa đủ căn cứ kết luận, thiếu đơn vị nộp",
}


def write_descriptor(folder: Path) -> None:
    """Write ``datapackage.json``."""
    text = json.dumps(DESCRIPTOR, ensure_ascii=False, indent=2)
    _write(folder / "datapackage.json", [text])


def write_readme(folder: Path, truth: DemoTruth) -> None:
    """Write ``README.md`` with the planted truths."""
    lines = [
        "# Số liệu minh họa: tỉnh Đông Lĩnh (hư cấu)",
        "",
        "Toàn bộ số liệu trong thư mục này là **hư cấu**, do lệnh "
        f"`gdnn demo DIR --seed {truth.seed} --scale {truth.scale}` sinh ra; cùng hạt giống cho "
        "cùng từng byte. Không có tỉnh, trường, báo, doanh nghiệp hay con người nào có thật. "
        "Địa chỉ trang dùng tên miền dành riêng `.example`.",
        "",
        "Tệp này cũng do chương trình viết; các con số dưới đây được biết trước khi cài đặt số "
        "liệu (đếm trên đối tượng được cài, không lấy từ phần tính chỉ số).",
        "",
        *_items(truth),
        *_duplicates(truth),
        *_filing(truth),
        *_events(truth),
        *_money(truth),
        *_annex(truth),
        *_problems(truth),
        *_rows(truth),
    ]
    _write(folder / "README.md", lines)


def _write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("\n".join(lines) + "\n")


def _table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    names = list(header)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return [*lines, ""]


def _items(truth: DemoTruth) -> list[str]:
    lines = ["## Số sản phẩm (O01) theo cách hiểu A/B/C", ""]
    rows = [
        (
            _WINDOWS[window],
            digital,
            _STATES[state],
            *(
                "/".join(
                    str(truth.items.get((year, window, reading, digital, state), 0))
                    for reading in "ABC"
                )
                for year in YEARS
            ),
        )
        for window in WINDOWS
        for digital in ("S1", "S2")
        for state in _STATES
    ]
    lines += _table(("Kỳ số liệu", "Bộ lọc", "Kiểm chứng", *map(str, YEARS)), rows)
    lines += ["Phần của năm 2021 từ ngày 13/9/2021 (A/B/C):", ""]
    since = [
        (
            _WINDOWS[window],
            digital,
            _STATES[state],
            "/".join(
                str(truth.items_since_plan.get((window, reading, digital, state), 0))
                for reading in "ABC"
            ),
        )
        for window in WINDOWS
        for digital in ("S1", "S2")
        for state in _STATES
    ]
    lines += _table(("Kỳ số liệu", "Bộ lọc", "Kiểm chứng", "2021"), since)
    shapes = [(year, _VERDICTS[year]) for year in truth.verdicts]
    header = ("Năm", "Kết luận được cài (kỳ 15/12–14/12, bộ lọc S1)")
    return lines + (_table(header, shapes) if shapes else [])


def _duplicates(truth: DemoTruth) -> list[str]:
    placed = [
        (_WINDOWS[window], *(truth.placements.get((year, window), 0) for year in YEARS))
        for window in WINDOWS
    ]
    return [
        "## Báo trùng, đăng lại",
        "",
        f"- Dòng báo lại cùng địa chỉ trang: {truth.duplicates_by_url}.",
        f"- Dòng báo lại cùng tiêu đề, cùng kênh, lệch không quá một ngày: "
        f"{truth.duplicates_by_title}.",
        f"- Dòng nghi trùng (tiêu đề gần giống): {truth.duplicates_probable}.",
        f"- Sản phẩm có lượt đăng ở nhiều năm, chỉ tính một năm: {truth.works_over_years}.",
        f"- Cặp do người tổng hợp quyết định: {truth.decided_by_hand}.",
        "",
        "Lượt đăng, phát trên kênh báo chí hoặc đã đăng ký (O02):",
        "",
        *_table(("Kỳ số liệu", *map(str, YEARS)), placed),
    ]


def _filing(truth: DemoTruth) -> list[str]:
    tables = sorted({table for table, _ in truth.completeness})
    rows = [
        (
            table,
            *("{}/{}".format(*truth.completeness.get((table, year), ("–", "–"))) for year in YEARS),
        )
        for table in tables
    ]
    names = {
        "late": "nộp muộn",
        "silent": "không nộp gì",
        "unfinished": "chỉ có bản nháp hoặc bị trả lại",
        "nil": "xác nhận không phát sinh",
    }
    groups = [
        (year, text, ", ".join(getattr(truth, name).get(("media", year), ())) or "–")
        for year in YEARS
        for name, text in names.items()
    ]
    if truth.scale > 1:
        groups = []
    return [
        "## Nộp số liệu: số nghĩa vụ đã nộp trên số đến hạn",
        "",
        *_table(("Bảng", *map(str, YEARS)), rows),
        *(["Bảng `media`, từng đơn vị:", ""] if groups else []),
        *(_table(("Năm", "Tình trạng", "Đơn vị"), groups) if groups else []),
    ]


def _events(truth: DemoTruth) -> list[str]:
    rows = []
    for window in WINDOWS:
        for year in YEARS:
            held, postponed, cancelled = (
                truth.events.get((year, window, status), 0)
                for status in ("da_to_chuc", "hoan", "huy")
            )
            measured, estimated = truth.attendances.get((year, window), (0, 0))
            rows.append((_WINDOWS[window], year, held, postponed, cancelled, measured, estimated))
    header = ("Kỳ số liệu", "Năm", "Đã tổ chức", "Hoãn", "Huỷ", "Lượt đo được", "Lượt ước")
    return ["## Sự kiện, lượt người dự", "", *_table(header, rows)]


def _money(truth: DemoTruth) -> list[str]:
    rows = [
        (year, money.given, money.passed_on, money.allocated, money.spent, money.in_kind)
        for year, money in truth.money.items()
    ]
    header = ("Năm", "Giao (báo)", "Chuyển đơn vị khác", "Giao (thuần)", "Thực hiện", "Hiện vật")
    return [
        "## Kinh phí (đồng, đã nhân tỷ lệ dành cho truyền thông GDNN)",
        "",
        *_table(header, rows),
    ]


def _annex(truth: DemoTruth) -> list[str]:
    acts = list(dict.fromkeys(act for _, act in truth.annex))
    rows = [(act, *(truth.annex[year, act] for year in YEARS)) for act in acts]
    return ["## Lịch hoạt động Phụ lục", "", *_table(("Dòng", *map(str, YEARS)), rows)]


def _problems(truth: DemoTruth) -> list[str]:
    rows = [
        (one.rule, one.severity, f"`{one.file}`", one.row, f"`{one.column}`", one.text_vi)
        for one in truth.problems
    ]
    header = ("Quy tắc", "Mức", "Tệp", "Dòng", "Cột", "Nội dung")
    return ["## Lỗi cài sẵn (`gdnn check` phải nêu đúng các lỗi này)", "", *_table(header, rows)]


def _rows(truth: DemoTruth) -> list[str]:
    return ["## Số dòng", "", *_table(("Bảng", "Số dòng"), truth.rows.items())]
