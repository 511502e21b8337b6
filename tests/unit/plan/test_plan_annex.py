from __future__ import annotations

LEADS = {
    "PL-I.1": "SLDTBXH;CSGDNN",
    "PL-I.2": "SLDTBXH;CSGDNN",
    "PL-II": "SLDTBXH;CSGDNN",
    "PL-III": "SLDTBXH;CSGDNN",
    "PL-III.x": "SLDTBXH",
    "PL-IV": "SLDTBXH;CSGDNN",
    "PL-V.x": "SLDTBXH;CSGDNN",
    "PL-VI": "CSGDNN",
    "PL-VII": "CSGDNN",
    "PL-VIII.x1": "SLDTBXH;CSGDNN",
    "PL-VIII.x2": "SLDTBXH",
}
HEADINGS = ["PL-I", "PL-V", "PL-VIII"]


def schedulable(rows) -> list[dict[str, str]]:
    return [row for row in rows("activities") if row["is_heading"] == "false"]


def test_the_annex_has_fourteen_rows_eleven_of_them_scheduled_in_all_five_years(rows) -> None:
    assert len(rows("activities")) == 14
    assert len(schedulable(rows)) == 11
    cells = [year for row in schedulable(rows) for year in row["planned_years"].split(";")]
    assert len(cells) == 55
    assert {row["planned_years"] for row in schedulable(rows)} == {"2021;2022;2023;2024;2025"}


def test_lead_groups_are_those_of_the_annex(rows) -> None:
    assert {row["act_id"]: row["lead_groups"] for row in schedulable(rows)} == LEADS


def test_headings_plan_nothing_and_have_no_actor(rows) -> None:
    headings = [row for row in rows("activities") if row["is_heading"] == "true"]
    assert [row["act_id"] for row in headings] == HEADINGS
    planned = {
        row[name]
        for row in headings
        for name in ("lead_groups", "coord_groups", "expected_product_vi", "planned_years")
    }
    assert planned == {""}


def test_rows_the_annex_does_not_number_have_no_number_and_name_the_row_they_stand_under(
    rows,
) -> None:
    unnumbered = {
        row["act_id"]: row["parent_act_id"] for row in rows("activities") if not row["annex_no"]
    }
    assert unnumbered == {
        "PL-III.x": "PL-III",
        "PL-V.x": "PL-V",
        "PL-VIII.x1": "PL-VIII",
        "PL-VIII.x2": "PL-VIII",
    }


def test_only_rows_vi_and_vii_lack_an_expected_product(rows) -> None:
    without = [row["act_id"] for row in schedulable(rows) if not row["expected_product_vi"]]
    assert without == ["PL-VI", "PL-VII"]


def test_misprints_of_the_annex_are_kept_as_issued(rows) -> None:
    annex = {row["act_id"]: row for row in rows("activities")}
    assert "nghề nghiệp tham giảng dạy giáo dục" in annex["PL-VII"]["name_vi"]
    assert "Đội ngũ công tác viên" in annex["PL-VIII.x1"]["expected_product_vi"]
    assert "cộng tác viên" in annex["PL-VIII"]["name_vi"]


def test_every_row_says_where_the_body_of_the_plan_speaks_of_it(rows) -> None:
    assert [row["act_id"] for row in rows("activities") if not row["body_ref"]] == []


def test_every_row_is_followed_by_a_statement_of_the_same_row(rows) -> None:
    cited = {row["ref"].split(" ")[0] for row in rows("statements") if row["ref"].startswith("PL-")}
    assert cited == {row["act_id"] for row in rows("activities")}
