"""Two-way tables and their tests: Pearson's where the sample is simple, R's where it is not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2_contingency

from gdnn_analysis.survey import Design, VariableError

COUNTS = np.array([[10, 20, 5], [30, 15, 20]])
SIMPLE = pd.DataFrame(
    [(row, column) for row, column in np.ndindex(2, 3) for _ in range(COUNTS[row, column])],
    columns=["r", "c"],
).assign(weight=3.5, r=lambda frame: frame["r"].map({0: "nam", 1: "nữ"}))

# Two strata of districts, two schools each, weights and counts of schools and districts.
SCHOOL_WEIGHTS = {"A11": 22, "A12": 16, "A21": 35, "A22": 55, "A31": 93, "A32": 64,
                  "B11": 22, "B12": 16, "B21": 35, "B22": 55}  # fmt: skip
SIZES = [2, 3, 3, 2, 2, 3, 2, 3, 3, 2]
SCHOOLS = pd.DataFrame({"school": np.repeat(list(SCHOOL_WEIGHTS), SIZES)})
SCHOOLS["district"], SCHOOLS["stratum"] = SCHOOLS["school"].str[:2], SCHOOLS["school"].str[0]
SCHOOLS["weight"] = SCHOOLS["school"].map(SCHOOL_WEIGHTS)
SCHOOLS["districts"] = SCHOOLS["stratum"].map({"A": 6, "B": 4})
SCHOOLS["schools"] = 3 + SCHOOLS["district"].str[1].astype(int)
PUPIL = np.arange(1, 26)
SCHOOLS["sex"] = np.where(PUPIL % 3 == 0, "M", "F")
SCHOOLS["zone"] = np.where(PUPIL * 7 % 11 >= 8, "N", np.where(PUPIL % 2 == 0, "S", "T"))
# no boy lives in the north
SCHOOLS["zone"] = SCHOOLS["zone"].mask((SCHOOLS["sex"] == "M") & (SCHOOLS["zone"] == "N"), "S")
TWO_STAGES = Design(
    SCHOOLS,
    weights="weight",
    strata="stratum",
    clusters=["district", "school"],
    fpc=["districts", "schools"],
)


def outcome(table) -> list[float]:
    return [table.statistic, table.df, table.df_denominator, table.p_value]


class TestShares:
    found = Design(SIMPLE, weights="weight").crosstab("r", "c")

    def test_are_of_all_respondents(self):
        assert self.found.n == 100
        assert self.found.rows == ("nam", "nữ")
        assert self.found.columns == (0, 1, 2)
        assert self.found.shares().to_numpy() == pytest.approx(COUNTS / 100)

    def test_of_rows_and_of_columns(self):
        by_row, by_column = (self.found.shares(of) for of in ("row", "column"))
        assert by_row.to_numpy() == pytest.approx(COUNTS / COUNTS.sum(axis=1, keepdims=True))
        assert by_column.to_numpy() == pytest.approx(COUNTS / COUNTS.sum(axis=0))

    def test_of_anything_else_are_refused(self):
        with pytest.raises(VariableError, match="col"):
            self.found.shares("col")

    def test_have_names_errors_and_intervals(self):
        cells = self.found.cells.set_index("term")
        assert cells.index.tolist() == ["nam:0", "nam:1", "nam:2", "nữ:0", "nữ:1", "nữ:2"]
        assert cells.loc["nữ:0", "se"] == pytest.approx((0.3 * 0.7 / 99) ** 0.5)
        assert (cells["ci_low"] < cells["estimate"]).all()
        assert (cells["estimate"] < cells["ci_high"]).all()


class TestSimpleRandomSample:
    """Every design effect is n/(n - 1): the tests are those of the books."""

    pearson, p_value, df, _ = chi2_contingency(COUNTS, correction=False)

    def test_f_is_pearson_s_statistic_by_its_degrees_of_freedom(self):
        found = Design(SIMPLE, weights="weight").crosstab("r", "c")
        assert found.test == "F"
        assert found.statistic == pytest.approx(self.pearson * 99 / 100 / 2)
        assert found.df == pytest.approx(2)
        assert found.df_denominator == pytest.approx(2 * 99)

    def test_chisq_is_pearson_s_statistic(self):
        found = Design(SIMPLE, weights="weight").crosstab("r", "c", statistic="Chisq")
        assert found.statistic == pytest.approx(self.pearson)
        assert [found.df, found.df_denominator] == [2, np.inf]
        # p of X² · 99/100 with 2 df is e^(-x/2)
        assert found.p_value == pytest.approx(np.exp(-self.pearson * 0.99 / 2))

    def test_the_denominator_follows_df(self):
        found = Design(SIMPLE, weights="weight").crosstab("r", "c", df=10)
        assert found.df_denominator == pytest.approx(2 * 10)


class TestAgainstR:
    """R's survey 4.1.1 on districts and schools, one cell of six empty."""

    @pytest.mark.parametrize(
        ("test", "expected"),
        [
            ("F", [3.84978243337679, 1.99279181608147, 5.97837544824442, 0.0843288379303411]),
            ("Chisq", [5.2594090138932, 2, np.inf, 0.0212843667024541]),
            ("Wald", [3.27019452853526, 2, 3, 0.176332657864362]),
            ("adjWald", [2.18012968569018, 2, 2, 0.314452584905503]),
        ],
    )
    def test_two_stages(self, test, expected):
        found = TWO_STAGES.crosstab("sex", "zone", statistic=test)
        assert outcome(found) == pytest.approx(expected, rel=1e-9)

    def test_weighted_counts(self):
        expected = np.array([[157, 185, 281], [0, 270, 99]]) / 992
        assert TWO_STAGES.crosstab("sex", "zone").shares().to_numpy() == pytest.approx(expected)


