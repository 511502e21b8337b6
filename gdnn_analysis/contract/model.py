"""Objects for the data contract.

The contract is a Frictionless Table Schema with code lists, shipped as package data. Nothing here
knows a file format: which file or sheet holds a table is the business of ``ingest``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Literal

FieldType = Literal["string", "integer", "number", "boolean", "date", "datetime", "array"]


@dataclass(frozen=True)
class CodeList:
    """Codes with their Vietnamese labels, in the order reports print them."""

    name: str
    labels: Mapping[str, str]

    def label(self, code: str) -> str:
        """Return the Vietnamese label of `code`; a code that is not listed is a ``KeyError``."""
        return self.labels[code]

    def order(self, code: str) -> int:
        """Return the place of `code` in the list; unlisted codes come last."""
        return self._places.get(code, len(self._places))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self.labels)}


@dataclass(frozen=True)
class Field:
    """One column of a table."""

    name: str
    type: FieldType
    title: str
    required: bool = False
    pattern: str | None = None
    code_list: str | None = None
    references: str | None = None
    delimiter: str = ";"


@dataclass(frozen=True)
class Table:
    """One table: its fields, key and group (registry, plan, logs, surveys, budget, …)."""

    name: str
    title: str
    group: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Field names in contract order."""
        return tuple(field.name for field in self.fields)

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}


@dataclass(frozen=True)
class Contract:
    """All tables, code lists and reasons for missing values."""

    tables: Mapping[str, Table]
    code_lists: Mapping[str, CodeList]
    missing_reasons: Mapping[str, str]

    def label(self, code_list: str, code: str) -> str:
        """Return the Vietnamese label of a code."""
        return self.code_lists[code_list].label(code)

    def codes(self, code_list: str) -> tuple[str, ...]:
        """Return the codes of a list in printing order."""
        return tuple(self.code_lists[code_list].labels)


def _field(raw: Mapping[str, Any]) -> Field:
    constraints = raw.get("constraints", {})
    return Field(
        name=raw["name"],
        type=raw["type"],
        title=raw.get("title", raw["name"]),
        required=bool(constraints.get("required", False)),
        pattern=constraints.get("pattern"),
        code_list=raw.get("codeList"),
        references=raw.get("references"),
        delimiter=raw.get("delimiter", ";"),
    )


def _table(raw: Mapping[str, Any]) -> Table:
    schema = raw["schema"]
    key = schema.get("primaryKey", [])
    return Table(
        name=raw["name"],
        title=raw["title"],
        group=raw["group"],
        fields=tuple(_field(field) for field in schema["fields"]),
        primary_key=(key,) if isinstance(key, str) else tuple(key),
    )


@cache
def contract() -> Contract:
    """Return the contract shipped with the package."""
    raw = json.loads((files(__package__) / "tables.json").read_text(encoding="utf-8"))
    return Contract(
        tables={table["name"]: _table(table) for table in raw["resources"]},
        code_lists={
            name: CodeList(name, {entry["code"]: entry["label"] for entry in entries})
            for name, entries in raw["codeLists"].items()
        },
        missing_reasons={
            entry["value"]: entry["label"] for entry in raw["missingValues"] if entry["value"]
        },
    )
