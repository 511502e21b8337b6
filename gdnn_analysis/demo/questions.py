"""Questionnaires of the fictional surveys: own wordings, versioned keys, trend ids.

``positive_codes`` are the codes as answered: of a question whose scale runs the other way round
(``reverse``) low codes are the positive ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gdnn_analysis.demo.book import Book

SCALE: Final = (
    "1:Rất không đồng ý",
    "2:Không đồng ý",
    "3:Phân vân",
    "4:Đồng ý",
    "5:Rất đồng ý",
)
YES_NO: Final = ("1:Có", "2:Không", "8:Không nhớ", "9:Không trả lời")
TRUE_FALSE: Final = ("1:Đúng", "2:Sai", "8:Không biết")
SOURCES: Final = (
    "bao_chi:Báo chí, PT-TH",
    "mxh_cs:Mạng xã hội của cơ sở GDNN",
    "mxh_nn:Mạng xã hội cơ quan nhà nước",
    "web:Website",
    "su_kien:Ngày hội, buổi tư vấn",
    "gv_pt:Thầy cô trường phổ thông",
    "gia_dinh:Gia đình, họ hàng",
    "ban_be:Bạn bè",
    "loa_xa:Loa truyền thanh",
)
DECOY: Final = "Nghề vàng trong tay, vươn xa năm châu"
"""A message that was never published: who remembers it says yes to everything (T05)."""
MESSAGES: Final = (
    "Đồng hành nâng tầm kỹ năng lao động Việt Nam",
    "Giáo dục nghề nghiệp: Thực học, thực hành – Vững khởi nghiệp, sáng tương lai",
    "Tương lai tươi sáng cùng giáo dục nghề nghiệp",
)


@dataclass(frozen=True)
class Question:
    """One question.

    Attributes
    ----------
    question_id, construct, text, answer_type
        As in table ``survey_questions``.
    cut
        Place (0–1000) of the answer scale above which people say yes; lower means more do.
    gain
        By how much the second wave moves.
    positive, dont_know, refusal
        Codes.
    """

    question_id: str
    construct: str
    text: str
    answer_type: str
    choices: tuple[str, ...] = ()
    positive: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    refusal: tuple[str, ...] = ()
    reverse: bool = False
    core: bool = False
    cut: int = 500
    gain: int = 0
    yes: str = "1"
    no: str = "2"
    trend: str = ""


def _facts(version: int) -> tuple[Question, ...]:
    """Return the five facts; the right answer to the third changed with the rules (C02)."""
    texts = (
        ("Học sinh tốt nghiệp THCS được học trung cấp.", "1"),
        ("Người học trung cấp không được học liên thông lên cao đẳng.", "2"),
        (
            "Người học trung cấp từ lớp 9 được hỗ trợ học phí."
            if version == 1
            else "Người học trung cấp từ lớp 9 phải đóng toàn bộ học phí.",
            "1" if version == 1 else "2",
        ),
        ("Học 9+ có thể vừa lấy bằng nghề vừa học văn hóa.", "1"),
        ("Học nghề chỉ làm việc được trong tỉnh.", "2"),
    )
    return tuple(
        Question(
            f"KT{number}",
            "kien_thuc",
            text,
            "mot",
            TRUE_FALSE,
            (key,),
            ("8",),
            cut=430 + 30 * number,
            gain=25,
            yes=key,
            no="2" if key == "1" else "1",
            trend=f"kt_{number}" + ("_moi" if number == 3 and version == 2 else ""),
        )
        for number, (text, key) in enumerate(texts, start=1)
    )


ATTITUDES: Final = (
    ("Học nghề giúp có việc làm sớm và thu nhập ổn định.", False),
    ("Học nghề chỉ dành cho người học kém.", True),
    ("Cơ sở GDNN có thiết bị thực hành hiện đại.", False),
    ("Người học nghề khó học lên cao hơn.", True),
    ("Tôi sẽ khuyên người thân, bạn bè học nghề.", False),
)
_INTENTION: Final[Mapping[str, Question]] = {
    "hs9": Question(
        "YD1",
        "y_dinh",
        "Sau lớp 9, hướng em định chọn đầu tiên là gì?",
        "mot",
        (
            "1:THPT",
            "2:GDTX",
            "3:Học nghề (9+, sơ cấp, trung cấp)",
            "4:Đi làm",
            "8:Chưa biết",
            "9:Không trả lời",
        ),
        ("3",),
        ("8",),
        ("9",),
        core=True,
        cut=640,
        gain=62,
        yes="3",
        no="1",
    ),
    "hs12": Question(
        "YD1",
        "y_dinh",
        "Sau lớp 12, hướng em định chọn đầu tiên là gì?",
        "mot",
        (
            "1:Đại học",
            "3:Học nghề (cao đẳng, trung cấp)",
            "4:Đi làm",
            "8:Chưa biết",
            "9:Không trả lời",
        ),
        ("3",),
        ("8",),
        ("9",),
        core=True,
        cut=680,
        gain=20,
        yes="3",
        no="1",
    ),
    "ph9": Question(
        "YD1",
        "y_dinh",
        "Tôi ủng hộ nếu con chọn học nghề sau lớp 9.",
        "thang5",
        SCALE,
        ("4", "5"),
        core=True,
        gain=45,
    ),
    "dan": Question(
        "YD1",
        "y_dinh",
        "Tôi ủng hộ nếu người thân chọn học nghề.",
        "thang5",
        SCALE,
        ("4", "5"),
        core=True,
        gain=30,
    ),
    "gv": Question(
        "YD1",
        "y_dinh",
        "Tôi sẽ tư vấn học nghề cho học sinh phù hợp.",
        "thang5",
        SCALE,
        ("4", "5"),
        core=True,
    ),
}
_FIRM: Final = (
    Question(
        "YD1",
        "y_dinh",
        "Trong 12 tháng tới, doanh nghiệp định tuyển người tốt nghiệp GDNN?",
        "mot",
        YES_NO,
        ("1",),
        ("8",),
        ("9",),
        core=True,
        cut=430,
        gain=10,
    ),
    Question(
        "YD2",
        "y_dinh",
        "Trong 12 tháng tới, doanh nghiệp định ký hoặc gia hạn thỏa thuận với cơ sở GDNN?",
        "mot",
        YES_NO,
        ("1",),
        ("8",),
        ("9",),
        core=True,
        cut=560,
        gain=15,
    ),
    Question(
        "HV1",
        "hanh_vi",
        "Trong 12 tháng qua, doanh nghiệp đã tuyển người tốt nghiệp GDNN?",
        "mot",
        YES_NO,
        ("1",),
        ("8",),
        ("9",),
        cut=480,
        gain=10,
    ),
)


def questionnaire(population: str, version: int) -> tuple[Question, ...]:
    """Return the questions asked of a population, in order."""
    if population == "dn":
        return (*_FIRM, *_awareness(), *_attitudes(), *_recall(), _SOURCE)
    return (
        *_awareness(),
        *_facts(version),
        *_attitudes(),
        _INTENTION[population],
        *_recall(),
        _SOURCE,
        *_exposure(),
        *_background(population),
    )


def _awareness() -> tuple[Question, ...]:
    return (
        Question(
            "NB1",
            "nhan_biet",
            "Anh/chị/em đã nghe nói về giáo dục nghề nghiệp chưa?",
            "mot",
            YES_NO,
            ("1",),
            ("8",),
            ("9",),
            cut=300,
            gain=45,
        ),
        Question(
            "NB2",
            "nhan_biet",
            "Hãy nêu một trình độ, mô hình 9+ hoặc một cơ sở GDNN.",
            "mot",
            ("1:Nêu đúng", "2:Nêu sai", "8:Không biết", "9:Không trả lời"),
            ("1",),
            ("8",),
            ("9",),
            core=True,
            cut=520,
            gain=70,
        ),
    )


def _attitudes() -> tuple[Question, ...]:
    return tuple(
        Question(
            f"TD{number}",
            "thai_do",
            text,
            "thang5",
            SCALE,
            ("1", "2") if reverse else ("4", "5"),
            reverse=reverse,
            core=number == 5,
            gain=40,
        )
        for number, (text, reverse) in enumerate(ATTITUDES, start=1)
    )


def _recall() -> tuple[Question, ...]:
    """Return the three messages and the decoy, which stands among them."""
    texts = (MESSAGES[0], MESSAGES[1], DECOY, MESSAGES[2])
    ids = ("ND1", "ND2", "ND0", "ND3")
    trends = ("nho_M1", "nho_M2", "nho_gia", "nho_M3")
    cuts = (610, 640, 830, 590)
    return tuple(
        Question(
            question_id,
            "nho_thong_diep",
            f"Trong 12 tháng qua, đã thấy hoặc nghe thông điệp “{text}”?",
            "mot",
            YES_NO,
            ("1",),
            ("8",),
            ("9",),
            cut=cut,
            gain=0 if question_id == "ND0" else 50,
            trend=trend,
        )
        for question_id, text, trend, cut in zip(ids, texts, trends, cuts, strict=True)
    )


_SOURCE: Final = Question(
    "NT1", "nguon_tin", "Biết về học nghề qua những nguồn nào?", "nhieu", SOURCES
)


def _exposure() -> tuple[Question, ...]:
    return (
        Question(
            "PN1",
            "phoi_nhiem",
            "Trong 12 tháng qua, đã dự ngày hội, buổi tư vấn về học nghề?",
            "mot",
            YES_NO,
            ("1",),
            ("8",),
            ("9",),
            cut=600,
            gain=70,
        ),
        Question("PN2", "phoi_nhiem", "Số lần xem nội dung về học nghề trong tháng qua", "so"),
    )


def _background(population: str) -> tuple[Question, ...]:
    if population in ("hs9", "hs12"):
        levels = ("1:Giỏi", "2:Khá", "3:Trung bình", "4:Yếu")
        return (Question("NK1", "nhan_khau", "Học lực năm trước (tự khai)", "mot", levels),)
    levels = ("1:Dưới THPT", "2:THPT", "3:Nghề, cao đẳng", "4:Đại học trở lên")
    return (Question("NK1", "nhan_khau", "Trình độ học vấn cao nhất", "mot", levels),)


def write_questions(book: Book, population: str, version: int, name: str) -> None:
    """Write a questionnaire to ``survey_questions``."""
    for question in questionnaire(population, version):
        asked = question.construct not in ("nhan_khau", "nguon_tin")
        trend = question.trend or question.question_id.lower()
        book.add(
            "survey_questions",
            "surveys/survey_questions.csv",
            {
                "question_id": question.question_id,
                "questionnaire_version": name,
                "construct": question.construct,
                "text_vi": question.text,
                "answer_type": question.answer_type,
                "choices": question.choices,
                "positive_codes": question.positive,
                "dk_codes": question.dont_know,
                "refusal_codes": question.refusal,
                "reverse": question.reverse,
                "trend_id": f"{population}_{trend}" if asked else None,
                "core": question.core,
            },
        )
