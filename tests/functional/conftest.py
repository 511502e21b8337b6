"""The command as users run it: a separate process, its exit code and its streams."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def gdnn(tmp_path):
    """Return a function that runs ``gdnn`` in an empty folder."""

    def run(*arguments: object, cwd: Path = tmp_path, env: dict[str, str] | None = None) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "gdnn_analysis", *map(str, arguments)],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "1782777600", **(env or {})},
            timeout=300,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


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
    folder = tmp_path / "Nguyễn Văn Ánh" / "số liệu 2023"
    folder.mkdir(parents=True)
    (folder / "media.csv").write_text(
        "report_id,reporting_unit_id,title_vi,item_type,channel_id,published_at,kind,verification\n"
        "R1,HD-SLDTBXH,Ngày hội học nghề,tin,CH-BHD-DT,2023-05-10,goc,da_doi_chieu\n",
        encoding="utf-8",
    )
    return folder
