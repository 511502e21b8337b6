"""What may be said of surveys (rules R11 to R13 and R15).

Estimates go with interval and number of answers; a change is called one only when it is
statistically significant, and is never laid to communication here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Blocks, Heading, Paragraph
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.survey_words import (
    CODES,
    DASH,
    FINDINGS,
    NBSP,
    SHORT_NAMES,
    Waves,
    WaveWords,
    change_values,
    estimate_text,
    fails_correction,
    finding_text,
    is_core,
    is_shown,
    points_interval,
    wave_rows,
)
from gdnn_analysis.report.wording import small
from gdnn_analysis.vietnamese.numbers import format_number


def survey_overview(ev: Evaluation) -> Paragraph:
    """What was asked of whom, or the sentence that nothing is concluded without a survey."""
    if not ev.surveys.held:
        return Paragraph(
            "Nguồn công khai không có số liệu khảo sát; không kết luận về nhận thức, thái độ, ý "
            "định."
            if ev.data.descriptor.kind == "cong_khai"
            else tell("{when} không tổ chức khảo sát; không kết luận về nhận thức.", when=_when(ev))
        )
    waves = Waves(ev).shown
    listed = "; ".join(
        tell("{population} (tháng {month})", population=small(wave.population), month=wave.month)
        if wave.month
        else small(wave.population)
        for wave in waves
    )
    return Paragraph(
        tell(
            "{when} có {count} đợt khảo sát: {listed}. Mẫu và tình hình trả lời ở "
            "{{bang:mau-khao-sat}}. Kế hoạch không đặt chỉ tiêu về nhận thức, thái độ, "
            "ý định và không có số liệu trước ngày 13/9/2021, nên chỉ nêu mức đo được "
            "và thay đổi kể từ đợt khảo sát thứ nhất. KTC là khoảng tin cậy; n là số "
            "người trả lời.",
            when=_when(ev),
            count=format_number(len(waves)),
            listed=listed,
        )
    )


def _when(ev: Evaluation) -> str:
    return (
        tell("Năm {period}", period=ev.period)
        if ev.period.is_year
        else tell("Giai đoạn {period}", period=ev.period)
    )


def survey_estimates(ev: Evaluation) -> Blocks:
    """One sentence for each wave: its estimates with interval and number of answers."""
    waves = Waves(ev).shown
    texts = ((wave, _estimates(ev, wave)) for wave in waves)
    return Blocks(items([_wave_sentence(wave, found) for wave, found in texts if found]))


def _estimates(ev: Evaluation, wave: WaveWords) -> str:
    rows = ((code, wave_rows(ev, code).get(wave.id)) for code in CODES)
    return "; ".join(
        f"{words(SHORT_NAMES[code])} ({code}) {estimate_text(row)}"
        for code, row in rows
        if row is not None
    )


def _wave_sentence(wave: WaveWords, estimates: str) -> str:
    if wave.volunteers:
        return tell(
            "{name}, mẫu tự nguyện: {estimates}. Số liệu chỉ nói về người đã trả lời, "
            "không suy rộng.",
            name=wave.name,
            estimates=estimates,
        )
    return f"{wave.name}: {estimates}."


def survey_changes(ev: Evaluation) -> Blocks:
    """What the core questions of two waves show, pair by pair, and what must be said of it."""
    if not ev.surveys.held:
        if ev.period.is_year:  # stands below what was surveyed, without a heading of its own
            return Blocks()
        return Blocks.of(Paragraph("Không có số liệu khảo sát để so sánh giữa các đợt (C06)."))
    changes = [row for _, row in ev.surveys.changes.iterrows() if is_shown(ev, row)]
    core = [row for row in changes if is_core(row)]
    sentences = items([_pair_sentence(Waves(ev), rows) for rows in _pairs(core)])
    return Blocks.of(_opening(changes, core), sentences, tuple(_closing(changes, core)))


def _opening(changes: list[pd.Series], core: list[pd.Series]) -> Paragraph:
    if not core:
        kind = "câu hỏi lõi" if changes else "câu hỏi"
        return Paragraph(
            tell(
                "Không có {kind} nào so sánh được với đợt khảo sát trước nên không kết luận "
                "về thay đổi (C06).",
                kind=kind,
            )
        )
    counts = Counter(str(row["finding"]) for row in core)
    found = "; ".join(
        tell("{counts} lượt {words}", counts=format_number(counts[finding]), words=words)
        for finding, words in FINDINGS.items()
        if counts[finding]
    )
    return Paragraph(
        tell(
            "Trong {count} lượt so sánh câu hỏi lõi với đợt khảo sát trước (C06): {found}.",
            count=format_number(len(core)),
            found=found,
        )
    )


def _pairs(core: list[pd.Series]) -> Iterator[list[pd.Series]]:
    """Yield the changes of each pair of waves."""
    for _, rows in groupby(core, key=lambda row: (row["wave_from"], row["wave_to"])):
        yield list(rows)


def _pair_sentence(waves: Waves, rows: list[pd.Series]) -> str:
    before, after = (waves.of(str(rows[0][end])) for end in ("wave_from", "wave_to"))
    changes = "; ".join(map(_change, rows))
    return tell(
        "{population}, tháng {month} và tháng {month_2}: {changes}.",
        population=after.population,
        month=before.month,
        month_2=after.month,
        changes=changes,
    )


def _change(row: pd.Series) -> str:
    interval = points_interval(row["ci_low"], row["ci_high"])
    detectable = format_number(row["detectable"], 1, missing=DASH)
    return tell(
        "{text_vi} từ {value_from} đến {value_to}, chênh lệch {change_text} điểm "
        "phần trăm (KTC 95%:{nbsp}{interval}; ngưỡng phát hiện {detectable}), {finding}",
        **change_values(row),
        nbsp=NBSP,  # a line must not begin with the sign of a number
        interval=interval,
        detectable=detectable,
        finding=_finding(row),
    )


def _finding(row: pd.Series) -> str:
    if fails_correction(row):
        return tell(
            "{finding_text} sau khi hiệu chỉnh Holm cho nhiều câu hỏi",
            finding_text=finding_text(row),
        )
    return finding_text(row)


def _closing(changes: list[pd.Series], core: list[pd.Series]) -> Iterator[Paragraph]:
    if core:
        yield Paragraph(
            "Chênh lệch tính từ số chưa làm tròn. Ngưỡng phát hiện là mức thay đổi nhỏ nhất hai mẫu "
            "phát hiện được; “chưa phát hiện thay đổi” không có nghĩa là giữ nguyên. Chưa đủ căn cứ "
            "quy các thay đổi này cho hoạt động truyền thông; các yếu tố khác nêu trong khung “Điều "
            "có thể và không thể kết luận”."
        )
    exploratory = len(changes) - len(core)
    if exploratory:
        yield Paragraph(
            tell(
                "Có {exploratory} lượt so sánh câu hỏi khám phá; kết quả chỉ để gợi ý, không dùng "
                "làm kết luận.",
                exploratory=format_number(exploratory),
            )
        )


def survey_annex_heading(ev: Evaluation) -> Heading | None:
    """Heading of the annex with the details of surveys; nothing when none was held."""
    if not ev.surveys.held:
        return None
    return Heading("Phụ lục VII. Số liệu chi tiết của các đợt khảo sát")


def questionnaire_heading(ev: Evaluation) -> Heading | None:
    """Heading of the annex with the questions asked; nothing when there are none."""
    return None if ev.data["survey_questions"].empty else Heading("Phụ lục III. Bảng hỏi")
