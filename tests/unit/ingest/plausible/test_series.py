"""DQ-08 and DQ-09: outliers, figures that stand still, round figures."""

from __future__ import annotations

import pytest

from tests.unit.ingest.plausible.warned import warned
from tests.unit.ingest.world import event_row

MONTHS = [f"{year}-{month:02d}" for year in (2021, 2022, 2023) for month in range(1, 13)]


def leads(figures, **changes):
    return {
        "leads": [
            {
                "lead_id": f"L{at}",
                "month": month,
                "unit_id": "TRUONG-A",
                "kind": "dk_tu_van",
                "count": figure,
            }
            | changes
            for at, (month, figure) in enumerate(zip(MONTHS, figures, strict=False))
            if figure is not None
        ]
    }


def metrics(figures, starts=None, **changes):
    return {
        "channel_metrics": [
            {
                "channel_id": "K-FB",
                "period_type": "thang",
                "period_start": start,
                "metric": "tiep_can",
                "value": figure,
                "is_paid": "không",
                "def_version": "fb1",
                "source": "xuat_nen_tang",
            }
            | changes
            for start, figure in zip(starts or [f"{m}-01" for m in MONTHS], figures, strict=False)
        ]
    }


# DQ-08


def test_a_figure_with_a_digit_too_many_is_told():
    (issue,) = warned("DQ-08", leads([41, 43, 45, 47, 490, 44])).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (6, "count", "490 / 44.5")
    assert issue["severity"] == "canh_bao"


def test_a_figure_far_below_the_usual_is_told():
    assert warned("DQ-08", leads([41, 43, 45, 47, 0, 44]))["row"].tolist() == [6]


def test_five_figures_are_no_history():
    assert warned("DQ-08", leads([41, 43, 45, 47, 490])).empty


def test_less_than_threefold_is_no_outlier_however_steady_the_series():
    assert warned("DQ-08", leads([41, 43, 45, 47, 133, 44])).empty


def test_threefold_within_three_deviations_is_no_outlier():
    # median 50, MAD 40: the bound is 50 + 3 · 1,4826 · 40 = 228
    assert warned("DQ-08", leads([5, 10, 50, 50, 90, 200])).empty
    assert len(warned("DQ-08", leads([5, 10, 50, 50, 90, 230]))) == 1


def test_steps_of_less_than_ten_are_chance():
    assert warned("DQ-08", leads([2, 1, 2, 2, 2, 9])).empty


def test_a_steady_series_with_one_jump_is_told_though_its_mad_is_zero():
    assert warned("DQ-08", leads([50, 50, 50, 50, 50, 500]))["row"].tolist() == [7]


def test_a_series_that_is_mostly_zero_has_no_usual_size():
    assert warned("DQ-08", leads([0, 0, 0, 0, 0, 40])).empty


def test_a_high_season_that_returns_is_no_outlier():
    low, high = 40, 400
    year = [low + at % 3 if at not in (2, 3) else high + at for at in range(12)]
    assert warned("DQ-08", leads(year + year)).empty
    found = warned("DQ-08", leads([*year, *(40 + at % 3 for at in range(12))]))
    assert found["row"].tolist() == [4, 5]  # once is no season


def test_like_is_compared_with_like():
    rows = leads([41, 43, 45, 47, 44, 42])["leads"]
    other = [
        row | {"lead_id": f"X{row['lead_id']}", "kind": "hoi_dap", "count": 500} for row in rows[:1]
    ]
    assert warned("DQ-08", {"leads": rows + other}).empty


def test_registrations_at_one_event_are_no_series():
    rows = leads([41, 43, 45, 47, 44, 490])["leads"]
    rows[-1]["event_id"] = "E1"
    assert warned("DQ-08", {"leads": rows, "events": [event_row()]}).empty


def test_blank_and_cancelled_figures_are_no_history():
    rows = metrics([41, 43, 45, 47, 490, ""])
    assert warned("DQ-08", rows).empty
    rows = leads([41, 43, 45, 47, 44, 490])
    rows["leads"][0]["record_status"] = "huy"
    assert warned("DQ-08", rows).empty


