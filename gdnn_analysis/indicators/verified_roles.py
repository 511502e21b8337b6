"""Who took part in what in one year: the roles A08 and O19 count, checked or not (R08, RL-30).

A role is one unit in one record: lead or partner of an event held, author or reporting unit of a
counted work, unit of a duty report, unit of an annual plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.annex_evidence import Days, Mask, Texts, texts, truths
from gdnn_analysis.indicators.frame import SOURCE_COLUMNS
from gdnn_analysis.indicators.held import held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_counts import WIDEST, tally, works_in_scope
from gdnn_analysis.indicators.units_of_year import units_of_year
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say
from gdnn_analysis.records.status import in_force
from gdnn_analysis.records.units import PUBLIC_SOURCES

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
    parts = [*_in_events(inputs), *_in_media(inputs), _in_duties(inputs)]
    roles = _joined(parts)
    units = roles["unit_id"]
    return roles[units.notna() & units.ne(PUBLIC_SOURCES)].reset_index(drop=True)


def plan_roles(inputs: Inputs) -> pd.DataFrame:
    """Return the roles of units with a plan of the year; verified with evidence (RL-30)."""
    rows = inputs.data["unit_plans"]
    planned = truths(rows["year"].eq(inputs.year)) & truths(rows["has_plan"])
    columns = ["unit_id", "evidence_id", "record_status"]
    rows = in_force(rows[columns][planned])
    no_proof = say("kế hoạch chưa có minh chứng", "plan without evidence")
    return _joined(
        [
            _Part(
                "unit_plans",
                "plan",
                rows.index.to_numpy(dtype="int64"),
                texts(rows["unit_id"]),
                _year_end(inputs, rows["unit_id"]),
                np.full(len(rows), "", dtype=object),
                _unless(truths(rows["evidence_id"].notna()), no_proof),
            )
        ]
    )


def trace_roles(code: str, roles: pd.DataFrame) -> pd.DataFrame:
    """Return the trace of the records behind `roles`: counted when one role in it is verified."""
    best = roles.sort_values(["table", "record", "reason"]).drop_duplicates(["table", "record"])
    role = pd.Series("tinh", index=best.index, dtype="str").mask(best["reason"].ne(""), "loai")
    traced = best.assign(code=code, role=role).astype({"record": "int64", "code": "str"})
    return traced[list(SOURCE_COLUMNS)].reset_index(drop=True)


@dataclass(frozen=True, eq=False)
class _Part:
    """Roles of one kind; the arrays have one entry per role."""

    table: str
    part: str
    record: npt.NDArray[np.int64]
    unit_id: Texts
    on: Days
    object_id: Texts
    reason: Texts

    def of(self, part: str, units: pd.Series) -> _Part:
        """Return roles of other units in the same records; `units` is indexed by place in them."""
        at = units.index.to_numpy(dtype="int64")
        return _Part(
            self.table,
            part,
            self.record[at],
            texts(units),
            self.on[at],
            self.object_id[at],
            self.reason[at],
        )


def _joined(parts: Sequence[_Part]) -> pd.DataFrame:
    """Return all roles, one below the other."""
    sizes = [len(part.record) for part in parts]
    names = {
        name: np.repeat(np.array([getattr(part, name) for part in parts], dtype=object), sizes)
        for name in ("table", "part")
    }
    joined = {
        name: np.concatenate([getattr(part, name) for part in parts])
        for name in ("record", "unit_id", "on", "object_id", "reason")
    }
    frame = pd.DataFrame(
        {
            name: pd.array(values, dtype="str") if values.dtype == object else values
            for name, values in {**names, **joined}.items()
        }
    )
    return frame[["table", "record", "unit_id", "on", "part", "object_id", "reason"]]


def _in_events(inputs: Inputs) -> tuple[_Part, _Part]:
    rows = inputs.once(held_events).inside
    reason = texts(rows["reason"])
    unchecked = (reason == "") & ~truths(rows["verified"])
    lead = _Part(
        "events",
        "lead",
        rows.index.to_numpy(dtype="int64"),
        texts(rows["lead_unit_id"]),
        rows["start_on"].to_numpy(dtype="datetime64[s]"),
        texts(rows["object_id"]),
        np.where(unchecked, _declared(), reason),
    )
    return lead, lead.of("partner", _each(rows["partner_unit_ids"]))


def _in_media(inputs: Inputs) -> tuple[_Part, _Part]:
    """Return the roles in the works counted by O01 in its widest reading."""
    works = tally(works_in_scope(inputs, *WIDEST), inputs.interval).counted
    author = _Part(
        "media",
        "author",
        works["record"].to_numpy(dtype="int64"),
        texts(works["author_unit_id"]),
        works["published_at"].dt.normalize().to_numpy(dtype="datetime64[s]"),
        works.index.to_numpy(dtype=object),
        _unless(truths(works["verification"].eq("da_doi_chieu")), _declared()),
    )
    return author, author.of(REPORTER, _each(works["reporting_unit_ids"]))


def _in_duties(inputs: Inputs) -> _Part:
    rows = inputs.once_per_run(_duty_rows)
    rows = rows[truths(rows["year"].eq(inputs.year))]
    unproven = say("chưa được xác nhận là đã thực hiện", "not confirmed as done")
    return _Part(
        "duty_reports",
        "duty",
        rows.index.to_numpy(dtype="int64"),
        texts(rows["unit_id"]),
        _year_end(inputs, rows["unit_id"]),
        np.full(len(rows), "", dtype=object),
        _unless(truths(rows["verified_status"].isin(_DONE)), unproven),
    )


def _duty_rows(data: Dataset) -> pd.DataFrame:
    return in_force(data["duty_reports"])[["year", "unit_id", "verified_status"]]


def _each(lists: pd.Series) -> pd.Series:
    """Return the units of all lists, indexed by the place of the list."""
    return lists.reset_index(drop=True).explode().dropna()


def _year_end(inputs: Inputs, unit_ids: pd.Series) -> Days:
    """Return 31/12, or the day the unit closed in the year: duties and plans have no day."""
    last = pd.Timestamp(inputs.year, 12, 31)
    days = unit_ids.map(inputs.once(units_of_year)["day"]).fillna(last)
    return days.to_numpy(dtype="datetime64[s]")


def _unless(proven: Mask, reason: str) -> Texts:
    return np.where(proven, "", reason).astype(object)


def _declared() -> str:
    return say("tự khai, chưa đối chiếu", "self-declared, not checked")
