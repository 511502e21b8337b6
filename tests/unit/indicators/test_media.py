"""O01, O02, Q04: R01-R07, R16-R18, RL-22 to RL-29, golden cases G01-G09, G21, G23, G27."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media import (
    COMPUTED,
    compute_o01,
    compute_o02,
    compute_q04,
    counted_works,
)
from tests.media_log import dataset, decision, report
from tests.worlds import area, inputs_of, obligation, parts, roles, row, submission, unit

Rows = Iterable[Mapping[str, Any]]

TARGETS = [
    {
        "code": "O01",
        "period": str(year),
        "operator": "ge",
        "value": 180,
        "basis": "KH3066",
        "is_reference_only": False,
    }
    for year in range(2021, 2026)
]
FB = {"channel_id": "FB_TRUONG1"}
ALL = "C/S1/tat_ca"


def media(rows: Rows, year: int = 2023, *, matches: Rows = (), **choices: Any) -> Inputs:
    """Return the inputs of a year in which the one unit that owes media has filed."""
    filed = choices.pop("filed", True)
    tables = {
        "targets": TARGETS,
        "obligations": [obligation("SO", "media", year)],
        "submissions": [submission("SO", "media", str(year))] if filed else [],
        **choices.pop("tables", {}),
    }
    return inputs_of(dataset(rows, matches, **tables), year, **choices)


def o01(rows: Rows, year: int = 2023, **choices: Any):
    return compute_o01(media(rows, year, **choices))


def value(output, variant: str = ALL) -> float | None:
    return row(output, variant=variant).value


def many(count: int, **cells: Any) -> list[dict[str, Any]]:
    prefix = cells.pop("prefix", "R")
    return [
        report(
            f"{prefix}{n:04}",
            f"Tin {prefix} số {n}",
            **{"url": f"https://a.vn/{prefix}{n}", **cells},
        )
        for n in range(count)
    ]


class TestReadings:
    @pytest.mark.parametrize(
        ("channel", "counts"),
        [
            ("BAO", "ABC"),
            ("TV", "ABC"),
            ("TRANG_SO", "BC"),
            ("LOA_XA", "BC"),
            ("FB_TRUONG1", "C"),
            ("FB_RIENG", ""),
            ("TIN_NHAN", ""),
        ],
    )
    def test_each_reading_has_its_channels_rl25_g03(self, channel, counts):
        output = o01([report("R1", channel_id=channel)])
        found = [name for name in "ABC" if value(output, f"{name}/S1/tat_ca")]
        assert "".join(found) == counts

    def test_each_reading_counts_a_work_once_in_its_own_year_g04(self):
        rows = [
            report("R1", **FB, published_at="2022-12-30", item_type="clip"),
            report("R2", published_at="2023-01-05", kind="dang_lai", item_type="clip"),
        ]
        by_year = {year: o01(rows, year, window="calendar") for year in (2022, 2023)}
        assert [value(by_year[2022], f"{name}/S1/tat_ca") for name in "AC"] == [0, 1]
        assert [value(by_year[2023], f"{name}/S1/tat_ca") for name in "AC"] == [1, 0]

    def test_a_rejected_placement_in_the_press_does_not_make_a_work_press_g03(self):
        rows = [report("R1", **FB), report("R2", kind="dang_lai", verification="bac")]
        output = o01(rows)
        assert value(output, "A/S1/tat_ca") == 0
        assert value(output) == 1


class TestDigitalFilter:
    @pytest.mark.parametrize(
        ("item_type", "digital", "passes"),
        [
            ("tin", None, ["S1"]),
            ("tin", False, ["S1"]),
            ("tin", True, ["S1", "S2"]),
            ("an_pham_so", None, []),
            ("an_pham_so", False, []),
            ("an_pham_so", True, ["S1", "S2"]),
        ],
    )
    def test_s1_asks_publications_and_s2_all_rl24(self, item_type, digital, passes):
        output = o01([report("R1", item_type=item_type, is_digital=digital)])
        assert [s for s in ("S1", "S2") if value(output, f"A/{s}/tat_ca")] == passes

    @pytest.mark.parametrize("item_type", ["anh", "bai_mxh", "livestream"])
    def test_disputed_types_count_and_stand_apart_d6(self, item_type):
        output = o01([report("R1", item_type=item_type)])
        assert parts(output, "item_type", variant=ALL)[item_type] == 1

    def test_other_types_do_not_count(self):
        assert value(o01([report("R1", item_type="khac")])) == 0


class TestYears:
    def test_an_article_reposted_later_counts_in_its_first_year_only_g02(self):
        rows = [
            report("R1", published_at="2022-11-20"),
            report("R2", channel_id="TRANG_SO", published_at="2023-02-01", kind="dang_lai"),
        ]
        assert [value(o01(rows, year)) for year in (2022, 2023)] == [1, 0]
        assert row(compute_o02(media(rows))).value == 1

    @pytest.mark.parametrize(
        ("window", "year", "count"),
        [("calendar", 2022, 1), ("nd09", 2022, 0), ("nd09", 2023, 1), ("calendar", 2023, 0)],
    )
    def test_late_december_belongs_to_the_next_year_of_decree_09_g23(self, window, year, count):
        assert value(o01([report("R1", published_at="2022-12-20")], year, window=window)) == count

    @pytest.mark.parametrize(
        ("day", "year"), [("2022-12-14T23:59", 2022), ("2022-12-15T00:00", 2023)]
    )
    def test_the_window_turns_at_midnight_of_15_december(self, day, year):
        assert value(o01([report("R1", published_at=day)], year)) == 1

    def test_a_month_across_the_boundary_is_excluded_and_flagged_g05(self):
        rows = [report("R1", published_at="2022-12-01", date_precision="thang")]
        for year in (2022, 2023):
            found = row(o01(rows, year), variant=ALL)
            assert found.value == 0
            assert "F-NGOAIKY" in found.flags
        calendar = row(o01(rows, 2022, window="calendar"), variant=ALL)
        assert calendar.value == 1
        assert "F-NGOAIKY" not in calendar.flags

    def test_a_year_that_the_vague_date_cannot_touch_is_not_flagged(self):
        rows = [report("R1", published_at="2022-12-01", date_precision="thang")]
        assert "F-NGOAIKY" not in row(o01(rows, 2024), variant=ALL).flags

    def test_a_vague_date_is_decided_by_an_exact_one_within_it(self):
        rows = [
            report("R1", published_at="2022-12-01", date_precision="thang", item_id="SP"),
            report("R2", channel_id="TV", published_at="2022-12-05", item_id="SP"),
        ]
        assert value(o01(rows, 2022)) == 1
        rows[1]["published_at"] = "2022-12-20"
        assert value(o01(rows, 2022)) == 0
        assert value(o01(rows, 2023)) == 0

    def test_a_vague_first_publication_is_not_replaced_by_a_later_exact_one(self):
        rows = [
            report("R1", published_at="2022-12-01", date_precision="thang", item_id="SP"),
            report("R2", channel_id="TV", published_at="2023-02-05", item_id="SP"),
        ]
        found = row(o01(rows, 2023), variant=ALL)
        assert found.value == 0
        assert "F-NGOAIKY" in found.flags

    def test_shares_are_no_publications(self):
        rows = [
            report("R1", **FB, kind="chia_se", published_at="2022-05-01"),
            report("R2", published_at="2023-05-01"),
        ]
        assert [value(o01(rows, year)) for year in (2022, 2023)] == [0, 1]

    def test_an_unchecked_placement_does_not_move_the_first_publication(self):
        rows = [
            report("R1", published_at="2022-05-01", verification="chua"),
            report("R2", channel_id="TV", published_at="2023-05-01", kind="dang_lai"),
        ]
        assert [value(o01(rows, year)) for year in (2022, 2023)] == [0, 1]


class TestVerification:
    def test_declared_and_checked_works_are_two_counts_r17(self):
        rows = [*many(3), *many(2, prefix="K", verification="tu_khai")]
        output = o01(rows)
        assert value(output) == 5
        assert value(output, "C/S1/da_doi_chieu") == 3
        assert "F-TUKHAI" in row(output, variant=ALL).flags
        assert "F-TUKHAI" not in row(output, variant="C/S1/da_doi_chieu").flags

    @pytest.mark.parametrize("verification", ["bac", "chua"])
    def test_rejected_and_unchecked_rows_do_not_count(self, verification):
        assert value(o01([report("R1", verification=verification)])) == 0

    def test_checked_rows_carry_no_verdict_rl26(self):
        output = o01(many(1))
        for one in output.rows:
            checked = "da_doi_chieu" in one.variant
            assert (one.verdict == "") is bool(checked or one.breakdown)

    def test_probable_duplicates_count_once_and_are_flagged(self):
        rows = [report("R1"), report("R2", "Học nghề để lập nghiêp")]
        assert value(o01(rows)) == 1
        assert "F-TRUNG" in row(o01(rows), variant=ALL).flags
        decided = o01(rows, matches=[decision("R1", "R2", "khac")])
        assert value(decided) == 2
        assert "F-TRUNG" not in row(decided, variant=ALL).flags


class TestMissing:
    def test_nobody_filed_and_no_rows_is_no_value_g09(self):
        found = row(o01([], filed=False), variant="A/S1/tat_ca")
        assert found.value is None
        assert found.verdict == "khong_du_lieu"
        assert found.completeness == 0
        assert "F-THIEU" in found.flags

    def test_a_confirmed_nil_is_zero_g09(self):
        nil = {"submissions": [submission("SO", "media", nil_confirmed=True)]}
        found = row(o01([], tables=nil), variant="A/S1/tat_ca")
        assert (found.value, found.verdict, found.completeness) == (0, "chua_dat", 1)

    def test_a_returned_file_is_no_submission(self):
        returned = {"submissions": [submission("SO", "media", status="tra_lai")]}
        assert value(o01([], tables=returned)) is None

    def test_without_values_there_are_no_breakdowns(self):
        assert not [one for one in o01([], filed=False).rows if one.breakdown]

    def test_rows_of_another_year_say_nothing_about_this_one(self):
        assert value(o01([report("R1", published_at="2022-05-01")], filed=False)) is None

    def test_rows_without_submission_count_with_completeness_0_rl28(self):
        found = row(o01([report("R1")], filed=False), variant=ALL)
        assert (found.value, found.completeness) == (1, 0)
        assert "F-THIEU" in found.flags

    def test_rows_without_obligations_are_a_lower_bound_rl28(self):
        found = row(o01(many(170), tables={"obligations": []}), variant=ALL)
        assert (found.value, found.completeness) == (170, None)
        assert found.verdict == "chua_ket_luan"
        assert "F-THIEU" in found.flags

    @pytest.mark.parametrize(("count", "verdict"), [(172, "chua_ket_luan"), (185, "dat")])
    def test_with_units_missing_a_count_is_a_lower_bound_g06_g07(self, count, verdict):
        units = ["SO", "TRUONG1", "TRUONG2", "CHUQUAN", "DAI", "BAO"]
        tables = {
            "obligations": [obligation(name, "media") for name in units],
            "submissions": [submission(name, "media") for name in units[:4]],
        }
        found = row(o01(many(count), tables=tables), variant="A/S1/tat_ca")
        assert found.value == count
        assert found.completeness == pytest.approx(4 / 6)
        assert found.verdict == verdict
        assert "F-THIEU" in found.flags


class TestHeadline:
    ROWS = (*many(100), *many(90, prefix="F", **FB))

    def test_without_a_reading_there_is_no_value_and_no_single_verdict_g27(self):
        found = row(o01(self.ROWS))
        assert found.value is None
        assert found.verdict == "phu_thuoc_cach_hieu"
        assert "F-CACHHIEU" in found.flags

    def test_readings_that_agree_have_one_verdict(self):
        found = row(o01(many(200, is_digital=True)))
        assert (found.value, found.verdict) == (None, "dat")
        assert "F-CACHHIEU" not in found.flags

    def test_the_decided_reading_gives_value_and_verdict(self):
        found = row(o01(self.ROWS, reading="C", digital="S1"))
        assert (found.value, found.numerator, found.verdict) == (190, 190, "dat")
        assert "F-CACHHIEU" not in found.flags
        assert row(o01(self.ROWS, reading="A", digital="S1")).verdict == "chua_dat"

    def test_half_a_decision_leaves_only_the_open_readings_to_agree(self):
        found = row(o01(self.ROWS, reading="A"))
        assert (found.value, found.verdict) == (None, "chua_dat")

    def test_the_value_is_the_count_with_declared_works(self):
        rows = [*many(170), *many(15, prefix="K", verification="tu_khai")]
        found = row(o01(rows, reading="C", digital="S1"))
        assert (found.value, found.verdict) == (185, "chua_ket_luan")

    def test_an_unfinished_period_shows_its_value_and_is_not_due(self):
        output = o01(many(3), reading="C", digital="S1", today=date(2023, 7, 1))
        assert (row(output).value, row(output).verdict) == (3, "chua_den_ky")

    def test_without_a_target_nothing_is_judged(self):
        output = o01(many(3), tables={"targets": []})
        assert row(output).verdict == "khong_chi_tieu"

    def test_the_headline_comes_first_and_variants_in_their_order(self):
        variants = [one.variant for one in o01(many(1)).rows if not one.breakdown]
        assert variants[0] == ""
        assert variants[1:5] == [
            "A/S1/tat_ca",
            "A/S1/da_doi_chieu",
            "A/S2/tat_ca",
            "A/S2/da_doi_chieu",
        ]
        assert len(variants) == 13


class TestYear2021:
    @staticmethod
    def output(before: int, since: int, **choices: Any):
        rows = [
            *many(before, prefix="T", published_at="2021-03-01"),
            *many(since, prefix="S", published_at="2021-09-13"),
        ]
        return o01(rows, 2021, **choices)

    def test_both_bases_are_counted_and_the_verdict_depends_g08(self):
        output = self.output(88, 61, window="calendar")
        whole = row(output, variant="A/S1/tat_ca")
        since = row(output, variant="A/S1/tat_ca/tu_13_9")
        assert (whole.value, since.value) == (149, 61)
        assert whole.verdict == "phu_thuoc_cach_hieu"
        assert since.verdict == ""
        assert all("F-2021" in one.flags for one in output.rows)

    def test_both_bases_are_counted_for_checked_works_too(self):
        output = self.output(2, 3)
        assert value(output, "A/S1/da_doi_chieu") == 5
        assert value(output, "A/S1/da_doi_chieu/tu_13_9") == 3

    @pytest.mark.parametrize(
        ("window", "since", "verdict"),
        [
            ("calendar", 54, "chua_dat"),
            ("calendar", 55, "phu_thuoc_cach_hieu"),
            ("nd09", 45, "chua_dat"),
            ("nd09", 46, "phu_thuoc_cach_hieu"),
        ],
    )
    def test_the_reference_is_55_by_calendar_and_46_by_decree_09_rl27(self, window, since, verdict):
        output = self.output(20, since, window=window)
        assert row(output, variant="A/S1/tat_ca").verdict == verdict

    def test_the_day_before_the_plan_is_not_since_the_plan(self):
        rows = [
            report("R1", published_at="2021-09-12T23:59"),
            report("R2", "B", published_at="2021-09-13T00:00"),
        ]
        output = o01(rows, 2021)
        assert (value(output), value(output, f"{ALL}/tu_13_9")) == (2, 1)

    def test_a_month_across_the_plans_date_counts_in_the_year_only(self):
        rows = [report("R1", published_at="2021-09-01", date_precision="thang")]
        output = o01(rows, 2021)
        whole, since = (row(output, variant=ALL + end) for end in ("", "/tu_13_9"))
        assert (whole.value, since.value) == (1, 0)
        assert "F-NGOAIKY" in since.flags
        assert "F-NGOAIKY" not in whole.flags

    def test_other_years_have_no_second_basis(self):
        assert not [one for one in o01(many(1)).rows if "tu_13_9" in one.variant]


class TestBreakdowns:
    def test_types_show_their_zeros_and_leave_out_other(self):
        found = parts(o01([report("R1")]), "item_type", variant=ALL)
        assert found["tin"] == 1
        assert found["podcast"] == 0
        assert "khac" not in found

    def test_a_work_of_three_themes_counts_for_the_first_g21(self):
        found = parts(o01([report("R1", theme_codes=["2a", "1a", "3b"])]), "theme", variant=ALL)
        assert len(found) == 13
        assert {code for code, count in found.items() if count} == {"2a"}

    def test_uncoded_works_are_a_category_of_their_own(self):
        found = parts(o01([report("R1")]), "theme", variant=ALL)
        assert found["khong_ma_hoa"] == 1

    def test_months_run_through_the_window_and_not_beyond_today(self):
        rows = [report("R1", published_at="2022-12-20")]
        found = parts(o01(rows), "month", variant=ALL)
        assert list(found) == ["2022-12", *(f"2023-{month:02}" for month in range(1, 13))]
        assert found["2022-12"] == 1
        early = parts(o01(rows, today=date(2023, 2, 1)), "month", variant=ALL)
        assert list(early) == ["2022-12", "2023-01", "2023-02"]

    def test_a_date_known_to_the_year_has_no_month(self):
        rows = [report("R1", published_at="2023-01-01", date_precision="nam")]
        found = parts(o01(rows, window="calendar"), "month", variant=ALL)
        assert {month for month, count in found.items() if count} == {"khong_xac_dinh"}

    def test_a_date_known_to_the_month_has_its_month(self):
        rows = [report("R1", published_at="2023-03-01", date_precision="thang")]
        assert parts(o01(rows), "month", variant=ALL)["2023-03"] == 1

    def test_the_unit_is_the_producing_one(self):
        rows = [report("R1", author_unit_id="DAI"), report("R2", "B")]
        found = parts(o01(rows), "author_unit", variant=ALL)
        assert found == {"DAI": 1, "khong_xac_dinh": 1}

    def test_the_channel_is_that_of_the_first_publication(self):
        rows = [
            report("R1", **FB, published_at="2023-03-01"),
            report("R2", published_at="2023-04-01", kind="dang_lai"),
        ]
        assert parts(o01(rows), "channel", variant=ALL) == {"FB_TRUONG1": 1}

    def test_the_area_is_the_seat_of_the_producing_unit_on_the_day(self):
        units = [
            unit("SO", "SLDTBXH"),
            unit("T", area_id="XA1", valid_from="2010-01-01", valid_to="2023-05-31"),
            unit("T", area_id="H2", valid_from="2023-06-01"),
        ]
        areas = [
            area("TINH", "tinh", official_code="30"),
            area("H1", "huyen", "TINH", official_code="288"),
            area("H2", "huyen", "TINH", official_code="290"),
            area("XA1", "xa", "H1"),
        ]
        rows = [
            report("R1", "A", author_unit_id="T", published_at="2023-05-31"),
            report("R2", "B", author_unit_id="T", published_at="2023-06-01"),
            report("R3", "C", author_unit_id="T", published_at="2023-06-02"),
            report("R4", "D"),
        ]
        output = o01(rows, tables={"units": units, "areas": areas})
        found = parts(output, "area", variant=ALL)
        assert found == {"H1": 1, "H2": 2, "khong_xac_dinh": 1}

    def test_districts_without_works_are_shown_as_zero(self):
        assert parts(o01([report("R1")]), "area", variant=ALL)["H1"] == 0


class TestPlacements:
    def test_placements_and_the_factor(self):
        rows = [
            report("R1"),
            report("R2", channel_id="TV", kind="dang_lai"),
            report("R3", channel_id="TV", kind="phat_lai", published_at="2023-05-11"),
            report("R4", "Tựa khác"),
        ]
        output = compute_o02(media(rows))
        assert row(output).value == 4
        assert row(output, variant="luot").value == 4
        factor = row(output, variant="he_so")
        assert (factor.value, factor.numerator, factor.denominator) == (2, 4, 2)
        assert parts(output, "channel") == {"BAO": 2, "TV": 2}
        assert parts(output, "kind")["phat_lai"] == 1
        assert parts(output, "kind")["dich"] == 0
        assert row(output).verdict == "khong_chi_tieu"

    @pytest.mark.parametrize(
        ("cells", "count"),
        [
            ({"channel_id": "FB_TRUONG1"}, 1),
            ({"channel_id": "TIN_NHAN"}, 1),
            ({"channel_id": "FB_RIENG"}, 0),
            ({"channel_id": "LOA_XA"}, 0),
            ({"kind": "chia_se"}, 0),
            ({"verification": "chua"}, 0),
            ({"verification": "bac"}, 0),
            ({"published_at": "2022-05-01"}, 0),
            ({"verification": "tu_khai"}, 1),
        ],
    )
    def test_which_placements_count_rl23(self, cells, count):
        output = compute_o02(media([report("R1", **cells)]))
        assert row(output).value == count

    def test_no_placements_have_no_factor(self):
        factor = row(compute_o02(media([])), variant="he_so")
        assert (factor.value, factor.numerator, factor.denominator) == (None, 0, 0)

    def test_nobody_filed_and_no_rows_is_no_value(self):
        output = compute_o02(media([], filed=False))
        assert [one.value for one in output.rows] == [None, None, None]
        assert all("F-THIEU" in one.flags for one in output.rows)

    def test_a_vague_date_is_excluded_and_flagged(self):
        rows = [report("R1", published_at="2022-12-01", date_precision="thang")]
        found = row(compute_o02(media(rows)))
        assert found.value == 0
        assert "F-NGOAIKY" in found.flags


class TestDuplicates:
    def test_three_reports_of_one_story_are_two_thirds_duplicates_g01(self):
        rows = [
            report(f"R{n}", reporting_unit_id=name, channel_id="TV")
            for n, name in enumerate(["SO", "DAI", "TRUONG1"])
        ]
        found = row(compute_q04(media(rows)))
        assert found.value == pytest.approx(200 / 3)
        assert (found.numerator, found.denominator) == (2, 3)
        works = counted_works(media(rows))
        assert works["reporting_unit_ids"].tolist() == [("DAI", "SO", "TRUONG1")]

    def test_probable_duplicates_stand_apart(self):
        rows = [
            report("R1"),
            report("R2", "Học nghề để lập nghiêp"),
            report("R3", "Học nghề để lập nghiêp"),
        ]
        output = compute_q04(media(rows))
        assert row(output).numerator == 1
        assert row(output, variant="nghi_trung").numerator == 1
        assert "F-TRUNG" in row(output).flags

    def test_a_repost_is_no_duplicate(self):
        rows = [report("R1"), report("R2", channel_id="TV", kind="dang_lai")]
        assert row(compute_q04(media(rows))).value == 0

    def test_breakdowns_are_by_reporting_unit_and_channel(self):
        rows = [
            report("R1"),
            report("R2", reporting_unit_id="DAI"),
            report("R3", "Tựa khác", channel_id="TV", reporting_unit_id="DAI"),
        ]
        output = compute_q04(media(rows))
        assert parts(output, "unit") == {"DAI": 50, "SO": 0}
        assert parts(output, "channel") == {"BAO": 50, "TV": 0}

    def test_no_reports_have_no_rate(self):
        found = row(compute_q04(media([])))
        assert (found.value, found.numerator, found.denominator) == (None, 0, 0)
        assert found.flags == {"F-THIEU"}


class TestTraces:
    ROWS = (
        report("R00"),
        report("R01", reporting_unit_id="DAI"),
        report("R02", "Học nghề để lập nghiêp", reporting_unit_id="TRUONG1"),
        report("R03", channel_id="TV", kind="dang_lai", published_at="2024-03-01"),
        report("R04", "B", verification="bac"),
        report("R05", "C", verification="chua"),
        report("R06", "D", kind="chia_se", **FB),
        report("R07", "E", channel_id="FB_RIENG"),
        report("R08", "F", item_type="khac"),
        report("R09", "G", item_type="an_pham_so"),
        report("R10", "H", published_at="2022-12-01", date_precision="thang"),
        report("R11", "I", published_at="2022-06-01"),
        report("R12", "I", channel_id="TV", kind="dang_lai"),
        report("R13", "K", record_status="huy"),
        report("R14", "L", published_at="2022-06-01"),
        report("R15", verification="bac"),
    )

    def test_o01_says_of_every_row_of_the_year_what_became_of_it(self):
        found = roles(o01(self.ROWS), "media")
        assert found[0] == ("tinh", "")
        assert found[1] == (
            "gop",
            "Trùng đường dẫn hoặc trùng tiêu đề, kênh, ngày; gộp vào dòng R00",
        )
        assert found[2][1].startswith("Nghi trùng: tiêu đề gần giống; gộp vào dòng R00")
        assert found[3] == ("gop", "Đăng lại, phát lại cùng sản phẩm; gộp vào dòng R00")
        assert {record: reason for record, (role, reason) in found.items() if role == "loai"} == {
            4: "Bị bác khi kiểm chứng",
            5: "Chưa kiểm chứng",
            6: "Lượt chia sẻ",
            7: "Kênh không thuộc cách hiểu C",
            8: "Thể loại “Khác”",
            9: "Chưa có bản số",
            10: "Ngày không đủ chính xác để xếp kỳ",
            12: "Đã tính vào năm 2022 theo lần đăng đầu",
            13: "Bản ghi đã hủy",
            15: "Bị bác khi kiểm chứng",
        }
        assert set(found) == set(range(16)) - {11, 14}

    def test_o01_is_traced_on_the_decided_reading(self):
        output = o01([report("R0", **FB), report("R1", "B")], reading="A", digital="S1")
        assert roles(output, "media") == {
            0: ("loai", "Kênh không thuộc cách hiểu A"),
            1: ("tinh", ""),
        }

    def test_o02_counts_a_row_per_placement(self):
        found = roles(compute_o02(media(self.ROWS)), "media")
        assert {record for record, (role, _) in found.items() if role == "tinh"} == {0, 8, 9, 12}
        assert found[1][0] == "gop"
        assert found[7] == ("loai", "Kênh chưa đăng ký và không phải cơ quan báo chí")
        assert found[10][1] == "Ngày không đủ chính xác để xếp kỳ"

    def test_q04_traces_rejected_rows_as_reports(self):
        found = roles(compute_q04(media(self.ROWS)), "media")
        assert found[4] == ("tinh", "")
        assert found[1][0] == found[2][0] == found[15][0] == "gop"
        assert found[13] == ("loai", "Bản ghi đã hủy")

    @pytest.mark.parametrize(("code", "variant"), [("O01", ALL), ("O02", ""), ("Q04", "")])
    def test_rows_are_traced_once_and_the_counted_ones_make_the_figure(self, code, variant):
        output = COMPUTED[code](media(self.ROWS))
        assert output.sources["record"].is_unique
        counted = int(output.sources["role"].eq("tinh").sum())
        figure = row(output, variant=variant)
        expected = figure.value
        if code == "Q04":
            probable = row(output, variant="nghi_trung").numerator
            expected = figure.denominator - figure.numerator - probable
        assert counted == expected


def test_counted_works_tell_which_readings_count_them_and_since_when():
    rows = [
        report("R1", "A", **FB, published_at="2023-03-01"),
        report("R2", "A", published_at="2024-02-01", kind="dang_lai"),
        report("R3", "B", channel_id="TRANG_SO", published_at="2023-02-01"),
    ]
    works = counted_works(media(rows))
    assert works["work_id"].tolist() == ["R3", "R1"]
    assert works[["reading_a", "reading_b", "reading_c"]].to_numpy().tolist() == [
        [False, True, True],
        [False, False, True],
    ]
    assert works["first_a"].isna().tolist() == [True, False]
    assert works["first_a"].iloc[1] == pd.Timestamp("2024-02-01")
    assert works["first_c"].iloc[1] == pd.Timestamp("2023-03-01")
    assert works["channel_id"].tolist() == ["TRANG_SO", "FB_TRUONG1"]
