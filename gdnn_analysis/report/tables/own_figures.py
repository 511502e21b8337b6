"""The figures of what one statement of the plan is about: its audience, theme, duty, annex row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.report.survey_words import CODES, Waves
from gdnn_analysis.report.wording import label

AUDIENCES: Final = {
    "II.3 (c)": ("A6a", "A1a", "A1b", "A3"),
    "III.1 – học sinh THCS": ("A1a",),
    "III.1 – học sinh THPT": ("A1b",),
    "III.1 – lao động nông thôn": ("A1c",),
    "III.1 – miền núi, vùng đồng bào DTTS": ("A1d",),
    "III.1 – lao động trong doanh nghiệp, hợp tác xã": ("A1e",),
    "III.1 – bộ đội xuất ngũ": ("A1f",),
    "III.1 – thanh niên hoàn thành nghĩa vụ": ("A1g",),
    "III.2": ("A2",),
    "III.3": ("A3",),
    "III.4": ("A4a", "A4b", "A4c", "A4d", "A4e"),
    "III.5": ("A5",),
    "III.6": ("A6a", "A6b"),
}
"""Statements about audiences and the codes of their audiences."""
POPULATIONS: Final = {"A1a": "hs9", "A1b": "hs12", "A3": "dn"}
"""Audiences of statements that surveys answer, and the population asked."""


@dataclass(frozen=True)
class Place:
    """Where the figure of a category stands in the result table, and whose it is."""

    variant: str
    breakdown: str
    category: str
    name: str = ""


def own_places(ev: Evaluation, ref: str, code: str) -> tuple[Place, ...] | None:
    """Return where the figures of a statement's own categories stand.

    Nothing when the figure of the whole province answers the statement; an empty tuple when it is
    about a category that has no figure of this indicator.
    """
    found = _PLACES.get(code)
    return None if found is None else found(ev, ref)


def _audience(variant: str) -> Callable[[Evaluation, str], tuple[Place, ...] | None]:
    def places(_: Evaluation, ref: str) -> tuple[Place, ...] | None:
        codes = AUDIENCES.get(ref)
        if codes is None:
            return None
        several = len(codes) > 1
        return tuple(
            Place(
                variant, "audience", code, label("AUDIENCE", code).split(" (")[0] if several else ""
            )
            for code in codes
        )

    return places


def _theme(_: Evaluation, ref: str) -> tuple[Place, ...] | None:
    found = re.fullmatch(r"IV\.(\d)\.(\w)", ref)
    theme = f"{found[1]}{found[2].replace('đ', 'dd')}" if found else ""
    return (Place("bat_ky", "theme", theme),) if theme else None


def _message(_: Evaluation, ref: str) -> tuple[Place, ...] | None:
    found = re.search(r"(M\d)$", ref)
    return (Place("", "message", found[1]),) if found else None


def _heard(ev: Evaluation, ref: str) -> tuple[Place, ...] | None:
    """Waves ask for messages under numbers of their own: none is the figure of one message."""
    return () if _message(ev, ref) else None


def _duty(ev: Evaluation, ref: str) -> tuple[Place, ...] | None:
    duty = re.sub(r" \((\d)\)$", r"-\1", ref)
    known = ev.data["duties"]["duty_id"].eq(duty).any()
    return (Place("", "duty", duty),) if known else None


def _annex_rows(ev: Evaluation, ref: str) -> tuple[Place, ...] | None:
    """Return the annex row of a statement, or the rows under the heading it is about."""
    table = ev.data["activities"]
    headings = table["is_heading"].eq(True)
    own = table[table["act_id"].eq(ref.split(" (")[0]) | (headings & table["body_ref"].eq(ref))]
    if own.empty:
        return None
    rows = table[table["parent_act_id"].isin(own["act_id"])] if own["is_heading"].any() else own
    several = len(rows) > 1
    return tuple(
        Place("", "activity", str(row), str(row) if several else "") for row in rows["act_id"]
    )


def _form(_: Evaluation, ref: str) -> tuple[Place, ...] | None:
    found = re.fullmatch(r"VI\.(\d+)", ref)
    return (Place("", "form", f"F{found[1]}"),) if found else None


def _survey(ev: Evaluation, ref: str) -> tuple[Place, ...] | None:
    if ref not in AUDIENCES:
        return None
    asked = {POPULATIONS.get(code) for code in AUDIENCES[ref]}
    waves, words_of = ev.data["survey_waves"], Waves(ev)
    here = waves.loc[waves["population"].isin(asked), "wave_id"].astype(str)
    return tuple(Place("", "wave", wave, words_of.of(wave).name) for wave in here)


_PLACES: Final = {
    "T03": _audience("do_duoc"),
    "O07": _audience("bat_ky"),
    "O06": _theme,
    "O08": _message,
    "T05": _heard,
    "A02": _duty,
    "A01": _annex_rows,
    "O09": _form,
    **dict.fromkeys(CODES, _survey),
}


def own_rows(
    ev: Evaluation, code: str, places: tuple[Place, ...]
) -> Iterator[tuple[str, pd.Series]]:
    """Yield name and result row of the places that have one."""
    for place in places:
        row = ev.row(
            code, variant=place.variant, breakdown=place.breakdown, category=place.category
        )
        if row is not None:
            yield place.name, row
