from __future__ import annotations


def test_the_only_target_of_the_plan_is_180_items_in_each_year(rows) -> None:
    own = [row for row in rows("targets") if row["is_reference_only"] == "false"]
    assert [
        (row["code"], row["period"], row["operator"], row["value"], row["basis"]) for row in own
    ] == [("O01", str(year), "ge", "180", "KH3066") for year in range(2021, 2026)]


def test_reference_marks_are_the_national_ones(rows) -> None:
    marks = {
        (row["code"], row["basis"]): (row["period"], row["operator"], row["value"])
        for row in rows("targets")
        if row["is_reference_only"] == "true"
    }
    assert marks == {
        ("P01", "QD522"): ("2025", "ge", "40"),
        ("P02", "QD522"): ("2025", "ge", "45"),
        ("P01", "QD2239"): ("2025", "ge", "40"),
        ("P02", "QD2239"): ("2025", "ge", "40"),
        ("P04", "QD2239"): ("2025", "ge", "30"),
    }


def test_a_target_of_the_plan_cites_the_plan_and_no_other_basis_binds(rows) -> None:
    for row in rows("targets"):
        assert (row["basis"] == "KH3066") == (row["is_reference_only"] == "false")
        assert ("3066/KH-SLĐTBXH" in row["legal_ref"]) == (row["basis"] == "KH3066")


def test_the_combined_mark_and_the_strict_one_say_so(rows) -> None:
    notes = {(row["code"], row["basis"]): row["note"] for row in rows("targets")}
    assert "40–45%" in notes["P01", "QD2239"]
    assert notes["P01", "QD2239"] == notes["P02", "QD2239"]
    assert "trên 30%" in notes["P04", "QD2239"]


def test_legal_references_carry_number_and_date(rows) -> None:
    for row in rows("targets"):
        assert "số " in row["legal_ref"]
        assert " ngày " in row["legal_ref"]
