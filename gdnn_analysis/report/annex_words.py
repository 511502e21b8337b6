"""What a row of the plan's annex is called."""

from __future__ import annotations

from typing import Final

from gdnn_analysis.language import tell, words

UNNUMBERED: Final = ".x"
"""In the id of a row that the annex prints without a number."""


def annex_row_name(act_id: str, name: str) -> str:
    """Return number and words of a row; an id the annex does not print is no number."""
    if UNNUMBERED in act_id:
        return tell("(dòng không đánh số) {name}", name=name)
    return f"{act_id}: {words(name)}"
