"""Media reports for tests: short rows, and the groups they end in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.media import MediaRecords, resolve_media
from tests.worlds import channel, load, province

TITLE = "Học nghề để lập nghiệp"


def report(report_id: str, title: str = TITLE, **cells: Any) -> dict[str, Any]:
    """Return a row: a news item in the paper on 10/5/2023, checked, without URL."""
    return {
        "report_id": report_id,
        "reporting_unit_id": "SO",
        "title_vi": title,
        "item_type": "tin",
        "channel_id": "BAO",
        "published_at": "2023-05-10",
        "kind": "goc",
        "verification": "da_doi_chieu",
        **cells,
    }


def decision(one: str, other: str, what: str, on: str | None = None) -> dict[str, Any]:
    return {"report_id_a": one, "report_id_b": other, "decision": what, "decided_on": on}


@cache
def _world() -> Dataset:
    """Return the registry of a small province, read and validated once."""
    world = province()
    world["channels"] = [
        *world["channels"],
        channel("FB_RIENG", "facebook", is_registered=False),
        channel("LOA_XA", "truyen_thanh_cs", is_registered=False),
        channel("TIN_NHAN", "sms_email"),
    ]
    return load(world)


def dataset(
    rows: Iterable[Mapping[str, Any]], matches: Iterable[Mapping[str, Any]] = (), **tables: Any
) -> Dataset:
    """Return the province with these rows, typed as ``ingest`` does but not validated again."""
    given = {"media": rows, "media_matches": matches, **tables}
    frames = {name: typed(name, list(values)) for name, values in given.items()}
    world = _world()
    return replace(world, tables={**world.tables, **frames}, sent=world.sent | set(frames))


def typed(table: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as the frame that the data conventions of a dataset ask for."""
    columns = {
        field.name: _column(field.type, [row.get(field.name) for row in rows])
        for field in contract().tables[table].fields
    }
    return pd.DataFrame(columns, index=range(len(rows)))


def _column(kind: str, values: list[Any]) -> pd.Series:
    index = range(len(values))
    if kind == "array":
        return pd.Series([tuple(value or ()) for value in values], index, dtype=object)
    if kind in ("date", "datetime"):
        texts = pd.Series(values, index, dtype="str")
        return pd.to_datetime(texts, format="ISO8601").astype("datetime64[s]")
    dtypes = {"boolean": "boolean", "integer": "Int64", "number": "float64"}
    return pd.Series(values, index, dtype=dtypes.get(kind, "str"))


def resolve(*rows: Mapping[str, Any], matches: Iterable[Mapping[str, Any]] = ()) -> MediaRecords:
    return resolve_media(dataset(rows, matches))


def groups(records: MediaRecords, column: str) -> set[frozenset[str]]:
    """Return the sets of report ids that share a placement or a work."""
    found = records.reports.groupby(column)["report_id"].agg(frozenset)
    return set(found)


def placements(records: MediaRecords) -> set[frozenset[str]]:
    return groups(records, "placement_id")


def works(records: MediaRecords) -> set[frozenset[str]]:
    return groups(records, "work_id")


def sets(*words: str) -> set[frozenset[str]]:
    """Return ``{{a, b}, {c}}`` for ``"a b", "c"``."""
    return {frozenset(word.split()) for word in words}


def links(records: MediaRecords) -> dict[str, str]:
    return dict(zip(records.reports["report_id"], records.reports["link"], strict=True))


def reviewed(records: MediaRecords) -> list[tuple[str, str]]:
    review: pd.DataFrame = records.review
    return list(zip(review["report_id_a"], review["report_id_b"], strict=True))
