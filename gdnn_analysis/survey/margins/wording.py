"""How rows and numbers stand in messages about weights."""

from __future__ import annotations

from numbers import Real

import numpy as np

from gdnn_analysis.language import current_language, say
from gdnn_analysis.survey.variables import Mask


def listed(rows: Mask, limit: int = 10) -> str:
    """Return the numbers of the rows a mask marks, counted from 1; the first ones of many."""
    numbers = np.flatnonzero(rows) + 1
    text = ", ".join(map(str, numbers[:limit]))
    if len(numbers) <= limit:
        return text
    return say(
        "{text}, … (tất cả {n} dòng)", "{text}, … ({n} rows in all)", text=text, n=len(numbers)
    )


def shown(value: object) -> str:
    """Return a value as a reader writes it: numbers with the decimal sign of the language."""
    if not isinstance(value, Real):
        return str(value)
    text = f"{float(value):.10g}"
    return text.replace(".", ",") if current_language() == "vi" else text
