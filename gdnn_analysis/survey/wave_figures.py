"""The figures of one wave, and those of two waves side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import Choices
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import Figures, compute_figures
from gdnn_analysis.survey.faults import DesignError
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.taylor import Scores
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Names, Numbers, Places


@dataclass(frozen=True)
class Wave:
    """The figures of one wave, by domain and term."""

    sample: Sample
    domains: Domains
    names: tuple[str, ...]
    found: Figures

    @property
    def keys(self) -> list[tuple[Any, ...]]:
        """Term and domain of every figure, domains first."""
        labels = zip(*(column.tolist() for _, column in self.domains.labels.items()), strict=True)
        domains = list(labels) if self.domains.labels.shape[1] else [()] * len(self.domains)
        return [(name, *domain) for domain in domains for name in self.names]

    @property
    def figures(self) -> dict[str, Numbers]:
        """Estimates, standard errors, respondents and degrees of freedom."""
        tables = {"estimate": self.found.value, "n": self.found.n, "df": self.found.df}
        return {name: table.ravel() for name, table in (tables | {"se": self.found.se}).items()}

    @property
    def scores(self) -> Scores:
        """Scores by cluster."""
        if not isinstance(self.found.spread, Scores):
            raise DesignError(
                say(
                    "overlap=“clusters” dùng tuyến tính hóa theo cụm; thiết kế này có quyền số "
                    "lặp. Hãy dùng thiết kế trước khi gọi as_replicates.",
                    "overlap=“clusters” linearises by cluster; this design has replicate weights. "
                    "Use the design before as_replicates.",
                )
            )
        return self.found.spread


def wave_of(sample: Sample, y: Names, by: Names | None, where: Any) -> Wave:
    """Return the means or shares of a question in one wave."""
    domains = sample.domains(by=by, where=where)
    terms = build_terms(sample.frame, y)
    return Wave(
        sample, domains, terms.names, compute_figures(sample, terms, domains, MEAN, Choices())
    )


def matched(first: Wave, second: Wave) -> tuple[dict[str, list[Any]], tuple[Places, Places]]:
    """Return the terms and domains of either wave, and their rows in both; -1 is absent."""
    every = list(dict.fromkeys([*first.keys, *second.keys]))
    found = [{key: row for row, key in enumerate(wave.keys)} for wave in (first, second)]
    rows = tuple(np.array([own.get(key, -1) for key in every], dtype=np.intp) for own in found)
    names = ["term", *first.domains.labels.columns]
    columns = {name: [key[place] for key in every] for place, name in enumerate(names)}
    return columns, (rows[0], rows[1])


def taken(values: Numbers, rows: Places) -> Numbers:
    """Return the values of some rows; missing for row -1."""
    return np.append(values, np.nan)[rows]
