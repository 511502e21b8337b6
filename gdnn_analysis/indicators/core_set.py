"""The core set of the catalogue: the indicators every report judges its data by."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.indicators.frame import code_order
from gdnn_analysis.indicators.inputs import Inputs

OUTSIDE: Final = ("ngoài bộ lõi: chỉ có dòng riêng", "outside the core set: a row of its own only")
"""Why a source row stands in no headline."""


def core_codes(inputs: Inputs) -> tuple[str, ...]:
    """Return the codes of the core indicators, latest definitions, in catalogue order."""
    rows = inputs.data["indicators"].sort_values("version").drop_duplicates("code", keep="last")
    return tuple(sorted(rows.loc[rows["core"].eq(True), "code"], key=code_order))
