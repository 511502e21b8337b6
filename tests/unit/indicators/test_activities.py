"""A01, the annex schedule: section 3.3, R01, R02, R17, RL-30, golden cases G09, G16."""

from __future__ import annotations

from datetime import date

import pytest

from gdnn_analysis.indicators.activities import compute_a01, groups_with_evidence
from gdnn_analysis.indicators.frame import Row
from tests.worlds import (
    channel,
    event,
    inputs_of,
    load,
    media,
    obligation,
    province,
    roles,
    row,
    submission,
    succession,
    unit,
)

BOTH = "SLDTBXH;CSGDNN"
LEADS = {
    "PL-I.1": BOTH,
    "PL-I.2": BOTH,
    "PL-II": BOTH,
    "PL-III": BOTH,
    "PL-III.x": "SLDTBXH",
    "PL-IV": BOTH,
    "PL-V.x": BOTH,
    "PL-VI": "CSGDNN",
    "PL-VII": "CSGDNN",
    "PL-VIII.x1": BOTH,
    "PL-VIII.x2": "SLDTBXH",
}
ANNEX = [
    {
        "act_id": "PL-I",
        "is_heading": True,
        "name_vi": "Dòng tiêu đề",
        "planned_years": "2021;2022;2023;2024;2025",
    },
    *(
        {
            "act_id": act,
            "is_heading": False,
            "name_vi": f"Hoạt động {act}",
            "lead_groups": leads,
            "planned_years": "2021;2022;2023;2024;2025",
        }
        for act, leads in LEADS.items()
    ),
]
CRITERIA = [
    {
        "criterion_id": f"{letter}{number}",
        "phase": phase,
        "statement_vi": f"Tiêu chí {letter}{number}",
    }
    for letter, phase in (("K", "khong_gian"), ("H", "he_sinh_thai"))
    for number in (1, 2)
]


def a01(*, year: int = 2023, today: date = date(2026, 6, 30), **tables):
    registry = {**province(), "activities": ANNEX, "ecosystem_criteria": CRITERIA}
    return compute_a01(inputs_of(load({**registry, **tables}), year, today=today))


def cell(act: str, *, year: int = 2023, today: date = date(2026, 6, 30), **tables) -> Row:
    return row(a01(year=year, today=today, **tables), breakdown="activity", category=act)


def status(act: str, **tables) -> str:
    return cell(act, **tables).verdict


def aimed(event_id: str, lead: str, **cells) -> dict:
    return event(event_id, lead, has_message=True, streaming_purpose=True, **cells)


EACH_ONE = [aimed("E1", "SO"), aimed("E2", "TRUONG1")]


def test_done_needs_checked_evidence_of_each_lead_group():
    found = cell("PL-III", events=EACH_ONE)
    assert (found.value, found.verdict, found.flags) == (1, "thuc_hien", set())


@pytest.mark.parametrize("lead", ["SO", "TRUONG1", "CHUQUAN"])
def test_evidence_of_one_group_only_is_a_part(lead):
    found = cell("PL-III", events=[aimed("E1", lead)])
    assert (found.value, found.verdict) == (0.5, "mot_phan")


def test_groups_with_evidence_are_those_whose_records_were_checked():
    events = [aimed("E1", "SO", verification="tu_khai"), aimed("E2", "TRUONG1")]
    data = load(
        {**province(), "activities": ANNEX, "ecosystem_criteria": CRITERIA, "events": events}
    )
    assert groups_with_evidence(inputs_of(data, 2023))["PL-III"] == {"CSGDNN"}


def test_self_declared_evidence_is_a_part_and_flagged():
    events = [aimed("E1", "SO"), aimed("E2", "TRUONG1", verification="tu_khai")]
    found = cell("PL-III", events=events)
    assert (found.verdict, found.flags) == ("mot_phan", {"F-TUKHAI"})


@pytest.mark.parametrize("verification", ["chua", "bac"])
def test_unchecked_or_rejected_evidence_is_none(verification):
    assert status("PL-III", events=[aimed("E1", "SO", verification=verification)]) == (
        "khong_du_lieu"
    )


def test_silence_is_never_not_done():
    found = cell("PL-III")
    assert (found.value, found.verdict, found.flags) == (None, "khong_du_lieu", {"F-THIEU"})


