"""Words of the OECD-DAC chapter: questions, conditions, caps and ratings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.dac import Cap, Criterion, Rating
from gdnn_analysis.evaluation.dac_conditions import Condition
from gdnn_analysis.evaluation.names import Names
from gdnn_analysis.language import tell, words
from gdnn_analysis.vietnamese.numbers import format_number

NAMES: Final[Mapping[str, str]] = {
    "phu_hop": "Phù hợp",
    "gan_ket": "Gắn kết",
    "hieu_qua": "Hiệu quả",
    "hieu_suat": "Hiệu suất",
    "tac_dong": "Tác động",
    "ben_vung": "Bền vững",
}
QUESTIONS: Final[Mapping[str, str]] = {
    "phu_hop": "Mục tiêu, đối tượng, nội dung có đáp ứng nhu cầu của học sinh, phụ huynh, doanh "
    "nghiệp và chính sách; có điều chỉnh khi bối cảnh đổi?",
    "gan_ket": "Các chủ thể có phối hợp, có trùng lặp hay bỏ trống; có khớp với chính sách phân "
    "luồng, chuyển đổi số, tuyển sinh?",
    "hieu_qua": "Từng mục tiêu của Kế hoạch đạt đến đâu?",
    "hieu_suat": "Chi có đúng hạn, có so sánh được chi phí của các hình thức?",
    "tac_dong": "Thay đổi ở cấp cao hơn là gì, ai không được hưởng, bằng chứng ở mức nào?",
    "ben_vung": "Kênh, đội ngũ, kinh phí, cơ chế phối hợp có tiếp tục sau kỳ kế hoạch và sau hợp "
    "nhất?",
}
INDICATORS: Final[Mapping[str, tuple[str, ...]]] = {
    "phu_hop": ("O06", "O07", "C07", "I04"),
    "gan_ket": ("A02", "A08", "A09", "A01", "Q04"),
    "hieu_qua": ("O01", "O03", "A01", "O15", "C01–C06", "Q06"),
    "hieu_suat": ("I02", "E01", "E02", "E03", "Q01"),
    "tac_dong": ("P01–P06", "T07"),
    "ben_vung": ("O14", "O15", "I04", "I05", "I06"),
}
RATINGS: Final[Mapping[Rating, str]] = {
    "tot": "Tốt",
    "kha": "Khá",
    "trung_binh": "Trung bình",
    "yeu": "Yếu",
    "khong_du": "Không đủ căn cứ",
}
SYMBOLS: Final[Mapping[Rating, str]] = {
    "tot": "●",
    "kha": "◕",
    "trung_binh": "◑",
    "yeu": "◔",
    "khong_du": "–",
}
CONDITIONS: Final[Mapping[str, str]] = {
    "chu_de": "mọi chủ đề của Kế hoạch có sản phẩm",
    "doi_tuong": "mọi nhóm đối tượng ưu tiên có hoạt động",
    "nhu_cau": "có bằng chứng về nhu cầu thông tin (khảo sát, phiếu nhập học)",
    "dieu_chinh": "có kế hoạch năm ký từ ngày 01/3/2025",
    "chu_the": "đủ các nhóm chủ thể có hoạt động",
    "nhiem_vu": "mọi nhóm có nhiệm vụ ở mục VII có việc đã đối chiếu",
    "long_ghep": "có sự kiện lồng ghép với ngành khác",
    "khoang_trong": "không có ô lịch Phụ lục bỏ trống",
    "chi_tieu": "chỉ tiêu số lượng sản phẩm đạt ở mọi năm đến kỳ",
    "chinh_sach": "mọi văn bản phải tuyên truyền có sản phẩm",
    "phu_luc": "mọi ô lịch Phụ lục đã thực hiện",
    "khong_gian": "mọi tiêu chí không gian, hệ sinh thái được chấm đủ điểm",
    "nhan_thuc": "câu hỏi lõi về nhận thức, thái độ, ý định tăng, không câu nào giảm",
    "giai_ngan": "tỷ lệ thực hiện kinh phí đạt ngưỡng",
    "chi_phi": "tính được chi phí đơn vị để so sánh các hình thức",
    "xu_the_chi_phi": "chi phí một sản phẩm năm cuối không cao hơn năm đầu",
    "muc_bang_chung": "mức bằng chứng đối với phân luồng sau THCS từ 3",
    "phan_hoi": "có số đo sắc thái phản hồi",
    "phan_to": "có số liệu theo giới để biết nhóm ít được hưởng",
    "kenh_co_chu": "mọi kênh chính thức của các chủ thể Kế hoạch có chủ sở hữu hợp lệ sau kỳ",
    "he_sinh_thai": "mọi tiêu chí hệ sinh thái được chấm đủ điểm",
    "doi_ngu": "năm cuối còn cộng tác viên hoạt động",
    "dong_kinh_phi": "năm cuối có đơn vị bố trí dòng kinh phí truyền thông",
    "ke_hoach_sau": "có đơn vị đã có kế hoạch truyền thông cho năm sau kỳ",
}
CAPS: Final[Mapping[str, str]] = {
    "khao_sat": "không có số liệu khảo sát nên tối đa “{most}”",
    "chua_cham_dqa": "chỉ số chỉ tiêu chưa được đánh giá chất lượng (DQA) nên tối đa “{most}”",
    "dqa": "điểm chất lượng thấp nhất của chỉ số chỉ tiêu là {value} (Q06) nên tối đa “{most}”",
    "khong_biet_q01": "chưa biết mức đầy đủ của bảng kinh phí (Q01) nên không chấm",
    "q01": "mức đầy đủ của bảng kinh phí là {value}%, dưới 80% (Q01) nên không chấm",
}
LEVEL_CAP: Final = "mức bằng chứng {value}/4 (P06)"


def condition_text(condition: Condition) -> str:
    """Return a condition with its figure, code and whether it holds."""
    found = {None: "chưa kết luận được", True: "đạt", False: "chưa đạt"}[condition.met]
    return f"{words(CONDITIONS[condition.name])}: {words(found)}{_figure(condition)} ({_basis(condition.code)})"


def _basis(code: str) -> str:
    """Return an indicator's code, or the title of a table of data."""
    return f"{words('bảng')} “{Names.table(code)}”" if code in contract().tables else code


