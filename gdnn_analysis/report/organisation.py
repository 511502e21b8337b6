"""What bodies and areas are called on a day: a report of 2023 does not know what 2025 changed."""

from __future__ import annotations

from datetime import date
from typing import Final

from gdnn_analysis.evaluation import Evaluation, context
from gdnn_analysis.language import words
from gdnn_analysis.report.wording import label

MERGED: Final = context.MERGED.day
"""First day without districts."""
CHANGED_ON: Final = {
    "SLDTBXH": context.TRANSFERRED.day,
    "STTTT": context.TRANSFERRED.day,
    "TCGDNN": context.TRANSFERRED.day,
    "UBNDH": MERGED,
}
"""Actor groups whose label says in brackets what became of them, and the day of it."""


def actor_name(ev: Evaluation, code: str) -> str:
    """Return an actor group's label, without what became of it after the period."""
    return actor_on(code, ev.interval.last_day)


def actor_on(code: str, day: date) -> str:
    """Return an actor group's label, without what became of it after a day."""
    told = label("ACTOR", code)
    return told.split(" (")[0] if day < CHANGED_ON.get(code, date.min) else told


def districts_word(ev: Evaluation) -> str:
    """Return what the twelve areas are called: they were districts until the provinces merged."""
    return words("huyện cũ" if ev.interval.last_day >= MERGED else "huyện, thị xã, thành phố")
