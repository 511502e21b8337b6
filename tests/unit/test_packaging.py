"""The ways to install agree: pyproject, lock and environment.yml; nothing names an index."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, set[tuple[int, ...]]]:
    found: dict[str, set[tuple[int, ...]]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([0-9][^\s;\\]*)", LOCK, re.MULTILINE):
        found.setdefault(normal(name), set()).add(release(version))
    return found


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0])[:4])


def declared() -> dict[str, tuple[int, ...]]:
    wanted = PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"]
    wanted += PROJECT["build-system"]["requires"]
    pairs = (re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?>=([0-9.]+)", text) for text in wanted)
    return {normal(pair[1]): release(pair[2]) for pair in pairs if pair}


def test_every_declared_package_is_locked_at_an_allowed_version():
    versions = locked()
    assert set(declared()) <= set(versions)
    for name, least in declared().items():
        assert all(version >= least for version in versions[name]), name


def test_every_locked_version_has_hashes():
    entries = re.split(r"\n(?=[A-Za-z0-9])", LOCK.strip())
    assert len(entries) > 100
    for entry in entries:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_no_committed_install_file_names_an_index():
    for name in ("requirements.lock", "pyproject.toml", "environment.yml", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        assert "--index-url" not in text, name


def test_environment_takes_python_from_conda_and_the_lock_from_pip():
    plain = [item for item in ENVIRONMENT["dependencies"] if isinstance(item, str)]
    pip = next(item["pip"] for item in ENVIRONMENT["dependencies"] if isinstance(item, dict))
    python = next(item for item in plain if item.startswith("python="))
    assert PROJECT["project"]["requires-python"] == ">=" + python.removeprefix("python=")
    assert pip == ["-r requirements.lock"]


def test_the_card_is_kept():
    for name in ("jupyterlab", "pandas", "matplotlib", "papermill", "nbconvert"):
        assert name in declared()
    for folder in ("notebooks", "gdnn_analysis", "data", "reports", "tests"):
        assert (ROOT / folder).is_dir()
