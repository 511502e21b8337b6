"""Everything the logs refer to, made once per province."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gdnn_analysis.demo.areas import Geography, make_areas
from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.channels import make_channels
from gdnn_analysis.demo.evidence import Shelf
from gdnn_analysis.demo.filing import Filing, make_filing
from gdnn_analysis.demo.policies import Policy, make_policies
from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.schools import School, make_schools
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.units import Units, make_units
from gdnn_analysis.demo.years import epoch, report_year


@dataclass(frozen=True)
class World:
    """Registry of a province and what its units will file.

    Attributes
    ----------
    province, book
        The province and the rows made so far.
    geography, units, channels, schools, policies
        What rows refer to.
    filing
        Outcome of every obligation.
    shelf
        Where evidence is put.
    known
        Senders found so far.
    """

    province: Province
    book: Book
    geography: Geography
    units: Units
    channels: dict[str, Channel]
    schools: list[School]
    policies: list[Policy]
    filing: Filing
    shelf: Shelf
    known: dict[tuple[str, int, int, tuple[str, ...]], list[tuple[str, Unit]]] = field(
        default_factory=dict
    )

    def vets(self, table: str, day: date) -> list[tuple[str, Unit]]:
        """Return code and unit of the VET institutions that file a table in the year of a day."""
        return self.senders(table, day, "CSGDNN")

    def senders(self, table: str, day: date, *groups: str) -> list[tuple[str, Unit]]:
        """Return the units of some groups that exist on a day and have rows in a table."""
        year = report_year(day)
        key = (table, year, epoch(day), groups)
        if key not in self.known:
            self.known[key] = [
                (code, unit)
                for code, unit in self.units.by_code.items()
                if unit.group in groups
                and unit.active(day)
                and self.filing.sends(table, year, code)
            ]
        return self.known[key]

    def present(self, group: str, day: date) -> list[Unit]:
        """Return all units of a group that exist on a day."""
        key = ("", 0, epoch(day), (group,))
        if key not in self.known:
            self.known[key] = [
                (code, unit)
                for code, unit in self.units.by_code.items()
                if unit.group == group and unit.active(day)
            ]
        return [unit for _, unit in self.known[key]]


def make_world(province: Province, book: Book) -> World:
    """Write the registry tables and return what the logs need."""
    geography = make_areas(province, book)
    units = make_units(province, book, geography)
    return World(
        province=province,
        book=book,
        geography=geography,
        units=units,
        channels=make_channels(province, book, units, geography),
        schools=make_schools(province, book, geography),
        policies=make_policies(province, book),
        filing=make_filing(province, units),
        shelf=Shelf(province, book),
    )
