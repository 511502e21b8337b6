"""What the values of a field must satisfy, from the contract and the rules for figures (DQ-21)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Field, Table, contract
from gdnn_analysis.ingest.problems import Severity
from gdnn_analysis.ingest.values.codes import code_remedy
from gdnn_analysis.ingest.values.figures import SHARES
from gdnn_analysis.ingest.values.strings import MONTH_PATTERN, SCHOOL_YEAR_PATTERN
from gdnn_analysis.language import say

SIGNED: Final = frozenset(
    {
        ("budget_transactions", "amount_vnd"),  # by kind, see row_rules
        ("training_groups", "pre_mean"),
        ("training_groups", "post_mean"),
        ("targets", "value"),
        ("reported_rates", "value"),
    }
)
"""Figures that may be negative, or whose sign depends on another field (DQ-21)."""
SCALES: Final[Mapping[tuple[str, str], tuple[float, ...]]] = {
    ("ecosystem_scores", "score"): (0, 0.5, 1),
    ("dqa_scores", "score"): (0, 1, 2, 3),
    ("narratives", "evidence_level"): (0, 1, 2, 3, 4),
}
"""Figures that are points of a scale named in the field's title (DQ-02)."""


@dataclass(frozen=True)
class Constraint:
    """What the values of a field must satisfy.

    ``passes`` answers for the non-missing values of a column; the wordings take the field and the
    shown value.
    """

    rule: str
    passes: Callable[[pd.Series[Any]], pd.Series[bool]]
    message: Callable[[Field, str], str]
    remedy: Callable[[Field, str], str]
    severity: Severity = "loi"


def constraints_of(table: Table, field: Field) -> list[Constraint]:
    """Return the constraints of a field beyond being required."""
    place = (table.name, field.name)
    found: list[Constraint] = []
    if field.code_list is not None:
        found.append(_listed(field))
    elif place in SCALES:
        found.append(_on_scale(SCALES[place]))
    elif place in SHARES:
        found.append(_share())
    elif field.type in ("integer", "number") and place not in SIGNED:
        found.append(_not_negative())
    if field.pattern is not None:
        found.append(_matching(field.pattern))
    if field.pattern == SCHOOL_YEAR_PATTERN:
        found.append(_consecutive_years())
    return found


def _listed(field: Field) -> Constraint:
    codes = frozenset(contract().code_lists[str(field.code_list)].labels)

    def passes(values: pd.Series[Any]) -> pd.Series[bool]:
        if field.type != "array":
            return values.astype("str").isin(codes)
        items = values[values.map(len) > 0].explode()
        unknown = items.index[~items.isin(codes)]
        return pd.Series(~values.index.isin(unknown), index=values.index)

    return Constraint(
        "DQ-02",
        passes,
        lambda owner, value: say(
            "“{value}” không có trong danh mục của cột “{title}”.",
            "“{value}” is not in the code list of “{title}”.",
            value=value,
            title=owner.title,
        ),
        code_remedy,
    )


def _matching(pattern: str) -> Constraint:
    compiled = re.compile(pattern)
    example = {MONTH_PATTERN: "2023-05", SCHOOL_YEAR_PATTERN: "2022-2023"}.get(pattern, pattern)
    return Constraint(
        "DQ-02",
        lambda values: values.isin([text for text in values.unique() if compiled.search(text)]),
        lambda field, value: say(
            "“{value}” ở cột “{title}” không đúng dạng.",
            "“{value}” in “{title}” has the wrong form.",
            value=value,
            title=field.title,
        ),
        lambda field, value: say(
            "Ghi theo dạng {example}.", "Write it like {example}.", example=example
        ),
    )


def _consecutive_years() -> Constraint:
    def passes(values: pd.Series[Any]) -> pd.Series[bool]:
        years = values.str.extract(r"^(20\d{2})-(20\d{2})$").astype("float64")
        return years.isna().any(axis=1) | years[1].eq(years[0] + 1)

    return Constraint(
        "DQ-02",
        passes,
        lambda field, value: say(
            "Năm học “{value}” không phải hai năm liền nhau.",
            "School year “{value}” is not two years in a row.",
            value=value,
        ),
        lambda field, value: say("Ghi ví dụ 2022-2023.", "Write e.g. 2022-2023."),
    )


def _on_scale(points: tuple[float, ...]) -> Constraint:
    shown = "; ".join(f"{point:g}".replace(".", ",") for point in points)
    return Constraint(
        "DQ-02",
        lambda values: values.astype("float64").isin(points),
        lambda field, value: say(
            "“{value}” không phải một mức của “{title}”.",
            "“{value}” is no point of “{title}”.",
            value=value,
            title=field.title,
        ),
        lambda field, value: say("Chỉ dùng: {shown}.", "Use only: {shown}.", shown=shown),
    )


def _share() -> Constraint:
    return Constraint(
        "DQ-21",
        lambda values: values.between(0, 1),
        lambda field, value: say(
            "“{title}” là {value}, phải nằm trong khoảng 0 đến 1.",
            "“{title}” is {value}; it must lie within 0–1.",
            title=field.title,
            value=value,
        ),
        lambda field, value: say(
            "Ghi tỷ lệ dạng số thập phân, ví dụ 0,5 cho 50%.",
            "Write the share as a decimal, e.g. 0,5 for 50%.",
        ),
    )


def _not_negative() -> Constraint:
    return Constraint(
        "DQ-21",
        lambda values: values.ge(0).astype(bool),
        lambda field, value: say(
            "“{title}” là số âm ({value}).",
            "“{title}” is negative ({value}).",
            title=field.title,
            value=value,
        ),
        lambda field, value: say(
            "Nhập số từ 0 trở lên; nếu không có số liệu thì ghi KCS.",
            "Enter 0 or more; write KCS if there is no figure.",
        ),
    )


def unknown_items(values: pd.Series[Any], field: Field) -> pd.Series[Any]:
    """Return the items of lists that are no codes, as text."""
    codes = contract().code_lists[str(field.code_list)].labels
    return values.map(lambda items: "; ".join(item for item in items if item not in codes))
