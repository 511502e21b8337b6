"""Kernels of a batch, forked from one process that has loaded what all of them need (POSIX).

Starting Python and loading pandas is a good part of the time a report takes. A batch of several
reports therefore starts one *nursery*: it loads the libraries once and forks a kernel whenever it
is asked for one. Every kernel is used once and starts from the same state, which nothing it does
can change for the others. Where processes cannot be forked (Windows), when a single report is made,
or when the nursery does not answer, kernels are started as always; results are the same.

The nursery holds no threads and no sockets of others, and never runs Typst.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from gdnn_analysis.render.limits import STEADY
from gdnn_analysis.render.process import KERNEL

ADDRESS: Final = "GDNN_NURSERY"
"""Environment variable that tells the processes of a batch where the nursery listens."""
CAN_FORK: Final = hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and sys.platform != "darwin"
"""macOS can fork, but its own libraries do not survive it."""
LOADED: Final = (
    "ipykernel.kernelapp",
    "gdnn_analysis.evaluation.chain",
    "gdnn_analysis.ingest.prepared",
    "gdnn_analysis.report.figures",
    "gdnn_analysis.report.narrative",
    "gdnn_analysis.report.publish",
    "gdnn_analysis.report.tables",
)
_LONGEST: Final = 64_000
_WAITING: Final = 16


@contextmanager
def nursery(*, reports: int) -> Iterator[None]:
    """Keep a nursery for a batch of several reports inside the ``with`` block.

    Parameters
    ----------
    reports
        How many reports the batch has; a single one would wait for the nursery, not gain by it.
    """
    if not CAN_FORK or reports < 2:
        yield
        return
    with TemporaryDirectory(prefix="gdnn-") as folder:
        address = str(Path(folder) / "n")
        with closing(socket.socket(socket.AF_UNIX)) as door:
            door.bind(address)  # here, so that who asks early waits and is not turned away
            door.listen(_WAITING)
            process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(door.fileno())],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **STEADY},
                pass_fds=[door.fileno()],
            )
        os.environ[ADDRESS] = address
        try:
            yield
        finally:
            del os.environ[ADDRESS]
            process.kill()
            process.communicate()


def born(command: Sequence[str], environment: Mapping[str, str], folder: str) -> int | None:
    """Ask for a kernel; return its process id, or nothing when there is no nursery that answers.

    Parameters
    ----------
    command
        How the kernel would be started; its arguments behind the module are what counts.
    environment
        The kernel's whole environment.
    folder
        Its working directory.
    """
    address = os.environ.get(ADDRESS, "")
    if not address:
        return None
    arguments = list(command[command.index(KERNEL) + 1 :])
    order = {"arguments": arguments, "environment": dict(environment), "folder": folder}
    with suppress(OSError, ValueError), closing(socket.socket(socket.AF_UNIX)) as line:
        line.settimeout(60)
        line.connect(address)
        line.sendall(json.dumps(order).encode() + b"\n")
        answer = line.recv(_LONGEST)
        return int(answer) if answer else None
    return None


def serve(listening: int) -> None:
    """Fork a kernel for everyone who asks at a socket, until the command that began it ends."""
    with closing(socket.socket(fileno=listening)) as door:
        signal.signal(signal.SIGCHLD, _bury)
        del sys.path[0]  # files in the folder of the command must not stand in for modules
        for name in LOADED:
            import_module(name)
        gc.collect()
        gc.freeze()
        while _is_wanted(door):
            line, _ = door.accept()
            with closing(line):
                order = json.loads(_read(line))
                child = os.fork()
                if child == 0:
                    door.close()
                    line.close()
                    _become_kernel(order)
                line.sendall(str(child).encode())


def _bury(*_: object) -> None:
    """Take leave of kernels that ended: a zombie would look alive to who waits for it."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _is_wanted(door: socket.socket) -> bool:
    """Wait until somebody asks; false when the command has ended, whose end of the pipe closes."""
    ready, _, _ = select.select([door, sys.stdin], [], [])
    return sys.stdin not in ready


def _read(line: socket.socket) -> bytes:
    text = b""
    while not text.endswith(b"\n"):
        part = line.recv(_LONGEST)
        if not part:
            break
        text += part
    return text


def _become_kernel(order: Mapping[str, Any]) -> None:
    """Turn this fork into a kernel: session, folder, environment and files of its own."""
    from gdnn_analysis.render.process import start_kernel

    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        parent = str(os.getppid())  # the kernel ends with the nursery, as it would with its starter
        os.environ.clear()
        os.environ.update({**order["environment"], "JPY_PARENT_PID": parent})
        os.chdir(order["folder"])
        nowhere = os.open(os.devnull, os.O_RDWR)
        for file in (0, 1, 2):
            os.dup2(nowhere, file)
        sys.argv = [sys.argv[0], *order["arguments"]]
        start_kernel()
        status = 0
    finally:
        os._exit(status)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
