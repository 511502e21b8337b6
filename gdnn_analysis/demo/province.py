"""One fictional province: its number, the prefix of its ids, its chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gdnn_analysis.demo.chance import Chance

PROVINCE_NAME: Final = "Đông Lĩnh"
CITY_NAME: Final = "Vân Hải"


@dataclass(frozen=True)
class Province:
    """The province that is being made.

    Attributes
    ----------
    seed
        Seed of the dataset.
    number
        1, 2, … up to the scale.
    prefix
        Put before every id; empty when there is only one province.
    """

    seed: int
    number: int
    prefix: str

    def id(self, code: str) -> str:
        """Return a code as an id of this province; a blank stays blank."""
        return f"{self.prefix}{code}" if code else ""

    def chance(self, subject: str) -> Chance:
        """Return the generator of a subject."""
        return Chance(self.seed, subject, self.number)

    @property
    def is_first(self) -> bool:
        """Whether this province carries the planted problems and the tables shared by all."""
        return self.number == 1

    @property
    def mark(self) -> str:
        """Return words that keep names and titles of provinces apart (blank for the first)."""
        return "" if self.is_first else f" {PROVINCE_NAME} {self.number:02d}"


def provinces(seed: int, scale: int) -> list[Province]:
    """Return the provinces of a dataset: one without prefix, or ``T01-`` … ``Tnn-``."""
    if scale == 1:
        return [Province(seed, 1, "")]
    return [Province(seed, number, f"T{number:02d}-") for number in range(1, scale + 1)]
