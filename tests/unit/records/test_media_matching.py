"""Which reports tell of one placement: R04, RL-21, RL-23."""

from __future__ import annotations

from itertools import permutations

import pytest

from gdnn_analysis.records.media import resolve_media
from tests.media_log import (
    TITLE,
    dataset,
    links,
    placements,
    report,
    resolve,
    reviewed,
    sets,
    works,
)

URL = "https://baohaiduong.vn/hoc-nghe.html"
SAME_URL = "http://www.baohaiduong.vn/hoc-nghe.html/?utm_source=zalo"
OTHER_URL = "https://baohaiduong.vn/hoc-nghe-2.html"


def one(*rows) -> bool:
    return len(placements(resolve(*rows))) == 1


class TestUrls:
    def test_the_same_canonical_url_is_one_placement_whatever_title_and_day(self):
        records = resolve(
            report("R1", url=URL),
            report("R2", "Một tiêu đề khác hẳn", url=SAME_URL, published_at="2023-06-30"),
        )
        assert placements(records) == sets("R1 R2")
        assert links(records) == {"R1": "dau", "R2": "chac_chan"}

    def test_two_different_urls_are_never_matched_by_title(self):
        assert not one(report("R1", url=URL), report("R2", url=OTHER_URL))

    def test_similar_titles_with_different_urls_are_not_matched(self):
        assert not one(report("R1", url=URL), report("R2", TITLE + "!", url=OTHER_URL))

    def test_a_url_on_one_side_only_leaves_the_title_to_decide(self):
        assert one(report("R1", url=URL), report("R2"))

    def test_a_site_or_the_channels_own_address_identifies_no_publication(self):
        rows = [
            report(f"R{n}", f"Tin số {n}", url=url)
            for n, url in enumerate(["https://baohaiduong.vn", "https://www.baohaiduong.vn/"])
        ]
        assert not one(*rows)

    def test_words_in_the_url_column_identify_no_publication(self):
        assert not one(
            report("R1", "Tin một", url="không có"), report("R2", "Tin hai", url="không có")
        )

    def test_a_row_without_url_joins_the_one_of_its_own_day_of_two_with_urls(self):
        records = resolve(
            report("R1", url=URL, published_at="2023-05-09"),
            report("R2", url=OTHER_URL, published_at="2023-05-10"),
            report("R3"),
        )
        assert placements(records) == sets("R1", "R2 R3")

    def test_a_row_without_url_does_not_bridge_two_with_different_urls(self):
        rows = [report("R1", url=URL), report("R2"), report("R3", url=OTHER_URL)]
        for order in permutations(rows):
            assert placements(resolve(*order)) == sets("R1 R2", "R3")


class TestTitles:
    @pytest.mark.parametrize(
        "spelling",
        [
            "HỌC NGHỀ ĐỂ LẬP NGHIỆP",
            "Học  nghề để lập nghiệp ",
            "Ho\u0323c nghê\u0300 đê\u0309 lâ\u0323p nghiê\u0323p",
        ],
    )
    def test_spellings_of_one_title_are_certain(self, spelling):
        records = resolve(report("R1"), report("R2", spelling))
        assert placements(records) == sets("R1 R2")
        assert links(records)["R2"] == "chac_chan"

    @pytest.mark.parametrize(
        ("left", "right"), [("Hoà nhập nghề", "Hòa nhập nghề"), ("Kỹ năng", "Kĩ năng")]
    )
    def test_tone_placement_and_i_y_are_certain(self, left, right):
        records = resolve(report("R1", left), report("R2", right))
        assert links(records) == {"R1": "dau", "R2": "chac_chan"}

    @pytest.mark.parametrize(
        ("day", "matched"),
        [
            ("2023-05-08T23:59", False),
            ("2023-05-09T00:00", True),
            ("2023-05-11T23:59", True),
            ("2023-05-12T00:00", False),
        ],
    )
    def test_one_calendar_day_apart_is_the_same_two_are_not(self, day, matched):
        rows = [report("R1", published_at="2023-05-10T12:00"), report("R2", published_at=day)]
        assert one(*rows) is matched

    def test_another_channel_is_another_placement(self):
        assert not one(report("R1"), report("R2", channel_id="TV"))

    def test_no_two_rows_joined_by_title_are_more_than_a_day_apart(self):
        rows = [report(f"R{day}", published_at=f"2023-05-1{day}") for day in range(5)]
        assert placements(resolve(*rows)) == sets("R0 R1", "R2 R3", "R4")

    def test_equal_urls_may_spread_a_placement_and_a_title_may_join_within_it(self):
        records = resolve(
            report("R1", url=URL, published_at="2023-05-10"),
            report("R2", url=URL, published_at="2023-05-14"),
            report("R3", published_at="2023-05-13"),
            report("R4", published_at="2023-05-15"),
        )
        assert placements(records) == sets("R1 R2 R3", "R4")


