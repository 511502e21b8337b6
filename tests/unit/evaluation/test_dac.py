"""Ratings by criterion: counted conditions, caps, and no ground where the data do not tell."""

from __future__ import annotations

import pytest

from gdnn_analysis import evaluate, tables
from gdnn_analysis.evaluation.channel_owners import channel_owners
from gdnn_analysis.evaluation.dac import Cap, criteria_of, rate
from gdnn_analysis.evaluation.dac_conditions import Condition
from gdnn_analysis.ingest import load_rows


def _conditions(marks: str) -> tuple[Condition, ...]:
    met = {"+": True, "-": False, "?": None}
    return tuple(Condition("chu_de", "O06", met[mark]) for mark in marks)


@pytest.mark.parametrize(
    ("marks", "rating"),
    [
        ("++++", "tot"),
        ("+++-", "kha"),
        ("++-", "kha"),
        ("+-", "trung_binh"),
        ("+--", "trung_binh"),
        ("+---", "yeu"),
        ("---", "yeu"),
        ("++?", "kha"),
        ("+?", "kha"),
        ("+??", "khong_du"),
        ("???", "khong_du"),
        ("", "khong_du"),
    ],
)
def test_rating_follows_the_share_of_conditions_that_can_be_judged(marks, rating):
    assert rate(_conditions(marks), ()) == rating


def test_a_cap_lowers_and_never_raises():
    assert rate(_conditions("+++"), (Cap("khao_sat", "kha"),)) == "kha"
    assert rate(_conditions("---"), (Cap("khao_sat", "kha"),)) == "yeu"
    assert rate(_conditions("+++"), (Cap("muc_bang_chung", "khong_du", 2),)) == "khong_du"


def test_without_data_no_criterion_is_rated():
    ev = evaluate(load_rows({}), "2023", created="2026-06-30")

    assert {criterion.rating for criterion in criteria_of(ev)} == {"khong_du"}
    assert [row.cells[-1].text for row in tables.dac_criteria(ev).rows] == ["Không đủ căn cứ"] * 6


def _unit(unit_id, **more):
    return {
        "unit_id": unit_id,
        "name_vi": f"Đơn vị {unit_id}",
        "actor_group": "SNKHAC",
        "unit_type": "so_nganh",
        "valid_from": "2020-01-01",
        **more,
    }


def test_every_channel_is_looked_up_after_the_period():
    ended = {"valid_to": "2025-02-28"}
    owners = {"GIU": "A", "CU": "B", "MAT": "C", "TRONG": None}
    channels = [
        {
            "channel_id": channel,
            "name_vi": channel,
            "channel_type": "facebook",
            "owner_unit_id": owner,
            "is_mass_media": False,
            "is_registered": True,
        }
        for channel, owner in owners.items()
    ]
    channels.append({**channels[0], "channel_id": "DONG", "valid_to": "2025-06-30"})
    channels.append({**channels[0], "channel_id": "XA", "scope": "xa"})
    data = load_rows(
        {
            "units": [_unit("A"), _unit("B", **ended), _unit("C", **ended), _unit("D")],
            "unit_succession": [
                {
                    "from_unit_id": "B",
                    "to_unit_id": "D",
                    "effective_on": "2025-03-01",
                    "kind": "hop_nhat",
                    "function_code": "toan_bo",
                }
            ],
            "channels": channels,
        }
    )

    ev = evaluate(data, "2025", created="2026-06-30")
    found = channel_owners(ev).set_index("channel_id")

    assert found["state"].to_dict() == {
        "GIU": "con_chu",
        "CU": "ke_thua",
        "MAT": "khong_chu",
        "TRONG": "chua_ghi",
        "DONG": "da_dong",
        "XA": "con_chu",
    }
    assert found.at["CU", "heir_unit_id"] == "D"
    table = tables.owners_of_channels(ev)
    assert [row.kind for row in table.rows] == ["group", *["data"] * 5, "group", "data"]
    assert table.rows[-1].cells[0].text == "1 kênh"
