"""New entrants and plan completion (P03), share of women (P04)."""

from __future__ import annotations

from collections.abc import Callable

from gdnn_analysis.indicators.frame import Output
from gdnn_analysis.indicators.inputs import Inputs

COMPUTED: dict[str, Callable[[Inputs], Output]] = {}
