"""Log records as the annex rules see them: whose, when, checked or only declared.

What a record says does not depend on the reported year: the logs are prepared once per run
(:class:`AnnexLogs`), and each year takes its own records from them (:class:`AnnexSources`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.indicators.annex_evidence import (
    ONE_DAY,
    AnnexLog,
    Evidence,
    Mask,
    day_inside,
    evidence_of,
    texts,
    truths,
)
from gdnn_analysis.indicators.annex_space import TABLE as SPACE_TABLE
from gdnn_analysis.indicators.annex_space import space_log
from gdnn_analysis.indicators.inputs import Inputs, Records
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.period import report_year_of, span_of
from gdnn_analysis.records.events import CLAIMED, event_reports, unproven
from gdnn_analysis.records.status import in_force

DATED_TABLES: Final = {
    "deployments": ("deployment_id", "reporting_unit_id", "from_on", ("place_type",)),
    "products": ("product_id", "unit_id", "completed_on", ("product_type",)),
    "trainings": ("course_id", "lead_unit_id", "start_on", ()),
    "press_briefings": ("briefing_id", "lead_unit_id", "held_on", ()),
    "agreements": ("agreement_id", "vet_unit_id", "signed_on", ()),
    "columns": ("column_id", "partner_unit_id", "started_on", ()),
    "evidence": ("evidence_id", "unit_id", "captured_on", ()),
}
"""Key, unit, day and marks of the logs that need no more preparation than that."""
_PREPARED: Final = ("media", "events", "guidance")
_CHECKED: Final = "da_doi_chieu"


@dataclass(frozen=True)
class AnnexLogs:
    """Records of all years that may be evidence, and the links made by hand to annex rows."""

    data: Dataset
    records: Records
    _logs: dict[str, AnnexLog] = field(default_factory=dict, init=False, repr=False)
    _rows: dict[tuple[str, str], Mask] = field(default_factory=dict, init=False, repr=False)

    def log(self, table: str) -> AnnexLog:
        """Return the records of a table that has days."""
        if table not in self._logs:
            special: dict[str, Callable[[], AnnexLog]] = {
                "media": self._media,
                "events": self._events,
                "guidance": self._guidance,
                SPACE_TABLE: lambda: space_log(self.data),
            }
            self._logs[table] = special.get(table, lambda: self._dated(table))()
        return self._logs[table]

    def linked_rows(self, act_id: str, table: str) -> Mask:
        """Return which records of the log of `table` somebody tied to an annex row by hand."""
        if (act_id, table) not in self._rows:
            self._rows[act_id, table] = self.log(table).named(self._ids(act_id, table))
        return self._rows[act_id, table]

    def linked_tables(self, act_id: str) -> frozenset[str]:
        """Return the tables with records tied to an annex row by hand."""
        return frozenset(table for act, table in self._linked if act == act_id)

    @cached_property
    def links(self) -> pd.DataFrame:
        """Links made by hand between records and annex rows."""
        return self.data["activity_links"].dropna(subset=["act_id"])

    @cached_property
    def trained(self) -> frozenset[str]:
        """Courses with a participant from an owner body or from the department."""
        groups = in_force(self.data["training_groups"])[["course_id", "unit_id", "n_enrolled"]]
        sent = groups[groups["n_enrolled"].fillna(0).gt(0)]
        log = self.log("trainings")
        days = pd.DataFrame({"course_id": pd.Series(log.key, dtype="str"), "on": log.on})
        sent = sent.merge(days, on="course_id")
        of_group = self.records.units.lead_group(sent["unit_id"], sent["on"])
        return frozenset(sent.loc[of_group.isin(["CQCQ", "SLDTBXH"]), "course_id"])

    def _ids(self, act_id: str, table: str) -> frozenset[str]:
        """Return the ids somebody tied to an annex row.

        A link to a media row is given as the id of the placement the row belongs to.
        """
        ids = self._linked.get((act_id, table), frozenset())
        if table == "media" and ids:
            reports = self.records.media.reports
            return frozenset(reports["placement_id"][reports["report_id"].isin(ids)])
        return ids

    @cached_property
    def _linked(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Linked ids by annex row and table."""
        found: dict[tuple[str, str], set[str]] = {}
        links = self.links[["act_id", "src_table", "src_id"]]
        for act_id, table, record_id in links.itertuples(index=False, name=None):
            found.setdefault((act_id, table), set()).add(record_id)
        return {key: frozenset(ids) for key, ids in found.items()}

    def _dated(self, table: str) -> AnnexLog:
        """Return the rows of a dated log in force.

        Rows of tables without ``verification`` are verified when they name evidence (RL-30);
        rejected and unchecked rows are no evidence.
        """
        key, unit, day, marks = DATED_TABLES[table]
        rows = in_force(self.data[table])
        if "verification" in rows.columns:
            rows = rows[rows["verification"].isin(CLAIMED)]
            verified = rows["verification"].eq(_CHECKED)
        elif "evidence_id" in rows.columns and table != "evidence":
            verified = rows["evidence_id"].notna()
        else:
            verified = pd.Series(False, index=rows.index)
        return self._of(
            table,
            key=rows[key],
            unit_id=rows[unit],
            on=rows[day].dt.normalize(),
            verified=truths(verified),
            marks={name: texts(rows[name]) for name in marks},
        )

    def _events(self) -> AnnexLog:
        """Return the events held, with what rules ask about them.

        An event counts as reported when an accepted media row names it, or names another unit's
        row of the same event (rule R04); firmly when that media row was checked.
        """
        rows = self.records.once(event_reports, self.data)
        rows = rows[rows["reason"].eq("")]
        media = self.records.media.reports[["event_id", "verification", "kind", "item_type"]]
        media = media[media["event_id"].notna()]
        about = media[
            media["verification"].isin(CLAIMED)
            & media["kind"].ne("chia_se")
            & media["item_type"].ne("khac")
        ]
        firm = about[about["verification"].eq(_CHECKED)]
        named = in_force(self.data["event_schools"])["event_id"]

        def reported(news: pd.DataFrame) -> Mask:
            objects = rows["object_id"][rows["event_id"].isin(news["event_id"])]
            return truths(rows["object_id"].isin(objects))

        return self._of(
            "events",
            key=rows["event_id"],
            unit_id=rows["lead_unit_id"],
            on=rows["start_on"],
            verified=truths(rows["verified"]),
            marks={
                "aimed": truths(rows["has_message"]) & truths(rows["streaming_purpose"]),
                "integrated": truths(rows["is_integrated"]),
                "exchange": truths(rows["event_type"].eq("giao_luu")),
                "schools": truths(rows["event_id"].isin(named)),
                "reported": reported(about),
                "reported_firmly": reported(firm),
            },
        )

    def _media(self) -> AnnexLog:
        """Return the placements in the scope of O01, one record per unit behind them.

        The unit is the author; where the author is not known, each reporting unit. The mark
        ``owner`` is the group of the channel's owner, the key is the placement id.
        """
        media = self.records.media
        works = media.works[["work_id", "item_type", "author_unit_id", "reporting_unit_ids"]]
        placed = media.placements.merge(works, on="work_id", validate="m:1")
        start, end = span_of(placed["published_at"], placed["date_precision"])
        placed = placed.assign(start=start, end=end)[
            placed["verification"].isin(CLAIMED)
            & placed["kind"].ne("chia_se")
            & placed["item_type"].ne("khac")
        ]
        channels = self.data["channels"].set_index("channel_id")["owner_unit_id"]
        owners = placed["channel_id"].map(channels).astype("str")
        owner_group = self.records.units.lead_group(owners, placed["published_at"])
        # One place in `placed` per record: exploding the narrow column alone is much cheaper.
        units = _authors(placed).set_axis(np.arange(len(placed))).explode()
        places = units.index.to_numpy(dtype="int64")
        rows = placed.take(places)
        return self._of(
            "media",
            key=rows["placement_id"],
            unit_id=units.astype("str").set_axis(rows["record"]),
            on=rows["published_at"].dt.normalize(),
            verified=truths(rows["verification"].eq(_CHECKED)),
            marks={
                "channel": texts(rows["channel_type"]),
                "mass_media": truths(rows["is_mass_media"]),
                "owner": texts(owner_group.take(places)),
            },
            span=(rows["start"].to_numpy(), rows["end"].to_numpy()),
        )

    def _guidance(self) -> AnnexLog:
        """Return guidance records, with the last day of the school year for a day (RL-31)."""
        rows = in_force(self.data["guidance"])
        years = rows["school_year"].map(report_year_of).to_numpy(dtype="int64")
        return self._of(
            "guidance",
            key=rows["guidance_id"],
            unit_id=rows["vet_unit_id"],
            on=pd.Series(day_inside(years), index=rows.index),
            verified=truths(rows["evidence_id"].notna()),
            marks={"kind": texts(rows["kind"])},
        )

    def _of(
        self,
        table: str,
        *,
        key: pd.Series,
        unit_id: pd.Series,
        on: pd.Series,
        verified: Mask,
        marks: Mapping[str, npt.NDArray[Any]],
        span: tuple[npt.NDArray[Any], npt.NDArray[Any]] | None = None,
    ) -> AnnexLog:
        """Return a log whose records are the index labels of `unit_id`."""
        unit_id = unit_id.astype("str")
        days = on.to_numpy(dtype="datetime64[s]")
        start, end = span or (days, days + ONE_DAY)
        return AnnexLog(
            table=table,
            record=unit_id.index.to_numpy(dtype="int64"),
            key=texts(key),
            unit_id=texts(unit_id),
            group=texts(self.records.units.lead_group(unit_id, on.set_axis(unit_id.index))),
            on=days,
            start=start,
            end=end,
            verified=verified,
            marks=marks,
        )


