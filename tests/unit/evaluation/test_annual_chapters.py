"""Joins behind the chapters: they add up to the figures of the result table."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate
from gdnn_analysis.evaluation.appendix_lists import (
    events_counted,
    evidence_used,
    schools_visited,
)
from gdnn_analysis.evaluation.content_gaps import forms_unused
from gdnn_analysis.evaluation.engagement_by_theme import engagement_by_theme
from gdnn_analysis.evaluation.forms_by_audience import UNNAMED, forms_by_audience
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.tables import evidence_list
from tests.media_log import report
from tests.worlds import attendance, event, province, submission


def _world(rows=(), **tables):
    return load_rows({**province(), "media": list(rows), **tables})


def _evaluated(rows=(), **tables):
    return evaluate(_world(rows, **tables), "2023", created="2026-06-30")


def _evidence(evidence_id: str, access: str) -> dict:
    return {
        "evidence_id": evidence_id,
        "kind": "url",
        "location": "https://vi-du.vn",
        "has_personal_data": False,
        "access": access,
    }


def _measured(report_id: str, reactions: int, reach: int) -> list[dict]:
    common = {
        "report_id": report_id,
        "as_of": "2023-06-30",
        "def_version": "fb1",
        "source": "xuat_nen_tang",
    }
    return [
        {**common, "metric": "tuong_tac", "value": reactions},
        {**common, "metric": "tiep_can", "value": reach},
    ]


def test_engagement_by_theme_adds_up_to_t02():
    posts = [
        report("B1", "Học nghề hàn", theme_codes="1a;2b"),
        report("B2", "Học nghề may", theme_codes="2b"),
        report("B3", "Học nghề điện", theme_codes="2b"),
    ]
    metrics = [*_measured("B1", 30, 300), *_measured("B2", 10, 200), *_measured("B3", 1, 20)]
    ev = _evaluated(posts, placement_metrics=metrics)

    found = engagement_by_theme(ev)

    assert found.index.tolist() == ["1a", "2b"]
    assert found["posts"].tolist() == [1, 2]
    assert found["rate"].tolist() == pytest.approx([10.0, 5.0])
    row = ev.row("T02")
    assert (found["engagements"].sum(), found["reach"].sum()) == (
        row["numerator"],
        row["denominator"],
    )


def test_a_theme_of_few_accounts_has_no_rate():
    ev = _evaluated([report("B1", theme_codes="1a")], placement_metrics=_measured("B1", 5, 20))

    assert engagement_by_theme(ev)["rate"].isna().tolist() == [True]


def test_a_record_counts_under_every_audience_it_names():
    ev = _evaluated(
        [report("B1", "Học nghề hàn", audience_codes="A1a;A3"), report("B2", "Học nghề may")],
        events=[event("E1"), event("E2", verification="tu_khai", start_on="2023-05-01")],
        event_groups=[attendance("E1", 30), attendance("E2", 30)],
        guidance=[
            {
                "guidance_id": f"G{place}",
                "vet_unit_id": "TRUONG1",
                "school_year": "2022-2023",
                "kind": "giang_day",
                "grade": grade,
                "evidence_id": "MC1",
            }
            for place, grade in enumerate(["9", "12", "12"], start=1)
        ],
    )

    counts = forms_by_audience(ev)

    assert counts.loc[["A1a", "A3", UNNAMED], "F1"].tolist() == [1, 1, 1]
    assert counts.loc["A1a", "F7"] == 1
    assert counts.loc[["A1a", "A1b"], "F10"].tolist() == [1, 2]
    assert ev.value("O09", breakdown="form", category="F1") == 2


def test_a_form_without_data_is_missing_and_not_0():
    counts = forms_by_audience(_evaluated([report("B1", audience_codes="A1a")]))

    assert counts["F8"].isna().all()


def test_unused_forms_come_with_the_records_nobody_checked():
    ev = _evaluated(
        events=[
            event("E1", verification="tu_khai"),
            event("E2", status="huy", verification="tu_khai"),
        ],
        submissions=[submission("SO", "events")],
    )

    assert forms_unused(ev) == {"F5": 0, "F6": 0, "F7": 1, "F9": 0}


def test_lists_hold_what_was_counted():
    ev = _evaluated(
        [report("B1", evidence_id="MC-3")],
        events=[
            event("E1", evidence_id="MC-1"),
            event("E2", status="hoan", start_on="2023-05-01", evidence_id="MC-2"),
        ],
        event_schools=[{"event_id": "E1", "school_id": "S1", "grade": "9", "pupils": 40}],
        schools=[
            {
                "school_id": "S1",
                "name_vi": "Trường THCS Một",
                "school_level": "THCS",
                "area_id": "H1",
                "valid_from": "2010-01-01",
            }
        ],
        evidence=[
            _evidence("MC-1", "noi_bo"),
            _evidence("MC-2", "cong_khai"),
            _evidence("MC-3", "noi_bo"),
        ],
    )

    assert events_counted(ev)["event_id"].tolist() == ["E1"]
    assert len(events_counted(ev)) == ev.value("A03")
    schools = schools_visited(ev)
    assert schools["name"].tolist() == ["Trường THCS Một"]
    assert (schools["events"].tolist(), schools["guidance"].tolist()) == ([1], [0])
    assert set(evidence_used(ev)["evidence_id"]) == {"MC-1", "MC-3"}


def test_a_public_report_prints_only_ids_of_public_evidence():
    rows = [
        event("E1", evidence_id="MC-1"),
        event("E2", start_on="2023-05-01", evidence_id="MC-2"),
    ]
    register = [
        _evidence("MC-1", "noi_bo"),
        _evidence("MC-2", "cong_khai"),
    ]
    data = _world(events=rows, evidence=register)

    def ids(public: bool) -> dict[str, str]:
        ev = evaluate(data, "2023", created="2026-06-30", public=public)
        return {row.cells[1].text: row.cells[3].text for row in evidence_list(ev).rows}

    assert ids(public=True) == {"Công khai": "MC-2", "Nội bộ": "không in ở bản công khai"}
    assert ids(public=False) == {"Công khai": "MC-2", "Nội bộ": "MC-1"}
