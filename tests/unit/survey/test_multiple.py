"""Holm's adjustment, also as R's ``p.adjust(method = "holm")`` gives it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.multiple import holm


def test_awareness_from_42_to_49_percent_is_no_change_among_four_core_questions():
    """Golden case G13: p = 0.046 alone, 0.185 over four core questions."""
    core = pd.Series(
        {"nhan_biet": 0.0463, "thai_do": 0.21, "y_dinh": 0.55, "nho_M1": 0.83}, name="p"
    )
    adjusted = holm(core)
    assert adjusted["nhan_biet"] == pytest.approx(0.185, abs=5e-4)
    assert adjusted.index.equals(core.index)
    assert adjusted.name == "p"


def test_as_in_r():
    """R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "holm")."""
    assert holm([0.01, 0.04, 0.03, 0.005, 0.5]) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.5])


def test_a_later_p_is_never_below_an_earlier_one_nor_above_1():
    assert holm([0.03, 0.031, 0.9, 0.8]) == pytest.approx([0.12, 0.12, 1.0, 1.0])


def test_a_test_that_could_not_be_made_does_not_count():
    assert holm([0.01, np.nan, 0.04]) == pytest.approx([0.02, np.nan, 0.04], nan_ok=True)
    nullable = pd.Series([0.01, None, 0.04], dtype="Float64", index=["a", "b", "c"])
    assert holm(nullable).isna().tolist() == [False, True, False]


def test_no_test_at_all():
    assert len(holm([])) == 0
    assert holm([np.nan]) == pytest.approx([np.nan], nan_ok=True)


def test_what_is_no_probability_is_named():
    with pytest.raises(VariableError, match=r"y_dinh: 1\.2, thai_do: -0\.1"):
        holm(pd.Series({"nhan_biet": 0.5, "y_dinh": 1.2, "thai_do": -0.1}))


def test_the_given_values_stay_as_they_are():
    given = np.array([0.04, 0.01])
    holm(given)
    assert given.tolist() == [0.04, 0.01]
