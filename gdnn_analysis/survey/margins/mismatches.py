"""Categories that only the sample has, or only the population: each with its rows and count."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from numbers import Real

from gdnn_analysis.language import say
from gdnn_analysis.survey.margins.cells import Key, cell_name
from gdnn_analysis.survey.margins.wording import listed, shown
from gdnn_analysis.survey.variables import Places


def mismatches(
    variables: tuple[str, ...], counts: dict[Key, float], sampled: tuple[Places, list[Key]]
) -> Iterator[str]:
    """Yield the categories that only the sample has, or only the population.

    Parameters
    ----------
    variables
        What is crossed.
    counts
        Units of the population by category.
    sampled
        Category of every row (n), -1 outside, and the categories of the sample.
    """
    codes, keys = sampled
    for number, key in enumerate(keys):
        name, rows = cell_name(variables, key), listed(codes == number)
        if key not in counts:
            yield _without_figure(name, rows) + _alike(key, counts)
        elif counts[key] == 0:
            yield say(
                "Nhóm “{name}” có số của tổng thể bằng 0 nhưng mẫu có ở dòng {rows}. "
                "Hãy xem lại số của tổng thể hoặc cách xếp nhóm của các dòng đó.",
                "The population figure of “{name}” is 0 but the sample has it in row {rows}. "
                "Check the figure, or the category of these rows.",
                name=name,
                rows=rows,
            )
    for key, count in counts.items():
        if count > 0 and key not in keys:
            yield say(
                "Nhóm “{name}” có {count} đơn vị trong tổng thể nhưng mẫu không có dòng nào. "
                "Hãy gộp với nhóm gần nhất, ở cả mẫu và tổng thể.",
                "“{name}” has {count} units in the population but no row in the sample. "
                "Join it with the nearest category, in the sample and in the population.",
                name=cell_name(variables, key),
                count=shown(count),
            )


def _without_figure(name: str, rows: str) -> str:
    return say(
        "Nhóm “{name}” có trong mẫu (dòng {rows}) nhưng không có số của tổng thể. "
        "Hãy bổ sung số, hoặc gộp với nhóm khác.",
        "“{name}” is in the sample (row {rows}) but has no population figure. "
        "Add the figure, or join it with another category.",
        name=name,
        rows=rows,
    )


def _alike(key: Key, counts: dict[Key, float]) -> str:
    """Return a hint at a category of the population that only looks the same."""
    for other in counts:
        if _reading(other) == _reading(key):
            return say(
                " Mẫu ghi {ours}, số của tổng thể ghi {theirs}: hãy ghi cùng một kiểu.",
                " The sample has {ours}, the population {theirs}: write both the same way.",
                ours=_written(key),
                theirs=_written(other),
            )
    return ""


def _reading(key: Key) -> list[str]:
    """Return what a person reads: ``1`` and ``"1 "`` look alike and are not."""
    return [unicodedata.normalize("NFC", str(part)).strip().casefold() for part in key]


def _written(key: Key) -> str:
    kinds = [
        say("chữ", "text") if isinstance(part, str)
        else say("số", "number") if isinstance(part, Real)
        else type(part).__name__
        for part in key
    ]  # fmt: skip
    return ", ".join(f"{part!r} ({kind})" for part, kind in zip(key, kinds, strict=True))
