"""Issued reports: frozen and numbered, checked again at any time, and compared.

An issued report is a folder ``issued/<period>/<n>/`` beside the rendered reports. It holds what is
needed to check and to render it again, and is never written to a second time (NĐ 30/2020, art.
18.3: content is corrected by a new report that names the one it replaces).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gdnn_analysis.render.issuing.compare import Comparison, compare_reports
    from gdnn_analysis.render.issuing.issue import Issued, issue_report
    from gdnn_analysis.render.issuing.readiness import IssueRefused
    from gdnn_analysis.render.issuing.rerender import Rerendered, render_again
    from gdnn_analysis.render.issuing.verify import Verified, verify_package

_HOMES = {
    "Comparison": "compare",
    "IssueRefused": "readiness",
    "Issued": "issue",
    "Rerendered": "rerender",
    "Verified": "verify",
    "compare_reports": "compare",
    "issue_report": "issue",
    "render_again": "rerender",
    "verify_package": "verify",
}

__all__ = [
    "Comparison",
    "IssueRefused",
    "Issued",
    "Rerendered",
    "Verified",
    "compare_reports",
    "issue_report",
    "render_again",
    "verify_package",
]


def __getattr__(name: str) -> object:
    """Load parts on first use, as ``gdnn_analysis.render`` does."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
