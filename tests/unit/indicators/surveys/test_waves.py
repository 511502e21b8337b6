"""Waves of surveys: which year, which order, what their design allows (RL-38, R12)."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.surveys.waves import all_waves, waves_of
from tests.survey_worlds import question, surveys, wave, wave_of
from tests.worlds import inputs_of


def waves_in(year: int, *waves, **choices):
    data = surveys(list(waves), [question()], [])
    return [one.id for one in waves_of(inputs_of(data, year, **choices))]


def ended(day: str, wave_id: str = "HS9-2023"):
    return wave(wave_id, fieldwork_from="2022-01-01", fieldwork_to=day)


@pytest.mark.parametrize(
    ("day", "window", "year"),
    [
        ("2022-12-14", "nd09", 2022),
        ("2022-12-15", "nd09", 2023),
        ("2022-12-31", "calendar", 2022),
        ("2023-01-01", "calendar", 2023),
    ],
)
def test_a_wave_belongs_to_the_year_its_fieldwork_ends_in(day, window, year):
    for asked in (2022, 2023):
        found = waves_in(asked, ended(day), window=window)
        assert found == (["HS9-2023"] if asked == year else [])


def test_the_start_of_fieldwork_does_not_decide():
    long = wave(fieldwork_from="2022-11-01", fieldwork_to="2023-01-20")
    assert waves_in(2022, long) == []
    assert waves_in(2023, long) == ["HS9-2023"]


def test_waves_are_ordered_by_population_then_end_then_name():
    given = [
        wave("DN-2022"),
        wave("DAN-2021"),
        wave("HS9-2023b"),
        wave("HS9-2023a"),
        wave("HS9-2021"),
        wave("PH9-2020"),
    ]
    data = surveys(given, [question()], [])
    found = [one.id for one in all_waves(data)]
    assert found == ["HS9-2021", "HS9-2023a", "HS9-2023b", "PH9-2020", "DAN-2021", "DN-2022"]


@pytest.mark.parametrize(
    ("design", "by_chance", "estimated"),
    [
        ("xs_phan_tang_cum", True, True),
        ("xs_don_gian", True, True),
        ("tong_dieu_tra", True, False),
        ("phi_xac_suat", False, False),
    ],
)
def test_volunteers_stand_for_nobody_and_a_full_count_has_no_sampling_error(
    design, by_chance, estimated
):
    found = wave_of(surveys([wave(design=design)], [question()], []))
    assert (found.by_chance, found.estimated) == (by_chance, estimated)


def test_what_a_wave_tells_and_leaves_blank():
    told = wave(n_invited=120, weight_method="Nghịch đảo", comparable_with="HS9-2022;HS9-2021")
    data = surveys([told, wave("HS9-2022"), wave("HS9-2021")], [question()], [])
    found, silent = wave_of(data), wave_of(data, "HS9-2022")
    assert (found.invited, found.weight_method) == (120, "Nghịch đảo")
    assert found.comparable_with == ("HS9-2022", "HS9-2021")
    assert (silent.invited, silent.weight_method, silent.comparable_with) == (None, "", ())
