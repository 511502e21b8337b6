"""From a sample and figures about its population to a calibration problem in numbers.

Whoever gives the figures gives them by name (``{"stype": {"E": 4421, …}}``); whoever adjusts
weights needs columns and totals. Between the two everything is checked, and all faults are told
at once: a category left out or written differently would silently distort every weight.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from numbers import Real
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from gdnn_analysis.language import current_language, say
from gdnn_analysis.survey.faults import CalibrationError
from gdnn_analysis.survey.variables import Mask, Numbers, Places

SIZE: Final = "(n)"
"""Name under which calibration totals give the size of the population."""
COUNT: Final = "count"
"""Column of a population table that holds the counts; all others are keys."""
AGREE: Final = 1e-6
"""Sizes of the population that differ by no more than this share are roundings of one size."""

Key: TypeAlias = tuple[object, ...]
Counts: TypeAlias = "Mapping[Any, float] | pd.Series[Any]"
Population: TypeAlias = "Mapping[str, Counts] | pd.DataFrame | pd.Series[Any]"


@dataclass(frozen=True, eq=False)
class Margin:
    """The population counted by categories that exclude each other.

    Attributes
    ----------
    label
        The variable, or the variables that are crossed.
    names
        What the categories are called (k), such as ``stype=E``.
    codes
        Category of every row (n), 0 to k - 1; -1 is outside the sample.
    counts
        Units of the population in each category (k), all above 0.
    """

    label: str
    names: tuple[str, ...]
    codes: Places
    counts: Numbers

    def indicators(self) -> Numbers:
        """Return one 0/1 column per category (n × k)."""
        members: Mask = self.codes[:, None] == np.arange(len(self.names))
        return members.astype("float64")


@dataclass(frozen=True, eq=False)
class Problem:
    """Find weights w with ``Σ w x = totals``.

    Attributes
    ----------
    x
        Auxiliary variables (n × p); rows outside the sample are 0.
    totals
        What their weighted sums are to be (p).
    names
        What the columns are called (p), to name faults.
    inside
        Which rows belong to the sample (n).
    margins
        The categorical part of the columns.
    """

    x: Numbers
    totals: Numbers
    names: tuple[str, ...]
    inside: Mask
    margins: tuple[Margin, ...] = ()


def margins_problem(
    frame: pd.DataFrame, margins: Mapping[str, Counts], *, rows: npt.ArrayLike | None = None
) -> Problem:
    """Return the problem of raking to the margins of several variables.

    Parameters
    ----------
    frame
        One row per respondent.
    margins
        ``{variable: {category: units of the population}}``. Sizes that differ by a rounding
        (a millionth) are brought to that of the first margin.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        No margin, an unknown column, a missing value, a category that only the sample or only the
        population has, a figure that is no count, margins of different size.
    """
    sample = _Sample.of(frame, rows)
    found = [
        sample.margin((name,), [((key,), value) for key, value in counts.items()])
        for name, counts in margins.items()
    ]
    sample.refuse(_none_given(margins), _sizes_differ(sample.sizes))
    return _problem(sample, [_fitted(sample, margin) for margin in found if margin])


def joint_problem(
    frame: pd.DataFrame, population: Population, *, rows: npt.ArrayLike | None = None
) -> Problem:
    """Return the problem of post-stratification: one margin, of one or several crossed variables.

    Parameters
    ----------
    frame
        One row per respondent.
    population
        ``{variable: {category: units}}``; a table with a column ``count``, whose other columns are
        the variables; or a Series of counts whose index levels are named like the variables.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        As :func:`margins_problem`; several variables that are not crossed; no column ``count``.
    """
    sample = _Sample.of(frame, rows)
    variables, counts = _crossed(population)
    margin = sample.margin(variables, counts)
    sample.refuse()
    return _problem(sample, [margin] if margin else [])


def totals_problem(
    frame: pd.DataFrame,
    totals: Mapping[str, float | Counts],
    *,
    rows: npt.ArrayLike | None = None,
) -> Problem:
    """Return the problem of calibrating to totals of categories and of numbers (GREG).

    Parameters
    ----------
    frame
        One row per respondent.
    totals
        ``{variable: {category: units}}`` for categories, ``{column: total}`` for numbers and
        ``{"(n)": units}`` for the size of the population. Totals may follow from each other.
    rows
        Which rows belong to the sample: a mask, or the weights (0 is outside). All by default.

    Raises
    ------
    CalibrationError
        As :func:`margins_problem`; a column that is not numeric, has missing or infinite values, or
        a total that is no number.
    """
    sample = _Sample.of(frame, rows)
    found: list[Margin | _Column | None] = []
    for name, wanted in totals.items():
        if isinstance(wanted, Mapping | pd.Series):
            found.append(sample.margin((name,), [((key,), value) for key, value in wanted.items()]))
        else:
            found.append(sample.size(wanted) if name == SIZE else sample.column(name, wanted))
    sample.refuse(_none_given(totals), _sizes_differ(sample.sizes))
    return _problem(sample, [_fitted(sample, part) for part in found if part])


def cells(frame: pd.DataFrame, columns: Sequence[str], inside: Mask) -> tuple[Places, list[Key]]:
    """Return the cell of every row and the values that make each cell.

    Parameters
    ----------
    frame
        One row per respondent.
    columns
        What is crossed; with none the whole sample is one cell.
    inside
        Which rows count (n).

    Returns
    -------
    tuple
        Numbers of the cells (n), -1 where a value is missing or the row does not count, and the
        values of each cell.
    """
    parts = [pd.factorize(frame[name]) for name in columns]
    table = np.column_stack([np.zeros(len(frame), np.intp), *(codes for codes, _ in parts)])
    known = inside & (table >= 0).all(axis=1)
    distinct, place = np.unique(table[known], axis=0, return_inverse=True)
    codes = np.full(len(frame), -1, dtype=np.intp)
    codes[known] = place.reshape(-1)
    keys = [
        tuple(_plain(levels[at]) for at, (_, levels) in zip(row[1:], parts, strict=True))
        for row in distinct
    ]
    return codes, keys


def cell_name(columns: Sequence[str], key: Key) -> str:
    """Return what a cell is called, such as ``stype=E, sch_wide=No``."""
    return ", ".join(f"{name}={value}" for name, value in zip(columns, key, strict=True))


def unknown_columns(frame: pd.DataFrame, columns: Sequence[str]) -> Iterator[str]:
    """Yield a fault for every column that the sample does not have."""
    for name in columns:
        if name not in frame.columns:
            yield say(
                "Không có cột “{name}” trong bảng số liệu. Các cột có: {columns}.",
                "The table has no column “{name}”. Columns: {columns}.",
                name=name,
                columns=", ".join(map(str, frame.columns[:20])),
            )


def blank_columns(frame: pd.DataFrame, columns: Sequence[str], inside: Mask) -> Iterator[str]:
    """Yield a fault for every column with missing values in the sample."""
    for name in columns:
        blank = frame[name].isna().to_numpy() & inside
        if blank.any():
            yield _blank(name, blank)


def listed(rows: Mask, limit: int = 10) -> str:
    """Return the numbers of the rows a mask marks, counted from 1; the first ones of many."""
    numbers = np.flatnonzero(rows) + 1
    text = ", ".join(map(str, numbers[:limit]))
    if len(numbers) <= limit:
        return text
    return say(
        "{text}, … (tất cả {n} dòng)", "{text}, … ({n} rows in all)", text=text, n=len(numbers)
    )


def shown(value: object) -> str:
    """Return a value as a reader writes it: numbers with the decimal sign of the language."""
    if not isinstance(value, Real):
        return str(value)
    text = f"{float(value):.10g}"
    return text.replace(".", ",") if current_language() == "vi" else text


@dataclass(frozen=True, eq=False)
class _Column:
    """A numeric auxiliary variable and its total; to the problem it is a margin of one column."""

    label: str
    names: tuple[str, ...]
    values: Numbers
    counts: Numbers

    def indicators(self) -> Numbers:
        return self.values[:, None]


@dataclass(frozen=True, eq=False)
class _Sample:
    """The sample while it is matched with figures; faults and population sizes met so far."""

    frame: pd.DataFrame
    inside: Mask
    faults: list[str] = field(default_factory=list)
    sizes: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, frame: pd.DataFrame, rows: npt.ArrayLike | None) -> _Sample:
        inside = np.ones(len(frame), bool) if rows is None else np.asarray(rows) != 0
        return cls(frame, inside)

    def margin(
        self, variables: tuple[str, ...], figures: Sequence[tuple[Key, object]]
    ) -> Margin | None:
        """Return one margin; without its columns there is none."""
        counts = self._counts(variables, figures)
        unknown = list(unknown_columns(self.frame, variables))
        self.faults.extend(unknown)
        if unknown:
            return None
        self.faults.extend(blank_columns(self.frame, variables, self.inside))
        codes, keys = cells(self.frame, variables, self.inside)
        self.faults.extend(_unmatched(variables, counts, (codes, keys)))
        levels = [key for key, count in counts.items() if count != 0]
        place = {key: number for number, key in enumerate(levels)}
        lookup = np.array([*(place.get(key, -1) for key in keys), -1], dtype=np.intp)
        return Margin(
            " × ".join(variables),
            tuple(cell_name(variables, key) for key in levels),
            lookup[codes],
            np.array([counts[key] for key in levels]),
        )

    def _counts(
        self, variables: tuple[str, ...], figures: Sequence[tuple[Key, object]]
    ) -> dict[Key, float]:
        counts: dict[Key, float] = {}
        for raw, value in figures:
            key = tuple(map(_plain, raw))
            name = cell_name(variables, key)
            number = _number(value)
            if key in counts:
                self.faults.append(_twice(name))
            if not number >= 0:
                self.faults.append(_no_figure(name, value))
            counts[key] = number
        size = sum(counts.values())
        if math.isfinite(size) and size > 0:
            self.sizes[" × ".join(variables)] = size
        return counts

    def size(self, units: object) -> _Column:
        """Return the column of ones, whose total is the size of the population."""
        number = _number(units)
        if number > 0:
            self.sizes[SIZE] = number
        else:
            self.faults.append(_no_figure(SIZE, units))
        return _Column(SIZE, (SIZE,), self.inside.astype("float64"), np.array([number]))

    def column(self, name: str, total: object) -> _Column | None:
        """Return a numeric column of the sample and its total."""
        number = _number(total)
        if not math.isfinite(number):
            self.faults.append(_no_figure(name, total))
        unknown = list(unknown_columns(self.frame, [name]))
        self.faults.extend(unknown)
        if unknown:
            return None
        series = self.frame[name]
        if not pd.api.types.is_numeric_dtype(series.dtype):
            self.faults.append(_not_numeric(series))
            return None
        values = series.to_numpy(dtype="float64", na_value=np.nan)
        lacking = ~np.isfinite(values) & self.inside
        if lacking.any():
            self.faults.append(_blank(name, lacking))
        kept = np.where(self.inside, values, 0.0)
        return _Column(name, (name,), kept, np.array([number]))

    def refuse(self, *more: Iterator[str]) -> None:
        """Raise all faults, if there are any."""
        for faults in more:
            self.faults.extend(faults)
        if self.faults:
            raise CalibrationError(self.faults)


def _fitted(sample: _Sample, part: Margin | _Column) -> Margin | _Column:
    """Return a part whose size is exactly that of the first part that has one."""
    size = sample.sizes.get(part.label)
    if size is None:
        return part
    return replace(part, counts=part.counts * (next(iter(sample.sizes.values())) / size))


def _problem(sample: _Sample, parts: Sequence[Margin | _Column]) -> Problem:
    return Problem(
        x=np.hstack([part.indicators() for part in parts]),
        totals=np.concatenate([part.counts for part in parts]),
        names=tuple(name for part in parts for name in part.names),
        inside=sample.inside,
        margins=tuple(part for part in parts if isinstance(part, Margin)),
    )


def _crossed(population: Population) -> tuple[tuple[str, ...], list[tuple[Key, object]]]:
    """Return the variables that are crossed, and each cell with its figure."""
    if isinstance(population, Mapping):
        if len(population) != 1:
            raise CalibrationError(_not_crossed(population))
        ((name, counts),) = population.items()
        return (name,), [((key,), value) for key, value in counts.items()]
    table = population
    if isinstance(table, pd.Series):
        table = table.rename(COUNT).reset_index()
    variables = tuple(str(name) for name in table.columns if name != COUNT)
    if not variables or COUNT not in table.columns:
        raise CalibrationError(_no_count_column(table))
    keys = zip(*(table[name].tolist() for name in variables), strict=True)
    return variables, list(zip(keys, table[COUNT].tolist(), strict=True))


def _plain(value: object) -> object:
    """Return a category as a Python value, so that NumPy's 1 and Python's 1 are the same."""
    return value.item() if isinstance(value, np.generic) else value


def _number(value: object) -> float:
    """Return a finite number, or NaN for anything else."""
    number = float(value) if isinstance(value, Real) else math.nan
    return number if math.isfinite(number) else math.nan


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


def _unmatched(
    variables: tuple[str, ...], counts: dict[Key, float], sampled: tuple[Places, list[Key]]
) -> Iterator[str]:
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


def _blank(name: str, rows: Mask) -> str:
    return say(
        "Cột “{name}” để trống (hoặc vô hạn) ở dòng {rows}. Hãy điền, hoặc đưa các dòng đó ra ngoài "
        "mẫu (quyền số 0).",
        "Column “{name}” is blank (or infinite) in row {rows}. Fill it in, or take these rows out "
        "of the sample (weight 0).",
        name=name,
        rows=listed(rows),
    )


def _twice(name: str) -> str:
    return say(
        "Nhóm “{name}” được cho nhiều số của tổng thể. Mỗi nhóm chỉ giữ một số.",
        "“{name}” is given several population figures. Keep one for each category.",
        name=name,
    )


def _no_figure(name: str, value: object) -> str:
    return say(
        "Số của tổng thể “{name}” là {value}. Hãy ghi một số (số đơn vị thì không âm); "
        "nhóm không có số thì gộp với nhóm khác.",
        "The population figure of “{name}” is {value}. Give a number (a count is not negative); "
        "join a category without a figure with another.",
        name=name,
        value=shown(value),
    )


def _not_numeric(series: pd.Series[Any]) -> str:
    return say(
        "Cột “{name}” không phải cột số (ví dụ “{value}”) nên không có tổng. "
        "Hãy đổi sang số, hoặc cho {{nhóm: số đơn vị}}.",
        "Column “{name}” is not numeric (e.g. “{value}”) and has no total. "
        "Convert it, or give {{category: units}}.",
        name=series.name,
        value=next(iter(series.dropna()), ""),
    )


def _none_given(figures: Mapping[str, object]) -> Iterator[str]:
    if not figures:
        yield say(
            "Chưa có số nào của tổng thể. Hãy cho ít nhất một biên, dạng {biến: {nhóm: số}}.",
            "No population figures are given. Give at least one, as {variable: {category: count}}.",
        )


def _sizes_differ(sizes: Mapping[str, float]) -> Iterator[str]:
    if sizes and max(sizes.values()) - min(sizes.values()) > AGREE * max(sizes.values()):
        yield say(
            "Các biên có tổng khác nhau: {sizes}. Mọi biên phải đếm cùng một tổng thể; "
            "hãy xem lại nguồn số liệu của từng biên.",
            "The margins add up to different totals: {sizes}. All margins must count the same "
            "population; check the source of each.",
            sizes="; ".join(f"{label} {shown(size)}" for label, size in sizes.items()),
        )


def _not_crossed(population: Mapping[str, object]) -> str:
    return say(
        "Hậu phân tầng cần đúng một biến, đang có: {names}. Nếu các biến được đếm chéo, hãy cho "
        "bảng có cột “{count}”; nếu đếm riêng từng biến, hãy dùng rake.",
        "Post-stratification takes one variable, got: {names}. If the variables are counted "
        "crossed, give a table with a column “{count}”; if counted one by one, use rake.",
        names=", ".join(population) or say("không có biến nào", "none"),
        count=COUNT,
    )


def _no_count_column(table: pd.DataFrame) -> str:
    return say(
        "Bảng số của tổng thể cần cột “{count}” và ít nhất một cột phân nhóm; đang có: {columns}.",
        "The population table needs a column “{count}” and at least one column of categories; "
        "it has: {columns}.",
        count=COUNT,
        columns=", ".join(map(str, table.columns)),
    )
