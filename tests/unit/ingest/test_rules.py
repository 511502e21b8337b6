"""Rules between fields and tables: DQ-07, DQ-19, DQ-21."""

from __future__ import annotations

import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.checks import constraints, declared, totals
from tests.unit.ingest.world import event_row, issues_of, only_issue, read


def test_declared_rules_name_fields_of_the_contract():
    tables = contract().tables
    named = [(table, rule.field) for table, rules in declared.DATES.items() for rule in rules]
    named += [(t, r.only[0]) for t, rules in declared.DATES.items() for r in rules if r.only]
    named += list(declared.YEARS.items())
    for pairs in (declared.SPANS, declared.PARTS):
        named += [(t, name) for t, rules in pairs.items() for pair in rules for name in pair]
    named += [*constraints.SHARES, *constraints.SIGNED, *constraints.SCALES]
    named += [(table, name) for table, names in totals.FIGURES.items() for name in names]
    assert [pair for pair in named if pair[1] not in tables[pair[0]]] == []


def with_groups(*groups):
    rows = [{"event_id": "E1", "audience_code": "A1a"} | group for group in groups]
    return read({"events": [event_row()], "event_groups": rows})


def test_a_part_larger_than_its_whole_is_an_error():
    data = with_groups({"sex": "nam", "attendances": 5, "uniques": 6})
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["column"]) == ("DQ-07", "loi", "uniques")
    assert issue["value"] == "6 > 5"


def test_a_part_equal_to_its_whole_or_with_a_missing_whole_is_fine():
    data = with_groups({"sex": "nam", "attendances": 5, "uniques": 5}, {"sex": "nu", "uniques": 6})
    assert data.issues.empty


def test_a_total_beside_its_parts_is_told_and_not_added():
    data = with_groups(
        {"sex": "nam", "attendances": 5},
        {"sex": "nu", "attendances": 7},
        {"sex": "tong", "attendances": 12},
    )
    assert data["event_groups"]["attendances"].sum() == 12
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["row"]) == ("DQ-19", "canh_bao", 4)
    assert data.left_out["event_groups"]["rules"].tolist() == ["DQ-19"]
    assert data.counts.set_index("table").loc["event_groups"].tolist() == [3, 2, 1]


def test_a_total_that_differs_from_its_parts_shows_both():
    data = with_groups(
        {"sex": "nam", "attendances": 5},
        {"sex": "nu", "attendances": 7},
        {"sex": "tong", "attendances": 20},
    )
    assert only_issue(data)["value"] == "20 ≠ 12"
    assert data["event_groups"]["attendances"].sum() == 12


def test_a_total_without_parts_is_used():
    data = with_groups({"sex": "tong", "attendances": 20})
    assert data["event_groups"]["attendances"].tolist() == [20]
    assert data.issues.empty


def test_parts_of_another_key_do_not_replace_a_total():
    data = with_groups(
        {"sex": "tong", "attendances": 20},
        {"sex": "nam", "attendances": 5, "audience_code": "A1b"},
    )
    assert len(data["event_groups"]) == 2


def test_cancelled_parts_do_not_replace_a_total():
    data = with_groups(
        {"sex": "tong", "attendances": 20},
        {"sex": "nam", "attendances": 5, "record_status": "huy"},
    )
    assert "tong" in data["event_groups"]["sex"].tolist()


GRADUATES = {
    "school_year": "2022-2023",
    "level": "THCS",
    "area_id": "AREA-1",
    "school_id": "S1",
    "sex": "tong",
    "graduates": 100,
    "source": "Sở GDĐT",
    "data_status": "chinh_thuc",
}
DESTINATIONS = {
    "school_year": "2022-2023",
    "level": "THCS",
    "area_id": "AREA-1",
    "school_id": "S1",
    "sex": "tong",
    "destination": "THPT",
    "count": 60,
}


def went(graduates, *changes):
    return read(
        {
            "graduates": [GRADUATES | change for change in graduates],
            "destinations": [DESTINATIONS | change for change in changes],
        }
    )


def test_destinations_may_add_up_to_the_graduates():
    assert went([{}], {"count": 60}, {"count": 40, "destination": "LD"}).issues.empty


