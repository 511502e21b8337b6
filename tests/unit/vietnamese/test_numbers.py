from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.vietnamese.numbers import (
    AmbiguousNumber,
    UnreadableNumber,
    format_million_vnd,
    format_number,
    format_percent,
    format_points,
    format_signed,
    is_dash,
    is_ellipsis,
    letter,
    parse_number,
    parse_numbers,
    roman,
)

MISSING = [None, float("nan"), np.nan, pd.NA, pd.NaT, Decimal("NaN")]


class TestReading:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("1250", 1250),
            ("1.250", 1250),
            ("1.234", 1234),
            ("12.345.678", 12345678),
            ("12,5", 12.5),
            ("12.5", 12.5),
            ("0,123", 0.123),
            ("0.123", 0.123),
            ("1234,567", 1234.567),
            ("1.234.567,8", 1234567.8),
            ("1,234,567.8", 1234567.8),
            ("1,234,567", 1234567),
            ("1.234,567", 1234.567),
            ("1,234.567", 1234.567),
            ("2 593", 2593),
            ("2\u00a0593\u00a0000", 2593000),
            ("2\u202f593,5", 2593.5),
            ("  7\u00a0", 7),
            ("-5", -5),
            ("−5", -5),
            ("- 5", -5),
            ("+5", 5),
            ("(5)", -5),
            ("(1.250,5)", -1250.5),
            ("007", 7),
            (",5", 0.5),
        ],
    )
    def test_one_reading(self, text, value):
        read = parse_number(text)
        assert read == value
        assert type(read) is type(value)

    @pytest.mark.parametrize("text", ["1,234", "12,345", "-1,234", "(123,456)"])
    def test_one_comma_before_three_digits_is_ambiguous(self, text):
        with pytest.raises(AmbiguousNumber, match="hai cách hiểu") as refused:
            parse_number(text)
        assert f"“{text}”" in str(refused.value)

    def test_a_declared_sign_settles_it(self):
        assert parse_number("1,234", decimal=",") == 1.234
        assert parse_number("1,234", decimal=".") == 1234
        assert parse_number("1.234", decimal=".") == 1.234
        assert parse_number("1.234", decimal=",") == 1234

    @pytest.mark.parametrize(("text", "decimal"), [("12.5", ","), ("12,5", "."), ("0.123", ",")])
    def test_a_declared_sign_is_kept_to(self, text, decimal):
        with pytest.raises(UnreadableNumber):
            parse_number(text, decimal=decimal)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " ",
            "-",
            "…",
            "abc",
            "12 triệu",
            "1.2.3",
            "12.5.2023",
            "12 34",
            "1234 567",
            "1.23.456",
            "5.",
            "1e5",
            "1,2E+05",
            "(−5)",
            "()",
            "--5",
            "٥",
            "5%",
            "1 234.567,8",
            "nan",
            "inf",
            "9" * 50,
        ],
    )
    def test_anything_else_is_refused_with_a_remedy(self, text):
        with pytest.raises(UnreadableNumber, match=r"1\.250"):
            parse_number(text)

    def test_percent_signs_only_where_allowed_and_the_figure_as_written(self):
        assert parse_number("12,5%", allow_percent=True) == 12.5
        assert parse_number("105,6 %", allow_percent=True) == 105.6
        with pytest.raises(UnreadableNumber):
            parse_number("%", allow_percent=True)

    def test_long_whole_numbers_stay_exact(self):
        assert parse_number("123.456.789.012.345.678") == 123456789012345678

    def test_marks_for_nothing_are_told_apart(self):
        assert all(map(is_dash, ["-", "–", "—", "−", " -- "]))
        assert not any(map(is_dash, ["", "-5", "…", "0"]))
        assert all(map(is_ellipsis, ["…", "...", ". . .", " …", "….."]))
        assert not any(map(is_ellipsis, ["", ".", "-", "1..."]))


class TestReadingMany:
    def test_unreadable_ambiguous_and_missing_are_told_apart(self):
        column = pd.Series(["1.250", None, "abc", "1,234", "12,5", "1.250"], dtype="str")
        values, unreadable, ambiguous = parse_numbers(column.set_axis(list("abcdef")))
        assert values.dropna().to_dict() == {"a": 1250.0, "e": 12.5, "f": 1250.0}
        assert unreadable.to_numpy().nonzero()[0].tolist() == [2]
        assert ambiguous.to_numpy().nonzero()[0].tolist() == [3]

    def test_options_are_passed_on(self):
        column = pd.Series(["1,234", "5%"], dtype="str")
        values, unreadable, ambiguous = parse_numbers(column, decimal=".", allow_percent=True)
        assert values.tolist() == [1234.0, 5.0]
        assert not unreadable.any()
        assert not ambiguous.any()

    @pytest.mark.parametrize("values", [[], [None], ["x"]])
    def test_small_columns(self, values):
        numbers, unreadable, ambiguous = parse_numbers(pd.Series(values, dtype="str"))
        assert numbers.dtype == "float64"
        assert unreadable.dtype == ambiguous.dtype == bool
        assert unreadable.tolist() == [value == "x" for value in values]


