from __future__ import annotations

import re
from collections import Counter

from gdnn_analysis.contract import contract

CORE = (
    "I01 I02 A01 A03 A04 O01 O03 O06 O07 O14 O15 T01 T02 T03 T06 "
    "C01 C03 C04 C06 P01 P02 P03 P06 E01 Q01 Q03"
)
#: The breakdowns the interface promises; ``in_kind`` comes from RL-12.
PROMISED = {
    "O01": "item_type author_unit channel month area theme",
    "O02": "channel kind",
    "O03": "policy",
    "O06": "theme",
    "O07": "audience",
    "O09": "form",
    "A01": "activity",
    "A02": "duty actor_group",
    "A03": "event_type area lead_unit",
    "A04": "area",
    "T01": "channel",
    "T02": "channel",
    "T03": "audience event_type area",
    "I01": "fund_source activity in_kind",
    "I02": "fund_source activity",
    "I03": "fund_source in_kind",
    **dict.fromkeys(("C01", "C02", "C03", "C04", "C05"), "wave wave_sex wave_area"),
    "C06": "trend",
    "P01": "area sex",
    "P02": "area sex",
    "P03": "level unit",
    "E01": "unit",
    "Q01": "table actor_group",
    "Q02": "table actor_group",
}
LOWER_IS_BETTER = {"O04", "O05", "E01", "E02", "E03", "E04", "Q05"}
UNRANKED = {"O02", "O06", "T07", "C07", "P04", "Q04"}


def test_sixty_indicators_and_six_quality_measures(rows) -> None:
    counts = Counter(row["level"] for row in rows("indicators"))
    assert counts == {"I": 6, "A": 9, "O": 19, "T": 7, "C": 9, "P": 6, "E": 4, "Q": 6}
    assert counts.total() - counts["Q"] == 60


def test_codes_are_numbered_without_gaps_and_belong_to_their_level(rows) -> None:
    places: Counter[str] = Counter()
    for row in rows("indicators"):
        places[row["level"]] += 1
        assert row["code"] == f"{row['level']}{places[row['level']]:02d}"


def test_definitions_are_the_first_version_and_hold_from_the_day_of_the_plan(rows) -> None:
    assert {(row["version"], row["valid_from"]) for row in rows("indicators")} == {
        ("1", "2021-09-13")
    }


def test_the_core_set_is_that_of_the_catalogue(rows) -> None:
    core = [row["code"] for row in rows("indicators") if row["core"] == "true"]
    assert " ".join(core) == CORE


def test_directions_are_those_of_the_catalogue(rows) -> None:
    found = {row["code"]: row["direction"] for row in rows("indicators")}
    assert {code for code, way in found.items() if way == "giam"} == LOWER_IS_BETTER
    assert {code for code, way in found.items() if way == "khong_xep"} == UNRANKED


def test_breakdowns_keep_what_the_interface_promises(rows) -> None:
    found = {row["code"]: row["breakdowns"].replace(";", " ") for row in rows("indicators")}
    assert {code: found[code] for code in PROMISED} == PROMISED


def test_breakdown_names_are_english_identifiers(rows) -> None:
    names = {name for row in rows("indicators") for name in row["breakdowns"].split(";")}
    assert {name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name)} == set()


def test_sources_are_tables_of_the_contract(rows) -> None:
    named = {name for row in rows("indicators") for name in row["sources"].split(";")}
    assert named - set(contract().tables) == set()


def test_rules_are_common_rules_or_flags(rows) -> None:
    known = {f"R{n:02d}" for n in range(1, 21)} | set(contract().codes("FLAG"))
    named = {name for row in rows("indicators") for name in row["rules"].split(";")}
    assert named - known == set()


def test_only_the_180_target_counts_years_met(rows) -> None:
    assert [row["code"] for row in rows("indicators") if row["aggregation"] == "so_nam_dat"] == [
        "O01"
    ]


def test_reach_and_changes_between_waves_are_never_merged_over_years(rows) -> None:
    method = {row["code"]: row["aggregation"] for row in rows("indicators")}
    assert {method[code] for code in ("T01", "T02", "C06", "Q05")} == {"khong_gop"}
    # evidence accumulates: the level of the last year is that of the period
    assert method["C01"] == method["P06"] == "nam_cuoi"


def test_only_numbers_of_things_are_added_over_years(rows) -> None:
    added = [row for row in rows("indicators") if row["aggregation"].startswith("tong")]
    assert [row["code"] for row in added if "%" in row["unit_vi"] or row["decimals"] != "0"] == []


def test_pooled_rates_are_shares_unit_costs_or_mean_gains(rows) -> None:
    units = {row["unit_vi"] for row in rows("indicators") if row["aggregation"] == "ty_le_gop"}
    assert units == {
        "%", "‰", "điểm", "đồng/sản phẩm", "đồng/lượt", "đồng/1.000 lượt tiếp cận"
    }  # fmt: skip


def test_money_is_in_dong(rows) -> None:
    money = {row["code"]: row["unit_vi"] for row in rows("indicators") if "đồng" in row["unit_vi"]}
    assert sorted(money) == ["E01", "E02", "E03", "E04", "I01"]
    assert [unit for unit in money.values() if not unit.startswith("đồng")] == []


def test_definitions_are_one_to_three_whole_sentences(rows) -> None:
    wrong = [
        row["code"]
        for row in rows("indicators")
        if row["definition_vi"][-1] != "."
        or not 1 <= len(re.findall(r"\.(?= |$)", row["definition_vi"])) <= 3
    ]
    assert wrong == []


def test_limitations_are_said_in_whole_sentences(rows) -> None:
    assert [row["code"] for row in rows("indicators") if row["limitations_vi"][-1] != "."] == []
