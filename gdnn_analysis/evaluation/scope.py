"""Whose work is evaluated: the whole province, one former district, or one unit.

A part of the province is evaluated by the same formulas on fewer rows: those of its own units, and,
for a district, what happened there. What speaks of the province as a whole (the yearly target, the
schedule of the Annex, surveys, contribution) is not computed for a part: a unit that does not do
everything the province promised has not failed.

Figures of parts do not add up to those of the province: an event of two units stands in both
reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import pandas as pd
from rapidfuzz import process

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.units import PUBLIC_SOURCES

Kind = Literal["area", "unit"]

OF_UNITS: Final = frozenset(
    f"{level}{number:02d}"
    for level, numbers in {
        "I": (1, 2, 3, 4, 5, 6),
        "A": (2, 3, 4, 5, 6, 7, 9),
        "O": (1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19),
        "T": (1, 2, 3, 4, 6, 7),
        "C": (8, 9),
        "P": (3, 4, 5),
        "E": (1, 2),
        "Q": (1, 2, 3, 4),
    }.items()
    for number in numbers
)
"""Indicators that mean something for one unit."""
OF_AREAS: Final = OF_UNITS | {"P01", "P02"}
"""Indicators of a former district: streaming is known by the schools that lie in it."""

AIMED: Final = ("O01",)
"""Indicators among them for which the plan sets the province a target: no verdict for a part, and
not "the plan sets no target" either."""

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "columns": ("partner_unit_id",),
    "broadcasts": ("station_unit_id",),
    "events": ("lead_unit_id", "partner_unit_ids"),
    "products": ("unit_id",),
    "deployments": ("reporting_unit_id",),
    "trainings": ("lead_unit_id",),
    "collaborators": ("unit_id",),
    "press_briefings": ("lead_unit_id",),
    "guidance": ("vet_unit_id",),
    "unit_plans": ("unit_id",),
    "duty_reports": ("unit_id",),
    "agreements": ("vet_unit_id", "enterprise_unit_id"),
    "leads": ("unit_id",),
    "budget_lines": ("unit_id",),
    "entry_survey": ("vet_unit_id",),
    "enrolments": ("vet_unit_id",),
    "enrolment_plans": ("vet_unit_id",),
    "outcomes": ("vet_unit_id",),
    "recommendations": ("unit_id",),
    "obligations": ("unit_id",),
    "submissions": ("unit_id",),
}
"""Columns that name the unit a row belongs to."""
PLACES: Final[Mapping[str, str]] = {
    "broadcasts": "area_id",
    "events": "area_id",
    "deployments": "area_id",
    "schools": "area_id",
    "graduates": "area_id",
    "destinations": "area_id",
}
"""Columns that name the place of a row, for a former district."""
BELOW: Final[Mapping[str, tuple[str, str]]] = {
    "event_groups": ("event_id", "events"),
    "event_schools": ("event_id", "events"),
    "event_feedback": ("event_id", "events"),
    "placement_metrics": ("report_id", "media"),
    "training_groups": ("course_id", "trainings"),
    "budget_transactions": ("line_id", "budget_lines"),
}
"""Tables whose rows go with a row of another table, and the column they share."""
OF_THE_PROVINCE: Final = (
    "targets",
    "ecosystem_scores",
    "narratives",
    "dqa_scores",
    "revisions",
    "reported_rates",
    "survey_waves",
    "survey_questions",
    "survey_responses",
    "survey_margins",
)
"""Tables that say nothing about a part of the province."""


@dataclass(frozen=True)
class Scope:
    """A part of the province.

    Attributes
    ----------
    id
        A ``unit_id``, or the ``area_id`` of a former district.
    kind
        What the id names.
    name
        Its Vietnamese name.
    units
        The units whose work it is.
    """

    id: str
    kind: Kind
    name: str
    units: frozenset[str]

    @property
    def codes(self) -> frozenset[str]:
        """The indicators that are computed for it."""
        return OF_AREAS if self.kind == "area" else OF_UNITS


class ScopeError(ValueError):
    """An id that names no part of the province."""


def scope_of(data: Dataset, scope_id: str) -> Scope:
    """Return the part of the province an id names.

    Parameters
    ----------
    data
        The whole dataset, with its registry.
    scope_id
        A ``unit_id``, or the ``area_id`` of a former district.

    Raises
    ------
    ScopeError
        When the registry knows no such unit or former district; it names the nearest ids.
    """
    districts = AreaHistory(data).districts().set_index("area_id")["name_vi"]
    names = unit_names(data)
    if scope_id in districts.index:
        return Scope(scope_id, "area", str(districts[scope_id]), _units_in(data, scope_id))
    if scope_id in names:
        return Scope(scope_id, "unit", names[scope_id], frozenset({scope_id}))
    known = [*districts.index, *names]
    near = [found for found, score, _ in process.extract(scope_id, known, limit=3) if score > 60]
    raise ScopeError(
        say(
            "Không có đơn vị hoặc huyện cũ nào mang mã “{given}” trong danh bạ.{near} Hãy dùng "
            "unit_id, area_id của huyện cũ, hoặc để trống cho toàn tỉnh.",
            "The registry has no unit or former district “{given}”.{near} Use a unit_id, the "
            "area_id of a former district, or leave it empty for the whole province.",
            given=scope_id,
            near=say(" Gần giống: {ids}.", " Similar: {ids}.", ids=", ".join(near)) if near else "",
        )
    )


def every_scope(data: Dataset, kind: Kind) -> tuple[str, ...]:
    """Return the ids of all former districts, or of all units that owe data or sent some."""
    if kind == "area":
        return tuple(AreaHistory(data).districts()["area_id"].astype(str))
    active = {
        unit
        for table, columns in OWN.items()
        if table != "recommendations"
        for unit in _named(data[table], columns)
    } | set(_authors(data["media"]).dropna())
    return tuple(unit for unit in sorted(unit_names(data)) if unit in active)


def unit_names(data: Dataset) -> dict[str, str]:
    """Return the last name of every unit that can have a report of its own."""
    rows = data["units"].sort_values(["unit_id", "valid_from"])
    rows = rows[rows["unit_id"].ne(PUBLIC_SOURCES)].drop_duplicates("unit_id", keep="last")
    return dict(zip(rows["unit_id"].astype(str), rows["name_vi"].astype(str), strict=True))


def narrowed(data: Dataset, scope: Scope) -> Dataset:
    """Return the dataset with the rows of one part of the province only.

    The registry and the plan stay whole, so that partners and channels of others keep their names;
    who is *obliged* is narrowed where indicators ask (:class:`~gdnn_analysis.records.units
    .UnitHistory`, ``within``). Issues are those of the rows that stay: a row that was left out
    cannot be laid at a unit's door.
    """
    tables = dict(data.tables)
    tables["media"] = data["media"][_authors(data["media"]).isin(scope.units)]
    for table, columns in OWN.items():
        tables[table] = data[table][_is_own(data[table], columns, scope.units)]
    if scope.kind == "area":
        _add_places(tables, data, scope.id)
    for table, (column, parent) in BELOW.items():
        tables[table] = data[table][data[table][column].isin(tables[parent][column])]
    channels = data["channels"]
    own_channels = channels.loc[channels["owner_unit_id"].isin(scope.units), "channel_id"]
    metrics = data["channel_metrics"]
    tables["channel_metrics"] = metrics[metrics["channel_id"].isin(own_channels)]
    tables |= {table: data[table].iloc[:0] for table in OF_THE_PROVINCE}
    tables["activity_links"] = _links(data["activity_links"], tables)
    tables["evidence"] = _evidence(data["evidence"], tables, scope.units)
    return replace(data, tables=tables, issues=_issues(data.issues, tables))


def _units_in(data: Dataset, district: str) -> frozenset[str]:
    rows = data["units"].dropna(subset=["area_id"])
    inside = AreaHistory(data).former_district(rows["area_id"]).eq(district)
    return frozenset(rows.loc[inside, "unit_id"].astype(str))


def _authors(media: pd.DataFrame) -> pd.Series:
    """Return who made each item: its author, or the unit that entered it when none is named."""
    return media["author_unit_id"].fillna(media["reporting_unit_id"])


def _named(rows: pd.DataFrame, columns: tuple[str, ...]) -> Iterator[str]:
    for column in columns:
        for value in rows[column]:
            yield from _ids(value)


def _is_own(rows: pd.DataFrame, columns: tuple[str, ...], units: frozenset[str]) -> pd.Series:
    own = pd.Series(False, index=rows.index)
    for column in columns:
        own |= rows[column].map(lambda value: not units.isdisjoint(_ids(value))).astype(bool)
    return own


def _ids(value: object) -> tuple[str, ...]:
    """Return the ids in a cell: one, several or none."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list | tuple) else ()


