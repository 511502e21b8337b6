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
CREATED = "2026-06-30T08:00:00+07:00"


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
