"""The chain, spelled out once: records → results → verdicts → disclosure.

``evaluate(dataset, "2023")`` is what notebooks, the command line and tests call. It reads no file
and formats nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.account import Account, take_account
from gdnn_analysis.evaluation.result import Evaluation, Later
from gdnn_analysis.evaluation.scope import AIMED, Scope, narrowed, scope_of
from gdnn_analysis.indicators.aggregate import (
    ONE_YEAR,
    Figure,
    Yearly,
    aggregate,
    method_of,
    verdict_over_years,
)
from gdnn_analysis.indicators.contribution import contribution_tests
from gdnn_analysis.indicators.disclosure import suppress
from gdnn_analysis.indicators.frame import Cell, Output, Row, join_traces, to_frame
from gdnn_analysis.indicators.inputs import Inputs, Records, Settings
from gdnn_analysis.indicators.media import counted_works
from gdnn_analysis.indicators.order import order_results
from gdnn_analysis.indicators.registry import (
    aggregation_of,
    catalogue,
    computed,
    person_counts,
)
from gdnn_analysis.indicators.revision_size import revised_codes
from gdnn_analysis.indicators.surveys.telling import join_accounts, survey_account
from gdnn_analysis.indicators.works import cumulative_by_month
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import PLAN_START, Period, parse_period, resolve_created
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.filing import resolve_filing
from gdnn_analysis.records.media import resolve_media
from gdnn_analysis.records.units import UnitHistory

STATUSES: Final = frozenset(contract().codes("STATUS")) - frozenset(contract().codes("VERDICT"))


def evaluate(
    data: Dataset,
    period: str | int | Period,
    *,
    created: str | None = None,
    settings: Settings | None = None,
    codes: Collection[str] | None = None,
    **choices: object,
) -> Evaluation:
    """Compute every indicator for a year or a period.

    Parameters
    ----------
    data
        A dataset from :func:`gdnn_analysis.load`.
    period
        ``"2023"`` or ``"2021-2025"``.
    created
        Time stamp of the run, ISO 8601; default ``SOURCE_DATE_EPOCH``, else now (RL-03).
    settings
        Choices that change figures; single ones may be given by name instead (``window=...``).
    codes
        Compute these indicators only; all by default (every code then has a headline, RL-14).
    **choices
        Fields of :class:`Settings`.

    Returns
    -------
    Evaluation

    Raises
    ------
    ScopeError
        When ``scope`` names no former district or unit.
    ValueError
        When the period is not a year or a span of years, or a definition is missing.
    """
    span = _as_period(period)
    chosen = replace(settings or Settings(), **choices)  # type: ignore[arg-type]
    stamp = resolve_created(created, os.environ)
    wanted = None if codes is None else frozenset(codes)
    part = scope_of(data, chosen.scope) if chosen.scope else None
    if part is not None:
        data = narrowed(data, part)
        wanted = part.codes if wanted is None else part.codes & wanted
    records = Records(
        media=resolve_media(data, similarity=chosen.similarity),
        filing=resolve_filing(data),
        units=UnitHistory(data, None if part is None else part.units),
        areas=AreaHistory(data),
    )
    run = _Run(data, records, chosen, stamp, wanted, part)
    return run.year(span.first) if span.is_year else run.span(span)


def _as_period(period: str | int | Period) -> Period:
    return period if isinstance(period, Period) else parse_period(str(period))


@dataclass(frozen=True)
class _Figures:
    """All figures of one year before disclosure control, and what made them."""

    inputs: Inputs
    results: pd.DataFrame
    outputs: Mapping[str, Output]

    def members(self, code: str, cell: Cell) -> frozenset[str] | None:
        """Return what a distinct count of the year counted."""
        return self.outputs[code].members.get(cell) if code in self.outputs else None


@dataclass(frozen=True)
class _Run:
    """One dataset with one set of choices: what is the same for every year."""

    data: Dataset
    records: Records
    settings: Settings
    created: datetime
    codes: frozenset[str] | None
    scope: Scope | None = None
    _inputs: dict[int, Inputs] = field(default_factory=dict, init=False, repr=False, compare=False)

    def inputs(self, year: int) -> Inputs:
        """Return what indicator functions receive for a year: one for all who ask."""
        if year not in self._inputs:
            today = self.created.date()
            self._inputs[year] = Inputs(self.data, self.records, year, self.settings, today)
        return self._inputs[year]

    def year(self, year: int) -> Evaluation:
        """Return the evaluation of one year."""
        return self._year_evaluation(self._figures(year))

    def span(self, span: Period) -> Evaluation:
        """Return the evaluation of several years.

        Years are aggregated before small cells are hidden: a sum of what hiding left over would be
        too small (rule R11: disclosure comes last).
        """
        figures = [self._figures(year) for year in span.years]
        parts = [self._year_evaluation(found) for found in figures]
        rows = _span_rows(figures, parts[0].definitions)
        results = self._finish(to_frame(rows, period=str(span), window=self.settings.window))
        evaluation = self._evaluation(
            span,
            results,
            sources=lambda: _all_sources(parts),
            items=lambda: _below([part.items for part in parts]),
            cumulative=lambda: _below([part.cumulative for part in parts]),
            other_window=lambda: _below([part.other_window for part in parts]),
            previous=lambda: None,
            surveys=lambda: join_accounts([part.surveys for part in parts]),
            contribution=lambda: parts[-1].contribution,
        )
        return replace(evaluation, years={part.period.first: part for part in parts})

    def _figures(self, year: int) -> _Figures:
        inputs = self.inputs(year)
        outputs = {
            code: function(inputs)
            for code, function in computed().items()
            if self.codes is None or code in self.codes
        }
        rows = _with_headlines(outputs, self.data, self.codes)
        rows = _marked_revised(rows, revised_codes(inputs))
        results = to_frame(rows, period=str(year), window=self.settings.window)
        return _Figures(inputs, results, outputs)

    def _year_evaluation(self, found: _Figures) -> Evaluation:
        inputs, year = found.inputs, found.inputs.year
        return self._evaluation(
            inputs.period,
            self._finish(found.results),
            sources=lambda: join_traces(output.sources for output in found.outputs.values()),
            items=lambda: counted_works(inputs),
            cumulative=lambda: cumulative_by_month(inputs),
            other_window=lambda: self._other_window(inputs),
            previous=lambda: self.year(year - 1) if year > PLAN_START.year else None,
            surveys=lambda: survey_account(inputs),
            contribution=lambda: inputs.once(contribution_tests),
        )

    def _finish(self, results: pd.DataFrame) -> pd.DataFrame:
        if self.scope is not None:
            results = results.assign(
                verdict=results["verdict"].mask(results["code"].isin(AIMED), "")
            )
        ordered = order_results(results, self.data["activities"])
        return suppress(ordered, self.settings, persons=person_counts())

    def _evaluation(
        self, period: Period, results: pd.DataFrame, **later: Callable[[], Any]
    ) -> Evaluation:
        def account(sources: pd.DataFrame) -> Account:
            return take_account(self.data, self.records.filing, period, results, sources)

        return Evaluation(
            data=self.data,
            period=period,
            settings=self.settings,
            created=self.created,
            records=self.records,
            results=results,
            later=Later(inputs=self.inputs, account=account, **later),
            scope=self.scope,
        )

    def _other_window(self, inputs: Inputs) -> pd.DataFrame:
        """Return O01 in the window that was not chosen (rule R03: the 180 table shows both)."""
        window = "calendar" if self.settings.window == "nd09" else "nd09"
        other = replace(inputs, settings=replace(self.settings, window=window))
        return to_frame(computed()["O01"](other).rows, period=str(inputs.year), window=window)


def _all_sources(parts: Sequence[Evaluation]) -> pd.DataFrame:
    sources = _below([part.sources for part in parts])
    return sources.drop_duplicates(["code", "table", "record", "role"]).reset_index(drop=True)


def _below(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True)


def _with_headlines(
    outputs: Mapping[str, Output], data: Dataset, codes: frozenset[str] | None
) -> list[Row]:
    """Return all rows plus an empty headline for every code that nothing computes (RL-14)."""
    rows: list[Row] = []
    definitions = catalogue(data["indicators"])
    targets = data["targets"]
    own = set(targets.loc[targets["is_reference_only"].eq(False), "code"])
    for code, definition in definitions.iterrows():
        if codes is not None and code not in codes:
            continue
        if code in outputs:
            rows += outputs[str(code)].rows
        else:
            verdict = "khong_du_lieu" if code in own else "khong_chi_tieu"
            rows.append(Row(str(code), unit=str(definition["unit_vi"]), verdict=verdict))
    return rows


def _span_rows(figures: Sequence[_Figures], definitions: pd.DataFrame) -> list[Row]:
    """Return one row per cell of the yearly tables, aggregated by the indicator's definition."""
    methods = definitions["aggregation"].to_dict()
    cells: dict[tuple[str, ...], list[Figure]] = {}
    for found in figures:
        names = list(found.results.columns)
        columns = [found.results[name].tolist() for name in names]
        for key, values in zip(_keys(found.results), zip(*columns, strict=True), strict=True):
            cells.setdefault(key, []).append(dict(zip(names, values, strict=True)))
    rows = []
    for (code, *cell, _), yearly in cells.items():
        told = [found.members(code, (cell[0], cell[1], cell[2])) for found in figures]
        members = [found for found in told if found is not None]
        declared = aggregation_of(code, cell[0], cell[1], str(methods[code]))
        rows.append(_aggregate_cell(declared, yearly, len(figures), members))
    return [row for row in rows if row is not None]


