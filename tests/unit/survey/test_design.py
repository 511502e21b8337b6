"""The one object an analyst works with: what it refuses, and how its parts hang together."""

from __future__ import annotations

import re
from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey import CalibrationError, Design, DesignError, SurveyError, VariableError

PUPILS = pd.DataFrame(
    {
        "stratum": list("AAAABBBBB"),
        "school": list("aabbcccdd"),
        "score": [1.0, 4.0, 2.0, 7.0, 3.0, 3.0, 5.0, 8.0, 1.0],
        "aware": [1, 0, 1, 1, 0, 0, 1, 0, 1],
        "weight": [2.0, 2.0, 3.0, 1.0, 1.0, 4.0, 2.0, 2.0, 5.0],
        "count": [6, 6, 6, 6, 5, 5, 5, 5, 5],
        "sex": ["F", "M", "F", "M", "F", "M", "F", "M", "M"],
    }
)
NAMES = {"weights": "weight", "strata": "stratum", "clusters": "school"}


def design(frame: pd.DataFrame = PUPILS, **choices) -> Design:
    return Design(frame, **NAMES | choices)


def faults_of(frame: pd.DataFrame = PUPILS, **choices) -> tuple[str, ...]:
    with pytest.raises(DesignError) as caught:
        design(frame, **choices)
    return caught.value.faults


def fault_of(frame: pd.DataFrame = PUPILS, **choices) -> str:
    (fault,) = faults_of(frame, **choices)
    return fault


class TestWeights:
    def at(self, row: int, value) -> pd.DataFrame:
        return PUPILS.assign(weight=PUPILS["weight"].mask(PUPILS.index == row, value))

    def test_missing(self):
        fault = fault_of(self.at(3, np.nan))
        assert "“weight” để trống ở 1 dòng, đầu tiên là dòng 4" in fault

    @pytest.mark.parametrize("dtype", ["Int64", "Float64"])
    def test_missing_in_nullable_types(self, dtype):
        assert "đầu tiên là dòng 4" in fault_of(self.at(3, np.nan).astype({"weight": dtype}))

    def test_negative_with_the_value(self):
        assert "“weight” là số âm ở 1 dòng, đầu tiên là dòng 3 (-1.5)" in fault_of(self.at(2, -1.5))

    def test_missing_and_negative_are_told_together(self):
        frame = self.at(3, np.nan)
        frame.loc[[5, 6], "weight"] = -2.0
        faults = faults_of(frame)
        assert len(faults) == 2
        assert "2 dòng, đầu tiên là dòng 6 (-2)" in faults[1]

    def test_all_zero(self):
        fault = fault_of(PUPILS.assign(weight=0))
        assert "“weight”" in fault
        assert "bằng 0" in fault

    def test_text_with_column_row_and_value(self):
        frame = PUPILS.assign(weight=["2", "2", "3", "1,5", "1", "4", "2", "2", "5"])
        with pytest.raises(SurveyError) as caught:
            design(frame)
        assert isinstance(caught.value, DesignError)
        (fault,) = caught.value.faults
        assert "“weight”" in fault
        assert re.search(r"dòng \d", fault)
        assert "tỷ lệ theo từng loại" not in fault

    def test_infinite_with_column_and_row(self):
        fault = fault_of(self.at(4, np.inf))
        assert "“weight”" in fault
        assert "dòng 5" in fault

    def test_an_unknown_column(self):
        fault = fault_of(weights="quyen_so")
        assert "“quyen_so”" in fault
        assert "stratum, school, score" in fault

    def test_the_message_is_english_on_request(self):
        use_language("en")
        assert fault_of(self.at(2, -1.5)).startswith(
            "Column “weight” is negative in 1 rows, the first is row 3 (-1.5)."
        )

    def test_0_is_outside_the_sample(self):
        found = design(self.at(8, 0.0)).mean("score").iloc[0]
        assert found["n"] == 8
        assert found["estimate"] == pytest.approx(
            np.average(PUPILS["score"][:8], weights=PUPILS["weight"][:8])
        )

    def test_0_leaves_its_cluster_in_the_design(self):
        frame = PUPILS.assign(weight=PUPILS["weight"].where(PUPILS["school"] != "d", 0.0))
        found = design(frame).total("score", where="stratum == 'B'").iloc[0]
        # totals 25 and 0: 2 · 2 · 12.5²
        assert found["se"] == pytest.approx(25, rel=1e-14)
        assert found["df"] == 0

    @pytest.mark.parametrize("dtype", ["int64", "Int64", "float32", "Float64"])
    def test_of_any_number_type(self, dtype):
        frame = PUPILS.astype({"weight": dtype})
        assert design(frame).weights.tolist() == PUPILS["weight"].tolist()

    def test_are_read_only_numbers_of_the_frame_s_index(self):
        found = design(PUPILS.set_axis(list("ihgfedcba"))).weights
        assert found.index.tolist() == list("ihgfedcba")

    def test_are_1_for_everybody_without_any_figure(self):
        assert Design(PUPILS).weights.tolist() == [1] * 9

    def test_follow_from_the_counts(self):
        found = Design(PUPILS, strata="stratum", clusters="school", fpc="count").weights
        assert found.tolist() == [3] * 4 + [2.5] * 5

    def test_do_not_follow_from_the_counts_of_the_first_of_two_stages(self):
        frame = PUPILS.assign(pupil=range(9))
        fault = fault_of(frame, weights=None, clusters=["school", "pupil"], fpc="count")
        assert "weights" in fault


