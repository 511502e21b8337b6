"""The OECD-DAC chapter and the answers to the six evaluation questions, in sentences."""

from __future__ import annotations

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.dac import criteria_of
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Blocks, Paragraph
from gdnn_analysis.report.dac_words import INDICATORS, NAMES, RATINGS, cap_text, counts_text
from gdnn_analysis.report.narrative.common import items
from gdnn_analysis.report.wording import small
from gdnn_analysis.vietnamese.numbers import format_number


def dac_introduction(ev: Evaluation) -> Paragraph:
    """How the criteria are used and how many could be rated."""
    criteria = criteria_of(ev)
    rated = sum(criterion.rating != "khong_du" for criterion in criteria)
    return Paragraph(
        tell(
            "Sáu tiêu chí của OECD-DAC (2019) được dùng để đặt câu hỏi, không để cộng "
            "điểm: mỗi tiêu chí chấm riêng theo điều kiện đếm được từ số liệu. Kỳ này "
            "có căn cứ để chấm {rated}/{count} tiêu chí; tiêu chí còn lại ghi “không đủ "
            "căn cứ”. Quy tắc chấm là đề xuất, in dưới bảng.",
            rated=format_number(rated),
            count=format_number(len(criteria)),
        )
    )


def summary_answers(ev: Evaluation) -> Blocks:
    """The six evaluation questions, each answered in one sentence with its codes."""
    return Blocks(
        items(
            [
                f"“{words(NAMES[criterion.name])}”: {small(RATINGS[criterion.rating])}; "
                f"{'; '.join([counts_text(criterion), *map(cap_text, criterion.caps)])} "
                f"({', '.join(INDICATORS[criterion.name])})."
                for criterion in criteria_of(ev)
            ]
        )
    )
