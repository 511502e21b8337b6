"""Communication courses of a year and who took part, each counted once (R04, RL-15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force
from gdnn_analysis.vietnamese.text import match_keys

_SAME_GROUP: Final = ["object_id", "unit_id", "sex"]


@dataclass(frozen=True)
class Trainings:
    """Courses that began in the reporting window.

    Attributes
    ----------
    reports
        Rows of ``trainings`` in force, with ``verified`` (evidence is named, RL-30), ``object_id``
        (the course a row reports), ``role`` and ``reason``.
    courses
        One row per course, the one with evidence first.
    groups
        Rows of ``training_groups`` with ``hours``, ``start_on`` and ``object_id`` of their course,
        ``actor_group`` the participants count for (successors included), ``role`` and ``reason``.
    """

    reports: pd.DataFrame
    courses: pd.DataFrame
    groups: pd.DataFrame

    @property
    def used(self) -> pd.DataFrame:
        """The participant rows that count."""
        return self.groups[self.groups["role"].eq("tinh")]


def trainings_of(inputs: Inputs) -> Trainings:
    """Return the courses of the year; call it through ``inputs.once(trainings_of)``."""
    rows = in_force(inputs.data["trainings"])
    rows = rows[inputs.in_window(rows["start_on"])]
    reports = _merged(rows.assign(verified=rows["evidence_id"].notna()))
    return Trainings(reports, reports[reports["role"].eq("tinh")], _groups(inputs, reports))


def _merged(rows: pd.DataFrame) -> pd.DataFrame:
    """Return course rows with the course each reports: same title and first day, other lead (R04).

    Two rows of one lead are two courses: parallel classes have the same title and day.
    """
    rows = rows.assign(title_key=match_keys(rows["title_vi"])).sort_values("course_id")
    same = ["title_key", "start_on"]
    rows = rows.assign(place=rows.groupby([*same, "lead_unit_id"]).cumcount())
    owner = rows.groupby([*same, "place"])["course_id"].transform("min")
    rows = rows.assign(object_id=owner).sort_values(
        ["verified", "course_id"], ascending=[False, True]
    )
    again = rows["object_id"].duplicated()
    speaker = rows.loc[~again].set_index("object_id")["course_id"]
    reason = say("cùng tên lớp và ngày mở với ", "same title and first day as ")
    return rows.assign(
        role=pd.Series("tinh", index=rows.index).mask(again, "gop"),
        reason=pd.Series("", index=rows.index, dtype="str").mask(
            again, reason + rows["object_id"].map(speaker)
        ),
    ).sort_index()


def _groups(inputs: Inputs, reports: pd.DataFrame) -> pd.DataFrame:
    """Return the participants of the courses, of each unit once per course.

    Of one course, one report may give a unit's total and another its men and women (RL-15).
    """
    rows = in_force(inputs.data["training_groups"])
    rows = rows[rows["course_id"].isin(reports["course_id"])]
    of_course = reports.set_index("course_id")[["object_id", "verified", "start_on", "hours"]]
    own = of_course.reindex(rows["course_id"]).set_axis(rows.index)
    rows = pd.concat([rows, own], axis=1)
    ordered = rows.sort_values(["verified", "course_id"], ascending=[False, True])
    again = ordered.duplicated(_SAME_GROUP).reindex(rows.index)
    parted = rows.loc[rows["sex"].ne("tong"), ["object_id", "unit_id"]]
    key = pd.MultiIndex.from_frame(rows[["object_id", "unit_id"]])
    total = rows["sex"].eq("tong") & key.isin(pd.MultiIndex.from_frame(parted))
    reason = pd.Series("", index=rows.index, dtype="str")
    for chosen, vi, en in (
        (again, "lớp đã có số liệu này ở báo cáo khác", "figure taken from another report"),
        (total, "dòng tổng, đã tính theo nam và nữ", "total row, its parts are counted"),
    ):
        reason = reason.mask(chosen.astype(bool), say(vi, en))
    return rows.assign(
        actor_group=inputs.records.units.lead_group(rows["unit_id"], rows["start_on"]),
        role=pd.Series("tinh", index=rows.index).where(reason.eq(""), "gop"),
        reason=reason,
    )
