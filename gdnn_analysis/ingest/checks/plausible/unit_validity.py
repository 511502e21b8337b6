"""DQ-12: the reporting unit did not exist on the day, in the month or in the year of the row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found, looked_up
from gdnn_analysis.ingest.problems import cell_problems, no_cell_problems
from gdnn_analysis.language import say


@dataclass(frozen=True)
class Dated:
    """Where a log names the unit that did something, and when.

    Attributes
    ----------
    through
        ``column → table`` that holds `when` (the course of a group); empty when the row does.
    """

    table: str
    unit: str
    when: str
    through: tuple[str, str] | None = None


DATED: Final = (
    Dated("media", "reporting_unit_id", "published_at"),
    Dated("broadcasts", "station_unit_id", "month"),
    Dated("events", "lead_unit_id", "start_on"),
    Dated("products", "unit_id", "completed_on"),
    Dated("deployments", "reporting_unit_id", "from_on"),
    Dated("trainings", "lead_unit_id", "start_on"),
    Dated("training_groups", "unit_id", "start_on", through=("course_id", "trainings")),
    Dated("collaborators", "unit_id", "year"),
    Dated("press_briefings", "lead_unit_id", "held_on"),
    Dated("guidance", "vet_unit_id", "school_year"),
    Dated("unit_plans", "unit_id", "year"),
    Dated("duty_reports", "unit_id", "year"),
    Dated("agreements", "vet_unit_id", "signed_on"),
    Dated("agreements", "enterprise_unit_id", "signed_on"),
    Dated("leads", "unit_id", "month"),
    Dated("entry_survey", "vet_unit_id", "year"),
    Dated("budget_lines", "unit_id", "year"),
    Dated("enrolments", "vet_unit_id", "year"),
)
"""Not here: submissions and evidence, which a successor hands in after a unit closed; authors of
media, whose works are reposted later; outcomes, told a year after the graduation."""
_NO_DAY: Final = np.datetime64("NaT", "D")
_YEAR: Final = re.compile("[12][0-9]{3}")
"""A year that is none is the business of other rules."""
_NEVER_ENDS: Final = np.datetime64("2262-01-01")

Days = npt.NDArray[np.datetime64]


def unit_validity(tables: Accepted) -> Found:
    """Yield rows whose unit was in force on none of their days (both ends included)."""
    rows = tables.rows("units", "unit_id", "valid_from", "valid_to")
    rows = rows.dropna(subset=["unit_id", "valid_from"])
    if not len(rows):
        return
    units = _Units(rows)
    for dated in DATED:
        if len(tables.everything(dated.table)):
            yield dated.table, _told(tables, dated, units)


class _Units:
    """When each unit was in force; a renamed unit has several spans, of which any will do."""

    def __init__(self, rows: pd.DataFrame) -> None:
        place, names = pd.factorize(rows["unit_id"])
        nth = rows.groupby(place).cumcount().to_numpy()
        shape = (len(names), int(nth.max(initial=0)) + 1)
        ends = rows["valid_to"].to_numpy(dtype="datetime64[D]")
        self._names = pd.Index(names.astype("object"))
        self._from = np.full(shape, _NEVER_ENDS)
        self._to = np.full(shape, np.datetime64(0, "D"))
        self._from[place, nth] = rows["valid_from"].to_numpy(dtype="datetime64[D]")
        self._to[place, nth] = np.where(np.isnat(ends), _NEVER_ENDS, ends)

    def outside(self, units: pd.Series[Any], first: Days, last: Days) -> npt.NDArray[np.bool_]:
        """Say which spans of days meet no span of their unit; unknown units break no rule."""
        code, names = pd.factorize(units)
        known = self._names.get_indexer(pd.Index(names.astype("object")))
        place = np.append(known, -1)[code]
        meets = place < 0
        for nth in range(self._from.shape[1]):
            meets |= (first <= self._to[place, nth]) & (last >= self._from[place, nth])
        return ~meets & ~np.isnat(first)


def _told(tables: Accepted, dated: Dated, units: _Units) -> pd.DataFrame:
    rows, when = _dated(tables, dated)
    first, last = _days(when)
    odd = units.outside(rows[dated.unit], first, last)
    if not odd.any():
        return no_cell_problems()
    texts = when[odd].dt.strftime("%d/%m/%Y") if _is_day(when) else when[odd].astype("str")
    return cell_problems(
        rows.index[odd],
        column=dated.unit,
        rule="DQ-12",
        severity="canh_bao",
        values=rows.loc[odd, dated.unit] + " (" + texts + ")",
        message=lambda value: say(
            "Đơn vị chưa thành lập hoặc đã kết thúc hoạt động vào thời điểm của dòng: {value}.",
            "The unit was not yet founded or already closed at the time of the row: {value}.",
            value=value,
        ),
        remedy=say(
            "Ghi mã đơn vị đang hoạt động khi đó (đơn vị kế thừa hoặc đơn vị cũ), hoặc sửa ngày.",
            "Name the unit in force then (predecessor or successor), or correct the date.",
        ),
    )


def _dated(tables: Accepted, dated: Dated) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """Return the rows of a log and when they happened."""
    if dated.through is None:
        rows = tables.rows(dated.table, dated.unit, dated.when)
        return rows, rows[dated.when]
    link, table = dated.through
    rows = tables.rows(dated.table, dated.unit, link)
    target = tables.rows(table, link, dated.when).drop_duplicates(link).set_index(link)
    return rows, looked_up(rows[link], target[dated.when])


def _is_day(when: pd.Series[Any]) -> bool:
    return pd.api.types.is_datetime64_any_dtype(when)


def _days(when: pd.Series[Any]) -> tuple[Days, Days]:
    """Return the first and last day of each date, year, month or school year."""
    if _is_day(when):
        days = when.to_numpy(dtype="datetime64[D]")
        return days, days
    code, texts = pd.factorize(when)
    spans = [_span(str(text)) for text in texts] + [(_NO_DAY, _NO_DAY)]
    first, last = zip(*spans, strict=True)
    return np.array(first, dtype="datetime64[D]")[code], np.array(last, dtype="datetime64[D]")[code]


def _span(text: str) -> tuple[np.datetime64, np.datetime64]:
    """Return the days of ``2023``, of month ``2023-05`` or of school year ``2022-2023``."""
    begins, _, rest = text.partition("-")
    if not _YEAR.fullmatch(begins):
        return _NO_DAY, _NO_DAY
    if len(rest) == 4:
        first, after = f"{begins}-09", f"{rest}-09"
        return _day(first), _day(after) - np.timedelta64(1, "D")
    unit = "M" if rest else "Y"
    after_it = np.datetime64(text, unit) + np.timedelta64(1, unit)  # type: ignore[call-overload]
    return _day(text), after_it.astype("datetime64[D]") - np.timedelta64(1, "D")


def _day(text: str) -> np.datetime64:
    """Return the first day of a year or month."""
    return np.datetime64(text if "-" in text else f"{text}-01", "D")
