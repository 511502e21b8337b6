"""The tidy result table and the trace of source rows behind each figure.

One row per figure; presenters never recompute. Column meanings are fixed by the interface
(``docs/interface.md``, "The result table").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Final, Literal

import pandas as pd

from gdnn_analysis.contract import contract

RESULT_COLUMNS: Final = (
    "code",
    "period",
    "window",
    "variant",
    "area_id",
    "breakdown",
    "category",
    "value",
    "unit",
    "numerator",
    "denominator",
    "ci_low",
    "ci_high",
    "n",
    "completeness",
    "verdict",
    "data_status",
    "flags",
)
TEXT_COLUMNS: Final = (
    "code",
    "period",
    "window",
    "variant",
    "area_id",
    "breakdown",
    "category",
    "unit",
    "verdict",
    "data_status",
    "flags",
)
NUMBER_COLUMNS: Final = tuple(name for name in RESULT_COLUMNS if name not in TEXT_COLUMNS)
CODE_LEVELS: Final = "IAOTCPEQ"

SOURCE_COLUMNS: Final = ("code", "table", "record", "role", "reason")
Role = Literal["tinh", "gop", "loai"]
Texts = pd.api.extensions.ExtensionArray
Cell = tuple[str, str, str]
"""Variant, breakdown and category of a row."""
Labels = Mapping[str, Mapping[str, tuple[str, str]]]
"""What variants are called: code → variant → Vietnamese and English words."""


@dataclass(frozen=True)
class Row:
    """One figure of the result table; ``None`` is a missing figure and never becomes 0."""

    code: str
    value: float | None = None
    variant: str = ""
    breakdown: str = ""
    category: str = ""
    area_id: str = ""
    numerator: float | None = None
    denominator: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    n: float | None = None
    completeness: float | None = None
    unit: str = ""
    verdict: str = ""
    data_status: str = ""
    flags: frozenset[str] = frozenset()
    window: str | None = None
    """Only when it is not the window of the run, e.g. ``school_year``."""


class Output:
    """What one indicator function returns.

    Parameters
    ----------
    rows
        The figures, headline first.
    sources
        The trace, or a function that makes it: only ``explain`` and reports ask for it.
    members
        For counts of different things (schools, sites, enterprises): what was counted, by variant,
        breakdown and category of the row, so that several years count each thing once (R20,
        aggregation ``tong_khu_trung``).
    """

    def __init__(
        self,
        rows: Sequence[Row],
        sources: pd.DataFrame | Callable[[], pd.DataFrame] | None = None,
        members: Mapping[Cell, frozenset[str]] | None = None,
    ) -> None:
        self.rows = rows
        self.members: Mapping[Cell, frozenset[str]] = members or {}
        self._sources = sources

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Every source row that was counted, merged or left out, and why.

        Columns ``SOURCE_COLUMNS``; role ``tinh`` (counted), ``gop`` (merged into another) or
        ``loai`` (left out); ``record`` is the index label in ``data[table]``.
        """
        if self._sources is None:
            return no_sources()
        return self._sources() if callable(self._sources) else self._sources


def no_sources() -> pd.DataFrame:
    """Return an empty trace."""
    return trace("", "", pd.Index([], dtype="int64"), "tinh")


def trace(code: str, table: str, records: pd.Index, role: Role, reason: str = "") -> pd.DataFrame:
    """Return trace rows for the records `records` of `table`."""
    count = len(records)
    return trace_frame(
        code, table, records, role=_repeated(role, count), reason=_repeated(reason, count)
    )


def trace_frame(
    code: str, table: str, records: pd.Index, *, role: Texts, reason: Texts
) -> pd.DataFrame:
    """Return trace rows of one indicator and table; a report makes some hundred such frames."""
    count = len(records)
    columns = {
        "code": _repeated(code, count),
        "table": _repeated(table, count),
        "record": records.to_numpy(dtype="int64"),
        "role": role,
        "reason": reason,
    }
    return pd.DataFrame(columns, index=pd.RangeIndex(count), columns=list(SOURCE_COLUMNS))


def _repeated(text: str, count: int) -> Texts:
    return pd.array([text], dtype="str").repeat(count)


def join_traces(traces: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put traces one below the other."""
    parts = [part for part in traces if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else no_sources()


def join_flags(flags: Iterable[str]) -> str:
    """Return flag codes joined by ``;`` in the order of code list FLAG, each once."""
    return _joined(frozenset(flags))


@cache
def _joined(known: frozenset[str]) -> str:
    order = contract().code_lists["FLAG"]
    unknown = known - set(order.labels)
    if unknown:
        raise ValueError(f"flags that code list FLAG does not hold: {sorted(unknown)}")
    return ";".join(sorted(known, key=order.order))


def to_frame(rows: Iterable[Row], *, period: str, window: str) -> pd.DataFrame:
    """Return result rows as a DataFrame with the fixed columns and dtypes (order untouched)."""
    records: list[dict[str, Any]] = [
        {
            "code": row.code,
            "period": period,
            "window": row.window or window,
            "variant": row.variant,
            "area_id": row.area_id,
            "breakdown": row.breakdown,
            "category": row.category,
            "value": row.value,
            "unit": row.unit,
            "numerator": row.numerator,
            "denominator": row.denominator,
            "ci_low": row.ci_low,
            "ci_high": row.ci_high,
            "n": row.n,
            "completeness": row.completeness,
            "verdict": row.verdict,
            "data_status": row.data_status,
            "flags": join_flags(row.flags),
        }
        for row in rows
    ]
    frame = pd.DataFrame.from_records(records, columns=list(RESULT_COLUMNS))
    types: dict[str, str] = dict.fromkeys(TEXT_COLUMNS, "str")
    types.update(dict.fromkeys(NUMBER_COLUMNS, "float64"))
    return frame.astype(types)


def code_order(code: str) -> tuple[int, str]:
    """Return the sort key of an indicator code: result chain I A O T C P E Q, then number."""
    return (CODE_LEVELS.index(code[0]), code[1:])
