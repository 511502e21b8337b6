"""The results chain: one figure from each stage, inputs to impact, with its evidence (2.1, 3.6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.earlier import last_year
from gdnn_analysis.evaluation.ladder import levels_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.language import tell, words

Stage = Literal["dau_vao", "hoat_dong", "dau_ra", "tiep_nhan", "ket_qua", "tac_dong"]
PUPILS: Final = "hs9"
"""Population of the first survey the chain looks for: pupils of grade 9 choose after it."""


@dataclass(frozen=True)
class Link:
    """One stage of the chain.

    Attributes
    ----------
    stage, name
        Where it stands, and what its figure is called.
    code, row, unit
        Indicator, its result row (nothing when there is none) and unit.
    checked
        Whether it says what was done (not who was reached or changed).
    level
        Level of evidence of an outcome; missing for stages that are no outcome.
    """

    stage: Stage
    name: str
    code: str
    row: pd.Series | None
    unit: str
    checked: bool = False
    level: int | None = None


def links_of(ev: Evaluation) -> tuple[Link, ...]:
    """Return the six stages in order; figures that cannot be added up are of the last year."""
    last, levels = last_year(ev), levels_of(ev)
    awareness, wave = _awareness(ev)
    return (
        _link(ev, "dau_vao", "Kinh phí được giao", "I01", checked=True),
        _link(ev, "hoat_dong", "Sự kiện đã tổ chức", "A03", checked=True),
        _placements(ev),
        _link(ev, "tiep_nhan", "Lượt người dự đo được", "T03", variant="do_duoc"),
        Link(
            "ket_qua",
            tell("Nhận biết{wave}", wave=wave),
            "C01",
            awareness,
            "%",
            level=levels.get("C01"),
        ),
        Link(
            "tac_dong",
            tell("Vào GDNN sau THCS, năm {period} (cách tính hẹp)", period=last.period),
            "P01",
            last.row("P01", variant="hep"),
            "%",
            level=levels.get("P01"),
        ),
    )


def _link(
    ev: Evaluation, stage: Stage, name: str, code: str, *, variant: str = "", checked: bool = False
) -> Link:
    row = ev.row(code, variant=variant)
    unit = str(row["unit"]) if row is not None else str(ev.definitions.at[code, "unit_vi"])
    return Link(stage, name, code, row, unit, checked=checked)


def _placements(ev: Evaluation) -> Link:
    """Return placements: unlike works against the yearly target, they add up over years."""
    return _link(ev, "dau_ra", "Lượt đăng, phát", "O02", variant="luot", checked=True)


def _awareness(ev: Evaluation) -> tuple[pd.Series | None, str]:
    """Return the latest share of the waves of the period, pupils of grade 9 first, and its name."""
    rows, samples = ev.rows("C01", breakdown="wave"), ev.surveys.samples
    known = rows[rows["value"].notna() & rows["area_id"].eq("")]
    waves = samples[samples["wave_id"].isin(known["category"])].sort_values("fieldwork_to")
    if waves.empty:
        return ev.row("C01"), ""
    own = waves[waves["population"].eq(PUPILS)]
    wave = (own if len(own) else waves).iloc[-1]
    population = words(contract().label("POP", str(wave["population"])), "POP")
    name = tell(
        " ({population}, {month})",
        population=population[:1].lower() + population[1:],
        month=f"{wave['fieldwork_to'].month}/{wave['fieldwork_to'].year}",
    )
    return known[known["category"].eq(str(wave["wave_id"]))].iloc[0], name