def nil(*tables: str, units: tuple[str, ...] = ("SO", "TRUONG1", "TRUONG2")) -> dict:
    pairs = [(one, table) for one in ("SO", "TRUONG1", "TRUONG2") for table in tables]
    return {
        "obligations": [obligation(one, table) for one, table in pairs],
        "submissions": [
            submission(one, table, nil_confirmed=True) for one, table in pairs if one in units
        ],
    }


@pytest.mark.parametrize(
    ("act", "tables"),
    [
        ("PL-I.1", ["media"]),
        ("PL-I.2", ["media"]),
        ("PL-II", ["media"]),
        ("PL-III", ["events"]),
        ("PL-IV", ["deployments", "products"]),
        ("PL-V.x", ["events"]),
        ("PL-VI", ["events"]),
        ("PL-VII", ["guidance"]),
        ("PL-VIII.x1", ["trainings"]),
        ("PL-VIII.x2", ["press_briefings"]),
    ],
)
def test_not_done_when_all_lead_units_confirmed_nil(act, tables):
    found = cell(act, **nil(*tables))
    assert (found.value, found.verdict) == (0, "khong")


def test_one_silent_lead_unit_leaves_the_row_without_data():
    assert status("PL-III", **nil("events", units=("SO", "TRUONG1"))) == "khong_du_lieu"


def test_public_promotion_needs_nil_on_both_of_its_logs():
    assert status("PL-IV", **nil("deployments")) == "khong_du_lieu"


def test_the_space_row_is_never_confirmed_as_not_done():
    everything = nil("media", "events", "ecosystem_scores")
    assert status("PL-III.x", **everything) == "khong_du_lieu"


def test_evidence_beats_nil():
    assert status("PL-III", events=EACH_ONE[:1], **nil("events")) == "mot_phan"


def test_an_event_without_message_or_purpose_is_a_part():
    events = [
        event("E1", "SO", has_message=True, streaming_purpose=False),
        event("E2", "TRUONG1", streaming_purpose=True),
    ]
    assert status("PL-III", events=events) == "mot_phan"


def test_evidence_of_another_year_is_none():
    early = [aimed("E1", "SO", start_on="2022-12-14"), aimed("E2", "TRUONG1")]
    assert status("PL-III", events=early) == "mot_phan"
    assert status("PL-III", year=2022, events=early) == "mot_phan"


STATION = [media("R1", "TV", "SO"), media("R2", "TV", "TRUONG1")]


def test_the_station_row_needs_a_broadcast_of_each_group():
    assert status("PL-I.1", media=STATION) == "thuc_hien"
    assert status("PL-I.1", media=STATION[:1]) == "mot_phan"


def test_a_station_of_another_owner_is_not_the_provincial_one():
    channels = [*province()["channels"], channel("TV_TW", "truyen_hinh", "BAO")]
    assert status("PL-I.1", channels=channels, media=[media("R1", "TV_TW")]) == "khong_du_lieu"


def test_the_author_decides_whose_broadcast_it_is():
    authored = [
        media("R1", "TV", "SO", author_unit_id="TRUONG1"),
        media("R2", "TV", "SO", author_unit_id="SO"),
    ]
    assert status("PL-I.1", media=authored) == "thuc_hien"
    assert status("PL-I.1", media=authored[:1]) == "mot_phan"


def test_without_an_author_the_reporting_units_decide():
    told = [media("R1", "TV", one, author_unit_id=None) for one in ("SO",)]
    told.append(media("R2", "TV", "TRUONG1", author_unit_id=None, url="https://vi-du.vn/R1"))
    assert status("PL-I.1", media=told) == "thuc_hien"


def test_the_press_row_counts_items_in_the_press():
    found = [media("R1", "BAO", "SO"), media("R2", "BAO", "TRUONG1")]
    assert status("PL-I.2", media=found) == "thuc_hien"
    declared = [found[0], {**found[1], "verification": "tu_khai"}]
    assert status("PL-I.2", media=declared) == "mot_phan"
    assert status("PL-I.2", media=STATION) == "khong_du_lieu"


def test_a_web_site_that_is_no_press_is_not_the_press_row():
    channels = [*province()["channels"], channel("TRANG", "bao_dt", "BAO", is_mass_media=False)]
    assert status("PL-I.2", channels=channels, media=[media("R1", "TRANG")]) == "khong_du_lieu"


def test_the_internet_row_needs_the_department_site_and_a_school_channel():
    both = [media("R1", "TRANG_SO", "SO"), media("R2", "FB_TRUONG1", "TRUONG1")]
    assert status("PL-II", media=both) == "thuc_hien"
    assert status("PL-II", media=both[:1]) == "mot_phan"
    assert status("PL-II", media=both[1:]) == "mot_phan"
    school_only = [media("R1", "TRANG_SO", "TRUONG1"), media("R2", "FB_TRUONG1", "TRUONG1")]
    assert status("PL-II", media=school_only) == "mot_phan"


