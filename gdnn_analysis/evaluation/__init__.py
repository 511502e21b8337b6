"""The chain from a dataset to an :class:`Evaluation`, spelled out once."""

from gdnn_analysis.evaluation.chain import evaluate
from gdnn_analysis.evaluation.result import Evaluation

__all__ = ["Evaluation", "evaluate"]
