"""What this package answers to a test of the reference table: (term, quantity) → number."""

from itertools import combinations

import numpy as np
import pandas as pd

from gdnn_analysis.survey import Design, reliability
from gdnn_analysis.survey.share_intervals import t_quantile
from tests.reference.cases import design, frame

Answer = dict[tuple[str, str], float]


def answer(row: pd.Series) -> Answer:
    """Return all numbers of the test and options that `row` belongs to."""
    if row["stat"] == "weights":
        return _weights(row)
    own = design(row["design_id"], row["lonely_psu"], row["adjust_domain_lonely"] == "TRUE")
    return ANSWERS[row["stat"].split("_")[0]](own, row)


def _options(row: pd.Series) -> dict[str, str]:
    parts = [part.partition("=") for part in row["options"].split(";")]
    return {name: value or "TRUE" for name, _, value in parts if name}


def _deff(row: pd.Series):
    return {"TRUE": True, "replace": "replace"}.get(_options(row).get("deff", ""), False)


def _variable(own: Design, text: str):
    """Return a variable of R's formula: a column, an expression, or a factor."""
    if text.startswith("factor("):
        name = text.removeprefix("factor(").removesuffix(")")
        return own.frame[name].astype("string").rename(text)
    return text.removeprefix("I(").removesuffix(")") if text.startswith("I(") else text


def _where(row: pd.Series) -> str | None:
    return row["subset"] or None


def _svymean(own: Design, row: pd.Series, method: str = "mean") -> Answer:
    names = [_variable(own, part) for part in row["vars"].split(" + ")]
    asked = names[0] if len(names) == 1 else names
    options = {"where": _where(row), "deff": _deff(row)}
    found = {df: getattr(own, method)(asked, df=df, **options) for df in ("domain", "design")}
    result: Answer = {}
    for _, line in found["domain"].iterrows():
        for quantity, column in (("estimate", "estimate"), ("se", "se"), ("cv", "cv"),
                                 ("deff", "deff")):  # fmt: skip
            result[line["term"], quantity] = line[column]
        result["", "n"] = line["n"]
        result["", "df_domain"] = line["df"]
    result["", "df_full"] = own.degf
    _limits(result, found, "term")
    rows = own.frame[[_name(name) for name in names]].notna().all(axis=1)
    complete = rows if not row["subset"] else rows & own.frame.eval(row["subset"])
    result["", "df_complete_rows"] = own.mean(asked, where=complete)["df"].iloc[0]
    covariance = found["domain"].covariance.to_numpy()
    terms = found["domain"]["term"].tolist()
    for one, other in combinations(range(len(terms)), 2):
        result[f"{terms[one]}|{terms[other]}", "cov"] = covariance[one, other]
    return result


def _name(variable) -> str:
    return variable if isinstance(variable, str) else variable.name.split("(")[1][:-1]


def _limits(result: Answer, found: dict[str, pd.DataFrame], key) -> None:
    for df, suffix in (("domain", "dfdom"), ("design", "dffull")):
        for _, line in found[df].iterrows():
            term = line[key] if isinstance(key, str) else key(line)
            result[term, f"ci95_lower_{suffix}"] = line["ci_low"]
            result[term, f"ci95_upper_{suffix}"] = line["ci_high"]


def _svytotal(own: Design, row: pd.Series) -> Answer:
    return _svymean(own, row, "total")


def _svyratio(own: Design, row: pd.Series) -> Answer:
    num, den = (_variable(own, part) for part in row["vars"].split("/"))
    options = {"where": _where(row), "deff": _deff(row)}
    found = {df: own.ratio(num, den, df=df, **options) for df in ("domain", "design")}
    line = found["domain"].iloc[0]
    result = {(row["vars"], name): line[name] for name in ("estimate", "se", "deff")}
    _limits(result, found, lambda _: row["vars"])
    return result


def _svyby(own: Design, row: pd.Series) -> Answer:
    by = row["by"].split(" + ")
    options = {"by": by, "where": _where(row), "deff": _deff(row)}

    def ask(df: str) -> pd.DataFrame:
        if "ratio" in row["stat"]:
            return own.ratio(*row["vars"].split("/"), df=df, **options)
        method = "total" if "total" in row["stat"] else "mean"
        return getattr(own, method)(row["vars"], df=df, **options)

    found = {df: ask(df) for df in ("domain", "design")}

    def label(line) -> str:
        return ".".join(str(line[name]) for name in by)

    result: Answer = {}
    for _, line in found["domain"].iterrows():
        for quantity in ("estimate", "se", "deff"):
            result[label(line), quantity] = line[quantity]
    _limits(result, found, label)
    covariance = found["domain"].covariance.to_numpy()
    names = [label(line) for _, line in found["domain"].iterrows()]
    values = found["domain"]["estimate"].tolist()
    for one, other in combinations(range(len(names)), 2):
        gap = covariance[one, one] + covariance[other, other] - 2 * covariance[one, other]
        for first, second in ((one, other), (other, one)):
            result[f"{names[first]}|{names[second]}", "cov"] = covariance[one, other]
            result[f"{names[second]} - {names[first]}", "diff_se"] = np.sqrt(gap)
            result[f"{names[second]} - {names[first]}", "diff"] = values[second] - values[first]
    return result


