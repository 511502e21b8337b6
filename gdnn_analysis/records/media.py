"""Many media reports → works and their placements (rules R03-R06, RL-20 to RL-24).

``media`` is a flat log: one row per publication as one unit reported it. Here the rows of one
publication become one placement, the placements of one piece become one work, and every row keeps
the trace of how it got there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.media_decisions import apply_decisions, decisions_on
from gdnn_analysis.records.media_keys import MediaKeys, media_keys
from gdnn_analysis.records.media_matching import match_titles, match_urls, title_cells
from gdnn_analysis.records.media_partition import Groups, Join
from gdnn_analysis.records.media_review import review_list
from gdnn_analysis.records.media_tables import placement_table, report_table, work_table
from gdnn_analysis.records.media_works import match_works, merge_same_day


@dataclass(frozen=True, eq=False)
class MediaRecords:
    """Works, placements and the reports they come from; compared by identity.

    Attributes
    ----------
    reports
        Every media row in force, sorted by ``report_id``: all media columns, ``record`` (index
        label in ``data["media"]``), ``channel_type``, ``is_mass_media``, ``is_registered``,
        ``match_key``, ``url_key``, ``placement_id``, ``work_id`` and ``link``, how the row came
        to its work: ``dau`` speaks for it; ``dang_lai`` another placement, by repeated title or
        URL; ``item_id`` by the unit's own id; ``chac_chan`` the same placement, equal URL or title;
        ``nghi_trung`` probably the same placement; ``thu_cong`` a person decided.
    placements
        One row per work, channel and date (RL-23), sorted by ``placement_id``.
    works
        One row per work, sorted by ``work_id``; ``reporting_unit_ids`` are the units credited
        (R04), ``suspected`` says that probable duplicates were merged in.
    review
        Pairs for a person to decide, sorted; ``record_a`` and ``record_b`` are index labels.

    Notes
    -----
    Ids are the smallest ``report_id`` of the group. Rows that are rejected or unchecked (``bac``,
    ``chua``) are attached to what the accepted rows made; they credit nobody, give a work no field
    and change no count.
    """

    reports: pd.DataFrame
    placements: pd.DataFrame
    works: pd.DataFrame
    review: pd.DataFrame


def resolve_media(data: Dataset, *, similarity: float = 0.92) -> MediaRecords:
    """Match all media reports of a dataset.

    Parameters
    ----------
    data
        Dataset with ``media``, ``media_matches`` and ``channels``.
    similarity
        Titles at least this similar are probably the same (RL-21).

    Returns
    -------
    MediaRecords
        The same whatever the order of rows and files.
    """
    keys = media_keys(data)
    groups = Groups(keys)
    contradictions = apply_decisions(groups, decisions_on(keys, data["media_matches"]))
    refused = _match(keys, groups, similarity=similarity)
    reports = report_table(keys, groups)
    return MediaRecords(
        reports=reports,
        placements=placement_table(reports),
        works=work_table(reports),
        review=review_list(keys, groups, refused=refused, contradictions=contradictions),
    )


def _match(keys: MediaKeys, groups: Groups, *, similarity: float) -> list[Join]:
    """Join accepted reports first; then attach the others, which may no longer join groups."""
    cells = title_cells(keys, similarity=similarity)
    refused: list[Join] = []
    for among in (np.flatnonzero(keys.accepted), np.arange(len(keys))):
        match_urls(keys, groups, among)
        refused += match_titles(cells, groups, among=among)
        match_works(keys, groups, among)
        groups.closed = True
    groups.closed = False
    merge_same_day(keys, groups)
    return refused
