"""Sentences on themes, audiences, messages and forms."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counts, known
from gdnn_analysis.report.wording import figure_text
from gdnn_analysis.vietnamese.numbers import format_number


def contents_sentence(ev: Evaluation) -> Paragraph:
    """Coverage of themes, audiences and forms, and the share of works with a key message."""
    coded, least = ev.row("O06", variant="so_hieu_dung"), ev.settings.smallest_sample
    covered = [
        (ev.row("O06"), _themes_text(ev, coded)),
        (ev.row("O07"), "nhóm đối tượng (O07)"),
        (ev.row("O09"), "hình thức có bản ghi đã đối chiếu (O09)"),
    ]
    told = [
        tell("{counts} {what}", counts=counts(row), what=what)
        for row, what in covered
        if row is not None and known(row)
    ]
    if not told:
        return Paragraph(
            "Không có sản phẩm, sự kiện nào được mã hoá chủ đề, đối tượng, hình thức trong năm (O06, "
            "O07, O09)."
        )
    balance = (
        tell(
            " Mức phân bố tương đương {spread} chủ đề đều nhau; Kế hoạch không đặt tỷ "
            "trọng nên không kết luận.",
            spread=format_number(coded["value"], 1),
        )
        if coded is not None and known(coded) and coded["n"] >= least
        else ""
    )
    message = ev.row("O08")
    with_message = (
        tell(
            " {figure} sản phẩm được mã hoá có ít nhất một thông điệp chủ đạo (O08).",
            figure=counts(message) if message["denominator"] < least else figure_text(message, 1),
        )
        if message is not None and known(message)
        else ""
    )
    return Paragraph(
        tell(
            "Sản phẩm, sự kiện của năm bao phủ {told}.{balance}{with_message}",
            told="; ".join(told),
            balance=balance,
            with_message=with_message,
        )
    )


def _themes_text(ev: Evaluation, coded: pd.Series | None) -> str:
    """Return that themes are counted, and in how many of the works."""
    if coded is None or pd.isna(coded["n"]):
        return words("chủ đề (O06)")
    return tell(
        "chủ đề, tính trên {coded} sản phẩm đã mã hoá chủ đề chính trong {works} sản phẩm (O06)",
        coded=format_number(coded["n"]),
        works=format_number(len(ev.items)),
    )


def gaps_sentence(ev: Evaluation) -> Paragraph | None:
    """Where the figures show nothing or little; nothing without coded works."""
    few, row = ev.value("O06", variant="duoi_2"), ev.row("O06", variant="duoi_2")
    if few is None or row is None:
        return None
    works, least = format_number(row["n"]), ev.settings.smallest_sample
    if row["n"] < least:
        return Paragraph(
            tell(
                "Mới có {works} sản phẩm được mã hoá chủ đề, dưới {least}, nên không nêu "
                "chủ đề có tỷ trọng thấp (O06).",
                works=works,
                least=least,
            )
        )
    if few == 0:
        return Paragraph(
            tell("Không có chủ đề chính nào dưới 2% trong {works} sản phẩm (O06).", works=works)
        )
    return Paragraph(
        tell(
            "{few} chủ đề chính chiếm dưới 2% trong {works} sản phẩm được mã hoá (O06).",
            few=format_number(few),
            works=works,
        )
    )
