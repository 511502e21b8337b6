"""What a dataset says of itself in ``datapackage.json``: its title and its kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from gdnn_analysis.ingest.dataset import DatasetKind, Descriptor
from gdnn_analysis.ingest.problems import file_problem
from gdnn_analysis.ingest.reading.folder import DESCRIPTOR
from gdnn_analysis.language import say

KINDS: tuple[str, ...] = get_args(DatasetKind)


def read_descriptor(root: Path) -> tuple[Descriptor, list[dict[str, object]]]:
    """Return the descriptor of a data directory and its problems.

    A directory without one is collected data without a title.
    """
    path = root / DESCRIPTOR
    if not path.is_file():
        return Descriptor(), []
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        return Descriptor(), [_broken(str(error))]
    if not isinstance(content, Mapping):
        return Descriptor(), [_broken(type(content).__name__)]
    return _described(content)


def _described(content: Mapping[str, Any]) -> tuple[Descriptor, list[dict[str, object]]]:
    title = content.get("title", "")
    own = content.get("gdnn", {})
    kind = own.get("kind", "thu_thap") if isinstance(own, Mapping) else own
    title = title if isinstance(title, str) else ""
    if kind in KINDS:
        return Descriptor(title=title, kind=kind), []
    return Descriptor(title=title), [_unknown_kind(kind)]


def _broken(cause: str) -> dict[str, object]:
    return file_problem(
        say(
            "Không đọc được tệp mô tả: {cause}.",
            "Cannot read the descriptor: {cause}.",
            cause=cause,
        ),
        say(
            "Sửa lại cú pháp JSON, hoặc xoá tệp này.",
            "Mend the JSON syntax, or delete the file.",
        ),
        file=DESCRIPTOR,
    )


def _unknown_kind(kind: object) -> dict[str, object]:
    return file_problem(
        say(
            "Loại bộ số liệu “{kind}” không có trong danh mục.",
            "The kind of dataset “{kind}” is not known.",
            kind=kind,
        ),
        say("Dùng một trong: {kinds}.", "Use one of: {kinds}.", kinds=", ".join(KINDS)),
        rule="DQ-02",
        file=DESCRIPTOR,
        column="gdnn.kind",
        value=kind,
    )
