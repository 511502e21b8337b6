"""How many works each year has: chosen so that the five years show different verdicts.

=====  ====================================================================================
2021   below 180 under A and B, above under C, but not since 13/9: depends on the reading
2022   180 reached under reading C only
2023   180 reached under every reading and filter, verified
2024   clearly missed although every unit filed
2025   below 180, but a fifth of the units did not file: no conclusion
=====  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.channel_list import Channel
from gdnn_analysis.demo.press_room import NOT_DIGITAL, PressRoom
from gdnn_analysis.demo.titles import policy_number
from gdnn_analysis.demo.works import Work
from gdnn_analysis.demo.years import LAST_DAY, PLAN_START, first_day, last_day, report_year


@dataclass(frozen=True)
class YearPlan:
    """Works of a year.

    Attributes
    ----------
    counts
        Works by class of their first channel (A, B, C; X is counted by no reading).
    since_plan
        Of those of 2021, how many from 13/9 on.
    declared
        How many are self-declared only.
    not_digital
        How many have no digital copy.
    refused
        Works whose claim was refused or not looked at.
    other
        Works of type ``khac``, which never count.
    paper
        Leaflets without a digital copy, which filter S1 leaves out.
    """

    counts: Mapping[str, int]
    declared: int
    not_digital: int
    since_plan: Mapping[str, int]
    refused: int = 4
    other: int = 1
    paper: int = 2


PLANS: Final[Mapping[int, YearPlan]] = {
    2021: YearPlan(
        {"A": 101, "B": 26, "C": 56, "X": 6}, 40, 20, {"A": 58, "B": 12, "C": 24, "X": 2}
    ),
    2022: YearPlan({"A": 90, "B": 52, "C": 46, "X": 8}, 16, 12, {}),
    2023: YearPlan({"A": 186, "B": 36, "C": 56, "X": 8}, 12, 8, {}),
    2024: YearPlan({"A": 54, "B": 30, "C": 30, "X": 6}, 20, 9, {}),
    2025: YearPlan({"A": 74, "B": 34, "C": 36, "X": 6}, 40, 10, {}),
}
POLICY_SHARE: Final = 6
"""One work in this many explains a document."""


def make_year(room: PressRoom, year: int) -> None:
    """Make the ordinary works of a year."""
    plan = PLANS[year]
    made: list[Work] = []
    for klass, count in plan.counts.items():
        late = plan.since_plan.get(klass, 0)
        for number in range(count):
            first, last = _span(year, number < late)
            channel, day = room.find_day(klass, first, last)
            made.append(room.make(channel, day))
    _sure_cells(room, year)
    _mark(room, made, plan)
    _explain_policies(room, made)
    _add_uncounted(room, plan, year)


def _span(year: int, since_plan: bool) -> tuple[date, date]:
    if year > 2021:
        return first_day(year), last_day(year)
    if since_plan:
        return PLAN_START, last_day(year)
    return first_day(year), PLAN_START - timedelta(days=1)


def _sure_cells(room: PressRoom, year: int) -> None:
    """Make the verified works that decide annex rows I.1, I.2 and II for both lead groups."""
    first, last = date(year, 3, 1), date(year, 11, 20)
    for number in range(2):
        for row in ("station", "press", "site"):
            for group in ("lead", "vet"):
                channel, day = room.find_day_on(_channels(room, row, group, number), first, last)
                lead = room.world.units.lead(day)
                vet = room.world.units["CDN-01" if number == 0 else "CDN-02"]
                room.make(channel, day, author=lead if group == "lead" else vet)


def _channels(room: PressRoom, row: str, group: str, number: int) -> list[Channel]:
    codes = {
        "station": ("THDL", "THVH"),
        "press": ("BDL-DT", "BVH-DT"),
        "site": ("TRANG-SLDTBXH", "TRANG-SGDDT", "TRANG-SGDDT-VH"),
    }[row]
    if row == "site" and group == "vet":
        codes = (f"WEB-CDN-{number + 1:02d}",)
    return [room.world.channels[code] for code in codes]


def _mark(room: PressRoom, made: list[Work], plan: YearPlan) -> None:
    """Mark works as self-declared or without a digital copy, exactly as many as planned."""
    counted = [work for work in made if work.first.channel.klass != "X"]
    for work in room.chance.sample(counted, plan.declared):
        for report in work.rows:
            report.verification = "tu_khai"
    analogue = [work for work in made if work.first.channel.channel_type in NOT_DIGITAL]
    for work in room.chance.sample(analogue, plan.not_digital):
        work.digital = False


def _explain_policies(room: PressRoom, made: list[Work]) -> None:
    """Let one work in six explain a document issued up to about a year before."""
    for work in made[::POLICY_SHARE]:
        day = work.first.day
        recent = [
            policy
            for policy in room.world.policies
            if timedelta(days=3) <= day - policy.issued_on <= timedelta(days=420)
            # the last document of each year that must be communicated is left uncovered
            and not policy.policy_id.endswith("-5")
        ]
        if not recent:
            continue
        policy = room.chance.pick(recent)
        school = work.author if work.author.group == "CSGDNN" else room.world.units["CDN-01"]
        number = policy_number(policy.policy_id, policy.issued_on)
        room.rename(work, room.titles.about_policy(number, school.name))
        work.policies = (policy.policy_id,)
        work.depth = room.chance.weighted({"toan_van": 4, "mot_phan": 4, "trich_dan": 2})


def _add_uncounted(room: PressRoom, plan: YearPlan, year: int) -> None:
    """Add works that never count: refused claims, type ``khac``, paper leaflets, withdrawn rows."""
    chance = room.chance
    for number in range(plan.refused):
        work = _somewhere(room, year)
        for report in work.rows:
            report.verification = "bac" if number % 2 == 0 else "chua"
    for _ in range(plan.other):
        _somewhere(room, year).item_type = "khac"
    for _ in range(plan.paper):
        work = _somewhere(room, year)
        work.item_type, work.digital = "an_pham_so", False
    for _ in range(2):
        work = _somewhere(room, year)
        for report in work.rows:
            report.cancelled = True
    for work in chance.sample([one for one in room.works if _of(one, year)], 2):
        work.correction = chance.weighted({"dinh_chinh": 4, "cai_chinh": 2, "go_bo": 1})


def _somewhere(room: PressRoom, year: int) -> Work:
    klass = room.chance.weighted({"A": 1, "B": 1, "C": 2})
    channel, day = room.find_day(klass, date(year, 2, 1), min(date(year, 11, 30), LAST_DAY))
    return room.make(channel, day)


def _of(work: Work, year: int) -> bool:
    return report_year(work.first.day) == year and work.claimed
