"""How estimates are reported: what may be chosen, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from numbers import Real
from typing import Any, Final, Literal, TypeAlias

from gdnn_analysis.language import say
from gdnn_analysis.survey.faults import VariableError

Freedom: TypeAlias = "Literal['domain', 'design'] | float"
Deff: TypeAlias = "bool | Literal['replace']"
OPTIONS: Final = ("deff", "df", "level", "skipna")


@dataclass(frozen=True)
class Choices:
    """How estimates are reported.

    Attributes
    ----------
    level
        Confidence level.
    df
        ``domain`` (clusters less strata that have rows of the domain), ``design``, or a number.
    deff
        Whether to give the design effect; ``replace`` compares with sampling with replacement.
    skipna
        Whether rows without a value are left out as a domain would be; otherwise a domain with
        such a row has no figure.
    """

    level: float = 0.95
    df: Freedom = "domain"
    deff: Deff = False
    skipna: bool = True


def read_choices(
    options: Mapping[str, Any], *, beside: tuple[str, ...] = ("by", "where")
) -> Choices:
    """Return the choices of a question.

    Parameters
    ----------
    options
        What the user gave.
    beside
        Options the question has besides, for the message.

    Raises
    ------
    VariableError
        For unknown options and values that mean nothing; all are named.
    """
    faults = (*_unknown(options, beside), *_bad_level(options), *_bad_words(options))
    if faults:
        raise VariableError(faults)
    return Choices(**options)


def number_of(value: Any) -> float:
    """Return a number as it is, anything else as missing: it is in no range."""
    known = not isinstance(value, bool) and isinstance(value, Real)
    return float(value) if known else float("nan")


def _unknown(options: Mapping[str, Any], beside: tuple[str, ...]) -> Iterator[str]:
    unknown = sorted(set(options) - set(OPTIONS))
    if unknown:
        yield say(
            "Không có tùy chọn {unknown}. Các tùy chọn: {known}.",
            "There is no option {unknown}. Options: {known}.",
            unknown=", ".join(unknown),
            known=", ".join((*beside, *OPTIONS)),
        )


def _bad_level(options: Mapping[str, Any]) -> Iterator[str]:
    level = options.get("level", 0.95)
    if not 0 < number_of(level) < 1:
        yield say(
            "level = {level} không hợp lệ: phải nằm giữa 0 và 1, thường dùng 0.95.",
            "level = {level} is not valid: it lies between 0 and 1, usually 0.95.",
            level=level,
        )


def _bad_words(options: Mapping[str, Any]) -> Iterator[str]:
    df = options.get("df", "domain")
    if not (df in ("domain", "design") or number_of(df) > 0):
        yield say(
            "df = {value} không hợp lệ. Chọn domain (bậc tự do của nhóm), design (của cả mẫu) "
            "hoặc một số dương.",
            "df = {value} is not valid. Choose domain (degrees of freedom of the domain), design "
            "(of the whole sample) or a number above 0.",
            value=df,
        )
    deff = options.get("deff", False)
    if deff not in (True, False, "replace"):
        yield say(
            "deff = {value} không hợp lệ. Chọn True (so với mẫu ngẫu nhiên đơn giản), replace "
            "(so với chọn có hoàn lại) hoặc False.",
            "deff = {value} is not valid. Choose True (compared with simple random sampling), "
            "replace (compared with sampling with replacement) or False.",
            value=deff,
        )
    skipna = options.get("skipna", True)
    if skipna not in (True, False):
        yield say(
            "skipna = {value} không hợp lệ. Chọn True hoặc False.",
            "skipna = {value} is not valid. Choose True or False.",
            value=skipna,
        )
