"""DQ-18: straight-lining and missing weights."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned

ITEMS = ["TD1", "TD2", "TD3", "TD4", "TD5"]


def wave(wave_id="W1", design="xs_phan_tang_cum", version="1"):
    return {
        "wave_id": wave_id,
        "population": "hs9",
        "fieldwork_from": "2023-03-01",
        "fieldwork_to": "2023-03-31",
        "mode": "giay_tai_lop",
        "design": design,
        "questionnaire_version": version,
    }


def questions(items=ITEMS, reverse=("TD4",), kind="thang5", version="1"):
    return [
        {
            "question_id": item,
            "questionnaire_version": version,
            "construct": "thai_do",
            "text_vi": f"Câu {item}",
            "answer_type": kind,
            "reverse": "có" if item in reverse else "không",
        }
        for item in items
    ]


def answered(answers, resp_id="R1", weight="1,5", **changes):
    row = {"resp_id": resp_id, "wave_id": "W1", "status": "hoan_thanh", "weight": weight}
    return row | dict(zip(ITEMS, answers, strict=False)) | changes


def surveyed(*rows, asked=None, waves=None):
    tables = {
        "survey_waves": waves or [wave()],
        "survey_questions": questions() if asked is None else asked,
        "survey_responses": list(rows),
    }
    return warned("DQ-18", tables)


def test_one_answer_to_every_item_is_told():
    (issue,) = surveyed(answered("44444")).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (2, "TD1", "4 × 5")
    assert issue["severity"] == "canh_bao"


@pytest.mark.parametrize("answers", ["44445", "54444", "44454"])
def test_one_other_answer_is_enough(answers):
    assert surveyed(answered(answers)).empty


def test_without_a_reversed_item_agreement_may_be_meant():
    assert surveyed(answered("44444"), asked=questions(reverse=())).empty


def test_four_items_are_too_few():
    assert surveyed(answered("4444"), asked=questions(ITEMS[:4])).empty


@pytest.mark.parametrize("blank", ["", "8", "9"])
def test_blanks_and_refusals_are_no_answers(blank):
    assert surveyed(answered(["4", "4", "4", "4", blank])).empty
    assert surveyed(answered([blank] * 5)).empty


def test_the_reversed_item_itself_must_be_answered():
    asked = questions([*ITEMS, "TD6"])
    assert surveyed(answered(["4", "4", "4", "", "4"], TD6="4"), asked=asked).empty
    assert len(surveyed(answered(["4", "", "4", "4", "4"], TD6="4"), asked=asked)) == 1


def test_other_kinds_of_questions_are_no_scale():
    assert surveyed(answered("22222"), asked=questions(kind="mot")).empty


def test_only_interviews_are_looked_at():
    assert surveyed(answered("44444", status="loai", weight="")).empty


def test_questions_of_another_version_do_not_matter():
    asked = questions(version="2")
    assert surveyed(answered("44444"), asked=asked).empty


def test_a_question_named_like_a_field_is_no_scale():
    asked = questions([*ITEMS, "weight"])
    assert surveyed(answered("44445"), asked=asked).empty


def test_missing_weights_are_told_once_per_wave():
    rows = [answered("12345", f"R{at}", weight="" if at % 2 else "2") for at in range(1, 6)]
    (issue,) = surveyed(*rows).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (2, "weight", "W1: 3/5")


@pytest.mark.parametrize("design", ["tong_dieu_tra", "phi_xac_suat"])
def test_other_designs_need_no_weights(design):
    assert surveyed(answered("12345", weight=""), waves=[wave(design=design)]).empty


def test_without_the_tables_nothing_is_told():
    assert warned("DQ-18", {}).empty
    assert warned("DQ-18", {"survey_waves": [wave()]}).empty
