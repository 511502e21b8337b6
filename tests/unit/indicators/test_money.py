"""I01 and I02: R01, R19, RL-12, RL-35, golden case G10."""

from __future__ import annotations

from gdnn_analysis.indicators.money import compute_i01, compute_i02
from tests.worlds import inputs_of, load, obligation, parts, province, roles, row, submission


def line(line_id: str, unit_id: str = "SO", **cells) -> dict:
    return {
        "line_id": line_id,
        "year": 2023,
        "unit_id": unit_id,
        "fund_source": "nsnn_tinh",
        "comms_share": 1,
        **cells,
    }


def entry(line_id: str, kind: str, amount: int, **cells) -> dict:
    serial = f"{line_id}.{kind}.{amount}.{len(cells)}"
    return {
        "txn_id": serial,
        "line_id": line_id,
        "kind": kind,
        "amount_vnd": amount,
        "txn_on": "2023-03-01",
        **cells,
    }


def run(compute, lines: list[dict], entries: list[dict], *, year: int = 2023, **tables):
    registry = {**province(), "activities": ACTIVITIES}
    data = load({**registry, "budget_lines": lines, "budget_transactions": entries, **tables})
    return compute(inputs_of(data, year))


ACTIVITIES = [
    {
        "act_id": "PL-II",
        "is_heading": False,
        "name_vi": "Mạng viễn thông và Internet",
        "lead_groups": "SLDTBXH;CSGDNN",
        "planned_years": "2021;2022;2023;2024;2025",
    }
]
MILLION = 1_000_000


def test_money_passed_on_is_counted_once_where_it_is_used():
    lines = [line("TINH"), line("TRUONG", "TRUONG1")]
    entries = [
        entry("TINH", "giao", 500 * MILLION),
        entry("TINH", "chuyen_tiep", 200 * MILLION, counterpart_unit_id="TRUONG1"),
        entry("TRUONG", "giao", 200 * MILLION),
    ]
    assert row(run(compute_i01, lines, entries)).value == 500 * MILLION


def test_adjustments_may_be_negative_and_cancelled_budgets_subtract():
    entries = [
        entry("D", "giao", 100),
        entry("D", "dieu_chinh", -30),
        entry("D", "huy_du_toan", 20),
    ]
    assert row(run(compute_i01, [line("D")], entries)).value == 50


def test_amounts_are_weighted_with_the_share_and_never_rounded():
    found = row(run(compute_i01, [line("D", comms_share=0.3)], [entry("D", "giao", 333)]))
    assert abs(found.value - 99.9) < 1e-9
    assert "F-UOC" in found.flags


def test_a_line_wholly_for_communication_is_no_estimate():
    assert "F-UOC" not in row(run(compute_i01, [line("D")], [entry("D", "giao", 5)])).flags


def test_money_is_of_the_budget_year_whatever_the_day_of_the_paper():
    entries = [entry("D", "giao", 70, txn_on="2022-12-10"), entry("CU", "giao", 9)]
    lines = [line("D"), line("CU", year=2022)]
    assert row(run(compute_i01, lines, entries)).value == 70
    assert row(run(compute_i01, lines, entries, year=2022)).value == 9


def test_in_kind_stands_apart_and_is_added_nowhere():
    entries = [
        entry("D", "giao", 100),
        entry("D", "giao", 40, is_in_kind=True),
        entry("D", "chi", 60),
        entry("D", "chi", 7, is_in_kind=True),
    ]
    found = run(compute_i01, [line("D", comms_share=0.5)], entries)
    assert row(found).value == 50
    assert parts(found, "fund_source") == {"nsnn_tinh": 50}
    assert parts(found, "in_kind") == {"giao": 20, "chi": 3.5}
    rate = row(run(compute_i02, [line("D")], entries))
    assert (rate.numerator, rate.denominator) == (60, 100)


def test_sources_and_activities_add_up_and_unsplit_lines_are_named():
    lines = [line("A", act_id="PL-II"), line("B", fund_source="dn")]
    found = run(compute_i01, lines, [entry("A", "giao", 10), entry("B", "giao", 5)])
    assert parts(found, "fund_source") == {"nsnn_tinh": 10, "dn": 5}
    assert parts(found, "activity") == {"PL-II": 10, "khong_tach": 5}