def test_destinations_above_the_graduates_are_errors():
    data = went([{}], {"count": 60}, {"count": 41, "destination": "LD"})
    found = issues_of(data, rule="DQ-07", severity="loi")
    assert found["row"].tolist() == [2, 3]
    assert set(found["value"]) == {"101"}
    assert data["destinations"].empty


def test_destinations_are_compared_over_both_sexes_when_both_are_known():
    data = went([{}], {"sex": "nam", "count": 60}, {"sex": "nu", "count": 41})
    assert len(issues_of(data, rule="DQ-07")) == 2


def test_destinations_are_not_compared_with_one_sex_only():
    data = went([{"sex": "nam"}], {"sex": "nam", "count": 60}, {"sex": "nu", "count": 60})
    assert issues_of(data, rule="DQ-07").empty


def test_an_area_total_beside_its_schools_is_not_added():
    data = went([{"school_id": "TONG"}, {"school_id": "S1"}, {"school_id": "S2"}], {"count": 1})
    assert data["graduates"]["school_id"].tolist() == ["S1", "S2"]
    assert only_issue(data, table="graduates")["rule"] == "DQ-19"


LINE = {
    "line_id": "D1",
    "year": 2023,
    "unit_id": "TRUONG-A",
    "fund_source": "nsnn_tinh",
    "comms_share": "1",
    "act_id": "PL-I.1",
}
ACTIVITY = {"act_id": "PL-I.1", "is_heading": "không", "name_vi": "Tin, bài trên báo, đài"}


def money(*rows):
    return read(
        {
            "activities": [ACTIVITY],
            "budget_lines": [LINE],
            "budget_transactions": [
                {"txn_id": f"G{place}", "line_id": "D1", "txn_on": "2023-05-20"} | row
                for place, row in enumerate(rows)
            ],
        }
    )


@pytest.mark.parametrize("kind", ["giao", "chi", "quyet_toan"])
def test_money_given_spent_or_settled_is_not_negative(kind):
    issue = only_issue(money({"kind": kind, "amount_vnd": "-1.000.000"}))
    assert (issue["rule"], issue["severity"]) == ("DQ-21", "loi")


def test_an_adjustment_may_be_negative():
    assert money({"kind": "dieu_chinh", "amount_vnd": -5}).issues.empty


def test_a_negative_transfer_is_a_warning():
    issue = only_issue(money({"kind": "chuyen_tiep", "amount_vnd": -5}))
    assert (issue["rule"], issue["severity"]) == ("DQ-21", "canh_bao")


def test_overspending_is_a_warning_and_the_money_stays():
    data = money(
        {"kind": "giao", "amount_vnd": 100},
        {"kind": "chi", "amount_vnd": 60},
        {"kind": "chi", "amount_vnd": 51, "txn_on": "2023-06-20"},
    )
    issue = only_issue(data)
    assert (issue["rule"], issue["severity"], issue["row"]) == ("DQ-07", "canh_bao", 4)
    assert issue["value"] == "111 > 100"
    assert len(data["budget_transactions"]) == 3


def test_a_tenth_above_the_allocation_is_no_overspending():
    assert money(
        {"kind": "giao", "amount_vnd": 100}, {"kind": "chi", "amount_vnd": 110}
    ).issues.empty


def test_survey_answers_are_columns_named_by_questions():
    data = read(
        {
            "survey_waves": [
                {
                    "wave_id": "W1",
                    "population": "hs9",
                    "fieldwork_from": "2023-03-01",
                    "fieldwork_to": "2023-03-31",
                    "mode": "giay_tai_lop",
                    "design": "phi_xac_suat",
                    "questionnaire_version": "1",
                }
            ],
            "survey_questions": [
                {
                    "question_id": "Q1",
                    "questionnaire_version": "1",
                    "construct": "nhan_biet",
                    "text_vi": "Bạn đã nghe nói?",
                    "answer_type": "mot",
                }
            ],
            "survey_responses": [
                {"resp_id": "R1", "wave_id": "W1", "q1": "1;2", "Q9": "x"},
                {"resp_id": "R2", "wave_id": "W1", "q1": "KCS", "Q9": "x"},
            ],
        }
    )
    answers = data["survey_responses"]
    assert answers["Q1"].fillna("").tolist() == ["1;2", ""]
    assert "Q9" not in answers
    assert only_issue(data)["column"] == "Q9"
    assert data.missing["survey_responses"]["reason"].tolist() == ["KCS"]
