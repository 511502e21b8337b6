"""Factors that bring weighted sums of a sample to the known totals of its population.

The weights change as little as possible: of all weights that meet the totals, the ones nearest to
the given weights are taken. What "near" means is the method (Deville & Särndal 1992, Journal of
the American Statistical Association 87, 376-382; Deville, Särndal & Sautory 1993, same journal
88, 1013-1020).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.special import expit

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import CalibrationError, ConvergenceError
from gdnn_analysis.survey.margins import AGREE, Margin, Problem, listed, shown
from gdnn_analysis.survey.variables import Mask, Numbers

Method: TypeAlias = Literal["linear", "raking", "logit"]
Bounds: TypeAlias = tuple[float, float]

TOLERANCE: Final = 1e-9
"""Relative error up to which a total counts as met."""
ITERATIONS: Final = 200

_RANK: Final = 1e-10
"""Columns whose part of their own is below this share of the largest follow from the others."""
_RIDGE: Final = 1e-10
"""Keeps a Newton step finite where every weight that could move has reached its bound."""
_HALVINGS: Final = 60


@dataclass(frozen=True, eq=False)
class Adjustment:
    """What the weights are multiplied with.

    Attributes
    ----------
    factors
        One factor g per row (n); 1 outside the sample.
    iterations
        How often the factors were improved.
    largest_error
        Largest relative error that is left (:func:`relative_errors`).
    """

    factors: Numbers
    iterations: int
    largest_error: float


def relative_errors(problem: Problem, weights: Numbers) -> Numbers:
    """Return how far weighted sums are from their totals (p).

    ``(Σ w x - t) / max(|t|, Σ |w x|)``: for a category the difference as a share of the larger of
    the two counts; for a total near 0 of numbers that cancel out, of what cancels out.
    """
    return _errors(problem.x, np.abs(problem.x), problem.totals, weights)


def calibrate_factors(
    problem: Problem,
    weights: npt.ArrayLike,
    *,
    method: Method = "linear",
    bounds: Bounds | None = None,
    tol: float = TOLERANCE,
    max_iter: int = ITERATIONS,
) -> Adjustment:
    """Return factors ``g = F(x λ)`` under which the weights meet all totals, by Newton's method.

    Parameters
    ----------
    problem
        Auxiliary variables and their totals. Columns that follow from others are allowed.
    weights
        Weights before (n), 0 outside the sample.
    method
        ``linear``: F(u) = 1 + u, the generalised regression estimator; factors may be negative
        unless bounded. ``raking``: F = exp; always above 0. ``logit``: always between the bounds.
    bounds
        Smallest and largest factor, L < 1 < U: needed by ``logit``, allowed by ``linear``.
    tol
        Relative error up to which a total is met.
    max_iter
        Largest number of Newton steps.

    Raises
    ------
    CalibrationError
        Bad weights, method or bounds; totals that contradict each other.
    ConvergenceError
        Totals not met within `max_iter` steps, mostly because no factors within the bounds can.

    References
    ----------
    Deville & Särndal (1992), the distances of table 1; Deville, Särndal & Sautory (1993). The
    equations say that a concave function of λ has its maximum; steps are halved until it rises
    (Nocedal & Wright 2006, Numerical Optimization, section 3.1), so that Newton's method gets there
    from λ = 0.
    """
    distance = _distance(method, bounds)
    before = usable_weights(weights, problem)
    system, reachable = _system(problem, before)
    size = np.abs(reachable.x)

    def met(factors: Numbers) -> bool:
        errors = _errors(reachable.x, size, reachable.totals, before * factors)
        return bool((np.abs(errors) <= tol).all())

    with np.errstate(over="ignore", invalid="ignore"):
        factors, iterations = _newton(system, distance, met, max_iter)
    if not met(factors):
        raise ConvergenceError(_unmet(reachable, before * factors, (tol, iterations)))
    return _adjustment(problem, before, factors, iterations)


def rake_factors(
    problem: Problem,
    weights: npt.ArrayLike,
    *,
    tol: float = TOLERANCE,
    max_iter: int = ITERATIONS,
) -> Adjustment:
    """Return factors that bring all margins to their counts by iterative proportional fitting.

    Parameters
    ----------
    problem
        Margins only (:func:`~gdnn_analysis.survey.margins.margins_problem`).
    weights
        Weights before (n), 0 outside the sample.
    tol
        Relative error up to which a margin is met.
    max_iter
        How often all margins are gone through.

    Raises
    ------
    CalibrationError
        Bad weights, numeric totals, a category whose rows all weigh 0.
    ConvergenceError
        Margins not met within `max_iter` rounds.

    References
    ----------
    Deming & Stephan (1940), Annals of Mathematical Statistics 11, 427-444.
    """
    _refuse(_numeric_totals(problem))
    before = usable_weights(weights, problem)
    factors = np.ones(len(before))
    for iteration in range(max_iter + 1):
        reached = [_sums(margin, before * factors) for margin in problem.margins]
        if _margin_error(problem, reached) <= tol:
            return _adjustment(problem, before, factors, iteration)
        if iteration == max_iter:
            break
        for margin in problem.margins:
            factors = factors * _ratios(margin, _sums(margin, before * factors))
    raise ConvergenceError(_unmet(problem, before * factors, (tol, max_iter)))


def poststratify_factors(problem: Problem, weights: npt.ArrayLike) -> Adjustment:
    """Return ``N_c / Σ_c w`` for every row of cell c.

    Parameters
    ----------
    problem
        One margin (:func:`~gdnn_analysis.survey.margins.joint_problem`).
    weights
        Weights before (n), 0 outside the sample.

    Raises
    ------
    CalibrationError
        Bad weights, not exactly one margin, a cell whose rows all weigh 0.

    References
    ----------
    Holt & Smith (1979), Journal of the Royal Statistical Society A 142, 33-46.
    """
    _refuse(_numeric_totals(problem), _several_margins(problem))
    before = usable_weights(weights, problem)
    (margin,) = problem.margins
    factors = _ratios(margin, _sums(margin, before))
    return _adjustment(problem, before, factors, 1)


def adjust_replicates(replicates: Numbers, adjust: Callable[[Numbers], Adjustment]) -> Numbers:
    """Return replicate weights that were each adjusted like the full sample.

    Parameters
    ----------
    replicates
        One column of weights per replicate (n × R).
    adjust
        The adjustment of one column, such as ``partial(rake_factors, problem)``.

    Raises
    ------
    CalibrationError
        When replicates cannot be adjusted: how many, and why the first of them cannot.

    References
    ----------
    Valliant, Dever & Kreuter (2018), Practical Tools for Designing and Weighting Survey Samples,
    second edition, chapter 15: every step of weighting is repeated in every replicate.
    """
    adjusted = np.empty_like(replicates, dtype="float64")
    failed: dict[int, CalibrationError] = {}
    for number, weights in enumerate(replicates.T):
        try:
            adjusted[:, number] = weights * adjust(weights).factors
        except CalibrationError as error:
            failed[number + 1] = error
    if failed:
        first = next(iter(failed.values()))
        raise type(first)([_failed_replicates(failed, replicates.shape[1]), *first.faults])
    return adjusted


def usable_weights(weights: npt.ArrayLike, problem: Problem | None = None) -> Numbers:
    """Return weights as an array (n) after checking them.

    Raises
    ------
    CalibrationError
        Weights that are missing, infinite, negative or all 0; one above 0 outside the sample of
        the problem.
    """
    values = np.asarray(weights, dtype="float64")
    _refuse(_bad_weights(values))
    if problem is not None:
        _refuse(_weights_outside(values, problem))
    return values


class _Distance(NamedTuple):
    """How factors follow from ``u = x λ``: F, its slope and its integral."""

    factor: Callable[[Numbers], Numbers]
    slope: Callable[[Numbers], Numbers]
    integral: Callable[[Numbers], Numbers]


class _System(NamedTuple):
    """The calibration equations in columns that are independent: ``Σ w z z' = I``."""

    z: Numbers
    weights: Numbers
    target: Numbers


