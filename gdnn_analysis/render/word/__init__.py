"""``report.docx``: the report as an ordinary Word file the office can go on working with.

The office owns the template (letterhead, styles, signature block) and may redesign it in Word
(``docs/word-template.md``); the text comes from the same page data as the PDF, so both say the
same in the same order. The file is a working copy; the PDF with the same run id is the record.
"""

from gdnn_analysis.render.word.render import render_docx
from gdnn_analysis.render.word.template import SHIPPED, check_template

__all__ = ["SHIPPED", "check_template", "render_docx"]
