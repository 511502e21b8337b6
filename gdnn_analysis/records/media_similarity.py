"""Which titles on one channel are probably the same: alike, no digit differing (RL-21).

Similarity is the normalised indel similarity of rapidfuzz (``fuzz.ratio`` / 100) of the match
keys: 1 minus the insertions and deletions between them over their total length.

Titles are compared only on one channel, within a day of each other, and with the same groups of
digits in the same order. Two bounds that never exceed the true distance (difference in length,
difference in letter counts) dismiss nearly all pairs before any text is compared; nothing similar
is missed by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from gdnn_analysis.records.media_keys import Ints

Floats = npt.NDArray[np.float64]

_DIGITS: Final = re.compile(r"\d+")
_BINS: Final = 32
_LEVELS: Final = 8
_PAIRS_AT_ONCE: Final = 1 << 18
_SLACK: Final = 1e-9


class SimilarPairs(NamedTuple):
    """Pairs of positions, the first not later than the second, and how alike their titles are."""

    first: Ints
    second: Ints
    similarity: Floats


def similar_pairs(
    channel: Ints, day: Ints, titles: pd.Series[Any], *, threshold: float
) -> SimilarPairs:
    """Return the pairs with different but probably equal titles, on one channel within a day.

    Parameters
    ----------
    channel, day
        Channel and day (a number) of each position.
    titles
        Match keys, none missing.
    threshold
        Smallest similarity, 0-1.
    """
    block = _blocks(channel, titles)
    order = np.lexsort([np.arange(len(day)), day, block])
    texts = _Texts(titles.iloc[order])
    parts = [
        texts.compare(first, second, threshold)
        for first, second in _neighbours(block[order], day[order])
    ]
    if not parts:
        return SimilarPairs(order[:0], order[:0], np.empty(0))
    first, second, alike = (np.concatenate(column) for column in zip(*parts, strict=True))
    return SimilarPairs(order[first], order[second], alike)


def _blocks(channel: Ints, titles: pd.Series[Any]) -> Ints:
    """Return a number for each combination of channel and digit groups."""
    digits = {text: "|".join(_DIGITS.findall(text)) for text in titles.unique()}
    frame = pd.DataFrame({"channel": channel, "digits": titles.map(digits).to_numpy()})
    return np.asarray(frame.groupby(["channel", "digits"]).ngroup(), dtype=np.int64)


def _neighbours(block: Ints, day: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield all pairs of one block at most a day apart, some hundred thousand at a time.

    Positions are sorted by block, then day.
    """
    if not len(day):
        return
    place = block * (day.max() - day.min() + 3) + (day - day.min())
    last = np.searchsorted(place, place + 1, side="right")
    start = np.arange(len(place)) + 1
    counts = last - start
    batch = np.cumsum(counts) // _PAIRS_AT_ONCE
    for rows in np.split(start - 1, np.flatnonzero(np.diff(batch)) + 1):
        many = counts[rows]
        first = np.repeat(rows, many)
        within = np.arange(len(first)) - np.repeat(np.cumsum(many) - many, many)
        yield first, np.repeat(start[rows], many) + within


class _Texts:
    """Titles with what bounds their distance from below: lengths and letter counts."""

    def __init__(self, titles: pd.Series[Any]) -> None:
        self._number, distinct = pd.factorize(titles)
        self._text = distinct.to_numpy(dtype=object)
        self._length = np.fromiter(map(len, self._text), np.int64, len(self._text))
        self._letters = _letter_bits(self._text, self._length)

    def compare(self, first: Ints, second: Ints, threshold: float) -> SimilarPairs:
        """Return those of the pairs that have different titles as alike as `threshold`."""
        one, other = self._number[first], self._number[second]
        total = self._length[one] + self._length[other]
        allowed = (1 - threshold) * total + _SLACK
        near = np.flatnonzero(
            (one != other) & (np.abs(self._length[one] - self._length[other]) <= allowed)
        )
        apart = np.zeros(len(one), dtype=np.int64)
        for word in self._letters:
            apart[near] += np.bitwise_count(word[one[near]] ^ word[other[near]])
            near = near[apart[near] <= allowed[near]]
        # rapidfuzz rounds a cutoff on normalised similarity just below 0.92 the wrong way, so the
        # whole-number distance is compared.
        distance = cpdist(self._text[one[near]], self._text[other[near]], scorer=Indel.distance)
        alike = distance <= allowed[near]
        near = near[alike]
        return SimilarPairs(first[near], second[near], 1 - distance[alike] / total[near])


def _letter_bits(texts: npt.NDArray[Any], length: Ints) -> list[npt.NDArray[np.uint64]]:
    """Return letter counts as bits: n of a letter set the first n of its bits.

    Between two texts, the number of differing bits is at most the number of letters that one has
    and the other has not, and that is at most their distance. Letters share bins and counts stop
    at eight; both only lower the bound.
    """
    signs = np.frombuffer("".join(texts).encode("utf-32-le"), dtype="<u4")
    slot = np.repeat(np.arange(len(texts)), length) * _BINS + signs % _BINS
    counts = np.bincount(slot, minlength=len(texts) * _BINS).reshape(len(texts), _BINS)
    bits = counts[:, :, None] > np.arange(_LEVELS)
    packed = np.packbits(bits.reshape(len(texts), _BINS * _LEVELS), axis=1)
    return list(np.ascontiguousarray(packed).view(np.uint64).T.copy())