def _distance(method: str, bounds: Bounds | None) -> _Distance:
    _refuse(_bad_method(method, bounds))
    if method == "linear":
        return _linear(*(bounds or (-math.inf, math.inf)))
    if method == "logit" and bounds is not None:
        return _logit(*bounds)
    return _Distance(np.exp, np.exp, np.exp)


def _linear(low: float, high: float) -> _Distance:
    def factor(u: Numbers) -> Numbers:
        return np.asarray(np.clip(1 + u, low, high), dtype="float64")

    def slope(u: Numbers) -> Numbers:
        free: Mask = (1 + u > low) & (1 + u < high)
        return free.astype("float64")

    def integral(u: Numbers) -> Numbers:
        inner = factor(u)
        return (inner**2 - 1) / 2 + inner * (1 + u - inner)

    return _Distance(factor, slope, integral)


def _logit(low: float, high: float) -> _Distance:
    """Write F as ``L + (U - L) / (1 + exp(-(A u + c)))``, which cannot overflow."""
    steep = (high - low) / ((1 - low) * (high - 1))
    start = math.log((1 - low) / (high - 1))

    def factor(u: Numbers) -> Numbers:
        share: Numbers = expit(steep * u + start)
        return low + (high - low) * share

    def slope(u: Numbers) -> Numbers:
        share: Numbers = expit(steep * u + start)
        return (high - low) * steep * share * (1 - share)

    def integral(u: Numbers) -> Numbers:
        softened: Numbers = np.logaddexp(0, steep * u + start)
        return low * u + (high - low) / steep * softened

    return _Distance(factor, slope, integral)