class TestProbabilities:
    def test_are_inverted(self):
        frame = PUPILS.assign(chance=1 / PUPILS["weight"])
        found = design(frame, weights=None, probs="chance")
        assert found.weights.tolist() == pytest.approx(PUPILS["weight"].tolist())

    def test_outside_0_to_1_are_refused_with_rows_and_values(self):
        frame = PUPILS.assign(chance=[0.5, 0, 1.2, np.nan, 0.5, 0.5, 0.5, 0.5, 1])
        faults = faults_of(frame, weights=None, probs="chance")
        assert len(faults) == 3
        assert "dòng 4" in faults[0]
        assert "dòng 2 (0)" in faults[1]
        assert "dòng 3 (1.2)" in faults[2]

    def test_beside_weights_are_refused(self):
        fault = fault_of(PUPILS.assign(chance=0.5), probs="chance")
        assert "“weight”" in fault
        assert "“chance”" in fault


class TestOtherMisuse:
    def test_no_rows(self):
        assert "không có dòng nào" in fault_of(PUPILS.iloc[:0])

    def test_an_unknown_lonely_rule(self):
        fault = fault_of(lonely="bỏ")
        assert "“bỏ”" in fault
        assert "error, certainty, average, adjust" in fault

    def test_faults_of_weights_and_of_the_structure_are_told_together(self):
        """Whoever mends one file must not be sent back for every fault."""
        frame = PUPILS.assign(
            weight=PUPILS["weight"].mask(PUPILS.index == 2, -1.0),
            school=PUPILS["school"].mask(PUPILS.index == 5, None),
        )
        text = "\n".join(faults_of(frame))
        assert "“weight”" in text
        assert "“school”" in text

    def test_unknown_columns_of_weights_and_of_the_structure_are_told_together(self):
        text = "\n".join(faults_of(weights="w", strata="s", clusters="c", fpc="f"))
        for name in "wscf":
            assert f"“{name}”" in text

    def test_clusters_that_cross_strata(self):
        fault = fault_of(PUPILS.assign(school=list("aabbaacdd")))
        assert "“a” (cột “school”)" in fault
        assert "dòng 5" in fault

    def test_nested_names_are_fine_when_declared(self):
        frame = PUPILS.assign(school=[1, 1, 2, 2, 1, 1, 1, 2, 2])
        assert design(frame, nest=True).mean("score").equals(design().mean("score"))

    def test_a_population_below_the_sample(self):
        faults = faults_of(PUPILS.assign(count=1), fpc="count")
        assert ["1 đơn vị nhưng mẫu có 2" in fault for fault in faults] == [True, True]

    @pytest.mark.parametrize("part", ["weights", "probs", "strata", "clusters", "fpc"])
    def test_values_instead_of_the_name_of_a_column(self, part):
        fault = fault_of(**{part: PUPILS["count"]})
        assert fault.startswith(f"{part} phải là tên cột")
        assert "Series" in fault

    def test_a_list_of_columns_of_weights(self):
        assert "list" in fault_of(weights=["weight"])

    def test_a_column_may_be_called_by_a_number(self):
        frame = PUPILS.rename(columns={"stratum": 1})
        assert design(frame, strata=1).mean("score").equals(design().mean("score"))

    def test_two_columns_of_one_name(self):
        frame = pd.concat([PUPILS, PUPILS[["score"]]], axis=1)
        with pytest.raises(SurveyError, match="score"):
            design(frame).mean("score")


