"""Shared by all tests: Vietnamese messages, and one rendered demo report per run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from gdnn_analysis.language import use_language

# The same examples on every run: a test that fails on one machine fails on all.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parents[1]
#: Files that share what is computed once, and with whom; any other file stands for itself.
SHARED = {
    "tests/browser/test_accessibility.py": "browser",
    "tests/browser/test_jupyterlab.py": "browser",
    "tests/browser/test_report_page.py": "browser",
    "tests/unit/report/test_plan_answers.py": "catalogue",
    "tests/property/test_catalogue_laws.py": "catalogue",
}
CREATED = "2026-06-30T08:00:00+07:00"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give the tests of a file to one process: what they share is computed once.

    The groups of pytest-xdist 3.8 mean nothing to pytest 9.2, which names tests another way.
    """
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return SHARED.get(file, file)

    config.option.loadscopereorder = False  # slow files come first by their name, not their size
    return ByFile(config, log)


@pytest.fixture(autouse=True)
def _messages_in_vietnamese() -> Iterator[None]:
    use_language("vi")
    yield
    use_language("vi")


@pytest.fixture(scope="session", autouse=True)
def _warm(request) -> Iterator[None]:
    """Have kernels forked, as in a batch, where reports are made: they start in no time.

    ``test_warm`` holds forked kernels against started ones.
    """
    from gdnn_analysis.render.warm import nursery

    made = any(_makes_reports(item.path) for item in request.session.items)
    with nursery(reports=2 if made else 1):
        yield


def _makes_reports(path: Path) -> bool:
    return {"render", "functional", "browser", "notebooks"} & set(path.parts) != set()


@pytest.fixture(scope="session")
def demo_report(tmp_path_factory) -> Path:
    """Return the folder of the demo report of 2023, rendered once."""
    from gdnn_analysis.render import render_report

    output = tmp_path_factory.mktemp("báo cáo")
    return render_report(
        ROOT / "data" / "demo",
        "2023",
        to=("html", "pdf", "xlsx"),
        output=output,
        parameters={"created": CREATED},
    ).folder
