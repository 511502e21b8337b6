"""The fonts reports are set in: one folder, shipped, the only one any writer looks at.

System fonts are never used: two files named "Liberation Serif" may sit on one machine, and the
old one (1.x) lacks most Vietnamese letters. Liberation Serif 2.x has the metrics of Times New
Roman, which Decree 30/2020/NĐ-CP asks for and nobody may ship. DejaVu Sans only lends the signs
Liberation Serif does not draw (✔ ✘).
"""

from gdnn_analysis.fonts.coverage import INVISIBLE, covers
from gdnn_analysis.fonts.files import FAMILIES, SERIF, SYMBOLS, font_files, fonts_folder
from gdnn_analysis.fonts.metrics import text_width

__all__ = [
    "FAMILIES",
    "INVISIBLE",
    "SERIF",
    "SYMBOLS",
    "covers",
    "font_files",
    "fonts_folder",
    "text_width",
]
