"""Cells of workbooks that show something but hold no value of their own (RL-10)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.ingest.reading.parts import Part
from gdnn_analysis.language import say


def fault_problems(parts: Sequence[Part], rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return an error for every such cell of the rows that are data.

    Parameters
    ----------
    parts
        Sheets of the table, with their faults by line.
    rows
        Typed rows by record, with provenance.
    table
        The contract's table.
    """
    found = []
    for part in parts:
        if not part.faults:
            continue
        own = rows["_file"].eq(part.file) & rows["_sheet"].eq(part.sheet)
        record_of = {line: record for record, line in rows.loc[own, "_row"].items()}
        for line, name, kind in part.faults:
            if line in record_of:
                found.append(_told(pd.Index([record_of[line]]), kind, table[name].title, name))
    return join_problems(found)


def _told(record: pd.Index, kind: str, title: str, name: str) -> pd.DataFrame:
    message, remedy = _WORDINGS[kind](title)
    return cell_problems(record, column=name, rule="DQ-20", message=message, remedy=remedy)


def _formula(title: str) -> tuple[str, str]:
    return (
        say(
            "Ô “{title}” là công thức chưa có kết quả được lưu.",
            "Cell “{title}” is a formula without a stored result.",
            title=title,
        ),
        say(
            "Mở tệp bằng Excel để tính lại rồi lưu, hoặc nhập thẳng giá trị.",
            "Open the file in Excel so that it is computed and save it, or enter the value.",
        ),
    )


def _error(title: str) -> tuple[str, str]:
    return (
        say(
            "Ô “{title}” chứa lỗi Excel (#N/A, #REF!…), không có giá trị.",
            "Cell “{title}” holds an Excel error (#N/A, #REF!…), no value.",
            title=title,
        ),
        say("Sửa công thức hoặc nhập giá trị.", "Mend the formula or enter the value."),
    )


def _merged(title: str) -> tuple[str, str]:
    return (
        say(
            "Ô “{title}” bị gộp với ô phía trên nên dòng này không có giá trị riêng.",
            "Cell “{title}” is merged with the one above, so the row has no value of its own.",
            title=title,
        ),
        say(
            "Bỏ gộp ô và ghi giá trị vào từng dòng.",
            "Split the merged cells and write the value on every row.",
        ),
    )


_WORDINGS = {"formula": _formula, "error": _error, "merged": _merged}
