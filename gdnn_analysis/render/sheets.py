"""Which columns of the stored tables the annex workbook prints, under which Vietnamese titles.

A column of a sheet may come from one of several stored columns, the first that is there: names are
preferred to ids. What is stored beyond that is not printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import StoreError

ColumnType = Literal["text", "number", "integer", "share", "score", "date", "boolean"]
SEVERITIES: Final[Mapping[str, str]] = {
    "loi": "Lỗi",
    "canh_bao": "Cảnh báo",
    "thong_tin": "Thông tin",
}
WINDOWS: Final[Mapping[str, str]] = {
    "nd09": "Theo NĐ 09/2019/NĐ-CP",
    "calendar": "Năm dương lịch",
    "school_year": "Năm học",
}


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet.

    Attributes
    ----------
    title
        Vietnamese header.
    names
        Stored columns it may come from, best first.
    type
        How its values are written.
    width
        Width in characters.
    codes
        Code list whose labels are printed instead of codes, or labels by code.
    optional
        The sheet may go without it.
    """

    title: str
    names: tuple[str, ...]
    type: ColumnType = "text"
    width: int = 14
    codes: str | Mapping[str, str] = ""
    optional: bool = False

    def labels(self) -> Mapping[str, str]:
        """Return label by code; empty when values are printed as they are."""
        if isinstance(self.codes, str):
            return contract().code_lists[self.codes].labels if self.codes else {}
        return self.codes


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, title and columns; ``always`` = also written when it has no rows."""

    name: str
    title: str
    table: str
    columns: tuple[SheetColumn, ...]
    always: bool = True


RESULTS: Final = Sheet(
    "Kết quả",
    "Bảng kết quả chỉ số",
    "results",
    (
        SheetColumn("Mã", ("code",), width=7),
        SheetColumn("Chỉ số", ("name_vi",), width=42),
        SheetColumn("Kỳ", ("period",), width=10),
        SheetColumn("Kỳ số liệu", ("window",), width=22, codes=WINDOWS),
        SheetColumn("Phương án", ("variant_label", "variant"), width=26),
        SheetColumn("Địa bàn", ("area_id",), width=10),
        SheetColumn("Phân tổ", ("breakdown_label", "breakdown"), width=22),
        SheetColumn("Nhóm", ("category_label", "category"), width=30),
        SheetColumn("Giá trị", ("value",), "number", 14),
        SheetColumn("Đơn vị tính", ("unit",), width=12),
        SheetColumn("Tử số", ("numerator",), "number", 12),
        SheetColumn("Mẫu số", ("denominator",), "number", 12),
        SheetColumn("Cận dưới KTC 95%", ("ci_low",), "number", 12),
        SheetColumn("Cận trên KTC 95%", ("ci_high",), "number", 12),
        SheetColumn("Cỡ mẫu", ("n",), "integer", 9),
        SheetColumn("Mức đầy đủ", ("completeness",), "share", 11),
        SheetColumn("Kết luận", ("verdict_label",), width=24),
        SheetColumn("Tình trạng số liệu", ("data_status",), width=18, codes="DATA_STATUS"),
        SheetColumn("Ghi chú", ("flags_label",), width=50),
    ),
)
ITEMS: Final = Sheet(
    "Sản phẩm được tính",
    "Danh mục sản phẩm được tính (cách hiểu C, bộ lọc S1, cả chưa đối chiếu)",
    "items",
    (
        SheetColumn("Mã sản phẩm", ("work_id", "item_id"), width=18),
        SheetColumn("Tiêu đề", ("title_vi",), width=60),
        SheetColumn("Thể loại", ("item_type",), width=18, codes="ITEM"),
        SheetColumn("Ngày đăng, phát đầu tiên", ("published_at",), "date", 12),
        SheetColumn("Kênh đăng đầu tiên", ("channel_name", "channel_id"), width=28),
        SheetColumn("Đơn vị sản xuất", ("author_unit_name", "author_unit_id"), width=32),
        SheetColumn("Cách hiểu A", ("reading_a", "a"), "boolean", 9, optional=True),
        SheetColumn("Cách hiểu B", ("reading_b", "b"), "boolean", 9, optional=True),
        SheetColumn("Cách hiểu C", ("reading_c", "c"), "boolean", 9, optional=True),
        SheetColumn("Được số hóa", ("is_digital",), "boolean", 9, optional=True),
        SheetColumn("Kiểm chứng", ("verification",), width=20, codes="VERIF"),
        SheetColumn("Nghi trùng", ("suspected",), "boolean", 9, optional=True),
        SheetColumn("Đường dẫn", ("url",), width=50, optional=True),
    ),
)
REVIEW: Final = Sheet(
    "Danh sách rà soát trùng",
    "Các cặp dòng báo cáo cần rà soát trùng",
    "review",
    (
        SheetColumn("Dòng 1", ("report_id_a",), width=18),
        SheetColumn("Tiêu đề 1", ("title_a",), width=50, optional=True),
        SheetColumn("Dòng 2", ("report_id_b",), width=18),
        SheetColumn("Tiêu đề 2", ("title_b",), width=50, optional=True),
        SheetColumn("Độ giống", ("similarity",), "score", 10),
        SheetColumn("Lý do", ("reason",), width=60),
    ),
)
EVENTS: Final = Sheet(
    "Sự kiện",
    "Danh mục sự kiện trong kỳ",
    "events",
    (
        SheetColumn("Mã", ("event_id",), width=16),
        SheetColumn("Tên", ("name_vi",), width=60),
        SheetColumn("Loại", ("event_type",), width=30, codes="EVENT"),
        SheetColumn("Từ ngày", ("start_on",), "date", 12),
        SheetColumn("Đến ngày", ("end_on",), "date", 12),
        SheetColumn("Địa bàn", ("area_name", "area_id"), width=22),
        SheetColumn("Chủ trì", ("lead_unit_name", "lead_unit_id"), width=34),
        SheetColumn("Trạng thái", ("status",), width=16, codes="EVENT_STATUS"),
        SheetColumn("Kiểm chứng", ("verification",), width=20, codes="VERIF"),
    ),
    always=False,
)
ISSUES: Final = Sheet(
    "Vấn đề số liệu",
    "Các vấn đề phát hiện khi đọc và kiểm tra số liệu",
    "issues",
    (
        SheetColumn("Mức", ("severity",), width=11, codes=SEVERITIES),
        SheetColumn("Quy tắc", ("rule",), width=9),
        SheetColumn("Bảng", ("table_label", "table"), width=28),
        SheetColumn("Tệp", ("file",), width=34),
        SheetColumn("Trang tính", ("sheet",), width=16),
        SheetColumn("Dòng", ("row",), "integer", 8),
        SheetColumn("Cột", ("column",), width=18),
        SheetColumn("Giá trị", ("value",), width=26),
        SheetColumn("Nội dung", ("message",), width=60),
        SheetColumn("Cách sửa", ("remedy",), width=50),
    ),
)
DEFINITIONS: Final = Sheet(
    "Phương pháp",
    "Định nghĩa chỉ số và cách tính",
    "definitions",
    (
        SheetColumn("Mã", ("code",), width=8),
        SheetColumn("Chỉ số", ("name_vi",), width=42),
        SheetColumn("Định nghĩa", ("definition_vi",), width=60),
        SheetColumn("Công thức", ("formula",), width=40),
        SheetColumn("Đơn vị tính", ("unit_vi",), width=14),
        SheetColumn("Cách gộp 5 năm", ("aggregation",), width=18, codes="AGG"),
        SheetColumn("Hạn chế", ("limitations_vi",), width=60),
    ),
)
SHEETS: Final = (RESULTS, ITEMS, REVIEW, EVENTS, ISSUES, DEFINITIONS)


def printed(sheet: Sheet, frame: pd.DataFrame) -> tuple[list[SheetColumn], pd.DataFrame]:
    """Return the columns a sheet prints and their values, codes replaced by labels.

    Raises
    ------
    StoreError
        When a stored table lacks a column the sheet needs.
    """
    chosen = [(column, _source(column, frame.columns)) for column in sheet.columns]
    missing = [column.names[0] for column, name in chosen if not name and not column.optional]
    if missing:
        raise StoreError(
            say(
                "Bảng “{table}” do sổ tính toán lưu thiếu cột: {missing}.",
                "Table “{table}” stored by the notebook lacks the columns {missing}.",
                table=sheet.table,
                missing=", ".join(missing),
            )
        )
    kept = [(column, name) for column, name in chosen if name]
    values = pd.DataFrame(
        {column.title: _labelled(frame[name], column.labels()) for column, name in kept},
        index=frame.index,
    )
    return [column for column, _ in kept], values


def _source(column: SheetColumn, stored: Sequence[str] | pd.Index) -> str:
    return next((name for name in column.names if name in stored), "")


def _labelled(values: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Return labels for codes; a code that has none stays as it is."""
    if not labels:
        return values
    return values.map(lambda code: labels.get(code, code), na_action="ignore")
