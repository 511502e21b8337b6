"""The table an analyst gets: what stands in it, and what is missing instead of wrong."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design, VariableError
from gdnn_analysis.survey.estimates import Estimates

# Two strata of two schools of two pupils; all weights 2, so that figures can be done by hand.
PUPILS = pd.DataFrame(
    {
        "stratum": list("AAAABBBB"),
        "school": list("aabbccdd"),
        "weight": 2.0,
        "score": [1.0, 3.0, 5.0, 7.0, 2.0, 2.0, 4.0, 8.0],
        "aware": [1, 0, 1, 1, 0, 0, 1, 0],
        "sex": ["F", "M", "F", "M", "F", "M", "F", "M"],
        "answer": ["có", "không", None, "có", "có", "không", "có", "có"],
        "blank": np.nan,
    }
)


def design(frame: pd.DataFrame = PUPILS, **choices) -> Design:
    names = {"weights": "weight", "strata": "stratum", "clusters": "school"}
    return Design(frame, **names | choices)


class TestColumns:
    def test_are_always_the_same(self):
        columns = ["term", "estimate", "se", "ci_low", "ci_high", "df", "cv", "deff", "n", "n_eff", "flag"]  # fmt: skip
        for found in (
            design().mean("score"),
            design().total("score"),
            design().ratio("score", "aware"),
            design().proportion("aware"),
            design().quantile("score"),
        ):
            assert found.columns.tolist() == columns

    def test_by_variables_stand_after_the_term(self):
        found = design().mean("score", by=["sex", "stratum"])
        assert found.columns.tolist()[:4] == ["term", "sex", "stratum", "estimate"]
        assert found["sex"].tolist() == ["F", "F", "M", "M"]

    def test_rows_are_domains_then_terms(self):
        found = design().mean(["score", "aware"], by="sex")
        assert list(zip(found["sex"], found["term"], strict=True)) == [
            ("F", "score"), ("F", "aware"), ("M", "score"), ("M", "aware"),
        ]  # fmt: skip

    @pytest.mark.parametrize("name", ["term", "n", "estimate", "flag"])
    def test_a_variable_called_like_a_column_of_the_table_is_not_lost(self, name):
        """Either refused or kept beside the figure; never written over."""
        frame = PUPILS.rename(columns={"sex": name})
        try:
            found = design(frame).mean("score", by=name)
        except VariableError as error:
            assert f"“{name}”" in str(error)  # noqa: PT017 - either is right
            return
        assert found.columns.is_unique
        assert found["term"].tolist() == ["score", "score"]
        assert {"F", "M"} <= {value for column in found for value in found[column].tolist()}

    def test_a_selection_is_an_ordinary_table(self):
        found = design().mean("score", by="sex")
        assert type(found) is Estimates
        assert type(found[found["sex"] == "F"]) is pd.DataFrame


class TestFigures:
    # mean 4; deviations -3 -1 | 1 3 || -2 -2 | 0 4: school totals ×2 -8, 8, -8, 8
    # V(Ŷ - 4N̂) = 2·(64 + 64) + 2·(64 + 64) = 512; N̂ = 16: se² = 2
    def test_of_a_mean(self):
        row = design().mean("score").iloc[0]
        assert row["estimate"] == 4
        assert row["se"] == pytest.approx(sqrt(2), rel=1e-14)
        assert row["df"] == 2
        assert row["n"] == 8
        assert row["cv"] == pytest.approx(sqrt(2) / 4, rel=1e-14)
        # t with 2 degrees of freedom 4.302653
        assert row["ci_low"] == pytest.approx(4 - 4.30265273 * sqrt(2), abs=1e-7)
        assert row["ci_high"] == pytest.approx(4 + 4.30265273 * sqrt(2), abs=1e-7)
        assert row["flag"] == "suppress"

    def test_n_eff_is_what_a_simple_sample_would_need(self):
        # Σ w (y - 4)²/N̂ = (9 + 1 + 1 + 9 + 4 + 4 + 0 + 16)/8 = 5.5; 5.5/2
        assert design().mean("score")["n_eff"].item() == pytest.approx(2.75, rel=1e-14)

    def test_deff_compares_with_simple_random_sampling(self):
        # s² = 44/7, (1 - 8/16)·s²/8 = 0.392857; with replacement 0.785714
        found = [design().mean("score", deff=kind)["deff"].item() for kind in (True, "replace")]
        assert found == pytest.approx([2 / (22 / 56), 2 / (44 / 56)], rel=1e-13)

    def test_deff_is_missing_unless_asked(self):
        assert np.isnan(design().mean("score")["deff"].item())

    def test_deff_of_a_simple_random_sample_is_1(self):
        simple = Design(PUPILS.assign(count=16), fpc="count")
        for found in (
            simple.mean("score", deff=True),
            simple.total("score", deff=True),
            simple.proportion("aware", deff=True),
        ):
            assert found["deff"].item() == pytest.approx(1, rel=1e-12)

    def test_deff_and_n_eff_do_not_drown_in_a_large_constant(self):
        """Amounts of money: squares of 1e9 leave no digit for what varies."""
        far = design(PUPILS.assign(score=PUPILS["score"] + 1e9)).mean("score", deff=True)
        near = design().mean("score", deff=True)
        for figure in ("deff", "n_eff"):
            assert far[figure].item() == pytest.approx(near[figure].item(), rel=1e-5)

    def test_of_a_total(self):
        # school totals 8, 24, 8, 24: 2·(64 + 64) twice
        found = design().total("score").iloc[0]
        assert [found["estimate"], found["se"]] == pytest.approx([64, sqrt(512)], rel=1e-14)

    def test_of_a_ratio(self):
        # 32/4 = 8 per aware pupil; residuals 8·aware: schools 2·(4 - 8), 2·(12 - 16), 2·4, 2·(12 - 8)
        # = -8, -8, 8, 8: A and B do not vary
        found = design().ratio("score", "aware").iloc[0]
        assert [found["estimate"], found["se"]] == pytest.approx([8, 0], abs=1e-12)
        # pupils per aware pupil: 8/4 = 2; residuals 1 - 2·aware: schools ×2: 0, -4, 4, 0
        found = design().ratio("1", "aware").iloc[0]
        expected = sqrt(2 * (4 + 4) + 2 * (4 + 4)) / 8
        assert [found["estimate"], found["se"]] == pytest.approx([2, expected], rel=1e-14)

    def test_of_a_ratio_are_called_by_both_names(self):
        assert design().ratio("score", "aware")["term"].item() == "score/aware"

    def test_covariances_are_those_of_the_rows(self):
        found = design().mean(["score", "aware"], by="sex")
        assert found.covariance.shape == (4, 4)
        assert np.diag(found.covariance) == pytest.approx(found["se"].to_numpy() ** 2)
        # F: schools have one girl each of score 1, 5, 2, 4: mean 3; M: 3, 7, 2, 8: mean 5
        # ×2/8: F -2, 2, -1, 1; M -2, 2, -3, 3 quarters: A 2·(4 + 4)/16 + B 2·(3 + 3)/16
        assert found.covariance.to_numpy()[0, 2] == pytest.approx(16 / 16 + 12 / 16, rel=1e-13)

    def test_covariances_of_chosen_rows(self):
        found = design().mean("score", by=["sex", "stratum"])
        chosen = found.covariance_of(np.array([3, 0]))
        assert chosen == pytest.approx(found.covariance.to_numpy()[np.ix_([3, 0], [3, 0])])


class TestChoices:
    def test_df_of_the_domain_is_the_default(self):
        found = design().mean("score", where="stratum == 'A'")
        assert found["df"].item() == 1
        assert found.equals(design().mean("score", where="stratum == 'A'", df="domain"))

    def test_df_of_the_design(self):
        found = design().mean("score", where="stratum == 'A'", df="design").iloc[0]
        assert found["df"] == 2
        assert (found["ci_high"] - found["estimate"]) / found["se"] == pytest.approx(
            4.30265, abs=1e-5
        )

    def test_df_may_be_a_number(self):
        found = design().mean("score", df=10).iloc[0]
        assert found["df"] == 10
        assert (found["ci_high"] - found["estimate"]) / found["se"] == pytest.approx(
            2.22814, abs=1e-5
        )

    def test_another_df_is_refused(self):
        with pytest.raises(VariableError, match="toàn bộ"):
            design().mean("score", df="toàn bộ")

    def test_another_deff_is_refused(self):
        with pytest.raises(VariableError, match="thay thế"):
            design().mean("score", deff="thay thế")

    def test_the_level_widens_the_interval(self):
        found = design().mean("score", level=0.9).iloc[0]
        # t with 2 degrees of freedom 2.919986
        assert (found["ci_high"] - 4) / found["se"] == pytest.approx(2.919986, abs=1e-6)

    @pytest.mark.parametrize("level", [0, 1, 95, -0.5])
    def test_a_level_that_is_no_probability_is_refused(self, level):
        with pytest.raises(VariableError, match=f"level = {level} "):
            design().mean("score", level=level)

    def test_an_unknown_option_is_told_with_the_known_ones(self):
        with pytest.raises(VariableError, match=r"levle.*by, where, deff, df, level, skipna"):
            design().mean("score", levle=0.9)

    @pytest.mark.parametrize("method", ["mean", "total", "proportion", "quantile"])
    def test_without_skipna_a_domain_with_a_missing_answer_has_no_figure(self, method):
        frame = PUPILS.assign(aware=[1, 0, 1, 1, 0, 0, 1, None])
        found = getattr(design(frame), method)("aware", by="sex", skipna=False)
        assert found["estimate"].isna().tolist() == [False, True]
        assert found.loc[1, "flag"] == "empty"


class TestEmptyDomains:
    @pytest.mark.parametrize("method", ["mean", "total", "proportion", "quantile"])
    @pytest.mark.parametrize("options", [{"where": "score > 99"}, {"by": "kind"}])
    def test_are_missing_never_0(self, method, options):
        frame = PUPILS.assign(kind=pd.Categorical(["x"] * 8, ["vắng", "x"]))
        row = getattr(design(frame), method)("aware", **options).iloc[0]
        assert row[["estimate", "se", "ci_low", "ci_high", "cv", "deff", "n_eff"]].isna().all()
        assert row["n"] == 0
        assert row["df"] == 0
        assert row["flag"] == "empty"

    def test_of_categories_are_missing_level_by_level(self):
        found = design().proportion("answer", where="score > 99")
        assert found["term"].tolist() == ["answercó", "answerkhông"]
        assert found["estimate"].isna().all()

    def test_of_a_ratio(self):
        assert design().ratio("score", "aware", where="score > 99")["estimate"].isna().all()

    def test_a_ratio_to_nothing_is_missing(self):
        row = design(PUPILS.assign(zero=0)).ratio("score", "zero").iloc[0]
        assert row[["estimate", "se", "ci_low", "ci_high"]].isna().all()
        assert row["flag"] == "empty"

    def test_do_not_disturb_the_others(self):
        frame = PUPILS.assign(kind=pd.Categorical(PUPILS["sex"], ["vắng", "F", "M"]))
        found = design(frame).mean("score", by="kind").iloc[1:]
        expected = design().mean("score", by="sex")
        assert found["se"].tolist() == expected["se"].tolist()


class TestQuestionsNobodyAnswered:
    @pytest.mark.parametrize("method", ["mean", "total", "proportion", "quantile"])
    def test_have_a_row_without_a_figure(self, method):
        row = getattr(design(), method)("blank").iloc[0]
        assert row[["estimate", "se", "ci_low", "ci_high"]].isna().all()
        assert row["n"] == 0
        assert row["flag"] == "empty"

    @pytest.mark.parametrize("dtype", ["Int64", "boolean", "Float64"])
    def test_of_any_type(self, dtype):
        frame = PUPILS.assign(blank=pd.array([None] * 8, dtype=dtype))
        assert design(frame).proportion("blank")["flag"].tolist() == ["empty"]

    def test_with_known_categories_have_a_row_for_each(self):
        frame = PUPILS.assign(blank=pd.Categorical([None] * 8, ["có", "không"]))
        found = design(frame).proportion("blank")
        assert found["term"].tolist() == ["blankcó", "blankkhông"]
        assert found["flag"].tolist() == ["empty", "empty"]

    @pytest.mark.parametrize("dtype", [object, "string"])
    def test_of_text_have_a_row_that_says_so(self, dtype):
        frame = PUPILS.assign(blank=pd.Series([None] * 8, dtype=dtype))
        found = design(frame).proportion("blank")
        assert len(found) == 1
        assert found["n"].tolist() == [0]
        assert found["flag"].tolist() == ["empty"]

    def test_leave_no_joint_row_for_others(self):
        found = design().mean(["score", "blank"])
        assert found["estimate"].isna().all()
        assert found["n"].tolist() == [0, 0]


class TestSmallDomains:
    def test_one_respondent_has_a_mean_and_no_interval(self):
        row = design().mean("score", where="score == 7").iloc[0]
        assert row["estimate"] == 7
        assert row["n"] == 1
        assert row["df"] == 0
        assert np.isnan([row["ci_low"], row["ci_high"]]).all()

    def test_one_respondent_has_no_effective_sample_above_1(self):
        row = design().mean("score", where="score == 7", deff=True).iloc[0]
        assert not row["n_eff"] > 1
        assert np.isnan(row["deff"])

    @pytest.mark.parametrize("where", ["score == 7", "school == 'a'"])
    def test_within_one_cluster_no_figure_is_called_good(self, where):
        """Its standard error is 0 only because there is nothing to compare with."""
        row = design().mean("score", where=where).iloc[0]
        assert row["df"] == 0
        assert row["flag"] != "good"

    def test_within_one_cluster_a_share_has_no_interval(self):
        row = design().proportion("aware", where="school == 'a'").iloc[0]
        assert row["estimate"] == 0.5
        assert np.isnan([row["ci_low"], row["ci_high"]]).all()
        assert "suppress" in row["flag"]

    def test_one_respondent_who_is_aware_has_the_exact_interval_of_one(self):
        row = design().proportion("aware", where="school == 'a' and aware == 1").iloc[0]
        # 0.025^(1/1)
        assert [row["ci_low"], row["ci_high"]] == pytest.approx([0.025, 1])
        assert row["flag"] == "suppress;review;boundary"


class TestConstants:
    frame = PUPILS.assign(constant=7.0, weight=[0.1, 0.7, 1.3, 2.9, 3.1, 0.3, 1.7, 5.3])

    def test_have_no_error(self):
        row = design(self.frame).mean("constant").iloc[0]
        assert row["estimate"] == pytest.approx(7, rel=1e-14)
        assert row["se"] == pytest.approx(0, abs=1e-13)

    def test_their_total_varies_with_the_size_of_clusters(self):
        found = design(self.frame).total("constant")
        assert found["se"].item() == pytest.approx(
            7 * design(self.frame.assign(one=1)).total("one")["se"].item()
        )

    @pytest.mark.parametrize("interval", ["logit", "beta", "wilson", "xlogit", "asin", "mean"])
    @pytest.mark.parametrize("value", [0, 1])
    def test_0_and_100_percent_have_a_usable_interval_and_a_flag(self, interval, value):
        row = design(self.frame.assign(all=value)).proportion("all", interval=interval).iloc[0]
        # 0.025^(1/8) = 0.6305834
        low, high = (0, 1 - 0.6305834) if value == 0 else (0.6305834, 1)
        assert row["estimate"] == value
        assert [row["ci_low"], row["ci_high"]] == pytest.approx([low, high], abs=1e-7)
        assert row["n_eff"] == 8
        assert row["flag"] == "suppress;review;boundary"

    def test_a_category_nobody_chose_is_0_percent_with_an_interval(self):
        answer = pd.Categorical(PUPILS["sex"], ["F", "M", "khác"])
        row = design(PUPILS.assign(answer=answer)).proportion("answer").iloc[2]
        assert row["term"] == "answerkhác"
        assert row["estimate"] == 0
        assert row["ci_high"] == pytest.approx(1 - 0.6305834, abs=1e-7)
        assert "boundary" in row["flag"]


class TestMissingAnswers:
    def test_leave_the_estimate_as_a_domain_would(self):
        frame = PUPILS.assign(score=PUPILS["score"].where(PUPILS["school"] != "d"))
        found = design(frame).mean("score").iloc[0]
        expected = design().mean("score", where="school != 'd'").iloc[0]
        assert found[["estimate", "se", "n"]].tolist() == expected[["estimate", "se", "n"]].tolist()

    def test_do_not_lower_the_degrees_of_freedom(self):
        frame = PUPILS.assign(score=PUPILS["score"].where(PUPILS["school"] != "d"))
        assert design(frame).mean("score")["df"].item() == 2
        assert design().mean("score", where="school != 'd'")["df"].item() == 2 - 1

    def test_are_not_counted_among_the_categories(self):
        found = design().proportion("answer")
        assert found["n"].tolist() == [7, 7]
        assert found["estimate"].tolist() == pytest.approx([5 / 7, 2 / 7])
