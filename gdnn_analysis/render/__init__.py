"""Notebook + parameters → executed notebook → one document → every medium.

The package does not know a formula and computes no figure; it reads blocks and stored tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdnn_analysis.render.batch import Outcome, render_many
    from gdnn_analysis.render.errors import (
        DocumentError,
        NotebookFailed,
        OutputError,
        ParameterError,
        RenderError,
        StoreError,
        WordTemplateError,
    )
    from gdnn_analysis.render.index import render_index
    from gdnn_analysis.render.request import FORMATS
    from gdnn_analysis.render.run import RenderedReport, render_report

_HOMES = {
    "DocumentError": "errors",
    "FORMATS": "request",
    "NotebookFailed": "errors",
    "Outcome": "batch",
    "OutputError": "errors",
    "ParameterError": "errors",
    "RenderError": "errors",
    "RenderedReport": "run",
    "StoreError": "errors",
    "WordTemplateError": "errors",
    "render_index": "index",
    "render_many": "batch",
    "render_report": "run",
}

__all__ = [
    "FORMATS",
    "DocumentError",
    "NotebookFailed",
    "Outcome",
    "OutputError",
    "ParameterError",
    "RenderError",
    "RenderedReport",
    "StoreError",
    "WordTemplateError",
    "render_index",
    "render_many",
    "render_report",
]


def __getattr__(name: str) -> object:
    """Load parts on first use: papermill and JupyterLab import this package to list its parts."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
