"""Wall and CPU seconds of a batch of reports: five years and the period, in all formats.

``python -m benchmarks.batch [DATA] [--jobs N]`` renders ``data/demo`` by default into a temporary
folder. CPU seconds are of the command and all its workers and kernels. A loop of plain Python runs
before and after: on a shared machine compare runs by CPU seconds divided by the loop's.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

_LOOP: Final = 20_000_000
_SUBREAPER: Final = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


def loop_seconds() -> float:
    """Return the CPU seconds of a plain loop: how quick the machine is right now."""
    started, total = time.process_time(), 0
    for number in range(_LOOP):
        total += number
    return time.process_time() - started


def children_seconds() -> float:
    """Return the CPU seconds of all processes started and ended, or nan on Windows."""
    try:
        import resource
    except ImportError:
        return float("nan")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def adopt_orphans() -> None:
    """Become the parent of processes the command leaves behind, so that they are counted (Linux).

    The process workers are forked from ends a moment after the command.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def bury_orphans() -> None:
    """Wait for all of them."""
    with suppress(ChildProcessError, AttributeError):
        while os.waitpid(-1, 0)[0]:
            pass


def measure(data: Path, jobs: int) -> dict[str, float]:
    """Render all reports of a dataset; return seconds."""
    before = loop_seconds()
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "gdnn_analysis", "--quiet", "render", str(data), "--all"]
        command += ["--output", output, "--jobs", str(jobs)]
        wall, used = time.perf_counter(), children_seconds()
        subprocess.run(command, check=True)
        wall = time.perf_counter() - wall
        bury_orphans()
        found = {"wall_s": wall, "cpu_s": children_seconds() - used}
    loop = (before + loop_seconds()) / 2
    return {**found, "loop_s": loop, "cpu_loops": found["cpu_s"] / loop}


def main(arguments: list[str]) -> int:
    """Measure and print one line of the table."""
    jobs = int(arguments[arguments.index("--jobs") + 1]) if "--jobs" in arguments else 2
    data = Path(arguments[0]) if arguments[:1] and arguments[0] != "--jobs" else Path("data/demo")
    adopt_orphans()
    measured = measure(data, jobs)
    print(" | ".join(f"{name} {value:.1f}" for name, value in measured.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
