"""Sentences on channels, airtime and tone."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.channel_followers import named_channels
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counts, known
from gdnn_analysis.report.organisation import MERGED
from gdnn_analysis.report.wording import figure_text, label, small
from gdnn_analysis.vietnamese.numbers import format_number, format_percent


def channels_sentence(ev: Evaluation) -> Paragraph:
    """Active channels, the channels the plan names, and the pooled engagement."""
    active, engaged = ev.row("O14"), ev.row("T02")
    told = []
    if active is not None and known(active):
        told.append(
            "chưa ghi nhận kênh số đã đăng ký nào có đăng bài ít nhất 9/12 tháng (O14; ngưỡng là "
            "đề xuất)"
            if active["value"] == 0
            else tell(
                "có {figure} kênh số đã đăng ký có đăng bài ít nhất 9/12 tháng (O14; ngưỡng là "
                "đề xuất)",
                figure=figure_text(active),
            )
        )
    if engaged is not None and known(engaged):
        told.append(
            tell(
                "bài có số đo đạt {figure} tương tác trên tài khoản tiếp cận (T02; gộp "
                "nhiều nền tảng, chỉ để tham khảo)",
                figure=figure_text(engaged, 1),
            )
        )
    posts = [
        (channel, ev.row("O14", breakdown="channel", category=channel))
        for channel in named_channels(ev)
    ]
    named = "; ".join(
        f"{ev.names.channel(channel)}: {figure_text(row) if known(row) else words('không có số liệu')}"
        for channel, row in posts
    )
    three = (
        tell(" Lượt đăng trên các kênh Kế hoạch nêu tên: {named}.", named=named) if posts else ""
    )
    if not told:
        return Paragraph(
            tell("Không có số đo của kênh số trong năm (O14, T01, T02).{three}", three=three)
        )
    return Paragraph(tell("Trong năm, {told}.{three}", told="; ".join(told), three=three))


def airtime_sentence(ev: Evaluation) -> Paragraph:
    """Minutes of radio and television, and whether they grew on the same stations."""
    row, grown = ev.row("O10"), ev.row("O10", variant="tang_cuong")
    if not known(row):
        return Paragraph("Không có số liệu về thời lượng phát thanh, truyền hình (O10).")
    change = (
        tell(
            " Trên cùng các đài có số liệu cả hai năm, thời lượng {change} so với năm trước.",
            change=_change(float(grown["value"])),
        )
        + (words(DISTRICTS_ENDED) if _districts_ended(ev) else "")
        if grown is not None and known(grown)
        else ""
    )
    return Paragraph(
        tell(
            "Thời lượng phát thanh, truyền hình, truyền thanh cơ sở về GDNN: {figure} "
            "phút (O10).{change}",
            figure=figure_text(row),
            change=change,
        )
    )


DISTRICTS_ENDED: Final = (
    " Đài cấp huyện kết thúc hoạt động cùng cấp huyện ngày 30/6/2025 nên mức này gồm cả ảnh hưởng "
    "của sắp xếp tổ chức."
)


def _districts_ended(ev: Evaluation) -> bool:
    """Say whether stations of districts ended in the period; no matter to a unit's own report."""
    of_unit = ev.scope is not None and ev.scope.kind != "area"
    return ev.period.last == MERGED.year and not of_unit


def _change(share: float) -> str:
    if abs(share) < 0.05:
        return "không đổi"
    return f"{words('tăng' if share > 0 else 'giảm')} {format_percent(abs(share), 1)}"


def tone_sentence(ev: Evaluation) -> Paragraph:
    """Tone of press items that were coded."""
    rows = ev.rows("T07", breakdown="tone")
    told = [
        f"{small(label('TONE', str(row['category'])))} {figure_text(row, 1)} ({counts(row)})"
        for _, row in rows.iterrows()
        if known(row)
    ]
    if not told:
        return Paragraph("Chưa có đủ tin, bài báo chí được mã hoá sắc thái để nêu tỷ lệ (T07).")
    base = ev.row("T07")
    size = (
        tell(" trong {n} tin, bài báo chí", n=format_number(base["n"])) if base is not None else ""
    )
    return Paragraph(
        tell(
            "Sắc thái{size} được mã hoá: {told} (T07). Phản ánh hạn chế không phải là "
            "thất bại; Kế hoạch không đặt chỉ tiêu.",
            size=size,
            told="; ".join(told),
        ),
    )
