"""Verdict logic 3.4 (R13), rule R02 for 2021, RL-26 to RL-28."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.verdict import (
    Count,
    Target,
    judge,
    judge_2021,
    judge_readings,
    judge_share,
    target_of,
)

TARGET = Target(180)


def verdict(verified, total, *, target=TARGET, finished=True, completeness=1.0, **shares):
    return judge(
        Count(verified, total), target, finished=finished, completeness=completeness, **shares
    )


def test_step_1_without_a_target_nothing_is_judged_even_when_not_due():
    assert verdict(None, None, target=None, finished=False).verdict == "khong_chi_tieu"
    assert verdict(500, 500, target=None).verdict == "khong_chi_tieu"


def test_step_2_an_unfinished_period_is_not_due_even_when_already_met():
    assert verdict(200, 200, finished=False).verdict == "chua_den_ky"
    assert verdict(None, None, finished=False).verdict == "chua_den_ky"


def test_step_3_nothing_submitted_is_no_data_and_not_a_zero():
    assert verdict(None, None, completeness=0.0).verdict == "khong_du_lieu"
    assert verdict(0, 0).verdict == "chua_dat"


@pytest.mark.parametrize("completeness", [1.0, 0.7, 0.0, None])
def test_step_5_checked_records_that_reach_the_target_meet_it_g07(completeness):
    assert verdict(180, 180, completeness=completeness).verdict == "dat"


@pytest.mark.parametrize("completeness", [1.0, 0.7, None])
def test_step_6_declared_records_that_would_reach_it_decide_nothing(completeness):
    assert verdict(179, 180, completeness=completeness).verdict == "chua_ket_luan"


@pytest.mark.parametrize(
    ("completeness", "expected"),
    [
        (0.70, "chua_ket_luan"),
        (0.9499, "chua_ket_luan"),
        (0.95, "gan_dat"),
        (None, "chua_ket_luan"),
    ],
)
def test_step_7_missing_units_could_close_the_gap_g06(completeness, expected):
    assert verdict(172, 172, completeness=completeness).verdict == expected


@pytest.mark.parametrize(
    ("total", "expected"), [(162, "gan_dat"), (161, "chua_dat"), (179, "gan_dat")]
)
def test_step_8_from_nine_tenths_on_it_is_near(total, expected):
    assert verdict(0, total).verdict == expected


def test_thresholds_are_settings():
    assert verdict(0, 161, near_share=0.8).verdict == "gan_dat"
    assert verdict(0, 161, completeness=0.7, complete_share=0.7).verdict == "chua_dat"


@pytest.mark.parametrize(
    ("completeness", "flagged"), [(1.0, False), (0.999, True), (0.0, True), (None, True)]
)
def test_missing_units_are_flagged_whatever_the_verdict(completeness, flagged):
    for count in (10, 200):
        assert ("F-THIEU" in verdict(count, count, completeness=completeness).flags) is flagged


class TestYear2021:
    @staticmethod
    def judged(whole, since, *, verified=None, reference=55, completeness=1.0, finished=True):
        checked = since if verified is None else verified
        return judge_2021(
            Count(whole, whole),
            Count(checked, since),
            TARGET,
            reference=reference,
            finished=finished,
            completeness=completeness,
        )

    @pytest.mark.parametrize(
        ("whole", "since", "expected"),
        [
            (149, 61, "phu_thuoc_cach_hieu"),
            (149, 55, "phu_thuoc_cach_hieu"),
            (149, 54, "chua_dat"),
            (179, 0, "chua_dat"),
            (180, 0, "phu_thuoc_cach_hieu"),
            (250, 179, "phu_thuoc_cach_hieu"),
            (250, 180, "dat"),
        ],
    )
    def test_both_bases_decide_g08(self, whole, since, expected):
        judgement = self.judged(whole, since)
        assert judgement.verdict == expected
        assert "F-2021" in judgement.flags

    def test_the_reference_follows_the_window(self):
        assert self.judged(149, 50, reference=46).verdict == "phu_thuoc_cach_hieu"
        assert self.judged(149, 45, reference=46).verdict == "chua_dat"

    def test_declared_records_since_the_plan_decide_nothing(self):
        assert self.judged(250, 185, verified=170).verdict == "chua_ket_luan"

    @pytest.mark.parametrize("completeness", [0.9, None])
    def test_missing_units_keep_a_miss_open(self, completeness):
        assert self.judged(100, 20, completeness=completeness).verdict == "chua_ket_luan"
        assert self.judged(100, 60, completeness=completeness).verdict == "phu_thuoc_cach_hieu"

    def test_steps_1_to_3_come_first(self):
        assert self.judged(None, None).verdict == "khong_du_lieu"
        assert self.judged(250, 200, finished=False).verdict == "chua_den_ky"


class TestSampleShares:
    @pytest.mark.parametrize(
        ("low", "high", "expected"),
        [
            (40.0, 50.0, "dat"),
            (39.9, 50.0, "chua_ket_luan"),
            (30.0, 40.0, "chua_ket_luan"),
            (30.0, 39.9, "chua_dat"),
        ],
    )
    def test_step_9_the_whole_interval_must_be_on_one_side(self, low, high, expected):
        assert judge_share(low, high, Target(40), finished=True).verdict == expected

    def test_steps_1_to_3_come_first(self):
        assert judge_share(50, 60, None, finished=True).verdict == "khong_chi_tieu"
        assert judge_share(50, 60, Target(40), finished=False).verdict == "chua_den_ky"
        assert judge_share(None, None, Target(40), finished=True).verdict == "khong_du_lieu"


class TestReadings:
    def test_step_4_agreeing_readings_have_one_verdict(self):
        judgement = judge_readings(["dat"] * 6)
        assert judgement == ("dat", frozenset())

    def test_step_4_disagreeing_readings_depend_on_the_reading_g27(self):
        judgement = judge_readings(["dat", "gan_dat"])
        assert judgement == ("phu_thuoc_cach_hieu", frozenset({"F-CACHHIEU"}))

    def test_no_readings_is_a_mistake(self):
        with pytest.raises(ValueError, match="no verdicts"):
            judge_readings([])


def test_every_verdict_is_a_code_and_every_code_can_be_given():
    given = {
        verdict(0, 0, target=None).verdict,
        verdict(0, 0, finished=False).verdict,
        verdict(None, None).verdict,
        judge_readings(["dat", "chua_dat"]).verdict,
        verdict(180, 180).verdict,
        verdict(0, 180).verdict,
        verdict(170, 170).verdict,
        verdict(10, 10).verdict,
    }
    assert given == set(contract().codes("VERDICT"))


class TestTargets:
    @staticmethod
    def table(**cells):
        row = {
            "code": "O01",
            "period": "2023",
            "operator": "ge",
            "value": 180.0,
            "basis": "KH3066",
            "is_reference_only": False,
        }
        table = pd.DataFrame([{**row, **cells}])
        return table.astype({"is_reference_only": "boolean", "code": "str", "period": "str"})

    def test_the_target_of_the_year_is_found(self):
        assert target_of(self.table(), "O01", 2023) == Target(180)

    @pytest.mark.parametrize(
        "cells", [{"code": "O02"}, {"period": "2022"}, {"is_reference_only": True}]
    )
    def test_other_codes_years_and_national_references_are_no_targets(self, cells):
        assert target_of(self.table(**cells), "O01", 2023) is None

    def test_an_operator_without_verdict_rule_is_refused_with_its_name(self):
        with pytest.raises(ValueError, match="“le”"):
            target_of(self.table(operator="le"), "O01", 2023)
