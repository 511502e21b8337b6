"""Numbers in and out; see ``number_reading`` and ``number_writing``."""

from __future__ import annotations

from gdnn_analysis.vietnamese.number_reading import (
    AmbiguousNumber,
    UnreadableNumber,
    is_dash,
    is_ellipsis,
    parse_number,
    parse_numbers,
)
from gdnn_analysis.vietnamese.number_writing import (
    format_million_vnd,
    format_number,
    format_percent,
    format_points,
    format_signed,
    letter,
    roman,
)

__all__ = [
    "AmbiguousNumber",
    "UnreadableNumber",
    "format_million_vnd",
    "format_number",
    "format_percent",
    "format_points",
    "format_signed",
    "is_dash",
    "is_ellipsis",
    "letter",
    "parse_number",
    "parse_numbers",
    "roman",
]
