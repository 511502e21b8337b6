"""Log records of one year as the annex rules see them: whose, when, checked or only declared.

Each frame is indexed by the record number in its table and has the columns ``key`` (the record's
own id), ``unit_id`` (whose record it is, RL-30), ``on`` (its day) and ``verified``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.period import report_year_of, span_of
from gdnn_analysis.records.events import CLAIMED, event_reports, unproven
from gdnn_analysis.records.status import in_force

DATED_TABLES: Final = {
    "deployments": ("deployment_id", "reporting_unit_id", "from_on"),
    "products": ("product_id", "unit_id", "completed_on"),
    "trainings": ("course_id", "lead_unit_id", "start_on"),
    "press_briefings": ("briefing_id", "lead_unit_id", "held_on"),
    "agreements": ("agreement_id", "vet_unit_id", "signed_on"),
    "columns": ("column_id", "partner_unit_id", "started_on"),
    "evidence": ("evidence_id", "unit_id", "captured_on"),
}
"""Key, unit and day of the logs that need no more preparation than that."""
_PREPARED: Final = ("media", "events", "guidance")


@dataclass(frozen=True)
class AnnexSources:
    """Records of the year of `inputs` that may be evidence for an annex row."""

    inputs: Inputs

    def log(self, table: str) -> pd.DataFrame:
        """Return the rows of a dated log in force and in the window.

        Rows of tables without ``verification`` are verified when they name evidence (RL-30);
        rejected and unchecked rows are no evidence.
        """
        key, unit, day = DATED_TABLES[table]
        rows = in_force(self.inputs.data[table])
        rows = rows[self.inputs.in_window(rows[day])]
        if "verification" in rows.columns:
            rows = rows[rows["verification"].isin(CLAIMED)]
            verified = rows["verification"].eq("da_doi_chieu")
        elif "evidence_id" in rows.columns and table != "evidence":
            verified = rows["evidence_id"].notna()
        else:
            verified = pd.Series(False, index=rows.index)
        return rows.assign(
            key=rows[key], unit_id=rows[unit], on=rows[day].dt.normalize(), verified=verified
        )

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events held in the year, with ``schools`` (named), ``reported`` and ``reported_firmly``.

        An event counts as reported when an accepted media row names it, or names another unit's
        row of the same event (rule R04); firmly when that media row was checked.
        """
        rows = self.inputs.once_per_run(event_reports)
        rows = rows[rows["reason"].eq("") & self.inputs.in_window(rows["start_on"])]
        media = self.inputs.records.media.reports
        about = media[
            media["verification"].isin(CLAIMED)
            & media["kind"].ne("chia_se")
            & media["item_type"].ne("khac")
        ]
        firm = about[about["verification"].eq("da_doi_chieu")]
        objects = rows.set_index("event_id")["object_id"]
        named = in_force(self.inputs.data["event_schools"])["event_id"]
        return rows.assign(
            key=rows["event_id"],
            unit_id=rows["lead_unit_id"],
            on=rows["start_on"],
            schools=rows["event_id"].isin(named),
            reported=rows["object_id"].isin(objects.reindex(about["event_id"].dropna()).dropna()),
            reported_firmly=rows["object_id"].isin(
                objects.reindex(firm["event_id"].dropna()).dropna()
            ),
        )

    @cached_property
    def media(self) -> pd.DataFrame:
        """Placements of the year in the scope of O01, one row per unit behind them.

        The unit is the author; where the author is not known, each reporting unit. ``owner_group``
        is the group of the channel's owner, ``key`` holds the placement id.
        """
        records = self.inputs.records.media
        works = records.works[["work_id", "item_type", "author_unit_id", "reporting_unit_ids"]]
        placed = records.placements.merge(works, on="work_id", validate="m:1")
        placed = placed[
            placed["verification"].isin(CLAIMED)
            & placed["kind"].ne("chia_se")
            & placed["item_type"].ne("khac")
            & self._surely_inside(placed["published_at"], placed["date_precision"])
        ]
        owners = placed["channel_id"].map(
            self.inputs.data["channels"].set_index("channel_id")["owner_unit_id"]
        )
        units = self.inputs.records.units
        placed = placed.assign(
            key=placed["placement_id"],
            on=placed["published_at"].dt.normalize(),
            verified=placed["verification"].eq("da_doi_chieu"),
            owner_group=units.lead_group(owners.astype("str"), placed["published_at"]),
            unit_id=_authors(placed),
        )
        rows: pd.DataFrame = placed.explode("unit_id").set_index("record")
        return rows.astype({"unit_id": "str"})

    @cached_property
    def guidance(self) -> pd.DataFrame:
        """Guidance records of the school year that ends in the report year (RL-31)."""
        rows = in_force(self.inputs.data["guidance"])
        years = rows["school_year"].map(report_year_of)
        rows = rows[years.eq(self.inputs.year)]
        return rows.assign(
            key=rows["guidance_id"],
            unit_id=rows["vet_unit_id"],
            on=pd.Timestamp(self.inputs.year, 5, 31),
            verified=rows["evidence_id"].notna(),
        )

    def linked(self, act_id: str, table: str) -> frozenset[str]:
        """Return the ids of records of `table` that somebody tied to an annex row by hand.

        A link to a media row is given as the id of the placement the row belongs to.
        """
        ids = self._linked.get((act_id, table), frozenset())
        if table == "media" and ids:
            reports = self.inputs.records.media.reports
            return frozenset(reports.loc[reports["report_id"].isin(ids), "placement_id"])
        return ids

    def linked_tables(self, act_id: str) -> frozenset[str]:
        """Return the tables with records tied to an annex row by hand."""
        return frozenset(table for act, table in self._linked if act == act_id)

    @cached_property
    def _linked(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """Linked ids by annex row and table."""
        found: dict[tuple[str, str], set[str]] = {}
        links = self.links[["act_id", "src_table", "src_id"]]
        for act_id, table, record_id in links.itertuples(index=False, name=None):
            found.setdefault((act_id, table), set()).add(record_id)
        return {key: frozenset(ids) for key, ids in found.items()}

    @cached_property
    def links(self) -> pd.DataFrame:
        """Links made by hand between records and annex rows."""
        return self.inputs.data["activity_links"].dropna(subset=["act_id"])

    def table(self, name: str) -> pd.DataFrame:
        """Return the records of the year of a table that has days."""
        if name in _PREPARED:
            prepared: pd.DataFrame = getattr(self, name)
            return prepared
        return self.log(name)

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

    def _surely_inside(self, days: pd.Series, precision: pd.Series) -> pd.Series:
        start, end = span_of(days, precision)
        window = self.inputs.interval
        return start.ge(pd.Timestamp(window.start)) & end.le(pd.Timestamp(window.end))


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
