"""What kinds of event which bodies hold, and in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class EventKind:
    """A kind of event of one group of bodies.

    Attributes
    ----------
    group
        Who leads it: ``lead`` (the managing department) or an actor group.
    event_type
        Code of list EVENT.
    name
        Name with places ``{host}``, ``{school}``, ``{place}``, ``{job}``, ``{firm}``.
    weight
        How often, relative to the other kinds.
    venues
        Codes of list PLACE.
    integrated
        Whether it is part of another event.
    streaming
        Whether it carries a message and aims at streaming (annex row III).
    schools
        Whether pupils of named schools come.
    """

    group: str
    event_type: str
    name: str
    weight: int
    venues: tuple[str, ...]
    integrated: bool = False
    streaming: bool = False
    schools: bool = False


KINDS: Final = (
    EventKind(
        "lead",
        "tu_van_ts",
        "Ngày hội tư vấn tuyển sinh, hướng nghiệp tại {place}: tìm hiểu nghề {job}",
        10,
        ("cong_vien", "dong_nguoi", "truong_hoc"),
        streaming=True,
        schools=True,
    ),
    EventKind(
        "lead",
        "cong_cong",
        "Không gian trải nghiệm nghề {job} tại {place}",
        6,
        ("cong_vien", "van_hoa_dl", "dong_nguoi"),
        streaming=True,
    ),
    EventKind(
        "lead", "hoi_nghi", "Hội nghị tuyển sinh GDNN, chuyên đề {job} ở {place}", 6, ("tru_so",)
    ),
    EventKind(
        "lead",
        "hoi_cho_vl",
        "Ngày hội việc làm {place}, gian tư vấn học nghề {job}",
        6,
        ("dong_nguoi", "dn_kcn"),
        integrated=True,
    ),
    EventKind(
        "lead", "ky_thi_kn", "Kỳ thi kỹ năng nghề cấp tỉnh, nghề {job}", 3, ("cs_gdnn",), True
    ),
    EventKind(
        "lead", "hoi_giang", "Hội giảng nhà giáo GDNN, tiểu ban {job}", 2, ("cs_gdnn",), True
    ),
    EventKind(
        "lead", "cuoc_thi", "Cuộc thi ảnh “Tay nghề đẹp”, bảng {job}, {place}", 2, ("truc_tuyen",)
    ),
    EventKind(
        "CSGDNN",
        "giao_luu",
        "{host} giao lưu hướng nghiệp với {school}, giới thiệu nghề {job}",
        52,
        ("truong_hoc",),
        streaming=True,
        schools=True,
    ),
    EventKind(
        "CSGDNN",
        "tu_van_ts",
        "{host} tư vấn tuyển sinh cho học sinh {school} về nghề {job}",
        34,
        ("truong_hoc", "cs_gdnn"),
        streaming=True,
        schools=True,
    ),
    EventKind(
        "CSGDNN",
        "trai_nghiem",
        "Học sinh {school} trải nghiệm xưởng {job} của {host}",
        16,
        ("cs_gdnn",),
        schools=True,
    ),
    EventKind(
        "CSGDNN",
        "ky_ket",
        "Lễ ký kết hợp tác đào tạo nghề {job} giữa {host} và {firm}",
        7,
        ("cs_gdnn", "dn_kcn"),
        integrated=True,
    ),
    EventKind("CSGDNN", "ton_vinh", "{host} tôn vinh học viên giỏi nghề {job}", 6, ("cs_gdnn",)),
    EventKind(
        "CSGDNN",
        "hoi_thi_tb",
        "Hội thi thiết bị tự làm của {host}, nhóm nghề {job}",
        5,
        ("cs_gdnn",),
        integrated=True,
    ),
    EventKind(
        "UBNDH",
        "hoi_nghi",
        "{host} phổ biến chính sách học nghề {job} tại {place}",
        9,
        ("tru_so",),
        integrated=True,
    ),
    EventKind(
        "UBNDH",
        "tu_van_ts",
        "Phiên tư vấn học nghề {job} tại {place} của {host}",
        8,
        ("dong_nguoi",),
    ),
    EventKind(
        "DOANTN",
        "doan_tn",
        "{host} tổ chức diễn đàn “Thanh niên với nghề {job}” tại {place}",
        8,
        ("dong_nguoi", "van_hoa_dl"),
        streaming=True,
    ),
    EventKind(
        "SNKHAC",
        "khac",
        "{host} lồng ghép giới thiệu nghề {job} trong hội nghị ngành tại {place}",
        5,
        ("tru_so", "dn_kcn"),
        integrated=True,
    ),
    EventKind("SGDDT", "hoi_thao", "Hội thảo hướng nghiệp của {host}: nghề {job}", 3, ("tru_so",)),
    EventKind(
        "BAODAI",
        "tu_van_ts",
        "Ngày hội chọn nghề do {host} tổ chức tại {place}: nghề {job}",
        4,
        ("dong_nguoi", "cong_vien"),
        streaming=True,
    ),
    EventKind(
        "DN",
        "hoi_cho_vl",
        "{host} mở cửa đón học sinh, phụ huynh ở {place} tìm hiểu nghề {job}",
        5,
        ("dn_kcn",),
        integrated=True,
    ),
)

HOST_EVENTS: Final = {
    "hoi_cho_vl": "Ngày hội việc làm của địa phương",
    "ky_thi_kn": "Tuần lễ kỹ năng nghề",
    "hoi_giang": "Hội nghị tổng kết năm học GDNN",
    "ky_ket": "Lễ khai giảng năm học",
    "hoi_thi_tb": "Ngày hội sáng tạo nhà giáo",
    "hoi_nghi": "Hội nghị giao ban của địa phương",
    "khac": "Hội nghị triển khai công tác của ngành",
}
