"""What is missing and what was wrong with the data."""

from __future__ import annotations

from collections.abc import Iterator

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.vietnamese.numbers import format_number


def missing_sentence(ev: Evaluation) -> Paragraph:
    """How much is missing, before the lists: tables nobody ever sent, reports due, rows not used."""
    return Paragraph(" ".join([_tables_and_rows(ev), *_not_filed(ev)]))


def _tables_and_rows(ev: Evaluation) -> str:
    tables = ev.account.tables_missing
    left_out = int(ev.data.counts["rows_left_out"].sum())
    if not left_out:
        return (
            tell(
                "Có {count} bảng số liệu chưa có ({{bang:bang-thieu}}); không dòng nào bị loại. Chỉ "
                "số cần các bảng này để trống, không ghi là 0.",
                count=format_number(len(tables)),
            )
            if tables
            else words("Bộ số liệu có đủ các bảng; không dòng nào bị loại.")
        )
    return (
        tell(
            "Có {count} bảng số liệu chưa có ({{bang:bang-thieu}}) và {left_out} dòng "
            "không được dùng vì có lỗi, lặp lại dòng khác hoặc là dòng tổng "
            "({{bang:so-dong-doc}}). Chỉ số cần các bảng này để trống, không ghi là 0.",
            count=format_number(len(tables)),
            left_out=format_number(left_out),
        )
        if tables
        else tell(
            "Bộ số liệu có đủ các bảng; {left_out} dòng không được dùng vì có lỗi, lặp lại dòng khác "
            "hoặc là dòng tổng ({{bang:so-dong-doc}}).",
            left_out=format_number(left_out),
        )
    )


def _not_filed(ev: Evaluation) -> Iterator[str]:
    """Yield what units still owe of the period, and the tables none of them filed."""
    filing = ev.account.filing
    if filing.empty:
        return
    by_table = filing.drop(index="")
    if not by_table["silent"].any():
        return
    yield tell(
        "Còn {silent}/{due} lượt nghĩa vụ chưa nộp, ở {tables} bảng ({{bang:tinh-hinh-nop}}).",
        silent=format_number(int(by_table["silent"].sum())),
        due=format_number(int(by_table["due"].sum())),
        tables=format_number(int(by_table["silent"].gt(0).sum())),
    )
    nobody = by_table.index[by_table["accepted"].eq(0)]
    if len(nobody):
        yield tell(
            "Chưa đơn vị nào nộp: {names}.",
            names="; ".join(f"“{ev.names.table(str(name))}”" for name in nobody),
        )


def left_out_reminder(ev: Evaluation) -> Paragraph:
    """How data problems were treated."""
    issues = ev.issues["severity"].value_counts()
    errors, warnings = int(issues.get("loi", 0)), int(issues.get("canh_bao", 0))
    return Paragraph(
        tell(
            "Kiểm tra số liệu phát hiện {errors} lỗi và {warnings} cảnh báo. Dòng có "
            "lỗi không được tính nhưng vẫn nằm trong danh sách; dòng có cảnh báo vẫn "
            "được tính, trừ dòng lặp lại dòng khác và dòng tổng.",
            errors=format_number(errors),
            warnings=format_number(warnings),
        )
    )
