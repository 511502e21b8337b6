"""Fictional names. Any likeness to real places, schools or firms is accidental."""

from __future__ import annotations

from typing import Final

DISTRICTS: Final = (
    "Thành phố Đông Lĩnh",
    "Thị xã Vĩnh Khang",
    "Huyện Thanh Lâm",
    "Huyện Phúc Điền",
    "Huyện Lạc Hà",
    "Huyện Minh Trạch",
    "Huyện Kim Sách",
    "Huyện Bình Lãng",
    "Huyện Tứ Lộc",
    "Huyện Ninh Phong",
    "Huyện Cẩm Đường",
    "Huyện Gia Hưng",
)

_FIRST: Final = (
    "An",
    "Bình",
    "Cẩm",
    "Đại",
    "Đông",
    "Gia",
    "Hòa",
    "Hưng",
    "Kim",
    "Lạc",
    "Minh",
    "Ngọc",
    "Phú",
    "Quang",
    "Tân",
)
_SECOND: Final = ("Khê", "Trạch", "Sách", "Vân")

COMMUNES: Final = tuple(f"{first} {second}" for second in _SECOND for first in _FIRST)
"""Sixty two-syllable names."""

JOBS: Final = (
    "điện công nghiệp",
    "hàn công nghệ cao",
    "cắt gọt kim loại",
    "công nghệ ô tô",
    "cơ điện tử",
    "kỹ thuật máy lạnh",
    "chế biến món ăn",
    "nghiệp vụ nhà hàng",
    "quản trị khách sạn",
    "hướng dẫn du lịch",
    "may thời trang",
    "thiết kế đồ họa",
    "quản trị mạng máy tính",
    "lập trình ứng dụng",
    "kế toán doanh nghiệp",
    "điều dưỡng",
    "dược",
    "chăm sóc sắc đẹp",
    "thú y",
    "trồng trọt công nghệ cao",
    "nuôi trồng thủy sản",
    "xây dựng dân dụng",
    "vận hành máy thi công nền",
    "lái xe hạng nặng",
    "mộc mỹ nghệ",
    "chạm khắc đá",
    "logistics",
    "thương mại điện tử",
    "bảo trì thiết bị cơ khí",
    "tự động hóa công nghiệp",
    "điện tử dân dụng",
    "chăm sóc người cao tuổi",
    "pha chế đồ uống",
    "làm bánh",
    "vận hành máy may công nghiệp",
    "sửa chữa máy nông nghiệp",
)

COLLEGES: Final = (
    "Trường Cao đẳng Cơ điện Đông Lĩnh",
    "Trường Cao đẳng nghề Đông Lĩnh",
    "Trường Cao đẳng Du lịch và Dịch vụ Lĩnh Nam",
    "Trường Cao đẳng Y – Dược Đông Lĩnh",
    "Trường Cao đẳng Giao thông Vĩnh Khang",
    "Trường Cao đẳng Xây dựng Minh Trạch",
    "Trường Cao đẳng Thương mại Cẩm Đường",
    "Trường Cao đẳng Nông – Lâm Thanh Lâm",
    "Trường Cao đẳng Kỹ nghệ Bình Lãng",
)
SECONDARY_SCHOOLS: Final = (
    "Trường Trung cấp Văn hóa – Nghệ thuật Đông Lĩnh",
    "Trường Trung cấp Nông nghiệp Tứ Lộc",
    "Trường Trung cấp Công nghệ số Đại Lĩnh",
    "Trường Trung cấp May Ninh Phong",
)
CENTRES: Final = (
    "Trung tâm GDNN Thanh niên Đông Lĩnh",
    "Trung tâm GDNN Phụ nữ Đông Lĩnh",
    "Trung tâm GDNN Công đoàn Đông Lĩnh",
    "Trung tâm GDNN Người khuyết tật Lĩnh Nam",
    "Trung tâm GDNN Lái xe Vĩnh Khang",
    "Trung tâm GDNN Tiểu thủ công nghiệp Gia Hưng",
    "Trung tâm GDNN Hợp tác xã Phúc Điền",
)
OTHER_PROVIDERS: Final = (
    "Trung tâm Dịch vụ việc làm Đông Lĩnh",
    "Trung tâm Khuyến nông Đông Lĩnh",
    "Trung tâm Ngoại ngữ – Tin học Lĩnh Nam",
    "Trung tâm Huấn luyện an toàn Kim Sách",
)
TRAINING_FIRMS: Final = ("Công ty CP May Hưng Lãng", "Công ty TNHH Đóng tàu Lạc Hà")

ENTERPRISES: Final = tuple(
    f"{kind} {name}"
    for kind, name in zip(
        ("Công ty TNHH", "Công ty CP", "Công ty TNHH MTV") * 8,
        (
            "Cơ khí Hòa Phong",
            "Điện tử Sao Lĩnh",
            "May Thành Vạn",
            "Ô tô Trường Lĩnh",
            "Thực phẩm Lộc Xuân",
            "Logistics Bến Vân",
            "Xây lắp Minh Lãng",
            "Khách sạn Lĩnh Nam",
            "Da giày Phúc Thịnh",
            "Nhựa kỹ thuật Tân Phát",
            "Gỗ Gia Hưng",
            "Chế tạo máy Đại Lĩnh",
            "Dược phẩm Cẩm Đường",
            "Năng lượng Ninh Phong",
            "Phần mềm Sáng Lĩnh",
            "Thép Vĩnh Khang",
            "Bao bì Kim Sách",
            "Nông sản Thanh Lâm",
            "Gốm sứ Lạc Hà",
            "Vận tải Tứ Lộc",
            "Thiết bị điện Bình Lãng",
            "Thủy sản Đông Vân",
            "Dệt Hưng Khê",
            "Du lịch Ngọc Trạch",
        ),
        strict=True,
    )
)

CENTRAL_PRESS: Final = (
    "Báo Người Thợ Việt",
    "Báo Kỹ năng và Đời sống",
    "Tạp chí Nghề nghiệp Trẻ",
    "Báo Hướng nghiệp Hôm nay",
    "Báo Lao động Mới Online",
    "Tạp chí Học và Làm",
)
OWNERS: Final = (
    "Tập đoàn Cơ điện Lĩnh Nam",
    "Tổng công ty Xây dựng Minh Trạch",
    "Liên minh Hợp tác xã Đông Lĩnh",
    "Hiệp hội Vận tải Lĩnh Nam",
)


def place(name: str) -> str:
    """Return a district's or commune's name as it stands inside a sentence."""
    return name[0].lower() + name[1:]


def town(name: str) -> str:
    """Return a district's name without the word for its kind."""
    for kind in ("Thành phố ", "Thị xã ", "Huyện "):
        name = name.removeprefix(kind)
    return name
