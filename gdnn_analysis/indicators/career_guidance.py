"""Vocational schools taking part in career guidance (A05)."""

from __future__ import annotations

from collections.abc import Callable

from gdnn_analysis.indicators.frame import Output
from gdnn_analysis.indicators.inputs import Inputs

COMPUTED: dict[str, Callable[[Inputs], Output]] = {}
