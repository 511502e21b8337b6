"""What a report tells about the surveys of a period beside the figures C01 to C06.

Everything is computed here, so that presenters only print (design: presenters never recompute).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pandas as pd

SAMPLE_COLUMNS: Final = (
    "wave_id", "population", "design", "mode", "fieldwork_from", "fieldwork_to",
    "questionnaire_version", "n_invited", "n_completed", "n_partial", "n_other", "n_used",
    "response_rate", "strata", "clusters", "degf", "weight_effect", "largest_weight",
    "weighting", "margins_gap", "probability", "straight_lined", "notes",
)  # fmt: skip
"""One row per wave, ordered by population (code list POP), then ``fieldwork_to``.

``n_other``: refused, not reached, outside the population. ``n_used``: interviews with a weight.
``response_rate``: completed and partial over invited, %, missing when unknown. ``weight_effect``:
1 + CV² of the weights. ``largest_weight``: over the median. ``weighting``: ``cho_san`` (as given),
``hieu_chinh`` (raked to ``survey_margins``), ``bang_nhau`` (everybody counts once).
``margins_gap``: largest relative gap between weights and margins before raking, %. ``probability``:
whether the sample was drawn by chance. ``straight_lined``: interviews with one answer to all items
of the attitude scale. ``notes``: tuple of sentences in the language of the run.
"""
ITEM_COLUMNS: Final = (
    "wave_id", "population", "construct", "question_id", "text_vi", "reverse", "code", "label",
    "place", "value", "ci_low", "ci_high", "n", "kind",
)  # fmt: skip
"""One row per wave, question of the attitude scale and answer: share in %, with its interval.

``place``: 1 to 5 on the scale as printed (not turned round), missing for don't know; ``kind``:
``muc`` (a level of the scale) or ``khong_biet``. Refusals and blanks are no answers.
"""
SCALE_COLUMNS: Final = (
    "wave_id", "population", "items", "n", "alpha", "alpha_low", "alpha_high", "omega", "index",
    "index_low", "index_high", "usable",
)  # fmt: skip
"""One row per wave with an attitude scale: Cronbach's alpha with interval, McDonald's omega, mean
index 0-100 with interval; ``usable``: alpha ≥ 0.7, otherwise items are shown singly (C03)."""
CHANGE_COLUMNS: Final = (
    "wave_from", "wave_to", "population", "trend_id", "construct", "question_id", "text_vi", "core",
    "value_from", "low_from", "high_from", "n_from", "value_to", "low_to", "high_to", "n_to",
    "change", "se", "ci_low", "ci_high", "df", "p_value", "p_holm", "detectable", "overlap",
    "finding",
)  # fmt: skip
"""One row per pair of waves and comparable question; shares in %, changes in percentage points.

``p_holm``: over the core questions of the pair; missing for others, which are exploratory.
``detectable``: smallest change the two samples could have shown (power 80 %). ``overlap``:
``cum`` (same clusters visited again) or ``doc_lap`` (independent). ``finding``: ``tang``, ``giam``
or ``chua_phat_hien``; a core question must hold after Holm's correction (R13, G13).
"""
REFUSED_COLUMNS: Final = ("wave_from", "wave_to", "trend_id", "reason")
"""Questions that have the same trend but must not be compared (R12), each with its reason."""


@dataclass(frozen=True)
class SurveyAccount:
    """Samples, answers, scales and changes of the waves of a period.

    Attributes
    ----------
    samples, items, scales, changes, not_compared
        See the columns of this module; empty tables when no survey was held.
    """

    samples: pd.DataFrame
    items: pd.DataFrame
    scales: pd.DataFrame
    changes: pd.DataFrame
    not_compared: pd.DataFrame

    @property
    def held(self) -> bool:
        """Whether any survey was held in the period."""
        return len(self.samples) > 0


def no_surveys() -> SurveyAccount:
    """Return the account of a period without surveys."""
    return SurveyAccount(
        *(
            pd.DataFrame(columns=list(columns))
            for columns in (
                SAMPLE_COLUMNS,
                ITEM_COLUMNS,
                SCALE_COLUMNS,
                CHANGE_COLUMNS,
                REFUSED_COLUMNS,
            )
        )
    )
