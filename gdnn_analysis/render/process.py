"""How the processes run: the command, workers of a batch and kernels of notebooks.

``python -m gdnn_analysis.render.process`` starts a kernel, with the arguments of ``ipykernel``.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Final

KERNEL: Final = "gdnn_analysis.render.process"
"""Module a kernel process runs."""


def relax_collector() -> None:
    """Look for garbage less often: a run makes millions of small objects and hardly any circles.

    A country's worth of rows is read and counted a tenth quicker; a quarter of the time of a
    report's notebook went into looking.
    """
    gc.set_threshold(200_000, 20, 100)


def start_kernel() -> None:
    """Run a kernel until it is told to stop, as ``ipykernel_launcher`` does."""
    relax_collector()
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    # Files beside the notebook must not stand in for modules of the kernel; IPython puts the
    # folder back for the notebook itself.
    if sys.path[0] == "" or Path(sys.path[0]) == Path.cwd():
        del sys.path[0]
    start_kernel()
