"""The OECD-DAC chapter and the answers to the six evaluation questions, in sentences."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.dac import criteria_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Blocks, Heading, Paragraph
from gdnn_analysis.report.dac_words import INDICATORS, NAMES, RATINGS, caps_of, counts_text
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import small
from gdnn_analysis.vietnamese.numbers import format_number


def dac_introduction(ev: Evaluation) -> Paragraph:
    """How the criteria are used and how many could be rated."""
    return Paragraph(
        tell(
            "Sáu tiêu chí của OECD-DAC (2019) được dùng để đặt câu hỏi, không để cộng "
            "điểm: mỗi tiêu chí chấm riêng theo điều kiện đếm được từ số liệu. {rated} "
            "Quy tắc chấm là đề xuất, in dưới bảng.",
            rated=_rated(ev),
        )
    )


def _rated(ev: Evaluation) -> str:
    criteria = criteria_of(ev)
    rated = sum(criterion.rating != "khong_du" for criterion in criteria)
    if not rated:
        return "Kỳ này không tiêu chí nào đủ căn cứ để chấm."
    if rated == len(criteria):
        return "Kỳ này có căn cứ để chấm cả sáu tiêu chí."
    return tell(
        "Kỳ này có căn cứ để chấm {rated}/{count} tiêu chí; tiêu chí còn lại ghi “không đủ căn cứ”.",
        rated=format_number(rated),
        count=format_number(len(criteria)),
    )


def summary_answers(ev: Evaluation) -> Blocks:
    """The six evaluation questions, each answered in one sentence with its codes."""
    heading = Heading("Trả lời các câu hỏi đánh giá", 2, numbered=False)
    criteria = criteria_of(ev)
    if all(criterion.rating == "khong_du" for criterion in criteria):
        names = ", ".join(f"“{words(NAMES[criterion.name])}”" for criterion in criteria)
        return Blocks.of(
            heading,
            Paragraph(
                tell(
                    "Số liệu hiện có không đủ căn cứ để chấm tiêu chí nào trong sáu tiêu chí của "
                    "OECD-DAC ({names}).",
                    names=names,
                )
            ),
        )
    return Blocks.of(
        heading,
        items(
            [
                f"“{words(NAMES[criterion.name])}”: {small(RATINGS[criterion.rating])}; "
                f"{'; '.join([counts_text(criterion), *caps_of(criterion)])} "
                f"({', '.join(INDICATORS[criterion.name])})."
                for criterion in criteria
            ]
        ),
    )
