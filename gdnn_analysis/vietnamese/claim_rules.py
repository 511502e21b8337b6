"""Which words claim a cause, and from which level of evidence they may be written (section 3.6).

Patterns are written as they are spoken and compared in normal spelling. In a pattern ``…`` stands
for up to eight words of the same part of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from gdnn_analysis.vietnamese.text import match_key

Severity = Literal["loi", "canh_bao"]
NEVER: Final = 5
"""Above the highest level: not allowed at any."""

_CHANGE: Final = "tăng|giảm|nâng|thay đổi|cải thiện|chuyển biến"
_WORD: Final = r"[^\s.,]+"
_GAP: Final = rf"(?:{_WORD} ){{0,8}}?"


@dataclass(frozen=True)
class Rule:
    """One way of writing that needs evidence.

    Attributes
    ----------
    name
        Code of the rule.
    pattern
        What is looked for in ``Words.line``.
    allowed_from
        Lowest level at which it may be written.
    not_before, not_after
        Words right before or right after that make it something else.
    needs
        The sentence must also hold this for the rule to apply.
    aim
        Whether a purpose ("nhằm …") is only warned of: it states an aim, not a result.
    """

    name: str
    pattern: re.Pattern[str]
    allowed_from: int
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None
    aim: bool = False


def spoken(pattern: str) -> str:
    """Return a pattern with its words in normal spelling and ``…`` as a gap of words."""
    words = re.sub(r"[^\W\d_]+", lambda word: match_key(word[0]), pattern)
    return words.replace("… ", _GAP)


def _find(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<= )(?:{spoken(pattern)})(?= )")


def _ends(pattern: str) -> re.Pattern[str]:
    return re.compile(f" (?:{spoken(pattern)}) $")


def _begins(pattern: str) -> re.Pattern[str]:
    return re.compile(f" (?:{spoken(pattern)}) ")


def _holds(*patterns: str) -> re.Pattern[str]:
    return re.compile("".join(f"(?=.* (?:{spoken(pattern)}) )" for pattern in patterns))


COMMUNICATION: Final = (
    "truyền thông|tuyên truyền|quảng bá|chiến dịch|tư vấn|giao lưu|ngày hội|bài viết|phóng sự"
    "|clip|mạng xã hội|kế hoạch 3066|kế hoạch này"
)
_OUTCOME: Final = (
    "tỷ lệ|phân luồng|nhận thức|nhận biết|hiểu biết|kiến thức|thái độ|ý định|tuyển sinh|tuyển mới"
    "|nhập học|đăng ký|lượt hỏi|học nghề|người học|học sinh"
)
_NOT_A_VERB: Final = "việc|đi|nghề|cách|tìm|người|ngày|giờ|nơi"
_BODY: Final = (
    "sở|ubnd|uỷ ban|bộ|ban|phòng|trường|trung tâm|cơ sở|đài|báo|đoàn|tỉnh đoàn|thành đoàn|huyện"
    "|tỉnh|thành phố|thị xã|xã|hội|hiệp hội|liên đoàn|doanh nghiệp|công ty|đơn vị|chính phủ"
    "|thủ tướng|hđnd|quốc hội|tổng cục|cục|vụ|viện|tổ|ngân sách|nhà nước|nhà trường|cơ quan"
    "|địa phương|chuyên gia|giảng viên|giáo viên|ông|bà|đồng chí"
)
_DEED: Final = (
    "tổ chức|ban hành|chủ trì|thực hiện|phối hợp|phát động|quản lý|sản xuất|biên soạn|cấp|giao"
    "|xây dựng|phê duyệt|soạn|quy định|đăng tải|đăng|phát|nộp|cung cấp|đảm bảo|bảo đảm|chi trả"
    "|tài trợ|trình bày|làm chủ tịch|làm trưởng ban|ký|lập|gửi|báo cáo|công bố|in|đầu tư|thành lập"
    "|phụ trách|chỉ đạo|tiến hành|triển khai|khởi xướng|đề xuất|đề nghị|tự khai|thống kê"
)
AGENT: Final = re.compile(
    f" do (?:{spoken('(?:các|một số|nhiều) ')})?(?:{spoken(_BODY)}) "
    f"(?:(?!(?:{spoken('đã|được|làm')}) ){_WORD} ){{0,10}}?(?:{spoken(_DEED)}) "
)
"""“do Sở … tổ chức”: who did something, not why something changed."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "toan_bo",
        _find(
            f"(?:toàn bộ|tất cả) … (?:{_CHANGE}|kết quả|thành công) … (?:do|nhờ|bởi)"
            "|hoàn toàn (?:là )?(?:do|nhờ|bởi)"
        ),
        NEVER,
    ),
    Rule(
        "nho",
        _find("nhờ(?: có| vào)?"),
        4,
        not_before=_ends("nương|cậy|xin|giúp"),
        not_after=_begins("vả|cậy|thu"),
    ),
    Rule(
        "do_ma",
        _find("do … (?:, )?mà"),
        4,
        not_before=_ends("tự|lý|là lý"),
        not_after=_begins("đó"),
    ),
    Rule(
        "do",
        _find(f"do(?= … (?:{COMMUNICATION}) )"),
        3,
        not_before=_ends("tự|lý"),
        not_after=_begins("đó|vậy|thế"),
        needs=_holds(_CHANGE, _OUTCOME),
    ),
    Rule(
        "lam_tang_giam",
        _find("làm (?:cho )?… (?:tăng|giảm)"),
        4,
        not_before=_ends(_NOT_A_VERB),
        not_after=_begins("việc|thêm|bánh|rõ|đẹp|bài|tốt|chủ"),
        aim=True,
    ),
    Rule(
        "giup",
        _find("giúp … (?:nâng|tăng|giảm)(?: cao| lên)?"),
        4,
        not_after=_begins("đỡ"),
        aim=True,
    ),
    Rule(
        "tac_dong",
        _find("tác động (?:rất |khá |hết sức |vô cùng )?(?:mạnh|rõ)(?: mẽ| rệt| nét)?"),
        4,
    ),
    Rule("tac_dong_lam", _find("tác động làm"), 3),
    Rule(
        "da_lam_thay_doi",
        _find("đã (?:góp phần |từng bước |thực sự |cơ bản )?làm (?:cho )?… thay đổi"),
        4,
        not_after=_begins("làm việc"),
    ),
    Rule(
        "lam_thay_doi",
        _find("làm (?:cho )?… thay đổi"),
        2,
        not_before=_ends(_NOT_A_VERB),
        not_after=_begins("việc|rõ"),
        aim=True,
    ),
    Rule("quyet_dinh", _find("góp phần quyết định"), 4),
    Rule("ro_ret", _find("hiệu quả (?:rất )?rõ (?:rệt|nét|ràng)"), 4),
    Rule(
        "chung_minh",
        _find("chứng minh"),
        4,
        not_before=_ends("tài liệu|hồ sơ|giấy tờ|văn bản"),
        not_after=_begins("nhân dân|thư"),
    ),
    Rule(
        "nguyen_nhan",
        _find("nguyên nhân"),
        4,
        not_after=_begins("của (?:hạn chế|tồn tại|khó khăn)|hạn chế|tồn tại|khó khăn"),
        needs=_holds(COMMUNICATION, f"{_CHANGE}|kết quả|thành công"),
    ),
    Rule(
        "bang_chung_dong_gop",
        _find("bằng chứng cho thấy … (?:đã )?đóng góp"),
        4,
    ),
    Rule("gop_phan", _find("góp phần"), 3),
    Rule("nhan_thuc", _find("nâng cao (?:được )?nhận thức"), 1, aim=True),
    Rule("hieu_qua", _find("hiệu quả"), 1, aim=True),
)
STANDARD_PHRASE: Final = _find("góp phần nâng cao (?:được )?nhận thức")
"""The standard phrase of administrative reports: warned of, not refused."""

