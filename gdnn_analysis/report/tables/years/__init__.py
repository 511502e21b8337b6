"""Tables of the end-of-period report: a column for each year."""

from __future__ import annotations

from gdnn_analysis.report.tables.years.catalogue import (
    all_by_year,
)
from gdnn_analysis.report.tables.years.chapters import (
    areas_by_year,
    audiences_by_year,
    channels_by_year,
    criteria_by_year,
    events_by_year,
    forms_by_year,
    funds_by_year,
    money_by_year,
    places_by_year,
    policies_by_year,
    team_by_year,
    types_by_year,
)
from gdnn_analysis.report.tables.years.core import core_by_year, target_by_year, works_by_year
from gdnn_analysis.report.tables.years.schedule import annex_by_year, duties_by_year
from gdnn_analysis.report.tables.years.themes import themes_by_year

__all__ = [
    "all_by_year",
    "annex_by_year",
    "areas_by_year",
    "audiences_by_year",
    "channels_by_year",
    "core_by_year",
    "criteria_by_year",
    "duties_by_year",
    "events_by_year",
    "forms_by_year",
    "funds_by_year",
    "money_by_year",
    "places_by_year",
    "policies_by_year",
    "target_by_year",
    "team_by_year",
    "themes_by_year",
    "types_by_year",
    "works_by_year",
]
