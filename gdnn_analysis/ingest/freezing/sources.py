"""All that was read from a data directory, before anything in it was judged."""

from __future__ import annotations

from dataclasses import dataclass, field

from gdnn_analysis.ingest.dataset import Descriptor
from gdnn_analysis.ingest.reading.parts import Intake


@dataclass(frozen=True)
class Sources:
    """What a dataset is made from.

    Attributes
    ----------
    own
        The data directory's tables.
    shipped
        Tables of the package that stood in for those it does not bring (RL-01).
    descriptor
        What the dataset says of itself.
    """

    own: Intake
    shipped: Intake = field(default_factory=Intake)
    descriptor: Descriptor = field(default_factory=Descriptor)
