"""The same estimates by sex and former district (R08), in the annex."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.organisation import districts_word
from gdnn_analysis.report.survey_words import (
    CODES,
    DASH,
    SHORT_NAMES,
    SMALL,
    WIDE,
    Waves,
    answers_text,
    interval_text,
    is_precise,
    share_text,
    wave_rows,
)
from gdnn_analysis.report.tables.common import area_text, cells, or_nothing, source_of
from gdnn_analysis.report.wording import capital, flags_of, label, span_text
from gdnn_analysis.vietnamese.numbers import format_number

GROUPS = ("wave_sex", "wave_area")
Found = dict[tuple[str, str], dict[str, pd.Series]]
"""Result rows of each code and breakdown by category."""


def survey_groups(ev: Evaluation) -> Table | None:
    """Estimates of each wave by sex and former district; nothing when no wave has groups."""
    waves = Waves(ev)
    found: Found = {
        (code, breakdown): wave_rows(ev, code, breakdown) for code in CODES for breakdown in GROUPS
    }
    codes = [code for code in CODES if any(found[code, breakdown] for breakdown in GROUPS)]
    rows: list[Row] = []
    for wave in waves.shown:
        lines = list(_group_lines(ev, waves, found, codes, wave.id))
        if lines:
            rows += [Row(cells(wave.title), kind="group"), *lines]
    table = Table(
        key="nhom-khao-sat",
        caption=tell(_caption(found), districts=districts_word(ev), span_text=span_text(ev.period)),
        unit="% (khoảng tin cậy 95%); n là số trả lời",
        source=source_of(ev, "survey_responses", "areas", "area_succession"),
        columns=(
            Column("Nhóm", width=1.6),
            *(Column(f"{capital(SHORT_NAMES[code])} ({code})", "center", 1.7) for code in codes),
        ),
        rows=tuple(rows),
        notes=tuple(_notes(waves, found)),
        long=True,
    )
    return or_nothing(table)


def _caption(found: Found) -> str:
    """Return the caption that names the groups the table has."""
    kinds = [any(found[code, kind] for code in CODES) for kind in GROUPS]
    if all(kinds):
        return "Kết quả khảo sát {span_text} theo giới tính và địa bàn {districts}"
    if kinds[0]:
        return "Kết quả khảo sát {span_text} theo giới tính"
    return "Kết quả khảo sát {span_text} theo địa bàn {districts}"


def _notes(waves: Waves, found: Found) -> Iterator[str]:
    yield (
        "Bảng không dùng để xếp hạng nhóm hoặc địa bàn (quy tắc R11). Nhóm có quá ít người trả lời "
        "chỉ ghi số trả lời."
    )
    rows = (row for categories in found.values() for row in categories.values())
    if not all(_is_precise(waves, row) for row in rows):
        yield tell(
            "“Kém chính xác”: khoảng tin cậy rộng từ {wide} điểm phần trăm trở lên, hoặc mẫu của "
            "nhóm chỉ nằm trong một cụm, nên không in tỷ lệ.",
            wide=format_number(WIDE),
        )


def _group_lines(
    ev: Evaluation, waves: Waves, found: Found, codes: list[str], wave_id: str
) -> Iterator[Row]:
    start = f"{wave_id}:"
    for breakdown in GROUPS:
        parts = [found[code, breakdown] for code in codes]
        for category in dict.fromkeys(name for part in parts for name in part):
            if category.startswith(start):
                name = _group_name(ev, breakdown, category.removeprefix(start))
                yield Row(cells(name, *(_group_text(waves, part.get(category)) for part in parts)))


def _group_name(ev: Evaluation, breakdown: str, category: str) -> str:
    if breakdown == "wave_sex":
        return label("SEX", category)
    return area_text(ev, category)


def _group_text(waves: Waves, row: pd.Series | None) -> str:
    if row is None:
        return DASH
    if pd.isna(row["value"]):
        return answers_text(row) if SMALL in flags_of(row) else share_text(row)
    if not _is_precise(waves, row):
        return tell("kém chính xác; {answers_text}", answers_text=answers_text(row))
    share = format_number(row["value"], 1)
    interval = interval_text(row["ci_low"], row["ci_high"])
    around = "" if interval == DASH else f" ({interval})"
    return f"{share}{around}; {answers_text(row)}"


def _is_precise(waves: Waves, row: pd.Series) -> bool:
    """Say whether a share may be printed; where there is none, nothing stands against it."""
    if pd.isna(row["value"]):
        return True
    return is_precise(waves.of(str(row["category"]).split(":")[0]), row)
