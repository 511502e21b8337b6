"""The rows obey the contract except where a fault was planted."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.demo import DemoTruth

Row = dict[str, str]
PLAN_TABLES = {
    "statements",
    "activities",
    "duties",
    "indicators",
    "targets",
    "messages",
    "ecosystem_criteria",
}
TABLES = sorted(set(contract().tables) - PLAN_TABLES)
RAW_ONLY = {"_file", "_row", "_key", "_page"}


def test_every_table_that_units_or_the_registry_send_is_there(tables: dict[str, list[Row]]) -> None:
    assert sorted(tables) == TABLES


@pytest.mark.parametrize("table", TABLES)
def test_required_fields_are_filled(sound: dict[str, list[Row]], table: str) -> None:
    required = [field.name for field in contract().tables[table].fields if field.required]
    for row in sound[table]:
        assert not [name for name in required if row.get(name, "") == ""], row


@pytest.mark.parametrize("table", TABLES)
def test_codes_are_listed(sound: dict[str, list[Row]], table: str) -> None:
    for field in contract().tables[table].fields:
        if field.code_list:
            codes = set(contract().codes(field.code_list))
            for row in sound[table]:
                value = row.get(field.name, "")
                items = value.split(";") if field.type == "array" else [value]
                assert not [item for item in items if item and item not in codes], row


@pytest.mark.parametrize("table", TABLES)
def test_fixed_forms_hold(sound: dict[str, list[Row]], table: str) -> None:
    for field in contract().tables[table].fields:
        if field.pattern:
            for row in sound[table]:
                value = row.get(field.name, "")
                assert not value or re.search(field.pattern, value), row


@pytest.mark.parametrize("table", TABLES)
def test_keys_are_unique(sound: dict[str, list[Row]], table: str) -> None:
    key = contract().tables[table].primary_key
    counted = Counter(tuple(row.get(name, "") for name in key) for row in sound[table])
    assert not [one for one, times in counted.items() if times > 1]


@pytest.mark.parametrize("table", TABLES)
def test_references_lead_somewhere(sound: dict[str, list[Row]], table: str) -> None:
    for field in contract().tables[table].fields:
        if not field.references or field.references in PLAN_TABLES:
            continue
        target = contract().tables[field.references]
        known = {row[target.primary_key[0]] for row in sound[field.references]}
        for row in sound[table]:
            value = row.get(field.name, "")
            items = value.split(";") if field.type == "array" else [value]
            assert not [item for item in items if item and item not in known], row


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_fields_or_questions(
    tables: dict[str, list[Row]], truth: DemoTruth, table: str
) -> None:
    allowed = set(contract().tables[table].names) | RAW_ONLY
    if table == "survey_responses":
        allowed |= {row["question_id"] for row in tables["survey_questions"]}
    unknown = {(row["_file"], name) for row in tables[table] for name in row if name not in allowed}
    planted = {(one.file, one.column) for one in truth.problems if one.rule == "DQ-22"}
    assert unknown <= planted


def test_each_planted_fault_is_really_there(tables: dict[str, list[Row]], truth: DemoTruth) -> None:
    places = {(row["_file"], row["_row"]): row for rows in tables.values() for row in rows}
    found = {
        one.column: places[one.file, str(one.row)].get(one.column, "")
        for one in truth.problems
        if one.rule != "DQ-22"
    }
    assert found["item_type"] == "bai_viet"
    assert found["signed_on"] == "2023-02-31"
    assert found["attendances"] == "-5"
    assert found["periods"] == "1.250"
    assert found["count"] == "khoảng 60"
    assert found["school_id"] == "THCS-999"
    titles = [
        places[one.file, str(one.row)]["title_vi"]
        for one in truth.problems
        if one.column == "title_vi"
    ]
    assert titles[0] == ""
    assert titles[1].startswith("=HYPERLINK(")
    assert titles[2] == "Héi nghÞ gi¸o dôc nghÒ nghiÖp"
    assert Counter(one.rule for one in truth.problems) == {
        "DQ-01": 1,
        "DQ-02": 1,
        "DQ-03": 4,
        "DQ-04": 1,
        "DQ-05": 1,
        "DQ-07": 1,
        "DQ-19": 1,
        "DQ-20": 4,
        "DQ-21": 1,
        "DQ-22": 1,
    }


def test_answers_are_codes_of_their_questions(sound: dict[str, list[Row]]) -> None:
    waves = {row["wave_id"]: row for row in sound["survey_waves"]}
    questions = {
        (row["questionnaire_version"], row["question_id"]): row for row in sound["survey_questions"]
    }
    for row in sound["survey_responses"]:
        version = waves[row["wave_id"]]["questionnaire_version"]
        for name in set(row) - set(contract().tables["survey_responses"].names) - RAW_ONLY:
            question = questions[version, name]
            if question["answer_type"] != "so":
                codes = {choice.split(":")[0] for choice in question["choices"].split(";")}
                assert {item for item in row[name].split(";") if item} <= codes, (row, name)
