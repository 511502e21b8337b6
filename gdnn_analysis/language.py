"""The language of the program's own messages, and the language a report is written in.

Messages (:func:`say`) speak to the person at the keyboard; a report (:func:`tell`) to its readers:
an analyst may read Vietnamese messages while an English report is rendered for a partner abroad.
Both choices are one per process and context.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_current: ContextVar[Language] = ContextVar("gdnn_language", default="vi")
_report: ContextVar[Language] = ContextVar("gdnn_report_language", default="vi")


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
    _report.set(language)


def report_language() -> Language:
    """Return the language reports are written in."""
    return _report.get()


def tell(vi: str, en: str, /, **values: object) -> str:
    """Return words of a report in the report's language, as :func:`say` does for messages."""
    return _filled(vi if _report.get() == "vi" else en, values)


def _filled(template: str, values: dict[str, object]) -> str:
    return template.format(**values) if values else template
