"""How much of an outline a report has: cells are tagged with the depth they belong to.

A cell without a tag stands in every report. ``nang_cao`` cells stand in advanced and full reports,
``day_du`` cells only in full ones. In JupyterLab every cell is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

DEPTHS: Final = ("co_ban", "nang_cao", "day_du")
"""From the shortest outline to the whole of it."""


def cells_of_depth(cells: Sequence[Any], depth: str) -> list[Any]:
    """Return the cells a report of this depth has, in order.

    Parameters
    ----------
    cells
        Notebook cells; ``metadata.tags`` may name the least depth that shows a cell.
    depth
        One of :data:`DEPTHS`.
    """
    allowed = set(DEPTHS[: DEPTHS.index(depth) + 1])
    return [cell for cell in cells if _depths(cell) <= allowed]


def _depths(cell: Any) -> set[str]:
    return set(cell.get("metadata", {}).get("tags", ())) & set(DEPTHS)
