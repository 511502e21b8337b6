"""Phone numbers, e-mail addresses and identity numbers in a text, shown masked.

A warning must not spread what it warns of: only the first and last digits are shown. Numbers of
documents, dates, sums of money, codes and addresses of pages are no personal data.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from gdnn_analysis.language import say

SUSPECT: Final = r"(?:^|[^0-9A-Za-z_/]|[tTlLoO])[0-9](?:[ .()\-]{0,3}[0-9]){8}|@"
"""What every text with such data contains; most texts are done with here, so it is written in
the classes that Arrow can search quickly."""

_ADDRESS: Final = re.compile(
    r"\S*(?:://|www\.)\S+"
    r"|[\w.\-]+\.[a-z]{2,}/\S*"
    r"|\S+\.(?:html?|aspx?|php|pdf|jpe?g|png|docx?|xlsx?|mp[34])\b",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"([\w.+\-]+)@([\w\-]+(?:\.[\w\-]+)*\.[a-z]{2,})", re.IGNORECASE)
_GAP: Final = r"[ .\-]?"
_BEFORE: Final = r"(?<![\w/+])(?<!\d[.,])"
_GLUED: Final = rf"(?:{_BEFORE}|(?<=đt)|(?<=tel)|(?<=zalo))"
"""Phone numbers are often typed without a blank after the word."""
_AFTER: Final = r"(?!\w|[.,]\d|/[^0+ ])"


def _digits(count: int) -> str:
    return rf"(?:{_GAP}\d){{{count}}}"


_IDENTITY: Final = re.compile(rf"{_BEFORE}0\d{_digits(10)}{_AFTER}")
_LONG: Final = re.compile(rf"{_BEFORE}\d{_digits(11)}{_AFTER}")
_PHONE: Final = re.compile(
    rf"{_GLUED}\(?(?:0(?:[35789]{_digits(8)}|1{_GAP}[2689]{_digits(8)}|2\d{{1,2}}\)?{_digits(7)}\d?)"
    rf"|(?:\+|00){_GAP}84\)?{_GAP}(?:\(0\)|0)?{_GAP}(?:[35789]{_digits(8)}|2{_digits(9)})"
    rf"|84[35789]\d{{8}}){_AFTER}",
    re.IGNORECASE,
)
_NINE: Final = re.compile(rf"{_BEFORE}(?<![\-–])\d{{9}}{_AFTER}(?![\-–]\w)")

_MOBILE: Final = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}|01[2689]\d{8}|02\d{9}")
_CITIZEN: Final = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}")
"""Province 001–096, century and sex, year of birth, six digits."""
_OLD_CARD: Final = re.compile(r"(?:0[1-9]|[12]\d|3[0-8])\d{7}")
_RUNNING: Final = re.compile(r"20[123]\d{6}")
"""Running numbers that begin with a year."""
_MONEY_AFTER: Final = re.compile(r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|lượt|người)", re.IGNORECASE)
_CARD_WORDS: Final = re.compile(
    r"(?:cccd|cmnd|cmt|căn cước|chứng minh|định danh)\D{0,20}$", re.IGNORECASE
)
_PHONE_WORDS: Final = re.compile(
    r"(?:đt|điện thoại|di động|tel|phone|mobile|zalo|hotline|liên hệ|gọi)\D{0,12}$", re.IGNORECASE
)
_TAX_WORDS: Final = re.compile(
    r"(?:mst|mã số thuế|tài khoản|stk|hoá đơn|hóa đơn|chứng từ|mã số|số hiệu)\D{0,12}$",
    re.IGNORECASE,
)
_CONTEXT: Final = 40


def personal_data(text: str) -> str:
    """Return what personal data a text seems to hold, kinds with masked values; else nothing."""
    return "; ".join(dict.fromkeys(told for _, _, told in _found_in(text)))


def without_personal_data(text: str, mark: str) -> str:
    """Return a text with `mark` in place of each phone number, address and identity number."""
    for start, end, _ in reversed(_found_in(text)):
        text = text[:start] + mark + text[end:]
    return text


_Found = list[tuple[int, int, str]]
"""Begin, end and what was found there, in the order of the text."""


def _found_in(text: str) -> _Found:
    found: _Found = []
    rest = text
    for pattern, tell in _STEPS:
        rest = _take(pattern, tell, rest, found)
    return sorted(found)


_Teller = Callable[[re.Match[str]], str]


def _take(pattern: re.Pattern[str], tell: _Teller, text: str, found: _Found) -> str:
    """Note what a pattern finds and blank it out, so that nothing is told twice."""

    def blank(match: re.Match[str]) -> str:
        told = tell(match)
        if told:
            found.append((match.start(), match.end(), told))
        return " " * len(match[0]) if told or pattern is _ADDRESS else match[0]

    return pattern.sub(blank, text)


def _nothing(_: re.Match[str]) -> str:
    return ""


def _mail(match: re.Match[str]) -> str:
    kind = say("thư điện tử", "e-mail")
    return f"{kind} {match[1][0]}***@{match[2]}"


def _identity(match: re.Match[str]) -> str:
    digits = _plain(match)
    if _is_grouped(match, 3) and _CITIZEN.fullmatch(digits) and not _said_before(match, _TAX_WORDS):
        return _masked(say("số CCCD", "identity number"), digits)
    return ""


def _named_identity(match: re.Match[str]) -> str:
    if _said_before(match, _CARD_WORDS):
        return _masked(say("số CCCD", "identity number"), _plain(match))
    return ""


def _phone(match: re.Match[str]) -> str:
    digits = re.sub(r"^(?:00)?840?", "0", _plain(match))
    if not _MOBILE.fullmatch(digits) or _said_before(match, _TAX_WORDS):
        return ""
    if match[0][0] not in "+(" and not _is_grouped(match, 2):
        return ""
    if not match[0].startswith("0") and _MONEY_AFTER.match(match.string, match.end()):
        return ""
    return _masked(say("số điện thoại", "phone number"), digits)


def _nine(match: re.Match[str]) -> str:
    digits = match[0]
    if _said_before(match, _CARD_WORDS):
        return _masked(say("số CMND", "identity number"), digits)
    if _said_before(match, _PHONE_WORDS) and _MOBILE.fullmatch("0" + digits):
        return _masked(say("số điện thoại", "phone number"), "0" + digits)
    is_other = (
        digits.endswith("000")
        or _RUNNING.fullmatch(digits)
        or _said_before(match, _TAX_WORDS)
        or _MONEY_AFTER.match(match.string, match.end())
    )
    if is_other or not _OLD_CARD.fullmatch(digits):
        return ""
    return _masked(say("số CMND", "identity number"), digits)


_STEPS: Final[tuple[tuple[re.Pattern[str], _Teller], ...]] = (
    (_MAIL, _mail),
    (_ADDRESS, _nothing),
    (_LONG, _named_identity),
    (_IDENTITY, _identity),
    (_PHONE, _phone),
    (_NINE, _nine),
)


def _plain(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match[0])


def _is_grouped(match: re.Match[str], shortest: int) -> bool:
    """Say whether digits stand in groups as numbers of people do, unlike a date and an hour."""
    groups = re.findall(r"\d+", match[0])
    return len(groups) == 1 or (len(groups[0]) >= 3 and min(map(len, groups)) >= shortest)


def _said_before(match: re.Match[str], words: re.Pattern[str]) -> bool:
    return words.search(match.string[max(0, match.start() - _CONTEXT) : match.start()]) is not None


def _masked(kind: str, digits: str) -> str:
    return f"{kind} {digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}"
