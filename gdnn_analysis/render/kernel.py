"""The kernel reports are computed in: this very Python, used once, reached without ports."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ipykernel.kernelspec import get_kernel_dict, make_ipkernel_cmd
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

KERNEL: Final = "gdnn_analysis.render.process"
"""Module a kernel process runs."""
#: Paths of local sockets may be no longer than about this on any system.
_LONGEST: Final = 90


class ReportKernelManager(AsyncKernelManager):
    """Starts a kernel of the interpreter that runs ``gdnn``, whatever kernels are registered.

    A kernel named ``python3`` in the user's folder may belong to another Python. Where the system
    has local sockets they are used instead of TCP: two reports started at the same moment cannot
    take each other's port, and no other user of the machine can connect.
    """

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self._sockets: TemporaryDirectory[str] | None = None
        if sys.platform != "win32":
            self._use_local_sockets()

    @property
    def kernel_spec(self) -> KernelSpec:
        """How to start the kernel."""
        spec = get_kernel_dict()
        spec["argv"] = make_ipkernel_cmd(KERNEL)
        return KernelSpec(**spec)

    def cleanup_ipc_files(self) -> None:
        """Remove the sockets with their folder."""
        super().cleanup_ipc_files()
        if self._sockets is not None:
            self._sockets.cleanup()

    def _use_local_sockets(self) -> None:
        folder = TemporaryDirectory(prefix="gdnn-")
        if len(folder.name) > _LONGEST:
            folder.cleanup()
            return
        self._sockets = folder
        self.transport = "ipc"
        self.ip = str(Path(folder.name) / "k")
