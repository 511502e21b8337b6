"""Turn every YAML file of this folder into tests that an official can read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.case import SpecCase, read_cases


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.File | None:
    if file_path.suffix == ".yaml":
        return SpecFile.from_parent(parent, path=file_path)
    return None


class SpecFile(pytest.File):
    """One YAML file of cases."""

    def collect(self):
        for case in read_cases(self.path):
            yield SpecItem.from_parent(self, name=case.name, case=case)


class SpecItem(pytest.Item):
    """One case: rows in, figures out."""

    def __init__(self, *, case: SpecCase, **kwargs) -> None:
        super().__init__(**kwargs)
        self.case = case

    def runtest(self) -> None:
        differences = self.case.differences()
        if differences:
            raise SpecFailureError("\n".join(differences))

    def repr_failure(self, excinfo, style=None):
        if isinstance(excinfo.value, SpecFailureError):
            return f"{self.case.name}\n{excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self):
        return self.path, None, self.case.name


class SpecFailureError(Exception):
    """What the case expected and what came out."""
