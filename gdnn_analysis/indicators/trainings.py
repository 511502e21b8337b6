"""Training in communication work (A06), what was learnt and applied (C09)."""

from __future__ import annotations

from collections.abc import Callable

from gdnn_analysis.indicators.frame import Output
from gdnn_analysis.indicators.inputs import Inputs

COMPUTED: dict[str, Callable[[Inputs], Output]] = {}
