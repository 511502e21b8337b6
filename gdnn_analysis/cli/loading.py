"""Loading a dataset for a command, with its exit codes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gdnn_analysis.cli.console import UNREADABLE, Stop, Voice, stop, working
from gdnn_analysis.cli.settings import data_folder
from gdnn_analysis.ingest import DataPathError, load
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.language import say


def load_for(voice: Voice, given: Path | None, *, today: date | None = None) -> Dataset:
    """Return the dataset of the folder given or of the default one; exit 3 when it is not there."""
    folder = data_folder(given)
    with working(voice, say("Đang đọc {path}…", "Reading {path}…", path=folder)):
        try:
            return load(folder, today=today)
        except DataPathError as error:
            raise Stop(str(error), UNREADABLE) from error


def refuse_empty(data: Dataset) -> None:
    """Stop when nothing at all could be read (RL-04)."""
    if len(data.inputs) and int(data.inputs["rows_read"].sum()):
        return
    if len(data.counts) and len(data.inputs):
        return
    stop(
        "Không đọc được bảng số liệu nào trong “{path}”. Chạy gdnn check để xem lý do.",
        "No table could be read in “{path}”. Run gdnn check to see why.",
        code=UNREADABLE,
        path=data.root,
    )
