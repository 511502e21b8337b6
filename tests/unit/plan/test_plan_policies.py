from __future__ import annotations

#: Documents the plan itself names, with the dates it gives (the Law: its date of passing).
NAMED_IN_THE_PLAN = {
    "74/2014/QH13": "2014-11-27",
    "534/QĐ-LĐTBXH": "2021-05-07",
    "3231/KH-UBND": "2020-09-07",
    "24/CT-TTg": "2020-05-28",
    "91/TB-VP": "2021-08-11",
    "522/QĐ-TTg": "2018-05-14",
    "2410/KH-UBND": "2019-07-19",
}


def test_every_document_the_plan_names_is_listed_with_its_date(rows) -> None:
    dates = {row["number"]: row["issued_on"] for row in rows("policies")}
    assert {number: dates[number] for number in NAMED_IN_THE_PLAN} == NAMED_IN_THE_PLAN


def test_no_document_is_listed_twice_and_none_is_later_than_the_plan(rows) -> None:
    numbers = [row["number"] for row in rows("policies")]
    assert len(numbers) == len(set(numbers))
    assert max(row["issued_on"] for row in rows("policies")) <= "2025-12-31"


def test_ids_carry_the_year_of_issue(rows) -> None:
    assert [
        row["policy_id"]
        for row in rows("policies")
        if row["policy_id"][-4:] != row["issued_on"][:4]
    ] == []


def test_documents_must_be_communicated_when_they_concern_vocational_education(rows) -> None:
    for row in rows("policies"):
        assert (row["must_communicate"] == "true") == (row["relevance"] in {"1", "2"})


def test_no_list_is_approved_before_the_department_does_so(rows) -> None:
    assert {row["approved"] for row in rows("policies")} == {"false"}


def test_documents_stand_in_order_of_issue(rows) -> None:
    dates = [row["issued_on"] for row in rows("policies")]
    assert dates == sorted(dates)
