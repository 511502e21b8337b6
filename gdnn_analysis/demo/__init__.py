"""The fictional dataset with known truths: ``gdnn demo DIR``.

Imported by the command line and by tests only.
"""

from gdnn_analysis.demo.make import DEFAULT_SEED, write_demo
from gdnn_analysis.demo.truth import DemoTruth, MoneyTruth, Problem

__all__ = ["DEFAULT_SEED", "DemoTruth", "MoneyTruth", "Problem", "write_demo"]
