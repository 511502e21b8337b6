"""What is fixed about plan KH 3066: its number, date and years, and where its tables are installed.

The plan's content (statements, annex rows, duties, indicators, targets, policies) is data in
``data/plan``; nothing of it is repeated here, so a figure such as the yearly target can only come
from the table that also names its legal source.
"""

from gdnn_analysis.plan.constants import (
    ECOSYSTEM_FROM,
    FIRST_YEAR,
    LAST_YEAR,
    PLAN_DATE,
    PLAN_ISSUER,
    PLAN_NUMBER,
    PLAN_TITLE,
)
from gdnn_analysis.plan.location import notebooks_folder, shipped_plan, shipped_registry

__all__ = [
    "ECOSYSTEM_FROM",
    "FIRST_YEAR",
    "LAST_YEAR",
    "PLAN_DATE",
    "PLAN_ISSUER",
    "PLAN_NUMBER",
    "PLAN_TITLE",
    "notebooks_folder",
    "shipped_plan",
    "shipped_registry",
]
