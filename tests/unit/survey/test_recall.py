"""Net recall (T05): recall of the messages less recall of one that never was."""

from __future__ import annotations

import pandas as pd
import pytest
from numpy import nan

from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.recall import net_recall

MESSAGES = pd.DataFrame(
    {"ND1": [1.0, 1, 0, 1, None], "ND2": [1.0, 0, 0, 1, 1]}, index=list("abcde")
)
DECOY = pd.Series([0.0, 0, 1, 1, 0], index=list("abcde"))


def test_who_says_yes_to_everything_recalls_nothing():
    found = net_recall(MESSAGES, DECOY)
    assert found.tolist() == pytest.approx([1, 0.5, -1, 0, nan], nan_ok=True)
    assert found.index.equals(DECOY.index)


def test_its_mean_is_the_recall_of_the_messages_less_that_of_the_decoy():
    complete = MESSAGES.drop(index="e")
    recall = complete.mean().mean() - DECOY.drop("e").mean()
    assert net_recall(complete, DECOY.drop("e")).mean() == pytest.approx(recall)


def test_one_message():
    found = net_recall(MESSAGES["ND2"], DECOY)
    assert found.tolist() == [1, 0, -1, 0, 1]


def test_whoever_does_not_answer_the_decoy_is_missing():
    found = net_recall(MESSAGES["ND2"], DECOY.mask(DECOY.index == "a"))
    assert found.isna().tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("messages", "decoy", "told"),
    [
        (MESSAGES, DECOY.reset_index(drop=True), "2 câu thông điệp với 5 dòng"),
        (MESSAGES[[]], DECOY, "0 câu thông điệp"),
        (MESSAGES * 2, DECOY, "“ND1” có giá trị 2"),
    ],
)
def test_what_cannot_be_compared_is_refused(messages, decoy, told):
    with pytest.raises(VariableError, match=told):
        net_recall(messages, decoy)
