"""What ``explain`` adds about surveys: samples, p values, what could have been detected (RL-38)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, Final

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import say

CODES: Final = ("C01", "C02", "C03", "C04", "C05", "C06", "T05")
FINDINGS: Final = {
    "tang": ("tăng có ý nghĩa thống kê", "a statistically significant rise"),
    "giam": ("giảm có ý nghĩa thống kê", "a statistically significant fall"),
    "chua_phat_hien": ("chưa phát hiện thay đổi", "no change detected"),
}


def survey_lines(evaluation: Evaluation, code: str) -> Iterator[str]:
    """Yield lines about the surveys behind a code; none for other codes."""
    if code not in CODES or not evaluation.surveys.held:
        return
    account = evaluation.surveys
    for row in account.samples.to_dict("records"):
        yield "  " + _sample(row)
        yield from (f"    {note}" for note in row["notes"])
    if code == "C03":
        yield from ("  " + _scale(row) for row in account.scales.to_dict("records"))
    if code == "C06":
        yield from ("  " + _change(row) for row in account.changes.to_dict("records"))
        yield from ("  " + _refused(row) for row in account.not_compared.to_dict("records"))


def _sample(row: Mapping[Hashable, Any]) -> str:
    return say(
        "Đợt {wave}: {used} phiếu dùng được; {strata} tầng, {clusters} cụm, {df} bậc tự do; "
        "hệ số thiết kế do quyền số {effect}.",
        "Wave {wave}: {used} usable interviews; {strata} strata, {clusters} clusters, {df} degrees "
        "of freedom; effect of weights {effect}.",
        wave=row["wave_id"],
        used=row["n_used"],
        strata=_whole(row["strata"]),
        clusters=_whole(row["clusters"]),
        df=_whole(row["degf"]),
        effect=_number(row["weight_effect"], 2),
    )


def _scale(row: Mapping[Hashable, Any]) -> str:
    return say(
        "Thang thái độ {wave}: {items} câu, {n} phiếu đủ câu; Cronbach α {alpha} ({low} – {high}); "
        "omega {omega}.",
        "Attitude scale {wave}: {items} items, {n} complete interviews; Cronbach's alpha {alpha} "
        "({low} – {high}); omega {omega}.",
        wave=row["wave_id"],
        items=row["items"],
        n=row["n"],
        alpha=_number(row["alpha"], 2),
        low=_number(row["alpha_low"], 2),
        high=_number(row["alpha_high"], 2),
        omega=_number(row["omega"], 2),
    )


def _change(row: Mapping[Hashable, Any]) -> str:
    family = (
        say("p Holm {p}", "Holm p {p}", p=_chance(row["p_holm"]))
        if row["core"]
        else say("câu khám phá", "exploratory question")
    )
    return say(
        "{pair}: {one} % → {two} %; {change} điểm ({low} – {high}); p {p}; {family}; nhỏ nhất "
        "phát hiện được {detectable} điểm; {finding}.",
        "{pair}: {one} % → {two} %; {change} points ({low} – {high}); p {p}; {family}; smallest "
        "detectable {detectable} points; {finding}.",
        pair=f"{row['wave_from']}>{row['wave_to']}:{row['trend_id']}",
        one=_number(row["value_from"], 1),
        two=_number(row["value_to"], 1),
        change=_number(row["change"], 1),
        low=_number(row["ci_low"], 1),
        high=_number(row["ci_high"], 1),
        p=_chance(row["p_value"]),
        family=family,
        detectable=_number(row["detectable"], 1),
        finding=say(*FINDINGS[str(row["finding"])]),
    )


def _refused(row: Mapping[Hashable, Any]) -> str:
    return say(
        "{pair} không so sánh: {reason}.",
        "{pair} not compared: {reason}.",
        pair=f"{row['wave_from']}>{row['wave_to']}"
        + (f":{row['trend_id']}" * bool(row["trend_id"])),
        reason=row["reason"],
    )


def _number(value: float, decimals: int) -> str:
    return say("trống", "empty") if pd.isna(value) else f"{value:.{decimals}f}"


def _chance(p: float) -> str:
    """Return a p value; one too small to print is said to be smaller."""
    return "< 0.0001" if p < 0.0001 else _number(p, 4)


def _whole(value: float | None) -> str:
    return "–" if value is None or pd.isna(value) else f"{int(value)}"
