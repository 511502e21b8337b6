"""What is known about the demo because it was planted, not measured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """A planted fault of the data that ``gdnn check`` must list.

    Attributes
    ----------
    rule, severity
        As in the issue list, e.g. ``DQ-02`` and ``loi``.
    file, row, column
        Where: path relative to the data directory, line as the user sees it (the header's for
        a whole column), field.
    text_vi
        What is wrong, for the demo's own description.
    """

    rule: str
    severity: str
    file: str
    row: int
    column: str
    text_vi: str


@dataclass(frozen=True)
class MoneyTruth:
    """Money of a budget year in VND, weighted with the share for VET communication.

    Attributes
    ----------
    given
        Σ ``giao`` in cash as reported, counting money that was passed on twice.
    passed_on
        Σ ``chuyen_tiep``.
    allocated
        What the final users may spend (I01): given + changed − passed on − cancelled.
    spent
        Final account, else payments, line by line (numerator of I02).
    in_kind
        Σ ``giao`` in kind, part of nothing else.
    """

    given: int
    passed_on: int
    allocated: int
    spent: int
    in_kind: int


ItemKey = tuple[int, str, str, str, str]
"""Report year, window, reading, digital filter, ``tat_ca`` or ``da_doi_chieu``."""


@dataclass(frozen=True)
class DemoTruth:
    """Known truths of a generated dataset.

    Attributes
    ----------
    seed, scale
        What it was made with.
    items
        Works that O01 counts, by ``ItemKey``.
    items_since_plan
        The same for the part of 2021 from 13/9 on, by window, reading, filter and verification.
    placements
        Placements of counted works on registered or press channels by year and window (O02).
    duplicates_by_url, duplicates_by_title, duplicates_probable
        Rows that repeat a placement: same address; same title, channel and day ± 1; similar
        title (for review).
    works_over_years
        Works with placements in more than one ``nd09`` year: they count in one of them.
    decided_by_hand
        Pairs in ``media_matches``.
    completeness
        (table, year) → accepted and due obligations.
    late, silent, unfinished, nil
        (table, year) → units that filed late, sent nothing, left a draft or a returned file only,
        confirmed that nothing happened.
    events
        (year, window, status) → events; of the held ones those whose claim stands.
    attendances
        (year, window) → measured and estimated attendances.
    money
        Sums by budget year.
    annex
        (year, row) → status code of A01.
    verdicts
        Year → code of list VERDICT that O01 leads to; empty for several provinces.
    problems
        Planted faults, in the order of files and rows.
    rows
        Table → rows written, planted faults included.
    """

    seed: int
    scale: int
    items: Mapping[ItemKey, int] = field(default_factory=dict)
    items_since_plan: Mapping[tuple[str, str, str, str], int] = field(default_factory=dict)
    placements: Mapping[tuple[int, str], int] = field(default_factory=dict)
    duplicates_by_url: int = 0
    duplicates_by_title: int = 0
    duplicates_probable: int = 0
    works_over_years: int = 0
    decided_by_hand: int = 0
    completeness: Mapping[tuple[str, int], tuple[int, int]] = field(default_factory=dict)
    late: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    silent: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    unfinished: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    nil: Mapping[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)
    events: Mapping[tuple[int, str, str], int] = field(default_factory=dict)
    attendances: Mapping[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    money: Mapping[int, MoneyTruth] = field(default_factory=dict)
    annex: Mapping[tuple[int, str], str] = field(default_factory=dict)
    verdicts: Mapping[int, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
