from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest

from gdnn_analysis import period as periods
from gdnn_analysis.language import use_language
from gdnn_analysis.period import (
    PLAN_START,
    VN_TZ,
    Interval,
    Period,
    is_finished,
    month_year,
    parse_period,
    precise_years,
    prorated_reference,
    report_year_of,
    resolve_created,
    school_year_for,
    short_date,
    since_plan,
    span_of,
    window_of,
    window_year,
)


def moments(*texts: str | None) -> pd.Series:
    return pd.Series(list(texts), dtype="datetime64[s]")


def codes(*texts: str | None) -> pd.Series:
    return pd.Series(list(texts), dtype="str")


class TestIntervals:
    def test_the_end_is_outside_and_the_last_day_inside(self):
        interval = Interval(date(2023, 1, 1), date(2023, 1, 3))
        inside = interval.contains(
            moments("2022-12-31 23:59:59", "2023-01-01", "2023-01-02 23:59:59", "2023-01-03")
        )
        assert inside.tolist() == [False, True, True, False]
        assert interval.last_day == date(2023, 1, 2)
        assert interval.days == 2

    def test_a_missing_date_is_never_inside(self):
        inside = window_of(2023, "calendar").contains(moments(None, "2023-05-05"))
        assert inside.tolist() == [False, True]
        assert inside.dtype == bool

    @pytest.mark.parametrize("end", [date(2023, 1, 1), date(2022, 12, 31)])
    def test_an_empty_interval_is_refused(self, end):
        with pytest.raises(ValueError, match="2023-01-01"):
            Interval(date(2023, 1, 1), end)

    def test_intersections(self):
        first = Interval(date(2023, 1, 1), date(2023, 2, 1))
        assert first.intersect(Interval(date(2023, 1, 20), date(2023, 3, 1))) == Interval(
            date(2023, 1, 20), date(2023, 2, 1)
        )
        assert first.intersect(Interval(date(2023, 2, 1), date(2023, 3, 1))) is None

    def test_the_label_names_the_last_day_included(self):
        assert window_of(2023, "nd09").label_vi() == "từ 15/12/2022 đến hết 14/12/2023"
        assert window_of(2023, "calendar").label_vi() == "từ 01/01/2023 đến hết 31/12/2023"


class TestPeriods:
    @pytest.mark.parametrize("text", ["2021-2025", "2021–2025", " 2021 - 2025 "])
    def test_a_span_of_years_is_written_with_hyphen_or_en_dash(self, text):
        assert parse_period(text) == Period(2021, 2025)

    def test_a_single_year(self):
        year = parse_period("2023")
        assert year.is_year
        assert str(year) == "2023"
        assert list(year.years) == [2023]

    def test_a_span_shows_itself_with_a_hyphen(self):
        span = Period(2021, 2025)
        assert str(span) == "2021-2025"
        assert not span.is_year
        assert list(span.years) == [2021, 2022, 2023, 2024, 2025]

    @pytest.mark.parametrize(
        "text", ["", "abc", "23", "2023-Q1", "2023-05", "2021-2025-2026", "2021,2025", "٢٠٢٣"]
    )
    def test_anything_else_is_refused_with_its_value_and_a_remedy(self, text):
        with pytest.raises(ValueError, match="2021-2025") as refused:
            parse_period(text)
        assert f"“{text}”" in str(refused.value)

    @pytest.mark.parametrize("text", ["2017", "2101", "2017-2021", "2021-2101"])
    def test_years_outside_2018_to_2100_are_refused(self, text):
        with pytest.raises(ValueError, match=text):
            parse_period(text)

    def test_reversed_years_are_refused_and_the_remedy_is_shown(self):
        with pytest.raises(ValueError, match="2021-2025"):
            parse_period("2025-2021")

    def test_messages_exist_in_english(self):
        use_language("en")
        try:
            with pytest.raises(ValueError, match="Cannot read period"):
                parse_period("abc")
        finally:
            use_language("vi")


