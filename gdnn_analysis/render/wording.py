"""Words for the codes of the result table, as the annex workbook prints them."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.language import words
from gdnn_analysis.render.sheets import Sheet
from gdnn_analysis.render.store import Store


def worded(sheet: Sheet, store: Store) -> pd.DataFrame:
    """Return the table of a sheet; results with indicator names, verdicts and flags in words."""
    frame = store[sheet.table]
    if sheet.table != "results":
        return frame
    names = store["definitions"].drop_duplicates("code").set_index("code")["name_vi"]
    return frame.assign(
        name_vi=frame["code"].map(names),
        verdict_label=frame["verdict"].map(_verdict_labels()).fillna(frame["verdict"]),
        flags_label=_joined_labels(frame["flags"]),
    )


def _verdict_labels() -> dict[str, str]:
    """Return labels of verdicts, and of statuses, which rows of A01 carry instead."""
    lists = contract().code_lists
    return {**lists["STATUS"].labels, **lists["VERDICT"].labels, "": ""}


def _joined_labels(flags: pd.Series) -> pd.Series:
    labels = contract().code_lists["FLAG"].labels
    return flags.fillna("").map(
        lambda text: "; ".join(words(labels.get(code, code)) for code in text.split(";") if code)
    )
