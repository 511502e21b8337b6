"""Report parameters are refused, all faults at once, before anything is computed."""

from __future__ import annotations

from pathlib import Path

import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render.parameters import ParameterError, check_parameters, read_schema

YEAR = read_schema(notebooks_folder() / "annual_report.yaml")
SPAN = read_schema(notebooks_folder() / "period_evaluation.yaml")
GIVEN = {"data": "số liệu", "period": "2023"}
INTERFACE = {
    "data", "period", "window", "reading", "digital", "depth", "scope", "public", "as_annex",
    "issuer", "superior", "place", "number", "date", "recipients", "signer_title", "signer_name",
    "language", "created",
}  # fmt: skip


def faults(given: dict[str, str], schema=YEAR) -> tuple[str, ...]:
    with pytest.raises(ParameterError) as refused:
        check_parameters(schema, given, complete=True)
    return refused.value.faults


@pytest.mark.parametrize("schema", [YEAR, SPAN])
def test_schemas_have_exactly_the_parameters_of_the_interface(schema) -> None:
    assert set(schema.parameters) == INTERFACE


def test_defaults_are_those_of_the_interface() -> None:
    values = check_parameters(YEAR, GIVEN, complete=True)
    assert (values["window"], values["depth"], values["language"]) == ("nd09", "day_du", "vi")
    assert values["public"] is True
    assert values["as_annex"] is False
    assert {values[name] for name in ("reading", "digital", "scope", "issuer", "created")} == {""}


def test_values_get_their_types() -> None:
    given = {**GIVEN, "public": "false", "date": "05/01/2024", "created": "2024-01-05T01:00:00Z"}
    values = check_parameters(YEAR, given, complete=True)
    assert values["public"] is False
    assert values["date"] == "2024-01-05"
    assert values["created"] == "2024-01-05T08:00:00+07:00"


def test_an_unknown_name_is_refused_with_the_nearest_one() -> None:
    (fault,) = faults({**GIVEN, "reeding": "B"})
    assert "reeding" in fault
    assert "reading" in fault


def test_an_unknown_name_near_nothing_is_refused_with_the_list() -> None:
    (fault,) = faults({**GIVEN, "zzz": "1"})
    assert "signer_title" in fault


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("period", "2020"),
        ("period", "2026"),
        ("period", "2021-2025"),
        ("period", "hai nghìn"),
        ("window", "ND09"),
        ("reading", "D"),
        ("digital", "S3"),
        ("depth", ""),
        ("public", "có lẽ"),
        ("date", "31/02/2024"),
        ("created", "hôm nay"),
        ("number", "15\n16"),
        ("data", ""),
    ],
)
def test_a_value_of_the_wrong_type_or_out_of_range_is_refused(name: str, value: str) -> None:
    (fault,) = faults({**GIVEN, name: value})
    assert f"“{name}”" in fault


def test_a_year_is_no_span_of_years() -> None:
    (fault,) = faults(GIVEN, SPAN)
    assert "2021-2025" in fault


def test_all_faults_are_told_at_once() -> None:
    found = faults({"period": "x", "public": "có lẽ", "lạ": "x"})
    assert len(found) == 4  # unknown name, missing data, period, public


def test_required_parameters_may_be_missing_where_the_command_names_them_itself() -> None:
    values = check_parameters(YEAR, {"reading": "B"})
    assert values["reading"] == "B"
    assert "data" not in values
    assert "period" not in values


def test_refusals_speak_english_when_asked() -> None:
    use_language("en")
    try:
        (fault,) = faults({**GIVEN, "window": "x"})
    finally:
        use_language("vi")
    assert "is not valid" in fault


def test_a_schema_of_unknown_type_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("title: x\nparameters: {a: {type: số, meaning: x}}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="số"):
        read_schema(path)
