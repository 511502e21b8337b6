"""Command-line values → settings and periods, refused with a remedy when they are wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gdnn_analysis.cli.console import WRONG_USAGE, Stop, stop
from gdnn_analysis.period import Period, parse_period
from gdnn_analysis.plan.constants import FIRST_YEAR, LAST_YEAR
from gdnn_analysis.plan.location import notebooks_folder
from gdnn_analysis.render.errors import ParameterError
from gdnn_analysis.render.parameters import check_parameters, read_schema

COLLECTED = Path("data/collected")
PUBLIC_RECORD = Path("data/public_record")


def data_folder(given: Path | None) -> Path:
    """Return the data directory: the one given, else the analyst's own, else the public record."""
    if given is not None:
        return given
    if COLLECTED.is_dir() and any(
        path.name != "README.md" for path in COLLECTED.iterdir() if not path.name.startswith(".")
    ):
        return COLLECTED
    if PUBLIC_RECORD.is_dir():
        return PUBLIC_RECORD
    stop(
        "Chưa có số liệu: thư mục “{path}” trống. Chép tệp số liệu vào đó hoặc ghi đường dẫn thư "
        "mục số liệu sau tên lệnh.",
        "No data: folder “{path}” is empty. Copy data files into it, or give the data folder after "
        "the command.",
        code=WRONG_USAGE,
        path=COLLECTED,
    )


def pairs(texts: Sequence[str]) -> dict[str, str]:
    """Return ``--set NAME=VALUE`` texts as a mapping; faults are reported together."""
    wrong = [text for text in texts if "=" not in text or text.startswith("=")]
    if wrong:
        stop(
            "--set cần dạng TÊN=GIÁ_TRỊ; không hiểu: {wrong}. Ví dụ: --set reading=B",
            "--set needs NAME=VALUE; not understood: {wrong}. Example: --set reading=B",
            code=WRONG_USAGE,
            wrong=", ".join(wrong),
        )
    return {name.strip(): value for name, _, value in (text.partition("=") for text in texts)}


def parameters(
    texts: Sequence[str], *, window: str | None = None, notebook: str = "annual_report"
) -> Mapping[str, Any]:
    """Return the report parameters given with ``--set``, checked against the notebook's sidecar."""
    given = pairs(texts)
    if window is not None:
        given["window"] = window
    try:
        schema = read_schema(notebooks_folder() / f"{notebook}.yaml")
        return check_parameters(schema, given)
    except ParameterError as error:
        raise Stop(str(error), WRONG_USAGE) from error


def periods(years: Sequence[str], period: str | None, *, everything: bool) -> list[Period]:
    """Return what is to be reported: years, one period, or all years of the plan."""
    named = [bool(years), period is not None, everything]
    if sum(named) > 1:
        stop(
            "Chỉ dùng một trong ba: --year, --period, --all.",
            "Use only one of --year, --period, --all.",
            code=WRONG_USAGE,
        )
    try:
        if period is not None:
            return [parse_period(period)]
        if years:
            return [parse_period(year) for year in dict.fromkeys(years)]
    except ValueError as error:
        raise Stop(str(error), WRONG_USAGE) from error
    return [Period(year, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)]
