"""The account of the surveys of a year: what presenters print beside the figures."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from gdnn_analysis.indicators.surveys.account import (
    CHANGE_COLUMNS,
    ITEM_COLUMNS,
    REFUSED_COLUMNS,
    SAMPLE_COLUMNS,
    SCALE_COLUMNS,
    SurveyAccount,
)
from gdnn_analysis.indicators.surveys.telling import join_accounts, survey_account
from tests.survey_worlds import clusters, people, question, scale, surveys, wave
from tests.worlds import inputs_of

ATTITUDES = [
    scale("TD1", dk_codes="8", refusal_codes="9"),
    scale("TD2", reverse=True),
    scale("TD3"),
    scale("TD4", reverse=True),
]


def account(*, waves=None, questions=None, responses=(), year=2023, **tables) -> SurveyAccount:
    data = surveys(waves or [wave()], questions or [question()], list(responses), **tables)
    return survey_account(inputs_of(data, year))


def sample(**given):
    (row,) = account(**given).samples.to_dict("records")
    return row


def test_every_table_has_its_columns_even_without_rows():
    for found in (account(), account(year=2021)):
        assert tuple(found.samples.columns) == SAMPLE_COLUMNS
        assert tuple(found.items.columns) == ITEM_COLUMNS
        assert tuple(found.scales.columns) == SCALE_COLUMNS
        assert tuple(found.changes.columns) == CHANGE_COLUMNS
        assert tuple(found.not_compared.columns) == REFUSED_COLUMNS
    assert account().held
    assert not account(year=2021).held


def test_interviews_are_counted_by_their_outcome():
    rows = people(5, "a", NB1="1") + people(2, "b", status=None, NB1="1")
    rows += people(3, "c", status="mot_phan", NB1="1") + people(4, "e", status="tu_choi")
    rows += people(1, "g", weight=None, NB1="1")
    found = sample(waves=[wave(n_invited=20)], responses=rows)
    counts = {name: found[name] for name in ("n_completed", "n_partial", "n_other", "n_used")}
    assert counts == {"n_completed": 8, "n_partial": 3, "n_other": 4, "n_used": 10}
    assert found["n_invited"] == 20
    assert found["response_rate"] == pytest.approx(55)


def test_nobody_knows_the_response_rate_without_the_number_invited():
    assert sample(responses=people(5, "a", NB1="1"))["response_rate"] is None


def test_the_wave_is_told_as_it_was_held():
    found = sample(responses=people(2, "a", NB1="1"))
    assert (found["population"], found["design"], found["mode"]) == (
        "hs9",
        "xs_don_gian",
        "giay_tai_lop",
    )
    assert (found["fieldwork_from"], found["fieldwork_to"]) == (
        date(2023, 3, 6),
        date(2023, 3, 24),
    )
    assert (found["questionnaire_version"], found["probability"]) == ("V1", True)


def test_strata_clusters_and_degrees_of_freedom_of_a_sample():
    rows = clusters([(3, 2), (1, 1)], "p", stratum="T1")
    rows += clusters([(2, 2), (1, 3), (2, 1)], "q", stratum="T2", weight=3)
    found = sample(waves=[wave(design="xs_phan_tang_cum")], responses=rows)
    assert (found["strata"], found["clusters"], found["degf"]) == (2, 5, 3)
    weights = np.array([1.0] * 7 + [3.0] * 11)
    assert found["weight_effect"] == pytest.approx(1 + weights.var() / weights.mean() ** 2)
    assert found["largest_weight"] == pytest.approx(1)
    assert found["weighting"] == "cho_san"


def test_the_largest_weight_is_told_over_the_median():
    rows = people(3, "a", weight=2, NB1="1") + people(1, "b", weight=9, NB1="1")
    assert sample(responses=rows)["largest_weight"] == pytest.approx(4.5)


@pytest.mark.parametrize("design", ["phi_xac_suat", "tong_dieu_tra"])
def test_without_a_sampling_error_no_design_is_told(design):
    rows = people(4, "a", weight=None, NB1="1")
    found = sample(waves=[wave(design=design)], responses=rows)
    assert [found[name] for name in ("strata", "clusters", "degf")] == [None] * 3
    assert (found["weighting"], found["weight_effect"]) == ("bang_nhau", 1)
    assert found["probability"] is (design == "tong_dieu_tra")


def test_a_wave_without_interviews_is_told_without_figures():
    found = sample(responses=people(3, "a", status="tu_choi"))
    assert (found["n_other"], found["n_used"]) == (3, 0)
    for name in ("strata", "clusters", "degf", "weight_effect", "largest_weight"):
        assert found[name] is None


def test_raking_and_what_could_not_be_done_are_told():
    rows = people(10, "a", sex="nam", NB1="1") + people(10, "b", sex="nu", NB1="1")
    margins = [
        {"wave_id": "HS9-2023", "variable": "sex", "category": name, "pop_count": count}
        for name, count in (("nam", 15), ("nu", 5))
    ]
    odd = [{"wave_id": "HS9-2023", "variable": "tuoi", "category": "15", "pop_count": 20}]
    found = sample(responses=rows, survey_margins=margins + odd)
    assert (found["weighting"], found["margins_gap"]) == ("hieu_chinh", pytest.approx(100))
    (note,) = found["notes"]
    assert "tuoi" in note


STRAIGHT = {"TD1": "3", "TD2": "3", "TD3": "3", "TD4": "3"}


def test_one_answer_to_a_scale_that_turns_round_is_counted():
    rows = people(2, "a", **STRAIGHT) + people(3, "b", TD1="4", TD2="2", TD3="4", TD4="2")
    rows += people(1, "c", status="tu_choi", **STRAIGHT)
    assert sample(questions=ATTITUDES, responses=rows)["straight_lined"] == 2


@pytest.mark.parametrize("questions", [ATTITUDES[:3], [ATTITUDES[0], ATTITUDES[2]], [question()]])
def test_short_scales_and_scales_that_run_one_way_cannot_tell(questions):
    rows = people(5, "a", **STRAIGHT, NB1="1")
    asked = [*questions, question("XX1"), *(q for q in ATTITUDES if q not in questions)]
    version = [{**q, "questionnaire_version": "V2"} for q in asked if q not in questions]
    found = sample(questions=[*questions, *version], responses=rows)
    assert found["straight_lined"] is None


def test_waves_are_told_by_population_and_end():
    waves = [wave("DN-2023"), wave("HS9-2023b", fieldwork_to="2023-06-01"), wave("HS9-2023a")]
    found = account(waves=waves).samples
    assert found["wave_id"].tolist() == ["HS9-2023a", "HS9-2023b", "DN-2023"]


# -- answers to the attitude scale ---------------------------------------------------------------


def test_answers_are_shares_as_printed_with_dont_know_and_without_refusals():
    rows = people(30, "a", weight=2, TD1="4") + people(20, "b", weight=1, TD1="1")
    rows += people(20, "c", weight=1, TD1="8") + people(10, "e", TD1="9") + people(5, "g")
    items = account(questions=[ATTITUDES[0]], responses=rows).items
    assert items["code"].tolist() == ["1", "2", "3", "4", "5", "8"]
    assert items["value"].tolist() == pytest.approx([20, 0, 0, 60, 0, 20])
    assert items["value"].sum() == pytest.approx(100)
    assert items["kind"].tolist() == ["muc"] * 5 + ["khong_biet"]
    assert items["place"].tolist()[:5] == [1, 2, 3, 4, 5]
    assert np.isnan(items["place"].tolist()[5])
    assert set(items["n"]) == {70}
    assert items["label"].tolist()[:2] == ["Rất không đồng ý", "Không đồng ý"]
    inside = items[items["code"].eq("4")].iloc[0]
    assert inside["ci_low"] < 60 < inside["ci_high"]


def test_reversed_items_stand_as_printed():
    rows = people(30, "a", TD1="5", TD2="1") + people(10, "b", TD1="1", TD2="5")
    items = account(questions=ATTITUDES[:2], responses=rows).items.set_index(
        ["question_id", "code"]
    )
    assert items.loc[("TD2", "1"), "value"] == pytest.approx(75)
    assert bool(items.loc[("TD2", "1"), "reverse"]) is True
    assert bool(items.loc[("TD1", "5"), "reverse"]) is False


def test_items_nobody_answered_and_other_constructs_are_not_told():
    rows = people(30, "a", TD1="5", NB1="1", TD3="9")
    asked = [question(), ATTITUDES[0], scale("TD3", refusal_codes="9")]
    items = account(questions=asked, responses=rows).items
    assert set(items["question_id"]) == {"TD1"}


def test_volunteers_answers_have_no_interval():
    found = account(
        waves=[wave(design="phi_xac_suat")],
        questions=ATTITUDES[:2],
        responses=people(20, "a", TD1="5", TD2="1") + people(20, "b", TD1="2", TD2="5"),
    )
    assert found.items["ci_low"].isna().all()
    (line,) = found.scales.to_dict("records")
    assert line["index"] == pytest.approx((100 + 12.5) / 2)
    assert [line["index_low"], line["index_high"]] == [None, None]


# -- the scale -----------------------------------------------------------------------------------


def test_the_scale_is_told_with_its_reliability_and_mean():
    rows = people(20, "a", weight=3, TD1="5", TD2="1", TD3="5")
    rows += people(20, "b", weight=1, TD1="2", TD2="4", TD3="3")
    (line,) = account(questions=ATTITUDES[:3], responses=rows).scales.to_dict("records")
    assert (line["items"], line["n"], line["usable"]) == (3, 40, True)
    assert line["index"] == pytest.approx((3 * 100 + 100 * 4 / 12) / 4)
    assert line["index_low"] < line["index"] < line["index_high"]
    assert line["alpha_low"] <= line["alpha"] <= line["alpha_high"]


def test_a_poor_scale_is_told_as_not_usable():
    rows = people(10, "a", TD1="5", TD2="2", TD3="3") + people(10, "b", TD1="4", TD2="4", TD3="5")
    rows += people(10, "c", TD1="2", TD2="3", TD3="1") + people(10, "e", TD1="4", TD2="2", TD3="5")
    (line,) = account(questions=ATTITUDES[:3], responses=rows).scales.to_dict("records")
    assert line["usable"] is False
    assert line["alpha"] == pytest.approx(0.543, abs=0.001)


def test_without_attitude_items_there_is_no_scale():
    assert account(responses=people(5, "a", NB1="1")).scales.empty


# -- changes and refusals --------------------------------------------------------------------------

PAIR = [wave("HS9-2022"), wave(comparable_with="HS9-2022")]
RISE = (
    people(30, "a", "HS9-2022", NB1="1")
    + people(70, "b", "HS9-2022", NB1="2")
    + people(55, "a", NB1="1")
    + people(45, "b", NB1="2")
)


def test_a_change_is_told_in_percent_and_points():
    found = account(waves=PAIR, questions=[question(trend_id="t", core=True)], responses=RISE)
    (line,) = found.changes.to_dict("records")
    assert (line["wave_from"], line["wave_to"], line["population"]) == (
        "HS9-2022",
        "HS9-2023",
        "hs9",
    )
    assert (line["trend_id"], line["question_id"], line["construct"]) == ("t", "NB1", "nhan_biet")
    assert (line["core"], line["overlap"], line["finding"]) == (True, "doc_lap", "tang")
    assert (line["value_from"], line["value_to"], line["change"]) == pytest.approx((30, 55, 25))
    assert (line["n_from"], line["n_to"], line["df"]) == (100, 100, 198)
    assert line["low_from"] < 30 < line["high_from"] < line["low_to"] < 55 < line["high_to"]
    assert line["ci_low"] == pytest.approx(11.59432422)
    assert line["ci_high"] == pytest.approx(38.40567578)
    assert line["se"] == pytest.approx(6.79794978005)
    assert line["p_value"] == pytest.approx(0.0003033033, rel=1e-6)
    assert line["p_holm"] == line["p_value"]
    assert found.not_compared.empty


def test_exploratory_questions_have_no_corrected_p():
    found = account(waves=PAIR, questions=[question(trend_id="t")], responses=RISE)
    (line,) = found.changes.to_dict("records")
    assert line["core"] is False
    assert line["p_holm"] is None


def test_clusters_visited_again_are_told():
    waves = [{**one, "design": "xs_phan_tang_cum"} for one in PAIR]
    rows = clusters([(4, 8), (6, 6), (2, 10)], "p", "HS9-2022")
    rows += clusters([(6, 6), (9, 3), (4, 8)], "p")
    found = account(waves=waves, questions=[question(trend_id="t")], responses=rows)
    assert found.changes["overlap"].tolist() == ["cum"]


def test_what_was_not_compared_is_told_with_its_reason():
    waves = [PAIR[0], {**PAIR[1], "mode": "truc_tuyen"}]
    found = account(waves=waves, questions=[question(trend_id="t")], responses=RISE)
    assert found.changes.empty
    assert found.not_compared.to_dict("records") == [
        {
            "wave_from": "HS9-2022",
            "wave_to": "HS9-2023",
            "trend_id": "",
            "reason": "khác cách phỏng vấn",
        }
    ]


# -- several years ---------------------------------------------------------------------------------


def test_accounts_of_several_years_stand_one_below_the_other():
    data = surveys(PAIR, [question(trend_id="t")], RISE)
    parts = [survey_account(inputs_of(data, year)) for year in range(2021, 2026)]
    found = join_accounts(parts)
    assert found.samples["wave_id"].tolist() == ["HS9-2022", "HS9-2023"]
    assert found.samples.index.tolist() == [0, 1]
    assert found.changes["trend_id"].tolist() == ["t"]
    assert tuple(found.items.columns) == ITEM_COLUMNS


def test_years_without_surveys_join_to_an_account_without_surveys():
    data = surveys(PAIR, [question(trend_id="t")], RISE)
    found = join_accounts([survey_account(inputs_of(data, year)) for year in (2020, 2021)])
    assert not found.held
    assert tuple(found.samples.columns) == SAMPLE_COLUMNS
