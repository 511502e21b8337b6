"""Gaps of content, and messages, exemplars and external works (Bảng 11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.content_gaps import forms_unused, themes_under, unaddressed
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.annual.common import figures_table
from gdnn_analysis.report.tables.common import cells, source_of
from gdnn_analysis.report.tables.lines import Line, Titles
from gdnn_analysis.report.wording import label, span_text
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

THEME_FLOOR: Final = 2.0
"""Percent of works below which a theme is listed as a gap (catalogue O06)."""


def content_gaps(ev: Evaluation) -> Table | None:
    """Bảng 11: themes under 2 %, audiences without work or event, forms without a record."""
    rows: list[Row] = []
    for title, lines in _gaps(ev):
        if lines:
            rows.append(Row(cells(title), kind="group"))
            rows += [Row(cells(name, figure)) for name, figure in lines]
    if not rows:
        return None
    return Table(
        key="khoang-trong",
        caption=tell(
            "Khoảng trống về chủ đề, đối tượng, hình thức {span_text}",
            span_text=span_text(ev.period),
        ),
        unit="",
        source=source_of(ev, "media", "events", "event_groups", "products", "guidance"),
        columns=(Column("Nội dung", width=4.6), Column("Số liệu", width=2.6)),
        rows=tuple(rows),
        notes=(
            "Khoảng trống trong số liệu đã nộp; đơn vị chưa nộp có thể đã làm. Kế hoạch không đặt "
            "tỷ trọng cho từng chủ đề, ngưỡng 2% là đề xuất.",
        ),
    )


def _gaps(ev: Evaluation) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield (
        "Chủ đề chính dưới 2% số sản phẩm (O06)",
        [
            (theme_name(code), format_percent(share, 1))
            for code, share in themes_under(ev, THEME_FLOOR).items()
        ],
    )
    yield (
        "Đối tượng không có sản phẩm và sự kiện dành riêng (O07)",
        [(label("AUDIENCE", code), "chưa ghi nhận") for code in unaddressed(ev)],
    )
    yield (
        "Hình thức chưa có bản ghi đã đối chiếu (O09)",
        [(form_name(code), _unchecked(waiting)) for code, waiting in forms_unused(ev).items()],
    )


def _unchecked(waiting: int) -> str:
    if not waiting:
        return "chưa ghi nhận"
    return tell("{waiting} bản ghi chưa đối chiếu", waiting=format_number(waiting))


def theme_name(code: str) -> str:
    """Return place in the plan and words of a theme: "IV.1.a …"."""
    place = code.replace("dd", "đ")
    name = label("THEME", code)
    name = name.split(") ", 1)[1] if name.startswith("(") else name
    return f"{place[0]}.{place[1:]} {name}"


def form_name(code: str) -> str:
    """Return place in the plan and words of a form: "VI.1 Qua báo chí"."""
    return tell("VI.{code} {code_2}", code=code[1:], code_2=label("FORM", code))


def messages_and_exemplars(ev: Evaluation) -> Table | None:
    """Key messages, exemplars and external works beside the coverage of themes and audiences."""
    known = ev.data["messages"].drop_duplicates("message_id").set_index("message_id")["text_vi"]
    own = [
        Line(f"{name}: “{words(known.get(name, name))}”", "O08", "", "message", str(name))
        for name in ev.rows("O08", breakdown="message")["category"]
    ]
    themes = len(contract().code_lists["THEME"].labels)
    lines: list[Line | str] = [
        "Bao phủ",
        Line(tell("Chủ đề đã có sản phẩm, trên {themes} chủ đề (O06)", themes=themes), "O06"),
        Line("Số chủ đề hiệu dụng (O06)", "O06", "so_hieu_dung"),
        Line("Nhóm đối tượng có sản phẩm hoặc sự kiện dành riêng (O07)", "O07"),
        Line("Nhóm ưu tiên của mục II.3 (O07)", "O07", "uu_tien"),
        Line("Hình thức đã sử dụng, trên 10 hình thức (O09)", "O09"),
        "Thông điệp chủ đạo, tỷ lệ sản phẩm có thông điệp",
        Line("Có ít nhất một trong ba thông điệp (O08)", "O08"),
        *own,
        "Điển hình và đối ngoại",
        Line("Sản phẩm về gương, mô hình điển hình (O16)", "O16"),
        Line("Sản phẩm truyền thông đối ngoại (O17)", "O17", "san_pham"),
        Line("Hoạt động có đối tác quốc tế (O17)", "O17", "hoat_dong"),
    ]
    return figures_table(
        ev,
        Titles(
            "noi-dung",
            tell(
                "Bao phủ nội dung, thông điệp, điển hình {span_text}",
                span_text=span_text(ev.period),
            ),
            "Chỉ số",
            ("media", "events", "messages"),
        ),
        lines,
        notes=("Đối tượng hướng tới chưa phải là đối tượng đã tiếp nhận.",),
    )
