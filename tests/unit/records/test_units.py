"""Units over time: R08, RL-30, golden case G16."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from gdnn_analysis.records.units import UnitHistory
from tests.worlds import load, succession, unit

REGISTRY = {
    "units": [
        unit("UBND", "UBNDT", valid_to="2025-06-30"),
        unit("UBND_MOI", "UBNDT", valid_from="2025-07-01"),
        unit("SO_LD", "SLDTBXH", valid_to="2025-02-28", parent_unit_id="UBND"),
        unit("SO_GD", "SGDDT", valid_to="2025-06-30", parent_unit_id="UBND"),
        unit("SO_GD_MOI", "SGDDT", valid_from="2025-07-01", parent_unit_id="UBND_MOI"),
        unit("SO_NV", "SNKHAC", parent_unit_id="UBND"),
        unit("DAI_TW", "BAOCHI", valid_to="2022-12-31", name_vi="Tên cũ"),
        unit("DAI_TW", "BAODAI", valid_from="2023-01-01", name_vi="Tên mới"),
        unit("TRUONG", valid_to="2023-06-12"),
        unit("DAI_HOC", "CQCQ"),
    ],
    "unit_succession": [
        succession("SO_LD", "SO_GD", "2025-03-01", "ql_gdnn"),
        succession("SO_LD", "SO_NV", "2025-03-01", "lao_dong"),
        succession("SO_GD", "SO_GD_MOI", "2025-07-01"),
        succession("TRUONG", "DAI_HOC", "2023-06-12"),
    ],
}


@pytest.fixture(scope="module")
def history() -> UnitHistory:
    return UnitHistory(load(REGISTRY))


def of(unit_id: str) -> pd.Series:
    return pd.Series([unit_id], dtype="str")


def on(day: str) -> pd.Series:
    return pd.Series([pd.Timestamp(day)]).astype("datetime64[s]")


@pytest.mark.parametrize(
    ("day", "group"),
    [("2010-01-01", "BAOCHI"), ("2022-12-31", "BAOCHI"), ("2023-01-01", "BAODAI")],
)
def test_a_unit_has_the_group_of_its_day(history, day, group):
    assert history.group(of("DAI_TW"), on(day)).tolist() == [group]


def test_a_day_before_the_unit_existed_takes_its_first_group(history):
    assert history.group(of("DAI_TW"), on("1999-01-01")).tolist() == ["BAOCHI"]


def test_without_a_day_the_group_is_the_last_one(history):
    assert history.group(of("DAI_TW")).tolist() == ["BAODAI"]


def test_an_unknown_unit_has_no_group(history):
    assert history.group(of("KHONG_CO"), on("2023-01-01")).isna().all()


def test_groups_come_back_in_the_order_asked_for(history):
    ids = pd.Series(["TRUONG", "SO_LD", "DAI_TW"], index=[7, 3, 5], dtype="str")
    days = pd.Series(pd.to_datetime(["2022-01-01", "2021-01-01", "2023-05-05"]), index=ids.index)
    found = history.group(ids, days)
    assert found.to_dict() == {7: "CSGDNN", 3: "SLDTBXH", 5: "BAODAI"}


@pytest.mark.parametrize(
    ("unit_id", "day", "group"),
    [
        ("SO_LD", "2023-01-01", "SLDTBXH"),
        ("SO_GD", "2025-02-28", "SGDDT"),
        ("SO_GD", "2025-03-01", "SLDTBXH"),
        ("SO_GD_MOI", "2025-07-01", "SLDTBXH"),
        ("SO_NV", "2025-03-01", "SNKHAC"),
        ("DAI_HOC", "2023-06-11", "CQCQ"),
        ("DAI_HOC", "2023-06-12", "CSGDNN"),
    ],
)
def test_the_group_follows_the_function_to_its_successor(history, unit_id, day, group):
    assert history.lead_group(of(unit_id), on(day)).tolist() == [group]


def test_successors_of_a_function_leave_other_functions_out(history):
    assert history.successors("SO_LD", "ql_gdnn") == ("SO_GD", "SO_GD_MOI")
    assert history.successors("SO_LD", "lao_dong") == ("SO_NV",)
    assert set(history.successors("SO_LD")) == {"SO_GD", "SO_NV", "SO_GD_MOI"}


def test_a_circle_of_successions_ends():
    circle = UnitHistory(
        load(
            {
                "units": [unit("A"), unit("B")],
                "unit_succession": [
                    succession("A", "B", "2022-01-01"),
                    succession("B", "A", "2023-01-01"),
                ],
            }
        )
    )
    assert circle.successors("A") == ("B",)


@pytest.mark.parametrize(
    ("day", "body", "parent"),
    [
        (date(2021, 9, 13), "SO_LD", "UBND"),
        (date(2025, 2, 28), "SO_LD", "UBND"),
        (date(2025, 3, 1), "SO_GD", "UBND"),
        (date(2025, 7, 1), "SO_GD_MOI", "UBND_MOI"),
    ],
)
def test_the_competent_body_is_who_manages_vocational_education_that_day(
    history, day, body, parent
):
    found = history.competent_body(day)
    assert (found["unit_id"], found["parent_unit_id"]) == (body, parent)
    assert found["parent_name_vi"] == f"Đơn vị {parent}"


def test_without_the_issuing_department_nobody_is_competent():
    assert UnitHistory(load({"units": [unit("A")]})).competent_body(date(2023, 1, 1)) is None


def test_valid_on_includes_both_ends(history):
    assert "SO_LD" in set(history.valid_on(date(2025, 2, 28))["unit_id"])
    assert "SO_LD" not in set(history.valid_on(date(2025, 3, 1))["unit_id"])
    assert "SO_GD_MOI" not in set(history.valid_on(date(2025, 6, 30))["unit_id"])


def test_a_renamed_unit_has_the_name_of_its_day(history):
    assert history.name("DAI_TW", date(2022, 6, 1)) == "Tên cũ"
    assert history.name("DAI_TW") == "Tên mới"
    assert history.name("KHONG_CO") == "KHONG_CO"


def test_empty_input_gives_empty_output(history):
    assert history.lead_group(pd.Series(dtype="str"), pd.Series(dtype="datetime64[s]")).empty