class TestWriting:
    @pytest.mark.parametrize(
        ("value", "decimals", "text"),
        [
            (1250, 0, "1.250"),
            (0, 0, "0"),
            (12.5, 1, "12,5"),
            (1234567.891, 2, "1.234.567,89"),
            (-1250, 0, "-1.250"),
            (5, 2, "5,00"),
            (np.int64(38800), 0, "38.800"),
            (np.float64(3.25), 1, "3,3"),
            (Decimal("1e40"), 0, "1" + "0" * 1 + ".000" * 13),
        ],
    )
    def test_dot_between_thousands_and_comma_before_decimals(self, value, decimals, text):
        assert format_number(value, decimals) == text

    @pytest.mark.parametrize(
        ("value", "decimals", "text"),
        [
            (0.5, 0, "1"),
            (1.5, 0, "2"),
            (2.5, 0, "3"),
            (2.675, 2, "2,68"),
            (-2.5, 0, "-3"),
            (4.65, 1, "4,7"),
            (48.85, 1, "48,9"),
        ],
    )
    def test_rounding_is_half_up_on_the_shown_digits(self, value, decimals, text):
        assert format_number(value, decimals) == text

    def test_nothing_is_printed_as_minus_zero(self):
        assert format_number(-0.4) == "0"
        assert format_signed(-0.04, 1) == "0,0"

    @pytest.mark.parametrize("value", MISSING)
    @pytest.mark.parametrize(
        "write", [format_number, format_percent, format_signed, format_points, format_million_vnd]
    )
    def test_a_missing_figure_is_never_a_number(self, write, value):
        assert write(value, missing="không có số liệu") == "không có số liệu"
        with pytest.raises(ValueError, match="Không có số liệu để in"):
            write(value)

    @pytest.mark.parametrize("value", [True, np.True_, "12", [1]])
    def test_what_is_no_number_is_refused(self, value):
        with pytest.raises(TypeError, match="không phải là số"):
            format_number(value)

    def test_infinity_is_refused(self):
        with pytest.raises(ValueError, match="inf"):
            format_number(float("inf"))

    def test_percent_is_given_on_the_scale_0_to_100(self):
        assert format_percent(105.55) == "105,6%"
        assert format_percent(40, 0) == "40%"

    def test_changes_carry_their_sign(self):
        assert format_signed(12) == "+12"
        assert format_signed(-3.25, 1) == "-3,3"
        assert format_signed(0) == "0"
        assert format_signed(0.4) == "0"

    def test_differences_of_percentages(self):
        assert format_points(2.45) == "2,5 điểm phần trăm"

    def test_r19_money_is_shown_in_million_dong_with_one_decimal(self):
        assert format_million_vnd(1_234_450_000) == "1.234,5"
        assert format_million_vnd(np.int64(40_000)) == "0,0"
        assert format_million_vnd(-50_000) == "-0,1"

    def test_large_sums_keep_every_digit(self):
        assert format_million_vnd(123456789012345678901234567890123) == (
            "123.456.789.012.345.678.901.234.567,9"
        )


class TestNumbering:
    @pytest.mark.parametrize(
        ("number", "numeral"),
        [
            (1, "I"),
            (4, "IV"),
            (9, "IX"),
            (14, "XIV"),
            (40, "XL"),
            (1994, "MCMXCIV"),
            (3999, "MMMCMXCIX"),
        ],
    )
    def test_roman_numerals(self, number, numeral):
        assert roman(number) == numeral

    @pytest.mark.parametrize("number", [0, -1, 4000])
    def test_roman_numerals_end(self, number):
        with pytest.raises(ValueError, match=str(number)):
            roman(number)

    def test_letters_of_diem_skip_f_j_w_z_and_include_de(self):
        letters = [letter(number) for number in range(1, 18)]
        assert letters == list("abcdđeghiklmnopqr")

    @pytest.mark.parametrize("number", [0, 24])
    def test_letters_end(self, number):
        with pytest.raises(ValueError, match=str(number)):
            letter(number)
