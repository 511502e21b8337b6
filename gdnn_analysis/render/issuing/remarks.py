"""What the person who issues or checks a report should know, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gdnn_analysis.language import say


def remarks(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return one sentence for each thing worth knowing about an issued report."""
    return (*_official(record), *_removed(record))


def _official(record: Mapping[str, Any]) -> Iterator[str]:
    if record["kind"] == "minh_hoa":
        yield say(
            "Báo cáo lập từ số liệu minh họa, không phải báo cáo chính thức.",
            "The report is made from fictional data; it is no official report.",
        )
    if record["blank"]:
        yield say(
            "Báo cáo để trống: {names}. Văn thư ghi số, ngày và người ký trên bản in; muốn in sẵn "
            "thì lập lại bằng --set.",
            "The report leaves blank: {names}. The records office fills in number, date and "
            "signatory; to print them, render again with --set.",
            names=", ".join(_words()[name] for name in record["blank"]),
        )
    if not record["replaced_is_named"]:
        yield say(
            "Văn bản không ghi báo cáo mà nó thay thế (bản phát hành số {number}), vì được lập "
            "trước khi bản đó phát hành. Nên lập lại bằng gdnn render rồi phát hành.",
            "The document does not name the report it replaces (issued no. {number}): it was "
            "rendered before that was issued. Render it again, then issue.",
            number=record["replaces"]["number"],
        )


def _removed(record: Mapping[str, Any]) -> Iterator[str]:
    for item in record["personal_data_removed"]:
        yield say(
            "Đã bỏ dữ liệu cá nhân khỏi bản lưu số liệu: {table}{column}, {cells} ô.",
            "Personal data removed from the data snapshot: {table}{column}, {cells} cells.",
            table=item["table"],
            column=f".{item['column']}" if item["column"] else "",
            cells=item["cells"],
        )
    if record["figures_not_reproducible"]:
        yield say(
            "Vì vậy không tính lại được từ bản lưu: {codes}.",
            "Therefore these cannot be computed again from the snapshot: {codes}.",
            codes=", ".join(record["figures_not_reproducible"]),
        )


def _words() -> dict[str, str]:
    return {
        "number": say("số văn bản", "document number"),
        "date": say("ngày ban hành", "date of issue"),
        "signer_name": say("người ký", "signatory"),
    }
