"""How much schools and districts were exposed: days on which somebody came to talk to pupils.

A visit is one school on one day with a held and verified event; two units that report it, or two
events of one day, are one visit. Only visits since the plan was issued count.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.contribution.outcomes import end_years
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.events import HELD
from gdnn_analysis.records.status import in_force

FINAL_GRADE: Final = {"THCS": 9, "THPT": 12}
_AUGUST: Final = 8
_EVENT: Final = ["event_id", "start_on", "status", "verification", "record_status"]
_VISIT: Final = ["event_id", "school_id", "grade", "record_status"]


def school_visits(inputs: Inputs) -> pd.DataFrame:
    """Return the visits up to the end of the report year; call it through ``inputs.once``.

    Returns
    -------
    DataFrame
        Columns ``school_id``, ``grade``, ``start_on``, ``year`` (report year of the school year,
        which begins in August) and ``record`` (row of ``event_schools``).
    """
    visits = inputs.once_per_run(_all_visits)
    return visits[visits["start_on"].lt(pd.Timestamp(inputs.interval.end)).to_numpy()]


def visits_by_school(inputs: Inputs, level: str, first: int, last: int) -> pd.Series:
    """Return visits to each school in the school years after `first` up to `last`."""
    visits = inputs.once(school_visits)
    grade, year = visits["grade"].to_numpy(), visits["year"].to_numpy()
    used = (grade == FINAL_GRADE[level]) & (year > first) & (year <= last)
    found: pd.Series = visits["school_id"][used].value_counts()
    return found


def visits_per_100_pupils(inputs: Inputs, level: str, first: int, last: int) -> pd.Series:
    """Return visits per 100 pupils of the final grade in each former district.

    Pupils are those of all school years in question; a district without them is missing. A
    district with pupils and without visits is 0.
    """
    pupils = _pupils(inputs, level, first, last)
    visits = visits_by_school(inputs, level, first, last)
    district = district_of_schools(inputs)
    found = visits.groupby(district.reindex(visits.index).array).sum()
    bottom = pupils.groupby(district.reindex(pupils.index).array).sum()
    bottom = bottom[bottom > 0]
    return 100 * found.reindex(bottom.index).fillna(0) / bottom


def district_of_schools(inputs: Inputs) -> pd.Series:
    """Return the former district of each school, as bounded when the plan was issued.

    A school of no single district is missing.
    """
    return inputs.once_per_run(_districts)


def _all_visits(data: Dataset) -> pd.DataFrame:
    events = in_force(data["events"][_EVENT])
    verified = events["status"].eq(HELD) & events["verification"].eq("da_doi_chieu")
    since = events["start_on"].ge(pd.Timestamp(PLAN_START))
    days = events[["event_id", "start_on"]][(verified & since).to_numpy(dtype=bool, na_value=False)]
    rows = in_force(data["event_schools"][_VISIT])
    visits = rows.rename_axis("record").reset_index().merge(days, on="event_id")
    visits = visits.drop_duplicates(["school_id", "grade", "start_on"])
    later = visits["start_on"].dt.month >= _AUGUST
    return pd.DataFrame(
        {
            "record": visits["record"],
            "school_id": visits["school_id"],
            "start_on": visits["start_on"],
            "year": visits["start_on"].dt.year + later.astype("int64"),
            "grade": visits["grade"].astype("int64"),
        }
    )


def _districts(data: Dataset) -> pd.Series:
    schools, areas = data["schools"][["school_id", "area_id"]], AreaHistory(data)
    on = pd.Series(pd.Timestamp(PLAN_START), index=schools.index)
    district = areas.former_district(schools["area_id"], on)
    known = district.isin(areas.districts()["area_id"])
    return district.where(known).set_axis(schools["school_id"])


def _pupils(inputs: Inputs, level: str, first: int, last: int) -> pd.Series:
    rows = inputs.once_per_run(_all_pupils)
    grade, year = rows["grade"].to_numpy(), rows["year"].to_numpy()
    used = rows[(grade == FINAL_GRADE[level]) & (year > first) & (year <= last)]
    found: pd.Series = used.groupby("school_id")["pupils"].sum()
    return found


def _all_pupils(data: Dataset) -> pd.DataFrame:
    rows = data["school_pupils"]
    return pd.DataFrame(
        {
            "school_id": rows["school_id"],
            "grade": rows["grade"].astype("float64"),
            "pupils": rows["pupils"].astype("float64"),
            "year": end_years(rows["school_year"]),
        }
    )
