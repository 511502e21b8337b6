"""Drawings as pictures Word can show.

Word shows SVG only in new versions and only with fonts the reader has, so drawings become PNG at
200 dots per inch (the resolution Decree 30/2020/NĐ-CP, Appendix I, Part II asks of digitised
pages). Typst draws them: it is here for the PDF anyway, needs no system library, takes the shipped
fonts only and gives the same bytes every time.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gdnn_analysis.fonts import fonts_folder
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import DocumentError

PPI: Final = 200
_PAGES: Final = Path(__file__).parents[1] / "templates" / "drawings.typ"
_PNG_SIZE: Final = struct.Struct(">16x2I")
"""Width and height in the header of a PNG file (ISO/IEC 15948, 11.2.1 IHDR)."""


@dataclass(frozen=True)
class Picture:
    """A drawing as PNG, with its natural size in points."""

    png: bytes
    width: float
    height: float


def pictures(drawings: Mapping[str, str]) -> dict[str, Picture]:
    """Return SVG drawings as pictures, by the same keys.

    Raises
    ------
    DocumentError
        When a drawing cannot be drawn.
    """
    if not drawings:
        return {}
    files = _drawn(list(drawings.values()))
    return {key: _picture(png) for key, png in zip(drawings, files, strict=True)}


def _drawn(drawings: Sequence[str]) -> list[bytes]:
    import typst

    try:
        # One page comes as bytes, several as a list, which the stub does not say.
        made: Any = typst.compile(
            _PAGES,
            root=_PAGES.parent,
            font_paths=[fonts_folder()],
            ignore_system_fonts=True,
            format="png",
            ppi=PPI,
            sys_inputs={"drawings": json.dumps(drawings, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise DocumentError(
            say(
                "Không chuyển được hình vẽ sang ảnh cho tệp Word: {reason}.",
                "A drawing could not be made a picture for the Word file: {reason}.",
                reason=error.message,
            )
        ) from error
    return made if isinstance(made, list) else [made]


def _picture(png: bytes) -> Picture:
    width, height = _PNG_SIZE.unpack_from(png)
    return Picture(png, width * 72 / PPI, height * 72 / PPI)
