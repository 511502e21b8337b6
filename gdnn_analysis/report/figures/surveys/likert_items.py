"""Answers to the items of the attitude scale, read from the account of surveys (C03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.survey_words import is_enough, quoted

LEVELS: Final = (1, 2, 3, 4, 5)
LEVEL_WORDS: Final = (
    "Rất không đồng ý",
    "Không đồng ý",
    "Phân vân",
    "Đồng ý",
    "Rất đồng ý",
)


@dataclass(frozen=True)
class Item:
    """Answers to one question: shares in % by place on the scale, and don't know.

    Attributes
    ----------
    text
        As asked.
    reverse
        Whether agreeing is unfavourable.
    shares
        By place 1 to 5; a missing share may not be shown.
    unknown
        Don't know; nothing when the question did not offer it or it may not be shown.
    n
        Answers, don't know among them.
    """

    text: str
    reverse: bool
    shares: Mapping[int, float]
    unknown: float | None
    n: float

    @property
    def is_whole(self) -> bool:
        """Whether every level may be shown."""
        return all(pd.notna(self.shares.get(place)) for place in LEVELS)

    @property
    def label(self) -> str:
        """The question in quotation marks, marked when it is reversed."""
        return (
            tell("{text} (câu đảo)", text=quoted(self.text)) if self.reverse else quoted(self.text)
        )


def items_of(ev: Evaluation, wave_id: str) -> tuple[Item, ...]:
    """Return the answers of a wave to each item, in the order of the questionnaire."""
    answers = ev.surveys.items
    own = answers[answers["wave_id"].eq(wave_id)]
    return tuple(_item(ev, part) for _, part in own.groupby("question_id", sort=False))


def _item(ev: Evaluation, part: pd.DataFrame) -> Item:
    levels = part[part["kind"].eq("muc")]
    unknown = part.loc[part["kind"].eq("khong_biet"), "value"].dropna()
    first = part.iloc[0]
    enough = is_enough(ev, first["n"])
    return Item(
        text=str(first["text_vi"]),
        reverse=bool(first["reverse"]),
        shares=dict(zip(levels["place"].astype("int64"), levels["value"], strict=True))
        if enough
        else {},
        unknown=float(unknown.sum()) if enough and len(unknown) else None,
        n=float(first["n"]),
    )
