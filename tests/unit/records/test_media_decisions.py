"""Manual decisions beat everything, in either order of ids (RL-22)."""

from __future__ import annotations

import pytest

from tests.media_log import (
    TITLE,
    decision,
    links,
    placements,
    report,
    resolve,
    reviewed,
    sets,
    works,
)

URL = {"url": "https://a.vn/1"}
BOTH_WAYS = pytest.mark.parametrize("pair", [("R1", "R2"), ("R2", "R1")])


@BOTH_WAYS
def test_same_placement_joins_what_nothing_else_would(pair):
    rows = [
        report("R1", url="https://a.vn/1"),
        report("R2", "Tựa khác", channel_id="TV", url="https://a.vn/2", published_at="2022-01-01"),
    ]
    assert placements(resolve(*rows)) == sets("R1", "R2")
    records = resolve(*rows, matches=[decision(*pair, "cung_luot_dang")])
    assert placements(records) == sets("R1 R2")
    assert links(records)["R1"] == "thu_cong"


@BOTH_WAYS
def test_same_work_joins_works_and_keeps_two_placements(pair):
    rows = [report("R1", **URL), report("R2", "Tựa khác", channel_id="TV")]
    records = resolve(*rows, matches=[decision(*pair, "cung_san_pham")])
    assert works(records) == sets("R1 R2")
    assert placements(records) == sets("R1", "R2")
    assert links(records) == {"R1": "dau", "R2": "thu_cong"}


@BOTH_WAYS
def test_same_work_splits_a_placement_that_url_and_day_would_join(pair):
    rows = [report("R1", **URL), report("R2", **URL)]
    records = resolve(*rows, matches=[decision(*pair, "cung_san_pham")])
    assert placements(records) == sets("R1", "R2")
    assert works(records) == sets("R1 R2")


@BOTH_WAYS
@pytest.mark.parametrize("cells", [URL, {}, {"item_id": "SP1"}])
def test_different_splits_equal_urls_titles_and_item_ids(pair, cells):
    rows = [report("R1", **cells), report("R2", **cells)]
    assert works(resolve(*rows)) == sets("R1 R2")
    assert works(resolve(*rows, matches=[decision(*pair, "khac")])) == sets("R1", "R2")


def test_different_splits_a_repost_from_its_first_issue():
    rows = [report("R1"), report("R2", channel_id="TV", kind="dang_lai")]
    assert works(resolve(*rows, matches=[decision("R1", "R2", "khac")])) == sets("R1", "R2")


def test_different_reports_do_not_meet_through_a_third_one():
    rows = [report("R1", **URL), report("R2"), report("R3", **URL)]
    records = resolve(*rows, matches=[decision("R1", "R3", "khac")])
    assert works(records) == sets("R1 R2", "R3")


def test_a_row_apart_from_the_first_still_joins_the_others_with_its_url():
    rows = [report(f"R{n}", f"Tựa {n}", **URL) for n in range(3)]
    matches = [decision("R0", "R1", "khac"), decision("R0", "R2", "khac")]
    assert placements(resolve(*rows, matches=matches)) == sets("R0", "R1 R2")


def test_a_row_apart_from_the_first_still_joins_the_others_with_its_title():
    rows = [report(f"R{n}") for n in range(3)]
    matches = [decision("R0", "R1", "khac"), decision("R1", "R2", "khac")]
    assert placements(resolve(*rows, matches=matches)) == sets("R0 R2", "R1")


def test_decisions_carry_over_to_the_whole_group():
    rows = [report("R1"), report("R2", "Tựa khác"), report("R3", "Tựa thứ ba")]
    matches = [
        decision("R1", "R2", "cung_luot_dang"),
        decision("R2", "R3", "cung_luot_dang"),
    ]
    assert placements(resolve(*rows, matches=matches)) == sets("R1 R2 R3")


@pytest.mark.parametrize("what", ["khac", "cung_luot_dang", "cung_san_pham"])
def test_a_decided_pair_leaves_the_review_list_and_is_no_longer_suspected(what):
    rows = [report("R1"), report("R2", TITLE + "!")]
    assert reviewed(resolve(*rows)) == [("R1", "R2")]
    records = resolve(*rows, matches=[decision("R1", "R2", what)])
    assert reviewed(records) == []
    assert not records.works["suspected"].any()


def test_a_pair_kept_apart_by_days_leaves_the_review_list_once_decided():
    rows = [
        report("R1", published_at="2023-05-10"),
        report("R2", published_at="2023-05-11"),
        report("R3", TITLE + "!", published_at="2023-05-12"),
    ]
    assert reviewed(resolve(*rows)) == [("R2", "R3")]
    assert reviewed(resolve(*rows, matches=[decision("R2", "R3", "khac")])) == []


class TestContradictions:
    def test_the_later_decision_wins_and_the_other_is_reported(self):
        rows = [report("R1"), report("R2", "Tựa khác")]
        early = decision("R1", "R2", "khac", on="2023-06-01")
        late = decision("R2", "R1", "cung_luot_dang", on="2023-07-01")
        for matches in ([early, late], [late, early]):
            records = resolve(*rows, matches=matches)
            assert placements(records) == sets("R1 R2")
            assert "mâu thuẫn" in records.review["reason"].item()
            assert records.review["similarity"].isna().all()

    def test_an_undated_decision_yields_to_a_dated_one(self):
        rows = [report("R1"), report("R2", "Tựa khác")]
        matches = [
            decision("R1", "R2", "khac"),
            decision("R2", "R1", "cung_luot_dang", on="2020-07-01"),
        ]
        assert placements(resolve(*rows, matches=matches)) == sets("R1 R2")

    def test_of_decisions_of_one_day_the_more_cautious_wins(self):
        rows = [report("R1", **URL), report("R2", **URL)]
        matches = [
            decision("R1", "R2", "cung_luot_dang", on="2023-06-01"),
            decision("R2", "R1", "khac", on="2023-06-01"),
        ]
        assert works(resolve(*rows, matches=matches)) == sets("R1", "R2")

    def test_a_contradiction_through_a_third_row_is_reported(self):
        rows = [report(f"R{n}", f"Tựa {n}") for n in range(3)]
        matches = [
            decision("R0", "R1", "cung_luot_dang", on="2023-06-03"),
            decision("R1", "R2", "cung_san_pham", on="2023-06-02"),
            decision("R0", "R2", "khac", on="2023-06-01"),
        ]
        records = resolve(*rows, matches=matches)
        assert works(records) == sets("R0 R1 R2")
        assert placements(records) == sets("R0 R1", "R2")
        assert reviewed(records) == [("R0", "R2")]

    def test_same_placement_and_same_work_contradict_each_other(self):
        rows = [report("R1"), report("R2", "Tựa khác")]
        matches = [
            decision("R1", "R2", "cung_san_pham", on="2023-06-02"),
            decision("R2", "R1", "cung_luot_dang", on="2023-06-01"),
        ]
        records = resolve(*rows, matches=matches)
        assert placements(records) == sets("R1", "R2")
        assert reviewed(records) == [("R1", "R2")]

    def test_a_row_cannot_differ_from_itself(self):
        records = resolve(report("R1"), matches=[decision("R1", "R1", "khac")])
        assert reviewed(records) == [("R1", "R1")]


def test_a_decision_about_a_cancelled_row_has_no_object():
    rows = [report("R1"), report("R2", record_status="huy")]
    records = resolve(*rows, matches=[decision("R1", "R2", "khac")])
    assert works(records) == sets("R1")
    assert reviewed(records) == []
