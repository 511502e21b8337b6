"""Notebooks are tables of contents: no outputs, no logic, no numbers typed by hand."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
import yaml

from gdnn_analysis.render.outline import DEPTHS, outline

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
RENDERED = ("annual_report", "period_evaluation")
EVERY = sorted(NOTEBOOKS.rglob("*.ipynb"))


def cells(path: Path, kind: str) -> list:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.stem)
def test_no_outputs_or_execution_counts_are_committed(path):
    for cell in cells(path, "code"):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("name", RENDERED)
def test_rendered_notebooks_hold_no_logic(name):
    forbidden = (
        ast.FunctionDef,
        ast.ClassDef,
        ast.Lambda,
        ast.For,
        ast.While,
        ast.If,
        ast.IfExp,
        ast.BinOp,
        ast.ListComp,
        ast.DictComp,
        ast.GeneratorExp,
        ast.Subscript,
        ast.JoinedStr,
    )
    for cell in cells(NOTEBOOKS / f"{name}.ipynb", "code"):
        tree = ast.parse(cell.source)
        found = [type(node).__name__ for node in ast.walk(tree) if isinstance(node, forbidden)]
        assert not found, (cell.id, found)
        imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
        assert all(ast.unparse(node) == "import gdnn_analysis as gdnn" for node in imports)


@pytest.mark.parametrize("name", RENDERED)
def test_headings_hold_no_numbers(name):
    for cell in cells(NOTEBOOKS / f"{name}.ipynb", "markdown"):
        assert re.fullmatch(r"#{1,3} \D+", cell.source), cell.source


@pytest.mark.parametrize("name", RENDERED)
def test_the_parameter_cell_and_the_sidecar_hold_the_same_names(name):
    first = cells(NOTEBOOKS / f"{name}.ipynb", "code")[0]
    assert first.metadata["tags"] == ["parameters"]
    assigned = {target.id for node in ast.parse(first.source).body for target in node.targets}
    sidecar = yaml.safe_load((NOTEBOOKS / f"{name}.yaml").read_text(encoding="utf-8"))
    assert assigned - {"sent_folder", "store_folder"} == set(sidecar["parameters"])


def level(cell) -> int:
    """Return the level of a heading cell, 0 of any other cell."""
    return len(cell.source) - len(cell.source.lstrip("#")) if cell.cell_type == "markdown" else 0


@pytest.mark.parametrize("scope", ["", "H01"])
@pytest.mark.parametrize("depth", DEPTHS)
@pytest.mark.parametrize("name", RENDERED)
def test_no_depth_or_scope_leaves_a_heading_without_content(name, depth, scope):
    book = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    kept = outline(book.cells, depth, scope=scope)
    for cell, after in pairwise(kept):
        if level(cell):
            assert level(after) == 0 or level(after) == level(cell) + 1, (cell.source, after.source)
    assert not level(kept[-1])


@pytest.mark.parametrize("name", RENDERED)
def test_each_depth_has_more_than_the_one_before(name):
    book = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    sizes = [len(outline(book.cells, depth)) for depth in DEPTHS]
    assert sizes == sorted(set(sizes))


def calls(name: str, depth: str) -> str:
    """Return the code of a report of some depth."""
    book = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    kept = outline(book.cells, depth)
    return "\n".join(cell.source for cell in kept if cell.cell_type == "code")


@pytest.mark.parametrize("depth", DEPTHS)
def test_questions_of_the_evaluation_are_answered_where_the_conditions_stand(depth):
    code = calls("period_evaluation", depth)

    assert ("summary_answers(" in code) == ("dac_criteria(" in code)


@pytest.mark.parametrize("depth", DEPTHS)
def test_levels_of_evidence_are_put_into_words_at_every_depth(depth):
    code = calls("period_evaluation", depth)

    assert "conclusions_box(" in code
    assert ("contribution_method(" in code) == ("contribution_methods(" in code)


@pytest.mark.parametrize("depth", DEPTHS)
def test_annexes_hold_the_lists_their_titles_name(depth):
    book = nbformat.read(NOTEBOOKS / "annual_report.ipynb", as_version=4)
    titles = [cell.source for cell in outline(book.cells, depth) if level(cell)]
    listed = any("Danh mục sự kiện, trường, minh chứng" in title for title in titles)

    assert listed == ("events_list(" in calls("annual_report", depth))
    assert listed == (depth == "day_du")


@pytest.mark.parametrize("name", RENDERED)
def test_short_depths_leave_the_long_annexes_to_the_full_report(name):
    for depth in DEPTHS[:2]:
        assert not {"plan_answers(", "survey_groups(", "attitude_scale("} & set(
            re.findall(r"\w+\(", calls(name, depth))
        )
    assert "counted_works(" not in calls(name, "co_ban")


def test_every_depth_lists_the_works_that_need_a_decision():
    assert "review_list(" in calls("annual_report", "co_ban")