_STRONG: Final = (
    "(?:chưa|không) (?:đủ|có) (?:căn cứ|cơ sở|bằng chứng)|thiếu (?:căn cứ|cơ sở|bằng chứng)"
    "|(?:chưa|không) (?:thể|nên|được|cho phép|khẳng định|kết luận|xác định|chứng minh|phát hiện)"
)
_AFFIRMING: Final = (
    "(?:không|chưa) thể (?:phủ nhận|không|thiếu)|không (?:ai )?phủ nhận|nếu không"
    "|không (?:chỉ|những|ngừng|gian|khí|nhỏ|dưới|ít|phải không)|hàng không"
    "|không rõ(?! (?:có phải|liệu|là|do|nhờ) )"
)
_BARE: Final = rf"(?:không|chưa|chẳng|chả) (?:{_WORD} ){{0,3}}"
_TURN: Final = "nhưng|song|tuy nhiên|vì vậy|do đó|mà"
AFFIRMING: Final = re.compile(f"(?<= )(?:{spoken(_AFFIRMING)})(?= )")
STRONG_NEGATION: Final = re.compile(f" (?:{spoken(_STRONG)}) ")
INNER_NEGATION: Final = re.compile(f" (?:{spoken('không|chưa|chẳng|chả')}) ")
BARE_NEGATION: Final = re.compile(f" {spoken(_BARE)}$")
TURN: Final = re.compile(f" (?:{spoken(_TURN)}) ")
"""Words after which a denial no longer holds: “không nhiều nhưng nhờ …”."""
AIM: Final = re.compile(
    f" (?:{spoken('nhằm|để|mục tiêu|mục đích|hướng tới|phấn đấu|cần|sẽ|đề nghị|tiếp tục|giải pháp')}) "
    f"(?:{_WORD} ){{0,6}}$"
)
LEVEL_PRINTED: Final = re.compile(f" {spoken('mức')} (?:{spoken('bằng chứng')} )?[0-4] ")
CODE_PRINTED: Final = re.compile(r"(?<= )[iaotcpeq]\d{2}(?= )")