class TestWindows:
    def test_nd09_runs_from_15_december_to_14_december(self):
        assert window_of(2023, "nd09") == Interval(date(2022, 12, 15), date(2023, 12, 15))

    def test_several_years_run_from_the_first_start_to_the_last_end(self):
        assert window_of(Period(2021, 2025), "nd09") == Interval(
            date(2020, 12, 15), date(2025, 12, 15)
        )
        assert window_of(Period(2021, 2025), "calendar") == Interval(
            date(2021, 1, 1), date(2026, 1, 1)
        )

    @pytest.mark.parametrize(
        ("day", "nd09", "calendar"),
        [
            ("2022-12-14 23:59:59", 2022, 2022),
            ("2022-12-15 00:00:00", 2023, 2022),
            ("2022-12-20", 2023, 2022),
            ("2022-12-31", 2023, 2022),
            ("2023-01-01", 2023, 2023),
            ("2023-11-15", 2023, 2023),
        ],
    )
    def test_the_last_17_days_of_december_change_year_by_window(self, day, nd09, calendar):
        assert window_year(moments(day), "nd09").tolist() == [nd09]
        assert window_year(moments(day), "calendar").tolist() == [calendar]

    def test_a_missing_date_has_no_year(self):
        years = window_year(moments(None, "2023-12-20"), "nd09")
        assert years.isna().tolist() == [True, False]
        assert str(years.dtype) == "Int64"

    def test_an_unknown_window_is_refused_by_name(self):
        for call in (
            lambda: window_of(2023, "lunar"),
            lambda: window_year(moments("2023-01-01"), "lunar"),
            lambda: month_year(codes("2023-01"), "lunar"),
        ):
            with pytest.raises(ValueError, match="lunar"):
                call()


class TestYearOfThePlan:
    """Rule R02: 2021 counts from the plan's date."""

    @pytest.mark.parametrize(("window", "days"), [("calendar", 110), ("nd09", 93)])
    def test_days_of_2021_under_the_plan(self, window, days):
        assert since_plan(2021, window).start == PLAN_START
        assert since_plan(2021, window).days == days

    def test_later_years_are_whole(self):
        assert since_plan(2022, "nd09") == window_of(2022, "nd09")

    def test_a_year_before_the_plan_is_refused(self):
        with pytest.raises(ValueError, match="13/9/2021"):
            since_plan(2020, "nd09")

    @pytest.mark.parametrize(("window", "reference"), [("calendar", 55), ("nd09", 46)])
    def test_the_reference_for_180_is_rounded_up(self, window, reference):
        assert prorated_reference(180, window) == reference

    def test_the_reference_is_exact_when_nothing_is_left_over(self):
        assert prorated_reference(365, "nd09") == 93


class TestPrecision:
    """Rule R03: worse than the window boundary means excluded."""

    def test_g05_a_month_known_only_is_calendar_2022_and_no_nd09_year(self):
        december = moments("2022-12-01")
        assert precise_years(december, codes("thang"), "calendar").tolist() == [2022]
        assert precise_years(december, codes("thang"), "nd09").isna().all()

    def test_other_months_are_in_one_year_by_both_windows(self):
        assert precise_years(moments("2022-11-01"), codes("thang"), "nd09").tolist() == [2022]

    def test_a_year_known_only_is_in_no_nd09_year(self):
        assert precise_years(moments("2022-06-01"), codes("nam"), "nd09").isna().all()
        assert precise_years(moments("2022-06-01"), codes("nam"), "calendar").tolist() == [2022]

    def test_a_blank_precision_means_the_day(self):
        years = precise_years(
            moments("2022-12-20", "2022-12-14 22:00"), codes(None, "phut"), "nd09"
        )
        assert years.tolist() == [2023, 2022]

    def test_spans(self):
        start, end = span_of(
            moments("2022-12-20 08:30", "2022-12-20", "2022-02-20", None),
            codes("phut", "thang", "nam", "ngay"),
        )
        assert start.tolist()[:3] == [
            pd.Timestamp(day) for day in ("2022-12-20", "2022-12-01", "2022-01-01")
        ]
        assert end.tolist()[:3] == [
            pd.Timestamp(day) for day in ("2022-12-21", "2023-01-01", "2023-01-01")
        ]
        assert start.isna().tolist() == end.isna().tolist() == [False, False, False, True]

    def test_rows_keep_their_index_whatever_the_order_of_the_precisions(self):
        published = moments("2022-12-20", "2022-12-20").set_axis([7, 3])
        years = precise_years(published, codes("thang", "ngay").set_axis([3, 7]), "nd09")
        assert years[7] == 2023
        assert pd.isna(years[3])

    def test_an_unknown_precision_is_refused(self):
        with pytest.raises(ValueError, match="tuan"):
            span_of(moments("2022-12-20"), codes("tuan"))

    def test_empty_columns_give_empty_years(self):
        assert precise_years(moments(), codes(), "nd09").empty


