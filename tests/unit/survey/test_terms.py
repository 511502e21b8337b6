"""Variables of a question: columns with their complete rows, categories with their levels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.terms import build_terms, joined

FRAME = pd.DataFrame(
    {
        "x": [1.0, 2.0, np.nan, 4.0],
        "y": [5.0, np.nan, 7.0, 8.0],
        "kind": ["b", "a", None, "b"],
        "grade": pd.Categorical([9, 8, 9, None], [8, 9, 10]),
    }
)
WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0])
GROUPS = np.array([0, 1, 1, 2])
"""Groups 0 and 1; group 2 is outside."""


class TestNumbers:
    def test_totals_by_group_with_the_weights_last(self):
        found = build_terms(FRAME, "x").totals(GROUPS, 2, WEIGHTS)
        # group 0: 1·1; group 1: 2·2, the missing row counts neither value nor weight.
        assert found.tolist() == [[1, 1], [4, 2]]

    def test_several_share_their_complete_rows(self):
        terms = build_terms(FRAME, ["x", "y"])
        assert terms.names == ("x", "y")
        assert terms.complete.tolist() == [True, False, False, True]
        whole = terms.totals(np.zeros(4, dtype=int), 1, WEIGHTS)
        # x: 1·1 + 4·4, y: 1·5 + 4·8, weights 1 + 4
        assert whole.tolist() == [[17, 37, 5]]

    def test_counts_are_of_complete_rows_inside(self):
        assert build_terms(FRAME, "x").counts(GROUPS, 2).tolist() == [1, 1]

    def test_products(self):
        found = build_terms(FRAME, ["x", "y"]).products(np.zeros(4, dtype=int), 1, WEIGHTS)
        # Σ w·x²: 1 + 4·16; Σ w·x·y: 5 + 4·32; Σ w·y²: 25 + 4·64; with 1: the totals above.
        assert found[0].tolist() == [[65, 133, 17], [133, 281, 37], [17, 37, 5]]

    def test_rows_of_weight_1(self):
        found = build_terms(FRAME, "x").rows
        assert found.tolist() == [[1, 1], [2, 1], [0, 0], [4, 1]]

    def test_an_expression_is_called_what_was_asked(self):
        assert build_terms(FRAME, "x > 1").names == ("x > 1",)

    def test_truth_values_are_one_term(self):
        assert build_terms(FRAME.assign(z=[True, False, True, True]), "z").names == ("z",)


class TestCategories:
    def test_are_one_term_per_level(self):
        terms = build_terms(FRAME, "kind")
        assert terms.names == ("kinda", "kindb")
        assert terms.complete.tolist() == [True, True, False, True]

    def test_a_level_nobody_has_is_a_term(self):
        assert build_terms(FRAME, "grade").names == ("grade8", "grade9", "grade10")

    def test_totals_by_group_with_the_weights_last(self):
        found = build_terms(FRAME, "kind").totals(GROUPS, 2, WEIGHTS)
        assert found.tolist() == [[0, 1, 1], [2, 0, 2]]

    def test_squares_and_rows_are_those_of_the_columns(self):
        """Categories take a short way; the long way over 0/1 columns gives the same."""
        terms = build_terms(FRAME, "kind")
        values = np.array([[0.0, 1.0], [1.0, 0.0], [np.nan, np.nan], [0.0, 1.0]])
        slow = joined([(terms.names, values)])
        assert terms.rows.tolist() == slow.rows.tolist()
        short, long = (one.products(GROUPS, 2, WEIGHTS) for one in (terms, slow))
        squares = [np.diagonal(found, axis1=1, axis2=2).tolist() for found in (short, long)]
        assert squares[0] == squares[1]
        assert terms.counts(GROUPS, 2).tolist() == slow.counts(GROUPS, 2).tolist()

    def test_beside_numbers_share_the_complete_rows(self):
        terms = build_terms(FRAME, ["kind", "x"])
        assert terms.names == ("kinda", "kindb", "x")
        assert terms.complete.tolist() == [True, True, False, True]
        whole = terms.totals(np.zeros(4, dtype=int), 1, WEIGHTS)
        # kind a: 2; kind b: 1 + 4; x: 1 + 4 + 16; weights 7
        assert whole.tolist() == [[2, 5, 21, 7]]

    def test_numeric_levels_are_called_without_decimals(self):
        frame = FRAME.assign(q=pd.Categorical([1.0, 2.0, None, 1.0]))
        assert build_terms(frame, "q").names == ("q1", "q2")


def test_an_unknown_variable_among_several_is_named():
    with pytest.raises(VariableError, match="“khong_co”"):
        build_terms(FRAME, ["x", "khong_co"])


def test_nothing_asked_is_refused():
    with pytest.raises(VariableError):
        build_terms(FRAME, [])
