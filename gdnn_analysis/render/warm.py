"""Processes forked from one that has loaded what all of them need (POSIX).

Starting Python and loading pandas is a good part of the time a report takes. A batch of several
reports therefore keeps a warm process, the forkserver of :mod:`multiprocessing`, that has loaded
the libraries once (:mod:`gdnn_analysis.render.loaded`). Its workers are forked from it, and so is a
*nursery*, which forks a kernel whenever a worker asks for one (a worker cannot ask the forkserver
itself). Every kernel is used once and starts from the same state, which nothing it does can change
for the others. Where processes cannot be forked (Windows), when a single report is made, or when
the nursery does not answer, workers and kernels are started as always; results are the same.

Neither the forkserver nor the nursery ever runs Typst. Both end with the command.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from gdnn_analysis.render.limits import STEADY
from gdnn_analysis.render.process import KERNEL

ADDRESS: Final = "GDNN_NURSERY"
"""Environment variable that tells the processes of a batch where the nursery listens."""
CAN_FORK: Final = hasattr(os, "fork") and hasattr(socket, "AF_UNIX") and sys.platform != "darwin"
"""macOS can fork, but its own libraries do not survive it."""
LOADED: Final = "gdnn_analysis.render.loaded"
"""Module that loads what making reports takes."""
_LONGEST: Final = 64_000
_WAITING: Final = 16


def warm_up() -> None:
    """Start the process others are forked from; returns at once, while it is still loading."""
    if not CAN_FORK:
        return
    from multiprocessing import forkserver

    forkserver.set_forkserver_preload([LOADED])
    with _environment(STEADY):
        forkserver.ensure_running()


def context() -> BaseContext:
    """Return how workers of a batch are made: forked from the warm process, or started afresh."""
    return get_context("forkserver" if CAN_FORK else "spawn")


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
    from multiprocessing.context import ForkServerProcess

    warm_up()
    with TemporaryDirectory(prefix="gdnn-") as folder:
        address = str(Path(folder) / "n")
        with closing(socket.socket(socket.AF_UNIX)) as door:
            door.bind(address)  # here, so that who asks early waits and is not turned away
            door.listen(_WAITING)
            process = ForkServerProcess(target=serve, args=(door,), daemon=True)
            process.start()
        try:
            with _environment({ADDRESS: address}):
                yield
        finally:
            process.kill()
            process.join()


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


def serve(door: socket.socket) -> None:
    """Fork a kernel for everyone who asks at a socket, until the command that began it ends."""
    from gdnn_analysis.render.loaded import SEARCHED

    signal.signal(signal.SIGCHLD, _bury)
    sys.path[:] = SEARCHED
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


def end_with_parent() -> None:
    """Let this process end when the one that began it has: nobody would wait for it any more."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _bury(*_: object) -> None:
    """Take leave of kernels that ended: a zombie would look alive to who waits for it."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _is_wanted(door: socket.socket) -> bool:
    """Wait until somebody asks; false when the command has ended."""
    parent = parent_process()
    sentinel = -1 if parent is None else parent.sentinel
    return sentinel not in wait([door, sentinel])


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


@contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set some of the environment inside the ``with`` block."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, text in before.items():
            if text is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = text
