"""A small world of fictional rows, in memory and as files."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from gdnn_analysis.ingest import Dataset, load_rows

TODAY = date(2024, 12, 31)
Row = dict[str, Any]


def registry() -> dict[str, list[Row]]:
    """Return two units, two channels and two areas."""
    return {
        "units": [
            {
                "unit_id": "TRUONG-A",
                "name_vi": "Trường Cao đẳng Hoà Bình",
                "short_name": "CĐ Hoà Bình",
                "actor_group": "CSGDNN",
                "unit_type": "cs_gdnn",
                "valid_from": "2018-01-01",
            },
            {
                "unit_id": "DAI-B",
                "name_vi": "Đài Phát thanh B",
                "actor_group": "BAODAI",
                "unit_type": "dai",
                "valid_from": "2018-01-01",
            },
        ],
        "channels": [
            {
                "channel_id": "K-BAO",
                "name_vi": "Báo Thử Nghiệm",
                "channel_type": "bao_dt",
                "is_mass_media": "có",
                "is_registered": "có",
            },
            {
                "channel_id": "K-FB",
                "name_vi": "Facebook trường A",
                "channel_type": "facebook",
                "is_mass_media": "không",
                "is_registered": "có",
            },
        ],
        "areas": [
            {
                "area_id": "AREA-1",
                "name_vi": "Huyện Một",
                "area_level": "huyen",
                "valid_from": "2018-01-01",
            },
            {
                "area_id": "AREA-2",
                "name_vi": "Huyện Hai",
                "area_level": "huyen",
                "valid_from": "2018-01-01",
            },
        ],
    }


def media_row(report_id: str = "M1", **changes: Any) -> Row:
    """Return a sound row of ``media`` with some cells changed."""
    return {
        "report_id": report_id,
        "reporting_unit_id": "TRUONG-A",
        "title_vi": "Ngày hội tư vấn tuyển sinh",
        "item_type": "tin",
        "channel_id": "K-BAO",
        "published_at": "2023-05-20",
        "kind": "goc",
        "verification": "tu_khai",
        "url": f"https://bao-thu-nghiem.example/{report_id}",
        "theme_codes": "2a",
        "audience_codes": "A1a",
    } | changes


def event_row(event_id: str = "E1", **changes: Any) -> Row:
    """Return a sound row of ``events`` with some cells changed."""
    return {
        "event_id": event_id,
        "name_vi": "Ngày hội việc làm",
        "event_type": "hoi_cho_vl",
        "start_on": "2023-05-20",
        "area_id": "AREA-1",
        "lead_unit_id": "TRUONG-A",
        "is_integrated": "không",
        "status": "da_to_chuc",
        "verification": "tu_khai",
    } | changes


def read(rows: Mapping[str, Sequence[Row]], *, today: date = TODAY) -> Dataset:
    """Load rows beside the registry, without the shipped tables."""
    return load_rows(registry() | dict(rows), today=today, shipped=False)


def read_media(*rows: Row) -> Dataset:
    """Load rows of ``media``."""
    return read({"media": list(rows)})


def issues_of(data: Dataset, **wanted: Any) -> pd.DataFrame:
    """Return the issues of sent files whose columns have the wanted values."""
    found = data.issues[~data.issues["file"].str.startswith("(")]
    for column, value in wanted.items():
        found = found[found[column].eq(value)]
    return found


def only_issue(data: Dataset, **wanted: Any) -> pd.Series:
    """Return the one issue that fits; anything else fails."""
    found = issues_of(data, **wanted)
    assert len(found) == 1, found.to_string()
    return found.iloc[0]


def write_csv(path: Path, rows: Sequence[Row], *, delimiter: str = ",") -> None:
    """Write rows as a CSV with all their keys as header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    keys = list(dict.fromkeys(key for row in rows for key in row))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, keys, delimiter=delimiter, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
