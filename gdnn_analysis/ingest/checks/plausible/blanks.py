"""DQ-15 and DQ-16: blanks that keep a row out of a breakdown."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.language import say


def uncoded_media(tables: Accepted) -> Found:
    """Yield media rows without theme, without audience, or without both."""
    rows = tables.rows("media", "theme_codes", "audience_codes")
    no_theme, no_audience = (_empty(rows[name]) for name in rows.columns)
    theme, audience = say("chủ đề", "theme"), say("đối tượng", "audience")
    both = say("chủ đề và đối tượng", "theme and audience")
    yield (
        "media",
        join_problems(
            cell_problems(
                rows.index[chosen],
                column=column,
                rule="DQ-15",
                severity="canh_bao",
                message=say(
                    "Dòng chưa ghi {missing} nên không được phân loại theo {missing}.",
                    "The row names no {missing}, so it is not classified by {missing}.",
                    missing=missing,
                ),
                remedy=say(
                    "Ghi mã theo danh mục trong từ điển số liệu.", "Enter codes of the code list."
                ),
            )
            for chosen, column, missing in (
                (no_theme & no_audience, "theme_codes", both),
                (no_theme & ~no_audience, "theme_codes", theme),
                (~no_theme & no_audience, "audience_codes", audience),
            )
        ),
    )


def untied_budget(tables: Accepted) -> Found:
    """Yield budget lines that name no activity of the plan."""
    rows = tables.rows("budget_lines", "act_id")
    yield (
        "budget_lines",
        cell_problems(
            rows.index[rows["act_id"].isna()],
            column="act_id",
            rule="DQ-16",
            severity="canh_bao",
            message=say(
                "Dòng kinh phí không gắn với hoạt động nào của kế hoạch.",
                "The budget line belongs to no activity of the plan.",
            ),
            remedy=say(
                "Ghi mã hoạt động ở Phụ lục của kế hoạch (ví dụ PL-III).",
                "Give the id of the activity in the plan's annex (e.g. PL-III).",
            ),
        ),
    )


def _empty(lists: pd.Series) -> pd.Series[bool]:
    """Say which lists hold nothing; a blank cell holds an empty list or is missing."""
    return ~lists.astype(bool) | lists.isna()
