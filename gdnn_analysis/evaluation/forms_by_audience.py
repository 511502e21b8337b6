"""Which forms of communication reached for which audience: checked records of the year (O07, O09).

A record counts under every audience it names. Works name theirs; events have those who came; of
guidance in schools the pupils' grade says it. Products and places name none.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.earlier import inputs_of
from gdnn_analysis.evaluation.result import Evaluation
from gdnn_analysis.indicators.audience_events import event_audiences
from gdnn_analysis.indicators.form_evidence import LOGS, Log
from gdnn_analysis.indicators.inputs import Inputs

UNNAMED: Final = "khong_ghi"
"""Records that name no audience."""
LOWER: Final = "A1a"
UPPER: Final = "A1b"
LOWER_GRADES: Final = (6, 7, 8, 9)


def forms_by_audience(ev: Evaluation) -> pd.DataFrame:
    """Return checked records by audience (index, in order of the code list) and form (columns).

    A form without any log behind it in the year is missing in every row, never 0.
    """
    inputs = inputs_of(ev, ev.period.last)
    pairs = pd.concat([_pairs(inputs, inputs.once(make)) for make in LOGS], ignore_index=True)
    forms = contract().codes("FORM")
    audiences = [*contract().codes("AUDIENCE"), UNNAMED]
    counts = pairs.pivot_table(index="audience", columns="form", values="key", aggfunc="nunique")
    counts = counts.reindex(index=audiences, columns=list(forms))
    known = ev.rows("O09", breakdown="form").set_index("category")["value"].notna()
    hidden = [form for form in forms if not known.get(form, False)]
    return counts.fillna(0.0).assign(**dict.fromkeys(hidden, float("nan")))


def _pairs(inputs: Inputs, log: Log) -> pd.DataFrame:
    """Return one row per checked record, form and audience."""
    proven = np.equal(log.reasons, "").astype(bool)
    named = _audiences(inputs, log)
    parts = [pd.DataFrame({"key": [], "form": [], "audience": []}, dtype="str")]
    for form, used in log.uses.items():
        keys = pd.Series(log.keys[proven & used], dtype="str").drop_duplicates()
        found = keys.to_frame("key").merge(named, on="key", how="left").assign(form=form)
        parts.append(found.assign(audience=found["audience"].fillna(UNNAMED)))
    return pd.concat(parts, ignore_index=True)


def _audiences(inputs: Inputs, log: Log) -> pd.DataFrame:
    """Return the audiences of the records of a log: ``key``, ``audience``."""
    if log.table == "media":
        return _of_placements(inputs)
    if log.table == "events":
        pairs = inputs.once(event_audiences).pairs
        return pairs.rename(columns={"object_id": "key", "audience_code": "audience"})[
            ["key", "audience"]
        ]
    if log.table == "guidance":
        return _of_guidance(inputs)
    return pd.DataFrame({"key": [], "audience": []}, dtype="str")


def _of_placements(inputs: Inputs) -> pd.DataFrame:
    media = inputs.records.media
    works = media.works.set_index("work_id")["audience_codes"]
    placed = media.placements[["placement_id", "work_id"]]
    codes = placed["work_id"].map(works)
    pairs = placed.assign(audience=codes).explode("audience").dropna(subset=["audience"])
    return pairs.rename(columns={"placement_id": "key"})[["key", "audience"]]


def _of_guidance(inputs: Inputs) -> pd.DataFrame:
    rows = inputs.data["guidance"]
    rows = rows[rows["grade"].notna()]
    lower = rows["grade"].isin(LOWER_GRADES)
    audience = lower.map({True: LOWER, False: UPPER})
    return pd.DataFrame({"key": rows["guidance_id"], "audience": audience})
