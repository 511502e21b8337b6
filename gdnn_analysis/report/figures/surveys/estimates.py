"""Estimates of the waves of a period with their intervals (C01-C05, rules R11 and R12)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any, Final

import matplotlib
import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Blocks, Cell, Column, Figure, Row, Table
from gdnn_analysis.report.figures.canvas import STYLE, ReportFigure, new_figure, svg_of
from gdnn_analysis.report.survey_words import (
    CODES,
    SHORT_NAMES,
    Waves,
    WaveWords,
    answers_text,
    estimate_text,
    interval_text,
    share_text,
    wave_rows,
)
from gdnn_analysis.report.tables import source_of
from gdnn_analysis.report.wording import capital, span_text

COLOUR: Final = "#1b4f8a"
SMALL_TEXT: Final = 9.5
ROW: Final = 0.29
"""Inches per row."""
LABEL: Final = 10.0
LETTERS: Final = 32
"""Letters per line of the name of a wave."""
TURN: Final = 62.0
"""Upper limit in % from which the figure stands on the left of its interval."""


@dataclass(frozen=True)
class Line:
    """One row of the drawing: a heading when it has no estimate."""

    text: str
    wave: WaveWords | None = None
    row: pd.Series | None = None


def survey_estimates(ev: Evaluation) -> ReportFigure | None:
    """Hình 11: a dot and a whisker for each wave and population, by indicator.

    Volunteers have a hollow square and no whisker. Nothing when there is no estimate to show.
    """
    lines = tuple(_lines(ev, CODES))
    if not lines:
        return None
    caption = tell(
        "Kết quả khảo sát {span_text} với khoảng tin cậy 95%, theo đối tượng",
        span_text=span_text(ev.period),
    )
    return _figure(ev, lines, "hinh-uoc-luong", caption)


def survey_estimates_by_code(ev: Evaluation) -> Blocks:
    """Hình 8 of the period: a figure for each indicator, since all waves do not fit on one page."""
    return Blocks.of(
        *(
            _figure(
                ev,
                lines,
                f"hinh-uoc-luong-{code.lower()}",
                tell(
                    "{capital} ({code}) với khoảng tin cậy 95%, theo đối tượng và đợt",
                    capital=capital(SHORT_NAMES[code]),
                    code=code,
                ),
            ).block
            for code in CODES
            if (lines := tuple(_lines(ev, [code])))
        )
    )


def _figure(ev: Evaluation, lines: tuple[Line, ...], key: str, caption: str) -> ReportFigure:
    with matplotlib.rc_context(STYLE):
        figure, axes = new_figure(ROW * len(lines) + 0.75)
        for place, line in enumerate(lines):
            _draw(axes, place, line)
        _frame(axes, lines)
        figure.block = Figure(
            key=key,
            caption=caption,
            alt=_alt(ev, lines),
            source=source_of(ev, "survey_waves", "survey_responses"),
            svg=svg_of(figure),
            data=_data(ev, lines, f"{key}-so-lieu"),
        )
    return figure


def _lines(ev: Evaluation, codes: Sequence[str]) -> Iterator[Line]:
    waves = Waves(ev).shown
    for code in codes:
        rows = wave_rows(ev, code)
        shown = [wave for wave in waves if wave.id in rows]
        if shown:
            yield Line(f"{capital(SHORT_NAMES[code])} ({code})")
        for wave in shown:
            kind = words(" (tự nguyện)") if wave.volunteers else ""
            yield Line(f"{wave.name}{kind}", wave, rows[wave.id])


def _draw(axes: Any, place: int, line: Line) -> None:
    if line.wave is None or line.row is None:
        axes.text(0, place, line.text, weight="bold", va="center", ha="left")
    elif pd.isna(line.row["value"]):
        words = f"{answers_text(line.row)}: {share_text(line.row)}"
        axes.text(1, place, words, va="center", ha="left", size=SMALL_TEXT, style="italic")
    else:
        _dot(axes, place, line.row, volunteers=line.wave.volunteers)


def _dot(axes: Any, place: int, row: pd.Series, *, volunteers: bool) -> None:
    low, high = (
        float(row["value"] if pd.isna(row[end]) else row[end]) for end in ("ci_low", "ci_high")
    )
    if high > low:
        axes.plot([low, high], [place, place], color=COLOUR, linewidth=2, solid_capstyle="butt")
    axes.plot(
        row["value"],
        place,
        linestyle="none",
        marker="s" if volunteers else "o",
        markersize=6,
        markeredgecolor=COLOUR,
        markerfacecolor="white" if volunteers else COLOUR,
    )
    turned = high > TURN
    axes.annotate(
        _label(row),
        (low if turned else high, place),
        xytext=(-7 if turned else 7, 0),
        textcoords="offset points",
        va="center",
        ha="right" if turned else "left",
        size=SMALL_TEXT,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
    )


def _label(row: pd.Series) -> str:
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return share_text(row)
    return f"{share_text(row)} ({interval_text(row['ci_low'], row['ci_high'])})"


def _frame(axes: Any, lines: tuple[Line, ...]) -> None:
    named = [place for place, line in enumerate(lines) if line.wave]
    axes.set_yticks(named, [fill(words(lines[place].text), LETTERS) for place in named], size=LABEL)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.grid(visible=True, axis="x")
    axes.grid(visible=False, axis="y")
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("% (chấm: ước lượng; vạch: khoảng tin cậy 95%)")


def _alt(ev: Evaluation, lines: tuple[Line, ...]) -> str:
    parts: list[str] = []
    for line in lines:
        if line.row is None:
            parts.append(f"{line.text}:")
        else:
            parts.append(f"{line.text} {estimate_text(line.row)};")
    listed = " ".join(parts).rstrip(";")
    return tell(
        "Ước lượng từ khảo sát {span_text} theo đối tượng (KTC: khoảng tin cậy). {listed}.",
        span_text=span_text(ev.period),
        listed=listed,
    )


def _data(ev: Evaluation, lines: tuple[Line, ...], key: str) -> Table:
    rows: list[Row] = []
    for line in lines:
        if line.row is None:
            rows.append(Row((Cell(line.text),), kind="group"))
            continue
        interval = interval_text(line.row["ci_low"], line.row["ci_high"])
        texts = (line.text, share_text(line.row), interval, answers_text(line.row))
        rows.append(Row(tuple(map(Cell, texts))))
    return Table(
        key=key,
        caption="Ước lượng theo chỉ số và đối tượng",
        unit="",
        source=source_of(ev, "survey_responses"),
        columns=(
            Column("Đối tượng, đợt", width=3),
            Column("Ước lượng", "right"),
            Column("Khoảng tin cậy 95%", "center"),
            Column("Số trả lời", "right"),
        ),
        rows=tuple(rows),
    )
