"""Engagement by primary theme: the posts of T02, grouped by what their work is about."""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.result import Evaluation

TOP: Final = "tuong_tac"
BOTTOM: Final = "tiep_can"


def engagement_by_theme(ev: Evaluation) -> pd.DataFrame:
    """Return reactions and accounts reached of the posts that made T02, by primary theme.

    Returns
    -------
    DataFrame
        Index: code of THEME, in its order, with at least one post. ``posts``, ``engagements``,
        ``reach``, and ``rate`` in percent, missing where the base is too small for one (R11).
        Posts whose work has no theme are left out.
    """
    used = ev.sources[ev.sources["code"].eq("T02") & ev.sources["role"].eq("tinh")]
    figures = ev.data["placement_metrics"].loc[used["record"], ["report_id", "metric", "value"]]
    figures = figures[figures["metric"].isin([TOP, BOTTOM])]
    posts = figures.pivot_table(index="report_id", columns="metric", values="value", aggfunc="sum")
    posts = posts.reindex(columns=[TOP, BOTTOM]).dropna()
    posts = posts.assign(theme=pd.Series(posts.index, index=posts.index).map(_themes(ev)))
    sums = posts.groupby("theme").agg(
        posts=(TOP, "size"), engagements=(TOP, "sum"), reach=(BOTTOM, "sum")
    )
    sums = sums.reindex([code for code in contract().codes("THEME") if code in sums.index])
    enough = sums["reach"].ge(ev.settings.smallest_sample)
    return sums.assign(rate=(100 * sums["engagements"] / sums["reach"]).where(enough))


def _themes(ev: Evaluation) -> pd.Series:
    """Return the primary theme of the work behind each media report."""
    media = ev.records.media
    works = media.works.set_index("work_id")["theme_codes"]
    primary = works[works.map(len).gt(0)].map(lambda codes: codes[0])
    reports = media.reports.drop_duplicates("report_id").set_index("report_id")["work_id"]
    return reports.map(primary)
