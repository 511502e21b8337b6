"""The English words of reports, as gettext catalogues a translator can open (Poedit, Weblate)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def english() -> Mapping[tuple[str, str], str]:
    """Return English texts by context and Vietnamese source, without those not translated yet."""
    from babel.messages.pofile import read_po  # only an English report pays for it

    found: dict[tuple[str, str], str] = {}
    folder = files("gdnn_analysis.language") / "en"
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.name.endswith(".po"):
            with part.open("rb") as stream:
                catalogue = read_po(stream, locale="en")
            found |= {
                (entry.context or "", str(entry.id)): str(entry.string)
                for entry in catalogue
                if entry.id and entry.string
            }
    return found
