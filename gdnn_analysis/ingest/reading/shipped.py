"""The plan and registry tables that come with the package (RL-01)."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache

from gdnn_analysis.ingest.reading.folder import SHIPPED, SourceFile, list_files
from gdnn_analysis.ingest.reading.intake import take_in
from gdnn_analysis.ingest.reading.names import table_named
from gdnn_analysis.ingest.reading.parts import Intake
from gdnn_analysis.language import current_language
from gdnn_analysis.plan.location import shipped_plan, shipped_registry


def take_in_shipped(replaced: Set[str]) -> Intake:
    """Read the shipped tables, without those the dataset brings itself.

    A file is read once per process as long as it does not change. Notes (``thong_tin``) about
    shipped files are nobody's business, and a shipped table without rows counts as not sent.
    """
    whole = Intake()
    for file in shipped_files(replaced):
        state = file.path.stat()
        own = _take_in(file, state.st_mtime_ns, state.st_size, current_language())
        whole.parts += [part for part in own.parts if len(part.rows)]
        whole.problems += [found for found in own.problems if found["severity"] != "thong_tin"]
    return whole


@lru_cache(maxsize=128)
def _take_in(file: SourceFile, changed: int, size: int, language: str) -> Intake:
    """Read one file; what it may change with is part of the key."""
    return take_in([file], prefix=SHIPPED)


def shipped_files(replaced: Set[str]) -> list[SourceFile]:
    """Return the shipped table files, without those of tables the dataset brings itself."""
    files = [
        file
        for folder in (shipped_plan(), shipped_registry())
        for file in list_files(folder)
        if file.is_data
    ]
    return [file for file in files if table_named(file.stem) not in replaced]
