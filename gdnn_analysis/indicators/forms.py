"""How many of the ten forms of section VI of the plan were used (O09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.indicators.cells import count_cells
from gdnn_analysis.indicators.coded_works import percent_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, coverage_of
from gdnn_analysis.indicators.form_evidence import LOGS, Log
from gdnn_analysis.indicators.frame import Output, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.placement_roles import rows_of_placements
from gdnn_analysis.indicators.traces import trace_each

TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "F1": ("media",),
    "F2": ("media", "products"),
    "F3": ("media",),
    "F4": ("products",),
    "F5": ("events",),
    "F6": ("events",),
    "F7": ("events",),
    "F8": ("deployments",),
    "F9": ("events",),
    "F10": ("guidance",),
}
"""The logs that show a form: only when all of them were filed is no record a 0."""


def compute_o09(inputs: Inputs) -> Output:
    """Return how many of the forms F1-F10 have a checked record of the year (R01, R18, RL-34).

    Only checked records count: ``da_doi_chieu``, or an evidence id where the table has no
    verification (RL-30). A record belongs to the year it began: the placement's date, the first
    day of an event or a deployment, the completion of a product, the school year of guidance
    that ends in the year.

    Parameters
    ----------
    inputs
        Media placements and the logs ``products``, ``events``, ``deployments``, ``guidance``.

    Returns
    -------
    Output
        Headline in percent of ten; breakdown ``form`` with the number of checked records. A form
        that nothing shows is 0 only where the logs behind it were filed, else missing; the
        headline is then a lower bound (F-THIEU).
    """
    logs = [inputs.once(make) for make in LOGS]
    counts = _counts(inputs, logs)
    forms = contract().codes("FORM")
    used = float(sum(bool(counts[form]) for form in forms))
    unknown = any(counts[form] is None for form in forms)
    coverage = coverage_of(inputs, *(log.table for log in logs))
    head = percent_row(
        inputs,
        "O09",
        (used if used or not unknown else None, float(len(forms))),
        coverage=coverage,
        flags=frozenset({LOWER_BOUND} if unknown else ()),
    )
    cells = count_cells(replace(head, unit="bản ghi"), "form", pd.Series(counts, dtype="float64"))
    return Output([head, *cells], lambda: _trace(inputs, logs))


AGGREGATIONS = {"O09": {"/form": "tong"}}
"""Records of a form may be added over years."""
COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O09": compute_o09}


def _counts(inputs: Inputs, logs: Sequence[Log]) -> dict[str, float | None]:
    """Return the checked records of each form; nothing where the logs were not filed (R01)."""
    filed = {
        log.table: inputs.records.filing.any_submission(log.table, inputs.year) for log in logs
    }
    counts: dict[str, float | None] = {}
    for log in logs:
        for form, number in log.counts().items():
            counts[form] = (counts.get(form) or 0.0) + number
    return {
        form: counts[form] or (0.0 if all(filed[table] for table in tables) else None)
        for form, tables in TABLES.items()
    }


def _trace(inputs: Inputs, logs: Sequence[Log]) -> pd.DataFrame:
    traces = []
    for log in logs:
        roles = log.roles()
        if log.table == "media":
            placements = roles[["reason"]].assign(placement_id=log.keys)
            roles = rows_of_placements(inputs, placements)
        traces.append(trace_each("O09", log.table, roles))
    return join_traces(traces)
