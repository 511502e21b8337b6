"""The figures of a report computed again from its data and parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.indicators.inputs import Settings
from gdnn_analysis.ingest.dataset import Dataset


def evaluated(data: Dataset, manifest: Mapping[str, Any]) -> Evaluation:
    """Return the evaluation a report shows, from its data and its manifest."""
    report = manifest["report"]
    choices = {item.name: report[item.name] for item in fields(Settings) if item.name in report}
    return evaluate(data, report["period"], created=str(manifest["created"]), **choices)
