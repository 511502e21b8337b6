"""Finding similar titles misses nothing that comparing all pairs would find (RL-21)."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from gdnn_analysis.records import media_similarity
from gdnn_analysis.records.media_similarity import similar_pairs

LETTERS = st.text("abcđệ 12", min_size=1, max_size=30)
CELL = st.tuples(st.integers(0, 1), st.integers(0, 3), LETTERS)


def by_hand(cells, threshold):
    found = {}
    for one, (channel, day, title) in enumerate(cells):
        for other, (channel_b, day_b, title_b) in enumerate(cells[:one]):
            near = channel == channel_b and abs(day - day_b) <= 1 and title != title_b
            digits = re.findall(r"\d+", title) == re.findall(r"\d+", title_b)
            alike = Indel.distance(title, title_b) / (len(title) + len(title_b))
            if near and digits and alike <= 1 - threshold + 1e-9:
                found[(other, one)] = 1 - alike
    return found


def found_in(cells, threshold):
    channel, day, title = zip(*cells, strict=True)
    pairs = similar_pairs(
        np.array(channel), np.array(day), pd.Series(title, dtype="str"), threshold=threshold
    )
    triples = zip(*(array.tolist() for array in pairs), strict=True)
    return {tuple(sorted((one, other))): alike for one, other, alike in triples}


@settings(max_examples=150, deadline=None)
@given(st.lists(CELL, min_size=1, max_size=12), st.sampled_from([0.5, 0.75, 0.92]))
def test_the_bounds_dismiss_no_similar_pair(cells, threshold):
    assert found_in(cells, threshold) == by_hand(cells, threshold)


def test_chunks_do_not_change_the_pairs(monkeypatch):
    generator = np.random.default_rng(5)
    base = ["thông báo tuyển sinh trung cấp", "ngày hội việc làm và tư vấn nghề"]
    cells = [
        (0, int(generator.integers(4)), base[n % 2] + "abcdef"[int(generator.integers(6))])
        for n in range(60)
    ]
    whole = found_in(cells, 0.92)
    monkeypatch.setattr(media_similarity, "_PAIRS_AT_ONCE", 7)
    assert found_in(cells, 0.92) == whole
    assert len(whole) > 100


def test_similarity_of_exactly_092_is_found():
    cells = [(0, 0, "a" * 23 + "bc"), (0, 0, "a" * 23 + "de")]
    assert found_in(cells, 0.92) == {(0, 1): 0.92}


def test_nothing_to_compare_gives_no_pairs():
    nothing = np.array([], dtype=np.int64)
    pairs = similar_pairs(nothing, nothing, pd.Series([], dtype="str"), threshold=0.92)
    assert [len(array) for array in pairs] == [0, 0, 0]
