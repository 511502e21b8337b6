"""Blocks: what they require, and how they show themselves."""

from __future__ import annotations

import json

import pytest

from gdnn_analysis.report.blocks import (
    MIME,
    Blocks,
    Cell,
    Column,
    Figure,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
)


def table(**changes) -> Table:
    values = {
        "key": "bang",
        "caption": "Số sản phẩm",
        "unit": "sản phẩm",
        "source": "Số liệu thử.",
        "columns": (Column("Kênh"), Column("Số", "right", group="Kỳ")),
        "rows": (
            Row((Cell("Nhóm"),), kind="group"),
            Row((Cell("Báo <in>"), Cell("1", symbol="✔", tone="dat"))),
        ),
        "notes": ("Ghi chú",),
    }
    return Table(**{**values, **changes})


def test_a_row_with_too_few_cells_is_refused_and_named():
    with pytest.raises(ValueError, match=r"'bang'.*1 cells, expected 2"):
        table(rows=(Row((Cell("một"),)),))


def test_a_figure_without_alternative_text_is_refused():
    with pytest.raises(ValueError, match="alternative text"):
        Figure("hinh", "Hình", " ", "Nguồn.", "<svg/>", table())


def test_every_block_carries_its_content_as_json_beside_its_html():
    figure = Figure("hinh", "Hình", "Một vạch.", "Nguồn.", "<svg/>", table())
    for block in (Heading("A"), Paragraph("B"), table(), figure, Note("C", ("d",))):
        bundle = block._repr_mimebundle_()
        assert json.loads(json.dumps(bundle[MIME]))["kind"] == block.kind
        assert bundle["text/html"]
    assert figure._repr_mimebundle_()[MIME]["data"]["kind"] == "table"


def test_table_html_escapes_text_and_scopes_headers():
    html = table().html()
    assert "Báo &lt;in&gt;" in html
    assert 'scope="rowgroup"' in html
    assert 'scope="colgroup"' in html
    assert 'scope="row"' in html
    assert 'data-tone="dat"' in html
    assert "Đơn vị tính: sản phẩm" in html


def test_blocks_flatten_in_order():
    heading, text = Heading("A"), Paragraph("B")
    assert Blocks.of(heading, [text, text]).items == (heading, text, text)