class TestEmptyCells:
    def test_are_0_percent_with_a_usable_interval_and_a_flag(self):
        cell = TWO_STAGES.crosstab("sex", "zone").cells.iloc[3]
        assert cell["term"] == "M:N"
        assert cell["estimate"] == 0
        # 1 - 0.025^(1/25)
        assert [cell["ci_low"], cell["ci_high"]] == pytest.approx([0, 0.1371852], abs=1e-7)
        assert "boundary" in cell["flag"]

    def test_levels_nobody_has_are_left_out(self):
        frame = SCHOOLS.assign(zone=pd.Categorical(SCHOOLS["zone"], ["X", "N", "S", "T"]))
        found = Design(frame, weights="weight", clusters="district").crosstab("sex", "zone")
        assert found.columns == ("N", "S", "T")

    def test_levels_nobody_in_the_domain_has_are_left_out(self):
        found = TWO_STAGES.crosstab("sex", "zone", where="sex == 'M' or zone == 'S'")
        assert found.columns == ("S", "T")

    @pytest.mark.parametrize("test", ["F", "Chisq", "Wald", "adjWald"])
    def test_a_row_or_column_alone_has_no_test(self, test):
        found = TWO_STAGES.crosstab("sex", "zone", where="sex == 'F'", statistic=test)
        assert found.rows == ("F",)
        assert np.isnan(outcome(found)).all()
        assert found.shares().sum().sum() == pytest.approx(1)

    @pytest.mark.parametrize("test", ["F", "Chisq", "Wald", "adjWald"])
    def test_a_table_with_only_its_diagonal_has_no_made_up_p_value(self, test):
        """Every answer follows from the other: as far from independent as can be."""
        frame = pd.DataFrame({"r": list("abc") * 8, "c": list("xyz") * 8, "weight": 1.0})
        found = Design(frame, weights="weight").crosstab("r", "c", statistic=test)
        assert np.isnan(found.p_value) or found.p_value < 1e-6

    @pytest.mark.parametrize("test", ["F", "Chisq", "Wald", "adjWald"])
    def test_a_table_with_too_many_empty_cells_is_alike_from_both_sides(self, test):
        """Four interactions and four cells that are not empty: the fourth is a rounding."""
        rows = [(0, 0)] * 4 + [(1, 1)] * 4 + [(1, 2)] * 4 + [(2, 0)] * 4
        frame = pd.DataFrame(rows, columns=["r", "c"]).assign(weight=np.linspace(1, 2, 16))
        design = Design(frame, weights="weight")
        one, other = (design.crosstab(*pair, statistic=test) for pair in (("r", "c"), ("c", "r")))
        assert outcome(one) == pytest.approx(outcome(other), rel=1e-6, nan_ok=True)

    def test_nobody_at_all(self):
        found = TWO_STAGES.crosstab("sex", "zone", where="weight < 0")
        assert found.n == 0
        assert found.rows == ()
        assert np.isnan(outcome(found)).all()
        assert found.shares().empty

    def test_a_question_nobody_answered(self):
        frame = SCHOOLS.assign(blank=np.nan)
        found = Design(frame, weights="weight", clusters="district").crosstab("sex", "blank")
        assert found.n == 0
        assert np.isnan(found.p_value)


