"""How surveys are worded: waves, estimates, intervals and changes; one place for all presenters.

Rules R11 to R13: a share never goes without its interval and the number of answers, volunteers
speak for themselves only, and a change is called one only when it is statistically significant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.wording import figure_text, label, plain_number
from gdnn_analysis.vietnamese.dates import format_month
from gdnn_analysis.vietnamese.numbers import format_number, format_percent, format_signed

CODES: Final = ("C01", "C02", "C03", "C04", "C05")
"""Indicators estimated from one wave."""
SHORT_NAMES: Final[Mapping[str, str]] = {
    "C01": "nhận biết về GDNN",
    "C02": "kiến thức đúng",
    "C03": "thái độ tích cực",
    "C04": "ý định chọn, ủng hộ học GDNN",
    "C05": "ý định tuyển dụng, hợp tác",
}
SCORES: Final[Mapping[str, str]] = {
    "C02": "Tỷ lệ câu trả lời đúng bình quân",
    "C03": "Chỉ số thái độ bình quân (thang 0–100)",
}
"""What the breakdown ``score`` of an indicator is called."""
FINDINGS: Final[Mapping[str, str]] = {
    "tang": "tăng có ý nghĩa thống kê",
    "giam": "giảm có ý nghĩa thống kê",
    "chua_phat_hien": "chưa phát hiện thay đổi",
}
FINDING_SIGNS: Final[Mapping[str, str]] = {"tang": "↑", "giam": "↓"}
"""Signs that are none of a verdict (``VERDICT_SIGNS``)."""
VOLUNTARY: Final = "phi_xac_suat"
DRAWN: Final = "xs_"
"""How the codes of designs with a sample drawn by chance begin."""
DASH: Final = "–"
SMALL: Final = "F-MAUNHO"
WIDE: Final = 30.0
"""Points from which an interval is too wide for its share to be printed, as the National Center for
Health Statistics has it (Parker et al. 2017, "NCHS Data Presentation Standards for Proportions",
Vital and Health Statistics 2(175))."""
NBSP: Final = "\u00a0"
"""Holds together what must not be broken at a line end."""


@dataclass(frozen=True)
class WaveWords:
    """What one wave is called.

    Attributes
    ----------
    id
        As in ``survey_waves``.
    population
        Who was asked, in words.
    month
        Month its fieldwork ended in, ``3/2025``.
    volunteers
        Whether the sample was not drawn by chance (F-PXS).
    drawn
        Whether it was, so that each share has an interval unless one cluster gave it.
    version
        Version of the questionnaire.
    """

    id: str
    population: str
    month: str
    volunteers: bool
    drawn: bool
    version: str

    @property
    def name(self) -> str:
        """Population and month, for sentences and axes."""
        return f"{words(self.population)}, {self.month}" if self.month else self.population

    @property
    def title(self) -> str:
        """Population, month and id, for rows that head a group."""
        month = (
            tell("đợt tháng {month} ({id})", month=self.month, id=self.id)
            if self.month
            else tell("đợt {id}", id=self.id)
        )
        kind = words(", mẫu tự nguyện, không suy rộng") if self.volunteers else ""
        return f"{words(self.population)}: {month}{kind}"


class Waves:
    """Look up what waves and their questions are called; unknown ids are shown as they are."""

    def __init__(self, ev: Evaluation) -> None:
        everything = [ev.data["survey_waves"], ev.surveys.samples]
        self._waves = {
            str(row["wave_id"]): _words(row) for table in everything for _, row in table.iterrows()
        }
        questions = ev.data["survey_questions"]
        self._questions: dict[tuple[str, str], str] = {
            (str(version), str(question)): str(text)
            for version, question, text in zip(
                questions["questionnaire_version"],
                questions["question_id"],
                questions["text_vi"],
                strict=True,
            )
        }
        self._trends: dict[tuple[str, str], str] = {
            (str(version), str(trend)): str(text)
            for version, trend, text in zip(
                questions["questionnaire_version"],
                questions["trend_id"],
                questions["text_vi"],
                strict=True,
            )
        }
        self.shown: tuple[WaveWords, ...] = tuple(
            self.of(str(wave)) for wave in ev.surveys.samples["wave_id"]
        )

    def of(self, wave_id: str) -> WaveWords:
        """Return the words of a wave."""
        return self._waves.get(wave_id, WaveWords(wave_id, wave_id, "", False, False, ""))

    def question(self, wave_id: str, question_id: str) -> str:
        """Return a question of a wave in quotation marks."""
        version = self.of(wave_id).version
        return quoted(self._questions.get((version, question_id), question_id))

    def trend(self, wave_id: str, trend_id: str) -> str:
        """Return the question that a wave asked under a trend, in quotation marks."""
        version = self.of(wave_id).version
        return quoted(self._trends.get((version, trend_id), trend_id))


def _words(row: pd.Series) -> WaveWords:
    return WaveWords(
        id=str(row["wave_id"]),
        population=label("POP", str(row["population"])),
        month=format_month(row["fieldwork_to"], missing=""),
        volunteers=str(row["design"]) == VOLUNTARY,
        drawn=str(row["design"]).startswith(DRAWN),
        version=str(row["questionnaire_version"]),
    )


def quoted(text: str) -> str:
    """Return a question as it was asked, in quotation marks."""
    return f"“{text.strip()}”"


def wave_rows(ev: Evaluation, code: str, breakdown: str = "wave") -> dict[str, pd.Series]:
    """Return the result rows of a code and breakdown by category, in the order of the table."""
    found = ev.rows(code, breakdown=breakdown)
    return {str(row["category"]): row for _, row in found.iterrows()}


def share_text(row: pd.Series | None) -> str:
    """Return an estimate; an empty one says why (rule R11: no percentage of a small sample)."""
    return figure_text(row, 1, plain=True)


def count_text(value: Any) -> str:
    """Return a number of answers, a dash when it is not known."""
    return format_number(value, missing=DASH)


def interval_text(low: Any, high: Any, *, decimals: int = 1) -> str:
    """Return the limits of a share or score without unit: ``38,0–46,7``; a dash without them."""
    if pd.isna(low) or pd.isna(high):
        return DASH
    return f"{format_number(low, decimals)}{DASH}{format_number(high, decimals)}"


def points_interval(low: Any, high: Any) -> str:
    """Return the limits of a change, which may be negative: ``-2,6 đến 6,2``, not broken."""
    if pd.isna(low) or pd.isna(high):
        return DASH
    return tell(
        "{low}{nbsp}đến{nbsp}{high}",
        low=format_number(low, 1),
        nbsp=NBSP,
        high=format_number(high, 1),
    )


def estimate_text(row: pd.Series) -> str:
    """Return an estimate as sentences print it: ``42,3% (KTC 95%: 38,0–46,7; n = 892)``.

    Without an interval (volunteers, full counts) only the number of answers stands beside it; a
    sample too small for a percentage gives its number of answers (rules R11, R12).
    """
    if pd.isna(row["value"]):
        return f"{share_text(row)} ({answers_text(row)})"
    known = pd.notna(row["ci_low"]) and pd.notna(row["ci_high"])
    interval = (
        tell(
            "KTC 95%: {interval_text}; ", interval_text=interval_text(row["ci_low"], row["ci_high"])
        )
        if known
        else ""
    )
    return f"{share_text(row)} ({interval}{answers_text(row)})"


def answers_text(row: pd.Series) -> str:
    """Return how many answered: ``n = 892``, not broken."""
    return count_of_answers(row["n"])


def count_of_answers(count: Any) -> str:
    """Return a number of answers as ``n = 892``, not broken."""
    return f"n{NBSP}={NBSP}{count_text(count)}"


def bare_number(value: Any, unit: str) -> str:
    """Return an estimate with one decimal, in its unit when that is percent."""
    return DASH if pd.isna(value) else plain_number(float(value), unit, 1)


def percent(value: Any) -> str:
    """Return a share in % with one decimal, a dash when it is missing."""
    return format_percent(value, 1, missing=DASH)


def change_text(row: pd.Series) -> str:
    """Return a change with its sign: ``+6,3``, a dash when it is missing."""
    return format_signed(row["change"], 1, missing=DASH)


def change_values(row: pd.Series) -> dict[str, str]:
    """Return what sentences on the change of a question are filled with: question, shares, change."""
    return {
        "text_vi": quoted(str(row["text_vi"])),
        "value_from": percent(row["value_from"]),
        "value_to": percent(row["value_to"]),
        "change_text": change_text(row),
    }


def finding_text(row: pd.Series) -> str:
    """Return what may be said of a change (rule R13)."""
    return FINDINGS.get(str(row["finding"]), DASH)


def is_core(row: pd.Series) -> bool:
    """Say whether a question belongs to the core, which is corrected for several tests."""
    return pd.notna(row["core"]) and bool(row["core"])


def fails_correction(row: pd.Series) -> bool:
    """Say whether a change has an interval without 0 but does not hold after Holm's correction."""
    if not is_core(row) or pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return False
    excludes = row["ci_low"] > 0 or row["ci_high"] < 0
    return bool(excludes) and str(row["finding"]) == "chua_phat_hien"


def is_precise(wave: WaveWords, row: pd.Series) -> bool:
    """Say whether an interval is narrow enough for its share to be printed of a small group.

    An interval without width, or a drawn sample without limits, comes from one cluster, which tells
    nothing of the others; volunteers and full counts have no limits to judge.
    """
    if pd.isna(row["ci_low"]) or pd.isna(row["ci_high"]):
        return not wave.drawn
    return bool(0 < row["ci_high"] - row["ci_low"] < WIDE)


def is_enough(ev: Evaluation, *answers: Any) -> bool:
    """Say whether every number of answers is large enough for a percentage (rule R11)."""
    return all(pd.notna(count) and count >= ev.settings.smallest_sample for count in answers)


def is_shown(ev: Evaluation, row: pd.Series) -> bool:
    """Say whether a change may be printed: it was computed, from enough answers in both waves."""
    return pd.notna(row["change"]) and is_enough(ev, row["n_from"], row["n_to"])


def p_text(value: Any) -> str:
    """Return a p-value: ``0,046``, ``<0,001``; a dash when it was not computed."""
    if pd.isna(value):
        return DASH
    return f"<{format_number(0.001, 3)}" if value < 0.001 else format_number(value, 3)
