"""Canonical web addresses: two spellings of one address compare equal (RL-20)."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import pandas as pd

_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MIRROR: Final = re.compile(r"^(?:(?:www|m)\.)+(?=[^.]+\.)")
_HOST: Final = re.compile(r"[^\s.@]+(?:\.[^\s.@]+)+")
_TRACKING: Final = frozenset({"fbclid", "gclid", "zarsrc"})
_DEFAULT_PORTS: Final = frozenset({None, 80, 443})


def canonical_url(text: str) -> str | None:
    """Return the canonical form of a web address (RL-20), or ``None`` when it is not one.

    Host in lower case without ``www.`` or ``m.``; no scheme, fragment, default port, trailing
    slash, ``utm_*``, ``fbclid``, ``gclid``, ``zarsrc``; remaining parameters sorted. Case and
    encoding of path and parameters are kept: servers tell them apart.

    Notes
    -----
    A text with blanks inside, an e-mail address, a bare word such as ``scan.pdf`` or another
    scheme than http(s) is not an address: two rows that both say "không có" must not be taken for
    one publication.
    """
    parts = _split(text.strip())
    if parts is None:
        return None
    host = (parts.hostname or "").rstrip(".")
    if not _HOST.fullmatch(host):
        return None
    port = "" if parts.port in _DEFAULT_PORTS else f":{parts.port}"
    query = "&".join(sorted(part for part in parts.query.split("&") if _identifies(part)))
    address = _MIRROR.sub("", host) + port + parts.path.rstrip("/")
    return f"{address}?{query}" if query else address


def canonical_urls(values: pd.Series[Any]) -> pd.Series[Any]:
    """Return the canonical form of each address; missing where there is none."""
    table = {text: canonical_url(text) for text in values.dropna().unique()}
    return values.map(table).astype("str")


def names_a_site(canonical: pd.Series[Any]) -> pd.Series[bool]:
    """Say which canonical addresses are only a host: a site, not a publication on it."""
    return (~canonical.str.contains("[/?]", regex=True, na=True)).astype(bool)


def _split(text: str) -> SplitResult | None:
    scheme = _SCHEME.match(text)
    if re.search(r"\s", text) or not (scheme or "/" in text):
        return None
    try:
        parts = urlsplit(text if scheme or text.startswith("//") else f"//{text}")
        parts.port  # noqa: B018  (raises for a port that is no number)
    except ValueError:
        return None
    return parts if parts.scheme in ("", "http", "https") and "@" not in parts.netloc else None


def _identifies(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return bool(name) and not name.startswith("utm_") and name not in _TRACKING
