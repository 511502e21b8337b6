"""Spec cases: input rows as an official would write them, and the figures they must give.

A file holds ``chung`` (rows shared by its cases; a case may drop tables of it with ``bo_bang``) and
``ca`` (cases). A case names its golden number or situation, the rows (``du_lieu``: table → rows),
the period and settings, and ``ket_qua``: for each expected figure the code with variant, breakdown
and category, and any of value, numerator, denominator, completeness, verdict, flags (all flags, or
``co_flag``/``khong_flag``). ``trong`` as a value means the figure must be missing.

Short rows are completed with neutral values of the table, listed in :data:`NEUTRAL`, so that a case
shows only what matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from gdnn_analysis.evaluation import Evaluation, evaluate
from gdnn_analysis.ingest import load_rows

NEUTRAL: Mapping[str, Mapping[str, Any]] = {
    "units": {
        "actor_group": "CSGDNN",
        "unit_type": "cs_gdnn",
        "valid_from": "2015-01-01",
    },
    "channels": {"channel_type": "facebook", "is_mass_media": False, "is_registered": True},
    "areas": {"area_level": "huyen", "valid_from": "2010-01-01"},
    "media": {
        "item_type": "tin",
        "kind": "goc",
        "verification": "da_doi_chieu",
        "is_digital": True,
    },
    "events": {
        "event_type": "tu_van_ts",
        "is_integrated": False,
        "status": "da_to_chuc",
        "verification": "da_doi_chieu",
        "count_method": "ds_ky",
    },
    "event_groups": {"audience_code": "A1a", "sex": "tong"},
    "obligations": {"period_type": "nam", "basis": "Văn bản giả định"},
    "submissions": {"nil_confirmed": False, "status": "da_nop"},
    "budget_lines": {"fund_source": "nsnn_tinh", "comms_share": 1},
    "evidence": {"kind": "url", "location": "https://vi-du.vn/", "has_personal_data": False},
}
SETTINGS = ("window", "reading", "digital", "public")


@dataclass(frozen=True)
class SpecCase:
    """One case."""

    name: str
    rows: Mapping[str, list[dict[str, Any]]]
    period: str
    expected: list[dict[str, Any]]
    settings: Mapping[str, Any] = field(default_factory=dict)
    created: str = "2026-06-30"

    def evaluation(self) -> Evaluation:
        """Run the whole chain on the rows."""
        data = load_rows(self.rows, today=date.fromisoformat(self.created))
        errors = data.issues[data.issues["severity"].eq("loi")]
        if len(errors):
            listed = errors[["table", "row", "column", "message"]].to_string()
            raise ValueError(f"rows of case {self.name!r} are not legal:\n{listed}")
        codes = {expected["ma"] for expected in self.expected}
        return evaluate(data, self.period, created=self.created, codes=codes, **self.settings)

    def differences(self) -> list[str]:
        """Return what came out otherwise than expected, in words."""
        evaluation = self.evaluation()
        return [text for expected in self.expected for text in _compare(evaluation, expected)]


def read_cases(path: Path) -> Iterator[SpecCase]:
    """Yield the cases of one YAML file."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    shared = content.get("chung", {})
    for raw in content["ca"]:
        rows = _merged(shared, raw.get("du_lieu", {}), set(raw.get("bo_bang", [])))
        yield SpecCase(
            name=raw["ten"],
            rows=rows,
            period=str(raw["ky"]),
            expected=raw["ket_qua"],
            settings={name: raw[name] for name in SETTINGS if name in raw},
            created=str(raw.get("hom_nay", "2026-06-30")),
        )


def _merged(shared: Mapping, own: Mapping, dropped: set[str]) -> dict[str, list[dict[str, Any]]]:
    kept = {name: rows for name, rows in shared.items() if name not in dropped}
    return {
        name: [
            {**NEUTRAL.get(name, {}), **row}
            for row in _repeated([*kept.get(name, []), *own.get(name, [])])
        ]
        for name in {**kept, **own}
    }


def _repeated(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows; ``lap: 172`` repeats a row with ``{n}`` counting from 1."""
    for row in rows:
        times = row.get("lap")
        plain = {key: value for key, value in row.items() if key != "lap"}
        if times is None:
            yield plain
            continue
        for number in range(1, times + 1):
            yield {
                key: value.format(n=number) if isinstance(value, str) else value
                for key, value in plain.items()
            }


def _compare(evaluation: Evaluation, expected: Mapping[str, Any]) -> Iterator[str]:
    where = {
        "variant": expected.get("bien_the", ""),
        "breakdown": expected.get("phan_to", ""),
        "category": str(expected.get("nhom", "")),
    }
    row = evaluation.row(expected["ma"], **where)
    name = " ".join(part for part in (expected["ma"], *where.values()) if part)
    if row is None:
        yield f"{name}: không có dòng kết quả"
        return
    for key, column in NUMBERS.items():
        if key in expected:
            yield from _number(name, key, expected[key], row[column])
    yield from _words(name, expected, row)


def _words(name: str, expected: Mapping[str, Any], row: pd.Series) -> Iterator[str]:
    if "ket_luan" in expected and row["verdict"] != expected["ket_luan"]:
        yield f"{name}: ket_luan cần {expected['ket_luan']!r}, có {row['verdict']!r}"
    flags = set(filter(None, str(row["flags"]).split(";")))
    if "flags" in expected and flags != set(expected["flags"]):
        yield f"{name}: flags cần {sorted(expected['flags'])}, có {sorted(flags)}"
    yield from (
        f"{name}: thiếu {flag}, có {sorted(flags)}"
        for flag in expected.get("co_flag", [])
        if flag not in flags
    )
    yield from (
        f"{name}: không được có {flag}" for flag in expected.get("khong_flag", []) if flag in flags
    )


NUMBERS = {
    "gia_tri": "value",
    "tu_so": "numerator",
    "mau_so": "denominator",
    "duoi": "ci_low",
    "tren": "ci_high",
    "n": "n",
    "day_du": "completeness",
}


def _number(name: str, key: str, expected: Any, found: Any) -> Iterator[str]:
    if expected == "trong":
        if pd.notna(found):
            yield f"{name}: {key} phải trống, có {found}"
    elif pd.isna(found) or abs(float(found) - float(expected)) > 1e-6 * max(1, abs(expected)):
        yield f"{name}: {key} cần {expected}, có {found}"
