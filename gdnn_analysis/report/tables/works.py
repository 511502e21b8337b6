"""Annexes: the works counted, left out, and probably the same."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Paragraph, Row, Table
from gdnn_analysis.report.tables.common import cells, if_any, source_of
from gdnn_analysis.report.wording import (
    READINGS,
    label,
    span_text,
    unchecked_words,
    verification_text,
)
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number


def counted_works(ev: Evaluation, *, most: int = 400) -> Table | Paragraph:
    """Phụ lục: list of works counted under reading C, with place, date, unit and verification."""
    shown = ev.items.head(most)
    rows = tuple(
        Row(
            cells(
                str(place),
                Cell(str(item["title_vi"]), link=_link(item["url"])),
                label("ITEM", str(item["item_type"])),
                ev.names.channel(str(item["channel_id"])),
                format_date(item["published_at"]),
                _readings_met(item),
                verification_text(ev, str(item["verification"])),
            )
        )
        for place, (_, item) in enumerate(shown.iterrows(), start=1)
    )
    notes = ["Cột “Cách hiểu”: sản phẩm được tính trong năm theo các cách hiểu nào."]
    if ev.data.descriptor.kind == "cong_khai":
        notes.append("Tiêu đề không dấu là phần địa chỉ trang, khi nguồn không hiện tiêu đề.")
    if len(ev.items) > most:
        notes.append(
            tell(
                "Bảng in {most} trên {count} sản phẩm; danh sách đầy đủ ở tệp annex.xlsx.",
                most=format_number(most),
                count=format_number(len(ev.items)),
            )
        )
    table = Table(
        key="danh-muc-san-pham",
        caption=tell(
            "Danh mục sản phẩm được tính {span_text} (bộ lọc S1, cả {unchecked})",
            span_text=span_text(ev.period),
            unchecked=unchecked_words(ev),
        ),
        unit="",
        source=source_of(ev, "media"),
        columns=(
            Column(words("TT"), "right", 0.5),
            Column("Tiêu đề", width=4.4),
            Column("Thể loại", width=1),
            Column("Kênh đăng lần đầu", width=1.8),
            Column("Ngày", "right", 1),
            Column("Cách hiểu", "center", 0.8),
            Column("Kiểm chứng", width=1.3),
        ),
        rows=rows,
        notes=tuple(notes),
        long=True,
    )
    return if_any(table, "Không có sản phẩm nào được tính trong năm.")


def _link(url: object) -> str:
    return str(url) if isinstance(url, str) and url.startswith(("http://", "https://")) else ""


def _readings_met(item: pd.Series) -> str:
    met = [reading for reading in READINGS if item[f"reading_{reading.lower()}"]]
    return " ".join(met)


def left_out_works(ev: Evaluation) -> Table | Paragraph:
    """Phụ lục: rows of the media log that are not counted in the year, by reason."""
    sources = ev.sources
    left = sources[sources["code"].eq("O01") & sources["role"].eq("loai")]
    counts = left.groupby("reason", sort=True)["record"].nunique()
    rows = tuple(
        Row(cells(str(reason), format_number(int(count)))) for reason, count in counts.items()
    )
    table = Table(
        key="khong-tinh",
        caption=tell(
            "Dòng nhật ký không tính vào {span_text}, theo lý do", span_text=span_text(ev.period)
        ),
        unit="dòng",
        source=source_of(ev, "media"),
        columns=(Column("Lý do", width=4), Column("Số dòng", "right")),
        rows=rows,
        notes=("Bộ phận tổng hợp tra được tệp, trang tính và số dòng của từng dòng.",),
    )
    return if_any(
        table, "Mọi dòng nhật ký trong năm đều được tính hoặc gộp vào sản phẩm được tính."
    )


def review_list(ev: Evaluation, *, most: int = 60) -> Table | Paragraph:
    """Phụ lục: pairs of rows that are probably the same, for a person to decide."""
    pairs = ev.review.head(most)
    reports = ev.records.media.reports.set_index("report_id")["title_vi"]
    rows = tuple(
        Row(
            cells(
                str(pair["report_id_a"]),
                str(reports.get(pair["report_id_a"], "")),
                str(pair["report_id_b"]),
                str(reports.get(pair["report_id_b"], "")),
                str(pair["reason"]),
            )
        )
        for _, pair in pairs.iterrows()
    )
    table = Table(
        key="nghi-trung",
        caption="Danh sách nghi trùng cần rà soát",
        unit="",
        source=source_of(ev, "media"),
        columns=(
            Column("Dòng 1", width=1.1),
            Column("Tiêu đề 1", width=2.6),
            Column("Dòng 2", width=1.1),
            Column("Tiêu đề 2", width=2.6),
            Column("Lý do", width=1.6),
        ),
        rows=rows,
        notes=(
            "Quyết định của người rà soát ghi vào bảng “Quyết định khử trùng thủ công” và luôn "
            "được ưu tiên.",
        ),
        long=True,
    )
    return if_any(table, "Không có cặp bản ghi nào nghi trùng.")
