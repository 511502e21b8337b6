"""Words for what moved since a report was sent: which rows, or what else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.sent import Difference, Sent
from gdnn_analysis.indicators.registry import variant_labels
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.wording import label, small, unchecked_words
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number

CHANGES: Final[Mapping[str, str]] = {
    "moi": "dòng mới",
    "doi": "dòng sửa nội dung",
    "gop": "dòng gộp vào dòng khác",
    "tach": "dòng thôi gộp",
    "rut": "dòng đã rút",
    "loai": "dòng không còn được tính",
    "tinh": "dòng nay được tính",
}
PARAMETERS: Final[Mapping[str, str]] = {
    "window": "kỳ số liệu",
    "reading": "cách hiểu “phương tiện thông tin đại chúng”",
    "digital": "cách hiểu “được số hóa”",
    "public": "bản công khai",
    "scope": "phạm vi báo cáo",
}
UNKNOWN: Final = "chưa rõ: hai lần tính không khác nhau ở dòng số liệu, tham số hay phần mềm"
_FILTERS: Final[Mapping[str, str]] = {
    "da_doi_chieu": "đã đối chiếu",
    "tu_13_9": "từ 13/9",
}
_MOST_UNITS: Final = 3


def reason(ev: Evaluation, sent: Sent, code: str) -> str:
    """Return why the figures of a code moved, as told by the rows and the approved revisions."""
    parts = [_rows(ev, sent.origins(code))] if sent.moved.count(code) else []
    if code in sent.revisions:
        causes = ", ".join(small(label("REV", cause)) for cause in sent.revisions[code])
        parts.append(tell("phiếu hiệu chỉnh đã duyệt: {causes}", causes=causes))
    if not sent.moved.count(code):
        parts += _otherwise(ev, sent)
    return "; ".join(parts) or UNKNOWN


def _rows(ev: Evaluation, origins: pd.DataFrame) -> str:
    """Return "Sự kiện: 2 dòng mới, 1 dòng đã rút (Sở …, Trường …)", table by table."""
    parts = []
    for table, group in origins.groupby("table", sort=False):
        counts = group.groupby("change", sort=False)["rows"].sum()
        told = ", ".join(
            f"{format_number(int(count))} {words(CHANGES[str(change)])}"
            for change, count in counts.items()
        )
        units = _units(ev, group)
        parts.append(f"{ev.names.table(str(table))}: {told}" + (f" ({units})" if units else ""))
    return "; ".join(parts)


def _units(ev: Evaluation, rows: pd.DataFrame) -> str:
    known = rows[rows["unit"].ne("")].sort_values("rows", ascending=False, kind="stable")
    names = [ev.names.unit(str(unit)) for unit in known["unit"].unique()]
    more = len(names) - _MOST_UNITS
    return ", ".join(names[:_MOST_UNITS]) + (
        tell(" và {more} đơn vị khác", more=more) if more > 0 else ""
    )


def _otherwise(ev: Evaluation, sent: Sent) -> list[str]:
    """Return what may have moved a figure that no traced row moved."""
    told = [difference_words(difference) for difference in sent.differences]
    if sent.moved.tables:
        names = ", ".join(f"“{ev.names.table(name)}”" for name in sent.moved.tables)
        told.insert(0, tell("bảng số liệu thay đổi: {names}", names=names))
    return told


def difference_words(difference: Difference) -> str:
    """Return one difference between two runs in words."""
    if difference.what == "notebook":
        return tell("sổ tính toán {name} đã thay đổi", name=difference.name)
    values = f"{difference.before or words('để trống')} → {difference.after or words('để trống')}"
    if difference.what == "software":
        return tell("phần mềm {name}: {values}", name=difference.name, values=values)
    return tell(
        "tham số {parameters}: {values}",
        parameters=PARAMETERS.get(difference.name, difference.name),
        values=values,
    )


def sent_name(sent: Sent) -> str:
    """Return how the report sent is cited: its number and date, and the issued instance."""
    about = sent.about
    number = str(about["document_number"]) or "……"
    day = str(about["document_date"])
    dated = tell(" ngày {day}", day=_day(day)) if day else ""
    instance = tell(
        "bản phát hành thứ {number}, mã lần lập {run_id}, lập ngày {day}",
        number=about["number"],
        run_id=about["run_id"],
        day=_day(str(about["created"])),
    )
    return tell(
        "Báo cáo số {number}{dated} ({instance})", number=number, dated=dated, instance=instance
    )


def _day(text: str) -> str:
    return format_date(pd.Timestamp(text).date())


def figure_name(ev: Evaluation, code: str, variant: str) -> str:
    """Return the name of an indicator with its variant."""
    name = words(str(ev.definitions.at[code, "name_vi"])) if code in ev.definitions.index else code
    told = variant_name(ev, code, variant)
    return f"{name} – {told}" if told else name


def variant_name(ev: Evaluation, code: str, variant: str) -> str:
    """Return a variant in words; empty for the headline."""
    known = variant_labels().get(code, {}).get(variant)
    if known or code != "O01" or not variant:
        return words(known[0]) if known else variant
    reading, *rest = variant.split("/")
    filters = {**_FILTERS, "tat_ca": tell("cả {unchecked}", unchecked=unchecked_words(ev))}
    return ", ".join(
        [
            tell("cách hiểu {reading}", reading=reading),
            *(words(filters.get(part, part)) for part in rest),
        ]
    )


def noted(value: Any) -> str:
    """Return what a correction notes: a whole number as reports write it, a dash for nothing."""
    text = "–" if pd.isna(value) else str(value)
    return format_number(int(text)) if text.isascii() and text.isdigit() else text
