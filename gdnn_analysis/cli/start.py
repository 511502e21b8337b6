"""Entry point: language first (help texts depend on it), then the commands.

``--lang`` is global and must already hold when help is built, so it is looked up before the
command line is parsed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from gdnn_analysis.language import LANGUAGES, Language, use_language
from gdnn_analysis.render.process import relax_collector


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """Return the language asked for by ``--lang`` or ``GDNN_LANG``; Vietnamese otherwise."""
    wanted = environ.get("GDNN_LANG", "")
    for place, argument in enumerate(arguments):
        if argument == "--lang" and place + 1 < len(arguments):
            wanted = arguments[place + 1]
        elif argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
    for language in LANGUAGES:
        if wanted.lower() == language:
            return language
    return "vi"


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console on code page 1258 cannot print Vietnamese (domain.md 7.1).
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    use_language(chosen_language(sys.argv[1:], os.environ))
    relax_collector()
    from gdnn_analysis.cli.app import run

    sys.exit(run(sys.argv[1:]))
