"""The English catalogue: complete, in English, and claiming no more than the Vietnamese does."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from docs import english as catalogue
from gdnn_analysis.language import counted_words, tell, words, writing_in
from gdnn_analysis.render.header import date_words
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import (
    format_million_vnd,
    format_number,
    format_percent,
    format_points,
    format_signed,
)

NAMES = re.compile(
    r"(?:KH|QĐ|NĐ|NQ|TT|CT|TB|HD)-[A-ZĐƯ&]+"  # numbers of documents
    r"|Hải Dương|Hồ Chí Minh|Báo |Hưng Yên|Chính quyền điện tử tỉnh"
    r"|Hájek|\bđ\b"  # a statistician, and the letter of an item
)
"""Names and codes an English text keeps as they are."""
CLAIM = re.compile(
    r"(?<!-)\b(?:cause[sd]?|led to|leads? to|result(?:s|ed|ing)? (?:in|from)|thanks to|due to"
    r"|(?:impacts?|effects?|influence) (?:of|on)|had the effect|prove[sd]?|improve[sd]?"
    r"|brought about|brings? about|helped|helping|raised?|contributed)\b",
    re.IGNORECASE,
)
"""Words of cause and success: rule R13 lets a report use them from a level of evidence on only."""
REVIEWED = {
    # A caution about a fall in airtime, not a claim about the Plan.
    " District stations ended with the district level on 30 June 2025, so this change includes the "
    "effect of the reorganisation.",
    # What levels of evidence allow and refuse: quoted, not claimed.
    "“raised awareness”, “effective”",
    "“thanks to”, “due to”, “helped to increase”, “had the effect of”",
    "“proves”, “cause”",
    "“There is evidence that communication contributed about … percentage points, under the "
    "conditions …”",
    "“the whole increase is due to …”",
    "There is evidence that communication contributed to {outcomes}: {estimate_of}, under the "
    "conditions considered ({others}) (level 4).",
    # Denials.
    "Ratio (c) is an accounting division and does not prove that spending brings about the change.",
    "The list is recorded by the report’s author; the influence of each factor has not been "
    "quantified, so no factor can be ruled out yet.",
    "Context events are recorded by the report’s author; no event is taken as a cause of change "
    "without a comparison.",
    "The causes below are recorded observations, each with its basis and level of evidence; no "
    "cause at level 0 has been verified.",
    "Two charts of the change in P01 from {first} to {last}: {count} former districts by visits "
    "per 100 pupils; lower secondary schools by number of visits: {value}. The figure shows "
    "association only and says nothing about causes.",
    "Lines of the streaming rate by school year: {parts}. Vertical lines are series breaks; the "
    "figure is only descriptive and attributes no cause.",
    # Headings of the table of causes, and why figures may be low or series break.
    "Cause",
    "Causes",
    "Causes of shortcomings and limitations, and level of evidence",
    "approved corrections: {causes}",
    "Series break due to the 2025 reorganisation of bodies/administrative units",
    "Spending does not mean results; a low rate may be due to thrift (section II.2), so read it "
    "together with the output and efficiency indicators.",
    "A low rate may be due to lack of monitoring: state clearly whether there is a log of feedback "
    "and complaints.",
    "Only channels that keep records are included; an increase may be due to better recording.",
    # "Due" of obligations, results of spending and effects of sample designs.
    "Plan 3066 sets no level of funding. A unit cost is the ratio of total spending to total "
    "results in the units with funding data; a lower cost is better only if quality is the same. Its "
    "numerator is in million VND.",
    "Smallest detectable change: power 80%, two-sided significance level 5%, with the sample sizes "
    "and design effects of the two waves.",
    "Response rate: completed and partial questionnaires over questionnaires invited. Design effect "
    "of weighting: 1 + CV² of the weights; the further above 1, the wider the confidence interval.",
    "Weights are used as filed; if they differ from the given population margins, they are adjusted "
    "iteratively to the margins (raking) and the variance is calculated from weighted residuals. "
    "The design effect due to weighting is 1 + CV² of the weights.",
    # What the Plan and the title of a policy ask for.
    "On continuing to renew, develop and raise the quality of vocational education and training to "
    "2030, with a vision to 2045",
    "Raise awareness among people, society and enterprises; improve the image",
    "Bring about change in streaming after lower and upper secondary school",
    "Holding exchanges between VET institutions and lower and upper secondary schools to introduce "
    "and promote VET, helping pupils to gain a correct awareness and register for VET",
}


@cache
def english_texts() -> tuple[str, ...]:
    entries = (
        entry for part in catalogue.FOLDER.glob("*.po") for entry in catalogue.read(part.stem)
    )
    return tuple(str(entry.string) for entry in entries if entry.id)


def test_every_text_of_a_report_is_translated() -> None:
    assert list(catalogue.faults()) == []


def test_words_that_mean_two_things_are_translated() -> None:
    found = {(entry.context, entry.id): entry.string for entry in catalogue.read("contexts")}
    assert not [pair for pair in catalogue.CONTEXTS if not found.get(pair)]


def test_the_catalogue_is_in_english() -> None:
    left = [NAMES.sub("", text) for text in english_texts()]
    assert [text for text in left if catalogue.LETTERS.search(text)] == []


def test_no_claim_is_made_that_was_not_reviewed() -> None:
    claims = {text for text in english_texts() if CLAIM.search(text)}
    assert claims - REVIEWED == set()
    assert REVIEWED - claims == set()


def test_texts_have_no_stray_blanks_or_vietnamese_figures() -> None:
    for text in english_texts():
        assert not re.search(r"[^. ] {2}(?! )|\s[,.:)](?!\.)|\( ", text), text
        assert not re.search(r"\d,\d(?!\d\d)|\d\.\d{3}\b", text), text


def test_numbers_are_written_as_english_does() -> None:
    with writing_in("en"):
        assert format_number(1250) == "1,250"
        assert format_number(-1250.04, 1) == "-1,250.0"
        assert format_percent(12.46) == "12.5%"
        assert format_signed(1234.5, 1) == "+1,234.5"
        assert format_points(2.5) == "2.5 percentage points"
        assert format_million_vnd(1_234_500_000) == "1,234.5"
    assert (format_number(1250), format_percent(12.46)) == ("1.250", "12,5%")


def test_dates_are_written_as_english_does() -> None:
    with writing_in("en"):
        assert format_date(date(2023, 5, 7)) == "07/5/2023"
        assert date_words("2024-01-05") == "5 January 2024"
    assert date_words("2024-01-05") == "ngày 05 tháng 01 năm 2024"


@pytest.mark.parametrize(
    ("number", "shown"), [("1", "1 school"), ("0", "0 schools"), ("1,001", "1,001 schools")]
)
def test_a_word_agrees_with_its_number(number: str, shown: str) -> None:
    with writing_in("en"):
        assert tell("{number} trường", number=number) == shown


def test_a_unit_agrees_with_the_figure_it_is_told_with() -> None:
    with writing_in("en"):
        site = counted_words("điểm", "O12")
        assert tell("{text} {unit}", text="ít nhất 1", unit=site) == "ít nhất 1 site"
        assert tell("{text} {unit}", text="49", unit=site) == "49 sites"
        assert words("điểm", "O12") == "sites"
        assert words("điểm") == "points"
    assert counted_words("điểm", "O12") == "điểm"


def test_years_of_a_period_are_joined_by_a_dash() -> None:
    with writing_in("en"):
        assert tell("năm {period}", period="2021-2025") == "2021–2025"
    assert tell("năm {period}", period="2021-2025") == "năm 2021–2025"
    assert tell("số {number}", number="901/2021-2025") == "số 901/2021-2025"
