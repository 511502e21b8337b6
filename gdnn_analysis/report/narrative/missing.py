"""What is missing and what was wrong with the data."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Paragraph
from gdnn_analysis.vietnamese.numbers import format_number


def missing_sentence(ev: Evaluation) -> Paragraph:
    """How much is missing, before the lists."""
    tables = ev.account.tables_missing
    left_out = int(ev.data.counts["rows_left_out"].sum())
    if not left_out:
        return Paragraph(
            tell(
                "Có {count} bảng số liệu chưa có ({{bang:bang-thieu}}); không dòng nào bị loại. Chỉ "
                "số cần các bảng này để trống, không ghi là 0.",
                count=format_number(len(tables)),
            )
            if tables
            else "Mọi bảng số liệu đều có; không dòng nào bị loại."
        )
    return Paragraph(
        tell(
            "Có {count} bảng số liệu chưa có ({{bang:bang-thieu}}) và {left_out} dòng "
            "không được dùng vì có lỗi, lặp lại dòng khác hoặc là dòng tổng "
            "({{bang:so-dong-doc}}). Chỉ số cần các bảng này để trống, không ghi là 0.",
            count=format_number(len(tables)),
            left_out=format_number(left_out),
        )
        if tables
        else tell(
            "Mọi bảng số liệu đều có; {left_out} dòng không được dùng vì có lỗi, lặp lại dòng khác "
            "hoặc là dòng tổng ({{bang:so-dong-doc}}).",
            left_out=format_number(left_out),
        )
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