def _figure(condition: Condition) -> str:
    if condition.value is None:
        return ""
    whole = condition.value == int(condition.value)
    value = format_number(condition.value, 0 if whole else 2)
    if condition.base is None:
        return f", {value}{words(condition.unit)}"
    return f", {value}/{format_number(condition.base)}{words(condition.unit)}"


def cap_text(cap: Cap) -> str:
    """Return why a rating could be no better."""
    value = "" if cap.value is None else format_number(cap.value, int(cap.value % 1 != 0))
    if cap.reason == "muc_bang_chung":
        if cap.value is None:
            return "chưa xét được mức bằng chứng (P06) nên không đủ căn cứ về đóng góp"
        text = tell(LEVEL_CAP, value=value)
        if cap.most == "khong_du":
            return tell("{text}, dưới mức 3 nên không đủ căn cứ về đóng góp", text=text)
        return tell("{text} nên tối đa “{ratings}”", text=text, ratings=RATINGS[cap.most])
    return tell(CAPS[cap.reason], value=value, most=RATINGS[cap.most])


def counts_text(criterion: Criterion) -> str:
    """Return how many conditions hold: ``đạt 3/4 điều kiện, 1 chưa kết luận được``."""
    judged = [condition.met for condition in criterion.conditions if condition.met is not None]
    unknown = len(criterion.conditions) - len(judged)
    if not judged:
        return tell("chưa kết luận được cả {count} điều kiện", count=format_number(unknown))
    text = tell(
        "đạt {sum}/{count} điều kiện",
        sum=format_number(sum(judged)),
        count=format_number(len(criterion.conditions)),
    )
    return (
        tell("{text}, {unknown} chưa kết luận được", text=text, unknown=format_number(unknown))
        if unknown
        else text
    )


def caps_of(criterion: Criterion) -> list[str]:
    """Return why the rating is no better; where there is no ground for one, only why not."""
    none = criterion.rating == "khong_du"
    return [cap_text(cap) for cap in criterion.caps if not none or cap.most == "khong_du"]
