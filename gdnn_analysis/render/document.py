"""The executed notebook read back as one document: the only thing any writer sees."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from gdnn_analysis.language import say, tell, writing_in
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.render.markdown import NotPlainError, markdown_blocks
from gdnn_analysis.render.metadata import REPORT_MIME, ReportMetadata
from gdnn_analysis.render.numbering import Number, number_headings
from gdnn_analysis.render.parse import parse_block
from gdnn_analysis.render.printable import Printer, Replacement
from gdnn_analysis.render.references import ANNEXES, Span, number_blocks, plain, spans, texts_of
from gdnn_analysis.report.blocks import MIME, Block, Figure, Heading, Table

Notebook = Mapping[str, Any]
P = ParamSpec("P")
R = TypeVar("R")
#: Outputs that publish nothing: what a cell printed, and what IPython says about a display.
_SILENT: Final = ("stream", "update_display_data")


@dataclass(frozen=True)
class Part:
    """A block in its place in the document.

    Attributes
    ----------
    block
        The block as published, texts made printable; references not yet resolved.
    anchor
        Address of the block within a document; unique.
    label
        "Bảng 3", "Hình 1", "II.", "Phụ lục IV", or nothing.
    title
        Of a heading: its text without the label.
    is_annex
        Heading that opens an annex part.
    after_summary
        Heading of the first part after the leaders' summary, which stands on pages of its own.
    """

    block: Block
    anchor: str
    label: str = ""
    title: str = ""
    is_annex: bool = False
    after_summary: bool = False


@dataclass(frozen=True)
class Document:
    """A report: its metadata and its blocks in order.

    Attributes
    ----------
    metadata
        What is printed around the blocks.
    parts
        The blocks with their labels and addresses.
    labels
        Label of each table and figure by key; the list of annexes.
    replaced
        Characters no shipped font draws, replaced by "□" (or dropped when invisible).
    """

    metadata: ReportMetadata
    parts: tuple[Part, ...]
    labels: Mapping[str, str]
    replaced: tuple[Replacement, ...] = ()
    _remembered: dict[Hashable, Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def remembered(self, key: Hashable, compute: Callable[[], R]) -> R:
        """Return ``compute()``, computed once for all writers; never change it."""
        if key not in self._remembered:
            self._remembered[key] = compute()
        found: R = self._remembered[key]
        return found

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks without their places."""
        return tuple(part.block for part in self.parts)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return `text` as runs of plain and linked text."""
        return spans(text, self.labels)

    def address(self, link: str) -> str:
        """Return `link` when it may be followed: a web address or a place in the document.

        Links come from data; any other scheme could run something on the reader's machine.
        """
        if link.startswith(("https://", "http://")):
            return link
        return link if link.removeprefix("#") in self._anchors and link[:1] == "#" else ""

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset(part.anchor for part in self.parts)

    def plain(self, text: str) -> str:
        """Return `text` with references in words."""
        return plain(text, self.labels)


def in_its_language(
    write: Callable[Concatenate[Document, P], R],
) -> Callable[Concatenate[Document, P], R]:
    """Make a writer write in the language of the document it is given."""

    @wraps(write)
    def writer(document: Document, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with writing_in(document.metadata.language):
            return write(document, *args, **kwargs)

    return writer


def read_document(notebook: Notebook) -> Document:
    """Return the document an executed notebook makes.

    Parameters
    ----------
    notebook
        An executed notebook (``nbformat.NotebookNode`` or the same as plain mappings).

    Raises
    ------
    DocumentError
        When the notebook was not run or failed, shows something that is not a block, has Markdown
        beyond headings, paragraphs and items, or refers to a block it does not have.
    """
    printer = Printer()
    metadata = ReportMetadata.from_json(printer.content(_metadata(notebook)))
    with writing_in(metadata.language):
        return _read(notebook, metadata, printer)


def _read(notebook: Notebook, metadata: ReportMetadata, printer: Printer) -> Document:
    blocks = tuple(_blocks(notebook, printer))
    labels = {**number_blocks(blocks), **_annexes(blocks)}
    for text in texts_of(blocks):
        spans(text, labels)
    return Document(metadata, tuple(_parts(blocks, labels)), labels, printer.replaced)


def _annexes(blocks: tuple[Block, ...]) -> dict[str, str]:
    """Return the list of the annexes as the text prints it, by its key."""
    numbers = number_headings(block for block in blocks if isinstance(block, Heading))
    names = [f"{number.label} ({number.title})" for number in numbers if number.is_annex]
    return {ANNEXES: f" {tell('Kèm theo: {names}.', names='; '.join(names))}"} if names else {}


def _parts(blocks: tuple[Block, ...], labels: Mapping[str, str]) -> Iterator[Part]:
    headings = iter(number_headings(block for block in blocks if isinstance(block, Heading)))
    in_summary = False
    for place, block in enumerate(blocks, start=1):
        if isinstance(block, Heading):
            number: Number = next(headings)
            after = in_summary and block.level == 1
            in_summary = (block.level == 1 and not block.numbered) or (in_summary and not after)
            yield Part(block, f"muc-{place}", number.label, number.title, number.is_annex, after)
        elif isinstance(block, Table | Figure):
            yield Part(block, block.key, labels[block.key])
        else:
            yield Part(block, f"doan-{place}")


def _metadata(notebook: Notebook) -> Mapping[str, Any]:
    found = [
        output["data"][REPORT_MIME]
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        if REPORT_MIME in output.get("data", ())
    ]
    if len(found) == 1:
        metadata: Mapping[str, Any] = found[0]
        return metadata
    if not found:
        raise DocumentError(
            say(
                "Sổ tính toán chưa có kết quả của báo cáo. Hãy chạy toàn bộ sổ rồi lưu lại trước "
                "khi xuất.",
                "The notebook holds no report yet. Run all its cells and save it before exporting.",
            )
        )
    raise DocumentError(
        say(
            "Sổ tính toán công bố thông tin báo cáo {count} lần; chỉ được một lần.",
            "The notebook publishes its report metadata {count} times; once is allowed.",
            count=len(found),
        )
    )


def _blocks(notebook: Notebook, printer: Printer) -> Iterator[Block]:
    for number, cell in enumerate(notebook["cells"], start=1):
        name = cell.get("id", f"#{number}")
        if cell["cell_type"] == "markdown":
            yield from _markdown(cell["source"], name, printer)
        for output in cell.get("outputs", ()):
            content = _content(output, name)
            if content is not None:
                yield parse_block(printer.content(content))


def _markdown(source: str | list[str], name: str, printer: Printer) -> list[Block]:
    text = source if isinstance(source, str) else "".join(source)
    try:
        blocks = markdown_blocks(text)
    except NotPlainError as line:
        raise DocumentError(
            say(
                "Ô văn bản “{name}” có dòng “{line}”. Ô văn bản chỉ được gồm đề mục (#), đoạn văn "
                "và gạch đầu dòng (-).",
                "Markdown cell “{name}” holds the line “{line}”. Only headings (#), paragraphs "
                "and items (-) are allowed.",
                name=name,
                line=line,
            )
        ) from line
    return [parse_block(printer.content(block.worded().content())) for block in blocks]


def _content(output: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """Return the block content of an output, nothing for outputs that publish nothing."""
    if output["output_type"] in _SILENT:
        return None
    data: Mapping[str, Any] = output.get("data", {})
    if MIME in data:
        content: Mapping[str, Any] = data[MIME]
        return content
    if REPORT_MIME in data:
        return None
    raise DocumentError(
        say(
            "Ô tính toán “{name}” hiển thị nội dung không phải khối của báo cáo ({what}). "
            "Hãy bỏ phần hiển thị đó hoặc dùng các hàm bảng, hình, lời văn của gdnn.",
            "Code cell “{name}” shows something that is not a block of the report ({what}). "
            "Remove it or use the table, figure and narrative functions of gdnn.",
            name=name,
            what=output.get("ename") or ", ".join(data) or output["output_type"],
        )
    )
