"""Survey waves: stratified samples of schools, communes and firms; one non-probability wave."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.demo.answers import answer
from gdnn_analysis.demo.questions import questionnaire, write_questions
from gdnn_analysis.demo.samples import WAVES, Cluster, Wave, draw_sample
from gdnn_analysis.demo.world import World

_FRAMES: Final = {
    "hs9": "Danh sách trường có lớp 9, chọn theo tỷ lệ quy mô; một lớp mỗi trường",
    "ph9": "Phụ huynh của học sinh trong mẫu lớp 9",
    "hs12": "Danh sách trường có lớp 12, chọn theo tỷ lệ quy mô; một lớp mỗi trường",
    "dan": "Danh sách xã, phường, thị trấn; chọn hộ ngẫu nhiên có hệ thống",
    "dn": "Danh sách doanh nghiệp đang hoạt động, phân tầng theo quy mô",
    "gv": "Phiếu trực tuyến tự nguyện",
}
_AGES: Final = {
    "hs9": ("duoi15", "duoi15", "15_17"),
    "hs12": ("15_17", "18_24", "15_17"),
    "ph9": ("35_49", "35_49", "50p", "25_34"),
    "dan": ("18_24", "25_34", "35_49", "35_49", "50p"),
    "gv": ("25_34", "35_49", "50p"),
}


def make_surveys(world: World) -> None:
    """Write all survey tables."""
    samples: dict[str, list[Cluster]] = {}
    written: set[str] = set()
    for wave in WAVES:
        version = f"{wave.population.upper()}-{wave.version}"
        if world.province.is_first and version not in written:
            written.add(version)
            write_questions(world.book, wave.population, wave.version, version)
        clusters = draw_sample(world, wave, samples)
        samples[wave.code] = clusters
        people, women = _write_responses(world, wave, clusters)
        _write_wave(world, wave, version, people)
        if wave.design != "phi_xac_suat":
            _write_margins(world, wave, clusters, women)
    _write_entry_survey(world)


def _write_wave(world: World, wave: Wave, version: str, people: int) -> None:
    weighted = wave.design != "phi_xac_suat"
    world.book.add(
        "survey_waves",
        "surveys/survey_waves.csv",
        {
            "wave_id": world.province.id(wave.code),
            "population": wave.population,
            "fieldwork_from": wave.first,
            "fieldwork_to": wave.last,
            "mode": wave.mode,
            "design": wave.design,
            "frame_vi": _FRAMES[wave.population],
            "questionnaire_version": version,
            "n_invited": people * 23 // 20,
            "weight_method": "Nghịch đảo xác suất chọn, hiệu chỉnh không trả lời"
            if weighted
            else None,
            "comparable_with": (world.province.id(wave.before),) if wave.before else (),
        },
    )


def _write_responses(world: World, wave: Wave, clusters: list[Cluster]) -> tuple[int, int]:
    """Write the answers of a wave, one column per question.

    Returns
    -------
    tuple
        How many people answered, and what the weights of the women among them add up to.
    """
    chance = world.province.chance(f"answers/{wave.code}")
    questions = questionnaire(wave.population, wave.version)
    owner = np.repeat(np.arange(len(clusters)), [one.people for one in clusters])
    people = len(owner)
    girls = chance.whole(0, 999, people) < 492
    effects = np.array([one.effect - (25 if one.urban == "nt" else 0) for one in clusters])
    shifts = effects[owner] - np.where(girls, 18, 0)
    given, unfinished = answer(chance, questions, shifts, second_wave=wave.before != "")
    firm = wave.population == "dn"

    def per_cluster(values: list[str]) -> np.ndarray:
        return np.array(values, dtype=object)[owner]

    wave_id = world.province.id(wave.code)
    ids = [f"{wave_id}-{number:04d}" for number in range(1, people + 1)]
    columns: dict[str, object] = {
        "resp_id": ids,
        "wave_id": wave_id,
        "status": np.where(unfinished, "mot_phan", "hoan_thanh"),
    }
    if wave.design != "phi_xac_suat":
        columns["stratum"] = per_cluster([one.stratum for one in clusters])
        columns["psu_id"] = ids if firm else per_cluster([one.psu for one in clusters])
        columns["fpc"] = per_cluster([str(one.total) for one in clusters])
    columns["weight"] = per_cluster(
        [f"{one.weight // 100}.{one.weight % 100:02d}" for one in clusters]
    )
    if not firm:
        if wave.population != "gv":
            columns["area_id"] = per_cluster([one.area for one in clusters])
            columns["urban_rural"] = per_cluster([one.urban for one in clusters])
        columns["sex"] = np.where(girls, "nu", "nam")
        ages = np.array(_AGES[wave.population], dtype=object)
        columns["age_group"] = ages[chance.whole(0, len(ages) - 1, people)]
    frame = pd.DataFrame(columns | given)
    world.book.add_block("survey_responses", f"surveys/survey_responses__{wave.code}.csv", frame)
    weights = np.array([one.weight for one in clusters])[owner]
    return people, int(weights[girls].sum()) // 100


def _write_margins(world: World, wave: Wave, clusters: list[Cluster], women: int) -> None:
    """Write the population by stratum, for pupils and adults also by sex.

    The institute that drew the sample has fitted the weights to these figures: up to roundings
    they are what the weights add up to.
    """
    totals: dict[str, int] = {}
    for cluster in clusters:
        people = totals.get(cluster.stratum, 0) + cluster.weight * cluster.people
        totals[cluster.stratum] = people
    counts = {stratum: total // 100 for stratum, total in totals.items()}
    if wave.population == "dn":
        counts = {cluster.stratum: cluster.total for cluster in clusters}
    margins = {("stratum", stratum): count for stratum, count in counts.items()}
    if wave.population != "dn":
        everybody = sum(counts.values())
        margins |= {("sex", "nam"): everybody - women, ("sex", "nu"): women}
    for (variable, category), count in margins.items():
        world.book.add(
            "survey_margins",
            "surveys/survey_margins.csv",
            {
                "wave_id": world.province.id(wave.code),
                "variable": variable,
                "category": category,
                "pop_count": count,
                "source": "Thống kê năm học, dân số (hư cấu)",
            },
        )


_ENTRY_SOURCES: Final = {
    "bao_chi": (90, 14),
    "mxh_cs": (410, 130),
    "mxh_nn": (120, 18),
    "web": (260, 70),
    "su_kien": (330, 150),
    "gv_pt": (380, 160),
    "gia_dinh": (470, 240),
    "ban_be": (300, 90),
    "dn": (70, 20),
    "an_pham": (150, 22),
    "loa_xa": (60, 7),
    "pa_no": (80, 9),
    "khac": (50, 10),
}
"""Thousandths of new entrants who name a source, and for whom it decided."""


def _write_entry_survey(world: World) -> None:
    chance = world.province.chance("entry_survey")
    for year in range(2022, 2026):
        for code in ("CDN-01", "CDN-02", "CDN-03", "CDN-04", "TCN-01", "TTG-01"):
            asked = chance.between(131, 389)
            for source, (named, main) in _ENTRY_SOURCES.items():
                n_named = asked * named * chance.between(800, 1200) // 1_000_000
                n_main = min(n_named, asked * main * chance.between(880, 1050) // 1_000_000)
                world.book.add(
                    "entry_survey",
                    "surveys/entry_survey.csv",
                    {
                        "year": year,
                        "vet_unit_id": world.units[code].unit_id,
                        "source_code": source,
                        "n_named": n_named,
                        "n_main": n_main,
                        "n_asked": asked,
                    },
                )