class TestMonthsAndSchoolYears:
    def test_rl37_december_belongs_to_the_year_of_its_15th_day_or_first_day(self):
        months = codes("2022-11", "2022-12", "2023-01")
        assert month_year(months, "nd09").tolist() == [2022, 2023, 2023]
        assert month_year(months, "calendar").tolist() == [2022, 2022, 2023]

    def test_missing_months_stay_missing(self):
        assert month_year(codes(None, "2023-05"), "nd09").isna().tolist() == [True, False]
        assert month_year(codes(None), "nd09").isna().tolist() == [True]

    @pytest.mark.parametrize("text", ["2023-13", "2023-5", "05/2023", "2023-05-01"])
    def test_a_month_written_otherwise_is_refused(self, text):
        with pytest.raises(ValueError, match=text):
            month_year(codes("2023-05", text), "nd09")

    def test_rl31_school_years(self):
        assert school_year_for(2023) == "2022-2023"
        assert report_year_of("2022-2023") == 2023
        assert report_year_of("2022–2023") == 2023

    @pytest.mark.parametrize("text", ["2022", "2022-2024", "2023-2022", "22-23"])
    def test_a_school_year_is_two_years_in_a_row(self, text):
        with pytest.raises(ValueError, match=f"“{text}”"):
            report_year_of(text)


class TestCreated:
    """RL-03: created, else SOURCE_DATE_EPOCH, else the clock; in local time."""

    def test_an_offset_is_converted(self):
        created = resolve_created("2026-01-05T20:00:00Z", {})
        assert created.isoformat() == "2026-01-06T03:00:00+07:00"

    def test_without_offset_it_is_local_time(self):
        assert resolve_created("2026-01-05", {}).isoformat() == "2026-01-05T00:00:00+07:00"

    def test_created_wins_over_the_environment(self):
        created = resolve_created("2026-01-05", {"SOURCE_DATE_EPOCH": "0"})
        assert created.year == 2026

    @pytest.mark.parametrize("created", [None, ""])
    def test_source_date_epoch_comes_next(self, created):
        resolved = resolve_created(created, {"SOURCE_DATE_EPOCH": "1767571200"})
        assert resolved == datetime(2026, 1, 5, tzinfo=UTC)
        assert resolved.tzinfo is VN_TZ

    def test_then_the_clock_in_whole_seconds(self):
        before = datetime.now(UTC) - timedelta(seconds=1)
        resolved = resolve_created(None, {"SOURCE_DATE_EPOCH": ""})
        assert before <= resolved <= datetime.now(UTC)
        assert resolved.microsecond == 0
        assert resolved.tzinfo is VN_TZ

    @pytest.mark.parametrize("value", ["hôm nay", "05/01/2026", "0001-01-01T00:00:00+23:00"])
    def test_a_bad_created_is_refused(self, value):
        with pytest.raises(ValueError, match="created") as refused:
            resolve_created(value, {})
        assert value in str(refused.value)

    @pytest.mark.parametrize("value", ["-1", "1.5", "x", "9" * 30, " 5"])
    def test_a_bad_epoch_is_refused(self, value):
        with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH") as refused:
            resolve_created(None, {"SOURCE_DATE_EPOCH": value})
        assert value in str(refused.value)


def test_a_span_is_finished_the_day_after_its_last_day():
    year = window_of(2025, "nd09")
    assert not is_finished(year, date(2025, 12, 14))
    assert is_finished(year, date(2025, 12, 15))


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2021, 9, 13), "13/9/2021"),
        (date(2021, 5, 7), "07/5/2021"),
        (date(2023, 2, 15), "15/02/2023"),
        (date(2023, 10, 1), "01/10/2023"),
    ],
)
def test_short_dates_follow_the_plans_own_writing(day, text):
    assert short_date(day) == text


def test_only_one_place_reads_the_clock():
    source = periods.__loader__.get_source(periods.__name__)
    assert source.count(".now(") == 1
    assert "today()" not in source
