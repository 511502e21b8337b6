"""Laws of estimation that hold for any sample: what must not change a figure, and what adds up."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gdnn_analysis.survey import Design, change, holm
from gdnn_analysis.survey.share_intervals import METHODS, share_limits, t_quantile

law = settings(deadline=None, derandomize=True, max_examples=20)
WITHIN = [method for method in METHODS if method != "mean"]
"""Intervals that are made for shares; ``mean`` is symmetric and may leave 0-1."""
FIGURES = ["estimate", "se", "ci_low", "ci_high", "df", "n"]


@st.composite
def samples(draw) -> pd.DataFrame:
    """Return one row per respondent, of one to three strata of two to four clusters each."""
    person = st.tuples(
        st.integers(-50, 50),
        st.sampled_from(["có", "không", "khó nói"]),
        st.sampled_from(["nam", "nữ"]),
        st.floats(0.5, 50),
        st.booleans(),
    )
    clusters = st.lists(st.lists(person, min_size=1, max_size=4), min_size=2, max_size=4)
    strata = draw(st.lists(clusters, min_size=1, max_size=3))
    rows = [
        (f"T{h}", f"T{h}C{i}", len(stratum), *someone)
        for h, stratum in enumerate(strata)
        for i, cluster in enumerate(stratum)
        for someone in cluster
    ]
    columns = ["stratum", "school", "drawn", "score", "answer", "sex", "weight", "told"]
    return pd.DataFrame(rows, columns=columns)


def design(frame: pd.DataFrame, **choices: Any) -> Design:
    names = {"weights": "weight", "strata": "stratum", "clusters": "school"}
    return Design(frame, **names | choices)


def near(values: Any, rel: float = 1e-8) -> Any:
    """Return an expectation up to `rel` of the largest value; missing is equal to missing."""
    wanted = np.asarray(values, dtype="float64")
    known = np.abs(wanted[np.isfinite(wanted)])
    return pytest.approx(wanted, rel=rel, abs=rel * max(known.max(initial=0.0), 1.0), nan_ok=True)


def numbers(found: pd.DataFrame, columns: list[str] = FIGURES) -> np.ndarray:
    return pd.DataFrame(found)[columns].to_numpy(dtype="float64")


def outcomes(made: Design) -> dict[str, np.ndarray]:
    """Return figures of every kind that know no unit of the weights."""
    table = made.crosstab("sex", "answer")
    tests = [table.statistic, table.df, table.df_denominator, table.p_value]
    # near no variance a test divides roundings; its value is then no law
    steady = table.cells["se"].to_numpy().max(initial=0.0) > 1e-6
    found = {
        "mean": numbers(made.mean("score")),
        "mean by sex": numbers(made.mean("score", by="sex")),
        "ratio": numbers(made.ratio("score", "drawn")),
        "shares": numbers(made.proportion("answer", by="sex")),
        "exact shares": numbers(made.proportion("answer", interval="beta")),
        "medians": numbers(made.quantile("score"), ["estimate", "df", "n"]),
        "cells": numbers(table.cells),
        "test": np.array(tests if steady else []),
    }
    if made.frame["sex"].nunique() == 2:
        test = made.ttest("score", "sex")
        found["t test"] = np.array([test.estimate, test.se, test.ci_low, test.ci_high])
    return found


def assert_alike(found: Mapping[str, np.ndarray], wanted: Mapping[str, np.ndarray]) -> None:
    for name in wanted.keys() | found.keys():
        assert found[name] == near(wanted[name], 1e-6), name


class TestNothingChanges:
    @law
    @given(frame=samples(), times=st.floats(0.01, 1000))
    def test_when_all_weights_are_multiplied(self, frame, times):
        larger = frame.assign(weight=frame["weight"] * times)
        assert_alike(outcomes(design(larger)), outcomes(design(frame)))
        one, other = (design(each).total("score") for each in (frame, larger))
        columns = ["estimate", "se", "ci_low", "ci_high"]
        assert numbers(other, columns) == near(numbers(one, columns) * times)

    @law
    @given(frame=samples(), data=st.data())
    def test_when_rows_are_shuffled(self, frame, data):
        order = data.draw(st.permutations(range(len(frame))))
        mixed = frame.iloc[list(order)]
        assert_alike(outcomes(design(mixed)), outcomes(design(frame)))
        assert numbers(design(mixed).total("score", by="sex")) == near(
            numbers(design(frame).total("score", by="sex"))
        )

    @law
    @given(frame=samples())
    def test_when_strata_and_clusters_have_other_names(self, frame):
        """Names in the opposite order, and numbers for texts."""
        schools = frame["school"].unique()
        names = {name: len(schools) - place for place, name in enumerate(schools)}
        strata = {name: 100 - int(name[1:]) for name in frame["stratum"].unique()}
        other = frame.assign(
            school=frame["school"].map(names), stratum=frame["stratum"].map(strata)
        )
        assert_alike(outcomes(design(other)), outcomes(design(frame)))

    @law
    @given(frame=samples())
    def test_when_cluster_names_start_anew_in_every_stratum(self, frame):
        other = frame.assign(school=frame["school"].str[2:])
        assert_alike(outcomes(design(other, nest=True)), outcomes(design(frame)))

    @law
    @given(frame=samples())
    def test_when_rows_outside_the_sample_are_added(self, frame):
        """Weight 0: as good as absent."""
        outside = frame.assign(weight=0.0, score=999)
        assert_alike(outcomes(design(pd.concat([frame, outside]))), outcomes(design(frame)))


class TestMissingAnswers:
    @law
    @given(frame=samples())
    def test_do_not_change_the_figures_of_others(self, frame):
        made = design(frame.assign(score=frame["score"].where(frame["told"])))
        for by in (None, "sex"):
            found, wanted = (one.proportion("answer", by=by) for one in (made, design(frame)))
            assert numbers(found) == near(numbers(wanted))

    @law
    @given(frame=samples())
    def test_are_those_of_people_in_no_domain(self, frame):
        score = frame["score"].where(frame["told"])
        found = design(frame.assign(score=score)).mean("score")
        wanted = design(frame).mean("score", where="told")
        columns = ["estimate", "se", "n"]
        assert numbers(found, columns) == near(numbers(wanted, columns))

    @law
    @given(frame=samples())
    def test_of_more_people_of_the_same_clusters_change_nothing(self, frame):
        silent = frame.assign(score=np.nan, weight=7.0)
        found = design(pd.concat([frame, silent])).mean("score")
        assert numbers(found) == near(numbers(design(frame).mean("score")))

    @law
    @given(frame=samples())
    def test_without_skipna_leave_no_figure(self, frame):
        made = design(frame.assign(score=frame["score"].where(frame["told"])))
        found = made.mean("score", by="sex", skipna=False)
        asked = frame.groupby("sex")["told"].all()
        assert found["estimate"].notna().tolist() == asked.tolist()


class TestUnits:
    @law
    @given(frame=samples(), times=st.sampled_from([-3.0, 0.001, 2.0, 1e6]), plus=st.floats(-9, 9))
    def test_a_mean_follows_the_unit_of_its_variable(self, frame, times, plus):
        found = design(frame.assign(score=frame["score"] * times + plus)).mean("score")
        wanted = design(frame).mean("score")
        assert numbers(found, ["estimate"]) == near(numbers(wanted, ["estimate"]) * times + plus)
        assert numbers(found, ["se"]) == near(numbers(wanted, ["se"]) * abs(times), 1e-7)

    @law
    @given(frame=samples(), times=st.sampled_from([0.5, 2.0, 10.0]))
    def test_a_quantile_follows_the_unit_of_its_variable(self, frame, times):
        q, columns = [0.1, 0.5, 0.8], ["estimate", "se", "ci_low", "ci_high"]
        found = design(frame.assign(score=frame["score"] * times + 3)).quantile("score", q)
        wanted = numbers(design(frame).quantile("score", q), columns)
        assert numbers(found, columns) == near(wanted * times + [3, 0, 3, 3])

    @law
    @given(frame=samples())
    def test_quantiles_rise_and_stay_within_the_answers(self, frame):
        found = design(frame).quantile("score", [0, 0.2, 0.4, 0.6, 0.8, 1])["estimate"].tolist()
        assert found == sorted(found)
        assert [found[0], found[-1]] == [frame["score"].min(), frame["score"].max()]

    @law
    @given(frame=samples(), q=st.floats(0.01, 0.99))
    def test_a_quantile_has_its_share_below_and_the_rest_above(self, frame, q):
        found = design(frame).quantile("score", q)["estimate"].item()
        weight, score = frame["weight"], frame["score"]
        assert weight[score <= found].sum() >= (q - 1e-8) * weight.sum()
        assert weight[score >= found].sum() >= (1 - q - 1e-8) * weight.sum()


class TestPartsAndWhole:
    @law
    @given(frame=samples())
    def test_shares_of_a_question_sum_to_1(self, frame):
        found = design(frame).proportion("answer", by="sex")
        assert found.groupby("sex")["estimate"].sum().to_numpy() == pytest.approx(1, abs=1e-12)

    @law
    @given(frame=samples())
    def test_shares_of_a_question_do_not_vary_together(self, frame):
        """They sum to 1, so their covariances sum to 0."""
        covariance = design(frame).proportion("answer").covariance.to_numpy()
        assert covariance.sum(axis=0) == pytest.approx(0, abs=1e-12)

    @law
    @given(frame=samples())
    def test_cells_of_a_table_add_up_to_its_margins(self, frame):
        table = design(frame).crosstab("sex", "answer")
        shares = table.shares()
        assert shares.to_numpy().sum() == pytest.approx(1)
        for axis, name in ((1, "sex"), (0, "answer")):
            alone = design(frame).proportion(name)["estimate"].to_numpy()
            assert shares.sum(axis=axis).to_numpy() == pytest.approx(alone, abs=1e-12)
        assert table.shares("row").sum(axis=1).to_numpy() == pytest.approx(1)
        assert table.shares("column").sum(axis=0).to_numpy() == pytest.approx(1)

    @law
    @given(frame=samples())
    def test_a_total_is_the_mean_times_the_weights(self, frame):
        made = design(frame)
        mean, total = made.mean("score", by="sex"), made.total("score", by="sex")
        sizes = frame.groupby("sex")["weight"].sum().to_numpy()
        assert numbers(total, ["estimate"]).ravel() == near(mean["estimate"].to_numpy() * sizes)

    @law
    @given(frame=samples())
    def test_totals_of_domains_add_up_to_the_whole(self, frame):
        """So do their variances with all covariances."""
        made = design(frame)
        parts, whole = made.total("score", by=["sex", "answer"]), made.total("score")
        assert parts["estimate"].sum() == near(whole["estimate"].item())
        assert parts["n"].sum() == whole["n"].item()
        assert parts.covariance.to_numpy().sum() == near(whole["se"].item() ** 2)

    @law
    @given(frame=samples())
    def test_a_domain_is_the_variable_that_is_0_outside(self, frame):
        found = design(frame).total("score", where="sex == 'nam'")
        wanted = design(frame.assign(score=frame["score"].where(frame["sex"] == "nam", 0)))
        assume(found["n"].item())
        columns = ["estimate", "se"]
        assert numbers(found, columns) == near(numbers(wanted.total("score"), columns))

    @law
    @given(frame=samples())
    def test_several_variables_at_once_are_each_alone(self, frame):
        both = design(frame).mean(["score", "told"], by="sex")
        for name in ("score", "told"):
            alone = design(frame).mean(name, by="sex")
            assert numbers(both[both["term"] == name]) == near(numbers(alone))


class TestTheSameQuestionAskedOtherwise:
    @law
    @given(frame=samples())
    def test_a_mean_is_a_ratio_to_1_and_a_model_of_a_constant(self, frame):
        made = design(frame)
        mean = made.mean("score")
        assert numbers(made.ratio("score", "drawn > 0")) == near(numbers(mean))
        columns = ["estimate", "se", "ci_low", "ci_high"]
        assert numbers(made.glm("score ~ 1").table, columns) == near(numbers(mean, columns))

    @law
    @given(frame=samples())
    def test_a_share_is_the_mean_of_0_and_1(self, frame):
        made, columns = design(frame), ["estimate", "se", "df", "n"]
        shares = made.proportion("answer")
        for place, level in enumerate(sorted(frame["answer"].unique())):
            mean = made.mean(f"answer == '{level}'")
            assert numbers(shares.iloc[[place]], columns) == near(numbers(mean, columns))

    @law
    @given(frame=samples())
    def test_the_other_half_has_the_mirrored_interval(self, frame):
        made = design(frame)
        for interval in METHODS:
            one, other = (
                made.proportion(f"told == {yes}", interval=interval).iloc[0] for yes in (1, 0)
            )
            assert [1 - other["ci_high"], 1 - other["ci_low"]] == near(
                [one["ci_low"], one["ci_high"]], 1e-7
            )

    @law
    @given(frame=samples())
    def test_two_groups_by_difference_t_test_model_and_contrast(self, frame):
        assume(frame["sex"].nunique() == 2)
        made = design(
            frame.assign(
                boys=frame["score"].where(frame["sex"] == "nam"),
                girls=frame["score"].where(frame["sex"] == "nữ"),
            )
        )
        row = made.difference("score", "sex").iloc[0]
        test, model = made.ttest("score", "sex"), made.glm("score ~ sex").table.iloc[1]
        contrast = made.contrast({"girls": 1, "boys": -1}).iloc[0]
        wanted = [row["estimate"], row["se"]]
        assert [test.estimate, test.se] == near(wanted, 1e-7)
        for found in (model, contrast):
            assert [found["estimate"], found["se"]] == near(wanted, 1e-7)

    @law
    @given(frame=samples())
    def test_a_table_from_both_sides(self, frame):
        one, other = (
            design(frame).crosstab(*names) for names in (("sex", "answer"), ("answer", "sex"))
        )
        assert one.shares().to_numpy() == near(other.shares().to_numpy().T)
        assert np.isnan(one.p_value) == np.isnan(other.p_value)
        if one.p_value > 1e-6:
            assert [one.statistic, one.df] == near([other.statistic, other.df], 1e-6)


class TestDifferences:
    @law
    @given(frame=samples())
    def test_of_a_group_and_the_rest_are_the_means(self, frame):
        assume(frame["sex"].nunique() == 2)
        made = design(frame)
        row = made.difference("score", "sex").iloc[0]
        means = made.mean("score", by="sex")
        gaps = np.array([-1.0, 1.0])
        assert row["estimate"] == near(gaps @ means["estimate"].to_numpy())
        assert row["se"] ** 2 == near(gaps @ means.covariance.to_numpy() @ gaps)

    @law
    @given(frame=samples())
    def test_turned_round_change_their_sign(self, frame):
        assume(frame["sex"].nunique() == 2)
        one, other = (
            design(frame).difference("score", "sex", pairs=[pair]).iloc[0]
            for pair in (("nam", "nữ"), ("nữ", "nam"))
        )
        columns = ["estimate", "se", "ci_low", "ci_high"]
        turned = [-other["estimate"], other["se"], -other["ci_high"], -other["ci_low"]]
        assert one[columns].tolist() == near(turned)

    @law
    @given(frame=samples())
    def test_of_a_domain_and_the_whole(self, frame):
        """Written out: what each respondent adds to the mean of the domain less that of all."""
        own = frame["sex"] == "nam"
        assume(own.any())
        weight, score = frame["weight"], frame["score"]
        means = [np.average(score[rows], weights=weight[rows]) for rows in (own, own | True)]
        frame = frame.assign(
            domain=score.where(own),
            adds=own * (score - means[0]) / weight[own].sum() - (score - means[1]) / weight.sum(),
        )
        found = design(frame).contrast({"domain": 1, "score": -1}).iloc[0]
        assert found["estimate"] == near(means[0] - means[1])
        assert found["se"] == near(design(frame).total("adds")["se"].item())

    @law
    @given(frame=samples())
    def test_of_the_whole_and_itself_are_0(self, frame):
        found = design(frame.assign(same=frame["score"])).contrast({"score": 1, "same": -1})
        assert numbers(found, ["estimate", "se"]) == pytest.approx(0, abs=1e-12)

    @law
    @given(frame=samples())
    def test_of_a_wave_and_itself_are_0_where_the_schools_are_the_same(self, frame):
        made = design(frame)
        again = change(made, made, "score", overlap="clusters").iloc[0]
        assert [again["estimate"], again["se"]] == pytest.approx([0, 0], abs=1e-12)
        apart = change(made, made, "score", overlap="none").iloc[0]
        se = made.mean("score")["se"].item()
        assert [apart["estimate"], apart["se"]] == near([0, np.sqrt(2) * se])


class TestVariance:
    @law
    @given(frame=samples())
    def test_of_a_full_count_is_0(self, frame):
        """All clusters of every stratum were asked: nothing depends on the draw."""
        made = design(frame, fpc="drawn")
        for found in (
            made.mean("score", by="sex"),
            made.total("score"),
            made.ratio("score", "drawn"),
            made.proportion("answer", by="sex"),
            made.as_replicates("JKn").mean("score"),
        ):
            assert found["se"].tolist() == [0.0] * len(found)
            assert not found.covariance.to_numpy().any()

    @law
    @given(frame=samples(), more=st.integers(1, 50))
    def test_falls_with_the_share_of_the_clusters_that_were_asked(self, frame, more):
        """By 1 - n/N, the same in every stratum here."""
        share = 1 / (1 + more)
        found = design(frame.assign(share=share), fpc="share").mean("score")
        wanted = design(frame).mean("score")
        assert found["se"].item() == near(wanted["se"].item() * np.sqrt(1 - share))

    @law
    @given(frame=samples())
    def test_is_the_diagonal_of_covariances_that_no_sum_makes_negative(self, frame):
        found = design(frame).mean(["score", "told"], by="sex")
        covariance = found.covariance.to_numpy()
        assert np.diag(covariance) == near(found["se"].to_numpy() ** 2)
        assert covariance == near(covariance.T)
        lowest = np.linalg.eigvalsh(covariance).min()
        assert lowest >= -1e-10 * max(np.abs(covariance).max(), 1)

    @law
    @given(frame=samples(), mse=st.booleans())
    def test_of_totals_by_jackknife_is_that_of_taylor(self, frame, mse):
        """Totals are linear: both are exact."""
        made = design(frame)
        jackknife = made.as_replicates("JKn", mse=mse)
        for by in (None, "sex"):
            found, wanted = (one.total("score", by=by) for one in (jackknife, made))
            columns = ["estimate", "se"]
            assert numbers(found, columns) == near(numbers(wanted, columns))
            assert found.covariance.to_numpy() == near(wanted.covariance.to_numpy())

    @law
    @given(frame=samples(), weight=st.floats(1.5, 100))
    def test_of_a_simple_random_sample_is_that_of_the_books(self, frame, weight):
        n = len(frame)
        simple = Design(
            frame.assign(weight=weight, count=n * weight), weights="weight", fpc="count"
        )
        expected = np.sqrt((1 - 1 / weight) * frame["score"].var(ddof=1) / n)
        assert simple.mean("score")["se"].item() == near(expected)
        assert simple.total("score")["se"].item() == near(expected * n * weight)

    @law
    @given(frame=samples(), weight=st.floats(1.5, 100))
    def test_of_a_simple_random_sample_has_design_effect_1(self, frame, weight):
        assume(frame["score"].nunique() > 1 and frame["told"].nunique() > 1)
        frame = frame.assign(weight=weight, count=len(frame) * weight)
        for kind, choices in ((True, {"fpc": "count"}), ("replace", {})):
            made = Design(frame, weights="weight", **choices)
            for found in (
                made.mean(["score", "told"], deff=kind),
                made.total("score", deff=kind),
                made.proportion("told", deff=kind),
            ):
                assert found["deff"].to_numpy() == pytest.approx(1, rel=1e-9)

    @law
    @given(frame=samples())
    def test_has_the_freedom_of_the_clusters_less_the_strata(self, frame):
        """Those that have somebody of the domain, whether they answered or not."""
        made = design(frame.assign(score=frame["score"].where(frame["told"])))
        found = made.mean("score", by="sex").set_index("sex")["df"]
        for sex, own in frame.groupby("sex"):
            assert found[sex] == own["school"].nunique() - own["stratum"].nunique()
        assert made.degf == frame["school"].nunique() - frame["stratum"].nunique()


class TestIntervals:
    @law
    @given(frame=samples(), level=st.sampled_from([0.5, 0.8, 0.95, 0.99]))
    def test_of_shares_stay_within_0_and_1_and_hold_the_share(self, frame, level):
        made = design(frame)
        for interval in WITHIN:
            found = made.proportion("answer", by="sex", interval=interval, level=level)
            known = found[found["ci_low"].notna()]
            assert (known["ci_low"] >= 0).all()
            assert (known["ci_high"] <= 1).all()
            assert (known["ci_low"] <= known["estimate"] + 1e-12).all()
            assert (known["estimate"] <= known["ci_high"] + 1e-12).all()

    @law
    @example(share=1e-9, size=0.5, n=2, df=1)
    @given(
        share=st.one_of(st.floats(1e-9, 1 - 1e-9), st.sampled_from([0.0, 1.0])),
        size=st.one_of(st.just(np.inf), st.floats(0.5, 1e9)),
        n=st.integers(2, 1000),
        df=st.integers(1, 60),
    )
    def test_of_any_share_and_effective_sample_are_usable(self, share, size, n, df):
        se = np.sqrt(share * (1 - share) / size)
        one = [np.array([value], dtype="float64") for value in (share, se, n, df)]
        for method in WITHIN:
            low, high, _ = share_limits(*one, method=method)
            assert 0 <= low[0] <= share + 1e-12
            assert share - 1e-12 <= high[0] <= 1

    @law
    @given(share=st.floats(0.05, 0.95), df=st.integers(1, 60))
    def test_of_large_samples_are_those_of_means(self, share, df):
        """All scales are straight when seen from near."""
        se, n = 1e-5, 10**9
        one = [np.array([value], dtype="float64") for value in (share, se, n, df)]
        half = t_quantile(one[3], 0.95)[0] * se
        for method in METHODS:
            low, high, _ = share_limits(*one, method=method, truncate=False)
            assert [share - low[0], high[0] - share] == pytest.approx([half, half], rel=0.01)

    @law
    @given(frame=samples())
    def test_widen_with_the_level(self, frame):
        made = design(frame)
        asked = [
            lambda level: made.mean("score", level=level),
            *(
                lambda level, interval=interval: made.proportion(
                    "told", interval=interval, level=level
                )
                for interval in METHODS
            ),
        ]
        for ask in asked:
            limits = [numbers(ask(level), ["ci_low", "ci_high"])[0] for level in (0.5, 0.9, 0.99)]
            for narrow, wide in pairwise(limits):
                assert wide[0] <= narrow[0] + 1e-9
                assert narrow[1] <= wide[1] + 1e-9

    @law
    @given(frame=samples())
    def test_of_means_lie_about_them(self, frame):
        found = design(frame).mean("score", by="sex")
        middle = (found["ci_low"] + found["ci_high"]) / 2
        known = middle.notna()
        assert middle[known].to_numpy() == near(found["estimate"][known].to_numpy())


class TestPopulationFigures:
    """Counts of the population are met, and what was fixed does not vary any more."""

    counts: Mapping[str, float] = {"có": 400.0, "không": 250.0, "khó nói": 350.0}

    def margins(self, frame: pd.DataFrame) -> dict[str, dict[str, float]]:
        answer = {level: self.counts[level] for level in frame["answer"].unique()}
        sexes = frame["sex"].unique()
        return {"answer": answer, "sex": {sex: sum(answer.values()) / len(sexes) for sex in sexes}}

    def assert_met(self, made: Design, margins: Mapping[str, Mapping[str, float]]) -> None:
        for name, margin in margins.items():
            found = made.total("1", by=name).set_index(name)
            wanted = pd.Series(margin)
            assert found["estimate"][wanted.index].to_numpy() == near(wanted.to_numpy(), 1e-7)
            assert found["se"].to_numpy() == pytest.approx(0, abs=1e-6 * wanted.max())

    @law
    @given(frame=samples())
    def test_cell_by_cell(self, frame):
        margin = {"answer": self.margins(frame)["answer"]}
        self.assert_met(design(frame).poststratify(margin), margin)

    @law
    @given(frame=samples())
    def test_margin_by_margin(self, frame):
        """Every answer of either sex: else the margins may ask for the impossible."""
        crossed = frame.groupby(["sex", "answer"]).ngroups
        assume(crossed == frame["sex"].nunique() * frame["answer"].nunique())
        margins = self.margins(frame)
        self.assert_met(design(frame).rake(margins, max_iter=20_000), margins)

    @law
    @given(frame=samples())
    def test_of_numbers(self, frame):
        wanted = {"(n)": 1000.0, "score": 2500.0}
        assume(frame["score"].nunique() > 2)
        found = design(frame).calibrate(wanted).total(["1", "score"])
        assert found["estimate"].to_numpy() == near([1000.0, 2500.0], 1e-6)
        assert found["se"].to_numpy() == pytest.approx(0, abs=1e-5)

    @law
    @given(frame=samples())
    def test_by_every_replicate(self, frame):
        margin = {"sex": self.margins(frame)["sex"]}
        spread = frame.groupby("sex")["school"].nunique()
        assume(spread.min() > 1)  # a replicate without a sex could not meet its count
        made = design(frame).as_replicates("JKn").poststratify(margin)
        for sex, count in margin["sex"].items():
            own = made.replicate_weights[(frame["sex"] == sex).to_numpy()]
            assert own.sum().to_numpy() == near(np.full(own.shape[1], count))
        self.assert_met(made, margin)

    @law
    @given(frame=samples())
    def test_that_the_weights_meet_already_change_no_figure(self, frame):
        """Errors fall: the count is known now."""
        margin = {"sex": frame.groupby("sex")["weight"].sum().to_dict()}
        before, after = design(frame), design(frame).poststratify(margin)
        assert after.weights.to_numpy() == pytest.approx(before.weights.to_numpy())
        one, other = (made.mean("score", by="sex") for made in (before, after))
        assert numbers(other, ["estimate", "se"]) == near(numbers(one, ["estimate", "se"]))


p_values = st.lists(st.one_of(st.floats(0, 1), st.just(float("nan"))), min_size=1, max_size=12)


class TestHolm:
    @law
    @given(p_values=p_values)
    def test_is_never_below_the_p_value_nor_above_1(self, p_values):
        raw, adjusted = np.array(p_values), holm(p_values)
        known = ~np.isnan(raw)
        assert np.isnan(adjusted).tolist() == (~known).tolist()
        assert (adjusted[known] >= raw[known]).all()
        assert (adjusted[known] <= 1).all()

    @law
    @given(p_values=p_values)
    def test_keeps_the_order(self, p_values):
        known = np.array([p for p in p_values if not np.isnan(p)])
        adjusted = holm(known)[np.argsort(known)]
        assert (np.diff(adjusted) >= 0).all()

    @law
    @given(p_values=p_values, data=st.data())
    def test_does_not_depend_on_the_order_of_the_tests(self, p_values, data):
        order = list(data.draw(st.permutations(range(len(p_values)))))
        mixed = holm(np.array(p_values)[order])
        assert mixed == pytest.approx(holm(p_values)[order], nan_ok=True)

    @law
    @given(p_values=p_values)
    def test_of_more_tests_is_never_smaller(self, p_values):
        alone, among = holm(p_values), holm([*p_values, 0.5])[:-1]
        known = ~np.isnan(alone)
        assert (among[known] >= alone[known]).all()

    @law
    @given(p_values=p_values)
    def test_of_tests_that_could_not_be_made_are_none(self, p_values):
        longer = holm([np.nan, *p_values, np.nan])
        assert longer[1:-1] == pytest.approx(holm(p_values), nan_ok=True)

    @law
    @given(p=st.floats(0, 1))
    def test_of_one_test_is_its_p_value(self, p):
        assert holm([p]).tolist() == [p]
