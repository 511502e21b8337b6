"""I04, I05, I06 and Q05: what the trace says of each source row."""

from __future__ import annotations

from gdnn_analysis.indicators.collaborators import compute_i06
from gdnn_analysis.indicators.revision_size import compute_q05
from gdnn_analysis.indicators.unit_plans import compute_i04, compute_i05
from tests.unit.indicators.test_dqa import indicator
from tests.worlds import inputs_of, load, obligation, province, roles, row, unit


def plans(*rows: dict[str, object]):
    registry = province()
    registry["units"] = [*registry["units"], unit("CU", valid_to="2022-12-31")]
    owed = [obligation(name, "unit_plans") for name in ("TRUONG1", "TRUONG2", "DAI", "CU")]
    table = [{"year": 2023, **cells} for cells in rows]
    return inputs_of(load({**registry, "obligations": owed, "unit_plans": table}))


def test_plan_trace_tells_numerator_denominator_and_outside_apart():
    inputs = plans(
        {"unit_id": "TRUONG1", "has_plan": True, "plan_no": "1/KH"},
        {"unit_id": "TRUONG2", "has_plan": True},
        {"unit_id": "CHUQUAN", "has_plan": True, "plan_no": "2/KH"},
    )
    found = compute_i04(inputs)
    assert roles(found, "unit_plans") == {
        0: ("tinh", ""),
        1: ("tinh", "chỉ nằm ở mẫu số: không có số văn bản"),
        2: ("loai", "không nằm trong mẫu số của năm"),
    }
    assert roles(found, "obligations") == {
        0: ("tinh", ""),
        1: ("tinh", ""),
        2: ("tinh", "chỉ nằm ở mẫu số: chưa trả lời"),
        3: ("loai", "đơn vị không hoạt động trong năm"),
    }


def test_budget_lines_are_asked_of_three_groups_only():
    found = compute_i05(plans({"unit_id": "TRUONG1", "has_budget_line": False}))
    assert (row(found).numerator, row(found).denominator) == (0, 2)
    assert roles(found, "obligations")[2] == ("loai", "không thuộc nhóm được tính")
    assert roles(found, "unit_plans") == {0: ("tinh", "chỉ nằm ở mẫu số: trả lời không")}


def test_collaborators_that_do_not_count_stay_in_the_trace():
    person = {"unit_id": "TRUONG1", "year": 2023, "sex": "nu", "from_on": "2022-01-01"}
    people = [
        {**person, "collaborator_id": "P1", "items_in_year": 1},
        {**person, "collaborator_id": "P2", "items_in_year": 0},
        {**person, "collaborator_id": "P3"},
        {**person, "collaborator_id": "P4", "items_in_year": 1, "to_on": "2023-01-01"},
        {**person, "collaborator_id": "P5", "sex": "tong", "items_in_year": 1},
    ]
    found = compute_i06(inputs_of(load({**province(), "collaborators": people})))
    assert row(found).value == 2
    assert row(found, breakdown="sex", category="khong_ro").value == 1
    assert [role for role, _ in roles(found, "collaborators").values()] == [
        "tinh",
        "tinh",
        "tinh",
        "loai",
        "tinh",
    ]


def revision(rev_id: str, key: str, field: str = "value", **cells: object) -> dict[str, object]:
    return {
        "rev_id": rev_id,
        "report_id": "BC-2023",
        "table_name": "media",
        "row_key": key,
        "field": field,
        "old_value": "100",
        "new_value": "90",
        "reason": "khu_trung",
        "changed_on": f"2024-02-0{rev_id[-1]}T09:00:00",
        "changed_by_role": "A",
        "approved_by_role": "B",
        **cells,
    }


def test_revisions_trace_steps_rows_and_unknown_years():
    table = [
        revision("R1", "O01"),
        revision("R2", "O01", old_value="90", new_value="80"),
        revision("R3", "O01", old_value="80", new_value="96"),
        revision("R4", "TIN-1", "published_at"),
        revision("R5", "A06"),
        revision("R6", "O01", report_id="BC-TK"),
    ]
    registry = [indicator("O01", core=True), indicator("A06", core=False)]
    found = compute_q05(inputs_of(load({"indicators": registry, "revisions": table})))
    assert row(found).value == 4
    assert roles(found, "revisions") == {
        0: ("tinh", ""),
        1: ("gop", "bước hiệu chỉnh giữa chừng"),
        2: ("tinh", ""),
        3: ("tinh", "hiệu chỉnh một dòng số liệu: chỉ đếm theo lý do"),
        4: ("tinh", "ngoài bộ lõi: chỉ có dòng riêng"),
        5: ("loai", "không rõ năm của số liệu"),
    }
