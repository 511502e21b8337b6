"""Cells whose letters and marks were separate signs: read in normal form C, and told (DQ-20)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.problems import cell_problems, first_per_place, join_problems
from gdnn_analysis.language import say


def normal_form_notes(
    raw: pd.DataFrame, table: Table, foreign: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """Return one note per sheet and column that holds text in another normal form.

    Parameters
    ----------
    raw
        Cells as typed by record, with ``_file`` and ``_sheet``.
    table
        The contract's table, for the titles of columns.
    foreign
        The distinct texts of each column that are not plain ASCII.
    """
    notes: list[pd.DataFrame] = []
    for name, candidates in foreign.items():
        texts = [text for text in candidates if not unicodedata.is_normalized("NFC", text)]
        if not texts:
            continue
        records = raw.index[raw[name].isin(texts)]
        firsts, counts = first_per_place(records, raw)
        title = table[name].title if name in table else name
        notes += [
            cell_problems(
                pd.Index([first]),
                column=name,
                rule="DQ-20",
                severity="thong_tin",
                message=say(
                    "{count} ô ở cột “{title}” viết bằng Unicode tổ hợp; đã đưa về dựng sẵn.",
                    "{count} cells of “{title}” were in decomposed Unicode; now composed.",
                    count=count,
                    title=title,
                ),
                remedy=say("Không cần sửa.", "Nothing to do."),
            )
            for first, count in zip(firsts, counts, strict=True)
        ]
    return join_problems(notes)
