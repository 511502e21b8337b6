"""Q06, data-quality scores: two assessors, R17, and what every score was used for."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from gdnn_analysis.indicators.dqa import compute_q06
from gdnn_analysis.indicators.frame import Output
from tests.worlds import inputs_of, load, parts, roles, row

DIMENSIONS = ("gia_tri", "toan_ven", "chinh_xac", "tin_cay", "kip_thoi", "day_du")


def indicator(code: str, *, core: bool) -> dict[str, object]:
    return {
        "code": code,
        "version": 1,
        "name_vi": f"Chỉ số {code}",
        "name_en": f"Indicator {code}",
        "level": "O",
        "definition_vi": "Định nghĩa",
        "formula": "Công thức",
        "unit_vi": "%",
        "direction": "tang",
        "decimals": 1,
        "aggregation": "khong_gop",
        "sources": "media",
        "limitations_vi": "Không",
        "core": core,
        "valid_from": "2021-09-13",
    }


def scores(code: str, *points: int, role: str = "A") -> list[dict[str, object]]:
    return [
        {"code": code, "year": 2023, "dimension": dimension, "score": score, "assessor_role": role}
        for dimension, score in zip(DIMENSIONS, points, strict=False)
    ]


def q06(*groups: list[dict[str, object]], core: tuple[str, ...] = ("O01",)) -> Output:
    """Compute Q06 from the scores of one assessor per group, whatever the key of the table."""
    registry = [indicator(code, core=code in core) for code in ("A06", "O01", "A03")]
    parts_of = [load({"indicators": registry, "dqa_scores": group}) for group in groups]
    table = pd.concat([data["dqa_scores"] for data in parts_of], ignore_index=True)
    data = parts_of[0]
    return compute_q06(inputs_of(replace(data, tables={**data.tables, "dqa_scores": table})))


def test_two_assessors_give_their_mean_and_their_disagreement_stays_visible():
    found = q06(scores("O01", 3, 3, 3, 2, 2, 2), scores("O01", 1, 3, 3, 2, 2, 1, role="B"))
    assert row(found).value == (2 + 3 + 3 + 2 + 2 + 1.5) / 6
    assert row(found).flags == frozenset()
    assert row(found, variant="chenh_lech").value == 2
    assert parts(found, "indicator", variant="chenh_lech") == {"O01": 2}
    assert row(found, variant="thap_nhat").value == 1.5


def test_the_order_of_the_assessors_changes_nothing():
    one, two = scores("O01", 3, 3, 3, 2, 2, 2), scores("O01", 1, 3, 3, 2, 2, 1, role="B")
    assert list(q06(one, two).rows) == list(q06(two, one).rows)


def test_a_dimension_scored_by_one_of_two_has_no_difference():
    found = q06(scores("O01", 3, 3, 3, 2, 2, 2), scores("O01", 3, role="B"))
    assert row(found, variant="chenh_lech").value == 0
    assert row(found, variant="chenh_lech").n == 1


def test_every_core_indicator_scored_needs_no_flag_and_a_missing_one_does():
    whole = scores("O01", 3, 3, 3, 2, 2, 2)
    assert row(q06(whole)).flags == frozenset()
    assert row(q06(whole, core=("O01", "A03"))).flags == {"F-THIEU"}


def test_trace_says_what_each_score_was_used_for():
    found = q06([*scores("O01", 3, 3, 3, 2, 2, 2), *scores("A03", 3), *scores("A06", *[1] * 6)])
    used = list(roles(found, "dqa_scores").values())
    assert used[:6] == [("tinh", "")] * 6
    assert used[6] == ("loai", "chỉ số chưa được chấm đủ sáu tiêu chí")
    assert used[7:] == [("loai", "ngoài bộ lõi: chỉ có dòng riêng")] * 6
