"""Caption, alternative text and numbers of the drawing of the attitude items."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.figures.surveys.likert_items import LEVEL_WORDS, LEVELS, Item
from gdnn_analysis.report.survey_words import WaveWords, count_text, percent
from gdnn_analysis.report.tables import source_of


def caption(wave: WaveWords, items: tuple[Item, ...]) -> str:
    """Return what the drawing shows, and how reversed items and volunteers are to be read."""
    parts = [tell("{name}: trả lời các câu của thang thái độ (%)", name=wave.name)]
    if any(item.reverse for item in items):
        parts.append("với câu đảo, đồng ý là thái độ kém tích cực")
    if wave.volunteers:
        parts.append("mẫu tự nguyện, không suy rộng")
    return "; ".join(words(part) for part in parts)


def alternative_text(wave: WaveWords, items: tuple[Item, ...]) -> str:
    """Return the shares of every item in words."""
    return f"{wave.name}. {'. '.join(_words(item) for item in items)}."


def _words(item: Item) -> str:
    if not item.is_whole:
        return tell(
            "{label}: không in tỷ lệ, {count_text} người trả lời",
            label=item.label,
            count_text=count_text(item.n),
        )
    low, disagree, middle, agree, high = (percent(item.shares[level]) for level in LEVELS)
    unknown = (
        ""
        if item.unknown is None
        else tell(", không biết {unknown}", unknown=percent(item.unknown))
    )
    return tell(
        "{label}: rất không đồng ý {low}, không đồng ý {disagree}, phân vân "
        "{middle}, đồng ý {agree}, rất đồng ý {high}{unknown}",
        label=item.label,
        low=low,
        disagree=disagree,
        middle=middle,
        agree=agree,
        high=high,
        unknown=unknown,
    )


def data_table(ev: Evaluation, items: tuple[Item, ...], *, key: str) -> Table:
    """Return the shares drawn."""
    return Table(
        key=f"{key}-so-lieu",
        caption="Trả lời từng câu của thang thái độ",
        unit="%",
        source=source_of(ev, "survey_responses"),
        columns=(
            Column("Câu", width=3),
            *(Column(words, "right") for words in LEVEL_WORDS),
            Column("Không biết", "right"),
            Column("n", "right", 0.7),
        ),
        rows=tuple(
            Row(
                (
                    Cell(item.label),
                    *(Cell(percent(item.shares.get(level))) for level in LEVELS),
                    Cell(percent(item.unknown)),
                    Cell(count_text(item.n)),
                )
            )
            for item in items
        ),
    )
