"""Which placements are of one work: R05, RL-22, RL-23."""

from __future__ import annotations

from gdnn_analysis.records.media import MediaRecords
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


def ids(records: MediaRecords) -> list[str]:
    return records.works["work_id"].tolist()


def test_a_repost_with_an_equal_title_on_another_channel_is_the_same_work_g02():
    records = resolve(
        report("R1", published_at="2022-11-20"),
        report("R2", channel_id="TRANG_SO", published_at="2023-02-01", kind="dang_lai"),
    )
    assert works(records) == sets("R1 R2")
    assert placements(records) == sets("R1", "R2")
    assert links(records) == {"R1": "dau", "R2": "dang_lai"}


def test_a_repost_reported_with_an_earlier_date_is_the_same_work():
    records = resolve(
        report("R1", channel_id="TRANG_SO", published_at="2023-02-01", kind="dang_lai"),
        report("R2", published_at="2023-03-20"),
    )
    assert works(records) == sets("R1 R2")


def test_a_repost_joins_the_earliest_of_several_first_issues():
    records = resolve(
        report("R1", published_at="2023-06-01"),
        report("R2", published_at="2021-06-01"),
        report("R3", channel_id="TRANG_SO", published_at="2023-06-02", kind="dang_lai"),
    )
    assert works(records) == sets("R1", "R2 R3")


def test_reposts_without_a_first_issue_are_one_work():
    records = resolve(
        report("R1", channel_id="TRANG_SO", kind="dang_lai"),
        report("R2", channel_id="FB_TRUONG1", kind="chia_se", published_at="2023-07-01"),
    )
    assert works(records) == sets("R1 R2")


def test_a_repost_with_another_title_is_a_work_of_its_own():
    records = resolve(report("R1"), report("R2", "Tựa khác", channel_id="TV", kind="dang_lai"))
    assert works(records) == sets("R1", "R2")


def test_a_repost_with_only_a_similar_title_is_a_work_of_its_own():
    records = resolve(report("R1"), report("R2", TITLE + "!", channel_id="TV", kind="dang_lai"))
    assert works(records) == sets("R1", "R2")


def test_equal_item_ids_are_one_work_whatever_title_kind_and_channel():
    records = resolve(
        report("R1", item_id="SP1"),
        report("R2", "Tựa khác", channel_id="TV", published_at="2023-09-01", item_id="SP1"),
    )
    assert works(records) == sets("R1 R2")
    assert links(records) == {"R1": "dau", "R2": "item_id"}


def test_two_first_issues_more_than_a_day_apart_are_two_works_to_review():
    records = resolve(report("R1"), report("R2", published_at="2023-05-20"))
    assert works(records) == sets("R1", "R2")
    assert reviewed(records) == [("R1", "R2")]
    assert "quá một ngày" in records.review["reason"].item()


def test_two_first_issues_on_two_channels_are_two_works_to_review():
    records = resolve(report("R1"), report("R2", channel_id="TV"))
    assert works(records) == sets("R1", "R2")
    assert reviewed(records) == [("R1", "R2")]
    assert "hai kênh" in records.review["reason"].item()


def test_different_urls_on_one_channel_and_day_leave_nothing_to_review():
    records = resolve(report("R1", url="https://a.vn/1"), report("R2", url="https://a.vn/2"))
    assert works(records) == sets("R1", "R2")
    assert reviewed(records) == []


def test_a_frequent_title_is_reviewed_pair_by_pair_in_order_of_time():
    days = ["2023-01-01", "2023-03-01", "2023-02-01"]
    records = resolve(*(report(f"R{n}", published_at=day) for n, day in enumerate(days)))
    assert reviewed(records) == [("R0", "R2"), ("R1", "R2")]


def test_a_decided_pair_gives_way_to_the_next_one_to_review():
    days = ["2023-01-01", "2023-02-01", "2023-03-01"]
    records = resolve(
        *(report(f"R{n}", published_at=day) for n, day in enumerate(days)),
        matches=[decision("R1", "R2", "khac")],
    )
    assert reviewed(records) == [("R0", "R1"), ("R0", "R2")]


def test_one_work_on_one_channel_and_day_is_one_placement_despite_two_urls():
    records = resolve(
        report("R1", url="https://a.vn/1", item_id="SP1"),
        report("R2", url="https://a.vn/2", item_id="SP1"),
    )
    assert placements(records) == sets("R1 R2")
    assert links(records)["R2"] == "item_id"


def test_one_work_on_one_channel_on_two_days_is_two_placements():
    records = resolve(
        report("R1", url="https://a.vn/1", item_id="SP1"),
        report("R2", url="https://a.vn/2", item_id="SP1", published_at="2023-05-11"),
    )
    assert placements(records) == sets("R1", "R2")


def test_ids_are_the_smallest_report_id_of_the_group():
    records = resolve(
        report("R2", published_at="2023-01-01"),
        report("R1", channel_id="TV", kind="dang_lai"),
    )
    assert ids(records) == ["R1"]
    assert records.placements["placement_id"].tolist() == ["R1", "R2"]


def test_a_rejected_first_issue_does_not_attract_reposts_of_an_accepted_one():
    accepted = [
        report("R2", published_at="2022-06-01"),
        report("R3", channel_id="TRANG_SO", published_at="2023-06-01", kind="dang_lai"),
    ]
    rejected = report("R1", published_at="2021-06-01", verification="bac")
    assert frozenset({"R2", "R3"}) in {
        group - {"R1"} for group in works(resolve(*accepted, rejected))
    }


def test_a_rejected_row_does_not_bring_two_works_together():
    rows = [
        report("R1", item_id="SP1"),
        report("R2", "Tựa khác", url="https://a.vn/1"),
        report("R3", "Tựa thứ ba", url="https://a.vn/1", item_id="SP1", verification="bac"),
    ]
    joined = {group - {"R3"} for group in works(resolve(*rows))}
    assert joined == sets("R1", "R2")
    rows[2]["verification"] = "tu_khai"
    assert works(resolve(*rows)) == sets("R1 R2 R3")


def test_a_rebroadcast_with_an_equal_title_is_a_placement_of_the_work():
    records = resolve(
        report("R1", channel_id="TV"),
        report("R2", channel_id="TV", kind="phat_lai", published_at="2024-01-01"),
    )
    assert works(records) == sets("R1 R2")
    assert len(records.placements) == 2
