"""From placements that counted or not to the rows of the media log behind them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.language import say
from gdnn_analysis.records.media_keys import ACCEPTED


def rows_of_placements(inputs: Inputs, placements: pd.DataFrame) -> pd.DataFrame:
    """Return ``role`` and ``reason`` of every media row of some placements, by record.

    Parameters
    ----------
    inputs
        Media records.
    placements
        ``placement_id`` and ``reason`` (why it does not count, empty when it does); a placement
        looked at several times counts if it counted once.

    Returns
    -------
    DataFrame
        The row that speaks for a placement that counts is ``tinh``, its other accepted rows
        ``gop``; rows of a placement that does not count are ``loai``.
    """
    best = placements.sort_values("reason", kind="stable").drop_duplicates("placement_id")
    media = inputs.records.media
    reports = media.reports[["record", "placement_id", "verification"]]
    rows = reports[reports["placement_id"].isin(best["placement_id"])]
    reason = rows["placement_id"].map(best.set_index("placement_id")["reason"])
    counted = reason.eq("")
    first = rows["record"].isin(media.placements["record"])
    accepted = rows["verification"].isin(ACCEPTED)
    choices = [counted & first, counted & accepted, counted]
    reasons = [
        "",
        say("dòng khác của cùng lượt đăng", "another row of the same placement"),
        say("chưa kiểm chứng hoặc bị bác", "unchecked or rejected"),
    ]
    return pd.DataFrame(
        {
            "role": np.select(choices, ["tinh", "gop", "loai"], "loai"),
            "reason": np.select(choices, reasons, reason.to_numpy(dtype=object)),
        },
        index=rows["record"].to_numpy(),
    )
