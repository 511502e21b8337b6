from __future__ import annotations

from collections import Counter

from gdnn_analysis.vietnamese.text import match_key


def test_the_three_messages_are_quoted_from_section_iv(rows) -> None:
    texts = {row["message_id"]: row["text_vi"] for row in rows("messages")}
    assert texts == {
        "M1": "Đồng hành nâng tầm kỹ năng lao động Việt Nam",
        "M2": "Giáo dục nghề nghiệp: Thực học, thực hành - Vững khởi nghiệp, sáng tương lai",
        "M3": "Tương lai tươi sáng cùng giáo dục nghề nghiệp",
    }


def test_the_national_wording_of_2022_is_an_alias_of_the_first_message(rows) -> None:
    (first,) = [row for row in rows("messages") if row["message_id"] == "M1"]
    assert match_key("Đồng hành nâng tầm kỹ năng lao động - Vì một Việt Nam thịnh vượng") in {
        match_key(alias) for alias in first["aliases"].split(";")
    }


def test_no_wording_belongs_to_two_messages_or_repeats_what_match_keys_already_unify(rows) -> None:
    keys = [
        match_key(wording)
        for row in rows("messages")
        for wording in (row["text_vi"], *row["aliases"].split(";"))
    ]
    assert Counter(keys).most_common(1)[0][1] == 1


def test_seven_criteria_of_the_space_and_seven_of_the_ecosystem(rows) -> None:
    criteria = {row["criterion_id"]: row["phase"] for row in rows("ecosystem_criteria")}
    assert criteria == {
        **{f"K{n}": "khong_gian" for n in range(1, 8)},
        **{f"H{n}": "he_sinh_thai" for n in range(1, 8)},
    }


def test_every_criterion_says_that_it_is_a_proposal(rows) -> None:
    unmarked = [
        row["criterion_id"]
        for row in rows("ecosystem_criteria")
        if "đề xuất" not in row["basis"].casefold()
    ]
    assert unmarked == []
