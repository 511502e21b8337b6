"""Reliability of scales, against R (survey 4.5 ``svycralpha``, ``factanal``) and by hand.

Six items of made-up school surveys (``schools_public``; sources in ``tests/reference/data``).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey.faults import DesignError, SurveyError, VariableError
from gdnn_analysis.survey.reliability import Reliability, reliability

DATA = Path(__file__).parents[2] / "reference" / "data" / "schools_public.csv.gz"
ITEMS = ["q1", "q2", "q3", "q4", "q5", "q6"]


@pytest.fixture(scope="module")
def pupils() -> pd.DataFrame:
    return pd.read_csv(DATA)


@pytest.fixture(scope="module")
def found(pupils) -> Reliability:
    return reliability(pupils, ITEMS, "weight")


def table(**columns: list[float | None]) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype="float64")


def flags(result: Reliability) -> dict[str, str]:
    return dict(zip(result.scale["term"], result.scale["flag"], strict=True))


def test_only_rows_that_answer_every_item_count(found, pupils):
    assert len(pupils) == 123
    assert found.n == 93
    assert found.scale["n"].tolist() == [93, 93, 93, 93]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ("alpha", 0.8721916919),
        ("alpha_standardized", 0.8747814994),
        ("alpha_weighted", 0.8833276684),
    ],
)
def test_alpha_as_in_r(found, term, value):
    assert found.estimate(term) == pytest.approx(value, rel=1e-8)


def test_omega_as_in_r(found):
    assert found.estimate("omega_total") == pytest.approx(0.876478304, rel=1e-7)


def test_feldt_interval_as_in_r(found, pupils):
    alpha = found.scale.set_index("term").loc["alpha"]
    assert alpha["ci_low"] == pytest.approx(0.8272894701, rel=1e-8)
    assert alpha["ci_high"] == pytest.approx(0.9085886942, rel=1e-8)
    narrower = reliability(pupils, ITEMS, level=0.80).scale.iloc[0]
    assert alpha["ci_low"] < narrower["ci_low"] < narrower["ci_high"] < alpha["ci_high"]


def test_items_as_in_r(found):
    assert found.items["item"].tolist() == ITEMS
    assert found.items["alpha_if_deleted"].tolist() == pytest.approx(
        [0.8479986294, 0.8556208186, 0.8455361624, 0.8568424036, 0.8294303688, 0.86634107], rel=1e-8
    )
    assert found.items["corrected_item_total_r"].tolist() == pytest.approx(
        [0.6867968339, 0.6451252374, 0.7019934025, 0.6375313538, 0.797520168, 0.5942208676],
        rel=1e-8,
    )


def test_nothing_is_flagged_where_all_is_well(found):
    assert found.reasons == ()


def test_without_weights_there_is_no_weighted_alpha(pupils):
    assert "alpha_weighted" not in set(reliability(pupils, ITEMS).scale["term"])


def test_a_weight_counts_like_repeated_rows():
    people = table(a=[1, 2, 4, 5], b=[2, 1, 5, 4], w=[3, 1, 2, 0])
    repeated = people.loc[[0, 0, 0, 1, 2, 2]]
    assert reliability(people, ["a", "b"], "w").estimate("alpha_weighted") == pytest.approx(
        reliability(repeated, ["a", "b"]).estimate("alpha")
    )


def test_weights_may_be_a_series_of_the_same_rows(pupils, found):
    again = reliability(pupils, ITEMS, pupils["weight"] * 10)
    assert again.estimate("alpha_weighted") == pytest.approx(found.estimate("alpha_weighted"))


def test_two_items_give_the_spearman_brown_formula_and_no_omega():
    people = table(a=[1, 2, 3, 4, 5], b=[2, 1, 4, 3, 5])
    found = reliability(people, ["a", "b"])
    r = people["a"].corr(people["b"])
    assert found.estimate("alpha_standardized") == pytest.approx(2 * r / (1 + r))
    assert flags(found)["omega_total"] == "few_items"
    assert np.isnan(found.estimate("omega_total"))
    assert found.items["alpha_if_deleted"].isna().all()
    assert found.items["corrected_item_total_r"].tolist() == pytest.approx([r, r])


def test_items_may_be_expressions_so_a_reversed_one_is_turned_round():
    people = table(a=[1, 2, 3, 4, 5], b=[4, 5, 2, 3, 1])
    wrong = reliability(people, ["a", "b"])
    right = reliability(people, ["a", "6 - b"])
    assert wrong.items["flag"].tolist() == ["reversed", "reversed"]
    assert "a, b đi ngược" in " ".join(wrong.reasons)
    assert wrong.estimate("alpha") < 0 < right.estimate("alpha")


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_fewer_than_three_complete_rows_give_no_figure(rows):
    people = table(a=[1, 2, 3], b=[2, 2, 1], c=[1, 3, 2])
    people.loc[rows:, "b"] = np.nan
    found = reliability(people, ["a", "b", "c"])
    assert found.n == rows
    assert found.scale[["estimate", "ci_low", "ci_high"]].isna().all(axis=None)
    assert found.items[["alpha_if_deleted", "corrected_item_total_r"]].isna().all(axis=None)
    assert set(flags(found).values()) == {"few_rows"}
    assert f"Chỉ có {rows} phiếu" in found.reasons[0]


def test_weights_above_zero_on_two_rows_only_give_no_weighted_figure():
    people = table(a=[1, 2, 4, 5], b=[2, 1, 5, 4], w=[3, 0, 2, 0])
    found = reliability(people, ["a", "b"], "w")
    assert flags(found) == {
        "alpha": "",
        "alpha_standardized": "",
        "omega_total": "few_items",
        "alpha_weighted": "few_rows",
    }
    assert found.scale["n"].tolist() == [4, 4, 4, 2]


def test_an_item_everybody_answers_alike_gives_no_figure_of_the_scale():
    people = table(a=[1, 2, 3, 5, 4, 4], b=[1, 3, 2, 5, 4, 5], c=[0.1] * 6)
    found = reliability(people, ["a", "b", "c"])
    assert set(flags(found).values()) == {"constant_item"}
    assert found.scale["estimate"].isna().all()
    assert found.items["flag"].tolist() == ["constant_other", "constant_other", "constant_item"]
    without = reliability(people, ["a", "b"]).estimate("alpha")
    assert found.items["alpha_if_deleted"].tolist() == pytest.approx(
        [np.nan, np.nan, without], nan_ok=True
    )
    assert "(c)" in found.reasons[0]
    assert "khi bỏ a, b" in found.reasons[1]


def test_an_item_that_varies_only_among_rows_without_weight_gives_no_weighted_figure():
    people = table(a=[1, 2, 3, 4], b=[2, 2, 2, 5], w=[1, 1, 1, 0])
    found = reliability(people, ["a", "b"], "w")
    assert flags(found)["alpha"] == ""
    assert flags(found)["alpha_weighted"] == "constant_item"
    assert "trong các phiếu có quyền số" in " ".join(found.reasons)


def test_items_that_cancel_out_give_no_figure():
    people = table(a=[1, 2, 3, 5], b=[5, 4, 3, 1])
    found = reliability(people, ["a", "b"])
    assert flags(found)["alpha"] == flags(found)["alpha_standardized"] == "cancelling"
    assert np.isnan(found.estimate("alpha"))


def test_an_item_that_repeats_another_gives_no_omega():
    people = table(a=[1, 2, 3, 5, 4], b=[2, 4, 6, 10, 8], c=[1, 3, 2, 5, 5])
    found = reliability(people, ["a", "b", "c"])
    assert flags(found)["omega_total"] == "singular"
    assert np.isnan(found.estimate("omega_total"))
    assert found.estimate("alpha") > 0.5


def test_an_improper_solution_is_flagged_and_told():
    people = table(a=[1, 2, 3, 4, 5, 6], b=[1, 3, 2, 4, 6, 5], c=[2, 1, 3, 5, 4, 6])
    found = reliability(people, ["a", "b", "c"])
    assert flags(found)["omega_total"] == "improper"
    assert "phương sai riêng" in found.reasons[0]


def test_all_that_is_wrong_with_the_items_is_told_at_once():
    people = pd.DataFrame({"a": [1.0, 2, 3], "b": ["x", "y", "z"]})
    with pytest.raises(VariableError) as raised:
        reliability(people, ["a", "a", "b", "zz"])
    told = str(raised.value)
    assert len(raised.value.faults) == 3
    assert "“a” được nêu nhiều lần" in told
    assert "“b” là chữ" in told
    assert "“zz”" in told


def test_one_item_is_no_scale():
    with pytest.raises(VariableError, match="ít nhất 2 câu, chỉ có 1"):
        reliability(table(a=[1, 2, 3]), ["a"])


@pytest.mark.parametrize(
    ("weights", "told"),
    [
        ([1, None, 1], "trống hoặc âm ở 1 phiếu"),
        ([1, -2, 1], "giá trị đầu tiên: -2"),
        ([0, 0, 0], "đều bằng 0"),
    ],
)
def test_bad_weights_are_refused(weights, told):
    people = table(a=[1, 2, 3], b=[1, 3, 2], w=weights)
    with pytest.raises(DesignError, match=told):
        reliability(people, ["a", "b"], "w")


def test_weights_of_rows_that_do_not_count_do_not_matter():
    people = table(a=[1, 2, 3, None], b=[1, 3, 2, 4], w=[1, 1, 1, None])
    assert reliability(people, ["a", "b"], "w").n == 3


def test_the_level_is_a_share():
    with pytest.raises(SurveyError, match="level = 95"):
        reliability(table(a=[1, 2, 3], b=[1, 3, 2]), ["a", "b"], level=95)


def test_every_flag_has_a_sentence_in_both_languages():
    from gdnn_analysis.survey.reliability_reasons import reason

    documented = (
        "few_rows constant_item constant_other few_items cancelling singular not_converged "
        "improper reversed"
    )
    for flag in documented.split():
        use_language("vi")
        vietnamese = reason(flag, "q1", 2)
        use_language("en")
        english = reason(flag, "q1", 2)
        assert vietnamese != english
        assert "{" not in vietnamese + english