def test_cancelled_rows_are_no_money():
    entries = [entry("D", "giao", 10), entry("D", "giao", 5, record_status="huy")]
    assert row(run(compute_i01, [line("D")], entries)).value == 10
    assert row(run(compute_i01, [line("D", record_status="huy")], entries)).value is None


def test_a_receiver_that_reports_nothing_makes_the_total_a_lower_bound():
    filed = {
        "obligations": [obligation("SO", "budget_lines")],
        "submissions": [submission("SO", "budget_lines")],
    }
    entries = [
        entry("D", "giao", 500),
        entry("D", "chuyen_tiep", 200, counterpart_unit_id="TRUONG1"),
    ]
    assert row(run(compute_i01, [line("D")], entries, **filed)).flags == {"F-THIEU"}
    lines = [line("D"), line("T", "TRUONG1")]
    both = [*entries, entry("T", "giao", 200)]
    assert row(run(compute_i01, lines, both, **filed)).flags == set()


def test_no_rows_and_no_filing_is_no_data_and_nil_is_zero():
    assert row(run(compute_i01, [], [])).value is None
    assert row(run(compute_i02, [], [])).value is None
    nil = [submission("SO", "budget_lines", nil_confirmed=True)]
    assert row(run(compute_i01, [], [], submissions=nil)).value == 0


def test_the_final_account_replaces_payments_line_by_line():
    lines = [line("A"), line("B")]
    entries = [
        entry("A", "giao", 100),
        entry("A", "chi", 95),
        entry("A", "quyet_toan", 90),
        entry("B", "giao", 100),
        entry("B", "chi", 30),
    ]
    found = run(compute_i02, lines, entries)
    assert (row(found).value, row(found).numerator, row(found).denominator) == (60, 120, 200)
    assert "F-UOC" in row(found).flags
    assert roles(found, "budget_transactions")[1][0] == "loai"


def test_the_rate_is_final_when_every_line_is_settled():
    found = row(
        run(compute_i02, [line("A")], [entry("A", "giao", 10), entry("A", "quyet_toan", 9)])
    )
    assert found.value == 90
    assert "F-UOC" not in found.flags


def test_more_than_all_is_shown_as_it_is():
    assert (
        row(run(compute_i02, [line("A")], [entry("A", "giao", 10), entry("A", "chi", 12)])).value
        == 120
    )


def test_the_denominator_is_net_of_transfers():
    entries = [
        entry("A", "giao", 500),
        entry("A", "chuyen_tiep", 200, counterpart_unit_id="TRUONG1"),
        entry("A", "chi", 150),
    ]
    assert row(run(compute_i02, [line("A")], entries)).value == 50


def test_nothing_left_to_spend_has_no_rate():
    entries = [entry("A", "giao", 10), entry("A", "huy_du_toan", 10), entry("A", "chi", 3)]
    found = row(run(compute_i02, [line("A")], entries))
    assert (found.value, found.denominator) == (None, 0)


def test_unreported_spending_is_no_zero():
    entries = [entry("A", "giao", 10)]
    assert row(run(compute_i02, [line("A")], entries)).value is None
    filed = [submission("SO", "budget_transactions")]
    assert row(run(compute_i02, [line("A")], entries, submissions=filed)).value == 0


def test_spending_on_a_line_without_allocation_is_no_execution():
    lines = [line("A"), line("B")]
    entries = [entry("A", "giao", 10), entry("A", "chi", 5), entry("B", "chi", 100)]
    found = run(compute_i02, lines, entries)
    assert row(found).value == 50
    assert roles(found, "budget_transactions")[2] == ("loai", "dòng kinh phí không có số được giao")


def test_rates_by_source_carry_their_parts():
    lines = [line("A"), line("B", fund_source="dn")]
    entries = [
        entry("A", "giao", 10),
        entry("A", "chi", 5),
        entry("B", "giao", 4),
        entry("B", "chi", 4),
    ]
    found = run(compute_i02, lines, entries)
    assert parts(found, "fund_source") == {"nsnn_tinh": 50, "dn": 100}
    cell = row(found, breakdown="fund_source", category="dn")
    assert (cell.numerator, cell.denominator) == (4, 4)
