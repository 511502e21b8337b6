"""Answers to questionnaires: one hidden attitude per person, shifted by group, cluster and wave."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from gdnn_analysis.demo.chance import Chance, Whole
from gdnn_analysis.demo.questions import SOURCES, Question

Texts = npt.NDArray[np.object_]
_SCALE_CUTS: Final = (170, 360, 550, 770)
UNFINISHED: Final = 40
"""Thousandths of interviews that stop before the last questions."""
_LATE: Final = ("nho_thong_diep", "nguon_tin", "phoi_nhiem", "nhan_khau")


def answer(
    chance: Chance,
    questions: tuple[Question, ...],
    shifts: Whole,
    *,
    second_wave: bool,
) -> tuple[dict[str, Texts], npt.NDArray[np.bool_]]:
    """Return the answers by question, and who did not finish.

    Parameters
    ----------
    chance
        Generator of the wave.
    questions
        Questionnaire.
    shifts
        Per person, by how much sex, place and cluster move the answers (0–1000 scale).
    second_wave
        Whether the gains between waves apply.
    """
    people = len(shifts)
    hidden = chance.whole(0, 999, people)
    unfinished = chance.whole(0, 999, people) < UNFINISHED
    given: dict[str, Texts] = {}
    for question in questions:
        noise = chance.whole(0, 999, people)
        place = (hidden + noise) // 2 + shifts + (question.gain if second_wave else 0)
        given[question.question_id] = _one(chance, question, place)
    _vary_scales(given, [one.question_id for one in questions if one.construct == "thai_do"])
    for question in questions:
        if question.construct in _LATE:
            given[question.question_id][unfinished] = ""
    return given, unfinished


def _one(chance: Chance, question: Question, place: Whole) -> Texts:
    if question.answer_type == "thang5":
        level = 1 + np.searchsorted(np.array(_SCALE_CUTS), place)
        return _texts(6 - level if question.reverse else level)
    if question.answer_type == "so":
        return _texts(np.clip(place - 350, 0, 599) // 50)
    if question.answer_type == "nhieu":
        return _several(chance, len(place))
    if question.construct == "nhan_khau":
        return _texts(1 + chance.whole(0, 3, len(place)))
    codes = np.where(place >= question.cut, question.yes, question.no).astype(object)
    if question.construct == "y_dinh" and question.no == "1":
        other = chance.whole(0, 999, len(place)) < 160
        codes[(place < question.cut) & other] = "4"
    luck = chance.whole(0, 999, len(place))
    if question.dont_know:
        codes[(place < question.cut) & (luck < 220)] = question.dont_know[0]
    if question.refusal:
        codes[luck >= 988] = question.refusal[0]
    return codes


def _texts(numbers: npt.NDArray[np.integer]) -> Texts:
    words = np.array([str(number) for number in range(13)], dtype=object)
    chosen: Texts = words[numbers]
    return chosen


def _several(chance: Chance, people: int) -> Texts:
    """Return one to three different sources, in the order of the list."""
    codes = [source.split(":")[0] for source in SOURCES]
    start = chance.whole(0, len(codes) - 1, people)
    steps = chance.whole(1, 3, people, 2)
    count = chance.whole(1, 3, people)
    table = {
        (first, wanted, one, two): _joined(codes, (first, first + one, first + one + two)[:wanted])
        for first in range(len(codes))
        for wanted in (1, 2, 3)
        for one in (1, 2, 3)
        for two in (1, 2, 3)
    }
    keys = zip(start.tolist(), count.tolist(), *steps.T.tolist(), strict=True)
    return np.array([table[key] for key in keys], dtype=object)


def _joined(codes: list[str], places: tuple[int, ...]) -> str:
    return ";".join(codes[place] for place in sorted({place % len(codes) for place in places}))


def _vary_scales(given: dict[str, Texts], scales: list[str]) -> None:
    """Give nobody the same answer to every attitude question (later checks of DQ-18)."""
    if not scales:
        return
    first = given[scales[0]]
    same = np.logical_and.reduce([given[name] == first for name in scales])
    last = given[scales[-1]]
    last[same] = [str(int(code) % 5 + 1) for code in last[same].tolist()]
