"""Design-based t tests of means (Lumley 2010, section 5.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from gdnn_analysis.language import say
from gdnn_analysis.survey.choices import read_choices
from gdnn_analysis.survey.domains import Domains
from gdnn_analysis.survey.estimates import compute_figures
from gdnn_analysis.survey.faults import VariableError
from gdnn_analysis.survey.models import fit_matrix, rounding, t_values, two_sided
from gdnn_analysis.survey.sample import Sample
from gdnn_analysis.survey.share_intervals import t_quantile
from gdnn_analysis.survey.statistics import MEAN
from gdnn_analysis.survey.terms import build_terms
from gdnn_analysis.survey.variables import Name, Numbers, as_categories, as_numbers, resolve


@dataclass(frozen=True)
class TTest:
    """Outcome of a t test.

    Attributes
    ----------
    estimate
        Difference of the means, later group − earlier; of one sample its mean.
    se, ci_low, ci_high, t, df, p_value
        Its uncertainty; two-sided.
    n
        Respondents used.
    """

    estimate: float
    se: float
    ci_low: float
    ci_high: float
    t: float
    df: float
    p_value: float
    n: int


def t_test(
    sample: Sample,
    y: Name,
    group: Name | None,
    *,
    where: Name | None = None,
    level: float = 0.95,
) -> TTest:
    """Test whether two groups differ in the mean of `y`, or without group whether it is 0.

    Raises
    ------
    VariableError
        When the group does not have exactly two levels among the respondents.
    """
    values = as_numbers(resolve(sample.frame, y))
    if group is None:
        return _one_sample(sample, y, where, level)
    domains = sample.domains(where=where)
    second = _second_of_two(sample, group, domains, ~np.isnan(values))
    columns = np.column_stack([np.ones(len(values)), second])
    model = fit_matrix(sample, values, columns, ("mean", "difference"), where=where, level=level)
    row = model.table.iloc[1]
    gap, se, low, high, t = (float(row[name]) for name in _FIGURES)
    return TTest(gap, se, low, high, t, model.df_residual, float(row["p_value"]), model.n)


_FIGURES: Final = ("estimate", "se", "ci_low", "ci_high", "t")


def _one_sample(sample: Sample, y: Name, where: Name | None, level: float) -> TTest:
    domains = sample.domains(where=where)
    terms = build_terms(sample.frame, y)
    found = compute_figures(sample, terms, domains, MEAN, read_choices({"level": level}))
    df = float(found.df[0, 0]) - 1
    mean, se = float(found.value[0, 0]), float(found.se[0, 0])
    half = float(t_quantile(np.array([df]), level)[0]) * se
    n = int(found.n[0, 0])
    size = sample.totals(terms.sizes(), domains)
    noise = rounding(MEAN.value(size)[0], n)
    t = t_values(found.value[0], found.se[0], noise)
    p = float(two_sided(t, df)[0])
    return TTest(mean, se, mean - half, mean + half, float(t[0]), df, p, n)


def _second_of_two(sample: Sample, group: Name, domains: Domains, known: Numbers) -> Numbers:
    """Return 1 for the later of two groups, 0 for the other, missing where unknown (n)."""
    found = as_categories(resolve(sample.frame, group))
    used = np.unique(found.codes[domains.inside & (found.codes >= 0) & known.astype(bool)])
    if len(used) != 2:
        raise VariableError(
            say(
                "“{name}” phải có đúng hai nhóm trong số người trả lời, nhưng có {count}: {levels}. "
                "Hãy giới hạn bằng where, hoặc dùng difference cho nhiều nhóm.",
                "“{name}” must have two groups among the respondents but has {count}: {levels}. "
                "Restrict with where, or use difference for several groups.",
                name=found.name,
                count=len(used),
                levels=", ".join(str(found.levels[code]) for code in used),
            )
        )
    return np.where(found.codes < 0, np.nan, (found.codes == used[1]).astype("float64"))
