"""Which cells a report of a depth and scope has."""

import pytest

from gdnn_analysis.render.outline import DEPTHS, outline


def cell(name, *tags):
    return {"id": name, "metadata": {"tags": list(tags)}}


CELLS = [
    cell("tham-so", "parameters"),
    cell("tom-tat"),
    cell("nhiem-vu", "nang_cao"),
    cell("phu-luc", "day_du"),
    {"id": "khong-co-metadata"},
]


@pytest.mark.parametrize(
    ("depth", "left_out"),
    [("co_ban", {"nhiem-vu", "phu-luc"}), ("nang_cao", {"phu-luc"}), ("day_du", set())],
)
def test_deeper_cells_are_left_out(depth, left_out):
    kept = [one["id"] for one in outline(CELLS, depth)]
    assert kept == [one["id"] for one in CELLS if one["id"] not in left_out]


def test_each_depth_has_all_cells_of_the_one_before():
    kept = [{one["id"] for one in outline(CELLS, depth)} for depth in DEPTHS]
    assert kept[0] < kept[1] < kept[2]


SCOPED = [cell("muc-tieu", "toan_tinh"), cell("san-pham", "mot_phan"), cell("su-kien")]


def test_a_report_of_a_part_has_what_stands_in_place_of_the_province():
    assert [one["id"] for one in outline(SCOPED, "day_du")] == ["muc-tieu", "su-kien"]
    assert [one["id"] for one in outline(SCOPED, "day_du", scope="H01")] == ["san-pham", "su-kien"]
