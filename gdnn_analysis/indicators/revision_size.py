"""How much figures of issued reports changed afterwards (Q05); R07.

``revisions`` holds two sorts of rows. A *figure revision* says what the figure of an indicator was
and is: field ``value``, ``row_key`` an indicator code (``O01``) or code and year (``O01|2022``),
``old_value`` and ``new_value`` the two figures. Every other row is a *row revision*, the change of
one cell of a log: it is counted by its reason and has no size of its own.

A revision belongs to the year of the figure: the one in the key, else the one in the number of the
report (``BC-2022``). A report number with no year, or several, tells nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells
from gdnn_analysis.indicators.core_set import OUTSIDE, core_codes
from gdnn_analysis.indicators.coverage import LOWER_BOUND, verdict_of
from gdnn_analysis.indicators.frame import Output, Row, code_order
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.numbers import parse_numbers

REVISED: Final = "F-HIEUCHINH"
FIELD: Final = "value"

_KEY: Final = r"^(?P<code>[IAOTCPEQ]\d{2})(?:\|(?P<year>\d{4}))?$"
_YEAR: Final = r"(?<!\d)(20\d{2})(?!\d)"


def compute_q05(inputs: Inputs) -> Output:
    """Return the largest change of a core figure of the year after its report was sent (G18).

    Parameters
    ----------
    inputs
        Needs ``revisions`` and ``indicators``.

    Returns
    -------
    Output
        Headline: the largest of the core cells of ``indicator``, with their number in ``n``.
        ``indicator``: 100 × |figure now − figure as first sent| / figure as first sent; successive
        revisions of one figure are one change, and one that was sent empty or as 0 has no
        percentage (F-THIEU, F-MAUSO). ``reason``: revisions of both sorts, counted. Nothing
        revised is no statement that nothing changed: no value.
    """
    rows = _of_year(inputs.once(_revisions), inputs.year)
    figures = rows[rows["is_figure"] & rows["year"].notna()]
    cells = [_cell(*figure) for figure in _figures(figures).itertuples(name=None)]
    core = [cell for cell in cells if cell.category in core_codes(inputs)]
    head = _headline(inputs, core, complete=not (rows["is_figure"] & rows["year"].isna()).any())
    counted = rows.loc[rows["year"].notna(), "reason"].value_counts()
    reasons = count_cells(replace(head, unit="lần hiệu chỉnh", n=None), "reason", counted)
    return Output(
        [head, *cells, *reasons], lambda: trace_each("Q05", "revisions", _roles(inputs, rows))
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"Q05": compute_q05}


def revised_codes(inputs: Inputs) -> frozenset[str]:
    """Return the indicators whose figure of the year was revised after it was sent (R07)."""
    rows = inputs.once(_revisions)
    revised = rows["is_figure"] & rows["year"].eq(inputs.year).fillna(value=False).astype(bool)
    return frozenset(rows.loc[revised, "code"])


def _revisions(inputs: Inputs) -> pd.DataFrame:
    """Return all revisions with ``code``, ``is_figure``, ``year``, ``old`` and ``new``."""
    rows = inputs.data["revisions"].sort_values(["changed_on", "rev_id"])
    key = rows["row_key"].str.extract(_KEY)
    is_figure = rows["field"].eq(FIELD) & key["code"].isin(inputs.data["indicators"]["code"])
    years = rows["report_id"].str.extractall(_YEAR)[0].groupby(level=0).agg(["nunique", "first"])
    reported = years.loc[years["nunique"].eq(1), "first"].reindex(rows.index)
    year = key["year"].where(is_figure).fillna(reported)
    return rows.assign(
        code=key["code"].where(is_figure),
        is_figure=is_figure,
        year=pd.to_numeric(year).astype("Int64"),
        old=parse_numbers(rows["old_value"])[0],
        new=parse_numbers(rows["new_value"])[0],
    )


def _of_year(rows: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the revisions of a year, and those of which nobody can tell the year."""
    return rows[rows["year"].eq(year).fillna(value=True).astype(bool)]


def _figures(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figure as first sent and as it is now, by code in catalogue order."""
    sent = figures.drop_duplicates("code").set_index("code")["old"]
    now = figures.drop_duplicates("code", keep="last").set_index("code")["new"]
    both = pd.DataFrame({"sent": sent, "now": now})
    return both.loc[sorted(both.index, key=code_order)]


def _cell(code: str, sent: float, now: float) -> Row:
    row = Row("Q05", unit="%", breakdown="indicator", category=code, flags=frozenset({REVISED}))
    if math.isnan(sent) or math.isnan(now):
        return replace(row, flags=row.flags | {LOWER_BOUND})
    if sent == 0:
        row = replace(row, flags=row.flags | {"F-MAUSO"})
    return as_ratio(row, abs(now - sent), abs(sent))


def _headline(inputs: Inputs, core: list[Row], *, complete: bool) -> Row:
    sized = [cell for cell in core if cell.value is not None]
    flags = {REVISED} if core else set()
    if len(sized) < len(core) or not complete:
        flags.add(LOWER_BOUND)
    # Of equal ones the first in catalogue order.
    top = max(sized, key=lambda cell: cell.value or 0.0, default=Row("Q05", unit="%"))
    return replace(
        top,
        breakdown="",
        category="",
        n=float(len(sized)) if sized else None,
        verdict=verdict_of(inputs, "Q05", top.value, share=None, checked=top.value),
        flags=frozenset(flags),
    )


def _roles(inputs: Inputs, rows: pd.DataFrame) -> pd.DataFrame:
    figures = rows.loc[rows["is_figure"] & rows["year"].notna(), "code"]
    between = figures.duplicated(keep="first") & figures.duplicated(keep="last")
    step = between.reindex(rows.index, fill_value=False)
    reason = pd.Series("", index=rows.index, dtype="str")
    for chosen, vi, en in (
        (
            step,
            "bước hiệu chỉnh giữa chừng",
            "a step between first and last revision",
        ),
        (~rows["code"].isin(core_codes(inputs)), *OUTSIDE),
        (
            ~rows["is_figure"],
            "hiệu chỉnh một dòng số liệu: chỉ đếm theo lý do",
            "revision of a data row: counted by reason only",
        ),
        (rows["year"].isna(), "không rõ năm của số liệu", "year of the figure not known"),
    ):
        reason = reason.mask(chosen, say(vi, en))
    role = pd.Series("tinh", index=rows.index)
    role = role.mask(step, "gop").mask(rows["year"].isna(), "loai")
    return pd.DataFrame({"role": role, "reason": reason})
