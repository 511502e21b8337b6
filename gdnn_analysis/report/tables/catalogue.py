"""Annexes: every indicator, and every statement of the plan with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.survey_words import CODES, Waves, wave_rows
from gdnn_analysis.report.tables.annual.common import parts_text
from gdnn_analysis.report.tables.common import cells, decimals_of, source_of
from gdnn_analysis.report.tables.own_figures import own_places, own_rows
from gdnn_analysis.report.wording import (
    VERDICT_SIGNS,
    figure_text,
    has_figure,
    label,
    level_name,
    small,
    span_text,
    status_cell,
    unit_text,
    verdict_cell,
)


def all_results(ev: Evaluation) -> Table:
    """Phụ lục: headline of every indicator of the catalogue."""
    rows: list[Row] = []
    level = ""
    for code, definition in ev.definitions.iterrows():
        if not ev.covers(str(code)):
            continue
        if definition["level"] != level:
            level = str(definition["level"])
            rows.append(Row(cells(level_name(level)), kind="group"))
        row = ev.row(str(code))
        rows.append(
            Row(
                cells(
                    str(code),
                    str(definition["name_vi"]),
                    unit_text(str(definition["unit_vi"]), str(code)),
                    _headline_text(ev, str(code)),
                    _verdict(str(row["verdict"]) if row is not None else ""),
                )
            )
        )
    return Table(
        key="toan-bo-chi-so",
        caption=tell("Toàn bộ chỉ số {span_text}", span_text=span_text(ev.period)),
        unit="",
        source=source_of(ev),
        columns=(
            Column("Mã", width=0.7),
            Column("Chỉ số", width=4),
            Column("Đơn vị tính", width=1.4),
            Column("Giá trị", "right", 1.5),
            Column("Kết luận", width=2.2),
        ),
        rows=tuple(rows),
        notes=tuple(
            meaning
            for text, meaning in MEANINGS.items()
            if any(cell.text == text for row in rows for cell in row.cells)
        ),
        long=True,
    )


def _verdict(verdict: str) -> Cell:
    """Return a verdict that keeps its row on one line: most indicators have no target."""
    if verdict == "khong_chi_tieu":
        return Cell(NO_TARGET, tone=verdict, symbol=VERDICT_SIGNS[verdict])
    return verdict_cell(verdict)


def plan_answers(ev: Evaluation) -> Table:
    """Phụ lục: every statement of the plan, and the figures that answer it."""
    statements = ev.data["statements"]
    rows: list[Row] = []
    for kind, part in statements.groupby("kind", sort=False):
        rows.append(Row(cells(label("STMT", str(kind))), kind="group"))
        rows += [
            Row(cells(str(ref), str(text), _answer(ev, str(ref), codes)))
            for ref, text, codes in zip(
                part["ref"], part["text_vi"], part["indicators"], strict=True
            )
        ]
    return Table(
        key="noi-dung-ke-hoach",
        caption=tell(
            "Nội dung của Kế hoạch và chỉ số trả lời, {span_text}", span_text=span_text(ev.period)
        ),
        unit="",
        source=words("Kế hoạch số 3066/KH-SLĐTBXH; ") + small(source_of(ev)),
        columns=(
            Column("Mục", width=1.3),
            Column("Nội dung Kế hoạch", width=4.6),
            Column("Chỉ số trả lời", width=3.6),
        ),
        rows=tuple(rows),
        notes=(
            "Tên, đơn vị tính của từng chỉ số nêu ở phụ lục các chỉ số. Chỉ số chỉ nêu mã: kỳ này "
            "không có số liệu của riêng đối tượng, thông điệp, nhiệm vụ hoặc dòng Phụ lục đó.",
        ),
        long=True,
    )


NOT_COMPUTED: Final = "chưa tính"
BY_YEAR: Final = "nêu theo từng năm"
NO_TARGET: Final = "Không đặt"
MEANINGS: Final = {
    NO_TARGET: "“Không đặt”: Kế hoạch không đặt chỉ tiêu cho chỉ số.",
    NOT_COMPUTED: "“Chưa tính”: phiên bản này của phần mềm chưa tính chỉ số đó, dù có số liệu.",
}
NOT_MEASURED: Final = "Không có chỉ số nào đo nội dung này."


def _answer(ev: Evaluation, ref: str, codes: Sequence[str]) -> str:
    """Return what answers a statement: figures of its own category, else those of the province."""
    if not codes:
        return NOT_MEASURED
    known = [code for code in codes if code in ev.definitions.index]
    return "; ".join(_figures(ev, ref, code) for code in known) or NOT_MEASURED


def _figures(ev: Evaluation, ref: str, code: str) -> str:
    places = own_places(ev, ref, code)
    if places is None:
        return f"{code}: {_headline_with_unit(ev, code)}"
    own = "; ".join(
        f"{code} ({name}): {_own(ev, row)}" if name else f"{code}: {_own(ev, row)}"
        for name, row in own_rows(ev, code, places)
    )
    if not own and any(list(own_rows(year, code, places)) for year in ev.years.values()):
        return f"{code}: {words(BY_YEAR)}"
    return own or code


def _own(ev: Evaluation, row: pd.Series) -> str:
    """Return the figure of a category; an annex row has a status in its stead (A01)."""
    if row["code"] == "A01":
        return status_cell(ev, str(row["verdict"])).text
    if not str(row["unit"]).startswith("%"):
        return _with_unit(row, figure_text(row))
    parts = f" ({parts_text(row)})" if has_figure(row) and row["breakdown"] != "wave" else ""
    return figure_text(row, 1) + parts


def _only_by_year(ev: Evaluation, code: str) -> bool:
    """Say whether years have figures that are not joined to one of the period."""
    row = ev.row(code)
    if row is not None and has_figure(row):
        return False
    years = [year.row(code) for year in ev.years.values()]
    return any(found is not None and has_figure(found) for found in years)


def _headline_with_unit(ev: Evaluation, code: str) -> str:
    row, text = ev.row(code), _headline(ev, code)
    return text if row is None else _of(ev, row, _with_unit(row, text))


def _with_unit(row: pd.Series, text: str) -> str:
    """Return a figure with its unit, unless the text has it already or is no figure."""
    unit = str(row["unit"])
    if unit.startswith("%") or not any(sign.isdigit() for sign in text):
        return text
    if row["code"] == "P06":
        return tell("mức {text} (thang 0–4)", text=text)
    return tell("{text} {unit}", text=text, unit=unit_text(unit, str(row["code"])))


def _headline_text(ev: Evaluation, code: str) -> str:
    """Return a headline for the list of all indicators, with whose it is when not of all."""
    row, text = ev.row(code), _headline(ev, code)
    return text if row is None else _of(ev, row, text)


def _headline(ev: Evaluation, code: str) -> str:
    """Return a headline without unit; what is not computed says so."""
    if code not in ev.computed:
        return NOT_COMPUTED
    row = ev.row(code)
    if not ev.period.is_year and _only_by_year(ev, code):
        return BY_YEAR
    if code == "O01" and _by_reading(ev):
        return words("theo từng cách hiểu")
    if code == "O15" and row is not None and has_figure(row):
        return words("nêu theo từng tiêu chí")  # no mean while D5 is open
    shares = row is not None and str(row["unit"]).startswith("%")
    return figure_text(row, min(decimals_of(ev, code), 1) if shares else decimals_of(ev, code))


def _of(ev: Evaluation, row: pd.Series, text: str) -> str:
    """Return a headline with whose it is behind."""
    whose = _whose(ev, row) if has_figure(row) else ""
    return f"{text} ({whose})" if whose else text


def _by_reading(ev: Evaluation) -> bool:
    """Say whether works have a figure for each reading, none of them decided on."""
    decided = ev.settings.reading and ev.settings.digital
    parts = (ev, *ev.years.values())
    rows = (row for part in parts for _, row in part.rows("O01", breakdown="").iterrows())
    return not decided and any(has_figure(row) for row in rows)


def _whose(ev: Evaluation, row: pd.Series) -> str:
    """Return whose a headline is when it is not of all: of the only sample, of the first channel."""
    code = str(row["code"])
    if code == "T01":
        return words("kênh cao nhất")
    if code not in (*CODES, "T05"):
        return ""
    waves = Waves(ev)
    own = (
        waves.of(wave) for wave, one in wave_rows(ev, code).items() if one["value"] == row["value"]
    )
    return small(next((wave.population for wave in own if not wave.volunteers), ""))
