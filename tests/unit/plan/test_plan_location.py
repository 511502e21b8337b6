from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gdnn_analysis import plan
from gdnn_analysis.language import use_language
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.plan.location import _find


def test_shipped_folders_hold_the_plan_the_registry_and_the_notebooks() -> None:
    assert (plan.shipped_plan() / "targets.csv").is_file()
    assert plan.shipped_registry().name == "registry"
    assert plan.notebooks_folder().name == "notebooks"


def test_an_installed_copy_is_preferred_to_the_folder_beside_the_package(tmp_path: Path) -> None:
    installed = tmp_path / "package" / "_shipped" / "plan"
    installed.mkdir(parents=True)
    (tmp_path / "data" / "plan").mkdir(parents=True)
    assert _find(tmp_path / "package", "plan", checkout="data/plan") == installed


def test_a_checkout_uses_the_folder_of_the_repository(tmp_path: Path) -> None:
    beside = tmp_path / "data" / "plan"
    beside.mkdir(parents=True)
    assert _find(tmp_path / "package", "plan", checkout="data/plan") == beside


@pytest.mark.parametrize(("language", "remedy"), [("vi", "cài đặt lại"), ("en", "Install")])
def test_an_incomplete_installation_is_named_with_its_remedy(
    tmp_path: Path, language, remedy: str
) -> None:
    use_language(language)
    try:
        with pytest.raises(FileNotFoundError, match=remedy) as error:
            _find(tmp_path / "package", "registry", checkout="data/registry")
    finally:
        use_language("vi")
    assert "registry" in str(error.value)


def test_the_plan_and_the_calendar_agree_on_its_first_day() -> None:
    assert plan.PLAN_DATE == PLAN_START == date(2021, 9, 13)
    assert plan.PLAN_DATE.year == plan.FIRST_YEAR
    assert plan.FIRST_YEAR < plan.ECOSYSTEM_FROM <= plan.LAST_YEAR == 2025


def test_the_plan_is_cited_without_the_misprinted_blank() -> None:
    assert plan.PLAN_NUMBER == "3066/KH-SLĐTBXH"
