"""What an evaluation holds: everything presenters may show, nothing to compute again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.account import Account
from gdnn_analysis.evaluation.names import Names
from gdnn_analysis.evaluation.scope import Scope
from gdnn_analysis.indicators.contribution import Finding
from gdnn_analysis.indicators.inputs import Inputs, Records, Settings
from gdnn_analysis.indicators.registry import catalogue, computed
from gdnn_analysis.indicators.surveys.account import SurveyAccount
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import Interval, Period, prorated_reference, window_of

Shared = TypeVar("Shared")


@dataclass(frozen=True)
class Later:
    """What only reports show: computed when first asked for."""

    inputs: Callable[[int], Inputs]
    sources: Callable[[], pd.DataFrame]
    account: Callable[[pd.DataFrame], Account]
    items: Callable[[], pd.DataFrame]
    cumulative: Callable[[], pd.DataFrame]
    other_window: Callable[[], pd.DataFrame]
    previous: Callable[[], Evaluation | None]
    surveys: Callable[[], SurveyAccount]
    contribution: Callable[[], tuple[Finding, ...]]


@dataclass(frozen=True)
class Evaluation:
    """Everything presenters may show for one period; nothing in it needs computing again.

    Attributes
    ----------
    data
        The dataset evaluated.
    period, settings, created
        What was evaluated, with which choices, and the run's time stamp (RL-03).
    records
        De-duplicated media, filing status, unit and area histories.
    results
        The tidy result table, ordered, small cells suppressed.
    later
        What only reports and ``explain`` show (see the properties ``sources``, ``account``,
        ``items``, ``cumulative``, ``other_window``, ``previous``, ``surveys``, ``contribution``).
    years
        The evaluation of each single year, for a period of several years.
    scope
        The part of the province that is evaluated; nothing for the whole of it.
    """

    data: Dataset
    period: Period
    settings: Settings
    created: datetime
    records: Records
    results: pd.DataFrame
    later: Later
    years: Mapping[int, Evaluation] = field(default_factory=dict)
    scope: Scope | None = None
    _shared: dict[Callable[[Evaluation], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def once(self, compute: Callable[[Evaluation], Shared]) -> Shared:
        """Return ``compute(self)``, computed once however many presenters ask; never change it."""
        if compute not in self._shared:
            self._shared[compute] = compute(self)
        return cast("Shared", self._shared[compute])

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Which source rows made each figure (columns ``SOURCE_COLUMNS``)."""
        return self.later.sources()

    @cached_property
    def account(self) -> Account:
        """Who filed, what is missing, what is open."""
        return self.later.account(self.sources)

    @cached_property
    def items(self) -> pd.DataFrame:
        """Works counted in the period under reading C, filter S1, all verification levels."""
        return self.later.items()

    @cached_property
    def cumulative(self) -> pd.DataFrame:
        """Works counted up to each month: ``reading, month, items, cumulative``."""
        return self.later.cumulative()

    @cached_property
    def other_window(self) -> pd.DataFrame:
        """Result rows of O01 in the window that was not chosen (rule R03 shows both)."""
        return self.later.other_window()

    @cached_property
    def previous(self) -> Evaluation | None:
        """The evaluation of the year before, from 2022 on."""
        return self.later.previous()

    @cached_property
    def surveys(self) -> SurveyAccount:
        """Samples, answers, scales and changes of the survey waves of the period."""
        return self.later.surveys()

    @cached_property
    def contribution(self) -> tuple[Finding, ...]:
        """The registered tests of contribution (section 3.6), run up to the end of the period."""
        return self.later.contribution()

    @property
    def is_public(self) -> bool:
        """Whether the data are gathered from public sources: nobody filed or declared them."""
        return self.data.descriptor.kind == "cong_khai"

    def covers(self, code: str) -> bool:
        """Say whether an indicator is computed for what is evaluated, or for the province only."""
        return self.scope is None or code in self.scope.codes

    @property
    def interval(self) -> Interval:
        """The reporting window of the period."""
        return window_of(self.period, self.settings.window)

    @property
    def other_window_name(self) -> str:
        """The window that was not chosen."""
        return "calendar" if self.settings.window == "nd09" else "nd09"

    @property
    def computed(self) -> frozenset[str]:
        """Codes of the indicators this version computes."""
        return frozenset(computed())

    @cached_property
    def names(self) -> Names:
        """Names of units, areas, channels and tables."""
        return Names(self.data)

    @property
    def reference_2021(self) -> int | None:
        """The pro-rata reference for 2021 (RL-27); nothing without a target."""
        target = self.account.annual_target
        return None if target is None else prorated_reference(int(target), self.settings.window)

    @property
    def published_rates(self) -> pd.DataFrame:
        """Published rates of the period: of its years, or of school years ending in them."""
        rates = self.data["reported_rates"]
        years = tuple(str(year) for year in self.period.years)
        return rates[rates["period"].str.endswith(years).eq(True)]

    @cached_property
    def review(self) -> pd.DataFrame:
        """Pairs of media rows that are probably the same, with a row in the window."""
        pairs, reports = self.records.media.review, self.records.media.reports
        day = reports["published_at"]
        elsewhere = reports.loc[day.notna() & ~self.interval.contains(day), "record"]
        here = [~pairs[side].isin(elsewhere) for side in ("record_a", "record_b")]
        return pairs[here[0] | here[1]].reset_index(drop=True)

    @property
    def issues(self) -> pd.DataFrame:
        """All issues found while reading."""
        return self.data.issues

    @property
    def placements(self) -> pd.DataFrame:
        """One row per work, channel and date."""
        return self.records.media.placements

    @cached_property
    def definitions(self) -> pd.DataFrame:
        """Indicator definitions in force, indexed by code."""
        return catalogue(self.data["indicators"])

    def rows(
        self, code: str, *, variant: str | None = None, breakdown: str | None = None
    ) -> pd.DataFrame:
        """Return the result rows of a code, all of them or of one variant or breakdown."""
        found = self._by_code.get(code)
        if found is None:
            return self.results.iloc[:0]
        if variant is not None:
            found = found[found["variant"].eq(variant)]
        if breakdown is not None:
            found = found[found["breakdown"].eq(breakdown)]
        return found

    @cached_property
    def _by_code(self) -> dict[str, pd.DataFrame]:
        """Rows of each code: reports look up some thousand figures."""
        return {str(code): rows for code, rows in self.results.groupby("code", sort=False)}

    @cached_property
    def _places(self) -> dict[tuple[str, str, str, str], int]:
        """Where the figure of the whole province stands, by code, variant, breakdown, category."""
        names = ("code", "variant", "breakdown", "category", "area_id")
        keys = zip(*(self.results[name].tolist() for name in names), strict=True)
        found: dict[tuple[str, str, str, str], int] = {}
        for place, (code, variant, breakdown, category, area) in enumerate(keys):
            if area == "":
                found.setdefault((code, variant, breakdown, category), place)
        return found

    def row(
        self, code: str, *, variant: str = "", breakdown: str = "", category: str = ""
    ) -> pd.Series | None:
        """Return one result row for the whole province, or nothing when there is none."""
        place = self._places.get((code, variant, breakdown, category))
        return None if place is None else self.results.iloc[place]

    def value(
        self, code: str, *, variant: str = "", breakdown: str = "", category: str = ""
    ) -> float | None:
        """Return one figure; ``None`` when it is missing."""
        row = self.row(code, variant=variant, breakdown=breakdown, category=category)
        return None if row is None or pd.isna(row["value"]) else float(row["value"])

    def key_columns(self, table: str) -> tuple[str, ...]:
        """Return the primary key of a table."""
        return contract().tables[table].primary_key

    def annex_tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables behind the report that its annex workbook prints, with names."""
        names, events = self.names, self.data["events"]
        held = events[self.interval.contains(events["start_on"])]
        titles = self.records.media.reports.drop_duplicates("report_id").set_index("report_id")
        return {
            "results": self.results,
            "definitions": self.definitions.reset_index(),
            "items": self.items.assign(
                channel_name=self.items["channel_id"].map(names.channel, na_action="ignore"),
                author_unit_name=self.items["author_unit_id"].map(names.unit, na_action="ignore"),
            ),
            "review": self.review.assign(
                title_a=self.review["report_id_a"].map(titles["title_vi"]),
                title_b=self.review["report_id_b"].map(titles["title_vi"]),
            ),
            "events": held.assign(
                area_name=held["area_id"].map(names.area, na_action="ignore"),
                lead_unit_name=held["lead_unit_id"].map(names.unit, na_action="ignore"),
            ),
            "issues": self.issues,
        }
