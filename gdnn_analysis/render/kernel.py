"""The kernel reports are computed in: this very Python, used once, reached without ports."""

from __future__ import annotations

import os
import signal
import sys
import uuid
from pathlib import Path
from subprocess import Popen
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from ipykernel.kernelspec import get_kernel_dict, make_ipkernel_cmd
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from gdnn_analysis.render.process import KERNEL
from gdnn_analysis.render.warm import born

#: Paths of local sockets may be no longer than about this on any system.
_LONGEST: Final = 90


class ForkedKernel:
    """A kernel the nursery made, as far as a provisioner needs it as a process."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return nothing while it lives; how it ended nobody knows who is not its parent."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 1
        return None

    def wait(self) -> int:
        """Return how it ended; the provisioner waits only for the dead."""
        return self.poll() or 0

    def send_signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class ReportProvisioner(LocalProvisioner):
    """Takes kernels from the nursery of the batch when there is one, else starts them."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        folder = str(kwargs.get("cwd") or Path.cwd())
        pid = born(cmd, kwargs.get("env") or os.environ, folder)
        if pid is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = cast("Popen[Any]", ForkedKernel(pid))
        self.pid = self.pgid = pid
        self.cwd = folder
        return self.connection_info


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
        self.provisioner = ReportProvisioner(
            parent=self, kernel_spec=self.kernel_spec, kernel_id=str(uuid.uuid4())
        )

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
