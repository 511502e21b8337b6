"""The chain from a dataset to an :class:`Evaluation`, spelled out once."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gdnn_analysis.evaluation.chain import evaluate
    from gdnn_analysis.evaluation.result import Evaluation

_HOMES = {
    "Evaluation": "gdnn_analysis.evaluation.result",
    "evaluate": "gdnn_analysis.evaluation.chain",
}

__all__ = ["Evaluation", "evaluate"]


def __getattr__(name: str) -> Any:
    """Load the indicators on first use: who only writes documents does not wait for them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