def score(criterion: str, value: float | None, *, year: int = 2023, who: str = "A", **cells):
    return {
        "criterion_id": criterion,
        "year": year,
        "assessor_role": who,
        "score": value,
        "evidence_id": "MC1",
        **cells,
    }


def space(*scores: dict, year: int = 2023) -> str:
    return status("PL-III.x", year=year, ecosystem_scores=list(scores))


def test_the_space_is_done_at_half_with_an_improved_criterion():
    before = [score("K1", 0.5, year=2022), score("K2", 0.5, year=2022)]
    assert space(*before, score("K1", 1), score("K2", 0.5)) == "thuc_hien"
    assert space(*before, score("K1", 0.5), score("K2", 0.5)) == "mot_phan"
    assert space(*before, score("K1", 0.5), score("K2", 0)) == "mot_phan"


def test_a_full_space_needs_no_improvement():
    assert space(score("K1", 1), score("K2", 1)) == "thuc_hien"


def test_a_first_scoring_shows_no_improvement():
    assert space(score("K1", 0.5), score("K2", 1)) == "mot_phan"


def test_scores_of_two_assessors_are_averaged_and_blanks_left_out():
    before = [score("K1", 0.5, year=2022)]
    two = [score("K1", 1), score("K1", 0.5, who="B"), score("K2", None)]
    assert space(*before, *two) == "thuc_hien"
    low = [score("K1", 0.5), score("K1", 0, who="B")]
    assert space(*before, *low) == "khong_du_lieu"


def test_from_2024_a_criterion_of_the_ecosystem_is_needed():
    now = [score("K1", 0.5, year=2024), score("K2", 0.5, year=2024)]
    assert space(*now, score("H1", 0.5, year=2024), year=2024) == "thuc_hien"
    assert space(*now, score("H1", 0, year=2024), year=2024) == "mot_phan"
    assert space(score("H1", 1, year=2024), year=2024) == "khong_du_lieu"


def test_a_score_without_evidence_is_self_declared():
    assert space(score("K1", 1, evidence_id=None), score("K2", 1)) == "thuc_hien"
    assert space(score("K1", 1, evidence_id=None)) == "mot_phan"


def product(product_id: str = "P", **cells) -> dict:
    return {
        "product_id": product_id,
        "name_vi": "Pa-nô hướng nghiệp",
        "product_type": "pa_no",
        "unit_id": "SO",
        "completed_on": "2023-04-01",
        **cells,
    }


def deployment(deployment_id: str, reporter: str, **cells) -> dict:
    return {
        "deployment_id": deployment_id,
        "product_id": "P",
        "area_id": "H1",
        "place_type": "cong_vien",
        "place_desc": "Công viên",
        "quantity": 1,
        "from_on": "2023-05-01",
        "reporting_unit_id": reporter,
        "verification": "da_doi_chieu",
        **cells,
    }


def test_promotion_needs_a_public_place():
    placed = [deployment("D1", "SO"), deployment("D2", "TRUONG1", place_type="ben")]
    assert status("PL-IV", products=[product()], deployments=placed) == "thuc_hien"
    indoors = [deployment("D1", "SO"), deployment("D2", "TRUONG1", place_type="tru_so")]
    assert status("PL-IV", products=[product()], deployments=indoors) == "mot_phan"


def test_a_product_designed_and_not_deployed_is_a_part():
    assert status("PL-IV", products=[product()]) == "mot_phan"
    assert status("PL-IV", products=[product(product_type="to_roi")]) == "khong_du_lieu"


def test_an_integrated_event_needs_a_media_item_about_it():
    events = [
        event("E1", "SO", is_integrated=True),
        event("E2", "TRUONG1", is_integrated=True),
    ]
    told = [media("R1", "BAO", event_id="E1"), media("R2", "TV", event_id="E2")]
    assert status("PL-V.x", events=events, media=told) == "thuc_hien"
    assert status("PL-V.x", events=events, media=told[:1]) == "mot_phan"
    declared = [told[0], {**told[1], "verification": "tu_khai"}]
    assert status("PL-V.x", events=events, media=declared) == "mot_phan"
    assert status("PL-V.x", events=[event("E3")], media=[]) == "khong_du_lieu"


