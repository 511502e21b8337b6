"""Who took part in what in one year: the roles A08 and O19 count, checked or not (R08, RL-30).

A role is one unit in one record: lead or partner of an event held, author or reporting unit of a
counted work, unit of a duty report, unit of an annual plan.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.indicators.frame import SOURCE_COLUMNS
from gdnn_analysis.indicators.held import held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_counts import WIDEST, tally, works_in_scope
from gdnn_analysis.indicators.units_of_year import PUBLIC_SOURCES, units_of_year
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force

REPORTER: Final = "reporter"
"""The unit reported a work that is not its own: a role for A08, none for O19."""

_DONE: Final = ("thuc_hien", "mot_phan")


def roles_of(inputs: Inputs) -> pd.DataFrame:
    """Return the roles of the year in events, media and duty reports.

    Call it through ``inputs.once(roles_of)``.

    Returns
    -------
    DataFrame
        ``table``, ``record`` (index label in it), ``unit_id``, ``on`` (day), ``part`` (what the
        unit did), ``object_id`` (event or work) and ``reason``: why the role is not verified,
        empty when it is. The team that reads public sources has none.
    """
    roles = pd.concat([_in_events(inputs), _in_media(inputs), _in_duties(inputs)])
    roles = roles[roles["unit_id"].notna() & roles["unit_id"].ne(PUBLIC_SOURCES)]
    types = dict.fromkeys(("table", "unit_id", "reason"), "str")
    return roles.astype(types).reset_index(drop=True)


def plan_roles(inputs: Inputs) -> pd.DataFrame:
    """Return the roles of units with a plan of the year; verified with evidence (RL-30)."""
    rows = in_force(inputs.data["unit_plans"])
    rows = rows[rows["year"].eq(inputs.year) & rows["has_plan"].eq(True).fillna(value=False)]
    no_proof = say("kế hoạch chưa có minh chứng", "plan without evidence")
    return _roles(
        "unit_plans",
        rows.assign(reason=_unless(rows["evidence_id"].notna(), no_proof)),
        rows["unit_id"],
        on=_year_end(inputs, rows["unit_id"]),
        part="plan",
    )


def trace_roles(code: str, roles: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of the records behind `roles`: counted when one role in it is verified."""
    best = roles.sort_values(["table", "record", "reason"]).drop_duplicates(["table", "record"])
    role = pd.Series("tinh", index=best.index, dtype="str").mask(best["reason"].ne(""), "loai")
    traced = best.assign(code=code, role=role).astype({"record": "int64", "code": "str"})
    return traced[list(SOURCE_COLUMNS)].reset_index(drop=True)


def _in_events(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.once(held_events).inside
    unchecked = rows["reason"].eq("") & ~rows["verified"]
    rows = rows.assign(reason=rows["reason"].mask(unchecked, _declared()))
    partners = rows["partner_unit_ids"].explode().dropna()
    return pd.concat(
        [
            _roles("events", rows, rows["lead_unit_id"], on=rows["start_on"], part="lead"),
            _roles("events", rows, partners, on=rows["start_on"], part="partner"),
        ]
    )


def _in_media(inputs: Inputs) -> pd.DataFrame:
    """Return the roles in the works counted by O01 in its widest reading."""
    works = tally(works_in_scope(inputs, *WIDEST), inputs.interval).counted
    works = works.rename_axis("object_id").reset_index().set_index("record")
    checked = works["verification"].eq("da_doi_chieu")
    works = works.assign(reason=_unless(checked, _declared()))
    reporters = works["reporting_unit_ids"].explode().dropna()
    days = works["published_at"].dt.normalize()
    return pd.concat(
        [
            _roles("media", works, works["author_unit_id"], on=days, part="author"),
            _roles("media", works, reporters, on=days, part=REPORTER),
        ]
    )


def _in_duties(inputs: Inputs) -> pd.DataFrame:
    rows = in_force(inputs.data["duty_reports"])
    rows = rows[rows["year"].eq(inputs.year)]
    unproven = say("chưa được xác nhận là đã thực hiện", "not confirmed as done")
    rows = rows.assign(reason=_unless(rows["verified_status"].isin(_DONE), unproven))
    days = _year_end(inputs, rows["unit_id"])
    return _roles("duty_reports", rows, rows["unit_id"], on=days, part="duty")


def _roles(
    table: str, rows: pd.DataFrame, unit_ids: pd.Series, *, on: pd.Series, part: str
) -> pd.DataFrame:
    """Return one role per entry of `unit_ids`, whose index names records of `rows`."""
    index = unit_ids.index
    objects = rows["object_id"].reindex(index) if "object_id" in rows.columns else ""
    return pd.DataFrame(
        {
            "table": table,
            "record": index,
            "unit_id": unit_ids,
            "on": on.reindex(index),
            "part": part,
            "object_id": objects,
            "reason": rows["reason"].reindex(index),
        },
        index=index,
    )


def _year_end(inputs: Inputs, unit_ids: pd.Series) -> pd.Series:
    """Return 31/12, or the day the unit closed in the year: duties and plans have no day."""
    last = pd.Timestamp(inputs.year, 12, 31)
    return unit_ids.map(inputs.once(units_of_year)["day"]).fillna(last)


def _unless(proven: pd.Series, reason: str) -> pd.Series:
    return pd.Series(reason, index=proven.index, dtype="str").mask(proven, "")


def _declared() -> str:
    return say("tự khai, chưa đối chiếu", "self-declared, not checked")
