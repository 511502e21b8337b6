"""Report parameters: a typed schema beside each notebook, checked before any kernel starts.

papermill only warns about a parameter it does not know; here an unknown name, a wrong type or a
value out of range is refused, and all faults are told at once (interface, "Report parameters").
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

import yaml

from gdnn_analysis.language import say
from gdnn_analysis.render.errors import ParameterError
from gdnn_analysis.render.values import BadValueError, Value, convert

ParameterType = Literal["path", "period", "choice", "boolean", "text", "date", "timestamp"]
TYPES: Final = get_args(ParameterType)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a report.

    Attributes
    ----------
    name, type
        As used with ``--set NAME=VALUE``.
    meaning
        What it decides, in Vietnamese, for help and the method note.
    default
        Text that stands for "not given"; read like a given value.
    required
        Must be given; a default is not enough.
    choices
        The values allowed, for ``choice``.
    span
        For ``period``: ``year`` or ``years`` (several), the kind of report the notebook makes.
    first, last
        For ``period``: the years reports exist for.
    """

    name: str
    type: ParameterType
    meaning: str
    default: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    span: Literal["year", "years"] = "year"
    first: int = 0
    last: int = 9999


@dataclass(frozen=True)
class Schema:
    """All parameters of one notebook, in the order help prints them."""

    title: str
    parameters: Mapping[str, Parameter]


def read_schema(path: Path) -> Schema:
    """Read the YAML sidecar of a notebook.

    Raises
    ------
    ValueError
        When the sidecar itself is not well made: a mistake of ours, not of the user.
    """
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    parameters = {name: _parameter(name, spec) for name, spec in raw["parameters"].items()}
    return Schema(raw["title"], parameters)


def _parameter(name: str, spec: Mapping[str, Any]) -> Parameter:
    if spec["type"] not in TYPES:
        raise ValueError(f"parameter {name!r}: unknown type {spec['type']!r}")
    known = dict(spec)
    known["choices"] = tuple(str(value) for value in spec.get("choices", ()))
    known["default"] = str(spec.get("default", ""))
    return Parameter(name=name, **known)


def check_parameters(
    schema: Schema, given: Mapping[str, str], *, complete: bool = False
) -> dict[str, Value]:
    """Return every parameter of `schema` with its typed value.

    Parameters
    ----------
    schema
        What the notebook takes.
    given
        Texts as the user wrote them.
    complete
        Demand the required parameters; without it those not given are left out, for commands
        that name data and period in another way (RL-02).

    Returns
    -------
    dict
        One plain value per parameter of the schema, in its order: ``bool`` for ``boolean``, else
        ``str`` (dates and times as ISO 8601), so it can go into a notebook and a manifest.

    Raises
    ------
    ParameterError
        For unknown names, wrong types, values out of range, and missing
        required parameters; all of them at once.
    """
    faults = [_unknown(name, schema) for name in given if name not in schema.parameters]
    values: dict[str, Value] = {}
    for name, parameter in schema.parameters.items():
        if parameter.required and name not in given and not complete:
            continue
        try:
            values[name] = _value(parameter, given.get(name))
        except BadValueError as fault:
            faults.append(str(fault))
    if faults:
        raise ParameterError(faults)
    return values


def _value(parameter: Parameter, given: str | None) -> Value:
    if given is None and parameter.required:
        raise BadValueError(
            say(
                "Thiếu tham số “{name}” ({meaning}). Hãy thêm --set {name}=…",
                "Parameter “{name}” is missing ({meaning}). Add --set {name}=…",
                name=parameter.name,
                meaning=parameter.meaning,
            )
        )
    return convert(parameter, parameter.default if given is None else given)


def _unknown(name: str, schema: Schema) -> str:
    near = difflib.get_close_matches(name.lower(), schema.parameters, n=1, cutoff=0.6)
    if near:
        return say(
            "Không có tham số “{name}”. Có phải ý bạn là “{near}”?",
            "There is no parameter “{name}”. Did you mean “{near}”?",
            name=name,
            near=near[0],
        )
    return say(
        "Không có tham số “{name}”. Các tham số được dùng: {known}.",
        "There is no parameter “{name}”. Parameters in use: {known}.",
        name=name,
        known=", ".join(schema.parameters),
    )