class TestFrames:
    """Nothing hangs on the index, the order or the type of a table."""

    @pytest.mark.parametrize("index", [[0] * 9, list("abcdefghi"), range(100, 91, -1)])
    def test_any_index(self, index):
        own = design(PUPILS.set_axis(index))
        expected = design()
        assert own.mean("score * 2", by="sex", where="score > 1").equals(
            expected.mean("score * 2", by="sex", where="score > 1")
        )
        assert own.proportion("aware", by="stratum").equals(
            expected.proportion("aware", by="stratum")
        )

    def test_series_of_a_frame_with_repeated_labels(self):
        frame = PUPILS.set_axis([0] * 9)
        found = design(frame).mean(frame["score"], by=frame["sex"], where=frame["aware"] == 1)
        assert found.equals(design().mean("score", by="sex", where="aware == 1"))

    def test_the_frame_is_not_changed(self):
        before = PUPILS.copy()
        own = design(fpc="count")
        own.proportion("aware", by="sex")
        own.rake({"sex": {"F": 10, "M": 12}}).mean("score")
        pd.testing.assert_frame_equal(PUPILS, before)

    def test_later_changes_of_the_frame_do_not_reach_the_design(self):
        frame = PUPILS.copy()
        own = design(frame)
        expected = own.mean("score")["estimate"].item()
        frame["score"] = 0.0
        frame.loc[:, "weight"] = 1.0
        assert own.mean("score")["estimate"].item() == expected

    @pytest.mark.parametrize("dtype", ["Int64", "boolean", "Float64", bool])
    def test_answers_of_any_type(self, dtype):
        found = design(PUPILS.astype({"aware": dtype})).proportion("aware")
        assert found.equals(design().proportion("aware"))

    @pytest.mark.parametrize("dtype", ["Int64", "boolean", "Float64", float])
    def test_missing_answers_of_any_type(self, dtype):
        aware = PUPILS["aware"].astype("Int64").mask(PUPILS.index == 1).astype(dtype)
        row = design(PUPILS.assign(aware=aware)).proportion("aware").iloc[0]
        expected = design().proportion("aware", where="score != 4").iloc[0]
        assert row[["estimate", "se", "n"]].tolist() == expected[["estimate", "se", "n"]].tolist()
        assert row["n"] == 8

    @pytest.mark.parametrize("dtype", ["string", "category", object])
    def test_domains_of_any_type(self, dtype):
        found = design(PUPILS.astype({"sex": dtype})).mean("score", by="sex")
        assert found["se"].tolist() == design().mean("score", by="sex")["se"].tolist()

    def test_true_false_and_none_in_an_object_column_are_one_share(self):
        """What pandas makes of answers with a blank; two shares would be a silent surprise."""
        aware = pd.Series([True, False, True, True, None, False, True, False, True], dtype=object)
        found = design(PUPILS.assign(aware=aware)).proportion("aware")
        assert found["term"].tolist() == ["aware"]
        assert found["n"].tolist() == [8]


