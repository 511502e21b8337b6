"""Lower and upper secondary schools as they stood at the end of a school year (R08, RL-31)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import school_year_for
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.status import in_force

UNKNOWN: Final = "khong_xac_dinh"
LEVELS: Final = {"THCS": ("THCS", "LIEN_CAP"), "THPT": ("THPT", "LIEN_CAP")}
"""Levels and the kinds of school that belong to each; a joint school belongs to both (RL-32)."""


def school_register(inputs: Inputs) -> pd.DataFrame:
    """Return the schools by id; call it through ``inputs.once(school_register)``.

    Returns
    -------
    DataFrame
        Index ``school_id``; ``school_level``, ``district`` (former district, boundaries of 31 May)
        and ``valid`` (whether the school existed on 31 May of the report year).
    """
    day = pd.Timestamp(inputs.year, 5, 31)
    schools = inputs.data["schools"].drop_duplicates("school_id").set_index("school_id")
    ended = schools["valid_to"].lt(day)
    days = pd.Series(day, index=schools.index).astype("datetime64[s]")
    return pd.DataFrame(
        {
            "school_level": schools["school_level"],
            "district": inputs.records.areas.former_district(schools["area_id"], days),
            "valid": schools["valid_from"].le(day) & ~ended,
        }
    )


def pupils_by_school(inputs: Inputs) -> pd.Series:
    """Return the pupils of the school year that ends in the report year, by grade and school.

    A total entered beside its parts has been left out when the data were read (RL-15).
    """
    rows = inputs.data["school_pupils"]
    of_year = rows["school_year"].eq(school_year_for(inputs.year)) & rows["pupils"].notna()
    pupils = rows.loc[of_year].groupby(["grade", "school_id"])["pupils"].sum()
    return pupils.astype("float64")


def guidance_of_year(inputs: Inputs) -> pd.DataFrame:
    """Return the guidance records in force of the school year that ends in the report year (RL-31).

    Call it through ``inputs.once(guidance_of_year)``.

    Returns
    -------
    DataFrame
        Columns of ``guidance``, ``verified`` (evidence is named, RL-30), ``school_level`` and
        ``district`` of the school, ``khong_xac_dinh`` where no school is named or it is not known.
    """
    rows = inputs.data["guidance"]
    rows = in_force(rows[rows["school_year"].eq(school_year_for(inputs.year))])
    schools = inputs.once(school_register)
    return rows.assign(
        verified=rows["evidence_id"].notna(),
        school_level=rows["school_id"].map(schools["school_level"]).fillna(UNKNOWN),
        district=rows["school_id"].map(schools["district"]).fillna(UNKNOWN_DISTRICT),
    )
