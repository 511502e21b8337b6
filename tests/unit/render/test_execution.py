"""A notebook runs in a fresh kernel of this Python, or fails with heading and cause."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest

from gdnn_analysis.render.errors import NotebookFailed, RenderError
from gdnn_analysis.render.execution import REPORT_NOTEBOOK, execute
from gdnn_analysis.render.failure import cause_of, heading_above
from gdnn_analysis.render.limits import Clock, Limits, kernel_environment

CREATED = datetime(2024, 1, 5, 1, tzinfo=UTC)


def notebook(folder: Path, *sources: str) -> Path:
    """Write a notebook; text starting with # is a Markdown cell."""
    made = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "khong-co", "display_name": "x", "language": "python"}}
    )
    first = 'period = ""\ndata = ""\nflag = True\nstore_folder = ""'
    made.cells = [nbformat.v4.new_code_cell(first, metadata={"tags": ["parameters"]})]
    for source in sources:
        new = nbformat.v4.new_markdown_cell if source[0] == "#" else nbformat.v4.new_code_cell
        made.cells.append(new(source))
    path = folder / "sổ {tính}.ipynb"
    nbformat.write(made, path)
    return path


def run(folder: Path, *sources: str, **options):
    path = notebook(folder, *sources)
    values = {"period": 'Kỳ "2023"', "data": "C:\\số liệu", "flag": False}
    out = folder / "kết quả"
    out.mkdir()
    return execute(path, values, out, created=CREATED, **options)


def printed(executed) -> str:
    return "".join(
        output["text"]
        for cell in executed.cells
        for output in cell.get("outputs", ())
        if output["output_type"] == "stream" and output["name"] == "stdout"
    )


def test_parameters_and_a_fixed_environment_reach_the_kernel(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    names = ["MPLBACKEND", "PYTHONHASHSEED", "PYTHONUTF8", "SOURCE_DATE_EPOCH", "GDNN_LANG"]
    sections: list[str] = []
    executed = run(
        tmp_path,
        "# Mở đầu",
        "import json, os, sys",
        f"print(json.dumps([period, data, flag, sys.prefix, [os.environ[n] for n in {names}]]))",
        on_section=sections.append,
    )
    period, data, flag, prefix, environment = json.loads(printed(executed))
    assert (period, data, flag) == ('Kỳ "2023"', "C:\\số liệu", False)
    assert prefix == __import__("sys").prefix  # this Python, although the notebook names another
    assert environment == ["Agg", "0", "1", str(int(CREATED.timestamp())), "vi"]
    assert sections == ["Mở đầu"]
    _nothing_of_this_run_stays(executed, tmp_path / "kết quả" / REPORT_NOTEBOOK)


def _nothing_of_this_run_stays(executed, path: Path) -> None:
    (injected,) = [c for c in executed.cells if "injected-parameters" in c.metadata.get("tags", ())]
    assert injected["id"] == "injected-parameters"
    assert "store_folder" not in injected.source
    assert "store_folder" not in executed.metadata.papermill["parameters"]
    assert str(path.parent) not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (
            'raise ValueError("Dòng đầu\\nKhông có năm 2099. Hãy chọn năm khác.")',
            "Không có năm 2099",
        ),
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(1)", "thiếu bộ nhớ"),
    ],
)
def test_a_failing_cell_names_heading_and_cause_and_writes_nothing(
    tmp_path: Path, code: str, cause: str
) -> None:
    with pytest.raises(NotebookFailed) as failed:
        run(tmp_path, "# Kết quả\n\n## Kinh phí", "x = 1", code, "# Phụ lục I. Bảng")
    assert failed.value.heading == "Kinh phí"
    assert cause in failed.value.cause
    assert "Traceback" not in str(failed.value)
    assert list((tmp_path / "kết quả").iterdir()) == []


def test_a_cell_that_hangs_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailed, match="quá thời gian"):
        run(tmp_path, "# Treo", "import time; time.sleep(60)", limits=Limits(cell=1))


def test_the_time_of_the_whole_report_is_limited_too() -> None:
    assert Clock(Limits(cell=10, report=100)).allowance() == 10
    assert Clock(Limits(cell=900, report=5)).allowance() <= 5
    assert Clock(Limits(cell=900, report=0)).allowance() == 1


def test_a_heading_published_by_a_cell_counts(tmp_path: Path) -> None:
    heading = (
        "from gdnn_analysis.report.blocks import Heading\n"
        "from IPython.display import display\ndisplay(Heading('Tóm tắt'))"
    )
    with pytest.raises(NotebookFailed) as failed:
        run(tmp_path, heading, "1 / 0")
    assert failed.value.heading == "Tóm tắt"


def test_a_failure_before_any_heading_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotebookFailed, match="phần mở đầu"):
        run(tmp_path, "1 / 0")


def test_a_parameter_the_notebook_does_not_declare_is_refused(tmp_path: Path) -> None:
    path = notebook(tmp_path, "x = 1")
    with pytest.raises(RenderError, match="reading"):
        execute(path, {"reading": "B"}, tmp_path, created=CREATED)


def test_the_environment_is_the_users_otherwise() -> None:
    environment = kernel_environment(CREATED)
    assert environment["PATH"] == os.environ["PATH"]


def test_memory_errors_get_a_remedy() -> None:
    class PapermillExecutionError(Exception):
        ename, evalue = "MemoryError", ""

    assert "--jobs 1" in cause_of(PapermillExecutionError())


def test_the_nearest_heading_above_is_found() -> None:
    cells = [
        {"cell_type": "markdown", "source": "# Một\n\nĐoạn\n\n## Hai"},
        {"cell_type": "code", "source": "", "outputs": []},
        {"cell_type": "markdown", "source": "# Ba"},
    ]
    assert heading_above(cells, 1) == "Hai"
    assert heading_above(cells, 2) == "Ba"
    assert heading_above(cells[1:2], 0) == ""
