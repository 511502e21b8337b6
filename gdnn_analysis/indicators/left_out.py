"""Which rows of a log count, and the first reason why one does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.language import say

Reasons: TypeAlias = "Sequence[tuple[pd.Series[Any], str]]"
"""Rows a reason is about, and its wording; of several the first one is given."""


def with_roles(rows: pd.DataFrame, reasons: Reasons) -> pd.DataFrame:
    """Return `rows` with ``role`` (``tinh`` or ``loai``) and ``reason``.

    Parameters
    ----------
    rows
        Rows of one source table; cancelled ones (``record_status`` = ``huy``) are left out first.
    reasons
        Further reasons to leave rows out.
    """
    found = [*_cancelled(rows), *reasons]
    masks = [mask.fillna(value=False).to_numpy(dtype=bool) for mask, _ in found]
    hit = np.select(masks, range(1, len(masks) + 1), 0) if masks else np.zeros(len(rows), int)
    texts = np.array(["", *(text for _, text in found)], dtype=object)
    return rows.assign(
        role=pd.Series(np.where(hit, "loai", "tinh"), index=rows.index, dtype="str"),
        reason=pd.Series(texts[hit], index=rows.index, dtype="str"),
    )


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count."""
    return rows[rows["role"].eq("tinh")]


def _cancelled(rows: pd.DataFrame) -> Reasons:
    if "record_status" not in rows.columns:
        return []
    return [(rows["record_status"].eq("huy"), say("bản ghi đã huỷ", "cancelled record"))]