def test_news_about_one_report_of_an_event_is_news_about_the_event():
    same = {"name_vi": "Hội giảng", "is_integrated": True}
    events = [event("E1", "SO", **same), event("E2", "TRUONG1", **same)]
    assert status("PL-V.x", events=events, media=[media("R1", "BAO", event_id="E2")]) == "thuc_hien"


def test_an_exchange_needs_a_named_school():
    exchange = [event("E1", "TRUONG1", event_type="giao_luu")]
    named = [{"event_id": "E1", "school_id": "THCS1", "grade": 9}]
    assert status("PL-VI", events=exchange, event_schools=named) == "thuc_hien"
    assert status("PL-VI", events=exchange) == "mot_phan"


def guidance(**cells) -> dict:
    return {
        "guidance_id": "G1",
        "vet_unit_id": "TRUONG1",
        "school_year": "2022-2023",
        "kind": "giang_day",
        "evidence_id": "MC1",
        **cells,
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "thuc_hien"),
        ({"kind": "chuong_trinh"}, "thuc_hien"),
        ({"kind": "tai_lieu"}, "thuc_hien"),
        ({"kind": "trai_nghiem"}, "mot_phan"),
        ({"evidence_id": None}, "mot_phan"),
        ({"school_year": "2023-2024"}, "khong_du_lieu"),
        ({"record_status": "huy"}, "khong_du_lieu"),
    ],
)
def test_guidance_means_teaching_or_work_on_programmes(cells, expected):
    assert status("PL-VII", guidance=[guidance(**cells)]) == expected


def course(course_id: str, lead: str, **cells) -> dict:
    return {
        "course_id": course_id,
        "title_vi": "Kỹ năng viết tin",
        "start_on": "2023-06-05",
        "lead_unit_id": lead,
        "evidence_id": "MC1",
        **cells,
    }


def trainees(course_id: str, unit_id: str, count: int = 5) -> dict:
    return {"course_id": course_id, "unit_id": unit_id, "sex": "tong", "n_enrolled": count}


def test_a_course_needs_somebody_of_an_owner_body_or_the_department():
    courses = [course("L1", "SO"), course("L2", "TRUONG1")]
    meant = [trainees("L1", "CHUQUAN"), trainees("L2", "SO")]
    assert status("PL-VIII.x1", trainings=courses, training_groups=meant) == "thuc_hien"
    schools = [trainees("L1", "TRUONG2"), trainees("L2", "CHUQUAN", 0)]
    assert status("PL-VIII.x1", trainings=courses, training_groups=schools) == "mot_phan"


def briefing(number: int, day: str, **cells) -> dict:
    return {
        "briefing_id": f"B{number}",
        "held_on": day,
        "kind": "thong_cao",
        "lead_unit_id": "SO",
        "evidence_id": "MC1",
        **cells,
    }


def test_the_press_is_informed_when_it_is_in_two_quarters():
    spring = [briefing(1, "2023-02-01"), briefing(2, "2023-03-31")]
    assert status("PL-VIII.x2", press_briefings=spring) == "mot_phan"
    assert status("PL-VIII.x2", press_briefings=[*spring, briefing(3, "2023-04-01")]) == "thuc_hien"
    unproven = [*spring, briefing(3, "2023-04-01", evidence_id=None)]
    assert status("PL-VIII.x2", press_briefings=unproven) == "mot_phan"


def link(table: str, record: str, act: str) -> dict:
    return {"src_table": table, "src_id": record, "act_id": act, "duty_id": None}


def test_a_link_by_hand_says_that_a_record_belongs_to_the_row():
    fair = [event("E1", "TRUONG1", event_type="trai_nghiem")]
    named = [{"event_id": "E1", "school_id": "THCS1", "grade": 9}]
    linked = [link("events", "E1", "PL-VI")]
    assert status("PL-VI", events=fair, event_schools=named) == "khong_du_lieu"
    assert status("PL-VI", events=fair, event_schools=named, activity_links=linked) == "thuc_hien"
    assert status("PL-VI", events=fair, activity_links=linked) == "mot_phan"


def test_a_linked_record_of_another_log_shows_a_part():
    links = [link("evidence", "MC1", "PL-I.1")]
    assert status("PL-I.1", activity_links=links) == "mot_phan"
    assert status("PL-I.1", year=2022, activity_links=links) == "khong_du_lieu"


