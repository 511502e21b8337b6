"""Chance that is the same on every machine.

Only whole numbers are drawn: sums and quotients of floats, logarithms and normal deviates may
differ in the last bit between processors, and one bit is enough to change a file. Each subject
has its own generator, so a subject added later does not move the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T")
Whole = npt.NDArray[np.int64]


class Chance:
    """Whole random numbers from a seed and a path of names.

    Parameters
    ----------
    seed
        Seed of the dataset.
    *path
        What is drawn for whom, e.g. ``"media", 1``; another path gives independent numbers.
    """

    def __init__(self, seed: int, *path: str | int) -> None:
        words = "/".join(str(part) for part in path).encode()
        sequence = np.random.SeedSequence([seed, *words])
        self._generator = np.random.Generator(np.random.PCG64(sequence))

    def below(self, limit: int) -> int:
        """Return one of 0 … `limit` − 1."""
        return int(self._generator.integers(limit))

    def between(self, low: int, high: int) -> int:
        """Return one of `low` … `high`, both included."""
        return int(self._generator.integers(low, high + 1))

    def happens(self, per_mille: int) -> bool:
        """Return True in `per_mille` of 1,000 cases."""
        return self.below(1000) < per_mille

    def pick(self, options: Sequence[T]) -> T:
        """Return one of `options`."""
        return options[self.below(len(options))]

    def weighted(self, options: Mapping[T, int]) -> T:
        """Return one of the keys, in proportion to the whole weights."""
        place = self.below(sum(options.values()))
        for option, weight in options.items():
            place -= weight
            if place < 0:
                return option
        raise ValueError("weights must be positive whole numbers")

    def sample(self, options: Sequence[T], count: int) -> list[T]:
        """Return `count` different options (all of them if there are fewer), in random order."""
        order = self._generator.permutation(len(options))[:count]
        return [options[int(place)] for place in order]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """Return all options in random order."""
        return self.sample(options, len(options))

    def day(self, first: date, last: date) -> date:
        """Return a day from `first` to `last`, both included."""
        return first + timedelta(days=self.below((last - first).days + 1))

    def whole(self, low: int, high: int, *shape: int) -> Whole:
        """Return an array of numbers from `low` to `high`, both included."""
        return self._generator.integers(low, high + 1, size=shape, dtype=np.int64)