class TestQuestions:
    def test_a_share_of_numbers_that_are_no_answers_is_refused(self):
        with pytest.raises(VariableError) as caught:
            design().proportion("score")
        (fault,) = caught.value.faults
        assert "“score” có giá trị 4 ở dòng 2" in fault
        assert ">=" in fault

    def test_a_condition_is_an_answer(self):
        found = design().proportion("score >= 4")
        assert found["term"].item() == "score >= 4"
        assert found["estimate"].item() == pytest.approx((2 + 1 + 2 + 2) / 22)

    @pytest.mark.parametrize("method", ["mean", "total", "proportion", "quantile"])
    def test_an_unknown_variable_is_named(self, method):
        with pytest.raises(VariableError, match="“diem”"):
            getattr(design(), method)("diem")

    def test_a_ratio_of_text_is_refused(self):
        with pytest.raises(VariableError, match="“sex”"):
            design().ratio("score", "sex")

    def test_several_variables_share_complete_rows(self):
        frame = PUPILS.assign(aware=PUPILS["aware"].where(PUPILS["score"] != 4))
        found = design(frame).mean(["score", "aware"])
        assert found["n"].tolist() == [8, 8]
        assert (
            found["estimate"].tolist()[0]
            == design(frame).mean("score", where="score != 4")["estimate"].item()
        )

    def test_by_several_variables(self):
        found = design().total("1", by=["stratum", "sex"])
        assert found["estimate"].tolist() == [5, 3, 3, 11]

    def test_a_repeated_question_gives_the_same_answer(self):
        own = design()
        for _ in range(2):
            assert own.mean("score", by="sex")["estimate"].tolist() == pytest.approx(
                [21 / 8, 48 / 14]
            )
            assert own.mean("score", where="aware == 1").equals(
                own.mean("score", where="aware == 1")
            )


