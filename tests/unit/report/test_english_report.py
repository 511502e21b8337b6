"""The English report of the demo year: English but for data, with the figures of the Vietnamese."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import IPython.display
import pytest

import gdnn_analysis as gdnn
from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import use_language, write_reports_in
from gdnn_analysis.report import publish
from gdnn_analysis.report.blocks import NOT_WORDS, Block, Blocks, Table

ROOT = Path(__file__).parents[3]
LETTERS = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
NAMES = re.compile(
    r"(?:KH|QĐ|NĐ|NQ)-[A-ZĐƯ]+"  # numbers of documents
    r"|Hải Dương|Hồ Chí Minh|Báo |Chính quyền điện tử tỉnh|Smart Hải…"
    r"|Hájek|\bđ\b"  # a statistician, and the letter of an item
)
"""Names and codes an English report keeps as they are."""
FIGURE = re.compile(r"\d[\d.,]*")


@pytest.fixture(scope="module")
def demo() -> Iterator[Evaluation]:
    publish.write_in("en")
    yield gdnn.evaluate(gdnn.load(ROOT / "data/demo"), "2023", created="2026-06-30T08:00:00+07:00")
    write_reports_in("vi")
    use_language("vi")


@pytest.fixture(scope="module")
def english(demo: Evaluation) -> list[Block]:
    return published(demo, "en")


@pytest.fixture(scope="module")
def vietnamese(demo: Evaluation) -> list[Block]:
    """The tables and sentences of the report in Vietnamese; nothing is drawn, to save time."""
    nothing = SimpleNamespace(**dict.fromkeys(dir(gdnn.figures), lambda *_: None))
    parts = ("narrative", "publish", "tables")
    own = SimpleNamespace(figures=nothing, **{name: getattr(gdnn, name) for name in parts})
    return published(demo, "vi", own)


def published(ev: Evaluation, language: Any, package: Any = gdnn) -> list[Block]:
    """Return what the cells of the yearly notebook publish, run here instead of in a kernel."""
    shown: list[Block] = []

    def display(part: object, **_: object) -> None:
        blocks = part if isinstance(part, Blocks) else [part]
        shown.extend(block.worded() for block in blocks if isinstance(block, Block))

    space: dict[str, Any] = {"gdnn": package, "ev": ev, "as_annex": False}
    space |= {"sent_folder": "", "store_folder": ""}
    publish.write_in(language)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IPython.display, "display", display)
        patch.setattr(publish, "display", display)
        for source in cells():
            body, last = compiled(source)
            exec(body, space)
            display(eval(last, space))
    return shown


def cells() -> Iterator[str]:
    """Yield the code of the notebook after its parameters, the evaluation and the report's frame."""
    notebook = json.loads((ROOT / "notebooks/annual_report.ipynb").read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    yield from ("".join(cell["source"]) for cell in code[2:])


def compiled(source: str) -> tuple[CodeType, CodeType]:
    """Return the code of a cell, and that of the expression at its end."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else ast.Expr(ast.Constant(None))
    expression = ast.Expression(last.value)
    return compile(tree, "cell", "exec"), compile(expression, "cell", "eval")


def texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield " ".join(content.split())
    elif isinstance(content, dict):
        for name, part in content.items():
            if name not in NOT_WORDS:
                yield from texts(part)
    elif isinstance(content, list | tuple):
        for part in content:
            yield from texts(part)


@pytest.fixture(scope="module")
def data_values(demo: Evaluation) -> list[str]:
    """Every Vietnamese text of the units' data, longest first; the plan's tables are translated."""
    plan = {table.name for table in contract().tables.values() if table.group == "plan"}
    plan -= {"policies"}  # the demo has its own, invented
    frames = [frame for name, frame in demo.data.tables.items() if name not in plan]
    columns = [
        frame[name]
        for frame in frames
        for name in frame.select_dtypes(include=["object", "string"])
    ]
    found = {
        " ".join(str(value).split())
        for column in (*columns, demo.data.issues["value"])
        for value in column.dropna().unique()
    }
    return sorted(filter(LETTERS.search, found | set(titles())), key=len, reverse=True)


def titles() -> Iterator[str]:
    """Yield the names of sheets and columns of data files as data issues quote them."""
    for table in contract().tables.values():
        yield f"“{table.title}”"
        yield from (f"“{field.title}”" for field in table.fields)


def test_nothing_but_data_and_names_is_vietnamese(english, data_values) -> None:
    known = set(data_values)
    every = dict.fromkeys(text for block in english for text in texts(block.content()))
    open_texts = (text for text in every if LETTERS.search(NAMES.sub("", text)))
    left = [text for text in open_texts if text not in known]
    assert [rest for text in left if LETTERS.search(rest := without_data(text, data_values))] == []


def without_data(text: str, values: list[str]) -> str:
    for value in values:
        if value in text and (" " in value or "“" in value):
            text = text.replace(value, "")
    return NAMES.sub("", text)


def test_words_of_vietnamese_without_accents_are_translated_too(english) -> None:
    every = {
        text for block in english for text in texts(block.content()) if not LETTERS.search(text)
    }
    word = re.compile(r"\b(?:KTC|GDNN|THCS|THPT|TT(?!-)|trong|theo|Tin|kps|nghìn|ngày)\b")
    assert [text for text in every if word.search(text)] == []


def test_no_mark_of_grammar_is_printed(english) -> None:
    for block in english:
        for text in texts(block.content()):
            assert not re.search(r"\[[^\[\]|]*\|[^\[\]|]*\]", text), text


def test_figures_of_tables_are_those_of_the_vietnamese_report(english, vietnamese) -> None:
    ours, theirs = tables(english), tables(vietnamese)
    assert ours.keys() == theirs.keys()
    for key, table in ours.items():
        other = theirs[key]
        assert [row.kind for row in table.rows] == [row.kind for row in other.rows], key
        for row, other_row in zip(table.rows, other.rows, strict=True):
            for place, (cell, twin) in enumerate(zip(row.cells, other_row.cells, strict=True)):
                if row.kind != "group" and table.columns[place].align != "left":
                    assert figures(cell.text) == figures(in_english_notation(twin.text)), key


def tables(blocks: list[Block]) -> dict[str, Table]:
    return {block.key: block for block in blocks if isinstance(block, Table)}


def in_english_notation(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


def figures(text: str) -> list[str]:
    return [figure.strip(".,") for figure in FIGURE.findall(text)]


def test_most_cells_with_figures_were_compared(english) -> None:
    compared = [
        cell.text
        for table in tables(english).values()
        for row in table.rows
        if row.kind != "group"
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.align != "left" and FIGURE.search(cell.text)
    ]
    assert len(compared) > 1500
    assert any(re.fullmatch(r"\d{1,3}(,\d{3})+", text) for text in compared)


def test_no_figure_of_a_sentence_is_in_vietnamese_notation(english) -> None:
    for block in english:
        if not isinstance(block, Table):
            for text in texts(block.content()):
                assert not re.search(r"\d,\d{1,2}(?!\d)", text), text