@dataclass(frozen=True)
class AnnexSources:
    """Records of the year of `inputs` that may be evidence for an annex row."""

    inputs: Inputs
    _inside: dict[str, Mask] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def logs(self) -> AnnexLogs:
        """The logs of all years."""
        return self.inputs.once_per_run(_Prepare(self.inputs.records))

    def log(self, table: str) -> AnnexLog:
        """Return the log of a table, all years."""
        return self.logs.log(table)

    def linked(self, act_id: str, table: str) -> Mask:
        """Return which records of the log of `table` somebody tied to an annex row by hand."""
        return self.logs.linked_rows(act_id, table)

    def linked_tables(self, act_id: str) -> frozenset[str]:
        """Return the tables with records tied to an annex row by hand."""
        return self.logs.linked_tables(act_id)

    def evidence(
        self,
        table: str,
        chosen: Mask | None = None,
        *,
        done: Mask | bool = True,
        partly: Mask | bool = True,
        verified: Mask | None = None,
        aspect: npt.NDArray[Any] | None = None,
    ) -> Evidence:
        """Return the (chosen) records of the year as evidence; masks are of the whole log."""
        inside = self._inside_window(table)
        return evidence_of(
            self.log(table),
            inside if chosen is None else inside & chosen,
            done=done,
            partly=partly,
            verified=verified,
            aspect=aspect,
        )

    def has_days(self, name: str) -> bool:
        """Say whether the records of a table can be put into a year at all."""
        return name in _PREPARED or name in DATED_TABLES

    def left_out(self) -> pd.DataFrame:
        """Return rows of the year that are no evidence: ``table`` and ``reason``, by record."""
        events = self.inputs.once_per_run(event_reports)
        events = events[events["reason"].ne("") & self.inputs.in_window(events["start_on"])]
        media = in_force(self.inputs.data["media"])
        deployments = in_force(self.inputs.data["deployments"])
        return pd.concat(
            [
                events[["reason"]].assign(table="events"),
                self._unproven(media, "published_at").assign(table="media"),
                self._unproven(deployments, "from_on").assign(table="deployments"),
            ]
        )

    def _unproven(self, rows: pd.DataFrame, day: str) -> pd.DataFrame:
        rows = rows[self.inputs.in_window(rows[day]) & ~rows["verification"].isin(CLAIMED)]
        return rows["verification"].map(unproven()).to_frame("reason")

    def _inside_window(self, table: str) -> Mask:
        """Return which records of a log are surely inside the window (rule R03)."""
        if table not in self._inside:
            log, window = self.log(table), self.inputs.interval
            first, after = np.datetime64(window.start, "s"), np.datetime64(window.end, "s")
            self._inside[table] = (log.start >= first) & (log.end <= after)
        return self._inside[table]


@dataclass(frozen=True)
class _Prepare:
    """Prepares the logs of a dataset; within one run all of these are the same function."""

    records: Records = field(compare=False)

    def __call__(self, data: Dataset) -> AnnexLogs:
        return AnnexLogs(data, self.records)


def _authors(placed: pd.DataFrame) -> pd.Series:
    """Return the author of each placement as a tuple, or the reporting units without one."""
    author = placed["author_unit_id"]
    units = [
        (one,) if known else tuple(several)
        for one, known, several in zip(
            author, author.notna(), placed["reporting_unit_ids"], strict=True
        )
    ]
    return pd.Series(units, index=placed.index, dtype=object)