def _add_places(tables: dict[str, pd.DataFrame], data: Dataset, district: str) -> None:
    """Add what happened in the district, whoever did it."""
    areas = AreaHistory(data)
    for table, column in PLACES.items():
        inside = areas.former_district(data[table][column]).eq(district)
        if table in OWN:
            inside |= data[table].index.isin(tables[table].index)
        tables[table] = data[table][inside]
    schools = data["schools"].loc[tables["schools"].index, "school_id"]
    for table in ("school_pupils", "guidance"):
        inside = data[table]["school_id"].isin(schools)
        if table in OWN:
            inside |= data[table].index.isin(tables[table].index)
        tables[table] = data[table][inside]


def _links(links: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the links from rows that stay."""
    there = pd.Series(False, index=links.index)
    for table, group in links.groupby("src_table"):
        key = contract().tables[str(table)].primary_key[0]
        there.loc[group.index] = group["src_id"].isin(tables[str(table)][key].astype(str))
    return links[there]


def _evidence(
    rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame], units: frozenset[str]
) -> pd.DataFrame:
    used = pd.concat(
        [
            frame["evidence_id"]
            for name, frame in sorted(tables.items())
            if "evidence_id" in frame and name != "evidence"
        ]
    )
    return rows[rows["evidence_id"].isin(used) | rows["unit_id"].isin(units)]


def _issues(issues: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    kept = pd.concat(
        [
            frame[["_file", "_sheet", "_row"]].assign(table=name)
            for name, frame in tables.items()
            if name in OWN or name in BELOW or name == "media"
        ]
    )
    places = set(
        zip(kept["table"], kept["_file"], kept["_sheet"].fillna(""), kept["_row"], strict=True)
    )
    own = [
        place in places
        for place in zip(
            issues["table"], issues["file"], issues["sheet"].fillna(""), issues["row"], strict=True
        )
    ]
    return issues[pd.Series(own, index=issues.index, dtype=bool)]
