"""Sources ↔ a few files: one CSV per table, and an account of the sheets they come from.

A folder with these files is a data directory: ``load`` gives the dataset the sources gave, with
the same files, sheets, lines and issues, although the original files are not there.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pandas as pd

from gdnn_analysis.ingest.dataset import Descriptor
from gdnn_analysis.ingest.freezing.cells import decode, encode
from gdnn_analysis.ingest.freezing.sources import Sources
from gdnn_analysis.ingest.reading.parts import Intake, Part

FROZEN: Final = "gdnn-snapshot.json"
FORMAT: Final = "gdnn-snapshot/1"
PROVENANCE: Final = ("_file", "_sheet", "_row", "_aside")
_INTAKES: Final = ("own", "shipped")


def freeze(sources: Sources) -> dict[str, bytes]:
    """Return the files that hold the sources, by name."""
    account: dict[str, Any] = {
        "format": FORMAT,
        "descriptor": {"title": sources.descriptor.title, "kind": sources.descriptor.kind},
    }
    parts: dict[str, list[Part]] = {}
    for name in _INTAKES:
        intake: Intake = getattr(sources, name)
        account[name] = {
            "inputs": [list(item) for item in intake.inputs],
            "present": sorted(intake.present),
            "problems": [_plain(problem) for problem in intake.problems],
            "parts": [_described(part) for part in intake.parts],
        }
        for part in intake.parts:
            parts.setdefault(part.table, []).append(part)
    text = json.dumps(account, ensure_ascii=False, indent=1) + "\n"
    files = {f"tables/{table}.csv": _csv(found) for table, found in sorted(parts.items())}
    return {FROZEN: text.encode("utf-8"), **files}


def is_frozen(root: Path) -> bool:
    """Say whether a folder holds frozen sources."""
    path = root / FROZEN
    return path.is_file() and FORMAT.encode() in path.read_bytes()[:200]


def thaw(root: Path) -> Sources:
    """Return the sources frozen in a folder."""
    account = json.loads((root / FROZEN).read_text(encoding="utf-8"))
    tables = {
        part["table"]: iter(_records(root / "tables" / f"{part['table']}.csv"))
        for name in _INTAKES
        for part in account[name]["parts"]
    }
    own, shipped = (_intake(account[name], tables) for name in _INTAKES)
    return Sources(own, shipped, Descriptor(**account["descriptor"]))


def _plain(problem: Mapping[str, object]) -> dict[str, object]:
    row: Any = problem.get("row")
    whole = None if row is None or pd.isna(row) else int(row)
    return {name: whole if name == "row" else str(value) for name, value in problem.items()}


def _described(part: Part) -> dict[str, Any]:
    return {
        "table": part.table,
        "file": part.file,
        "sheet": part.sheet,
        "rows": len(part.rows),
        "columns": [name for name in part.rows.columns if not name.startswith("_")],
        "header_row": part.header_row,
        "absent": list(part.absent),
        "faults": [list(fault) for fault in part.faults],
        "extra": list(part.extra),
        "comma": bool(part.rows["_comma"].any()) if len(part.rows) else False,
    }


def _csv(parts: list[Part]) -> bytes:
    columns = dict.fromkeys(
        name for part in parts for name in part.rows.columns if not name.startswith("_")
    )
    names = [*PROVENANCE, *columns]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for part in parts:
        rows = part.rows.reindex(columns=names).astype("object")
        cells = [[encode(cell) for cell in rows[name].tolist()] for name in names]
        writer.writerows(zip(*cells, strict=True))
    return out.getvalue().encode("utf-8", "surrogatepass")


def _records(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    text = path.read_bytes().decode("utf-8", "surrogatepass")
    return csv.DictReader(io.StringIO(text, newline=""))


def _intake(account: Mapping[str, Any], tables: Mapping[str, Iterator[dict[str, str]]]) -> Intake:
    return Intake(
        parts=[_part(part, tables[part["table"]]) for part in account["parts"]],
        present=set(account["present"]),
        problems=list(account["problems"]),
        inputs=[(path, digest) for path, digest in account["inputs"]],
    )


def _part(account: Mapping[str, Any], records: Iterator[dict[str, str]]) -> Part:
    found = list(islice(records, account["rows"]))
    rows = pd.DataFrame(
        {name: _column(record[name] for record in found) for name in account["columns"]},
        index=range(len(found)),
    )
    rows["_row"] = pd.Series([decode(record["_row"]) for record in found], dtype="int64")
    rows["_aside"] = pd.Series([decode(record["_aside"]) for record in found], dtype="object")
    rows["_file"] = pd.Series([account["file"]] * len(found), dtype="str")
    rows["_sheet"] = pd.Series([account["sheet"]] * len(found), dtype="str")
    rows["_comma"] = account["comma"]
    return Part(
        table=account["table"],
        file=account["file"],
        sheet=account["sheet"],
        rows=rows,
        header_row=account["header_row"],
        absent=tuple(account["absent"]),
        faults=tuple((line, name, kind) for line, name, kind in account["faults"]),
        extra=tuple(account["extra"]),
    )


def _column(texts: Iterable[str]) -> pd.Series[Any]:
    """Return the cells of a column; one of nothing but text is a ``str`` column, as when read."""
    cells = [decode(text) for text in texts]
    is_text = all(cell is None or isinstance(cell, str) for cell in cells)
    return pd.Series(cells, dtype="str" if is_text else "object")
