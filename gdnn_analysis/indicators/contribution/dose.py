"""Dose–response over schools: whether the outcome rose more where there were more visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gdnn_analysis.indicators.contribution.finding import Check, Finding, Settings, not_run
from gdnn_analysis.indicators.contribution.registered import FEW_CLUSTERS, MIN_SCHOOLS
from gdnn_analysis.language import say

Numbers = NDArray[np.float64]
_WELL_CONDITIONED: Final = 1e4
"""Below this condition number of the sums, solving them is exact to more than ten digits."""


def dose_response(
    frame: pd.DataFrame,
    *,
    outcome: str,
    exposure: str,
    covariates: Sequence[str],
    cluster: str,
    minimum: int = MIN_SCHOOLS,
) -> Finding:
    """Regress the outcome on the exposure and covariates, errors clustered.

    Parameters
    ----------
    frame
        One row per school; a row with a missing figure or cluster is left out. A text covariate
        becomes indicator columns, its blanks a category of their own.
    outcome, exposure, covariates, cluster
        Column names.
    minimum
        Schools needed to run at all.

    Returns
    -------
    Finding
        Coefficient of the exposure by ordinary least squares; cluster-robust (CR1) interval and
        p-value from Student's t with clusters − 1 degrees of freedom. Checks: the sign stays
        without each cluster in turn, and without the covariates; there are enough clusters for
        the interval to be trusted.

    References
    ----------
    A. C. Cameron, D. L. Miller (2015), Journal of Human Resources 50(2), 317-372.
    """
    rows = _complete(frame, [outcome, exposure], covariates, cluster)
    clusters = rows[cluster].nunique()
    settings: Settings = {
        "n_toi_thieu": minimum,
        "bien_kiem_soat": ";".join(covariates),
        "cum": cluster,
        "so_cum": clusters,
    }
    reason, too_few = _obstacle(rows, exposure, covariates, clusters, minimum)
    if reason:
        return not_run("lieu_dap_ung", reason, n=len(rows), settings=settings, too_few=too_few)
    design = _design(rows, exposure, covariates)
    fitted = _fit(rows[outcome].astype("float64"), design, rows[cluster])
    low, high = fitted.conf_int()[1]
    slope = float(fitted.params[1])
    left_out = _without_each_cluster(rows[outcome], design, rows[cluster])
    plain = _slope(rows[outcome].to_numpy(dtype="float64"), design[:, :2])
    return Finding(
        "lieu_dap_ung",
        ran=True,
        reason=say(
            "Hồi quy trên {n} trường, {clusters} huyện cũ.",
            "Regression over {n} schools in {clusters} former districts.",
            n=len(rows),
            clusters=clusters,
        ),
        n=len(rows),
        estimate=slope,
        ci_low=float(low),
        ci_high=float(high),
        p_value=float(fitted.pvalues[1]),
        checks=(
            _same_sign(left_out, slope),
            _without_covariates(plain, slope),
            _enough_clusters(clusters),
        ),
        settings=settings,
        details={
            "bo_mot_thap": float(left_out.min()),
            "bo_mot_cao": float(left_out.max()),
            "khong_kiem_soat": plain,
        },
    )


def _complete(
    frame: pd.DataFrame, figures: Sequence[str], covariates: Sequence[str], cluster: str
) -> pd.DataFrame:
    numeric = [name for name in covariates if pd.api.types.is_numeric_dtype(frame[name])]
    needed = [*figures, *numeric]
    numbers = {name: frame[name].to_numpy(dtype="float64", na_value=np.nan) for name in needed}
    known = frame[cluster].notna().to_numpy() & ~np.isnan(list(numbers.values())).any(axis=0)
    columns: dict[str, Any] = {name: values[known] for name, values in numbers.items()}
    for name in (*covariates, cluster):
        if name not in columns:
            columns[name] = frame[name].array[known]
    rows = pd.DataFrame(columns)
    texts = [name for name in covariates if name not in numeric]
    return rows.fillna(dict.fromkeys(texts, "khong_xac_dinh")) if texts else rows


def _obstacle(
    rows: pd.DataFrame, exposure: str, covariates: Sequence[str], clusters: int, minimum: int
) -> tuple[str, bool]:
    """Return why the regression must not run, empty when it may, and whether data are too few."""
    if len(rows) < minimum:
        return say(
            "Không chạy: cần ít nhất {minimum} trường có đủ số liệu đầu kỳ và cuối kỳ, chỉ có "
            "{found}.",
            "Not run: needs at least {minimum} schools with figures at start and end, found "
            "{found}.",
            minimum=minimum,
            found=len(rows),
        ), True
    if clusters < 2:
        return say(
            "Không chạy: các trường đều thuộc một huyện cũ, không ước lượng được sai số theo cụm.",
            "Not run: all schools lie in one former district, so errors cannot be clustered.",
        ), True
    design = _design(rows, exposure, covariates)
    others = np.delete(design, 1, axis=1)
    if np.linalg.matrix_rank(design) == np.linalg.matrix_rank(others):
        return say(
            "Không chạy: mức tiếp xúc không biến thiên, hoặc trùng hoàn toàn với biến kiểm soát.",
            "Not run: the exposure does not vary, or not apart from the covariates.",
        ), False
    return "", False


def _design(rows: pd.DataFrame, exposure: str, covariates: Sequence[str]) -> Numbers:
    """Return the columns 1, exposure and the covariates that vary."""
    columns = [np.ones(len(rows)), rows[exposure].to_numpy(dtype="float64")]
    for name in covariates:
        coded = pd.get_dummies(rows[[name]], drop_first=True, dtype="float64")
        columns += [
            coded[part].to_numpy() for part in coded if coded[part].max() > coded[part].min()
        ]
    return np.column_stack(columns)


def _fit(outcome: pd.Series[Any], design: Numbers, cluster: pd.Series[Any]) -> Any:
    # Imported here: statsmodels takes most of a second, and few runs have data to regress.
    from statsmodels.regression.linear_model import OLS

    groups = pd.factorize(cluster)[0]
    return OLS(outcome.to_numpy(dtype="float64"), design).fit(
        cov_type="cluster", cov_kwds={"groups": groups}, use_t=True
    )


def _slope(outcome: Numbers, design: Numbers) -> float:
    return float(np.linalg.lstsq(design, outcome, rcond=None)[0][1])


def _without_each_cluster(
    outcome: pd.Series[Any], design: Numbers, cluster: pd.Series[Any]
) -> Numbers:
    """Return the slope without each cluster, from sums of products less those of the cluster.

    Columns are centred and scaled before: so the sums are as exact as a regression of its own. A
    cluster without which columns (nearly) depend on one another gets that regression instead.
    """
    values, (groups, names) = outcome.to_numpy(dtype="float64"), pd.factorize(cluster, sort=True)
    scale = np.where(spread := design.std(axis=0), spread, 1.0)
    scaled = np.where(spread, design - design.mean(axis=0), design) / scale
    own = _products(np.column_stack([scaled, values - values.mean()]), groups, len(names))
    left = own.sum(axis=0) - own
    bread, sums = left[:, :-1, :-1], left[:, :-1, -1]
    certain = np.linalg.cond(bread) < _WELL_CONDITIONED
    slopes = np.empty(len(names))
    solved = np.linalg.solve(bread[certain], sums[certain][..., None])
    slopes[certain] = solved[:, 1, 0] / scale[1]
    for place in np.flatnonzero(~certain):
        kept = groups != place
        slopes[place] = _slope(values[kept], design[kept])
    return slopes


def _products(columns: Numbers, groups: NDArray[np.intp], count: int) -> Numbers:
    """Return the sums of products of all pairs of columns in each group."""
    width = columns.shape[1]
    sums: Numbers = np.empty((count, width, width))
    for place in range(width):
        for other in range(place, width):
            both = columns[:, place] * columns[:, other]
            sums[:, place, other] = np.bincount(groups, weights=both, minlength=count)
            sums[:, other, place] = sums[:, place, other]
    return sums


def _same_sign(left_out: Numbers, slope: float) -> Check:
    same = bool(np.all(np.sign(left_out) == np.sign(slope)))
    return Check(
        "bo_tung_huyen",
        same,
        say(
            "Bỏ lần lượt từng huyện cũ, hệ số từ {low:.3g} đến {high:.3g}: dấu {word}.",
            "Leaving out each former district, the slope is {low:.3g} to {high:.3g}: sign {word}.",
            low=float(left_out.min()),
            high=float(left_out.max()),
            word=say("không đổi", "unchanged") if same else say("thay đổi", "changes"),
        ),
    )


def _without_covariates(plain: float, slope: float) -> Check:
    same = bool(np.sign(plain) == np.sign(slope))
    return Check(
        "bo_bien_kiem_soat",
        same,
        say(
            "Không có biến kiểm soát, hệ số là {plain:.3g}: dấu {word}.",
            "Without covariates the slope is {plain:.3g}: sign {word}.",
            plain=plain,
            word=say("không đổi", "unchanged") if same else say("thay đổi", "changes"),
        ),
    )


def _enough_clusters(clusters: int) -> Check:
    return Check(
        "so_cum",
        clusters >= FEW_CLUSTERS,
        say(
            "{clusters} cụm (cần ít nhất {few}; ít cụm hơn thì khoảng tin cậy quá hẹp).",
            "{clusters} clusters (at least {few} needed; with fewer, intervals are too narrow).",
            clusters=clusters,
            few=FEW_CLUSTERS,
        ),
    )
