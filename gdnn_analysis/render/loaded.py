"""Importing this module loads everything that making a report takes.

Workers and kernels of a batch are forked from a process that has imported it
(:mod:`gdnn_analysis.render.warm`). It starts nothing: no thread, no Typst.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Final

from gdnn_analysis.render.execution import skip_unused_validators

SEARCHED: Final = tuple(path for path in sys.path if path)
"""Where a fresh process of this Python looks for modules, without the folder it is started in."""
KERNELS: Final = (
    "ipykernel.kernelapp",
    "gdnn_analysis.evaluation.chain",
    "gdnn_analysis.ingest.prepared",
    "gdnn_analysis.report.figures",
    "gdnn_analysis.report.narrative",
    "gdnn_analysis.report.publish",
    "gdnn_analysis.report.tables",
)
WRITERS: Final = (
    "papermill",
    "gdnn_analysis.render.kernel",
    "gdnn_analysis.render.html",
    "gdnn_analysis.render.pdf",
    "gdnn_analysis.render.word",
    "gdnn_analysis.render.workbook",
)

skip_unused_validators()  # before papermill, which would build them
for _name in (*KERNELS, *WRITERS):
    import_module(_name)
gc.collect()
gc.freeze()  # what is loaded is no garbage, and forks share it as long as nobody touches it
