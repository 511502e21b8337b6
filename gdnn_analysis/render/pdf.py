"""``report.pdf``: the document's data set by a fixed Typst template.

One file is PDF/A-2a (archive) and PDF/UA-1 (readable by screen readers). The compiler refuses a
file that lacks alternative text, skips a heading level or has a character without a glyph.

Notes
-----
Typst must never run in a process that forks afterwards: its threads do not survive a fork and the
child hangs. Workers of a batch are therefore started afresh, or forked from a process that never
runs it (:mod:`gdnn_analysis.render.batch`).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from gdnn_analysis.fonts import fonts_folder
from gdnn_analysis.language import say
from gdnn_analysis.render.document import Document
from gdnn_analysis.render.errors import DocumentError
from gdnn_analysis.render.layout import page_data

STANDARDS: Final = ("a-2a", "ua-1")
TEMPLATE: Final = Path(__file__).with_name("templates") / "report.typ"


def render_pdf(document: Document, *, run_id: str) -> bytes:
    """Return the report as a PDF file; the same document gives the same bytes.

    Parameters
    ----------
    document
        The report.
    run_id
        Printed in the footer.

    Raises
    ------
    DocumentError
        When the compiler refuses the document, with its reason.
    """
    import typst

    data = json.dumps(page_data(document, run_id=run_id), ensure_ascii=False)
    try:
        pdf: bytes = typst.compile(
            TEMPLATE,
            root=TEMPLATE.parent,
            font_paths=[fonts_folder()],
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"report": data},
            pdf_standards=list(STANDARDS),
            timestamp=int(document.metadata.created_at.timestamp()),
        )
    except typst.TypstError as error:
        raise DocumentError(
            say(
                "Không lập được tệp PDF: {reason}. {hints}",
                "The PDF could not be made: {reason}. {hints}",
                reason=error.message,
                hints=" ".join(error.hints),
            ).strip()
        ) from error
    return pdf