class TestWithoutVariance:
    @pytest.mark.parametrize("test", ["F", "Chisq", "Wald", "adjWald"])
    def test_a_full_count_has_shares_and_no_test(self, test):
        frame = SIMPLE.assign(count=100)
        found = Design(frame, fpc="count").crosstab("r", "c", statistic=test)
        assert found.shares().to_numpy() == pytest.approx(COUNTS / 100)
        assert np.isnan(found.p_value)

    def test_too_few_clusters_have_no_test(self):
        found = TWO_STAGES.crosstab("sex", "zone", where="district == 'A2'")
        assert np.isnan(found.p_value)

    def test_wald_needs_more_clusters_than_cells(self):
        frame = SIMPLE.assign(school=np.arange(100) % 3)
        design = Design(frame, weights="weight", clusters="school")
        assert np.isfinite(design.crosstab("r", "c").p_value)
        assert np.isfinite(design.crosstab("r", "c", statistic="Wald").p_value)
        # df 2 - 2 + 1 = 1 is just enough
        assert design.crosstab("r", "c", statistic="adjWald").df_denominator == 1
        frame = SIMPLE.assign(school=np.arange(100) % 2)
        design = Design(frame, weights="weight", clusters="school")
        for test in ("Wald", "adjWald"):
            assert np.isnan(design.crosstab("r", "c", statistic=test).p_value)


class TestMissing:
    def test_rows_without_one_answer_are_left_out(self):
        frame = SIMPLE.assign(c=SIMPLE["c"].where(SIMPLE["c"] != 2))
        found = Design(frame, weights="weight").crosstab("r", "c")
        assert found.n == 75
        assert found.columns == (0, 1)
        assert found.shares().to_numpy() == pytest.approx(COUNTS[:, :2] / 75)

    @pytest.mark.parametrize("dtype", ["Int64", "boolean"])
    def test_in_nullable_types(self, dtype):
        values = SIMPLE["c"].where(SIMPLE["c"] != 2).astype(dtype)
        found = Design(SIMPLE.assign(c=values), weights="weight").crosstab("r", "c")
        assert found.n == 75
        assert len(found.columns) == 2


class TestRefusals:
    def test_an_unknown_test(self):
        with pytest.raises(VariableError, match=r"“G”.*F, Chisq, Wald, adjWald"):
            TWO_STAGES.crosstab("sex", "zone", statistic="G")

    def test_an_unknown_variable(self):
        with pytest.raises(VariableError, match="“vung”"):
            TWO_STAGES.crosstab("sex", "vung")

    def test_by_is_not_offered_where_it_does_not_exist(self):
        """The message that refuses `by` must not list it among the options."""
        with pytest.raises(VariableError) as caught:
            TWO_STAGES.crosstab("sex", "zone", by="stratum")
        (fault,) = caught.value.faults
        assert "by" not in fault.partition("Các tùy chọn")[2]
