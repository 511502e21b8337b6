"""Evaluation and reporting for the vocational-education communication plan KH 3066/KH-SLĐTBXH.

Notebooks use this facade::

    import gdnn_analysis as gdnn

    data = gdnn.load("data/demo")
    ev = gdnn.evaluate(data, "2023")
    gdnn.tables.annex_matrix(ev)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdnn_analysis.evaluation import Evaluation, evaluate
    from gdnn_analysis.ingest import load
    from gdnn_analysis.ingest.dataset import Dataset
    from gdnn_analysis.report import figures, narrative, publish, tables
    from gdnn_analysis.report.blocks import Blocks, Heading, Note, Paragraph

_HOMES = {
    "Blocks": "gdnn_analysis.report.blocks",
    "Dataset": "gdnn_analysis.ingest.dataset",
    "Evaluation": "gdnn_analysis.evaluation",
    "Heading": "gdnn_analysis.report.blocks",
    "Note": "gdnn_analysis.report.blocks",
    "Paragraph": "gdnn_analysis.report.blocks",
    "evaluate": "gdnn_analysis.evaluation",
    "load": "gdnn_analysis.ingest",
}
_MODULES = ("figures", "narrative", "publish", "tables")

__all__ = [
    "Blocks",
    "Dataset",
    "Evaluation",
    "Heading",
    "Note",
    "Paragraph",
    "evaluate",
    "figures",
    "load",
    "narrative",
    "publish",
    "tables",
]


def __getattr__(name: str) -> Any:
    """Load parts on first use, so that ``gdnn --help`` does not wait for matplotlib."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    if name in _MODULES:
        return import_module(f"gdnn_analysis.report.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