def _marked_revised(rows: Sequence[Row], revised: Collection[str]) -> list[Row]:
    """Return the rows with F-HIEUCHINH on the whole figures that were revised (R07, G18)."""
    return [
        replace(row, flags=row.flags | {"F-HIEUCHINH"})
        if row.code in revised and not row.breakdown
        else row
        for row in rows
    ]


def _keys(results: pd.DataFrame) -> Iterable[tuple[str, ...]]:
    return zip(*(results[name].tolist() for name in _CELL), strict=True)


_CELL: Final = ("code", "variant", "breakdown", "category", "area_id")


def _aggregate_cell(
    declared: str, yearly: Yearly, years: int, members: Sequence[frozenset[str]]
) -> Row | None:
    """Return the figure of the span for one cell of the yearly tables, earliest year first.

    A headline always exists (RL-14). A breakdown cell that some years do not have is aggregated
    over the years that have it only where adding up is the declared method.
    """
    code, method = str(yearly[0]["code"]), method_of(declared, yearly)
    headline = not (yearly[0]["variant"] or yearly[0]["breakdown"])
    adds_up = method in ("tong", "tong_khu_trung")
    if method == ONE_YEAR:
        return aggregate(code, method, yearly, members=members)
    if not headline and (method == "khong_gop" or (len(yearly) < years and not adds_up)):
        return None
    if not headline and method == "tong_khu_trung" and not members:
        return None
    if not headline and yearly[0]["breakdown"] and method == "so_nam_dat":
        method = "tong"
    if any(item["verdict"] in STATUSES for item in yearly):
        return None  # a status belongs to its year: the matrix shows all five side by side
    row = aggregate(code, method, yearly, members=members)
    verdicts = [str(item["verdict"]) for item in yearly]
    if row.breakdown:
        return row
    if all(verdict == "khong_chi_tieu" for verdict in verdicts):
        return replace(row, verdict="khong_chi_tieu")
    if any(verdicts):
        return replace(row, verdict=verdict_over_years([v for v in verdicts if v]))
    return row