def _system(problem: Problem, weights: Numbers) -> tuple[_System, Problem]:
    """Return independent equations, and the problem with the totals they can reach exactly.

    Totals whose columns follow from others must follow too, up to a rounding (`AGREE`).
    """
    inside = weights > 0
    scale = np.abs(problem.x[inside]).max(axis=0)
    scale[scale == 0] = 1.0
    scaled = np.sqrt(weights)[:, None] * (problem.x / scale)
    _, lengths, axes = np.linalg.svd(scaled, full_matrices=False)
    kept = lengths > _RANK * lengths.max()
    axes, lengths = axes[kept], lengths[kept]
    wanted = problem.totals / scale
    reachable = axes.T @ (axes @ wanted)
    _refuse(_contradictions(problem, wanted, reachable))
    basis = (axes / lengths[:, None]).T / scale[:, None]
    system = _System(problem.x @ basis, weights, (reachable * scale) @ basis)
    return system, replace(problem, totals=reachable * scale)


def _newton(
    system: _System, distance: _Distance, met: Callable[[Numbers], bool], max_iter: int
) -> tuple[Numbers, int]:
    multipliers = np.zeros(len(system.target))
    for iteration in range(max_iter + 1):
        factors = distance.factor(system.z @ multipliers)
        if iteration == max_iter or met(factors):
            break
        multipliers = _improved(system, distance, multipliers)
    return factors, iteration


def _improved(system: _System, distance: _Distance, multipliers: Numbers) -> Numbers:
    """Return the multipliers after one Newton step, shortened until it is an improvement."""
    z, weights, _ = system
    gap = _gap(system, distance, multipliers)
    curvature = (z * (weights * distance.slope(z @ multipliers))[:, None]).T @ z
    direction = np.linalg.solve(curvature + _RIDGE * np.eye(len(gap)), gap)
    height = _height(system, distance, multipliers)
    for halving in range(_HALVINGS):
        step = 0.5**halving
        trial = multipliers + step * direction
        rise = _height(system, distance, trial) - height
        nearer = np.linalg.norm(_gap(system, distance, trial)) < np.linalg.norm(gap) / 2
        if nearer or rise >= 1e-4 * step * float(gap @ direction):
            return trial
    return multipliers


def _gap(system: _System, distance: _Distance, multipliers: Numbers) -> Numbers:
    """Return what the totals lack: the gradient of the dual."""
    z, weights, target = system
    return target - (weights * distance.factor(z @ multipliers)) @ z


