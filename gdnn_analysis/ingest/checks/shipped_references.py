"""References of shipped rows to tables that a dataset has replaced (RL-01)."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.contract import Field
from gdnn_analysis.ingest.checks.targets import Target
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.ingest.reading.folder import SHIPPED
from gdnn_analysis.language import say


def excuse_shipped(
    problems: pd.DataFrame, rows: pd.DataFrame, field: Field, target: Target
) -> pd.DataFrame:
    """Return reference problems without errors nobody can mend.

    A dataset that brings its own units or areas replaces the shipped ones (RL-01), and rows of
    other shipped tables then refer to ids that are gone. Such a row falls away silently when the
    reference is required and stays when it is not; one note per column says so.
    """
    if target.is_shipped or not len(problems):
        return problems
    shipped = problems["record"].map(rows["_file"]).str.startswith(SHIPPED).to_numpy(dtype=bool)
    excused = problems[shipped & problems["severity"].eq("loi").to_numpy()]
    if not len(excused):
        return problems[~shipped]
    note = cell_problems(
        pd.Index(excused["record"].iloc[:1]),
        column=field.name,
        rule="DQ-03",
        severity="thong_tin",
        message=say(
            "{count} dòng kèm theo phần mềm nhắc tới bảng {table} mà bộ số liệu đã thay.",
            "{count} shipped rows refer to table {table}, which the dataset has replaced.",
            count=len(excused),
            table=target.table.name,
        ),
        remedy=say(
            "Không cần sửa; nếu cần các dòng này thì bổ sung bảng tương ứng vào bộ số liệu.",
            "Nothing to do; if these rows are needed, add the table to the dataset.",
        ),
    )
    hushed = excused.assign(told=False) if field.required else excused.iloc[:0]
    return join_problems([problems[~shipped], note, hushed])
