"""Context events, narratives and recommendations: cautious words with the level of evidence."""

from __future__ import annotations

from datetime import date
from typing import Final

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.world import World

CONTEXT: Final = """
2021-05-01|2021-11-30|dich_benh|A03;A04;T03|giam|Dịch bệnh làm gián đoạn hoạt động tập trung đông người
2022-06-01||tuyen_sinh|P01;C04|khong_ro|Thay đổi chỉ tiêu lớp 10 công lập
2022-12-20||chinh_sach|P01;P03|tang|Quy định mới về dạy văn hóa trong cơ sở GDNN
2024-12-20||chinh_sach|P01;P02;P03|tang|Chính sách hỗ trợ học phí của tỉnh (hư cấu)
2023-01-01|2023-09-30|kinh_te|P02;C05|khong_ro|Nhu cầu tuyển dụng của doanh nghiệp biến động
2025-03-01||to_chuc|A01;A02;Q01|khong_ro|Chuyển chức năng quản lý GDNN sang ngành giáo dục
2025-07-01||to_chuc|O10;O18;Q01|giam|Bỏ cấp huyện, hợp nhất tỉnh vào thành phố
2022-01-01||khac|A03;T06|tang|Ghi chép sự kiện đầy đủ hơn qua các năm
"""
"""From, to, kind, indicators concerned, expected direction, title."""
NARRATIVES: Final = """
2021|IV.1|ket_qua|O01|0|Đã đăng tải sản phẩm trên báo, đài và các kênh đã đăng ký (O01).
2021|IV.2|han_che|A03;A04|0|Phần lớn hoạt động giao lưu chỉ có số tự khai, chưa đối chiếu (A03, A04).
2021|IV.3|nguyen_nhan|A03|0|Nhiều sự kiện phải hoãn trong thời gian dịch bệnh (A03).
2022|IV.1|ket_qua|A03;A04|0|Đã tổ chức các sự kiện tư vấn, giao lưu tại trường trung học (A03, A04).
2022|IV.2|han_che|O01|0|Kết luận về chỉ tiêu 180 sản phẩm phụ thuộc cách hiểu (O01).
2022|V|phuong_huong|O01|0|Đề nghị Sở thống nhất cách hiểu chỉ tiêu trước kỳ báo cáo sau.
2023|IV.1|ket_qua|O01|0|Số sản phẩm đăng tải vượt mức chỉ tiêu theo mọi cách hiểu (O01).
2023|IV.1|ket_qua|T01;T02|1|Các kênh được tiếp cận, tương tác ở mức nêu tại bảng kênh (T01, T02).
2023|IV.4|bai_hoc|Q02|0|Nơi ghi nhật ký hằng tuần nộp số liệu đúng hạn hơn (Q02).
2024|IV.2|han_che|O01;Q01|0|Số sản phẩm thấp hơn chỉ tiêu dù các đơn vị đã nộp đủ số liệu (O01, Q01).
2024|IV.3|nguyen_nhan|A01|0|Trong năm, Sở không làm sản phẩm quảng bá ở nơi công cộng (A01).
2025|IV.1|ket_qua|C01;C06|2|{change}
2025|IV.2|han_che|Q01|0|Một phần năm đơn vị chưa nộp số liệu sau khi sắp xếp tổ chức (Q01).
2021-2025|VII|ket_qua|O15|0|Đã hình thành phần lớn tiêu chí không gian truyền thông (O15).
2021-2025|VIII|kien_nghi|O03;Q01|0|Đề nghị quy định rõ mẫu số chính sách và lịch báo cáo (O03, Q01).
"""
"""Period, section, kind, indicators, level of evidence, text."""
_CHANGE: Final = (
    "Trong cùng thời gian, tỷ lệ nhận biết của học sinh lớp 9 tăng (C01, C06). Chưa đủ căn cứ quy "
    "cho hoạt động truyền thông; các yếu tố khác gồm chính sách hỗ trợ học phí."
)
"""Level 2 of the ladder (3.6): a change is told, no cause is claimed."""
RECOMMENDATIONS: Final = """
2021|UBNDT-DL|2022-06-30|chap_nhan_mp|Bố trí kinh phí truyền thông GDNN thành dòng riêng
2022|SLDTBXH|2023-06-30|dang_th|Ban hành hướng dẫn cách tính sản phẩm truyền thông
2022|STTTT|2023-03-31|xong|Mở chuyên mục GDNN trên các kênh của tỉnh
2023|SGDDT|2024-08-31|xong|Đưa giao lưu với cơ sở GDNN vào kế hoạch năm học
2024|UBNDT-DL|2025-01-31|chap_nhan|Duyệt danh mục văn bản phải tuyên truyền từ đầu năm
2025|SGDDT-VH|2026-03-31|moi|Chỉ định đầu mối tiếp nhận kênh số sau hợp nhất
"""
"""Period, unit, deadline, state, text."""


def make_words(world: World) -> None:
    """Write ``context_events``, ``recommendations`` and (first province) ``narratives``."""
    for number, row in enumerate(_rows(CONTEXT), start=1):
        start, end, kind, affects, direction, title = row
        cells: Row = {
            "context_id": world.province.id(f"BCANH-{number:02d}"),
            "title_vi": title,
            "from_on": start,
            "to_on": end,
            "kind": kind,
            "affects": affects,
            "direction": direction,
            "source": "Tổng hợp của người lập báo cáo (hư cấu)",
        }
        world.book.add("context_events", "logs/context_events.csv", cells)
    for number, row in enumerate(_rows(RECOMMENDATIONS), start=1):
        period, code, due, status, text = row
        cells = {
            "rec_id": world.province.id(f"KN-{number:02d}"),
            "from_period": period,
            "text_vi": text,
            "unit_id": world.units[code].unit_id,
            "due_on": date.fromisoformat(due),
            "status": status,
            "response_vi": "Đã có văn bản trả lời" if status != "moi" else None,
        }
        world.book.add("recommendations", "logs/recommendations.csv", cells)
    if world.province.is_first:
        _write_narratives(world)


def _rows(block: str) -> list[list[str]]:
    return [line.split("|") for line in block.strip().splitlines()]


def _write_narratives(world: World) -> None:
    used: dict[tuple[str, str], int] = {}
    for period, section, kind, codes, level, text in _rows(NARRATIVES):
        used[period, section] = used.get((period, section), 0) + 1
        cells: Row = {
            "period": period,
            "section": section,
            "seq": used[period, section],
            "kind": kind,
            "text_vi": text.replace("{change}", _CHANGE),
            "evidence_codes": codes,
            "evidence_level": level,
            "author_role": "Cán bộ tổng hợp",
            "approved": True,
        }
        world.book.add("narratives", "logs/narratives.csv", cells)
