"""Time and memory of survey estimation on a national file, with R's survey package beside it.

``python -m benchmarks.survey --rows 378000 --questions 40 --seed 1`` makes a fictional sample of 63
provinces and asks for every share with its Korn-Graubard interval in every province; then the same
of an unclustered, a raked and a bootstrap design and of the sample of one province. Every case runs
in a process of its own, all on one core with one BLAS thread, in CPU seconds; the peak of memory
includes the data. Where ``Rscript`` has package survey, R estimates a few questions of the same file
on the same core; its time for all of them is in proportion, and the figures are compared.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from benchmarks.scale import peak_memory

if TYPE_CHECKING:
    from gdnn_analysis.survey import Design

TEXT: Final = pd.StringDtype(
    "python", na_value=np.nan
)  # what gdnn_analysis.ingest makes of answers
LEVELS: Final = (("1", "2", "8"), ("1", "2", "3", "4", "5"))
"""Yes, no, don't know; a scale of five points."""
MISSING: Final = 0.05
REPLICATES: Final = 1000
THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
COMPARED: Final = ("estimate", "se", "ci_low", "ci_high")


@dataclass(frozen=True)
class Layout:
    """How many provinces (or districts), strata in each, and schools in each stratum."""

    provinces: int = 63
    strata: int = 4
    schools: int = 20


@dataclass(frozen=True)
class Case:
    """A design to measure: how large, and after how many questions the measure is known."""

    text: str
    layout: Layout = Layout()
    rows: int | None = None
    questions: int | None = None


PROVINCE: Final = Layout(provinces=12, strata=2, schools=5)
CASES: Final = {
    "national": Case("national file, 63 provinces"),
    "unclustered": Case("without clusters, 63 provinces", questions=10),
    "raked": Case("raked to province, sex and age, 63 provinces", questions=4),
    "province": Case("one province, 12 districts", PROVINCE, rows=3000),
    "bootstrap": Case("bootstrap of 1,000, 12 districts", PROVINCE, rows=3000, questions=4),
}


