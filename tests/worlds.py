"""Small fictional worlds for tests: rows with neutral values, and the inputs of one year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from gdnn_analysis.indicators.frame import Output, Row
from gdnn_analysis.indicators.inputs import Inputs, Records, Settings
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.ingest.dataset import Dataset
from gdnn_analysis.records.areas import AreaHistory
from gdnn_analysis.records.filing import resolve_filing
from gdnn_analysis.records.media import resolve_media
from gdnn_analysis.records.units import UnitHistory

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def load(tables: Rows) -> Dataset:
    """Return the rows as a dataset without any shipped table; a row with an error is a mistake."""
    data = load_rows({name: list(rows) for name, rows in tables.items()}, shipped=False)
    errors = data.issues[data.issues["severity"].eq("loi")]
    assert errors.empty, errors[["table", "row", "column", "message"]].to_string()
    return data


def inputs_of(
    data: Dataset, year: int = 2023, *, today: date = date(2026, 6, 30), **choices: Any
) -> Inputs:
    records = Records(
        resolve_media(data), resolve_filing(data), UnitHistory(data), AreaHistory(data)
    )
    return Inputs(data, records, year, Settings(**choices), today)


def row(output: Output, *, variant: str = "", breakdown: str = "", category: str = "") -> Row:
    """Return the one row of a figure."""
    (found,) = [
        one
        for one in output.rows
        if (one.variant, one.breakdown, one.category) == (variant, breakdown, category)
    ]
    return found


def parts(output: Output, breakdown: str, *, variant: str = "") -> dict[str, float | None]:
    """Return the values of a breakdown by category."""
    return {
        one.category: one.value
        for one in output.rows
        if one.breakdown == breakdown and one.variant == variant
    }


def roles(output: Output, table: str) -> dict[int, tuple[str, str]]:
    """Return role and reason of the traced rows of a table, by record number."""
    traced = output.sources[output.sources["table"].eq(table)]
    return dict(
        zip(traced["record"], zip(traced["role"], traced["reason"], strict=True), strict=True)
    )


def unit(unit_id: str, group: str = "CSGDNN", **cells: Any) -> dict[str, Any]:
    kind = {"CSGDNN": "cs_gdnn", "BAODAI": "dai", "BAOCHI": "bao", "UBNDT": "ubnd"}
    return {
        "unit_id": unit_id,
        "name_vi": f"Đơn vị {unit_id}",
        "actor_group": group,
        "unit_type": kind.get(group, "so_nganh"),
        "valid_from": "2010-01-01",
        **cells,
    }


def succession(old: str, new: str, on: str, function: str = "toan_bo") -> dict[str, Any]:
    kind = "chuyen_chuc_nang" if function != "toan_bo" else "hop_nhat"
    return {
        "from_unit_id": old,
        "to_unit_id": new,
        "effective_on": on,
        "kind": kind,
        "function_code": function,
    }


def area(
    area_id: str, level: str = "xa", parent: str | None = None, **cells: Any
) -> dict[str, Any]:
    return {
        "area_id": area_id,
        "name_vi": f"Địa bàn {area_id}",
        "area_level": level,
        "parent_area_id": parent,
        "valid_from": "2010-01-01",
        **cells,
    }


def merger(old: str, new: str, on: str = "2025-07-01") -> dict[str, Any]:
    return {"from_area_id": old, "to_area_id": new, "effective_on": on, "source": "giả định"}


def event(event_id: str, lead: str = "SO", **cells: Any) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "name_vi": f"Sự kiện {event_id}",
        "event_type": "tu_van_ts",
        "start_on": "2023-04-09",
        "area_id": "H1",
        "lead_unit_id": lead,
        "is_integrated": False,
        "status": "da_to_chuc",
        "count_method": "ds_ky",
        "verification": "da_doi_chieu",
        **cells,
    }


def attendance(event_id: str, count: int | None, **cells: Any) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "audience_code": "A1a",
        "sex": "tong",
        "attendances": count,
        **cells,
    }


def obligation(unit_id: str, table: str, year: int = 2023, **cells: Any) -> dict[str, Any]:
    return {
        "unit_id": unit_id,
        "table_name": table,
        "year": year,
        "period_type": "nam",
        "due_on": f"{year}-12-20",
        "basis": "giả định",
        **cells,
    }


def submission(unit_id: str, table: str, period: str = "2023", **cells: Any) -> dict[str, Any]:
    return {
        "submission_id": f"{unit_id}.{table}.{period}",
        "unit_id": unit_id,
        "table_name": table,
        "period": period,
        "submitted_on": f"{period[:4]}-12-18T09:00:00",
        "nil_confirmed": False,
        "status": "duyet",
        **cells,
    }


def media(report_id: str, channel: str, unit_id: str = "SO", **cells: Any) -> dict[str, Any]:
    return {
        "report_id": report_id,
        "reporting_unit_id": unit_id,
        "author_unit_id": unit_id,
        "title_vi": f"Bài viết giới thiệu nghề số {report_id}",
        "item_type": "bai",
        "channel_id": channel,
        "published_at": "2023-05-10T08:00:00",
        "kind": "goc",
        "url": f"https://vi-du.vn/{report_id}",
        "verification": "da_doi_chieu",
        **cells,
    }


def channel(channel_id: str, kind: str, owner: str | None = None, **cells: Any) -> dict[str, Any]:
    return {
        "channel_id": channel_id,
        "name_vi": f"Kênh {channel_id}",
        "channel_type": kind,
        "owner_unit_id": owner,
        "is_mass_media": kind in ("bao_in", "bao_dt", "truyen_hinh", "phat_thanh"),
        "is_registered": True,
        **cells,
    }


def province() -> dict[str, list[dict[str, Any]]]:
    """Return the registry of a small province: a department, two schools, two districts."""
    return {
        "units": [
            unit("SO", "SLDTBXH"),
            unit("TRUONG1"),
            unit("TRUONG2"),
            unit("CHUQUAN", "CQCQ"),
            unit("DAI", "BAODAI"),
            unit("BAO", "BAOCHI"),
        ],
        "areas": [
            area("TINH", "tinh", official_code="30"),
            area("H1", "huyen", "TINH", official_code="288"),
            area("H2", "huyen", "TINH", official_code="290"),
        ],
        "channels": [
            channel("TV", "truyen_hinh", "DAI"),
            channel("BAO", "bao_dt", "BAO"),
            channel("TRANG_SO", "cong_ttdt", "SO"),
            channel("FB_TRUONG1", "facebook", "TRUONG1"),
        ],
        "schools": [
            {
                "school_id": "THCS1",
                "name_vi": "Trường THCS số 1",
                "school_level": "THCS",
                "area_id": "H1",
                "valid_from": "2010-01-01",
            }
        ],
        "evidence": [
            {
                "evidence_id": "MC1",
                "kind": "anh_ht",
                "location": "minh-chung/1.jpg",
                "has_personal_data": False,
                "captured_on": "2023-04-09",
            }
        ],
    }
