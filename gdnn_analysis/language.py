"""The language of the program's own messages: Vietnamese, or English on request.

Report wording is not decided here (see ``report``); this is only for messages, issues and help.
The choice is one per process because a run speaks to one person.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final, Literal

Language = Literal["vi", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")

_current: ContextVar[Language] = ContextVar("gdnn_language", default="vi")


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
    template = vi if _current.get() == "vi" else en
    return template.format(**values) if values else template
