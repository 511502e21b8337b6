"""The English catalogue of reports: what has to be translated, and whether it all is.

``python -m docs.english`` brings ``gdnn_analysis/language/en/*.po`` up to date with the code, the
contract, the plan's tables and the notebooks: new texts are added without a translation, texts no
longer used are dropped. ``--check`` lists what is missing, superfluous or wrongly filled in.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import string
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from gdnn_analysis.contract import contract
from gdnn_analysis.render.markdown import markdown_blocks
from gdnn_analysis.report.blocks import Heading, Paragraph

ROOT: Final = Path(__file__).parent.parent
PACKAGE: Final = ROOT / "gdnn_analysis"
FOLDER: Final = PACKAGE / "language" / "en"
LETTERS: Final = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE
)
"""What tells a Vietnamese text from a key."""
CODE: Final = {
    "tables": ("report/tables",),
    "narrative": ("report/narrative",),
    "figures": ("report/figures",),
    "report": ("report",),
    "evaluation": ("evaluation", "indicators", "survey", "records", "period.py", "vietnamese"),
    "render": ("render",),
}
"""Catalogue and the parts of the package whose texts it holds."""
CONTEXTS: Final = (
    ("ACCESS", "Hạn chế"),
    ("stage of the results chain", "Kết quả"),
    ("rating", "Mức"),
    ("column head", "Hoạt động"),
    ("column head", "Nguyên nhân"),
    ("column head", "Sự kiện"),
    ("column head", "Đơn vị kế thừa"),
    ("number format", "0 %"),
    ("table of data", "Câu hỏi"),
    ("table of data", "Đơn vị"),
    ("table of data", "Đợt khảo sát"),
    ("table of data", "Trả lời"),
    ("A06", "lượt"),
    ("O02", "lượt"),
    ("O10", "lượt"),
    ("O12", "điểm"),
    ("T03", "lượt"),
    ("T06", "lượt"),
)
"""Vietnamese words that are another English word in one place (``context`` of ``words``)."""
ONLY_TOLD: Final = ("vietnamese", "survey", "records")
"""Parts whose other constants are patterns and messages, not words of a report."""
NOT_REPORTS: Final = ("index.py", "exporters.py", "styles.py", "numbering.py", "parameters.py")
"""Modules of ``render`` whose words are not in a report."""
PLAN: Final = {
    "activities": ("name_vi", "expected_product_vi"),
    "duties": ("text_vi",),
    "ecosystem_criteria": ("statement_vi",),
    "indicators": ("name_vi", "definition_vi", "formula", "unit_vi", "limitations_vi"),
    "messages": ("text_vi",),
    "policies": ("title_vi",),
    "statements": ("ref", "text_vi"),
    "targets": ("note",),
}
GIVEN: Final = {"indicators": ("name_vi", "name_en"), "statements": ("text_vi", "gloss_en")}
"""Columns of the plan's tables that hold a text in both languages already."""


def texts() -> dict[str, list[str]]:
    """Return the Vietnamese texts of each catalogue, each text in the first that has it."""
    found: dict[str, list[str]] = {"contexts": []}
    seen: set[str] = set()
    for name, source in (
        ("contract", _contract_texts()),
        ("plan", _plan_texts()),
        *((name, _code_texts(parts)) for name, parts in CODE.items()),
        ("notebooks", _notebook_texts()),
    ):
        own = [text for text in dict.fromkeys(source) if text not in seen]
        seen.update(own)
        found[name] = own
    return found


def _contract_texts() -> Iterator[str]:
    known = contract()
    for codes in known.code_lists.values():
        yield from codes.labels.values()
    for table in known.tables.values():
        yield table.title.split(" (")[0]


def _plan_texts() -> Iterator[str]:
    for table, columns in PLAN.items():
        for row in _rows(table):
            yield from (row[column] for column in columns if LETTERS.search(row[column]))


def _rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "plan" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _notebook_texts() -> Iterator[str]:
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                for block in markdown_blocks("".join(cell["source"])):
                    if isinstance(block, Heading | Paragraph):
                        yield block.text


