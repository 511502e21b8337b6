"""Reports can be exported from JupyterLab's menu."""

from __future__ import annotations

import subprocess
import sys

import pytest
from nbconvert.exporters import get_export_names, get_exporter

from gdnn_analysis.render.errors import DocumentError

from .conftest import as_notebook, sample_cells


def test_both_exporters_are_registered() -> None:
    assert {"bao_cao_html", "bao_cao_pdf"} <= set(get_export_names())


@pytest.mark.parametrize(
    ("name", "extension", "mimetype", "start"),
    [
        ("bao_cao_html", ".html", "text/html", "<!DOCTYPE html>"),
        ("bao_cao_pdf", ".pdf", "application/pdf", b"%PDF-"),
    ],
)
def test_an_executed_notebook_is_exported(name, extension, mimetype, start) -> None:
    exporter = get_exporter(name)()
    content, resources = exporter.from_notebook_node(as_notebook(sample_cells()))
    assert content.lstrip().startswith(start)
    assert resources["output_extension"] == extension
    assert exporter.output_mimetype == mimetype


def test_a_notebook_that_was_not_run_is_refused_with_a_remedy() -> None:
    notebook = as_notebook(sample_cells())
    notebook.cells[0]["outputs"] = []
    with pytest.raises(DocumentError, match="Hãy chạy toàn bộ sổ"):
        get_exporter("bao_cao_html")().from_notebook_node(notebook)


@pytest.mark.parametrize("module", ["gdnn_analysis.render", "gdnn_analysis.render.exporters"])
def test_importing_to_list_what_there_is_loads_nothing_heavy(module: str) -> None:
    """JupyterLab imports every exporter, and papermill this package, only to list them."""
    code = (
        f"import sys, {module}\n"
        "heavy = {'typst', 'pandas', 'matplotlib', 'xlsxwriter', 'papermill'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
