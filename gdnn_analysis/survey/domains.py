"""Domains: parts of the population that are estimated from the whole design.

A domain keeps all strata and clusters; rows outside weigh nothing (Särndal, Swensson & Wretman
1992, section 5.8). Only so is the number of respondents in the domain itself random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.structure import Stage, Structure
from gdnn_analysis.survey.variables import (
    Mask,
    Name,
    Places,
    as_categories,
    as_mask,
    resolve,
    several,
)


@dataclass(frozen=True)
class Cells:
    """Pairs of a sampling unit and a domain.

    Attributes
    ----------
    unit, domain
        The pairs, ordered by unit, then domain (m).
    of
        Which pair each row, or each pair of the stage below, belongs to; m where it is outside.
    """

    unit: Places
    domain: Places
    of: Places

    def __len__(self) -> int:
        return len(self.unit)


@dataclass(frozen=True)
class Domains:
    """Who belongs to which domain.

    Attributes
    ----------
    labels
        One row per domain (D); a column per ``by`` variable, none without.
    code
        Domain of every row of the sample (n); -1 is outside all of them.
    """

    labels: pd.DataFrame
    code: Places
    _cells: dict[int, tuple[Cells, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __len__(self) -> int:
        return len(self.labels)

    @cached_property
    def inside(self) -> Mask:
        """Which rows belong to a domain (n)."""
        return self.code >= 0

    def cells(self, structure: Structure) -> tuple[Cells, ...]:
        """Return the pairs of unit and domain that have rows, per stage, first stage first."""
        if id(structure) not in self._cells:
            self._cells[id(structure)] = self._stages(structure)
        return self._cells[id(structure)]

    def _stages(self, structure: Structure) -> tuple[Cells, ...]:
        last = occurring(structure.last.unit, self.code, len(self))
        found = [last]
        for above, below in zip(
            reversed(structure.stages[:-1]), reversed(structure.stages[1:]), strict=True
        ):
            parent = _parents(above, below)[found[0].unit]
            found.insert(0, occurring(parent, found[0].domain, len(self)))
        return tuple(found)

    def whole(self, structure: Structure) -> tuple[Cells, ...]:
        """Return all pairs of unit and domain, for scores that are nowhere zero."""
        count = len(self)
        found: list[Cells] = []
        for stage, below in zip(structure.stages, (*structure.stages[1:], None), strict=True):
            units = len(stage.stratum)
            of = (
                np.repeat(_parents(stage, below), count) * count
                + np.tile(np.arange(count), len(below.stratum))
                if below is not None
                else stage.unit
            )
            pairs = np.divmod(np.arange(units * count), max(count, 1))
            found.append(Cells(pairs[0], pairs[1], of))
        return tuple(found)

    def degrees_of_freedom(self, structure: Structure) -> Places:
        """Return clusters with rows of the domain minus strata with such (D)."""
        first = self.cells(structure)[0]
        stratum = structure.first.stratum[first.unit]
        pairs = np.unique(stratum * max(len(self), 1) + first.domain)
        clusters = np.bincount(first.domain, minlength=len(self))
        strata = np.bincount(pairs % max(len(self), 1), minlength=len(self))
        return (clusters - strata).astype(np.intp)

    def degrees_of_freedom_of_pairs(
        self, structure: Structure, first: Places, second: Places
    ) -> Places:
        """Return clusters with rows of either domain minus strata with such, by pair (P)."""
        cells = self.cells(structure)[0]
        shape = (len(structure.first.stratum), len(self))
        clusters = np.zeros(shape)
        clusters[cells.unit, cells.domain] = 1.0
        strata = np.zeros((len(structure.first.names), len(self)))
        strata[structure.first.stratum[cells.unit], cells.domain] = 1.0
        found = np.zeros(len(first))
        for seen, sign in ((clusters, 1), (strata, -1)):
            both, sizes = seen.T @ seen, seen.sum(axis=0)
            found += sign * (sizes[first] + sizes[second] - both[first, second])
        return found.astype(np.intp)


def _parents(above: Stage, below: Stage) -> Places:
    """Return the unit of the stage above for each unit of the stage below."""
    return above.unit[np.unique(below.unit, return_index=True)[1]]


def occurring(unit: Places, domain: Places, count: int) -> Cells:
    """Return the different pairs of unit and domain that occur; domain -1 is outside."""
    inside = domain >= 0
    width = max(count, 1)
    size = (int(unit.max(initial=-1)) + 1) * width
    key = np.where(inside, unit * width + domain, size)
    if size <= 4 * len(unit) + 1_000_000:
        rank = np.bincount(key, minlength=size + 1)[:size] > 0
        names = np.flatnonzero(rank)
        place = np.append(np.cumsum(rank) - 1, len(names))
        return Cells(names // width, names % width, place[key])
    names, place = np.unique(np.append(key, size), return_inverse=True)
    return Cells(names[:-1] // width, names[:-1] % width, place[:-1])


def build_domains(
    frame: pd.DataFrame,
    *,
    by: Name | Sequence[Name] | None = None,
    where: Name | None = None,
    counted: Mask,
) -> Domains:
    """Return the domains of a question.

    Parameters
    ----------
    frame
        One row per respondent.
    by
        Variables whose combinations are the domains; combinations nobody in the sample has are no
        domains. Rows where one is missing are outside.
    where
        Condition every domain shares. A domain that it empties stays, without a figure.
    counted
        Rows with a weight; the others are outside.

    Raises
    ------
    VariableError
        When a variable is unknown or no condition, two of them have the same name, or no row has
        all of them.
    """
    inside = counted if where is None else counted & as_mask(resolve(frame, where))
    if by is None or not several(by):
        return Domains(pd.DataFrame(index=[0]), np.where(inside, 0, -1))
    variables = [as_categories(resolve(frame, name)) for name in several(by)]
    _refuse_same_names([variable.name for variable in variables])
    code = np.zeros(len(frame), dtype=np.intp)
    for variable in variables:
        code = np.where(
            (code < 0) | (variable.codes < 0), -1, code * len(variable.levels) + variable.codes
        )
    if len(variables) > 1:
        names, place = np.unique(code, return_inverse=True)
        outside = int(names[0] < 0) if len(names) else 0
        code, names = place - outside, names[outside:]
    else:
        names = np.arange(len(variables[0].levels))
    if not len(names):
        raise VariableError(_no_groups([variable.name for variable in variables]))
    columns: dict[str, list[Any]] = {}
    rest = names
    for variable in reversed(variables):
        rest, own = np.divmod(rest, max(len(variable.levels), 1))
        columns[variable.name] = [variable.levels[place] for place in own]
    labels = pd.DataFrame(dict(reversed(columns.items())), index=range(len(names)))
    return Domains(labels, np.where(inside, code, -1))


def _no_groups(names: list[str]) -> str:
    return say(
        "Biến phân nhóm {names} để trống ở mọi dòng nên không có nhóm nào. "
        "Hãy kiểm tra cột, hoặc bỏ phân nhóm.",
        "To group by {names} gives no groups: no row has a value of each. "
        "Check the columns, or do not group.",
        names=", ".join(f"“{name}”" for name in names),
    )


def _refuse_same_names(names: list[str]) -> None:
    again = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if again:
        raise VariableError(
            [
                say(
                    "Có nhiều biến phân nhóm cùng tên “{name}”. Hãy đặt tên khác nhau, ví dụ "
                    "series.rename(…), và nêu mỗi biến một lần.",
                    "Several variables to group by are called “{name}”. Give them different names, "
                    "e.g. series.rename(…), and name each once.",
                    name=name,
                )
                for name in again
            ]
        )
