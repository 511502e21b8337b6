"""The language of the program's own messages, and the language a report is written in.

Messages (:func:`say`) speak to the person at the keyboard; a report (:func:`tell`, :func:`words`)
to its readers: an analyst may read Vietnamese messages while an English report is rendered for a
partner abroad.

Reports are written in Vietnamese in the source. An English report looks every text up in the
catalogue ``language/en/*.po``; what is not in it (names of units, titles of works) stays as it is.
"""

from __future__ import annotations

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
        return _filled(text, values)
    known = {
        name: words(value) if isinstance(value, str) else value for name, value in values.items()
    }
    return _filled(words(text), known)


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
    known = english()
    return known.get((context, text)) or known.get(("", text), text)


def _filled(template: str, values: dict[str, object]) -> str:
    return template.format(**values) if values else template
