"""The language of the program's own messages, and the language a report is written in.

Messages (:func:`say`) speak to the person at the keyboard; a report (:func:`tell`, :func:`words`)
to its readers: an analyst may read Vietnamese messages while an English report is rendered for a
partner abroad.

Reports are written in Vietnamese in the source. An English report looks every text up in the
catalogue ``language/en/*.po``; what is not in it (names of units, titles of works) stays as it is.
An English text may give a word in singular and plural, ``{count} [school|schools]``: the number
before it decides, none means plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, Literal

from gdnn_analysis.language.catalogue import english

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_current: ContextVar[Language] = ContextVar("gdnn_language", default="vi")
_report: ContextVar[Language | None] = ContextVar("gdnn_report_language", default=None)
_of_process: list[Language] = ["vi"]
"""Language of reports where no :func:`writing_in` is open: notebook cells may each run in a context
of their own, so a context variable set in one cell is not seen by the next."""


def use_language(language: Language) -> None:
    """Choose the language of all later messages of this process."""
    _current.set(language)


def current_language() -> Language:
    """Return the language messages are written in."""
    return _current.get()


def say(vi: str, en: str, /, **values: object) -> str:
    """Return the message in the current language with its values filled in.

    Parameters
    ----------
    vi, en
        The same message in both languages, with ``{name}`` places.
    **values
        What goes into the places; shown with ``str``.
    """
    return _filled(vi if _current.get() == "vi" else en, values)


def write_reports_in(language: Language) -> None:
    """Choose the language of all reports of this process from now on."""
    _of_process[0] = language


@contextmanager
def writing_in(language: Language) -> Iterator[None]:
    """Write in one language inside the ``with`` block: a summary for partners, one document."""
    token = _report.set(language)
    try:
        yield
    finally:
        _report.reset(token)


def report_language() -> Language:
    """Return the language reports are written in."""
    return _report.get() or _of_process[0]


def tell(text: str, /, **values: object) -> str:
    """Return words of a report in the report's language, with its values filled in.

    Parameters
    ----------
    text
        The words in Vietnamese, with ``{name}`` places: the key of the catalogue.
    **values
        What goes into the places. Texts among them are looked up as a whole (see :func:`words`).
    """
    if report_language() == "vi":
        return _filled(text, {name: _years(value) for name, value in values.items()})
    known: dict[str, object] = {name: _in_english(value) for name, value in values.items()}
    return _agreed(_filled(_in_english(text), known))


def words(text: str, context: str = "") -> str:
    """Return a whole text in the report's language; one the catalogue does not know, unchanged.

    Parameters
    ----------
    text
        The words in Vietnamese.
    context
        Where they stand, when one Vietnamese word is two in English (``msgctxt`` of gettext).
    """
    if report_language() == "vi":
        return text
    return _agreed(_in_english(text, context))


def counted_words(text: str, context: str = "") -> str:
    """Return a text like :func:`words`, still in both numbers: for a value of :func:`tell`."""
    return text if report_language() == "vi" else _in_english(text, context)


_FORMS: Final = re.compile(r"\[([^\[\]|]+)\|([^\[\]|]+)\]")
_NUMBER: Final = re.compile(r"\d[\d.,]*")
_YEARS: Final = re.compile(r"(\d{4})-(\d{4})")


def _years(value: object) -> object:
    """Return a value; years from one to another with the dash of printed texts."""
    years = _YEARS.fullmatch(str(value))
    return f"{years[1]}–{years[2]}" if years else value


def _in_english(value: object, context: str = "") -> str:
    """Return a value as English texts hold it, words still in both numbers."""
    text = str(value)
    if _YEARS.fullmatch(text):
        return str(_years(value))
    known = english()
    return known.get((context, text)) or known.get(("", text), text)


def _agreed(text: str) -> str:
    """Return a text with each ``[singular|plural]`` in the number of the figure before it."""

    def form(found: re.Match[str]) -> str:
        numbers = _NUMBER.findall(text, 0, found.start())
        return found[1] if numbers and numbers[-1].rstrip(".,") == "1" else found[2]

    return _FORMS.sub(form, text) if "|" in text else text


def _filled(template: str, values: dict[str, object]) -> str:
    return template.format(**values) if values else template
