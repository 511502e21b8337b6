"""Cells of crossed columns: which rows belong to each, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from gdnn_analysis.survey.variables import Mask, Places

Key: TypeAlias = tuple[object, ...]
"""The values that make a cell."""


def cells(frame: pd.DataFrame, columns: Sequence[str], inside: Mask) -> tuple[Places, list[Key]]:
    """Return the cell of every row and the values that make each cell.

    Parameters
    ----------
    frame
        One row per respondent.
    columns
        What is crossed; with none the whole sample is one cell.
    inside
        Which rows count (n).

    Returns
    -------
    tuple
        Numbers of the cells (n), -1 where a value is missing or the row does not count, and the
        values of each cell.
    """
    parts = [pd.factorize(frame[name]) for name in columns]
    cell, known = np.zeros(len(frame), dtype=np.intp), inside.copy()
    for own, levels in parts:
        known &= own >= 0
        cell = pd.factorize(cell * (len(levels) + 1) + own, sort=True)[0].astype(np.intp)
    _, heads, place = np.unique(cell[known], return_index=True, return_inverse=True)
    codes = np.full(len(frame), -1, dtype=np.intp)
    codes[known] = place
    rows = np.flatnonzero(known)[heads]
    keys = [tuple(plain(levels[own[row]]) for own, levels in parts) for row in rows]
    return codes, keys


def cell_name(columns: Sequence[str], key: Key) -> str:
    """Return what a cell is called, such as ``stype=E, sch_wide=No``."""
    return ", ".join(f"{name}={value}" for name, value in zip(columns, key, strict=True))


def plain(value: object) -> object:
    """Return a category as a Python value, so that NumPy's 1 and Python's 1 are the same."""
    return value.item() if isinstance(value, np.generic) else value
