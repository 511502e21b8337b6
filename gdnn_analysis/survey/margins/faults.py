"""What can be wrong between a sample and figures about its population, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.margins.problem import AGREE
from gdnn_analysis.survey.margins.wording import listed, shown
from gdnn_analysis.survey.variables import Mask


def blank_columns(frame: pd.DataFrame, columns: Sequence[str], inside: Mask) -> Iterator[str]:
    """Yield a fault for every column with missing values in the sample."""
    for name in columns:
        blank = frame[name].isna().to_numpy() & inside
        if blank.any():
            yield blank_fault(name, blank)


def blank_fault(name: str, rows: Mask) -> str:
    """Return the fault of a column that is blank in some rows of the sample."""
    return say(
        "Cột “{name}” để trống (hoặc vô hạn) ở dòng {rows}. Hãy điền, hoặc đưa các dòng đó ra ngoài "
        "mẫu (quyền số 0).",
        "Column “{name}” is blank (or infinite) in row {rows}. Fill it in, or take these rows out "
        "of the sample (weight 0).",
        name=name,
        rows=listed(rows),
    )


def twice_fault(name: str) -> str:
    """Return the fault of a category with several figures."""
    return say(
        "Nhóm “{name}” được cho nhiều số của tổng thể. Mỗi nhóm chỉ giữ một số.",
        "“{name}” is given several population figures. Keep one for each category.",
        name=name,
    )


def no_figure_fault(name: str, value: object) -> str:
    """Return the fault of a population figure that is no usable number."""
    return say(
        "Số của tổng thể “{name}” là {value}. Hãy ghi một số (số đơn vị thì không âm); "
        "nhóm không có số thì gộp với nhóm khác.",
        "The population figure of “{name}” is {value}. Give a number (a count is not negative); "
        "join a category without a figure with another.",
        name=name,
        value=shown(value),
    )


def not_numeric_fault(series: pd.Series[Any]) -> str:
    """Return the fault of a column of text that was given a total."""
    return say(
        "Cột “{name}” không phải cột số (ví dụ “{value}”) nên không có tổng. "
        "Hãy đổi sang số, hoặc cho {{nhóm: số đơn vị}}.",
        "Column “{name}” is not numeric (e.g. “{value}”) and has no total. "
        "Convert it, or give {{category: units}}.",
        name=series.name,
        value=next(iter(series.dropna()), ""),
    )


def none_given(figures: Mapping[str, object]) -> Iterator[str]:
    """Yield a fault when there are no figures at all."""
    if not figures:
        yield say(
            "Chưa có số nào của tổng thể. Hãy cho ít nhất một biên, dạng {biến: {nhóm: số}}.",
            "No population figures are given. Give at least one, as {variable: {category: count}}.",
        )


def sizes_differ(sizes: Mapping[str, float]) -> Iterator[str]:
    """Yield a fault when margins count populations of different size."""
    if sizes and max(sizes.values()) - min(sizes.values()) > AGREE * max(sizes.values()):
        yield say(
            "Các biên có tổng khác nhau: {sizes}. Mọi biên phải đếm cùng một tổng thể; "
            "hãy xem lại nguồn số liệu của từng biên.",
            "The margins add up to different totals: {sizes}. All margins must count the same "
            "population; check the source of each.",
            sizes="; ".join(f"{label} {shown(size)}" for label, size in sizes.items()),
        )
