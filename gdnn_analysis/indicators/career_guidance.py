"""Vocational schools' part in career guidance at lower and upper secondary schools (A05)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.cells import as_ratio, count_cells, count_row, sum_row
from gdnn_analysis.indicators.coverage import coverage_of
from gdnn_analysis.indicators.disclosure import Persons
from gdnn_analysis.indicators.frame import Cell, Labels, Output, Row
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.school_register import guidance_of_year
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.text import match_keys

VET_SCHOOLS: Final = "CSGDNN"
TEACHING: Final = "giang_day"
WRITING: Final = ("chuong_trinh", "tai_lieu")

_BREAKDOWNS: Final[Mapping[str, str]] = {
    "kind": "kind",
    "area": "district",
    "school_level": "school_level",
}


def compute_a05(inputs: Inputs) -> Output:
    """Count the vocational schools with at least one guidance record (R01, R09; RL-30, RL-31).

    Records of the school year that ends in the report year; one without evidence counts with
    F-TUKHAI.

    Parameters
    ----------
    inputs
        Needs ``guidance``, ``units`` and ``schools``.

    Returns
    -------
    Output
        Headline in schools; ``kind``, ``area`` and ``school_level`` (of the secondary school) do
        not add up to it, because one vocational school may do several things. Variants: ``ty_le``
        (percentage of the vocational schools in operation at the end of the period),
        ``giao_vien`` (assignments of teachers, not persons), ``tiet`` (periods) and ``tai_lieu``
        (different titles of programmes and materials). A figure left blank where it was due makes
        a sum a lower bound; nothing but blanks makes it missing.
    """
    rows = _with_roles(inputs)
    used = rows[rows["role"].eq("tinh")]
    coverage = coverage_of(inputs, "guidance")
    value = coverage.count(used["vet_unit_id"].nunique(), known=len(rows) > 0)
    checked = float(used.loc[used["verified"], "vet_unit_id"].nunique())
    counted = count_row(
        inputs,
        "A05",
        value,
        unit="cơ sở",
        coverage=coverage,
        checked=None if value is None else checked,
        flags=frozenset() if used["verified"].all() else {"F-TUKHAI"},
    )
    head = replace(counted, window="school_year")
    titles = match_keys(used.loc[used["kind"].isin(WRITING), "document_title"])
    taught = used["kind"].eq(TEACHING)
    figures = [
        head,
        _share(inputs, head, used["vet_unit_id"]),
        sum_row(head, "giao_vien", "lượt giáo viên", used["teachers"], due=taught),
        sum_row(head, "tiet", "tiết", used["periods"], due=taught),
        _titles(head, titles),
        *_cells(head, used),
    ]
    return Output(
        figures, lambda: trace_each("A05", "guidance", rows), _members(head, used, titles)
    )


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"A05": compute_a05}
PERSONS: Persons = {"A05": {"giao_vien": "value"}}
AGGREGATIONS = {"A05": {"giao_vien": "tong", "tiet": "tong", "tai_lieu": "khong_gop"}}
"""Assignments and periods may be added over years, titles may come again."""
LABELS: Labels = {
    "A05": {
        "ty_le": (
            "tỷ lệ cơ sở GDNN đang hoạt động có tham gia",
            "share of vocational schools in operation that took part",
        ),
        "giao_vien": ("lượt phân công giáo viên GDNN", "assignments of vocational teachers"),
        "tiet": ("số tiết", "periods"),
        "tai_lieu": ("số chương trình, tài liệu", "programmes and materials"),
    }
}


def _with_roles(inputs: Inputs) -> pd.DataFrame:
    """Return the guidance records with their role: a unit of another group is no school."""
    rows = inputs.once(guidance_of_year)
    day = pd.Series(pd.Timestamp(inputs.year, 5, 31), index=rows.index).astype("datetime64[s]")
    group = inputs.records.units.group(rows["vet_unit_id"], day)
    other = group.notna() & group.ne(VET_SCHOOLS)
    reason = say("đơn vị không phải cơ sở GDNN", "the unit is no vocational school")
    return rows.assign(
        role=pd.Series("tinh", index=rows.index).mask(other, "loai"),
        reason=pd.Series("", index=rows.index, dtype="str").mask(other, reason),
    )


def _share(inputs: Inputs, head: Row, active: pd.Series) -> Row:
    """Return the share of the schools in operation at the end of the period; others are in no part."""
    units = inputs.records.units.valid_on(inputs.interval.last_day)
    there = units.loc[units["actor_group"].eq(VET_SCHOOLS), "unit_id"].unique()
    top = None if head.value is None else float(pd.Index(there).isin(active).sum())
    flags = head.flags if len(there) else head.flags | {"F-MAUSO"}
    row = replace(head, variant="ty_le", unit="%", verdict="", flags=flags)
    return as_ratio(row, top, float(len(there)) or None)


def _titles(head: Row, titles: pd.Series) -> Row:
    row = sum_row(
        head, "tai_lieu", "tài liệu", titles.notna().where(titles.notna()), due=titles.isna()
    )
    return row if row.value is None else replace(row, value=float(titles.nunique()))


def _cells(head: Row, used: pd.DataFrame) -> Iterator[Row]:
    for breakdown, column in _BREAKDOWNS.items():
        yield from count_cells(head, breakdown, used.groupby(column)["vet_unit_id"].nunique())


def _members(head: Row, used: pd.DataFrame, titles: pd.Series) -> dict[Cell, frozenset[str]]:
    """Return which schools, and which titles, each figure counted."""
    if head.value is None:
        return {}
    members: dict[Cell, frozenset[str]] = {
        ("", "", ""): frozenset(used["vet_unit_id"]),
        ("tai_lieu", "", ""): frozenset(titles.dropna()),
    }
    for breakdown, column in _BREAKDOWNS.items():
        for category, units in used.groupby(column)["vet_unit_id"].unique().items():
            members["", breakdown, str(category)] = frozenset(units)
    return members
