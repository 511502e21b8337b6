"""Every indicator has cases an official can read, and every golden case of the plan's rules too."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml

from gdnn_analysis.indicators.registry import computed
from tests.spec.case import read_cases

TESTS = Path(__file__).parents[2]
WAITING = {"G13"}
"""The change between two survey waves comes with the estimation of surveys."""


def test_every_computed_indicator_has_at_least_two_cases():
    cases = Counter(
        code
        for path in sorted((TESTS / "spec").rglob("*.yaml"))
        for case in read_cases(path)
        for code in {expected["ma"] for expected in case.expected}
    )
    assert {code for code in computed() if cases[code] < 2} == set()


def test_every_golden_case_is_tried_somewhere():
    texts = [
        path.read_text(encoding="utf-8")
        for path in TESTS.rglob("*")
        if path.suffix in (".yaml", ".py") and path != Path(__file__)
    ]
    named = {
        f"G{number:02d}"
        for number in range(1, 31)
        if any(re.search(rf"(?<![A-Za-z0-9])[gG]{number:02d}(?!\d)", text) for text in texts)
    }
    assert {f"G{number:02d}" for number in range(1, 31)} - named <= WAITING


def test_names_of_cases_are_told_apart_within_a_file():
    for path in sorted((TESTS / "spec").rglob("*.yaml")):
        names = [case["ten"] for case in yaml.safe_load(path.read_text(encoding="utf-8"))["ca"]]
        assert len(names) == len(set(names)), path
