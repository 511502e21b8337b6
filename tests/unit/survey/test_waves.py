"""Change between two waves: by hand, with and without the schools' covariance."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, DesignError, LonelyClusterError, SurveyError, change

# Three schools of two pupils; the sums of answers are 1, 0, 2 and then 2, 1, 2.
BEFORE = pd.DataFrame(
    {
        "school": list("aabbcc"),
        "stratum": "S",
        "aware": [1, 0, 0, 0, 1, 1],
        "sex": ["F", "M"] * 3,
        "weight": 1.0,
    }
)
AFTER = BEFORE.assign(aware=[1, 1, 1, 0, 1, 1])
COLUMNS = [
    "term", "estimate_from", "estimate_to", "estimate", "se", "ci_low", "ci_high", "df", "t",
    "p_value", "covariance", "n_from", "n_to",
]  # fmt: skip


def design(frame: pd.DataFrame, **choices) -> Design:
    return Design(frame, **{"weights": "weight", "clusters": "school"} | choices)


def row_of(
    one: pd.DataFrame = BEFORE, two: pd.DataFrame = AFTER, y="aware", **choices
) -> pd.Series:
    (row,) = (found for _, found in change(design(one), design(two), y, **choices).iterrows())
    return row


class TestByHand:
    # before 1/2: residual sums 0 -1 1; after 5/6: 1/3 -2/3 1/3, all of 6: times 3/2
    # V = 3/2 · 2/36 = 1/12, 3/2 · 6/9/36 = 1/36, C = 3/2 · (2/3 + 1/3)/36 = 1/24
    def test_schools_visited_again(self):
        row = row_of(overlap="clusters")
        assert row["estimate_from"] == 1 / 2
        assert row["estimate_to"] == pytest.approx(5 / 6)
        assert row["estimate"] == pytest.approx(1 / 3)
        assert row["covariance"] == pytest.approx(1 / 24, rel=1e-12)
        # 1/12 + 1/36 - 2/24 = 1/36
        assert row["se"] == pytest.approx(1 / 6, rel=1e-12)
        assert row["df"] == 3 - 1
        assert row["t"] == pytest.approx(2, rel=1e-12)
        # t with 2 degrees of freedom: P(|t| > 2) = 1 - 2/√6
        assert row["p_value"] == pytest.approx(1 - 2 / sqrt(6), rel=1e-9)
        assert row["ci_low"] == pytest.approx(1 / 3 - 4.30265273 / 6, abs=1e-8)
        assert [row["n_from"], row["n_to"]] == [6, 6]

    def test_independent_samples(self):
        row = row_of(overlap="none")
        assert row["estimate"] == pytest.approx(1 / 3)
        assert row["covariance"] == 0
        # 1/12 + 1/36 = 1/9
        assert row["se"] == pytest.approx(1 / 3, rel=1e-12)
        assert row["df"] == 2 + 2

    def test_some_schools_are_new(self):
        """a and b again, d instead of c: the pooled sample has four schools."""
        after = AFTER.assign(school=list("aabbdd"))
        row = row_of(two=after, overlap="clusters")
        # residual sums after less before, over 6: a 1/3, b 1/3, c -1, d 1/3: 4/3 · 12/9/36
        assert row["se"] == pytest.approx(sqrt(4 / 3 * 12 / 9 / 36), rel=1e-12)
        # each alone among four schools: 4/3 · 2/36 and 4/3 · 6/9/36; C = 4/3 · (0 + 2/3)/36
        assert row["covariance"] == pytest.approx(4 / 3 * 2 / 3 / 36, rel=1e-12)
        assert row["df"] == 4 - 1

    def test_the_table_has_its_columns(self):
        found = change(design(BEFORE), design(AFTER), "aware", overlap="clusters")
        assert found.columns.tolist() == COLUMNS

    def test_the_level_widens_the_interval(self):
        row = row_of(overlap="clusters", level=0.8)
        # t with 2 degrees of freedom at 80 %: 1.885618
        assert row["ci_high"] == pytest.approx(1 / 3 + 1.885618 / 6, abs=1e-6)


class TestStrata:
    frame = pd.DataFrame(
        {
            "stratum": list("AAAABBBB"),
            "school": list("aabbccdd"),
            "score": [1.0, 4.0, 2.0, 7.0, 3.0, 5.0, 8.0, 1.0],
            "weight": [2.0, 2.0, 3.0, 1.0, 1.0, 4.0, 2.0, 2.0],
        }
    )
    later = frame.assign(score=[2.0, 4.0, 5.0, 7.0, 3.0, 9.0, 7.0, 1.0], weight=1.0)

    def test_are_those_of_the_pooled_file(self):
        pooled = pd.concat([self.frame.assign(wave=1), self.later.assign(wave=2)])
        expected = design(pooled.reset_index(drop=True), strata="stratum").difference(
            "score", "wave"
        )
        waves = [design(frame, strata="stratum") for frame in (self.frame, self.later)]
        found = change(*waves, "score", overlap="clusters")
        for name in ("estimate", "se", "covariance", "df", "p_value"):
            assert found[name].item() == pytest.approx(expected[name].item(), rel=1e-12), name

    def test_names_unique_only_within_strata_are_matched_within_strata(self):
        names = self.frame["school"].map({"a": 1, "b": 2, "c": 1, "d": 2})
        waves = [design(frame, strata="stratum") for frame in (self.frame, self.later)]
        nested = [
            design(frame.assign(school=names), strata="stratum", nest=True)
            for frame in (self.frame, self.later)
        ]
        found, expected = (change(*two, "score", overlap="clusters") for two in (nested, waves))
        pd.testing.assert_frame_equal(found, expected)

    def test_population_counts_are_not_used_for_schools_visited_again(self):
        waves = [design(frame, strata="stratum") for frame in (self.frame, self.later)]
        counted = [
            design(frame.assign(count=4), strata="stratum", fpc="count")
            for frame in (self.frame, self.later)
        ]
        found, expected = (change(*two, "score", overlap="clusters") for two in (counted, waves))
        assert found["se"].item() == pytest.approx(expected["se"].item())

    def test_population_counts_are_used_for_independent_samples(self):
        counted = [
            design(frame.assign(count=4), strata="stratum", fpc="count")
            for frame in (self.frame, self.later)
        ]
        found = change(*counted, "score", overlap="none")
        errors = [one.mean("score")["se"].item() for one in counted]
        assert found["se"].item() == pytest.approx(np.hypot(*errors), rel=1e-12)

    def test_a_school_that_moved_to_another_stratum_is_named(self):
        moved = self.later.assign(stratum=list("AABBAABB"))
        with pytest.raises(DesignError) as caught:
            change(design(self.frame, strata="stratum"), design(moved, strata="stratum"), "score",
                   overlap="clusters")  # fmt: skip
        assert len(caught.value.faults) == 2
        assert "“b” ở tầng “A” trong đợt trước nhưng ở tầng “B”" in caught.value.faults[0]
        assert "“c” ở tầng “B” trong đợt trước nhưng ở tầng “A”" in caught.value.faults[1]

    def test_a_school_alone_in_its_stratum_in_both_waves_is_an_error(self):
        waves = [
            design(frame[frame["school"] != "d"], strata="stratum", lonely="error")
            for frame in (self.frame, self.later)
        ]
        with pytest.raises(LonelyClusterError, match="“B”"):
            change(*waves, "score", overlap="clusters")


class TestTermsAndDomains:
    def test_a_change_per_domain(self):
        found = change(design(BEFORE), design(AFTER), "aware", by="sex", overlap="clusters")
        assert found["sex"].tolist() == ["F", "M"]
        for sex in ("F", "M"):
            alone = row_of(where=f"sex == '{sex}'", overlap="clusters")
            own = found[found["sex"] == sex].iloc[0]
            for name in ("estimate", "se", "df", "covariance"):
                assert own[name] == pytest.approx(alone[name]), name

    def test_a_change_per_category(self):
        one, two = (
            frame.assign(answer=np.where(frame["aware"] == 1, "có", "không"))
            for frame in (BEFORE, AFTER)
        )
        found = change(design(one), design(two), "answer", overlap="clusters")
        assert found["term"].tolist() == ["answercó", "answerkhông"]
        assert found["estimate"].tolist() == pytest.approx([1 / 3, -1 / 3])
        assert found["se"].tolist() == pytest.approx([1 / 6, 1 / 6])

    @pytest.mark.parametrize("overlap", ["clusters", "none"])
    def test_a_category_of_one_wave_is_there_without_a_change(self, overlap):
        one = BEFORE.assign(answer=["x", "y"] * 3)
        two = AFTER.assign(answer=["y", "z"] * 3)
        found = change(design(one), design(two), "answer", overlap=overlap).set_index("term")
        assert sorted(found.index) == ["answerx", "answery", "answerz"]
        assert found["estimate"].notna().sum() == 1
        missing = found.loc[
            ["answerx", "answerz"], ["estimate", "se", "ci_low", "p_value", "covariance"]
        ]
        assert missing.isna().all(axis=None)
        assert found.loc["answerx", "estimate_from"] == 0.5
        assert np.isnan(found.loc["answerx", "estimate_to"])

    @pytest.mark.parametrize("overlap", ["clusters", "none"])
    def test_waves_without_a_common_category_have_no_change(self, overlap):
        one, two = BEFORE.assign(answer="x"), AFTER.assign(answer="z")
        found = change(design(one), design(two), "answer", overlap=overlap)
        assert len(found) == 2
        assert found[["estimate", "se"]].isna().all(axis=None)

    @pytest.mark.parametrize("overlap", ["clusters", "none"])
    def test_an_empty_domain_has_no_change_and_no_error_of_0(self, overlap):
        row = row_of(where="weight > 9", overlap=overlap)
        assert row[["estimate", "se", "ci_low", "ci_high", "t", "p_value"]].isna().all()
        assert row["covariance"] != 0

    @pytest.mark.parametrize("overlap", ["clusters", "none"])
    def test_a_question_nobody_answered_in_one_wave_has_no_change(self, overlap):
        row = row_of(two=AFTER.assign(aware=np.nan), overlap=overlap)
        assert row[["estimate", "se", "ci_low", "p_value"]].isna().all()
        assert row["estimate_from"] == 0.5

    def test_a_domain_within_one_school_has_no_interval(self):
        row = row_of(where="school == 'a'", overlap="clusters")
        assert row["estimate"] == 0.5
        assert np.isnan([row["ci_low"], row["ci_high"], row["p_value"]]).all()

    @pytest.mark.parametrize("grades", [[8, 9], [8.0, 9.0], [True, False]])
    def test_levels_of_different_types_are_not_a_foreign_error(self, grades):
        """Numbers in one file, text in the other: kept apart, matched or refused by name."""
        one = BEFORE.assign(grade=grades * 3)
        two = AFTER.assign(grade=[str(grade) for grade in grades] * 3)
        try:
            found = change(design(one), design(two), "aware", by="grade", overlap="none")
        except SurveyError as error:
            assert "grade" in str(error)  # noqa: PT017 - either is right
            return
        assert len(found) in (2, 4)


class TestClusterNames:
    def test_of_different_types_do_not_silently_become_different_schools(self):
        """School 1 in one file is school “1” in the other: refused, or the same school."""
        codes = {"a": 1, "b": 2, "c": 3}
        one = BEFORE.assign(school=BEFORE["school"].map(codes))
        two = AFTER.assign(school=AFTER["school"].map(codes).astype(str))
        try:
            row = row_of(one, two, overlap="clusters")
        except DesignError:
            return
        assert row["covariance"] == pytest.approx(1 / 24)

    def test_of_which_none_is_shared_are_not_schools_visited_again(self):
        two = AFTER.assign(school=list("xxyyzz"))
        with pytest.raises(DesignError, match="none"):
            row_of(two=two, overlap="clusters")


class TestRefusals:
    def fault_of(self, one: Design, two: Design, overlap: str = "clusters") -> str:
        with pytest.raises(DesignError) as caught:
            change(one, two, "aware", overlap=overlap)
        (fault,) = caught.value.faults
        return fault

    def test_an_unknown_overlap(self):
        fault = self.fault_of(design(BEFORE), design(AFTER), "một phần")
        assert "“một phần”" in fault
        assert "clusters" in fault
        assert "none" in fault

    def test_the_overlap_must_be_said(self):
        with pytest.raises(TypeError):
            change(design(BEFORE), design(AFTER), "aware")

    def test_clusters_that_are_not_known(self):
        without = Design(AFTER, weights="weight")
        assert "clusters" in self.fault_of(design(BEFORE), without)

    def test_replicates(self):
        assert "as_replicates" in self.fault_of(design(BEFORE), design(AFTER).as_replicates("JK1"))

    def test_replicates_of_independent_samples_are_fine(self):
        waves = [design(frame).as_replicates("JK1") for frame in (BEFORE, AFTER)]
        found = change(*waves, "aware", overlap="none")
        assert found["se"].item() == pytest.approx(1 / 3)


class TestCalibratedWaves:
    def test_what_is_calibrated_does_not_change_by_chance(self):
        waves = [
            design(frame).poststratify({"sex": {"F": 30, "M": 20}}) for frame in (BEFORE, AFTER)
        ]
        row = change(*waves, "sex == 'F'", overlap="clusters").iloc[0]
        assert row["estimate"] == pytest.approx(0, abs=1e-12)
        assert row["se"] == pytest.approx(0, abs=1e-12)
