"""Samples of the survey waves: schools and communes in strata, firms by size, volunteers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.schools import School, school_year_of
from gdnn_analysis.demo.world import World


@dataclass(frozen=True)
class Wave:
    """One wave.

    Attributes
    ----------
    code, population
        Id (without prefix) and code of list POP.
    first, last
        Fieldwork.
    mode, design
        Codes of lists MODE and DESIGN.
    version
        1 for the first, 2 for the second questionnaire.
    before
        Wave it can be compared with.
    """

    code: str
    population: str
    first: date
    last: date
    mode: str
    version: int
    design: str = "xs_phan_tang_cum"
    before: str = ""


@dataclass(frozen=True)
class Cluster:
    """A sampled school, commune or firm stratum.

    Attributes
    ----------
    stratum, psu
        Labels; a blank `psu` makes every respondent a cluster of its own.
    total
        Clusters of the stratum in the population.
    people
        Respondents.
    weight
        Hundredths of the weight of each of them.
    """

    stratum: str
    psu: str
    total: int
    people: int
    weight: int
    area: str
    urban: str
    effect: int


WAVES: Final = (
    Wave("HS9-2022", "hs9", date(2022, 3, 7), date(2022, 3, 25), "giay_tai_lop", 1),
    Wave(
        "HS9-2025",
        "hs9",
        date(2025, 3, 10),
        date(2025, 3, 28),
        "giay_tai_lop",
        2,
        before="HS9-2022",
    ),
    Wave("PH9-2022", "ph9", date(2022, 3, 14), date(2022, 4, 1), "giay_tai_lop", 1),
    Wave(
        "PH9-2025",
        "ph9",
        date(2025, 3, 17),
        date(2025, 4, 4),
        "giay_tai_lop",
        2,
        before="PH9-2022",
    ),
    Wave("HS12-2023", "hs12", date(2023, 3, 6), date(2023, 3, 24), "giay_tai_lop", 1),
    Wave(
        "HS12-2025",
        "hs12",
        date(2025, 3, 10),
        date(2025, 3, 28),
        "giay_tai_lop",
        2,
        before="HS12-2023",
    ),
    Wave("DAN-2023", "dan", date(2023, 4, 10), date(2023, 4, 28), "truc_tiep", 1),
    Wave("DAN-2025", "dan", date(2025, 4, 7), date(2025, 4, 25), "truc_tiep", 2, before="DAN-2023"),
    Wave("DN-2022", "dn", date(2022, 10, 3), date(2022, 10, 21), "dien_thoai", 1),
    Wave("DN-2024", "dn", date(2024, 10, 7), date(2024, 10, 25), "dien_thoai", 1, before="DN-2022"),
    Wave(
        "GV-2024",
        "gv",
        date(2024, 5, 6),
        date(2024, 5, 17),
        "truc_tuyen",
        1,
        design="phi_xac_suat",
    ),
)
_FIRMS: Final = (("DN-L", 64, 42), ("DN-V", 150, 68), ("DN-N", 420, 96), ("DN-S", 900, 94))
"""Strata of firms: label, firms in the province, firms interviewed."""


def draw_sample(world: World, wave: Wave, samples: dict[str, list[Cluster]]) -> list[Cluster]:
    """Return the sample of a wave."""
    chance = world.province.chance(f"sample/{wave.code}")
    if wave.population == "dn":
        return [
            Cluster(label, "", firms, asked, firms * 100 // asked, "", "", 0)
            for label, firms, asked in _FIRMS
        ]
    if wave.population == "gv":
        return [Cluster("", "", 0, 120, 100, "", "", 0)]
    if wave.population == "ph9":
        # Parents of the pupils asked: the same schools, a little fewer answers.
        pupils = samples[wave.code.replace("PH9", "HS9")]
        return [_with_people(one, one.people * 7 // 9) for one in pupils]
    if wave.population == "dan":
        return _communes(world, chance, samples.get(wave.before, []))
    kind = (9, 5, 30, 6) if wave.population == "hs9" else (12, 6, 25, 3)
    return _schools(world, chance, kind, wave, samples.get(wave.before, []))


def _with_people(cluster: Cluster, people: int) -> Cluster:
    return replace(cluster, people=people, weight=cluster.weight * cluster.people // people)


def _schools(
    world: World,
    chance: Chance,
    kind: tuple[int, int, int, int],
    wave: Wave,
    earlier: Sequence[Cluster],
) -> list[Cluster]:
    """Sample schools in proportion to size; four in five are visited again in the second wave."""
    grade, wanted, people, strata = kind
    school_year = school_year_of(wave.first.year, wave.first.month)
    clusters = []
    for stratum in range(strata):
        frame = [
            school
            for school in world.schools
            if grade in school.grades
            and school.level != "GDNN_GDTX"
            and school.district * strata // 12 == stratum
        ]
        size = sum(school.enrolled(school_year, grade) for school in frame)
        label = f"T{stratum + 1}"
        known = {one.psu: one for one in earlier if one.stratum == label}
        kept = [school for school in frame if school.school_id in known][: wanted - 1]
        fresh = [school for school in frame if school.school_id not in known]
        chosen = kept + _by_size(chance, fresh, grade, school_year, wanted - len(kept))
        for school in chosen:
            asked = people + chance.between(-3, 3)
            before = known.get(school.school_id)
            clusters.append(
                Cluster(
                    label,
                    school.school_id,
                    len(frame),
                    asked,
                    size * 100 // (wanted * asked),
                    world.geography.districts[school.district],
                    "tt" if school.district < 2 else "nt",
                    before.effect if before else chance.between(-70, 70),
                )
            )
    return clusters


def _by_size(
    chance: Chance, frame: list[School], grade: int, school_year: str, wanted: int
) -> list[School]:
    """Return schools drawn one by one in proportion to their pupils."""
    left = {school.school_id: school for school in frame}
    chosen = []
    for _ in range(wanted):
        sizes = {code: school.enrolled(school_year, grade) for code, school in left.items()}
        chosen.append(left.pop(chance.weighted(sizes)))
    return chosen


def _communes(world: World, chance: Chance, earlier: Sequence[Cluster]) -> list[Cluster]:
    """Sample communes in four groups of districts; the second wave asks in the same ones."""
    if earlier:
        return list(earlier)
    clusters = []
    for label, first, last, wanted in (
        ("D1", 0, 1, 7),
        ("D2", 2, 5, 10),
        ("D3", 6, 8, 10),
        ("D4", 9, 11, 10),
    ):
        frame = [one for one in world.geography.old if first <= one.districts[0] <= last]
        adults = 5200 * len(frame) + chance.between(-900, 900)
        for commune in chance.sample(frame, wanted):
            clusters.append(
                Cluster(
                    label,
                    commune.area_id,
                    len(frame),
                    20,
                    adults * 100 // (wanted * 20),
                    commune.area_id,
                    "nt" if commune.name.startswith("Xã") else "tt",
                    chance.between(-60, 60),
                )
            )
    return clusters