class TestSimilarTitles:
    def test_a_slip_of_the_pen_is_probable_counts_once_and_is_reviewed(self):
        records = resolve(report("R1"), report("R2", "Học nghề để lập nghiêp"))
        assert placements(records) == sets("R1 R2")
        assert links(records) == {"R1": "dau", "R2": "nghi_trung"}
        assert records.works["suspected"].tolist() == [True]
        assert reviewed(records) == [("R1", "R2")]
        assert 0.92 <= records.review["similarity"].item() < 1

    @pytest.mark.parametrize(
        ("left", "right"),
        [
            ("Tuyển sinh trường nghề đợt 1 năm 2023", "Tuyển sinh trường nghề đợt 2 năm 2023"),
            ("Tuyển sinh trường nghề năm học 2022", "Tuyển sinh trường nghề năm học 2023"),
            ("Tuyển sinh trường nghề tại Hải Dương", "Tuyển sinh trường nghề tại Hải Dương 2"),
            ("Bàn về nghề 1 và nghề 12 ở Hải Dương", "Bàn về nghề 11 và nghề 2 ở Hải Dương"),
        ],
    )
    def test_a_differing_digit_makes_titles_different(self, left, right):
        records = resolve(report("R1", left), report("R2", right))
        assert len(records.placements) == 2
        assert not reviewed(records)

    def test_the_threshold_is_092_and_reaching_it_exactly_is_enough(self):
        left, right = "a" * 23 + "bc", "a" * 23 + "de"
        assert one(report("R1", left), report("R2", right))
        assert not one(report("R1", left), report("R2", right[:-1] + "fg"))

    def test_two_days_apart_similar_titles_are_different(self):
        left = report("R1")
        right = report("R2", TITLE + "!", published_at="2023-05-12")
        assert not one(left, right)
        assert one(left, {**right, "published_at": "2023-05-11"})

    def test_a_similar_title_kept_apart_by_days_is_still_reviewed(self):
        records = resolve(
            report("R1", published_at="2023-05-10"),
            report("R2", published_at="2023-05-11"),
            report("R3", TITLE + "!", published_at="2023-05-12"),
        )
        assert placements(records) == sets("R1 R2", "R3")
        assert reviewed(records) == [("R2", "R3")]

    def test_certain_evidence_goes_before_probable(self):
        records = resolve(
            report("R1", TITLE + "!", url=URL),
            report("R2"),
            report("R3", url=OTHER_URL),
        )
        assert placements(records) == sets("R1", "R2 R3")

    def test_of_two_candidates_the_more_similar_is_taken(self):
        records = resolve(
            report("R1"),
            report("R2", TITLE + "!!", url=URL),
            report("R3", TITLE + "?", url=OTHER_URL),
        )
        assert placements(records) == sets("R1 R3", "R2")

    def test_of_two_equally_similar_candidates_the_nearer_in_time_is_taken(self):
        records = resolve(
            report("R1"),
            report("R2", TITLE + "!", url=URL, published_at="2023-05-09"),
            report("R3", TITLE + "?", url=OTHER_URL),
        )
        assert placements(records) == sets("R1 R3", "R2")

    def test_a_chain_of_similar_titles_is_one_placement(self):
        titles = [TITLE, TITLE + " ở", TITLE + " ở H"]
        records = resolve(*(report(f"R{n}", title) for n, title in enumerate(titles)))
        assert placements(records) == sets("R0 R1 R2")

    def test_another_threshold_may_be_chosen(self):
        data = dataset([report("R1"), report("R2", "Học nghề để lập nghiêp")])
        assert len(resolve_media(data, similarity=0.99).placements) == 2