def _height(system: _System, distance: _Distance, multipliers: Numbers) -> float:
    """Return the concave dual that is largest at the solution."""
    z, weights, target = system
    return float(target @ multipliers - weights @ distance.integral(z @ multipliers))


def _adjustment(problem: Problem, before: Numbers, factors: Numbers, iterations: int) -> Adjustment:
    errors = relative_errors(problem, before * factors)
    return Adjustment(factors, iterations, float(np.abs(errors).max()))


def _errors(x: Numbers, size: Numbers, totals: Numbers, weights: Numbers) -> Numbers:
    scale = np.maximum(np.abs(totals), np.abs(weights) @ size)
    return (weights @ x - totals) / np.where(scale > 0, scale, 1.0)


def _sums(margin: Margin, weights: Numbers) -> Numbers:
    """Return the weights of every category (k)."""
    sums: Numbers = np.bincount(margin.codes + 1, weights, len(margin.names) + 1).astype("float64")
    return sums[1:]


def _margin_error(problem: Problem, reached: list[Numbers]) -> float:
    sums = np.concatenate(reached)
    wanted = np.concatenate([margin.counts for margin in problem.margins])
    return float((np.abs(sums - wanted) / np.maximum(sums, wanted)).max())


def _ratios(margin: Margin, sums: Numbers) -> Numbers:
    """Return wanted by reached count for every row (n); 1 outside the sample."""
    _refuse(_weightless(margin, sums))
    return np.append(margin.counts / sums, 1.0)[margin.codes]


def _refuse(*faults: Iterator[str]) -> None:
    found = [fault for several in faults for fault in several]
    if found:
        raise CalibrationError(found)


def _bad_weights(weights: Numbers) -> Iterator[str]:
    bad: Mask = ~(np.isfinite(weights) & (weights >= 0))
    if bad.any():
        yield say(
            "Quyền số thiếu, âm hoặc vô hạn ở dòng {rows} (ví dụ {value}). Hãy sửa; "
            "dòng không thuộc mẫu thì ghi 0.",
            "Weights are missing, negative or infinite in row {rows} (e.g. {value}). "
            "Correct them; a row outside the sample weighs 0.",
            rows=listed(bad),
            value=shown(weights[bad][0]),
        )
    elif not (weights > 0).any():
        yield say(
            "Mọi quyền số đều bằng 0: mẫu không có dòng nào.",
            "All weights are 0: the sample has no rows.",
        )


def _weights_outside(weights: Numbers, problem: Problem) -> Iterator[str]:
    if len(weights) != len(problem.inside):
        yield say(
            "Có {found} quyền số cho {wanted} dòng. Mỗi dòng cần một quyền số.",
            "There are {found} weights for {wanted} rows. Every row needs one weight.",
            found=len(weights),
            wanted=len(problem.inside),
        )
    elif (stray := (weights > 0) & ~problem.inside).any():
        yield say(
            "Dòng {rows} có quyền số lớn hơn 0 nhưng đã được khai là ngoài mẫu. "
            "Hãy lập lại bài toán với đúng các dòng của mẫu.",
            "Row {rows} weighs more than 0 but was declared outside the sample. "
            "Build the problem with the rows of the sample.",
            rows=listed(stray),
        )


def _bad_method(method: str, bounds: Bounds | None) -> Iterator[str]:
    if method not in ("linear", "raking", "logit"):
        yield say(
            "Không có phương pháp “{method}”. Hãy chọn linear, raking hoặc logit.",
            "There is no method “{method}”. Choose linear, raking or logit.",
            method=method,
        )
    if method == "logit" and bounds is None:
        yield say(
            "Phương pháp logit cần giới hạn của hệ số, ví dụ bounds=(0.3, 3).",
            "The logit method needs bounds for the factors, such as bounds=(0.3, 3).",
        )
    if method == "raking" and bounds is not None:
        yield say(
            "Phương pháp raking không nhận giới hạn. Hãy dùng logit, hoặc bỏ bounds.",
            "The raking method takes no bounds. Use logit, or leave bounds out.",
        )
    if bounds is not None and not (-math.inf < bounds[0] < 1 < bounds[1] < math.inf):
        yield say(
            "Giới hạn của hệ số là {low} và {high}: cần giới hạn dưới nhỏ hơn 1 và giới hạn trên "
            "lớn hơn 1.",
            "The bounds of the factors are {low} and {high}: the lower must be below 1, the upper "
            "above 1.",
            low=shown(bounds[0]),
            high=shown(bounds[1]),
        )


