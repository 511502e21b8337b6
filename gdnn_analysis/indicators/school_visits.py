"""Lower and upper secondary schools reached by exchange and counselling (A04)."""

from __future__ import annotations

from collections.abc import Callable

from gdnn_analysis.indicators.frame import Output
from gdnn_analysis.indicators.inputs import Inputs

COMPUTED: dict[str, Callable[[Inputs], Output]] = {}