def test_years_of_enrolment_are_a_series():
    rows = [
        {
            "year": 2018 + at,
            "vet_unit_id": "TRUONG-A",
            "level": "cd",
            "sex": "nam",
            "entry": "thpt",
            "origin": "trong_tinh",
            "count": count,
        }
        for at, count in enumerate([71, 74, 70, 73, 72, 720])
    ]
    assert warned("DQ-08", {"enrolments": rows})["row"].tolist() == [7]


def test_a_day_is_compared_with_days():
    starts = [f"2023-05-{day:02d}" for day in range(1, 8)]
    found = warned("DQ-08", metrics([50, 51, 52, 53, 54, 55, 900], starts, period_type="ngay"))
    assert found["row"].tolist() == [8]


# DQ-09


def test_the_same_figure_three_times_running_is_told_once_at_its_last_row():
    (issue,) = warned("DQ-09", leads([41, 57, 57, 57, 44])).to_dict("records")
    assert (issue["row"], issue["column"], issue["value"]) == (5, "count", "57 × 3")


def test_twice_is_chance():
    assert warned("DQ-09", leads([57, 57, 41, 57, 57])).empty


def test_a_gap_ends_a_run():
    assert warned("DQ-09", leads([57, 57, None, 57, 57])).empty


def test_small_figures_and_zeros_repeat_by_chance():
    assert warned("DQ-09", leads([9, 9, 9, 9])).empty
    assert warned("DQ-09", leads([0, 0, 0, 0])).empty
    assert len(warned("DQ-09", leads([10, 10, 10]))) == 1


def test_a_run_does_not_pass_from_one_series_to_the_next():
    rows = leads([41, 57, 57])["leads"]
    other = [
        row | {"lead_id": f"X{at}", "kind": "hoi_dap", "month": MONTHS[at + 3], "count": 57}
        for at, row in enumerate(rows)
    ][:2]
    assert warned("DQ-09", {"leads": rows + other}).empty


@pytest.mark.parametrize("metric", ["nguoi_theo_doi", "so_ban"])
def test_followers_and_print_runs_may_stand_still(metric):
    assert warned("DQ-09", metrics([57] * 5, metric=metric)).empty
    assert len(warned("DQ-09", metrics([57] * 5))) == 1


def test_quarters_and_28_days_follow_one_another():
    quarters = ["2023-01-01", "2023-04-01", "2023-07-01"]
    assert len(warned("DQ-09", metrics([57] * 3, quarters, period_type="quy"))) == 1
    assert warned("DQ-09", metrics([57] * 3, quarters)).empty
    assert len(warned("DQ-09", metrics([57] * 3, period_type="28_ngay"))) == 1


def test_nearly_all_whole_hundreds_are_told_once_per_unit():
    figures = [100, 1200, 300, 700, 400, 900, 200, 1500, 345, 678, 12]
    (issue,) = warned("DQ-09", leads(figures)).to_dict("records")
    assert (issue["row"], issue["value"]) == (2, "TRUONG-A: 8/10")


def test_seven_of_ten_or_nine_figures_are_not_enough():
    assert warned("DQ-09", leads([100, 1200, 300, 700, 400, 900, 200, 1501, 345, 678])).empty
    assert warned("DQ-09", leads([100, 1200, 300, 700, 400, 900, 200, 1500, 600])).empty


def groups(count_method):
    events = [event_row(f"E{at}", count_method=count_method, name_vi=f"S{at}") for at in range(10)]
    attended = [
        {"event_id": f"E{at}", "audience_code": "A1a", "sex": "nam", "attendances": 100 * (at + 1)}
        for at in range(10)
    ]
    return {"events": events, "event_groups": attended}


def test_counted_attendances_are_not_round_but_estimates_are():
    (issue,) = warned("DQ-09", groups("ds_ky")).to_dict("records")
    assert (issue["table"], issue["column"]) == ("event_groups", "attendances")
    assert warned("DQ-09", groups("uoc_dem")).empty


@pytest.mark.parametrize("rule", ["DQ-08", "DQ-09"])
def test_without_the_tables_nothing_is_told(rule):
    assert warned(rule, {}).empty
