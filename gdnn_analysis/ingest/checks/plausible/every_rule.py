"""All rules of plausibility, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from gdnn_analysis.ingest.checks.checked import Checked
from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found
from gdnn_analysis.ingest.checks.plausible.airtime import airtime
from gdnn_analysis.ingest.checks.plausible.answers import answers
from gdnn_analysis.ingest.checks.plausible.blanks import uncoded_media, untied_budget
from gdnn_analysis.ingest.checks.plausible.bunching import bunching
from gdnn_analysis.ingest.checks.plausible.condense import condense
from gdnn_analysis.ingest.checks.plausible.evidence_left import evidence_left
from gdnn_analysis.ingest.checks.plausible.outliers import outliers
from gdnn_analysis.ingest.checks.plausible.personal_data import personal_data_in_texts
from gdnn_analysis.ingest.checks.plausible.round_numbers import round_numbers
from gdnn_analysis.ingest.checks.plausible.school_attendance import school_attendance
from gdnn_analysis.ingest.checks.plausible.series import SERIES, history
from gdnn_analysis.ingest.checks.plausible.shared_evidence import shared_evidence
from gdnn_analysis.ingest.checks.plausible.standing_still import standing_still
from gdnn_analysis.ingest.checks.plausible.unit_validity import unit_validity


def figures_of_units(tables: Accepted) -> Found:
    """Yield outliers (DQ-08) and figures that stand still (DQ-09) of every declared series."""
    for series in SERIES:
        found = history(tables, series)
        if len(found.record):
            yield series.table, outliers(tables, series, found)
            yield series.table, standing_still(tables, series, found)


RULES: Final[tuple[Callable[[Accepted], Found], ...]] = (
    evidence_left,
    figures_of_units,
    round_numbers,
    bunching,
    shared_evidence,
    unit_validity,
    school_attendance,
    airtime,
    uncoded_media,
    untied_budget,
    personal_data_in_texts,
    answers,
)


def add_warnings(checked: Mapping[str, Checked]) -> None:
    """Add the warnings of all rules to their tables; rows stay as they are (RL-10)."""
    tables = Accepted(checked)
    for rule in RULES:
        for name, found in rule(tables):
            if len(found):
                entry = checked[name]
                entry.add(condense(found, entry.rows))
