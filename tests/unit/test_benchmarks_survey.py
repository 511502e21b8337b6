"""The benchmark of survey estimation: its data are repeatable, its comparison with R can fail."""

from __future__ import annotations

import pandas as pd
import pytest

from benchmarks.survey import (
    CASES,
    LEVELS,
    MISSING,
    Layout,
    has_r,
    largest_differences,
    make_design,
    make_sample,
    run_r,
)

SMALL = Layout(provinces=4, strata=2, schools=3)


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    return make_sample(1200, 4, seed=7, layout=SMALL)


class TestSample:
    def test_is_the_same_for_the_same_seed(self, frame):
        pd.testing.assert_frame_equal(frame, make_sample(1200, 4, seed=7, layout=SMALL))

    def test_is_another_for_another_seed(self, frame):
        other = make_sample(1200, 4, seed=8, layout=SMALL)
        assert list(frame.columns) == list(other.columns)
        for name in ("weight", "q01", "q02", "q03", "q04"):
            assert not frame[name].equals(other[name]), name

    def test_gives_every_province_the_same_number_of_respondents(self):
        sizes = make_sample(1203, 1, seed=7, layout=SMALL)["province"].value_counts()
        assert sizes.tolist() == [300] * 4

    def test_has_the_schools_and_strata_of_its_layout(self, frame):
        schools = frame.groupby("stratum")["school"].nunique()
        assert schools.tolist() == [3] * 8
        assert frame.groupby("school")["stratum"].nunique().eq(1).all()
        assert frame.groupby("stratum")["province"].nunique().eq(1).all()

    def test_has_answers_of_both_kinds_as_text(self, frame):
        for number, name in enumerate(("q01", "q02", "q03", "q04")):
            assert isinstance(frame[name].dtype, pd.StringDtype)
            assert tuple(sorted(frame[name].dropna().unique())) == LEVELS[number % 2]

    def test_lacks_answers_from_the_third_question_on(self, frame):
        missing = frame[["q01", "q02", "q03", "q04"]].isna().mean().tolist()
        assert missing[:2] == [0, 0]
        assert missing[2:] == pytest.approx([MISSING] * 2, abs=0.02)

    def test_of_the_whole_country_has_the_schools_the_readme_tells(self):
        national = make_sample(63 * 160, 1, seed=1, layout=CASES["national"].layout)
        found = [national[name].nunique() for name in ("province", "stratum", "school")]
        assert found == [63, 252, 5040]


class TestDesigns:
    @pytest.mark.parametrize("case", CASES)
    def test_of_every_case_gives_shares_of_every_province(self, frame, case):
        found = make_design(frame, case).proportion("q01", by="province", interval="beta")
        assert len(found) == 4 * 3
        assert found.groupby("province")["estimate"].sum().tolist() == pytest.approx([1] * 4)
        assert (found["ci_low"] < found["estimate"]).all()
        assert (found["estimate"] < found["ci_high"]).all()


class TestComparison:
    @staticmethod
    def ours(frame: pd.DataFrame) -> pd.DataFrame:
        """Return our own figures as R would give them."""
        found = make_design(frame, "national").proportion(
            "q01", by="province", interval="beta", truncate=False
        )
        table = pd.DataFrame(found)[["province", "estimate", "se", "ci_low", "ci_high"]]
        return table.assign(question="q01", level=found["term"].str.removeprefix("q01"))

    def test_of_equal_figures_shows_no_difference(self, frame):
        assert largest_differences(frame, self.ours(frame)) == dict.fromkeys(
            ("estimate", "se", "ci_low", "ci_high"), 0.0
        )

    @pytest.mark.parametrize("name", ["estimate", "se", "ci_low", "ci_high"])
    def test_shows_a_figure_that_differs(self, frame, name):
        theirs = self.ours(frame)
        theirs.loc[5, name] /= 1.01
        gaps = largest_differences(frame, theirs)
        assert gaps.pop(name) == pytest.approx(0.01)
        assert set(gaps.values()) == {0.0}

    def test_shows_a_figure_only_r_has(self, frame):
        theirs = self.ours(frame)
        blank = frame.assign(q01=frame["q01"].mask(frame["province"] == "P0001"))
        assert largest_differences(blank, theirs)["estimate"] == float("inf")

    def test_refuses_figures_we_do_not_have(self, frame):
        theirs = self.ours(frame)
        theirs.loc[0, "level"] = "9"
        with pytest.raises(ValueError, match="12 figures of R, 11 of them found"):
            largest_differences(frame, theirs)

    def test_with_r_finds_the_same_figures(self, frame):
        if not has_r():  # asked here: R takes a second to start
            pytest.skip("needs Rscript with package survey")
        about, figures = run_r(frame)
        assert {"R", "survey", "design_s", "question_s", "level_s"} <= set(about)
        assert len(figures) == 4 * sum(len(LEVELS[number % 2]) for number in range(4))
        assert figures["ci_low"].notna().sum() == 4
        assert max(largest_differences(frame, figures).values()) < 1e-9
