"""Parts of the population: the design stays whole, rows outside weigh nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey import Design
from gdnn_analysis.survey.domains import build_domains
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.structure import build_structure

# Stratum A: schools 1, 2, 3; stratum B: schools 4, 5.
PUPILS = pd.DataFrame(
    {
        "stratum": list("AAAAAABBBB"),
        "school": [1, 1, 2, 2, 3, 3, 4, 4, 5, 5],
        "sex": ["F", "M", "F", "M", "M", "M", "F", "M", "M", None],
        "grade": [9, 8, 9, 8, 9, 8, 8, 8, 8, 9],
    }
)
STRUCTURE = build_structure(PUPILS, clusters=["school"], strata=["stratum"])
ALL = np.ones(len(PUPILS), dtype=bool)


def domains(frame: pd.DataFrame = PUPILS, counted: np.ndarray = ALL, **asked):
    return build_domains(frame, counted=counted, **asked)


class TestWhoBelongs:
    def test_everybody_is_one_domain(self):
        found = domains()
        assert len(found) == 1
        assert found.inside.all()

    def test_no_variable_to_group_by_is_one_domain(self):
        assert len(domains(by=[])) == 1

    def test_a_level_is_a_domain_and_a_missing_one_is_outside(self):
        found = domains(by="sex")
        assert found.labels["sex"].tolist() == ["F", "M"]
        assert found.code.tolist() == [0, 1, 0, 1, 1, 1, 0, 1, 1, -1]

    def test_combinations_that_occur_are_domains_in_order(self):
        found = domains(by=["grade", "sex"])
        assert found.labels.to_dict("list") == {"grade": [8, 8, 9, 9], "sex": ["F", "M", "F", "M"]}
        assert found.code.tolist() == [2, 1, 2, 1, 3, 1, 0, 1, 1, -1]

    def test_combinations_nobody_has_are_no_domains(self):
        found = domains(by=["stratum", "school"])
        assert len(found) == 5

    def test_a_level_nobody_has_is_an_empty_domain(self):
        sex = pd.Categorical(PUPILS["sex"], ["M", "F", "X"])
        found = domains(PUPILS.assign(sex=sex), by="sex")
        assert found.labels["sex"].tolist() == ["M", "F", "X"]
        assert set(found.code) == {-1, 0, 1}

    def test_a_condition_takes_rows_out_and_keeps_the_domains(self):
        found = domains(by="sex", where="grade == 9")
        assert len(found) == 2
        assert np.flatnonzero(found.inside).tolist() == [0, 2, 4]

    def test_where_a_condition_is_missing_rows_are_outside(self):
        frame = PUPILS.assign(grade=pd.array([9, None] * 5, dtype="Int64"))
        assert domains(frame, where="grade == 9").inside.sum() == 5
        assert domains(frame, where="grade != 9").inside.sum() == 0

    def test_rows_without_weight_are_outside(self):
        counted = ALL.copy()
        counted[0] = False
        assert domains(counted=counted, by="sex").code[0] == -1

    @pytest.mark.parametrize(
        "by",
        [
            pd.Series([True, False] * 5, name="half"),
            pd.Series(pd.array([True, False] * 5, dtype="boolean"), name="half"),
            "grade > 8",
        ],
    )
    def test_truth_values_are_levels(self, by):
        assert len(domains(by=by)) == 2

    def test_two_series_without_a_name_are_two_columns_or_refused(self):
        """Both would be called y, and one would silently replace the other."""
        pair = [pd.Series(PUPILS["sex"].to_numpy()), pd.Series(PUPILS["grade"].to_numpy())]
        try:
            labels = domains(by=pair).labels
        except VariableError:
            return
        assert labels.shape[1] == 2

    def test_a_condition_that_is_none_is_refused(self):
        with pytest.raises(VariableError, match="grade"):
            domains(where="grade")


class TestDegreesOfFreedom:
    def test_are_clusters_less_strata(self):
        assert domains().degrees_of_freedom(STRUCTURE).tolist() == [5 - 2]

    def test_count_only_clusters_and_strata_with_rows_of_the_domain(self):
        found = domains(by="sex").degrees_of_freedom(STRUCTURE)
        # F: schools 1, 2, 4 in two strata; M: all five schools.
        assert found.tolist() == [3 - 2, 5 - 2]

    def test_are_0_within_one_cluster_and_in_an_empty_domain(self):
        assert domains(where="school == 1").degrees_of_freedom(STRUCTURE).tolist() == [0]
        assert domains(where="school > 9").degrees_of_freedom(STRUCTURE).tolist() == [0]

    def test_leave_out_clusters_without_weight(self):
        counted = (PUPILS["school"] != 3).to_numpy()
        assert domains(counted=counted).degrees_of_freedom(STRUCTURE).tolist() == [4 - 2]

    def test_do_not_ask_for_an_answer(self):
        """A missing answer does not change them: ``df="domain"`` ignores missing y."""
        frame = PUPILS.assign(weight=1.0, score=[1.0] * 6 + [np.nan] * 4)
        design = Design(frame, weights="weight", clusters="school", strata="stratum")
        assert design.mean("score")["df"].item() == 3


class TestCells:
    def test_are_the_pairs_of_unit_and_domain_that_have_rows(self):
        (cells,) = domains(by="sex").cells(STRUCTURE)
        pairs = list(zip(cells.unit.tolist(), cells.domain.tolist(), strict=True))
        assert pairs == [(0, 0), (0, 1), (1, 0), (1, 1), (2, 1), (3, 0), (3, 1), (4, 1)]
        assert cells.of.tolist() == [0, 1, 2, 3, 4, 4, 5, 6, 7, len(cells)]

    def test_of_two_stages_hang_together(self):
        frame = PUPILS.assign(schools=9, pupil=range(10), pupils=20)
        structure = build_structure(
            frame, clusters=["school", "pupil"], strata=["stratum"], fpc=["schools", "pupils"]
        )
        first, second = domains(by="sex").cells(structure)
        assert len(second) == 9
        assert first.domain[first.of].tolist() == second.domain.tolist()
        assert PUPILS["school"].iloc[second.unit].tolist() == (first.unit[first.of] + 1).tolist()

    def test_many_domains_of_many_units_are_like_one_by_one(self):
        """Above a million pairs the engine counts only those that occur."""
        rng = np.random.default_rng(5)
        frame = pd.DataFrame(
            {
                "school": np.repeat(np.arange(1100), 2),
                "group": rng.integers(0, 1000, 2200),
                "weight": rng.uniform(1, 9, 2200),
                "score": rng.normal(size=2200),
            }
        )
        design = Design(frame, weights="weight", clusters="school")
        whole = design.mean("score", by="group").set_index("group")
        for group in frame["group"].iloc[[0, 700, 2199]]:
            alone = design.mean("score", where=f"group == {group}").iloc[0]
            columns = ["estimate", "se", "df", "n"]
            assert whole.loc[group, columns].tolist() == pytest.approx(alone[columns].tolist())