def _contradictions(problem: Problem, wanted: Numbers, reachable: Numbers) -> Iterator[str]:
    lacking = np.abs(wanted - reachable)
    wrong = lacking > np.maximum(AGREE * np.abs(wanted), 1e-12 * np.abs(wanted).max())
    if wrong.any():
        yield say(
            "Không quyền số nào đạt được đồng thời: {totals}. Trong mẫu các cột này phụ thuộc nhau "
            "(hoặc bằng 0 ở mọi dòng có quyền số) nhưng tổng thì không khớp. Hãy xem lại các tổng, "
            "hoặc bỏ bớt.",
            "No weights can meet all of these: {totals}. In the sample these columns follow from "
            "each other (or are 0 in every row with a weight), but the totals do not agree. Check "
            "the totals, or leave some out.",
            totals="; ".join(
                f"{name} {shown(total)}"
                for name, total, bad in zip(problem.names, problem.totals, wrong, strict=True)
                if bad
            ),
        )


def _numeric_totals(problem: Problem) -> Iterator[str]:
    categories = {name for margin in problem.margins for name in margin.names}
    numeric = [name for name in problem.names if name not in categories]
    if numeric:
        yield say(
            "Tổng của cột số không dùng được ở đây: {names}. Hãy dùng calibrate.",
            "Totals of numbers cannot be used here: {names}. Use calibrate.",
            names=", ".join(numeric),
        )


def _several_margins(problem: Problem) -> Iterator[str]:
    if len(problem.margins) != 1:
        yield say(
            "Hậu phân tầng cần đúng một biên, đang có: {labels}. Nhiều biên thì dùng rake.",
            "Post-stratification takes one margin, got: {labels}. For several use rake.",
            labels=", ".join(margin.label for margin in problem.margins),
        )


def _weightless(margin: Margin, sums: Numbers) -> Iterator[str]:
    for number in np.flatnonzero(sums <= 0):
        yield say(
            "Nhóm “{name}” cần {wanted} nhưng mọi dòng của nhóm có quyền số 0. "
            "Hãy gộp với nhóm gần nhất.",
            "“{name}” is to reach {wanted} but all its rows weigh 0. Join it with the nearest "
            "category.",
            name=margin.names[number],
            wanted=shown(margin.counts[number]),
        )


def _unmet(problem: Problem, weights: Numbers, limits: tuple[float, int]) -> list[str]:
    tol, iterations = limits
    with np.errstate(over="ignore", invalid="ignore"):
        errors, reached = relative_errors(problem, weights), weights @ problem.x
    first = say(
        "Quyền số chưa đạt các tổng sau {n} vòng lặp. Hãy gộp nhóm nhỏ, bớt biên, nới giới hạn "
        "của hệ số, hoặc tăng max_iter.",
        "The weights do not meet the totals after {n} iterations. Join small categories, use fewer "
        "margins, widen the bounds of the factors, or raise max_iter.",
        n=iterations,
    )
    return [first] + [
        say(
            "{name}: cần {wanted}, mới đạt {reached}.",
            "{name}: wanted {wanted}, reached {reached}.",
            name=problem.names[at],
            wanted=shown(problem.totals[at]),
            reached=shown(reached[at]),
        )
        for at in np.flatnonzero(~(np.abs(errors) <= tol))
    ]


def _failed_replicates(failed: dict[int, CalibrationError], replicates: int) -> str:
    return say(
        "{n} trong {all} bộ quyền số lặp lại không hiệu chỉnh được, trước hết là bộ số {first}:",
        "{n} of {all} replicates cannot be adjusted; the first is number {first}:",
        n=len(failed),
        all=replicates,
        first=next(iter(failed)),
    )
