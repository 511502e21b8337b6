"""Evidence for an annex row: one table row per record (and unit), whatever log it comes from."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

EVIDENCE_COLUMNS: Final = ("table", "unit_id", "on", "done", "partly", "verified", "aspect")


def evidence(
    table: str,
    rows: pd.DataFrame,
    *,
    done: pd.Series | bool = True,
    partly: pd.Series | bool = True,
    verified: pd.Series | None = None,
    aspect: pd.Series | str = "",
) -> pd.DataFrame:
    """Return rows of one log as evidence.

    Parameters
    ----------
    table
        Source table; the index of `rows` is the record number.
    rows
        With ``unit_id``, ``on`` and ``verified``.
    done
        Whether each record meets the row's condition.
    partly
        Whether each record shows that something was done.
    verified
        Instead of the column, where more than the record itself must be checked.
    aspect
        What the condition tells apart: the side, the quarter, the criterion.

    Returns
    -------
    DataFrame
        Columns ``EVIDENCE_COLUMNS``, index as in `rows`.
    """
    return pd.DataFrame(
        {
            "table": table,
            "unit_id": rows["unit_id"],
            "on": rows["on"],
            "done": _truth(done, rows),
            "partly": _truth(partly, rows),
            "verified": _truth(rows["verified"] if verified is None else verified, rows),
            "aspect": aspect,
        },
        index=rows.index,
    )


def _truth(values: pd.Series | bool, rows: pd.DataFrame) -> npt.NDArray[np.bool_]:
    return np.broadcast_to(np.asarray(values, dtype=bool), len(rows))


def join_evidence(*parts: pd.DataFrame) -> pd.DataFrame:
    """Put evidence from several logs one below the other."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled) if filled else parts[0]
