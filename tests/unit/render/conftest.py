"""A small report with every kind of block, as an executed notebook would hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import nbformat
import pytest

from gdnn_analysis.render.metadata import REPORT_MIME
from gdnn_analysis.report.blocks import (
    MIME,
    Block,
    Cell,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
)

METADATA: dict[str, Any] = {
    "title": "Kết quả thực hiện Kế hoạch truyền thông về giáo dục nghề nghiệp năm 2023",
    "period": "2023",
    "window": "nd09",
    "window_label": "từ 15/12/2022 đến hết 14/12/2023",
    "kind": "minh_hoa",
    "created": "2024-01-05T08:00:00+07:00",
    "superior": "Ủy ban nhân dân tỉnh Hải Dương",
    "issuer": "Sở Lao động - Thương binh và Xã hội",
    "abbreviation": "SLĐTBXH",
    "place": "Hải Dương",
}

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'width="430pt" height="180pt" viewBox="0 0 430 180">'
    '<defs><clipPath id="p1"><rect x="0" y="0" width="430" height="180"/></clipPath>'
    '<path id="m1" d="M 0 0 L 6 6" style="stroke:#000"/></defs>'
    '<g clip-path="url(#p1)"><rect x="30" y="40" width="120" height="110" fill="#1b4f8a"/>'
    '<rect x="180" y="70" width="120" height="80" fill="#b35a00"/><use xlink:href="#m1" x="9"/>'
    '<text x="30" y="30" style="font: 14px \'Liberation Serif\'">Đã đối chiếu: 171</text>'
    '<text x="180" y="60" style="font: 14px \'Liberation Serif\'">Tự khai: 42</text></g></svg>'
)


def long_table(rows: int = 40) -> Table:
    """A table over several pages with groups, totals, long words and an emoji."""
    body: list[Row] = []
    for place in range(1, rows + 1):
        if place % 10 == 1:
            body.append(Row((Cell(f"Nhóm đơn vị thứ {place // 10 + 1}"),), "group"))
        body.append(
            Row(
                (
                    Cell(f"Trường Cao đẳng nghề Hải Dương, cơ sở {place}"),
                    Cell("ThôngTinDàiKhôngCóDấuCách" * 2 if place == 7 else "Phóng sự, tin bài"),
                    Cell(f"{place * 1234:,}".replace(",", "."), italic=place % 9 == 0),
                    Cell("Đạt", tone="dat", symbol="✔"),
                )
            )
        )
    body.append(Row((Cell("Tổng số"), Cell(""), Cell("1.011.880"), Cell("")), "total"))
    return Table(
        key="don-vi",
        caption="Số sản phẩm theo đơn vị và loại, có đường dẫn đến {bang:tom-tat}",
        unit="sản phẩm",
        source="báo cáo của các đơn vị đến ngày 14/12/2023",
        columns=(
            Column("Đơn vị", width=3),
            Column("Loại", width=2),
            Column("Số lượng", "right"),
            Column("Kết luận", "left"),
        ),
        rows=tuple(body),
        notes=("Chữ nghiêng là số sơ bộ.", "Ký tự lạ trong góp ý: \uf0b7 và 中."),
        long=True,
    )


def summary_table() -> Table:
    """A short table with grouped headers and every verdict."""
    verdicts = [
        ("Số sản phẩm", "180", "171", "dat", "✔", "Đạt"),
        ("Chính sách", "100 %", "92,5 %", "gan_dat", "▲", "Gần đạt"),
        ("Lịch hoạt động", "11", "6", "chua_dat", "✘", "Chưa đạt"),
        ("Kinh phí", "–", "không có số liệu", "khong_du_lieu", "–", "Không có dữ liệu"),
        ("Đối tượng", "–", "ít nhất 12", "phu_thuoc_cach_hieu", "±", "Phụ thuộc cách hiểu"),
        ("Nhận thức", "–", "45,0 %", "khong_chi_tieu", "○", "Kế hoạch không đặt chỉ tiêu"),
    ]
    return Table(
        key="tom-tat",
        caption="Chỉ số lõi",
        unit="",
        source="tính từ số liệu các đơn vị nộp",
        columns=(
            Column("Chỉ số", width=2),
            Column("Chỉ tiêu", "right", group="Năm 2023"),
            Column("Thực hiện", "right", group="Năm 2023"),
            Column("Kết luận", width=1.5),
        ),
        rows=tuple(
            Row((Cell(name), Cell(target), Cell(value), Cell(word, tone=tone, symbol=sign)))
            for name, target, value, tone, sign, word in verdicts
        ),
    )


def wide_table() -> Table:
    """A table that cannot stand on an upright page."""
    titles = [f"Tháng {month}/2023, {word}" for month in range(1, 7) for word in ("tin", "bài")]
    return Table(
        key="theo-thang",
        caption="Số lượt đăng, phát theo tháng và thể loại",
        unit="lượt",
        source="báo cáo của các đơn vị",
        columns=(Column("Kênh", width=2), *(Column(title, "right") for title in titles)),
        rows=tuple(
            Row((Cell(name), *(Cell(f"1.234.{567 + place}") for place in range(12))))
            for name in ("Báo Hải Dương", "Đài PTTH tỉnh", "Truyền thanh cơ sở")
        ),
    )


def bar_figure() -> Figure:
    """A drawing with its numbers."""
    return Figure(
        key="cot-180",
        caption="Số sản phẩm theo mức đối chiếu",
        alt="Hai cột: đã đối chiếu 171 sản phẩm, tự khai 42 sản phẩm.",
        source="như {bang:tom-tat}",
        svg=SVG,
        data=Table(
            key="cot-180-so-lieu",
            caption="Số liệu của hình",
            unit="sản phẩm",
            source="như hình",
            columns=(Column("Mức"), Column("Số", "right")),
            rows=(Row((Cell("Đã đối chiếu"), Cell("171"))), Row((Cell("Tự khai"), Cell("42")))),
        ),
    )


TEXT = (
    "Trong năm 2023, toàn tỉnh có ít nhất 171 sản phẩm đã đối chiếu được đăng, phát trên các "
    "phương tiện thông tin đại chúng, bằng 95,0 % chỉ tiêu; chi tiết tại {bang:don-vi} và "
    "{hinh:cot-180}. Số liệu của 38/43 đơn vị; giá trị đếm là cận dưới."
)


def sample_cells() -> list[str | Block]:
    """Markdown sources and published blocks in the order of a report."""
    return [
        Heading("Tóm tắt", numbered=False),
        Paragraph("Toàn tỉnh đạt chỉ tiêu theo cách hiểu B và C.", "lead"),
        summary_table(),
        "# Thông tin chung\n\n## Căn cứ",
        Paragraph("Kế hoạch số 3066/KH-SLĐTBXH ngày 13/9/2021;", "item"),
        Paragraph("Nghị định số 09/2019/NĐ-CP; Nghị định số 30/2020/NĐ-CP;", "item"),
        "## Phạm vi\n\n" + " ".join([TEXT] * 3),
        Note("Cách hiểu chỉ tiêu", ("Sở chưa quyết định cách hiểu.", "Vì vậy in cả ba.")),
        "# Kết quả thực hiện\n\n## Chỉ tiêu số lượng\n\n### Theo mức đối chiếu",
        Paragraph(TEXT),
        bar_figure(),
        "### Theo đơn vị",
        long_table(),
        "## Theo tháng",
        wide_table(),
        Paragraph("Số liệu 2023 chưa đầy đủ; không kết luận về nhận thức.", "warning"),
        "# Kiến nghị\n\n" + TEXT,
        "# Phụ lục I. Danh mục sản phẩm được tính\n\n## Danh mục\n\n" + TEXT,
        "# Phụ lục II. Phương pháp\n\n- Nguồn: báo cáo của các đơn vị.\n- Kỳ số liệu: " + TEXT,
    ]


def as_notebook(cells: Sequence[str | Block], **metadata: object) -> Any:
    """Return an executed notebook holding `cells`; text becomes a Markdown cell."""
    notebook = nbformat.v4.new_notebook()
    report = {REPORT_MIME: {**METADATA, **metadata}}
    parts: list[str | Block | None] = [None, *cells]
    for number, part in enumerate(parts, start=1):
        if isinstance(part, str):
            cell = nbformat.v4.new_markdown_cell(part)
        else:
            data = report if part is None else {MIME: part.content()}
            output = nbformat.v4.new_output("display_data", data=data)
            cell = nbformat.v4.new_code_cell("…", outputs=[output])
        cell["id"] = f"o-{number}"
        notebook.cells.append(cell)
    return notebook


@pytest.fixture
def make_notebook() -> Callable[..., Any]:
    """Return a maker of executed notebooks."""
    return as_notebook


@pytest.fixture
def sample_notebook() -> Any:
    """The whole sample report."""
    return as_notebook(sample_cells())
