"""One small report, rendered and issued once; tests work on copies.

The notebook is the shipped yearly report cut down to the cells that matter here.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
import pytest

from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render import render_report
from gdnn_analysis.render.issuing.issue import Issued, issue_report

CREATED = "2026-06-30T08:00:00+07:00"
CELLS = (
    "tham-so",
    "tinh-chi-so",
    "phan-1",
    "nguon",
    "nguon-so-lieu",
    "da-gui-muc",
    "da-gui",
    "luu-ket-qua",
)
HEADER = (
    "report_id,reporting_unit_id,title_vi,item_type,channel_id,published_at,kind,verification,note"
)
FIRST = (
    "R1,HD-SLDTBXH,Ngày hội học nghề,tin,CH-BHD-DT,2023-05-10,goc,da_doi_chieu,gọi 0912345678",
    "R2,HD-SLDTBXH,Tuyển sinh năm 2023,tin,CH-BHD-DT,2023-06-10,goc,da_doi_chieu,",
)
SECOND = (
    FIRST[0],
    "R3,HD-SLDTBXH,Ngày hội học nghề,tin,CH-BHD-DT,2023-05-10,goc,da_doi_chieu,",
    "R4,HD-SLDTBXH,Nghề hàn ở Nhật,bai,CH-BHD-DT,2023-07-10,goc,da_doi_chieu,",
    "R5,HD-SLDTBXH,Nghề điện ở Đức,bai,CH-BHD-DT,2023-08-10,goc,da_doi_chieu,",
)


def write_media(folder: Path, lines: tuple[str, ...]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "media.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return folder


def one_more(results: bytes) -> bytes:
    """Return a result table with one figure of O01 altered."""
    lines = results.decode("utf-8-sig").splitlines(keepends=True)
    place = next(i for i, line in enumerate(lines) if line.startswith("O01") and ",2," in line)
    lines[place] = lines[place].replace(",2,", ",3,", 1)
    return "".join(lines).encode("utf-8-sig")


def write_notebooks(folder: Path) -> Path:
    folder.mkdir()
    book = nbformat.read(notebooks_folder() / "annual_report.ipynb", as_version=4)
    book.cells = [cell for cell in book.cells if cell.id in CELLS]
    assert len(book.cells) == len(CELLS)
    nbformat.write(book, folder / "annual_report.ipynb")
    shutil.copy(notebooks_folder() / "annual_report.yaml", folder)
    return folder


def render(data: Path, output: Path, notebooks: Path) -> Path:
    return render_report(
        data,
        "2023",
        to=("html",),
        output=output,
        parameters={"created": CREATED},
        notebooks=notebooks,
    ).folder


@pytest.fixture(scope="session")
def issued(tmp_path_factory) -> Path:
    """Return a folder with ``sổ``, ``số liệu``, ``reports/2023`` and ``reports/issued/2023/1``."""
    place = tmp_path_factory.mktemp("phát hành")
    notebooks = write_notebooks(place / "sổ")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1782777600")
        report = render(write_media(place / "số liệu", FIRST), place / "reports", notebooks)
        issue_report(report, notebooks=notebooks)
    return place


@pytest.fixture
def notebooks(issued) -> Path:
    return issued / "sổ"


@pytest.fixture
def issue(notebooks, monkeypatch) -> Callable[..., Issued]:
    """Return ``issue_report`` with the notebooks that made the report."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782777600")
    return partial(issue_report, notebooks=notebooks)


@pytest.fixture
def package(issued, tmp_path) -> Path:
    """Return a copy of the issued report that may be altered."""
    copy = tmp_path / "issued" / "2023" / "1"
    shutil.copytree(issued / "reports" / "issued" / "2023" / "1", copy)
    for path in copy.rglob("*"):
        if path.is_file():
            path.chmod(0o644)
    return copy


@pytest.fixture
def report(issued, tmp_path) -> Path:
    """Return a copy of the rendered report, beside which nothing was issued yet."""
    return Path(shutil.copytree(issued / "reports" / "2023", tmp_path / "reports" / "2023"))
