"""The command as users run it: a separate process, its exit code and its streams."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


def run_gdnn(*arguments: object, cwd: Path) -> Ran:
    """Run the command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "gdnn_analysis", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1782777600"},
        timeout=300,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def gdnn(tmp_path):
    """Return a function that runs ``gdnn`` in an empty folder."""
    return partial(run_gdnn, cwd=tmp_path)


@pytest.fixture
def gdnn_here(capfdbinary, monkeypatch):
    """Return a function that runs ``gdnn`` in this process, for what ends before any work."""

    def run(*arguments: object) -> Ran:
        from gdnn_analysis.cli.app import run as run_app

        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")
        capfdbinary.readouterr()
        code = run_app([str(argument) for argument in arguments])
        seen = capfdbinary.readouterr()
        return Ran(code, seen.out.decode("utf-8"), seen.err.decode("utf-8"))

    return run


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def small(tmp_path) -> Path:
    """Return a small data folder in a place whose path has diacritics and a blank."""
    return write_small(tmp_path)


def write_small(place: Path) -> Path:
    """Write a folder with one media row."""
    folder = place / "Nguyễn Văn Ánh" / "số liệu 2023"
    folder.mkdir(parents=True)
    (folder / "media.csv").write_text(
        "report_id,reporting_unit_id,title_vi,item_type,channel_id,published_at,kind,verification\n"
        "R1,HD-SLDTBXH,Ngày hội học nghề,tin,CH-BHD-DT,2023-05-10,goc,da_doi_chieu\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def rendered(tmp_path_factory) -> Path:
    """Return the output folder of a report on the small data, rendered once by the command."""
    place = tmp_path_factory.mktemp("một lần")
    output = place / "Báo cáo của tôi"
    done = run_gdnn("render", write_small(place), "--year", 2023, "--output", output, cwd=place)
    assert done.code == 0, done.err
    return output
