"""An analyst opens the report notebook in JupyterLab, runs it, and sees tables and figures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START_SECONDS = 90
PATIENCE = 150_000  # milliseconds; a busy machine is slow, not wrong


def free_port() -> int:
    """Return a port nobody listens on: another server's answer must not be taken for ours."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def lab(tmp_path) -> Iterator[str]:
    """Serve copies of the notebooks beside the demo data."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    shutil.copytree(ROOT / "data" / "demo", tmp_path / "data" / "demo")
    port = free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            f"--port={port}",
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=",
            "--ServerApp.password=",
            "--LabApp.news_url=None",
            f"--ServerApp.root_dir={tmp_path}",
        ],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1782777600"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/api/status", server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(url: str, server: subprocess.Popen) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "JupyterLab stopped"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail("JupyterLab did not start")


def test_the_report_notebook_runs_and_shows_its_tables(browser, lab):
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{lab}/lab/tree/notebooks/annual_report.ipynb?reset")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(state="attached")
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(state="attached")
    page.locator(".lm-MenuBar-item", has_text="Run").click()
    page.locator(".lm-Menu-item", has_text="Run All Cells").first.click()
    page.locator(".jp-OutputArea-output table").first.wait_for(state="attached")
    assert page.locator(".jp-OutputArea-output[data-mime-type*='error']").count() == 0
    shown = page.locator(".jp-OutputArea-output table").first.text_content() or ""
    assert "Các chỉ số lõi" in shown
    assert "Sản phẩm, cách hiểu A (O01)" in shown
    page.close()


def test_export_menu_offers_the_official_documents(lab):
    with urllib.request.urlopen(f"{lab}/api/nbconvert", timeout=60) as answer:
        offered = answer.read().decode()
    assert "bao_cao_html" in offered
    assert "bao_cao_pdf" in offered
