"""Points of the plan that can be read in several ways, as short as a report needs them.

The full list, with positions and effects, is ``docs/ambiguities.md``; a test holds the codes and
titles here to it.
"""

from __future__ import annotations

from typing import Final

PLAN_GAPS: Final = (
    ("AMB-01", "“Được số hóa” bổ nghĩa cho phần nào?", "In hai bộ lọc S1, S2; chờ quyết định"),
    (
        "AMB-02",
        "“Phương tiện thông tin đại chúng” gồm những kênh nào?",
        "In ba cách hiểu A, B, C; chưa có quyết định thì không kết luận một chiều",
    ),
    ("AMB-04", "“Hàng năm” là năm nào?", "Chọn một kỳ số liệu, bảng chỉ tiêu in cả hai"),
    (
        "AMB-05",
        "Thế nào là một sản phẩm?",
        "Một sản phẩm tính một lần; đăng lại tính vào lượt đăng",
    ),
    (
        "AMB-07",
        "“Tất cả” chủ trương, chính sách",
        "Danh mục chưa được duyệt thì chỉ in danh mục, không tính tỷ lệ",
    ),
    (
        "AMB-08",
        "“Không gian” và “hệ sinh thái” truyền thông",
        "Tiêu chí K xét mọi năm, tiêu chí H chỉ xét 2024–2025; bộ tiêu chí là đề xuất",
    ),
    ("AMB-11", "Dấu “x” không có khối lượng", "Xét minh chứng tối thiểu, in kèm khối lượng"),
    ("AMB-12", "Cam kết không có dòng lịch", "Theo dõi bằng ma trận nhiệm vụ (A02)"),
    ("AMB-13", "Truyền thông đối ngoại", "Đo bằng O17, viết là khoảng trống của kế hoạch"),
    ("AMB-14", "Phụ huynh", "Mã riêng A6a, tính vào nhóm ưu tiên"),
    ("AMB-18", "“Đề nghị … quan tâm phối hợp”", "Viết mức độ tham gia, không viết không chấp hành"),
    ("AMB-19", "Kinh phí không có con số", "Tính ở đơn vị sử dụng cuối cùng, không so với mức nào"),
    (
        "AMB-20",
        "Không có điều khoản theo dõi, báo cáo",
        "Nghĩa vụ nộp số liệu phải nêu văn bản căn cứ khác",
    ),
    (
        "AMB-21",
        "Tổ chức và địa giới thay đổi năm 2025",
        "Đơn vị, địa bàn có thời hạn hiệu lực và bảng kế thừa",
    ),
)
"""Code, point and how reports treat it."""
