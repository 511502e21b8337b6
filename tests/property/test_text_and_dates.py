"""Laws of text, numbers and dates that hold for any input."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import partial
from itertools import product

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gdnn_analysis.period import (
    PLAN_START,
    WINDOWS,
    Period,
    month_year,
    parse_period,
    precise_years,
    prorated_reference,
    report_year_of,
    school_year_for,
    short_date,
    since_plan,
    span_of,
    window_of,
    window_year,
)
from gdnn_analysis.vietnamese.code_tables import BYTE_TABLES, VNI_PAIRS, VNI_SINGLES
from gdnn_analysis.vietnamese.dates import format_date, parse_date, parse_dates
from gdnn_analysis.vietnamese.legacy import repair, repair_series
from gdnn_analysis.vietnamese.letters import ALPHABET, TONE_MARKS
from gdnn_analysis.vietnamese.numbers import (
    format_number,
    format_signed,
    letter,
    parse_number,
    parse_numbers,
    roman,
)
from gdnn_analysis.vietnamese.syllable import Syllable, is_syllable, spell
from gdnn_analysis.vietnamese.text import match_key, match_keys, sort_key, unaccent

law = settings(deadline=None, derandomize=True, max_examples=150)
slow_law = settings(deadline=None, derandomize=True, max_examples=40)

ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x"
ONSETS = ["", *ONSET_LIST.split()]
VOWEL_LIST = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oe oi ôi ơi ua uâ uê ui uô uy"
)
VOWELS = [*VOWEL_LIST.split(), "uyê", "ưa", "ươ", "ưu", "ươi", "uôi", "iêu", "oai"]
ENDINGS = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]

CUTS = [Syllable(*cut) for cut in product(ONSETS, VOWELS, ENDINGS, ["", *TONE_MARKS])]
parts = st.sampled_from([cut for cut in CUTS if is_syllable(spell(cut))])
syllables = parts.map(spell)
sentences = st.lists(syllables, min_size=1, max_size=8).map(" ".join)
any_text = st.one_of(st.text(max_size=40), sentences)
windows = st.sampled_from(WINDOWS)
years = st.integers(2019, 2099)
days = st.dates(date(2018, 12, 15), date(2100, 12, 14))


def column(*days_: date) -> pd.Series:
    return pd.Series([pd.Timestamp(day) for day in days_], dtype="datetime64[s]")


def marks(text: str) -> Counter[str]:
    return Counter(s for s in unicodedata.normalize("NFD", text) if unicodedata.combining(s))


class TestMatchKeys:
    @law
    @given(any_text)
    def test_taking_the_key_of_a_key_changes_nothing(self, text):
        key = match_key(text)
        assert match_key(key) == key

    @law
    @given(any_text)
    def test_normal_forms_and_case_have_one_key(self, text):
        assume(text.lower() == text.upper().lower())
        forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
        assert len({match_key(form) for form in {*forms, text, text.upper()}}) == 1

    @law
    @given(parts)
    def test_tone_placement_does_not_matter(self, found):
        assert match_key(spell(found)) == match_key(spell(found, new_style=True))

    @law
    @given(sentences)
    def test_no_diacritic_is_ever_dropped(self, text):
        assert marks(match_key(text)) == marks(text)
        assert match_key(text).count("đ") == text.count("đ")

    @law
    @given(parts, st.sampled_from(["", *TONE_MARKS]))
    def test_another_tone_is_another_key(self, found, tone):
        other = found._replace(tone=tone)
        assert (match_key(spell(found)) == match_key(spell(other))) == (tone == found.tone)

    @law
    @given(syllables, syllables)
    def test_only_i_and_y_are_merged(self, one, other):
        same = one.replace("y", "i").translate(str.maketrans("ỳýỷỹỵ", "ìíỉĩị"))
        merged = same == other.replace("y", "i").translate(str.maketrans("ỳýỷỹỵ", "ìíỉĩị"))
        assert merged or match_key(one) != match_key(other)

    @law
    @given(st.lists(st.one_of(st.none(), sentences), max_size=8))
    def test_a_column_is_keyed_cell_by_cell(self, cells):
        keys = match_keys(pd.Series(cells, dtype="str"))
        assert [None if pd.isna(key) else key for key in keys] == [
            None if cell is None else match_key(cell) for cell in cells
        ]


class TestSorting:
    @law
    @given(sentences, sentences)
    def test_texts_without_tones_and_case_decide_first(self, one, other):
        def letters(text):
            bare = unicodedata.normalize("NFD", text)
            bare = unicodedata.normalize("NFC", "".join(s for s in bare if s not in TONE_MARKS))
            return [(" " + ALPHABET).index(sign) for sign in bare]

        assume(letters(one) != letters(other))
        assert (sort_key(one) < sort_key(other)) == (letters(one) < letters(other))

    @law
    @given(sentences, syllables)
    def test_a_text_sorts_before_its_continuation(self, text, more):
        assert sort_key(text) < sort_key(f"{text} {more}")

    @law
    @given(sentences)
    def test_bare_letters_are_ascii(self, text):
        assert unaccent(text).isascii()
        assert len(unaccent(text)) == len(text)


SIGNS = {
    encoding: {
        letter_: bytes([code]).decode("cp1252", "ignore") or chr(code)
        for code, letter_ in BYTE_TABLES[encoding].items()
    }
    for encoding in ("TCVN3", "VISCII", "VPS")
} | {"VNI": {letter_: signs for signs, letter_ in (VNI_PAIRS | VNI_SINGLES).items()}}


def as_signs(text: str, encoding: str) -> str:
    return "".join(SIGNS[encoding].get(sign, sign) for sign in text)


class TestLegacyText:
    @slow_law
    @given(
        st.sampled_from(sorted(SIGNS)), st.lists(syllables, min_size=30, max_size=40, unique=True)
    )
    def test_a_page_of_text_comes_back_from_every_encoding(self, encoding, words):
        text = " ".join(words)
        assert repair(as_signs(text, encoding)) == (text, encoding)

    @law
    @given(sentences)
    def test_proper_vietnamese_is_left_alone_in_any_form_and_case(self, text):
        for form in ("NFC", "NFD"):
            for cased in (text, text.title(), text.upper()):
                proper = unicodedata.normalize(form, cased)
                assert repair(proper) == (proper, None)

    @law
    @given(st.text(st.characters(max_codepoint=0x17F), max_size=30))
    def test_what_was_repaired_needs_no_repair(self, text):
        repaired, encoding = repair(text)
        assert encoding is not None or repaired == text
        assert repair(repaired)[1] is None

    @law
    @given(st.integers(0, 10**9), st.sampled_from(["£ {}", "{} €", "{}%", "{} µm", "{}°C", "±{}"]))
    def test_prices_and_measures_are_left_alone(self, number, shape):
        text = shape.format(format_number(number))
        assert repair(text) == (text, None)

    @law
    @given(st.lists(sentences, max_size=8))
    def test_columns_of_proper_vietnamese_are_left_alone(self, cells):
        values = pd.Series(cells, dtype="str")
        repaired, encodings = repair_series(values)
        assert repaired.tolist() == cells
        assert encodings.isna().all()


numbers = st.decimals(-(10**12), 10**12, places=6)


class TestNumbers:
    @law
    @given(numbers, st.integers(0, 4))
    def test_what_is_written_is_read_back_rounded_half_up(self, number, decimals):
        rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        assert parse_number(format_number(number, decimals), decimal=",") == float(rounded)

    @law
    @given(st.integers(-(10**18), 10**18))
    def test_whole_numbers_are_read_back_exactly_without_a_declared_sign(self, number):
        assert parse_number(format_number(number)) == number
        assert parse_number(str(number)) == number

    @law
    @given(numbers, st.sampled_from([1, 2, 4]))
    def test_decimals_other_than_three_are_read_back_without_a_declared_sign(
        self, number, decimals
    ):
        text = format_number(number, decimals)
        assert parse_number(text) == parse_number(text, decimal=",")

    @law
    @given(st.integers(0, 10**12))
    def test_blanks_between_thousands_read_like_dots(self, number):
        assert parse_number(format_number(number).replace(".", "\u202f")) == number

    @law
    @given(st.floats(-1e9, 1e9))
    def test_the_sign_shown_is_that_of_the_rounded_figure(self, value):
        text = format_signed(value, 1)
        read = parse_number(text, decimal=",")
        assert text.startswith("+") == (read > 0)
        assert text.startswith("-") == (read < 0)

    @law
    @given(st.lists(st.one_of(st.none(), st.text("0123456789.,-% x", max_size=9)), max_size=8))
    def test_every_cell_is_read_or_flagged_or_missing(self, cells):
        values = pd.Series(cells, dtype="str")
        read, unreadable, ambiguous = parse_numbers(values)
        outcomes = pd.DataFrame(
            {"a": read.notna(), "b": unreadable, "c": ambiguous, "d": values.isna()}
        )
        assert (outcomes.sum(axis=1) == 1).all()

    def test_numerals_and_letters_are_all_different(self):
        assert len({roman(number) for number in range(1, 4000)}) == 3999
        assert len({letter(number) for number in range(1, 24)}) == 23


class TestWindows:
    @law
    @given(days, windows)
    def test_every_day_belongs_to_exactly_one_year(self, day, window):
        holding = [
            year
            for year in range(day.year - 1, day.year + 3)
            if window_of(year, window).contains(column(day)).all()
        ]
        assert holding == window_year(column(day), window).tolist()

    @law
    @given(years, windows)
    def test_windows_of_consecutive_years_touch(self, year, window):
        this, following = window_of(year, window), window_of(year + 1, window)
        assert this.end == following.start
        assert this.intersect(following) is None
        assert this.days in (365, 366)

    @law
    @given(st.integers(2019, 2095), st.integers(0, 5), windows)
    def test_a_period_is_its_years_put_together(self, first, more, window):
        period = Period(first, first + more)
        whole = window_of(period, window)
        assert whole.days == sum(window_of(year, window).days for year in period.years)
        assert parse_period(str(period)) == period

    @law
    @given(st.integers(2021, 2099), windows)
    def test_nothing_before_the_plan_counts_as_since_the_plan(self, year, window):
        part = since_plan(year, window)
        assert part.start >= PLAN_START
        assert part.end == window_of(year, window).end

    @law
    @given(st.integers(1, 5000), windows)
    def test_the_reference_is_the_least_whole_number_not_below_the_share(self, target, window):
        share = Decimal(target) * since_plan(2021, window).days / 365
        assert share <= prorated_reference(target, window) < share + 1

    @law
    @given(days, st.sampled_from(["phut", "ngay", "thang", "nam"]), windows)
    def test_a_date_counts_only_when_all_its_days_agree(self, day, precision, window):
        published, known = column(day), pd.Series([precision], dtype="str")
        start, end = span_of(published, known)
        span = pd.Series(pd.date_range(start[0], end[0], inclusive="left", unit="s"))
        possible = set(window_year(span, window))
        year = precise_years(published, known, window)[0]
        assert possible == {year} if len(possible) == 1 else pd.isna(year)
        assert start[0] <= pd.Timestamp(day) < end[0]

    @law
    @given(days, windows)
    def test_a_month_is_in_the_year_of_one_of_its_days(self, day, window):
        months = pd.Series([f"{day:%Y-%m}"], dtype="str")
        chosen = day.replace(day=15 if window == "nd09" else 1)
        assert month_year(months, window).tolist() == window_year(column(chosen), window).tolist()

    @law
    @given(years)
    def test_school_years_come_back(self, year):
        assert report_year_of(school_year_for(year)) == year


class TestDates:
    @law
    @given(days)
    def test_what_is_written_is_read_back(self, day):
        shapes = ["{d:%Y-%m-%d}", "{d:%d/%m/%Y}", "{d.day}/{d.month}/{d.year}", "{d:%d.%m.%Y}"]
        shapes.append("ngày {d.day} tháng {d.month} năm {d.year}")
        for text in [format_date(day), short_date(day), *(shape.format(d=day) for shape in shapes)]:
            assert parse_date(text) == (day, "ngay")

    @law
    @given(
        st.datetimes(pd.Timestamp("2018-01-01"), pd.Timestamp("2099-12-31")),
        st.integers(-12 * 60, 14 * 60),
    )
    def test_an_offset_never_changes_the_moment(self, moment, minutes):
        local = moment.replace(microsecond=0)
        offset = timedelta(minutes=minutes)
        sign, ahead = ("-", -offset) if minutes < 0 else ("+", offset)
        hours, rest = divmod(ahead // timedelta(minutes=1), 60)
        text = (
            f"{local - timedelta(hours=7) + offset:%Y-%m-%dT%H:%M:%S}{sign}{hours:02d}:{rest:02d}"
        )
        assert parse_date(text) == (local, "phut")

    @law
    @given(
        st.lists(st.one_of(st.none(), days.map(str), days.map(short_date), st.text()), max_size=6)
    )
    def test_every_cell_is_read_or_flagged_or_missing(self, cells):
        values = pd.Series(cells, dtype="str")
        read, precision, bad = parse_dates(values)
        assert (read.notna().astype(int) + bad + values.isna() == 1).all()
        assert precision.notna().tolist() == read.notna().tolist()


@pytest.mark.parametrize("read", [parse_number, parse_date, partial(parse_number, decimal=".")])
@pytest.mark.parametrize("signs", [st.characters(), st.sampled_from("0123456789/-., :")])
def test_a_refusal_names_the_value(read, signs):
    @law
    @given(st.text(signs, max_size=12))
    def check(text):
        message = refusal(read, text)
        assert message is None or f"“{text}”" in message

    def refusal(read, text):
        try:
            read(text)
        except ValueError as error:
            return str(error)
        return None

    check()
