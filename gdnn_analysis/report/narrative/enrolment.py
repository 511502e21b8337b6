"""Enrolment and streaming in sentences: context that is told, not credited (rule R15)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import rivals_of
from gdnn_analysis.evaluation.enrolment import series_of_enrolment, series_row
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Blocks, Note, Paragraph
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

STREAMS = (
    ("P01", "hep", "học sinh tốt nghiệp THCS vào học GDNN (cách tính hẹp)"),
    ("P02", "hep", "học sinh tốt nghiệp THPT vào học GDNN (cách tính hẹp: vào cao đẳng)"),
)


def enrolment_sentences(ev: Evaluation) -> Blocks:
    """Streaming, entrants and the share of women in the last year, beside the year before."""
    series, year = series_of_enrolment(ev), ev.period.last
    texts = [
        *(_share(series, year, *stream) for stream in STREAMS if ev.covers(stream[0])),
        *_entrants(series, year),
        *_women(series, year),
    ]
    if not any(texts):
        return Blocks.of(
            Paragraph(
                tell(
                    "Không có số liệu học sinh tốt nghiệp, hướng đi và tuyển mới của năm {year} "
                    "nên không tính được P01–P04.",
                    year=year,
                )
            )
        )
    return Blocks(items([text for text in texts if text]))


def _share(series: pd.DataFrame, year: int, code: str, variant: str, name: str) -> str:
    row = series_row(series, year, code, variant)
    if row is None or pd.isna(row["value"]):
        return tell(
            "Tỷ lệ {name}: không có số liệu năm {year} ({code}).", name=name, year=year, code=code
        )
    before = series_row(series, year - 1, code, variant)
    parts = [
        tell(
            "Tỷ lệ {name} năm {year}: {share}",
            name=name,
            year=year,
            share=format_percent(row["value"], 1),
        )
    ]
    if pd.notna(row["ci_high"]) and row["ci_high"] > row["ci_low"]:
        parts.append(
            tell(
                "từ {share} đến {share_2} khi tính cả số không rõ hướng đi",
                share=format_percent(row["ci_low"], 1),
                share_2=format_percent(row["ci_high"], 1),
            )
        )
    if before is not None and pd.notna(before["value"]):
        parts.append(tell("năm trước {share}", share=format_percent(before["value"], 1)))
    return f"{'; '.join(parts)} ({code})."


def _entrants(series: pd.DataFrame, year: int) -> Iterator[str]:
    row = series_row(series, year, "P03", "tong")
    if row is None or pd.isna(row["value"]):
        return
    plan = series_row(series, year, "P03", "ke_hoach")
    against = (
        tell(", bằng {share} kế hoạch tuyển sinh", share=format_percent(plan["value"], 1))
        if plan is not None and pd.notna(plan["value"])
        else ""
    )
    bound = "ít nhất " if "F-THIEU" in str(row["flags"]) else ""
    short = series_row(series, year, "P03", "", "d3t")
    apart = (
        tell("; đào tạo dưới 3 tháng in riêng: {value} người", value=format_number(short["value"]))
        if short is not None and pd.notna(short["value"])
        else ""
    )
    yield tell(
        "Tuyển mới cao đẳng, trung cấp, sơ cấp năm {year}: {bound}{value} "
        "người{against}{apart} (P03).",
        year=year,
        bound=bound,
        value=format_number(row["value"]),
        against=against,
        apart=apart,
    )


def _women(series: pd.DataFrame, year: int) -> Iterator[str]:
    row = series_row(series, year, "P04")
    if row is not None and pd.notna(row["value"]):
        yield tell(
            "Nữ chiếm {share} số tuyển mới năm {year} (P04).",
            share=format_percent(row["value"], 1),
            year=year,
        )


def not_credited(ev: Evaluation) -> Note:
    """The box every report has under enrolment: nothing of it is laid to communication."""
    targets = ev.data["targets"]
    own = targets["is_reference_only"].eq(False) & targets["code"].str.startswith("P").eq(True)
    lines = [] if own.any() else ["KH 3066 không đặt chỉ tiêu về phân luồng, tuyển sinh."]
    lines.append(
        "Số liệu ở mục này là bối cảnh. Không quy mức tăng, giảm của phân luồng, tuyển sinh cho "
        "hoạt động truyền thông, kể cả khi cùng thời gian có nhiều hoạt động hơn."
    )
    rivals = rivals_of(ev, ("P01", "P02", "P03"))
    names = "; ".join(str(title) for title in rivals["title_vi"])
    lines.append(
        tell("Các yếu tố khác từ năm 2021 đến hết kỳ: {names}.", names=names)
        if names
        else "Chưa ghi yếu tố bối cảnh nào ảnh hưởng tới phân luồng, tuyển sinh (bảng "
        "sự kiện bối cảnh); chưa ghi không có nghĩa là không có."
    )
    return Note("Không quy cho truyền thông", tuple(lines))
