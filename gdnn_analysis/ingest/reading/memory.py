"""Rows in memory in the shape of rows that were read from files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.reading.notices import unknown_column
from gdnn_analysis.ingest.reading.parts import WIDE_TABLES, Intake, Part

FIRST_LINE = 2


def parts_of(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Intake:
    """Return rows as an intake: one part per table, file ``<table>.csv``.

    Raises
    ------
    KeyError
        For a table the contract does not know.
    """
    intake = Intake()
    for name, records in rows.items():
        table = contract().tables[name]
        file = f"{name}.csv"
        keys = list(dict.fromkeys(key for record in records for key in record))
        others = [key for key in keys if key not in table]
        is_wide = name in WIDE_TABLES
        known = keys if is_wide else [key for key in keys if key in table]
        frame = pd.DataFrame(
            {
                key: pd.Series([record.get(key) for record in records], dtype="object")
                for key in known
            },
            index=range(len(records)),
        )
        frame["_row"] = range(FIRST_LINE, FIRST_LINE + len(records))
        frame["_aside"] = pd.Series(None, index=frame.index, dtype="object")
        frame["_file"] = pd.Series(file, index=frame.index, dtype="str")
        frame["_sheet"] = pd.Series("", index=frame.index, dtype="str")
        frame["_comma"] = False
        extra = tuple(others) if is_wide else ()
        intake.parts.append(Part(name, file, "", frame, header_row=1, extra=extra))
        intake.present.add(name)
        if not is_wide:
            place = {"table": name, "file": file, "row": 1}
            intake.problems += [unknown_column(key, table) | place for key in others]
    return intake
