"""Which source rows count, and why the others do not: role and reason of a trace."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def roles(index: pd.Index[Any], *cases: tuple[pd.Series[bool], str]) -> dict[str, pd.Series[str]]:
    """Return ``role`` and ``reason`` of the rows of `index`.

    Parameters
    ----------
    index
        Record numbers.
    *cases
        Rows left out (aligned with `index`; missing means no), and why. Of several reasons for one
        row the last one given is told.
    """
    reason = np.full(len(index), "", dtype=object)
    for left_out, why in cases:
        reason[left_out.to_numpy(dtype=bool, na_value=False)] = why
    return roles_for(pd.Series(reason, index=index, dtype="str"))


def roles_for(reason: pd.Series[str]) -> dict[str, pd.Series[str]]:
    """Return ``role`` and ``reason``: counted where there is no reason to leave the row out."""
    role = np.where(reason.to_numpy() == "", "tinh", "loai")
    return {"role": pd.Series(role, index=reason.index, dtype="str"), "reason": reason}
