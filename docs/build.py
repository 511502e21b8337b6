"""Generate the reference pages from the code they describe; ``--check`` fails on stale copies.

Run ``python -m docs.build`` after a change of the contract, the ingest rules, an indicator or its
spec cases.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from docs.handbook import handbook_page
from gdnn_analysis.contract import Field, contract
from gdnn_analysis.ingest.rules import RULES, rule_title

FOLDER: Final = Path(__file__).parent
TYPES: Final = {
    "string": "chữ",
    "integer": "số nguyên",
    "number": "số",
    "boolean": "có/không",
    "date": "ngày",
    "datetime": "ngày giờ",
    "array": "danh sách, ngăn bằng “;”",
}
GROUPS: Final = {
    "registry": "Danh bạ",
    "plan": "Kế hoạch",
    "logs": "Nhật ký hoạt động",
    "surveys": "Khảo sát",
    "budget": "Kinh phí",
    "enrolment": "Tuyển sinh, phân luồng",
    "operations": "Nộp, hiệu chỉnh, chất lượng số liệu",
}


def contract_page() -> str:
    """Return the page of all tables and code lists."""
    return "\n".join(_contract_lines()) + "\n"


def _contract_lines() -> Iterator[str]:
    yield "# Bảng số liệu và danh mục mã"
    yield ""
    yield "Trang này sinh từ `gdnn_analysis/contract/tables.json` bằng `python -m docs.build`."
    known = contract()
    for group, title in GROUPS.items():
        yield f"\n## {title}"
        for table in known.tables.values():
            if table.group == group:
                yield f"\n### `{table.name}`: {table.title}"
                yield f"\nKhoá: {', '.join(f'`{name}`' for name in table.primary_key)}.\n"
                yield "| Trường | Tiêu đề | Kiểu | Bắt buộc | Danh mục, tham chiếu |"
                yield "|---|---|---|---|---|"
                yield from (_field_line(field) for field in table.fields)
    yield "\n## Danh mục mã"
    for codes in known.code_lists.values():
        yield f"\n### {codes.name}\n"
        yield from (f"* `{code}`: {label}" for code, label in codes.labels.items())


def _field_line(field: Field) -> str:
    required = "có" if field.required else ""
    aim = field.code_list or (f"bảng `{field.references}`" if field.references else "")
    return f"| `{field.name}` | {field.title} | {TYPES[field.type]} | {required} | {aim} |"


def rules_page() -> str:
    """Return the page of the checks on data."""
    lines = ["# Quy tắc kiểm tra số liệu", ""]
    lines += ["Trang này sinh từ `gdnn_analysis/ingest/rules.py` bằng `python -m docs.build`.", ""]
    lines += ["| Mã | Nội dung |", "|---|---|"]
    lines += [f"| {code} | {rule_title(code)} |" for code in RULES]
    return "\n".join(lines) + "\n"


PAGES: Final[Mapping[str, Callable[[], str]]] = {
    "data-contract.md": contract_page,
    "data-rules.md": rules_page,
    "indicators.md": handbook_page,
}


def stale_pages() -> list[str]:
    """Return the names of pages whose file is not what would be generated."""
    return [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != page()
    ]


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` only say which are stale."""
    if "--check" in arguments:
        for name in stale_pages():
            print(f"docs/{name} is stale: run python -m docs.build", file=sys.stderr)
        return 1 if stale_pages() else 0
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
