"""Policies communicated (O03) and how soon (O04)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from gdnn_analysis.indicators.coded_works import percent_row
from gdnn_analysis.indicators.coverage import Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_eligibility import CHECKED
from gdnn_analysis.indicators.placement_roles import rows_of_placements
from gdnn_analysis.indicators.policy_cover import TOOLS, PolicyCover, policy_cover
from gdnn_analysis.indicators.timeliness import TIME_LABELS, compute_o04
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.records.media_keys import Bools, Ints

NOT_APPROVED: Final = "F-MAUSO"
ALL_TOOLS: Final = "ca_ba"


def compute_o03(inputs: Inputs) -> Output:
    """Return the share of the year's policies that were explained in time (RL-33, R13, G15).

    The list holds the policies issued in the year that must be communicated and are about
    vocational education (relevance 1 or 2). One is covered by an accepted placement that explains
    it, wholly or in part, within 12 months of its issue, on any channel. The depth belongs to the
    placement.

    Parameters
    ----------
    inputs
        ``policies``, media placements, ``channels``.

    Returns
    -------
    Output
        Headline in percent; variants ``bao_chi`` (mass media), ``trang_so`` (site of the
        department that leads the plan), ``khac`` (any other tool), ``ca_ba`` (all three);
        breakdown ``policy`` of each: 1 covered, 0 not, with the number of placements. Until every
        policy of the year that must be communicated is approved there is no percentage and no
        count, only the list (F-MAUSO). A policy not covered whose 12 months are not over is still
        open: it counts as not covered so far, and F-UOC says so. A year without such policies has
        no share (denominator 0), never 0 %. Nothing found where nobody filed ``media`` is missing.
    """
    year = _year(inputs)
    head = year.percent("", _any(year.covered), _any(year.firm))
    rows = [head, *year.policies(head, year.grid.sum(axis=1))]
    for place, tool in enumerate(TOOLS):
        row = year.percent(tool, year.covered[:, place], year.firm[:, place])
        rows += [row, *year.policies(row, year.grid[:, place])]
    every = year.percent(ALL_TOOLS, ~_any(~year.covered), ~_any(~year.firm))
    rows += [every, *year.policies(every, year.grid.min(axis=1))]
    return Output(rows, lambda: _trace(inputs, year.cover))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O03": compute_o03, "O04": compute_o04}
LABELS: Labels = {
    "O03": {
        "bao_chi": ("trên báo chí", "in the mass media"),
        "trang_so": ("trên trang thông tin điện tử của Sở", "on the department's site"),
        "khac": ("bằng công cụ khác", "by another tool"),
        "ca_ba": ("bằng cả ba loại công cụ", "by all three kinds of tool"),
    },
    "O04": TIME_LABELS,
}


@dataclass(frozen=True)
class _Year:
    """The list of one year with its placements by tool.

    Attributes
    ----------
    grid
        Placements that explain each listed policy in time: policy × tool.
    firm
        Which policy is covered by a checked placement, policy × tool.
    ids
        The listed policies, sorted.
    running
        Which of them may still be explained in time.
    """

    inputs: Inputs
    cover: PolicyCover
    coverage: Coverage
    ids: Sequence[str]
    grid: Ints
    firm: Bools
    running: Bools

    @cached_property
    def covered(self) -> Bools:
        return np.greater(self.grid, 0)

    def percent(self, variant: str, covered: Bools, firm: Bools) -> Row:
        """Return the share of the list that `covered` marks, if the list is approved."""
        known = bool(covered.any()) or not len(covered)
        parts: tuple[float | None, float | None] = (None, None)
        if self.cover.approved:
            top = self.coverage.count(float(covered.sum()), known=known)
            parts = (top, float(len(covered)))
        checked = float(firm.sum())
        flags = {
            NOT_APPROVED: not self.cover.approved,
            "F-UOC": bool((~covered & self.running).any()),
            "F-TUKHAI": parts[0] is not None and checked < parts[0],
        }
        row = percent_row(
            self.inputs,
            "O03",
            parts,
            coverage=self.coverage,
            checked=checked,
            flags=frozenset(flag for flag, shown in flags.items() if shown),
        )
        return replace(row, variant=variant, verdict="" if variant else row.verdict)

    def policies(self, head: Row, placements: Ints) -> Iterator[Row]:
        """Yield one row per policy: covered or not, and by how many placements."""
        plain = head.flags - {"F-TUKHAI", "F-UOC"}
        for policy, number, running in zip(
            self.ids, placements.tolist(), self.running.tolist(), strict=True
        ):
            known = number > 0 or self.coverage.filed
            yield replace(
                head,
                breakdown="policy",
                category=policy,
                value=float(number > 0) if known else None,
                numerator=float(number) if known else None,
                denominator=None,
                unit="văn bản",
                verdict="",
                flags=plain | {"F-UOC"} if running and number == 0 else plain,
            )


def _any(by_tool: Bools) -> Bools:
    """Return for each policy whether it is so with any tool."""
    found: Bools = np.logical_or.reduce(by_tool, axis=1)
    return found


def _year(inputs: Inputs) -> _Year:
    cover = inputs.once(policy_cover)
    found = cover.explaining
    listed = cover.listed.sort_values("policy_id")
    ids = pd.Index(listed["policy_id"])
    cells = ids.get_indexer(pd.Index(found["policy_id"])) * len(TOOLS)
    cells += pd.Index(TOOLS).get_indexer(pd.Index(found["tool"]))
    checked = found["verification"].eq(CHECKED).to_numpy()
    return _Year(
        inputs,
        cover,
        coverage_of(inputs, "media"),
        ids=ids.tolist(),
        grid=_grid(cells, len(ids)),
        firm=np.greater(_grid(cells[checked], len(ids)), 0),
        running=listed["limit"].ge(pd.Timestamp(inputs.today)).to_numpy(),
    )


def _grid(cells: Ints, policies: int) -> Ints:
    """Return how many placements are in each cell: policy × tool."""
    tools = len(TOOLS)
    return np.bincount(cells, minlength=policies * tools).reshape(policies, tools)


def _trace(inputs: Inputs, cover: PolicyCover) -> pd.DataFrame:
    return join_traces(
        [
            trace_each("O03", "policies", cover.policy_roles()),
            trace_each("O03", "media", rows_of_placements(inputs, cover.named)),
        ]
    )
