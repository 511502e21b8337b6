from __future__ import annotations

from datetime import date, datetime

import pandas as pd
import pytest

from gdnn_analysis.vietnamese.dates import (
    UnreadableDate,
    format_date,
    format_month,
    official_date_line,
    parse_date,
    parse_dates,
)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "2021-09-05",
            "2021/9/5",
            "5/9/2021",
            "05/09/2021",
            " 05/09/2021\u00a0",
            "5-9-2021",
            "05.09.2021",
            "ngày 5 tháng 9 năm 2021",
            "Ngày 05 tháng 9 năm 2021",
            "5 tháng 9, 2021",
            "Chủ nhật, 5/9/2021",
            "nga\u0300y 5 tha\u0301ng 9 na\u0306m 2021",
        ],
    )
    def test_days(self, text):
        assert parse_date(text) == (date(2021, 9, 5), "ngay")

    @pytest.mark.parametrize(
        "text",
        ["9/2021", "09-2021", "2021-09", "2021/9", "tháng 9/2021", "Tháng 9 năm 2021", "T9/2021"],
    )
    def test_months(self, text):
        assert parse_date(text) == (date(2021, 9, 1), "thang")

    @pytest.mark.parametrize("text", ["2021", "năm 2021"])
    def test_years(self, text):
        assert parse_date(text) == (date(2021, 1, 1), "nam")

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("13/9/2021 08:30", datetime(2021, 9, 13, 8, 30)),
            ("13/9/2021, 8h30", datetime(2021, 9, 13, 8, 30)),
            ("2021-09-13 08:30:15", datetime(2021, 9, 13, 8, 30, 15)),
            ("2021-09-13T08:30:15.999", datetime(2021, 9, 13, 8, 30, 15)),
            ("13/9/2021 2:15 CH", datetime(2021, 9, 13, 14, 15)),
            ("13/9/2021 12:15 SA", datetime(2021, 9, 13, 0, 15)),
            ("13/9/2021 12:15 PM", datetime(2021, 9, 13, 12, 15)),
            ("13/9/2021 13:15 CH", datetime(2021, 9, 13, 13, 15)),
            ("13/09/2021 08:30 (GMT+7)", datetime(2021, 9, 13, 8, 30)),
        ],
    )
    def test_times(self, text, moment):
        assert parse_date(text) == (moment, "phut")

    @pytest.mark.parametrize(
        ("text", "moment"),
        [
            ("2022-12-14T17:00:00Z", datetime(2022, 12, 15, 0, 0)),
            ("2022-12-14T16:59:59Z", datetime(2022, 12, 14, 23, 59, 59)),
            ("2022-12-15T00:00+07:00", datetime(2022, 12, 15, 0, 0)),
            ("2022-12-14T12:00:00-0500", datetime(2022, 12, 15, 0, 0)),
            ("2022-12-14T22:30+05:30", datetime(2022, 12, 15, 0, 0)),
        ],
    )
    def test_rl03_offsets_become_local_time_and_can_change_the_report_year(self, text, moment):
        assert parse_date(text) == (moment, "phut")

    def test_day_comes_before_month(self):
        assert parse_date("3/4/2023").value == date(2023, 4, 3)

    def test_an_american_date_is_refused_with_the_likely_correction(self):
        with pytest.raises(UnreadableDate, match="13/4/2023") as refused:
            parse_date("4/13/2023")
        assert "“4/13/2023”" in str(refused.value)

    @pytest.mark.parametrize("text", ["13/9/21", "13-9-21", "13.9.21 08:30"])
    def test_two_digit_years_are_refused_as_such(self, text):
        with pytest.raises(UnreadableDate, match="hai chữ số"):
            parse_date(text)

    @pytest.mark.parametrize(
        "text",
        [
            "31/4/2021",
            "29/2/2023",
            "0/9/2021",
            "13/9/2021 25:00",
            "13/9/2021 13:15 SA",
            "tháng 13/2021",
        ],
    )
    def test_days_and_times_that_do_not_exist_are_refused(self, text):
        with pytest.raises(UnreadableDate, match="không có thật"):
            parse_date(text)

    @pytest.mark.parametrize("text", ["1/1/1899", "1/1/2101", "9999"])
    def test_strange_years_are_refused(self, text):
        with pytest.raises(UnreadableDate, match="1900"):
            parse_date(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            "abc",
            "44452",
            "20210913",
            "13/9-2021",
            "9.2021",
            "Quý III/2022",
            "13/9/2021 và 14/9/2021",
        ],
    )
    def test_other_texts_are_refused_with_a_remedy(self, text):
        with pytest.raises(UnreadableDate, match="13/9/2021"):
            parse_date(text)


class TestReadingMany:
    def test_columns_agree_with_single_reading(self):
        texts = ["2021-09-13", "13/9/2021 08:30", "9/2021", "2021", "2100-01-01", "2024-02-29"]
        dates, precision, bad = parse_dates(pd.Series(texts, dtype="str"))
        singles = [parse_date(text) for text in texts]
        assert dates.tolist() == [pd.Timestamp(read.value) for read in singles]
        assert precision.tolist() == [read.precision for read in singles]
        assert not bad.any()
        assert str(dates.dtype) == "datetime64[s]"

    def test_bad_texts_are_told_from_missing_ones(self):
        column = pd.Series(["2021-02-30", None, "31/4/2021", "13/9/2021"], dtype="str")
        dates, precision, bad = parse_dates(column.set_axis([4, 3, 2, 1]))
        assert bad.to_dict() == {4: True, 3: False, 2: True, 1: False}
        assert dates.isna().tolist() == precision.isna().tolist() == [True, True, True, False]

    @pytest.mark.parametrize("dtype", ["str", "object"])
    @pytest.mark.parametrize("values", [[], [None], ["x"], ["2021-09-13", None]])
    def test_small_columns(self, values, dtype):
        dates, precision, bad = parse_dates(pd.Series(values, dtype=dtype))
        assert str(dates.dtype) == "datetime64[s]"
        assert bad.dtype == bool
        assert bad.tolist() == [value == "x" for value in values]
        assert precision.notna().tolist() == dates.notna().tolist()


class TestWriting:
    def test_short_dates_and_months(self):
        assert format_date(date(2021, 9, 13)) == "13/9/2021"
        assert format_date(pd.Timestamp("2021-05-07 08:30")) == "07/5/2021"
        assert format_month(date(2021, 9, 13)) == "9/2021"
        assert format_month(date(2023, 1, 5)) == "01/2023"

    @pytest.mark.parametrize("nothing", [None, pd.NaT])
    def test_a_missing_date_is_never_printed_as_one(self, nothing):
        for write in (format_date, format_month):
            assert write(nothing, missing="…") == "…"
            with pytest.raises(ValueError, match="in gì thay"):
                write(nothing)

    @pytest.mark.parametrize(
        ("day", "line"),
        [
            (date(2023, 1, 5), "Hải Dương, ngày 05 tháng 01 năm 2023"),
            (date(2023, 2, 15), "Hải Dương, ngày 15 tháng 02 năm 2023"),
            (date(2021, 9, 13), "Hải Dương, ngày 13 tháng 9 năm 2021"),
            (date(2021, 10, 9), "Hải Dương, ngày 09 tháng 10 năm 2021"),
            (None, "Hải Dương, ngày … tháng … năm …"),
        ],
    )
    def test_the_date_line_pads_days_below_10_and_months_1_and_2(self, day, line):
        assert official_date_line("Hải Dương", day) == line

    def test_an_unknown_place_stays_blank(self):
        assert official_date_line("", None) == "…, ngày … tháng … năm …"
