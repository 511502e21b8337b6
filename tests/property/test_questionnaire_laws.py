"""Laws of questionnaires, by name: scores, reliability, adjusted p values, sample sizes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gdnn_analysis.survey.answers import Question, positive, split_answers, unknown_codes
from gdnn_analysis.survey.knowledge import share_correct
from gdnn_analysis.survey.multiple import holm
from gdnn_analysis.survey.power import minimum_detectable, sample_size
from gdnn_analysis.survey.recall import net_recall
from gdnn_analysis.survey.reliability import reliability
from gdnn_analysis.survey.response_quality import speeding, straight_lined
from gdnn_analysis.survey.scales import likert_index, likert_scores

CODES = ("1", "2", "3", "4", "5", "8", "9")
ANSWERS = st.sampled_from([*CODES, "", "7", None])
ITEMS = ["a", "b", "c", "d"]
FEW = settings(max_examples=25)


def scale_of(*, reverse: bool) -> list[Question]:
    return [Question(name, "scale", CODES, ("4", "5"), ("8",), ("9",), reverse) for name in ITEMS]


@st.composite
def questionnaires(draw) -> pd.DataFrame:
    rows = draw(st.lists(st.lists(ANSWERS, min_size=4, max_size=4), min_size=1, max_size=20))
    return pd.DataFrame(rows, columns=ITEMS, dtype="str")


@st.composite
def complete(draw) -> pd.DataFrame:
    """Draw answers 1-5 to four items, all of which vary, by at least eight people."""
    shape = (draw(st.integers(8, 25)), 4)
    values = draw(arrays(np.int64, shape, elements=st.integers(1, 5)))
    assume((np.ptp(values, axis=0) > 0).all())
    return pd.DataFrame(values, columns=ITEMS).astype("float64")


# Scores


@given(questionnaires())
def test_reversing_twice_changes_nothing(frame):
    once = likert_scores(frame, scale_of(reverse=True))
    twice = likert_scores(once, scale_of(reverse=True))
    pd.testing.assert_frame_equal(twice, likert_scores(frame, scale_of(reverse=False)))


@given(questionnaires(), st.integers(1, 4))
def test_an_index_lies_within_0_and_100_and_is_mirrored_by_reversing(frame, at_least):
    index = likert_index(likert_scores(frame, scale_of(reverse=False)), at_least=at_least)
    mirrored = likert_index(likert_scores(frame, scale_of(reverse=True)), at_least=at_least)
    assert index.dropna().between(0, 100).all()
    np.testing.assert_allclose(mirrored, 100 - index)


@given(questionnaires())
def test_asking_for_more_answers_only_makes_an_index_missing(frame):
    scores = likert_scores(frame, scale_of(reverse=False))
    looser = likert_index(scores, at_least=1)
    for at_least in (2, 3, 4):
        stricter = likert_index(scores, at_least=at_least)
        assert stricter[stricter.notna()].equals(looser[stricter.notna()])
        assert (stricter.isna() == (scores.notna().sum(axis=1) < at_least)).all()
        looser = stricter


@given(questionnaires())
def test_every_answer_is_yes_no_none_or_reported(frame):
    question = scale_of(reverse=False)[0]
    read = positive(frame["a"], question)
    unknown = unknown_codes(frame["a"], question)["count"].sum()
    silent = frame["a"].isna() | frame["a"].isin(["", "9"])
    assert read.dropna().isin([0, 1]).all()
    assert read.notna().sum() + unknown + silent.sum() == len(frame)


@given(st.lists(st.sets(st.sampled_from(["x", "y", "z", "w"])), min_size=1))
def test_joining_split_answers_gives_them_back(named):
    joined = pd.Series([";".join(sorted(one)) for one in named])
    table = split_answers(joined, ["z", "y", "x"])
    assert table.isna().any(axis=1).tolist() == [not one for one in named]
    back = [{column for column in table if row[column] is True} for _, row in table.iterrows()]
    assert back == named


@given(questionnaires(), st.permutations(ITEMS))
def test_right_answers_do_not_depend_on_the_order_of_questions(frame, order):
    questions = {one.id: one for one in scale_of(reverse=False)}
    found = share_correct(frame, list(questions.values()))
    shuffled = share_correct(frame, [questions[name] for name in order])
    pd.testing.assert_frame_equal(found, shuffled)
    assert found["share"].dropna().between(0, 1).all()
    assert (found["correct"] <= found["answered"]).all()
    assert found["passed"].isna().equals(found["share"].isna())


@given(arrays(np.float64, (6, 3), elements=st.sampled_from([0.0, 1.0])))
def test_net_recall_is_recall_less_the_decoy_and_0_for_yes_sayers(values):
    table = pd.DataFrame(values, columns=["m1", "m2", "decoy"])
    net = net_recall(table[["m1", "m2"]], table["decoy"])
    assert net.between(-1, 1).all()
    assert net.mean() == pytest.approx(values[:, :2].mean() - values[:, 2].mean())
    assert (net[values.all(axis=1)] == 0).all()


@given(questionnaires(), st.permutations(ITEMS))
def test_straight_lining_does_not_depend_on_order_and_needs_one_answer(frame, order):
    items = {
        name: Question(name, "scale", CODES, (), ("8",), ("9",), reverse=name in "bd")
        for name in ITEMS
    }
    found = straight_lined(frame, list(items.values()))
    assert found.equals(straight_lined(frame, [items[name] for name in order]))
    assert (frame[found].nunique(axis=1) == 1).all()


@given(
    st.lists(st.one_of(st.none(), st.floats(0, 1e5)), min_size=1),
    st.floats(0.01, 0.99),
    st.sampled_from([0.25, 2.0, 64.0]),
)
def test_speeding_does_not_depend_on_the_unit_and_never_marks_half(lengths, share, unit):
    seconds = pd.Series(lengths, dtype="float64")
    found = speeding(seconds, share=share)
    assert found.equals(speeding(seconds * unit, share=share))
    assert found.isna().equals(seconds.isna())
    assert found.sum() <= seconds.notna().sum() / 2


# Reliability


def figures(frame: pd.DataFrame, items: list[str] = ITEMS) -> np.ndarray:
    return reliability(frame, items).scale["estimate"].to_numpy()


@FEW
@given(complete(), st.randoms(use_true_random=False))
def test_reliability_does_not_depend_on_the_order_of_rows_and_items(frame, random):
    rows, items = list(frame.index), list(ITEMS)
    random.shuffle(rows)
    random.shuffle(items)
    found = figures(frame)
    np.testing.assert_allclose(figures(frame.loc[rows])[:2], found[:2], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(figures(frame, items)[:2], found[:2], rtol=1e-9, atol=1e-9)


@FEW
@given(complete(), st.lists(st.integers(-50, 50), min_size=4, max_size=4), st.integers(1, 50))
def test_alpha_does_not_depend_on_where_and_in_what_unit_items_start(frame, shifts, unit):
    found, moved = figures(frame), figures(frame * unit + np.array(shifts))
    np.testing.assert_allclose(moved[:2], found[:2], rtol=1e-8, atol=1e-8)


@FEW
@given(complete())
def test_alpha_is_at_most_1_and_inside_its_interval(frame):
    alpha = reliability(frame, ITEMS).scale.iloc[0]
    if alpha["flag"] == "":
        assert alpha["ci_low"] < alpha["estimate"] + 1e-12
        assert alpha["estimate"] < alpha["ci_high"] + 1e-12
        assert alpha["ci_high"] <= 1


@FEW
@given(complete())
def test_equal_weights_change_nothing(frame):
    found = reliability(frame.assign(w=3.5), ITEMS, "w").scale["estimate"]
    np.testing.assert_allclose(found.iloc[3], found.iloc[0], rtol=1e-9, atol=1e-9)


@FEW
@given(complete())
def test_items_measuring_the_same_have_alpha_and_omega_1(frame):
    copies = pd.DataFrame(dict.fromkeys(ITEMS, frame["a"]))
    found = reliability(copies, ITEMS)
    assert found.estimate("alpha") == pytest.approx(1)
    assert (
        dict(zip(found.scale["term"], found.scale["flag"], strict=True))["omega_total"]
        == "singular"
    )


@FEW
@given(complete())
def test_a_missing_figure_says_why(frame):
    found = reliability(frame, ITEMS)
    assert found.scale.loc[found.scale["estimate"].isna(), "flag"].ne("").all()
    assert found.items.loc[found.items["alpha_if_deleted"].isna(), "flag"].ne("").all()
    assert found.scale["estimate"].iloc[2:3].dropna().between(0, 1).all()


# Several tests

P_VALUES = st.lists(st.one_of(st.just(np.nan), st.floats(0, 1)), min_size=1, max_size=12)


@given(P_VALUES)
def test_holm_is_never_below_the_raw_p_nor_above_bonferroni(values):
    raw, adjusted = np.array(values), holm(values)
    known = ~np.isnan(raw)
    assert np.isnan(adjusted[~known]).all()
    assert (adjusted[known] >= raw[known]).all()
    assert (adjusted[known] <= np.minimum(raw[known] * known.sum(), 1)).all()


@given(P_VALUES)
def test_holm_keeps_the_order_of_p_values(values):
    table = pd.DataFrame({"raw": values, "holm": holm(values)}).dropna().sort_values("raw")
    assert table["holm"].is_monotonic_increasing


@given(P_VALUES, st.randoms(use_true_random=False))
def test_holm_does_not_depend_on_the_order_of_tests(values, random):
    series = pd.Series(values)
    shuffled = list(series.index)
    random.shuffle(shuffled)
    pd.testing.assert_series_equal(holm(series[shuffled]).sort_index(), holm(series))


@given(P_VALUES)
def test_tests_not_made_do_not_count_in_the_family(values):
    series = pd.Series(values)
    pd.testing.assert_series_equal(holm(series).dropna(), holm(series.dropna()))


# Sample sizes

SHARES = st.floats(0.05, 0.95)
DESIGNS = st.floats(0.5, 5)
TOGETHER = st.floats(0, 0.9)


@given(SHARES, SHARES, DESIGNS, st.floats(0.5, 0.99), TOGETHER)
def test_sample_size_is_the_smallest_that_detects_the_change(p1, p2, deff, power, together):
    assume(abs(p2 - p1) > 0.01)
    options = {"overlap_correlation": together, "direction": "up" if p2 > p1 else "down"}
    needed = sample_size(p1, p2, deff, power, overlap_correlation=together)
    change = abs(p2 - p1)
    assert minimum_detectable(needed, p1, deff, power, **options) <= change * (1 + 1e-9)
    if needed > 1:
        fewer = minimum_detectable(needed - 1, p1, deff, power, **options)
        assert not fewer <= change * (1 - 1e-9) or together > 0


@given(st.integers(50, 5000), SHARES, DESIGNS)
def test_a_detectable_change_needs_the_sample_it_comes_from(n, p, deff):
    change = minimum_detectable(n, p, deff)
    assume(change < 1 - p - 1e-6)
    assert sample_size(p, p + change * (1 + 1e-9), deff) <= n
    assert sample_size(p, p + change * (1 - 1e-6), deff) >= n


@given(st.integers(50, 5000), SHARES, DESIGNS)
def test_larger_and_simpler_samples_show_smaller_changes(n, p, deff):
    change = minimum_detectable(n, p, deff)
    assume(not np.isnan(change))
    assert minimum_detectable(2 * n, p, deff) < change
    assert minimum_detectable(n, p, deff / 2) < change
    assert minimum_detectable(n, p, deff, 0.5) < change
    assert minimum_detectable(n, p, deff, overlap_correlation=0.3) < change


@given(st.integers(50, 5000), SHARES, DESIGNS)
def test_a_rise_from_below_is_a_fall_from_above(n, p, deff):
    rise, fall = (
        minimum_detectable(n, p, deff),
        minimum_detectable(n, 1 - p, deff, direction="down"),
    )
    assert rise == pytest.approx(fall, nan_ok=True)


@given(st.integers(50, 5000), SHARES, DESIGNS)
def test_only_the_effective_sample_size_counts(n, p, deff):
    assert minimum_detectable(n, p, deff) == pytest.approx(
        minimum_detectable(n / deff, p, 1), nan_ok=True
    )


@given(SHARES, SHARES, DESIGNS, st.floats(1.05, 20))
def test_a_second_wave_planned_after_the_first_suffices(p1, p2, deff, more):
    assume(abs(p2 - p1) > 0.01)
    both = sample_size(p1, p2, deff)
    second = sample_size(p1, p2, deff, n1=both * more)
    assert second <= both
    direction = "up" if p2 > p1 else "down"
    change = minimum_detectable(both * more, p1, deff, n2=second, direction=direction)
    assert change <= abs(p2 - p1) * (1 + 1e-9)