def _code_texts(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        path = PACKAGE / part
        files = [path] if path.is_file() else sorted(path.rglob("*.py"))
        for file in files:
            if file.name not in NOT_REPORTS:
                yield from _module_texts(
                    ast.parse(file.read_text(encoding="utf-8")), told=part in ONLY_TOLD
                )
        for file in sorted(path.rglob("*.j2")) if path.is_dir() else ():
            yield from re.findall(r'(?:words|tell)\("([^"]+)"', file.read_text(encoding="utf-8"))


def _module_texts(module: ast.Module, *, told: bool) -> Iterator[str]:
    skipped: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr | ast.Expr) or _is_message(node):
            skipped.update(id(part) for part in ast.iter_child_nodes(node))
    for node in ast.walk(module):
        is_told = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("tell", "words")
        if is_told and node.args and isinstance(node.args[0], ast.Constant):
            if re.search("[A-Za-z]", re.sub(r"\{\w*\}", "", node.args[0].value)):
                yield node.args[0].value
        elif not told and id(node) not in skipped and _is_vietnamese(node):
            yield node.value


def _is_vietnamese(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(LETTERS.search(node.value))
    )


def _is_message(node: ast.AST) -> bool:
    """Say whether a node is a message, which has its English beside it, or a pattern."""
    if not isinstance(node, ast.Call):
        return False
    return getattr(node.func, "id", "") == "say" or getattr(node.func, "attr", "") == "compile"


def read(name: str) -> Catalog:
    """Return a catalogue as it is on disk; an empty one when it does not exist yet."""
    path = FOLDER / f"{name}.po"
    if not path.is_file():
        return Catalog(locale="en")
    return read_po(BytesIO(path.read_bytes()), locale="en")


def updated(name: str, wanted: list[str], known: Mapping[str, str]) -> bytes:
    """Return a catalogue with exactly the texts wanted, and the translations known for them."""
    old = read(name)
    new = Catalog(fuzzy=False)
    for context, text in CONTEXTS if name == "contexts" else ():
        found = old.get(text, context)
        new.add(text, found.string if found else "", context=context)
    for text in wanted:
        new.add(text, known.get(text, ""))
    stream = BytesIO()
    write_po(stream, new, width=100, omit_header=True, no_location=True)
    return HEADER.encode() + stream.getvalue()


HEADER: Final = (
    '# English words of reports; brought up to date by "python -m docs.english".\n'
    'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
)


def _known() -> dict[str, str]:
    """Return the translations of all catalogues, and those the plan's tables give."""
    given = {
        row[vi]: row[en]
        for table, (vi, en) in GIVEN.items()
        for row in _rows(table)
        if row[vi] and row[en]
    }
    entries = (entry for name in texts() for entry in read(name))
    return given | {
        str(entry.id): str(entry.string)
        for entry in entries
        if entry.id and entry.string and not entry.context
    }


def faults() -> Iterator[str]:
    """Name every text without a translation, superfluous entry and place filled in wrongly."""
    for name, wanted in texts().items():
        catalogue = read(name)
        known = {
            str(entry.id): str(entry.string)
            for entry in catalogue
            if entry.id and not entry.context
        }
        yield from (f"{name}: not used any more: {text!r}" for text in known if text not in wanted)
        for text in wanted:
            english = known.get(text, "")
            if not english:
                yield f"{name}: not translated: {text!r}"
            elif _places(text) != _places(english):
                yield f"{name}: other places {{…}} in {english!r} than in {text!r}"


def _places(template: str) -> frozenset[str]:
    try:
        names = (name for _, name, _, _ in string.Formatter().parse(template) if name)
        return frozenset(name for name in names if name.isidentifier())
    except ValueError:
        return frozenset({"?"})


def main(arguments: list[str]) -> int:
    """Update the catalogues, or list their faults and return how many there are."""
    if "--check" in arguments:
        found = list(faults())
        print("\n".join(found))
        return 1 if found else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    known = _known()
    for name, wanted in texts().items():
        (FOLDER / f"{name}.po").write_bytes(updated(name, wanted, known))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
