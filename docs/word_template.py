"""Make ``report.docx``, the Word template, from its parts in ``docs/word-template``.

A Word file is a zip of XML parts; kept as text they can be reviewed. Run ``python -m
docs.word_template`` after a change of a part; ``--check`` fails on a stale template.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from lxml import etree

from gdnn_analysis.render.word.package import packed, unpacked
from gdnn_analysis.render.word.template import SHIPPED

PARTS: Final = Path(__file__).with_name("word-template")


def template_bytes() -> bytes:
    """Return the template made of the parts; the same parts give the same bytes."""
    names = sorted(
        path.relative_to(PARTS).as_posix() for path in PARTS.rglob("*") if path.is_file()
    )
    return packed({name: _compact(PARTS / name) for name in names})


def _compact(path: Path) -> bytes:
    parser = etree.XMLParser(remove_blank_text=True, remove_comments=True)
    tree = etree.parse(path, parser)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))


def main(arguments: list[str]) -> int:
    """Write the template, or with ``--check`` only say whether it is stale."""
    made = template_bytes()
    if "--check" in arguments:
        if SHIPPED.is_file() and unpacked(SHIPPED.read_bytes()) == unpacked(made):
            return 0
        print("templates/report.docx is stale: run python -m docs.word_template", file=sys.stderr)
        return 1
    SHIPPED.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
