"""Kernels of a batch come from one warm process, and are as fresh as those started alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdnn_analysis.render.errors import NotebookFailed
from gdnn_analysis.render.limits import Limits
from gdnn_analysis.render.warm import ADDRESS, CAN_FORK, born, nursery
from tests.unit.render.test_execution import printed, run

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no processes are forked on this system")

WHO = "import os, sys, json; print(json.dumps([os.getppid(), os.getcwd(), os.getsid(0)]))"


@pytest.fixture(scope="module", autouse=True)
def _nursery() -> Iterator[None]:
    with nursery(reports=2):
        yield


def place(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def gone(pid: int) -> bool:
    """Say whether a process ends within some seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_kernels_are_forked_from_one_process_each_in_its_own_session_and_folder(tmp_path):
    folders = [place(tmp_path, "một"), place(tmp_path, "hai")]
    (first, *one), (second, *two) = (json.loads(printed(run(folder, WHO))) for folder in folders)
    assert first == second != os.getpid()
    assert one != two


def test_nothing_one_kernel_does_reaches_the_next(tmp_path):
    spoil = (
        "import os, sys, random, pandas, gdnn_analysis.report.wording as w\n"
        "w.NO_DATA = 'hỏng'; os.environ['HONG'] = '1'; sys.path.append('/hỏng')\n"
        "pandas.set_option('display.max_rows', 7); random.seed(1)"
    )
    run(place(tmp_path, "một"), spoil)
    look = (
        "import os, sys, pandas, gdnn_analysis.report.wording as w\n"
        "print([w.NO_DATA, os.environ.get('HONG'), '/hỏng' in sys.path,"
        " pandas.get_option('display.max_rows')])"
    )
    assert printed(run(place(tmp_path, "hai"), look)).strip() == (
        "['không có số liệu', None, False, 60]"
    )


def test_a_kernel_is_the_same_whether_forked_or_started(tmp_path, monkeypatch):
    look = (
        "import os, sys, locale, matplotlib\n"
        "own = {'JPY_PARENT_PID', 'GDNN_NURSERY', 'PWD', 'KERNEL_ID'}\n"
        "print(sorted(item for item in os.environ.items() if item[0] not in own))\n"
        "print(matplotlib.get_backend(), sys.flags.hash_randomization, sys.flags.utf8_mode)\n"
        "print(hash('một'), locale.setlocale(locale.LC_ALL), os.umask(0o22))\n"
        "print([path for path in sys.path if 'site-packages' not in path])"
    )
    forked = printed(run(place(tmp_path, "một"), look))
    monkeypatch.delenv(ADDRESS)
    started = printed(run(place(tmp_path, "hai"), look))
    assert forked.replace("/một", "/hai") == started


def test_what_a_cell_prints_or_raises_is_told_as_ever(tmp_path):
    with pytest.raises(NotebookFailed, match="hỏng rồi"):
        run(place(tmp_path, "một"), "# Phần một", "raise ValueError('hỏng rồi')")


def test_a_kernel_that_dies_is_noticed(tmp_path):
    began = time.monotonic()
    with pytest.raises(NotebookFailed):
        run(place(tmp_path, "một"), "import os; os.kill(os.getpid(), 9)")
    assert time.monotonic() - began < 60


def test_a_kernel_that_hangs_is_stopped_and_gone(tmp_path):
    mark = tmp_path / "pid"
    with pytest.raises(NotebookFailed):
        run(
            place(tmp_path, "một"),
            f"import os; open({str(mark)!r}, 'w').write(str(os.getpid()))",
            "while True: pass",
            limits=Limits(cell=2),
        )
    assert gone(int(mark.read_text()))


def test_without_an_answer_kernels_are_started_as_always(tmp_path, monkeypatch):
    monkeypatch.setenv(ADDRESS, str(tmp_path / "không có"))
    assert born(["python", "-m", "gdnn_analysis.render.process"], {}, ".") is None
    parent, *_ = json.loads(printed(run(place(tmp_path, "một"), WHO)))
    assert parent == os.getpid()


def test_all_that_was_forked_ends_with_the_command_however_it_ends(tmp_path):
    mark = tmp_path / "pid"
    code = (
        "import multiprocessing, os\n"
        "from multiprocessing import forkserver\n"
        "from gdnn_analysis.render.batch import Crew\n"
        "from gdnn_analysis.render.warm import nursery\n"
        "with nursery(reports=2):\n"
        "    pids = [forkserver._forkserver._forkserver_pid, Crew(1).submit(os.getpid).result()]\n"
        "    pids += [child.pid for child in multiprocessing.active_children()]\n"
        f"    open({str(mark)!r}, 'w').write(' '.join(map(str, pids))); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)
    pids = {int(pid) for pid in mark.read_text().split()}
    assert len(pids) == 3
    assert all(gone(pid) for pid in pids)


def test_a_single_report_keeps_no_nursery(monkeypatch):
    monkeypatch.delenv(ADDRESS)
    with nursery(reports=1):
        assert ADDRESS not in os.environ
