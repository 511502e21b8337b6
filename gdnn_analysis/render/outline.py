"""Which cells of a report's notebook make a report of some depth and scope: cells are tagged.

A cell without a tag stands in every report. ``nang_cao`` cells stand in advanced and full reports,
``day_du`` cells only in full ones; ``toan_tinh`` cells only in reports of the whole province,
``mot_phan`` cells only in those of a district or unit. In JupyterLab every cell is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

DEPTHS: Final = ("co_ban", "nang_cao", "day_du")
"""From the shortest outline to the whole of it."""
WHOLE: Final = "toan_tinh"
"""Tag of what speaks of the province as a whole: its target, its schedule, surveys, effects."""
PART: Final = "mot_phan"
"""Tag of what stands in place of that in the report of a district or unit."""


def outline(cells: Sequence[Any], depth: str, *, scope: str = "") -> list[Any]:
    """Return the cells a report has, in order.

    Parameters
    ----------
    cells
        Notebook cells with their ``metadata.tags``.
    depth
        One of :data:`DEPTHS`.
    scope
        Id of the district or unit reported on; empty for the whole province.
    """
    left_out = {*DEPTHS[DEPTHS.index(depth) + 1 :], WHOLE if scope else PART}
    return [cell for cell in cells if left_out.isdisjoint(_tags(cell))]


def _tags(cell: Any) -> Sequence[str]:
    tags: Sequence[str] = cell.get("metadata", {}).get("tags", ())
    return tags
