"""What references point to: the accepted rows of each table, by id and by name."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from graphlib import TopologicalSorter
from typing import Final

import pandas as pd

from gdnn_analysis.contract import Table, contract
from gdnn_analysis.ingest.reading.folder import SHIPPED
from gdnn_analysis.vietnamese.text import match_key

NAME_FIELDS: Final = ("name_vi", "short_name", "aliases")
"""Fields by which a row may be referred to instead of its id."""


@dataclass(frozen=True)
class Target:
    """The rows of a table that can be referred to.

    Attributes
    ----------
    sent
        Whether anybody sent the table (or it is shipped) and it could be read.
    ids
        Ids of accepted rows.
    left_out
        Ids that stand only on rows left out.
    is_shipped
        Whether all its rows come with the package.
    accepted
        The accepted rows.
    """

    table: Table
    sent: bool
    ids: Set[str]
    left_out: Set[str]
    is_shipped: bool
    accepted: pd.DataFrame

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Id by match key of a name that fits one accepted id only."""
        return _names(self.accepted, self.table)


@cache
def reference_order() -> tuple[str, ...]:
    """Return all tables, each after the tables it refers to.

    Survey answers come after the questions, which name their columns.
    """
    graph = {
        table.name: {field.references for field in table.fields if field.references} - {table.name}
        for table in contract().tables.values()
    }
    graph["survey_responses"] = graph["survey_responses"] | {"survey_questions"}
    return tuple(TopologicalSorter(graph).static_order())


@cache
def referred_tables() -> frozenset[str]:
    """Return the tables that some field refers to."""
    fields = (field for table in contract().tables.values() for field in table.fields)
    return frozenset(field.references for field in fields if field.references)


def no_target(table: Table) -> Target:
    """Return the target of a table that nobody sent."""
    return Target(table, False, frozenset(), frozenset(), False, pd.DataFrame())


def target_of(table: Table, rows: pd.DataFrame, accepted: pd.Series[bool]) -> Target:
    """Return what can be referred to in a table, by the first field of its key."""
    key = table.primary_key[0]
    good = rows[accepted]
    ids = frozenset(good[key].dropna().unique())
    return Target(
        table,
        True,
        ids,
        frozenset(rows[key].dropna().unique()) - ids,
        bool(len(rows)) and bool(rows["_file"].str.startswith(SHIPPED).all()),
        good,
    )


def _names(rows: pd.DataFrame, table: Table) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for name in NAME_FIELDS:
        if name in table and name in rows.columns:
            named = rows[[table.primary_key[0], name]].explode(name).dropna()
            for identity, text in named.drop_duplicates().itertuples(index=False):
                found.setdefault(match_key(text), set()).add(identity)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}