def test_a_link_to_a_media_report_reaches_its_placement():
    told = [media("R1", "FB_TRUONG1", "SO"), media("R2", "TV", "TRUONG1")]
    links = [link("media", "R1", "PL-I.1")]
    assert status("PL-I.1", media=told, activity_links=links) == "thuc_hien"


def test_successors_of_the_department_count_for_it_from_their_day_on():
    registry = [
        unit("SO", "SLDTBXH", valid_to="2025-02-28"),
        unit("SO_GD", "SGDDT"),
        *province()["units"][1:],
    ]
    moved = {
        "units": registry,
        "unit_succession": [succession("SO", "SO_GD", "2025-03-01", "ql_gdnn")],
    }
    after = [
        aimed("E1", "SO_GD", start_on="2025-05-05"),
        aimed("E2", "TRUONG1", start_on="2025-05-05"),
    ]
    assert status("PL-III", year=2025, events=after, **moved) == "thuc_hien"
    before = [{**after[0], "start_on": "2025-02-05"}, after[1]]
    assert status("PL-III", year=2025, events=before, **moved) == "mot_phan"


def test_active_schools_are_counted_over_the_schools_there_were():
    found = cell("PL-III", events=[*EACH_ONE, aimed("E3", "TRUONG1", name_vi="Khác")])
    assert (found.numerator, found.denominator) == (1, 2)
    assert cell("PL-VIII.x2").denominator is None


def test_no_active_school_is_a_figure_only_when_a_school_filed():
    assert cell("PL-III", events=EACH_ONE[:1]).numerator is None
    filed = [submission("TRUONG2", "events")]
    assert cell("PL-III", events=EACH_ONE[:1], submissions=filed).numerator == 0


def test_2021_is_marked_when_all_evidence_is_older_than_the_plan():
    early = [
        aimed("E1", "SO", start_on="2021-04-09"),
        aimed("E2", "TRUONG1", start_on="2021-09-12"),
    ]
    found = cell("PL-III", year=2021, events=early)
    assert (found.verdict, found.flags) == ("thuc_hien", {"F-2021"})
    late = [early[0], {**early[1], "start_on": "2021-09-13"}]
    assert cell("PL-III", year=2021, events=late).flags == set()


def test_the_rate_is_cells_done_over_cells_due_and_shows_its_coverage():
    found = row(a01(events=EACH_ONE, guidance=[guidance(kind="trai_nghiem")]))
    assert (found.numerator, found.denominator, found.n) == (1, 11, 2)
    assert abs(found.value - 100 / 11) < 1e-9
    assert found.flags == {"F-THIEU"}
    assert found.verdict == "khong_chi_tieu"


def test_a_year_without_any_data_has_no_rate():
    found = row(a01())
    assert (found.value, found.numerator, found.denominator, found.n) == (None, None, 11, 0)


def test_a_year_without_planned_cells_has_no_rate():
    found = a01(year=2026, today=date(2027, 6, 30))
    assert (row(found).value, row(found).denominator) == (None, 0)
    assert len(found.rows) == 1


def test_cells_of_a_year_that_is_not_over_are_not_due():
    found = a01(events=EACH_ONE, today=date(2023, 7, 1))
    assert (row(found).value, row(found).numerator, row(found).denominator) == (None, 0, 0)
    assert row(found, breakdown="activity", category="PL-III").verdict == "thuc_hien"
    assert row(found, breakdown="activity", category="PL-IV").verdict == "chua_den_ky"


def test_an_annex_row_of_another_plan_lives_on_links_alone():
    extra = {**ANNEX[1], "act_id": "PL-X"}
    links = [link("events", "E1", "PL-X")]
    assert status("PL-X", activities=[extra]) == "khong_du_lieu"
    linked = {"events": EACH_ONE, "activity_links": links, "activities": [extra]}
    assert status("PL-X", **linked) == "mot_phan"


def test_the_trace_says_what_each_record_showed_and_why_others_did_not():
    found = a01(
        events=[
            aimed("E1", "SO"),
            aimed("E2", "TRUONG1", verification="tu_khai"),
            event("E3"),
            event("E4", status="hoan"),
        ],
        media=[media("R1", "BAO", verification="bac")],
    )
    assert roles(found, "events") == {
        0: ("tinh", "PL-III: đủ điều kiện"),
        1: ("tinh", "PL-III: tự khai"),
        2: ("tinh", "PL-III: mới được một phần"),
        3: ("loai", "đã hoãn, không tổ chức"),
    }
    assert roles(found, "media") == {0: ("loai", "minh chứng bị bác")}