class TestDifferences:
    # F: schools a, b, c; M: all. Means 21/8 and 48/14
    def test_keep_the_covariance(self):
        row = design().difference("score", "sex").iloc[0]
        found = design().mean("score", by="sex")
        covariance = found.covariance.to_numpy()
        assert [row["from"], row["to"]] == ["F", "M"]
        assert row["estimate"] == pytest.approx(48 / 14 - 21 / 8)
        assert row["covariance"] == pytest.approx(covariance[0, 1])
        expected = sqrt(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
        assert row["se"] == pytest.approx(expected)
        assert [row["n_from"], row["n_to"], row["df"]] == [4, 5, 2]

    def test_of_all_pairs_by_default_and_of_chosen_ones(self):
        frame = PUPILS.assign(grade=[8, 9, 7] * 3)
        every = design(frame).difference("score", "grade")
        assert list(zip(every["from"], every["to"], strict=True)) == [(7, 8), (7, 9), (8, 9)]
        one = design(frame).difference("score", "grade", pairs=[(9, 7)])
        assert one["estimate"].item() == pytest.approx(-every["estimate"].iloc[1])
        assert one["se"].item() == pytest.approx(every["se"].iloc[1])

    def test_of_a_group_that_does_not_exist_are_refused(self):
        with pytest.raises(VariableError, match=r"X.*“sex”.*F, M"):
            design().difference("score", "sex", pairs=[("F", "X")])

    def test_of_a_single_group_are_none(self):
        """Nothing to compare: an empty table with its columns, or refused by name."""
        try:
            found = design(PUPILS.assign(sex="F")).difference("score", "sex")
        except VariableError as error:
            assert "sex" in str(error)  # noqa: PT017 - either is right
            return
        assert len(found) == 0
        assert "p_value" in found

    def test_have_the_degrees_of_freedom_of_both_groups(self):
        """Clusters of a third group elsewhere say nothing about the two that are compared."""
        other = PUPILS.assign(
            school=PUPILS["school"] + "2", sex="?", stratum=PUPILS["stratum"] + "2"
        )
        frame = pd.concat([PUPILS, other], ignore_index=True)
        found = design(frame).difference("score", "sex", pairs=[("F", "M")]).iloc[0]
        alone = design().difference("score", "sex").iloc[0]
        for name in ("estimate", "se", "df", "p_value"):
            assert found[name] == pytest.approx(alone[name]), name

    def test_with_an_empty_group_are_missing(self):
        sex = pd.Categorical(PUPILS["sex"], ["F", "M", "X"])
        found = design(PUPILS.assign(sex=sex)).difference("score", "sex").iloc[1]
        assert found["to"] == "X"
        assert found[["estimate", "se", "ci_low", "p_value"]].isna().all()
        assert found["n_to"] == 0


class TestCalibration:
    def test_what_was_calibrated_does_not_vary(self):
        own = design(fpc="count").rake({"sex": {"F": 10, "M": 12}})
        found = own.total("1", by="sex")
        assert found["estimate"].tolist() == pytest.approx([10, 12])
        assert found["se"].tolist() == pytest.approx([0, 0], abs=1e-12)

    def test_the_variance_is_that_of_the_residuals(self):
        # post-strata F (weights 2 3 1 2, N 10, mean 21/8) and M (2 1 4 2 5, N 12, mean 48/14)
        own = design().poststratify({"sex": {"F": 10, "M": 12}})
        factor = PUPILS["sex"].map({"F": 10 / 8, "M": 12 / 14})
        residual = PUPILS["score"] - PUPILS["sex"].map({"F": 21 / 8, "M": 48 / 14})
        z = (residual * factor * PUPILS["weight"]).groupby(PUPILS["school"]).sum()
        expected = (z["a"] - z["b"]) ** 2 + (z["c"] - z["d"]) ** 2
        found = own.total("score").iloc[0]
        assert found["estimate"] == pytest.approx(10 * 21 / 8 + 12 * 48 / 14)
        assert found["se"] == pytest.approx(sqrt(expected), rel=1e-12)

    def test_the_residuals_are_weighted(self):
        """Not R's pass of unweighted margins: with unequal weights that is biased."""
        own = design().rake({"sex": {"F": 10, "M": 12}})
        expected = design().poststratify({"sex": {"F": 10, "M": 12}}).mean("score", by="stratum")
        assert own.mean("score", by="stratum")["se"].tolist() == pytest.approx(
            expected["se"].tolist()
        )

    @pytest.mark.parametrize("unit", [1e-9, 1.0, 1e3, 1e6, 1e9, 1e12])
    def test_the_unit_of_a_calibration_variable_does_not_matter(self, unit):
        """Income in đồng or in millions of đồng."""
        frame = PUPILS.assign(income=np.array([2, 5, 3, 9, 4, 1, 7, 6, 8]) * unit)
        own = design(frame).calibrate({"(n)": 25, "income": 120 * unit})
        expected = design(frame.assign(income=frame["income"] / unit)).calibrate(
            {"(n)": 25, "income": 120}
        )
        for question in ("aware", "score"):
            found, wanted = (one.total(question).iloc[0] for one in (own, expected))
            assert found["estimate"] == pytest.approx(wanted["estimate"])
            assert found["se"] == pytest.approx(wanted["se"], rel=1e-6)

    def test_of_redundant_totals_is_that_of_the_independent_ones(self):
        own = design().calibrate({"(n)": 22, "sex": {"F": 10, "M": 12}})
        expected = design().calibrate({"sex": {"F": 10, "M": 12}})
        assert own.total("score")["se"].item() == pytest.approx(
            expected.total("score")["se"].item()
        )

    def test_after_another_goes_back_through_both(self):
        both = design().poststratify({"sex": {"F": 10, "M": 12}}).trim(8.0)
        assert both.weights.sum() == pytest.approx(22)
        again = both.poststratify({"sex": {"F": 10, "M": 12}})
        assert again.total("1", by="sex")["se"].tolist() == pytest.approx([0, 0], abs=1e-12)

    def test_reports_what_it_did(self):
        own = design()
        assert own.report.empty
        report = own.rake({"sex": {"F": 10, "M": 12}}).report
        totals = report[report["part"] == "total"].set_index("name")
        assert totals.loc["sex=F", ["wanted", "before", "after"]].tolist() == pytest.approx(
            [10, 8, 10]
        )

    def test_leaves_the_design_before_as_it_was(self):
        own = design()
        own.rake({"sex": {"F": 10, "M": 12}})
        assert own.weights.tolist() == PUPILS["weight"].tolist()

    @pytest.mark.parametrize(
        ("margins", "named"),
        [
            ({"sex": {"F": 10}}, "sex=M"),
            ({"sex": {"F": 10, "M": 12, "X": 3}}, "sex=X"),
            ({"sex": {"F": 10, "M": 12}, "stratum": {"A": 20, "B": 30}}, "50"),
            ({"gioi": {"F": 10, "M": 12}}, "gioi"),
        ],
    )
    def test_margins_that_cannot_be_met_are_refused(self, margins, named):
        with pytest.raises(CalibrationError, match=named):
            design().rake(margins)


class TestNonresponse:
    frame = PUPILS.assign(answered=[1, 0, 1, 1, 1, 0, 1, 1, 1])

    def test_respondents_carry_the_weights_of_those_like_them(self):
        own = design(self.frame).nonresponse("answered", "stratum")
        # A: 8/6; B: 14/10
        factor = np.where(PUPILS["stratum"] == "A", 8 / 6, 14 / 10) * self.frame["answered"]
        assert own.weights.to_numpy() == pytest.approx((PUPILS["weight"] * factor).to_numpy())
        assert own.mean("score")["n"].item() == 7

    def test_may_be_asked_by_a_condition_or_by_truth_values(self):
        expected = design(self.frame).nonresponse("answered", ["stratum"]).weights.tolist()
        assert (
            design(self.frame).nonresponse("answered == 1", ["stratum"]).weights.tolist()
            == expected
        )
        frame = self.frame.astype({"answered": "boolean"})
        assert design(frame).nonresponse("answered", ["stratum"]).weights.tolist() == expected

    @pytest.mark.parametrize(("value", "row"), [(np.nan, 5), (2, 5)])
    def test_whether_somebody_answered_must_be_known(self, value, row):
        frame = self.frame.assign(answered=[1, 0, 1, 1, value, 0, 1, 1, 1])
        with pytest.raises(SurveyError, match=f"dòng {row}"):
            design(frame).nonresponse("answered", "stratum")

    def test_a_class_in_which_nobody_answered_is_refused(self):
        frame = self.frame.assign(answered=[0, 0, 0, 0, 1, 0, 1, 1, 1])
        with pytest.raises(CalibrationError, match="A"):
            design(frame).nonresponse("answered", "stratum")


class TestTrimming:
    def test_keeps_the_sum_and_cuts(self):
        own = design().trim(3.5)
        # cut 0.5 + 1.5, spread over seven others
        extra = 2 / 7
        expected = [min(weight, 3.5) + extra * (weight < 3.5) for weight in PUPILS["weight"]]
        assert own.weights.tolist() == pytest.approx(expected)
        assert own.weights.sum() == pytest.approx(22)

    def test_takes_the_factors_as_given(self):
        frame = PUPILS.assign(trimmed=design().trim(3.5).weights)
        found = design().trim(3.5).mean("score")
        expected = design(frame, weights="trimmed").mean("score")
        columns = ["estimate", "se", "n", "df"]
        assert found[columns].iloc[0].tolist() == pytest.approx(expected[columns].iloc[0].tolist())


class TestReplicated:
    frame = PUPILS.assign(r1=[0.0, 0, 6, 2, 1, 4, 2, 2, 5], r2=[4.0, 4, 0, 0, 1, 4, 2, 2, 5],
                          r3=[2.0, 2, 3, 1, 0, 0, 0, 4, 10], r4=[2.0, 2, 3, 1, 2, 8, 4, 0, 0])  # fmt: skip
    columns = ("r1", "r2", "r3", "r4")

    def given(self, **choices) -> Design:
        options = {"weights": "weight", "replicates": list(self.columns), "kind": "other",
                   "scale": 1.0, "rscales": [0.5] * 4}  # fmt: skip
        return Design.replicated(self.frame, **options | choices)

    def test_gives_what_the_design_gives(self):
        own, made = self.given(), design().as_replicates("JKn")
        assert (
            own.replicate_weights.to_numpy().tolist() == made.replicate_weights.to_numpy().tolist()
        )
        assert own.mean("score", by="sex").equals(made.mean("score", by="sex"))
        assert own.degf == made.degf == 2

    @pytest.mark.parametrize(
        ("kind", "options", "scale"),
        [
            ("BRR", {}, 1 / 4),
            ("Fay", {"rho": 0.5}, 1),
            ("JK1", {}, 3 / 4),
            ("bootstrap", {}, 1 / 3),
            ("other", {"scale": 0.2}, 0.2),
        ],
    )
    def test_knows_the_scale_of_its_kind(self, kind, options, scale):
        own = self.given(kind=kind, rscales=None, **{"scale": None} | options)
        assert own.scale == pytest.approx(scale)
        assert own.rscales.tolist() == [1] * 4
        thetas = [np.average(PUPILS["score"], weights=self.frame[name]) for name in self.columns]
        expected = sqrt(scale * ((np.array(thetas) - np.mean(thetas)) ** 2).sum())
        assert own.mean("score")["se"].item() == pytest.approx(expected)

    def test_answers_all_questions(self):
        own = self.given()
        assert own.ratio("score", "aware")["se"].item() > 0
        assert own.crosstab("sex", "aware").n == 9
        assert own.ttest("score", "sex").n == 9
        assert own.glm("score ~ sex").n == 9
        assert len(own.difference("score", "sex")) == 1
        assert own.proportion("aware", by="sex", interval="beta")["ci_high"].le(1).all()

    @pytest.mark.parametrize(
        ("options", "named"),
        [
            ({"replicates": ["r1", "r9"]}, "r9"),
            ({"replicates": ["r1"]}, "hai cột"),
            ({"replicates": []}, "hai cột"),
            ({"kind": "SDR"}, "“SDR”"),
            ({"kind": "Fay", "scale": None}, "rho"),
            ({"kind": "JKn", "scale": None, "rscales": None}, "rscales"),
            ({"rscales": [0.5] * 3}, "3 số cho 4"),
            ({"weights": "w9"}, "w9"),
        ],
    )
    def test_misuse_is_refused(self, options, named):
        with pytest.raises(DesignError, match=named):
            self.given(**options)

    @pytest.mark.parametrize("value", [np.nan, -1.0])
    def test_bad_replicate_weights_are_refused_by_name(self, value):
        frame = self.frame.assign(r3=self.frame["r3"].mask(self.frame.index == 4, value))
        with pytest.raises(DesignError, match="r3"):
            Design.replicated(frame, weights="weight", replicates=list(self.columns), kind="BRR")

    def test_replicate_weights_of_text_are_refused(self):
        frame = self.frame.assign(r3="1,5")
        with pytest.raises(DesignError, match="r3"):
            Design.replicated(frame, weights="weight", replicates=list(self.columns), kind="BRR")

    def test_no_rows(self):
        with pytest.raises(DesignError, match="không có dòng nào"):
            Design.replicated(
                self.frame.iloc[:0], weights="weight", replicates=list(self.columns), kind="BRR"
            )


class TestWhatItIs:
    def test_kish(self):
        # n Σ w²/(Σ w)² = 9 · 68/22²
        assert design().kish_deff == pytest.approx(9 * 68 / 484)
        assert design().kish_neff == pytest.approx(484 / 68)

    def test_degrees_of_freedom(self):
        assert design().degf == 4 - 2
        assert design(strata=None).degf == 4 - 1
        assert design(clusters=None).degf == 9 - 2

    def test_without_replicates_there_is_no_scale(self):
        assert np.isnan(design().scale)
        assert design().rscales.tolist() == []
        assert design().replicate_weights.shape == (9, 0)

    def test_shows_its_size(self):
        assert repr(design()) == "<Design: 9 rows, 2 degrees of freedom>"
