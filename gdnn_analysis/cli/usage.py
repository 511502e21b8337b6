"""Wrong command lines in the user's language; the parser itself only speaks English."""

from __future__ import annotations

import re
from collections.abc import Sequence

from typer.exceptions import TyperException

from gdnn_analysis.language import say


def usage_message(error: TyperException, commands: Sequence[str]) -> str:
    """Return what is wrong with a command line, and where to look.

    Parameters
    ----------
    error
        What the parser raised.
    commands
        Names of all commands.
    """
    return say(
        "Sai cách dùng lệnh: {fault} Xem: gdnn --help",
        "Wrong usage: {fault} See: gdnn --help",
        fault=_fault(error, commands),
    )


def _fault(error: TyperException, commands: Sequence[str]) -> str:
    raw = error.format_message() if hasattr(error, "format_message") else str(error)
    unknown = re.match(r"No such command '(.+)'", raw)
    if unknown:
        return say(
            "không có lệnh “{name}”. Các lệnh: {known}.",
            "there is no command “{name}”. Commands: {known}.",
            name=unknown[1],
            known=", ".join(commands),
        )
    option = getattr(error, "option_name", "")
    if option and "such option" in raw:
        return say("không có tuỳ chọn {name}.", "there is no option {name}.", name=option)
    parameter = _name(error)
    if type(error).__name__ == "MissingParameter":
        return say("thiếu {name}.", "{name} is missing.", name=parameter)
    choice = re.search(r"'([^']*)' is not one of (.+?)\.?$", raw)
    if parameter and choice:
        return say(
            "{name} không nhận “{value}”; chỉ nhận {known}.",
            "{name} does not take “{value}”; use {known}.",
            name=parameter,
            value=choice[1],
            known=choice[2].replace("'", ""),
        )
    if parameter:
        return say(
            "giá trị của {name} không hợp lệ ({detail}).",
            "the value of {name} is not valid ({detail}).",
            name=parameter,
            detail=getattr(error, "message", raw),
        )
    return raw


def _name(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options = [name for name in parameter.opts if name.startswith("--")]
    return options[0] if options else str(parameter.metavar or parameter.name).upper()
