"""A notebook that can really be run: it publishes given blocks and stores small tables."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render.metadata import REPORT_MIME
from gdnn_analysis.report.blocks import MIME, Block

from .conftest import METADATA, sample_cells

PARAMETERS = "\n".join(
    f"{name} = {default!r}"
    for name, default in {
        "data": "", "period": "2023", "window": "nd09", "reading": "", "digital": "",
        "depth": "day_du", "scope": "", "public": True, "as_annex": False, "issuer": "",
        "superior": "", "place": "", "number": "", "date": "", "recipients": "",
        "signer_title": "", "signer_name": "", "language": "vi", "created": "",
        "store_folder": "",
    }.items()
)  # fmt: skip
SETUP = f"""\
import hashlib, json
from pathlib import Path
import pandas as pd
from IPython.display import display
metadata = {{**json.loads({json.dumps(json.dumps(METADATA))}), "created": created, "public": public}}
display({{{REPORT_MIME!r}: metadata}}, raw=True)
"""
STORE = """\
from gdnn_analysis.indicators.frame import RESULT_COLUMNS, Row, to_frame
rows = [
    Row("O01", 171.0, unit="sản phẩm", completeness=0.9, verdict="gan_dat",
        flags=frozenset({"F-THIEU", "F-TRUNG"})),
    Row("O01", 0.1 + 0.2, variant="A/S1/tat_ca", unit="%", numerator=3.0, denominator=10.0),
    Row("I01", None, unit="đồng", verdict="khong_du_lieu"),
    Row("A01", 1.0, breakdown="activity", category="PL-I.1", verdict="thuc_hien"),
]
place = Path(store_folder)
place.mkdir()
to_frame(rows, period=period, window=window).to_parquet(place / "results.parquet")
pd.DataFrame({
    "code": ["O01", "I01", "A01"], "name_vi": ["Số sản phẩm", "Kinh phí giao", "Lịch hoạt động"],
    "definition_vi": "Định nghĩa", "formula": "=SUM(A1)", "unit_vi": "x", "aggregation": "tong",
    "limitations_vi": None,
}).to_parquet(place / "definitions.parquet")
pd.DataFrame({
    "work_id": ["W1", "W2"], "title_vi": ["=HYPERLINK(\\"http://x\\")", "Tuyển sinh năm 2023"],
    "item_type": ["tin", "bai"], "published_at": pd.to_datetime(["2023-01-05", None]),
    "channel_id": ["BAO-HD", "PTTH"], "author_unit_id": ["CDN-HD", "@lệnh"],
    "a": [True, False], "verification": ["da_doi_chieu", "tu_khai"],
    "url": ["https://baohaiduong.vn/a", None],
}).to_parquet(place / "items.parquet")
pd.DataFrame({"report_id_a": [], "report_id_b": [], "similarity": [], "reason": []}
    ).to_parquet(place / "review.parquet")
pd.DataFrame({
    "event_id": ["E1"], "name_vi": ["Ngày hội việc làm"], "event_type": ["hoi_nghi"],
    "start_on": pd.to_datetime(["2023-05-01"]), "end_on": pd.to_datetime([None]),
    "area_id": ["288"], "lead_unit_id": ["SLDTBXH"], "status": ["to_chuc"],
    "verification": ["tu_khai"],
}).to_parquet(place / "events.parquet")
pd.DataFrame({
    "severity": ["loi", "canh_bao", "canh_bao"], "rule": "DQ-01", "table": "media",
    "file": "media.csv", "sheet": "", "row": pd.array([7, None, 12], dtype="Int64"),
    "column": "title_vi", "value": ["+1", "", "x"], "message": "Thiếu tiêu đề",
    "remedy": "Ghi tiêu đề",
}).to_parquet(place / "issues.parquet")
digest = hashlib.sha256(Path(data, "media.csv").read_bytes()).hexdigest()
_ = (place / "inputs.json").write_text(json.dumps(
    [{"path": "media.csv", "sha256": digest, "rows_read": 3, "rows_used": 2}]))
"""


def write_notebooks(folder: Path, *, extra: Sequence[str] = ()) -> Path:
    """Write an annual report notebook with its schema; `extra` cells come before the store."""
    folder.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        }
    )
    first = nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    notebook.cells = [first, nbformat.v4.new_code_cell(SETUP), *map(_cell, sample_cells())]
    notebook.cells += [*map(_extra, extra), nbformat.v4.new_code_cell(STORE)]
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"o-{number}"
    nbformat.write(notebook, folder / "annual_report.ipynb")
    shutil.copy(notebooks_folder() / "annual_report.yaml", folder / "annual_report.yaml")
    return folder


def _cell(part: str | Block) -> Any:
    if isinstance(part, str):
        return nbformat.v4.new_markdown_cell(part)
    text = json.dumps(json.dumps(part.content()))
    return nbformat.v4.new_code_cell(f"display({{{MIME!r}: json.loads({text})}}, raw=True)")


def _extra(source: str) -> Any:
    if source.startswith("#"):
        return nbformat.v4.new_markdown_cell(source)
    return nbformat.v4.new_code_cell(source)


def write_data(folder: Path) -> Path:
    """Write a data directory; its content only matters for its hash."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "media.csv").write_text("report_id,title_vi\n1,Tin\n", encoding="utf-8")
    return folder