def make_sample(rows: int, questions: int, seed: int, layout: Layout = PROVINCE) -> pd.DataFrame:
    """Return a fictional sample, one row per respondent; the same for the same arguments.

    Parameters
    ----------
    rows
        Respondents; cut to the same number in every province.
    questions
        Columns ``q01``, ``q02``, … of answers as text, by turns yes/no/don't know and a scale. Pupils
        of a school answer alike. From the third question on 5 % are missing.
    layout
        Provinces, strata and schools, the clusters.
    """
    chance = np.random.default_rng(seed)
    clusters = layout.strata * layout.schools
    province, place = np.divmod(
        np.arange(rows // layout.provinces * layout.provinces), rows // layout.provinces
    )
    school = province * clusters + place % clusters
    columns = {
        "province": _labels("P", province),
        "stratum": _labels("S", province * layout.strata + place % clusters % layout.strata),
        "school": _labels("C", school),
        "sex": _labels("", chance.integers(2, size=len(school))),
        "age": _labels("", chance.integers(4, size=len(school))),
        "weight": np.round(chance.lognormal(4.0, 0.5, len(school)), 2),
    }
    lean = chance.normal(0.0, 0.4, layout.provinces * clusters)[school]
    for number in range(questions):
        missing = 0.0 if number < len(LEVELS) else MISSING
        columns[f"q{number + 1:02}"] = _answers(
            chance, lean, np.array(LEVELS[number % len(LEVELS)], dtype="object"), missing
        )
    return pd.DataFrame(columns)


def _answers(
    chance: np.random.Generator, lean: np.ndarray, levels: np.ndarray, missing: float
) -> pd.Series:
    steps = np.linspace(-1.0, 1.0, len(levels) - 1) + chance.normal(0.0, 0.3)
    place = np.searchsorted(steps, lean + chance.normal(size=len(lean)))
    place[chance.random(len(lean)) < missing] = len(levels)
    return pd.Series(np.append(levels, np.nan)[place], dtype=TEXT)


def _labels(prefix: str, numbers: np.ndarray) -> pd.Series:
    names = np.array(
        [f"{prefix}{number:04}" for number in range(numbers.max() + 1)], dtype="object"
    )
    return pd.Series(names[numbers], dtype=TEXT)


def make_design(frame: pd.DataFrame, case: str) -> Design:
    """Return the design of a case."""
    from gdnn_analysis.survey import Design

    if case == "unclustered":
        return Design(frame, weights="weight", strata="stratum")
    design = Design(frame, weights="weight", strata="stratum", clusters="school")
    if case == "raked":
        return design.rake(_margins(frame))
    if case == "bootstrap":
        return design.as_replicates("bootstrap", seed=1, n=REPLICATES)
    return design


def _margins(frame: pd.DataFrame) -> dict[str, dict[str, float]]:
    """Return the sample's own margins moved by up to 10 %, of one size."""
    found: dict[str, dict[str, float]] = {}
    for name in ("province", "sex", "age"):
        sums = frame["weight"].groupby(frame[name]).sum()
        moved = sums * np.linspace(0.9, 1.1, len(sums))
        moved *= sums.sum() / moved.sum()
        found[name] = {str(level): float(count) for level, count in moved.items()}
    return found


def measure(name: str, rows: int, questions: int, seed: int) -> dict[str, float]:
    """Return CPU seconds and peak memory of one case; run it in a fresh process."""
    case = CASES[name]
    frame = make_sample(case.rows or rows, questions, seed, case.layout)
    asked = [f"q{number + 1:02}" for number in range(min(questions, case.questions or questions))]
    warm = make_design(make_sample(3000, 1, seed), name)  # what is imported on first use
    warm.proportion("q01", by="province", interval="beta")
    design_s, questions_s = _timed(frame, name, asked)
    measured = {
        "rows": len(frame),
        "questions": len(asked),
        "design_s": design_s,
        "questions_s": questions_s,
        "peak_mb": peak_memory(),
    }
    if name == next(iter(CASES)):
        # R's questions are made factors before its time runs; the same for ours, once.
        categories = frame.astype(dict.fromkeys(asked, "category"))
        measured["coded_s"] = sum(_timed(categories, name, asked))
    return measured


def _timed(frame: pd.DataFrame, name: str, asked: list[str]) -> tuple[float, float]:
    """Return CPU seconds of building the design and of all questions."""
    started = time.process_time()
    design = make_design(frame, name)
    made = time.process_time()
    for column in asked:
        design.proportion(column, by="province", interval="beta")
    return made - started, time.process_time() - made


R_SCRIPT: Final = """
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
cpu <- function() sum(proc.time()[c("user.self", "sys.self")])
timed <- function(work) { start <- cpu(); force(work); cpu() - start }
data <- read.csv(file.path(folder, "sample.csv"), colClasses = "character", na.strings = "")
data$weight <- as.numeric(data$weight)
asked <- grep("^q", names(data), value = TRUE)
data[asked] <- lapply(data[asked], factor)
design_s <- timed(design <- svydesign(~school, strata = ~stratum, weights = ~weight, data = data))
means_s <- numeric()
figures <- list()
for (name in asked) {
  means_s[name] <- timed({
    found <- svyby(reformulate(name), ~province, design, svymean, na.rm = TRUE)
    limits <- confint(found)
  })
  figures[[name]] <- data.frame(
    question = name, level = rep(levels(data[[name]]), each = nrow(found)),
    province = found$province, estimate = as.vector(coef(found)),
    se = as.vector(as.matrix(SE(found))), ci_low = NA, ci_high = NA)
}
first <- asked[1]
beta_s <- timed(
  found <- svyby(as.formula(sprintf("~I(%s == '1')", first)), ~province, design, svyciprop,
                 method = "beta", vartype = "ci"))
own <- figures[[first]]$level == "1"
figures[[first]][own, c("ci_low", "ci_high")] <- found[c("ci_l", "ci_u")]
write.csv(do.call(rbind, figures), file.path(folder, "figures.csv"), row.names = FALSE)
about <- c(R = as.character(getRversion()), survey = as.character(packageVersion("survey")),
           design_s = design_s, question_s = mean(means_s), level_s = beta_s,
           heap_mb = sum(gc()[, 6]))
write.csv(data.frame(name = names(about), value = about), file.path(folder, "about.csv"),
          row.names = FALSE)
"""


def has_r() -> bool:
    """Say whether ``Rscript`` is there and has package survey."""
    program = shutil.which("Rscript")
    if program is None:
        return False
    asked = [program, "-e", 'quit(status = !requireNamespace("survey", quietly = TRUE))']
    return subprocess.run(asked, capture_output=True).returncode == 0


def run_r(frame: pd.DataFrame) -> tuple[dict[str, str], pd.DataFrame]:
    """Return R's versions and seconds, and its figures of all questions of a sample.

    Seconds: ``design_s``; ``question_s``, one question with ``svyby``, ``svymean`` and ``confint``;
    ``level_s``, the Korn-Graubard interval of one answer with ``svyciprop``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        frame.to_csv(folder / "sample.csv", index=False)
        (folder / "survey.R").write_text(R_SCRIPT, encoding="utf-8")
        command = ["Rscript", str(folder / "survey.R"), str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        about = dict(pd.read_csv(folder / "about.csv", dtype=str).to_numpy())
        figures = pd.read_csv(folder / "figures.csv", dtype={"level": str, "province": str})
    return about, figures


def largest_differences(frame: pd.DataFrame, theirs: pd.DataFrame) -> dict[str, float]:
    """Return the largest relative difference of our figures of a sample from R's, by figure."""
    design, keys = make_design(frame, "national"), ["question", "level", "province"]
    found = []
    for question in theirs["question"].unique():
        one = design.proportion(question, by="province", interval="beta", truncate=False)
        level = one["term"].str.removeprefix(question)
        found.append(pd.DataFrame(one).assign(question=question, level=level))
    both = theirs.merge(pd.concat(found), on=keys, suffixes=("_r", ""), validate="1:1")
    if len(both) != len(theirs):
        raise ValueError(f"{len(theirs)} figures of R, {len(both)} of them found")
    return {name: _largest(both[name], both[f"{name}_r"]) for name in COMPARED}


def _largest(ours: pd.Series, theirs: pd.Series) -> float:
    """Return the largest relative difference; infinite where only we have no figure."""
    known = theirs.notna()
    apart = (ours - theirs)[known].abs()
    relative = (apart / theirs[known].abs()).mask(apart == 0, 0.0)
    return float(relative.fillna(np.inf).max())


def table(measured: dict[str, dict[str, float]]) -> str:
    """Return one line per case."""
    lines = ["| design | rows | design s | ms per question | peak MB |", "|---" * 5 + "|"]
    for name, one in measured.items():
        cells = [CASES[name].text, f"{one['rows']:,.0f}", f"{one['design_s']:.2f}"]
        cells += [f"{one['questions_s'] / one['questions'] * 1e3:.1f}", f"{one['peak_mb']:,.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def ratios(ours: dict[str, float], about: dict[str, str], questions: int) -> str:
    """Return the table of ratios to R, whose time is that of a few questions in proportion."""
    design, each, level = (float(about[f"{name}_s"]) for name in ("design", "question", "level"))
    answers = sum(len(LEVELS[number % len(LEVELS)]) for number in range(questions))
    own = ours["coded_s"]
    times = {
        f"gdnn_analysis.survey, {questions} questions as categories, Korn-Graubard": own,
        "the same from answers as texts": ours["design_s"] + ours["questions_s"],
        f"R, svyby of svymean and confint, {questions} questions (symmetric intervals)": design
        + questions * each,
        f"R, svyby of svyciprop beta for each of {answers} answers": design + answers * level,
    }
    lines = ["| estimation | CPU s | ratio |", "|---" * 3 + "|"]
    lines += [f"| {name} | {value:,.1f} | {value / own:,.1f} |" for name, value in times.items()]
    return "\n".join(lines)


def run_case(name: str, rows: int, questions: int, seed: int) -> dict[str, float]:
    """Return what :func:`measure` finds in a process of its own."""
    sizes = [f"--rows={rows}", f"--questions={questions}", f"--seed={seed}"]
    command = [sys.executable, "-m", "benchmarks.survey", f"--case={name}", *sizes]
    found = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(found.stdout)
    return measured


def pin_to_one_core() -> None:
    """Keep this process and those it starts to one core and to one thread of linear algebra."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def compare_with_r(ours: dict[str, float], given: argparse.Namespace) -> None:
    """Print R's time of all questions, known from a few, and the differences of the figures."""
    frame = make_sample(given.rows, given.questions, given.seed, Layout())
    few = [f"q{number + 1:02}" for number in range(min(given.r_questions, given.questions))]
    frame = frame[["province", "stratum", "school", "weight", *few]]
    about, figures = run_r(frame)
    print(f"\n{ratios(ours, about, given.questions)}\n")
    print(
        f"R {about['R']}, survey {about['survey']}, heap {float(about['heap_mb']):,.0f} MB. Its times "
        f"are extrapolated linearly: design {float(about['design_s']):.2f} s, svyby of svymean "
        f"{float(about['question_s']):.2f} s per question (mean of {', '.join(few)}), svyciprop beta "
        f"{float(about['level_s']):.2f} s per answer ({few[0]} = 1)."
    )
    gaps = largest_differences(frame, figures)
    print("Largest relative differences of ours from R's: ", end="")
    print(", ".join(f"{name} {gap:.1e}" for name, gap in gaps.items()))


def main(arguments: list[str]) -> int:
    """Measure all cases and R, or with ``--case NAME`` one case in this process."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, default in (("rows", 378_000), ("questions", 40), ("seed", 1), ("r-questions", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--case", choices=CASES)
    given = parser.parse_args(arguments)
    sizes = given.rows, given.questions, given.seed
    if given.case:
        print(json.dumps(measure(given.case, *sizes)))
        return 0
    pin_to_one_core()
    measured = {name: run_case(name, *sizes) for name in CASES}
    print(table(measured))
    if has_r():
        compare_with_r(measured["national"], given)
    else:
        print("\nR is not measured: there is no Rscript, or it has no package survey.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