def _svyquantile(own: Design, row: pd.Series) -> Answer:
    options = _options(row)
    shares = [0.1, 0.25, 0.5, 0.75, 0.9]
    found = own.quantile(
        row["vars"], shares, rule=options["qrule"], method=options["interval"], where=_where(row)
    )
    names = {"estimate": "estimate", "ci_low": "ci95_lower", "ci_high": "ci95_upper", "se": "se"}
    return {
        (line["term"], quantity): line[column]
        for _, line in found.iterrows()
        for column, quantity in names.items()
    }


def _svyciprop(own: Design, row: pd.Series) -> Answer:
    options = _options(row)
    method, level = options["method"], float(options["level"])
    line = own.proportion(
        row["vars"],
        interval=method.split("_")[0],
        truncate=method not in ("beta", "beta_n_complete"),
        level=level,
        where=_where(row),
    ).iloc[0]
    free = np.array([line["n"] - 1.0, line["df"]])
    of_rows, of_clusters = t_quantile(free, level)
    names = {"estimate": "estimate", "ci_low": "ci_lower", "ci_high": "ci_upper", "n": "n",
             "n_eff": "n_eff", "df": "df_domain"}  # fmt: skip
    result: Answer = {("", quantity): line[column] for column, quantity in names.items()}
    result["", "n_eff_df"] = line["n_eff"] * (of_rows / of_clusters) ** 2
    return result


def _svychisq(own: Design, row: pd.Series) -> Answer:
    first, second = row["vars"].split("*")
    kind = _options(row)["statistic"]
    found = own.crosstab(first, second, statistic=kind, where=_where(row))
    return {
        ("", "statistic"): found.statistic,
        ("", "p_value"): found.p_value,
        ("", "ndf"): found.df,
        ("", "df"): found.df,
        ("", "ddf"): found.df_denominator,
    }


def _svytable(own: Design, row: pd.Series) -> Answer:
    found = own.crosstab(*row["vars"].split("*"), where=_where(row)).cells
    return {(line["term"], "cell_proportion"): line["estimate"] for _, line in found.iterrows()}


def _svyttest(own: Design, row: pd.Series) -> Answer:
    left, right = (_variable(own, part) for part in row["vars"].split(" ~ "))
    found = own.ttest(left, None if isinstance(right, str) and right == "0" else right)
    names = {"estimate": "estimate", "t": "t", "df": "df", "p_value": "p_value",
             "ci_low": "ci95_lower", "ci_high": "ci95_upper"}  # fmt: skip
    return {("", quantity): getattr(found, column) for column, quantity in names.items()}


def _svyglm(own: Design, row: pd.Series) -> Answer:
    left, _, right = row["vars"].partition(" ~ ")
    family = _options(row)["family"].removeprefix("quasi")
    found = own.glm(f"{_variable(own, left)} ~ {right}", family=family)
    result: Answer = {}
    for _, line in found.table.iterrows():
        result[line["term"], "estimate"] = line["estimate"]
        result[line["term"], "se"] = line["se"]
        result[line["term"], "df_residual"] = found.df_residual
    return result


def _repdesign(own: Design, row: pd.Series) -> Answer:
    (each,) = set(own.rscales.round(12).tolist())
    return {("", "scale"): own.scale, ("", "degf"): own.degf, ("", "rscales_all_equal_to"): each}


def _weights(row: pd.Series) -> Answer:
    own = Design(frame(row["design_id"]), weights=row["vars"])
    return {("", "kish_deff"): own.kish_deff, ("", "kish_neff"): own.kish_neff}


def _reliability(own: Design, row: pd.Series) -> Answer:
    items = [f"q{number}" for number in range(1, 7)]
    found = reliability(own.frame, items, weights="weight")
    scale = found.scale.set_index("term")
    result: Answer = {("", "n"): found.n}
    for ours, theirs in (("alpha", "alpha"), ("alpha_standardized", "alpha_standardized"),
                         ("omega_total", "omega_total"), ("alpha_weighted", "alpha_weighted")):  # fmt: skip
        result["", theirs] = scale.loc[ours, "estimate"]
    result["", "alpha_ci_lower"] = scale.loc["alpha", "ci_low"]
    result["", "alpha_ci_upper"] = scale.loc["alpha", "ci_high"]
    for _, line in found.items.iterrows():
        for quantity in ("alpha_if_deleted", "corrected_item_total_r"):
            result[line["item"], quantity] = line[quantity]
    return result


ANSWERS = {
    "svymean": _svymean,
    "svytotal": _svytotal,
    "svyratio": _svyratio,
    "svyby": _svyby,
    "svyquantile": _svyquantile,
    "svyciprop": _svyciprop,
    "svychisq": _svychisq,
    "svytable": _svytable,
    "svyttest": _svyttest,
    "svyglm": _svyglm,
    "repdesign": _repdesign,
    "reliability": _reliability,
}
