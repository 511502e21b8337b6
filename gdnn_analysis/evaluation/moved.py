"""What moved between two runs of one report, and which rows moved it (R07)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.evaluation.trace import Trace

CELL: Final = ("code", "variant", "area_id", "breakdown", "category")
FIGURE: Final = (
    *CELL,
    "unit",
    "before",
    "after",
    "difference",
    "verdict_before",
    "verdict_after",
    "flags_before",
    "flags_after",
)
MOVER: Final = ("code", "change", "table", "key", "file", "sheet", "row", "unit", "reason")
CHANGES: Final = ("moi", "doi", "gop", "tach", "rut", "loai", "tinh")
"""New; changed; merged into another; no longer merged; withdrawn; left out now though the row is as
it was; counted now though it is as it was."""
_NOISE: Final = 1e-9
"""Relative difference that is rounding of another machine, no change."""


@dataclass(frozen=True)
class Standing:
    """One side of a comparison: the figures, and the rows behind them when they are known."""

    results: pd.DataFrame
    trace: Trace | None = None


@dataclass(frozen=True)
class Moved:
    """What a comparison found.

    Attributes
    ----------
    figures
        Cells of the result table that differ (columns ``FIGURE``), in the order of the result
        table; a figure one side does not have is missing there.
    rows
        Rows that moved the codes of `figures` (columns ``MOVER``); ``change`` is one of
        ``CHANGES``, place and reason are those of the later side unless the row is withdrawn.
    tables
        Tables whose rows differ, whether or not a figure moved.
    traced
        Whether both sides know their rows.
    """

    figures: pd.DataFrame
    rows: pd.DataFrame
    tables: tuple[str, ...]
    traced: bool

    def count(self, code: str) -> dict[str, int]:
        """Return the number of rows of each kind of change behind a code."""
        found = self.rows.loc[self.rows["code"].eq(code), "change"].value_counts()
        return {change: int(found[change]) for change in CHANGES if change in found}


def compare(before: Standing, after: Standing) -> Moved:
    """Return what moved from one standing of a report to another of the same period."""
    figures = moved_figures(before.results, after.results)
    if before.trace is None or after.trace is None:
        return Moved(figures, pd.DataFrame(columns=list(MOVER)), (), traced=False)
    rows = _moving_rows(before.trace, after.trace, figures["code"].unique())
    old, new = before.trace.tables(), after.trace.tables()
    tables = tuple(sorted(name for name in {*old, *new} if old.get(name) != new.get(name)))
    return Moved(figures, rows, tables, traced=True)


def moved_figures(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the cells of two result tables whose value or verdict differs."""
    old, new = (frame.set_index(list(CELL)) for frame in (before, after))
    cells = new.index.append(old.index.difference(new.index, sort=False))
    both = pd.DataFrame(index=cells)
    for name, frame in (("before", old), ("after", new)):
        both[name] = frame["value"].reindex(cells)
        for told in ("verdict", "flags"):
            both[f"{told}_{name}"] = frame[told].reindex(cells).fillna("")
    both["unit"] = new["unit"].reindex(cells).fillna(old["unit"].reindex(cells))
    both["difference"] = both["after"] - both["before"]
    value = both[["before", "after"]].to_numpy(dtype="float64")
    same = np.isclose(value[:, 0], value[:, 1], rtol=_NOISE, atol=0, equal_nan=True)
    judged = both["verdict_before"].eq(both["verdict_after"]).to_numpy()
    moved: pd.DataFrame = both.loc[~(same & judged)].reset_index()
    return moved[list(FIGURE)]


def _moving_rows(before: Trace, after: Trace, codes: Collection[str]) -> pd.DataFrame:
    """Return the rows whose part in the figures of some codes differs."""
    both = _parts(before, codes).merge(
        _parts(after, codes), on=["code", "table", "key"], how="outer", suffixes=("_before", "")
    )
    both["held"], both["holds"] = (_contents(both, side.rows) for side in (before, after))
    both["change"] = _change(both)
    moved = both[both["change"].ne("")]
    if not len(moved):
        return pd.DataFrame(columns=list(MOVER))
    for name in ("file", "sheet", "row", "unit", "reason"):
        told = moved[name].where(moved["role"].notna(), moved[f"{name}_before"])
        moved = moved.assign(**{name: told})
    order = moved["change"].map(CHANGES.index)
    moved = moved.assign(_order=order).sort_values(
        ["code", "_order", "table", "key"], kind="stable", ignore_index=True
    )
    return moved[list(MOVER)].astype({"row": "Int64"})


def _parts(trace: Trace, codes: Collection[str]) -> pd.DataFrame:
    figures = trace.figures[trace.figures["code"].isin(list(codes))]
    rows = trace.rows.iloc[figures["place"].to_numpy(dtype="int64")].reset_index(drop=True)
    return pd.concat([rows, figures[["code", "role", "reason"]].reset_index(drop=True)], axis=1)


def _contents(named: pd.DataFrame, rows: pd.DataFrame) -> pd.Series[str]:
    """Return what the named rows hold on one side; nothing where it does not have them."""
    held = rows.drop_duplicates(["table", "key"]).set_index(["table", "key"])["content"]
    found = held.reindex(pd.MultiIndex.from_frame(named[["table", "key"]]))
    return pd.Series(found.fillna("").to_numpy(), index=named.index, dtype="str")


def _change(both: pd.DataFrame) -> pd.Series[str]:
    """Return what happened to each row, the plainest explanation first; nothing if nothing did."""
    was, now = both["role_before"].fillna(""), both["role"].fillna("")
    counted = was.eq("tinh") | now.eq("tinh")
    changed = both["held"].ne(both["holds"])
    cases = (
        ("moi", both["held"].eq("") & now.isin(["tinh", "gop"])),
        ("rut", both["holds"].eq("") & was.isin(["tinh", "gop"])),
        ("gop", was.eq("tinh") & now.eq("gop")),
        ("tach", was.eq("gop") & now.eq("tinh")),
        ("doi", changed & counted),
        ("loai", was.eq("tinh") & now.ne("tinh")),
        ("tinh", was.ne("tinh") & now.eq("tinh")),
    )
    result = pd.Series("", index=both.index, dtype="str")
    for change, applies in reversed(cases):
        result = result.mask(applies, change)
    return result
