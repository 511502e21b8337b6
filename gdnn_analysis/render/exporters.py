"""nbconvert exporters: reports from JupyterLab's "Save and Export Notebook As".

They convert a notebook as it was saved; they do not run it. JupyterLab lists exporters by their
entry point names (``bao_cao_html``, ``bao_cao_pdf``) and imports all of them for that list, so
everything heavy is imported inside the methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbconvert.exporters.exporter import Exporter
from traitlets import default

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from gdnn_analysis.render.document import Document


class _ReportExporter(Exporter):
    """What both exporters share."""

    def _document(self, notebook: NotebookNode) -> tuple[Document, str]:
        from gdnn_analysis.render.document import read_document
        from gdnn_analysis.render.identity import notebook_run_id

        return read_document(notebook), notebook_run_id(notebook)


class ReportHtmlExporter(_ReportExporter):
    """Báo cáo HTML: a self-contained page."""

    export_from_notebook = "Báo cáo (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")
    def _extension(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # exporters return text or bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: object
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of an executed notebook and nbconvert's resources."""
        from gdnn_analysis.render.html import render_html

        _, resources = super().from_notebook_node(nb, resources, **kwargs)
        document, run_id = self._document(nb)
        return render_html(document, run_id=run_id), resources


class ReportPdfExporter(_ReportExporter):
    """Báo cáo PDF: PDF/A-2a and PDF/UA-1 in the official layout."""

    export_from_notebook = "Báo cáo (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _extension(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]  # exporters return text or bytes
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: object
    ) -> tuple[bytes, dict[str, Any]]:
        """Return the PDF of an executed notebook and nbconvert's resources."""
        from gdnn_analysis.render.pdf import render_pdf

        _, resources = super().from_notebook_node(nb, resources, **kwargs)
        document, run_id = self._document(nb)
        return render_pdf(document, run_id=run_id), resources
