"""What a method of contribution analysis returns, whether it ran or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from gdnn_analysis.indicators.contribution.registered import ALPHA

Settings = Mapping[str, float | str]
Method = Literal["tuong_quan_hang", "lieu_dap_ung", "chuoi_gian_doan", "khac_biet_kep"]

ASSOCIATION: Final[frozenset[Method]] = frozenset({"lieu_dap_ung"})
"""Methods that can carry level 3. A rank correlation cannot: it knows no covariates."""
COMPARISON: Final[frozenset[Method]] = frozenset({"chuoi_gian_doan", "khac_biet_kep"})
"""Methods that can carry level 4."""
METHOD_LABELS: Final[Mapping[Method, tuple[str, str]]] = {
    "tuong_quan_hang": (
        "Tương quan hạng giữa các huyện cũ",
        "Rank correlation over former districts",
    ),
    "lieu_dap_ung": ("Hồi quy liều – đáp ứng theo trường", "Dose–response regression by school"),
    "chuoi_gian_doan": ("Chuỗi thời gian gián đoạn", "Interrupted time series"),
    "khac_biet_kep": ("Khác biệt kép theo lần đầu đến trường", "Difference in differences"),
}
"""What the methods are called: Vietnamese and English words."""


@dataclass(frozen=True)
class Check:
    """One condition of a method, with the sentence that reports print.

    Attributes
    ----------
    name
        Code of the condition.
    passed
        Whether it holds.
    text
        What was found, in the language of the run.
    """

    name: str
    passed: bool
    text: str


@dataclass(frozen=True)
class Finding:
    """The result of one method on one outcome.

    Attributes
    ----------
    method
        Code of the method, a key of ``METHOD_LABELS``.
    ran
        Whether the data met the conditions of the method.
    reason
        What it ran on, or why it did not run.
    estimate, ci_low, ci_high, p_value
        Effect in units of the outcome (a coefficient of correlation for ranks) with its 95 %
        interval and two-sided p-value; ``None`` when the method did not run.
    n
        Schools, areas, months or units the method had; also when they were too few.
    checks
        Conditions looked at after estimating: robustness, pre-trends, autocorrelation.
    settings
        Everything that was fixed beforehand.
    details
        Further figures: bounds of leave-one-out, slope change, effects by time since treatment.
    flags
        F-MAUNHO when observations were too few.
    outcome
        Code of the outcome indicator; filled in by ``contribution_tests``.
    """

    method: Method
    ran: bool
    reason: str
    n: int
    estimate: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    p_value: float | None = None
    checks: tuple[Check, ...] = ()
    settings: Settings = field(default_factory=dict)
    details: Mapping[str, float] = field(default_factory=dict)
    flags: frozenset[str] = frozenset()
    outcome: str = ""

    @property
    def robust(self) -> bool:
        """Whether the method ran and every check holds."""
        return self.ran and all(check.passed for check in self.checks)

    @property
    def significant(self) -> bool:
        """Whether chance alone is an unlikely explanation, whatever the direction."""
        return self.ran and self.p_value is not None and self.p_value < ALPHA

    @property
    def supports(self) -> bool:
        """Whether it is a significant, robust increase."""
        return self.significant and self.robust and (self.estimate or 0) > 0

    @property
    def contradicts(self) -> bool:
        """Whether it is a significant change against the expectation."""
        return self.significant and (self.estimate or 0) < 0


def not_run(
    method: Method,
    reason: str,
    *,
    n: int,
    settings: Settings,
    too_few: bool = True,
) -> Finding:
    """Return the finding of a method that must not run on the data."""
    flags = frozenset({"F-MAUNHO"} if too_few else ())
    return Finding(method, False, reason, n, settings=settings, flags=flags)