class TestRebroadcasts:
    def test_a_rebroadcast_is_a_placement_of_its_own_even_on_the_same_day(self):
        records = resolve(
            report("R1", channel_id="TV"), report("R2", channel_id="TV", kind="phat_lai")
        )
        assert placements(records) == sets("R1", "R2")
        assert works(records) == sets("R1 R2")
        assert links(records)["R2"] == "dang_lai"

    def test_two_reports_of_one_rebroadcast_are_one_placement(self):
        rerun = {"channel_id": "TV", "kind": "phat_lai"}
        rows = [report("R1", **rerun), report("R2", **rerun, reporting_unit_id="DAI")]
        assert one(*rows)

    def test_rebroadcasts_on_following_days_are_two_placements(self):
        rerun = {"channel_id": "TV", "kind": "phat_lai"}
        records = resolve(report("R1", **rerun), report("R2", **rerun, published_at="2023-05-11"))
        assert placements(records) == sets("R1", "R2")
        assert works(records) == sets("R1 R2")

    def test_rebroadcasts_with_one_url_stay_apart_by_day_but_are_one_work(self):
        rows = [
            report("R1", "Phóng sự A", channel_id="TV", url=URL),
            report("R2", "Phát lại A", channel_id="TV", url=URL, kind="phat_lai"),
            report("R3", "A", channel_id="TV", url=URL, kind="phat_lai", published_at="2023-05-20"),
        ]
        records = resolve(*rows)
        assert placements(records) == sets("R1", "R2", "R3")
        assert works(records) == sets("R1 R2 R3")


class TestRejectedRows:
    @pytest.mark.parametrize("verification", ["bac", "chua"])
    def test_a_rejected_or_unchecked_row_does_not_bridge_accepted_ones(self, verification):
        middle = "Học nghề để lập nghiệp ở HD"
        rows = [
            report("R1", "Học nghề để lập nghiệp"),
            report("R3", "Học nghề để lập nghiệp ở HDxyz"),
        ]
        apart = resolve(*rows)
        assert placements(apart) == sets("R1", "R3")
        joined = resolve(*rows, report("R2", middle, verification=verification))
        assert len({frozenset(group - {"R2"}) for group in placements(joined)}) == 2

    def test_a_rejected_row_takes_no_place_in_the_span_of_days(self):
        rows = [
            report("R1", published_at="2023-05-09", verification="bac"),
            report("R2", published_at="2023-05-10"),
            report("R3", published_at="2023-05-11"),
        ]
        assert frozenset({"R2", "R3"}) in placements(resolve(*rows))

    def test_rejected_rows_keep_their_trace(self):
        records = resolve(report("R1"), report("R2", verification="bac"))
        assert placements(records) == sets("R1 R2")
        assert links(records)["R2"] == "chac_chan"

    def test_cancelled_rows_take_no_part(self):
        records = resolve(report("R1"), report("R2", record_status="huy"))
        assert records.reports["report_id"].tolist() == ["R1"]


def test_an_empty_log_gives_empty_tables_with_their_columns():
    records = resolve()
    assert len(records.works) == len(records.placements) == len(records.review) == 0
    assert {"work_id", "is_digital", "reporting_unit_ids", "suspected"} <= set(records.works)
    assert {"placement_id", "work_id", "published_at"} <= set(records.placements)
