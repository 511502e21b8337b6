"""Sentences on duties and on policies communicated."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.report.narrative.annual.common import counts, known
from gdnn_analysis.report.wording import figure_text
from gdnn_analysis.vietnamese.numbers import format_number


def duties_sentence(ev: Evaluation) -> Paragraph:
    """How many duty cells have checked evidence; the nature of the plan's requests is said."""
    row, declared = ev.row("A02"), ev.row("A02", variant="tu_khai")
    nature = (
        "Kế hoạch do Sở ban hành nên với cơ quan khác có tính chất đề nghị: số liệu nói về mức "
        "tham gia, không phải vi phạm."
    )
    if row is None or not known(row):
        return Paragraph(
            tell(
                "Không có báo cáo nhiệm vụ nào đã đối chiếu trong năm (A02). {nature}",
                nature=nature,
            )
        )
    own = (
        tell("; theo tự khai là {declared}", declared=counts(declared))
        if declared is not None and known(declared)
        else ""
    )
    return Paragraph(
        tell(
            "Trong các nhiệm vụ của mục VII tính theo từng đơn vị, {row} ô có minh "
            "chứng đã đối chiếu, bằng {figure}{with_data}{own} (A02). {nature}",
            row=counts(row),
            figure=figure_text(row, 1),
            with_data=_with_data(row),
            own=own,
            nature=nature,
        )
    )


def _with_data(row: pd.Series) -> str:
    """Return how many cells have data at all, unless all have."""
    if pd.isna(row["n"]) or row["n"] >= row["denominator"]:
        return ""
    return tell(
        "; {n}/{cells} ô có số liệu đã đối chiếu",
        n=format_number(row["n"]),
        cells=format_number(row["denominator"]),
    )


def policies_sentence(ev: Evaluation) -> Paragraph:
    """How many of the listed documents were communicated; no share without an approved list."""
    row, everywhere = ev.row("O03"), ev.row("O03", variant="ca_ba")
    listed = len(ev.rows("O03", variant="", breakdown="policy"))
    if row is None or (not known(row) and not listed):
        return Paragraph(
            "Không có danh mục văn bản phải truyền thông trong năm nên không tính tỷ lệ (O03)."
        )
    if not known(row):
        return Paragraph(
            tell(
                "Danh mục của năm có {listed} văn bản phải truyền thông nhưng chưa được "
                "duyệt: báo cáo chỉ liệt kê, không tính tỷ lệ (O03).",
                listed=format_number(listed),
            )
        )
    all_three = (
        tell("; trên cả ba nhóm kênh: {everywhere}", everywhere=counts(everywhere))
        if everywhere is not None and known(everywhere)
        else ""
    )
    return Paragraph(
        tell(
            "{row} văn bản phải truyền thông trong năm đã có sản phẩm giải "
            "thích{all_three} (O03). Kế hoạch yêu cầu “tất cả” chủ trương, chính sách "
            "và không đặt tỷ lệ.",
            row=counts(row),
            all_three=all_three,
        )
    )


def delay_sentence(ev: Evaluation) -> Paragraph:
    """Days until a policy is explained and an event reported."""
    policy, event = ev.row("O04"), ev.row("O04", variant="su_kien")
    told = []
    if policy is not None and known(policy):
        told.append(
            tell(
                "trung vị {figure} ngày từ khi ban hành văn bản đến sản phẩm giải thích đầu "
                "tiên ({policy} văn bản đã có)",
                figure=figure_text(policy),
                policy=counts(policy),
            )
        )
    if event is not None and known(event):
        told.append(
            tell(
                "trung vị {figure} ngày từ khi kết thúc sự kiện đến tin, bài đầu tiên "
                "({event} sự kiện có tin, bài ghi rõ sự kiện)",
                figure=figure_text(event),
                event=counts(event),
            )
        )
    if not told:
        return Paragraph(
            "Chưa tìm được sản phẩm giải thích văn bản nào của năm có ngày đăng chính xác nên không "
            "tính được độ kịp thời (O04)."
            if policy is not None and policy["denominator"] > 0 and not policy["numerator"] > 0
            else "Chưa đủ số liệu có ngày chính xác để tính độ kịp thời (O04)."
        )
    return Paragraph(tell("Độ kịp thời: {told} (O04).", told="; ".join(told)))
