"""Who there is: the bodies of section VII, VET institutions, press, enterprises, associations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.areas import Geography
from gdnn_analysis.demo.province import CITY_NAME, PROVINCE_NAME, Province
from gdnn_analysis.demo.years import CITY_STARTS, LABOUR_ENDS, PROVINCE_ENDS, REGISTRY_STARTS

CLOSING: Final = {
    "CDN-09": date(2023, 6, 30),
    "TTN-07": date(2023, 12, 31),
    "CSK-04": date(2024, 12, 31),
}
"""The three VET institutions that close: 38 until 2023, 36 in 2024, 35 in 2025."""


@dataclass(frozen=True)
class Unit:
    """One unit with the days it existed.

    Attributes
    ----------
    unit_id, name, group, unit_type
        As in table ``units``.
    parent, area
        Ids of the superior body and of the seat.
    first, last
        First and last day (``last`` None = still there).
    district
        Place (0–11) of the former district of the seat; None for provincial bodies.
    """

    unit_id: str
    name: str
    group: str
    unit_type: str
    level: str
    parent: str = ""
    area: str = ""
    vet_type: str = ""
    ownership: str = ""
    nine_plus: bool | None = None
    first: date = REGISTRY_STARTS
    last: date | None = None
    district: int | None = None

    def active(self, day: date) -> bool:
        """Say whether the unit existed on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def list_units(province: Province, geography: Geography) -> list[Unit]:
    """Return all units with codes for ids (the province's prefix is put on later)."""
    return [
        *_provincial(),
        *_local(geography),
        *_vet(province, geography),
        *_others(),
    ]


def _body(code: str, name: str, group: str, **more: Any) -> Unit:
    """Return a provincial body that ends with the province, or a city body (code ``-VH``)."""
    city = code.endswith("-VH")
    facts: dict[str, Any] = {
        "unit_type": "so_nganh",
        "level": "tinh",
        "parent": "UBNDT-VH" if city else "UBNDT-DL",
        "area": "TP-VH" if city else "TINH-DL",
        "first": CITY_STARTS if city else REGISTRY_STARTS,
        "last": None if city else PROVINCE_ENDS,
    }
    where = f"thành phố {CITY_NAME}" if city else f"tỉnh {PROVINCE_NAME}"
    return Unit(code, f"{name} {where}", group, **(facts | more))


PAIRS: Final = (
    ("SGDDT", "Sở Giáo dục và Đào tạo", "SGDDT", "so_nganh"),
    ("SVHTTDL", "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "so_nganh"),
    ("STC", "Sở Tài chính", "STC", "so_nganh"),
    ("SKHCN", "Sở Khoa học và Công nghệ", "SNKHAC", "so_nganh"),
    ("SNV", "Sở Nội vụ", "SNKHAC", "so_nganh"),
    ("SCT", "Sở Công Thương", "SNKHAC", "so_nganh"),
    ("SYT", "Sở Y tế", "SNKHAC", "so_nganh"),
    ("BQLKCN", "Ban Quản lý các khu công nghiệp", "SNKHAC", "so_nganh"),
    ("TDOAN", "Đoàn TNCS Hồ Chí Minh", "DOANTN", "doan_the"),
    ("HLHPN", "Hội Liên hiệp Phụ nữ", "CTXH", "doan_the"),
    ("HND", "Hội Nông dân", "CTXH", "doan_the"),
    ("LDLD", "Liên đoàn Lao động", "CTXH", "doan_the"),
)
"""Bodies that exist in the province and, merged, in the city."""


def _provincial() -> list[Unit]:
    top: dict[str, Any] = {"unit_type": "ubnd", "parent": ""}
    rows = [
        _body("UBNDT-DL", "Ủy ban nhân dân", "UBNDT", **top),
        _body("UBNDT-VH", "Ủy ban nhân dân", "UBNDT", **top),
        _body("SLDTBXH", "Sở Lao động – Thương binh và Xã hội", "SLDTBXH", last=LABOUR_ENDS),
        _body("STTTT", "Sở Thông tin và Truyền thông", "STTTT", last=LABOUR_ENDS),
        _body("BDL", "Báo", "BAODAI", unit_type="bao"),
        _body("DPTTH", "Đài Phát thanh và Truyền hình", "BAODAI", unit_type="dai"),
        _body("BPTTH-VH", "Báo và phát thanh, truyền hình", "BAODAI", unit_type="dai"),
    ]
    for code, name, group, unit_type in PAIRS:
        rows += [_body(one, name, group, unit_type=unit_type) for one in (code, f"{code}-VH")]
    return rows


def _local(geography: Geography) -> list[Unit]:
    rows = []
    for number, name in enumerate(names.DISTRICTS):
        district = f"H{number + 1:02d}"
        old: dict[str, Any] = {
            "level": "huyen",
            "area": district,
            "last": PROVINCE_ENDS,
            "district": number,
        }
        code = f"UBNDH-{number + 1:02d}"
        title = f"UBND {names.place(name)}"
        rows.append(Unit(code, title, "UBNDH", "ubnd", parent="UBNDT-DL", **old))
        station = f"Đài Truyền thanh {names.place(name)}"
        rows.append(
            Unit(f"DTT-{number + 1:02d}", station, "BAOCHI", "truyen_thanh", parent=code, **old)
        )
    for number, commune in enumerate(geography.new):
        new: dict[str, Any] = {
            "level": "xa",
            "area": f"M{number + 1:02d}",
            "first": CITY_STARTS,
            "district": commune.districts[0],
        }
        code = f"UBNDX-{number + 1:02d}"
        place = names.place(commune.name)
        rows.append(Unit(code, f"UBND {place}", "UBNDX", "ubnd", parent="UBNDT-VH", **new))
        rows.append(
            Unit(
                f"DTX-{number + 1:02d}",
                f"Đài Truyền thanh {place}",
                "BAOCHI",
                "truyen_thanh",
                parent=code,
                **new,
            )
        )
    return rows


def _vet(province: Province, geography: Geography) -> list[Unit]:
    """Return the 38 VET institutions: 9 + 4 + 12 + 7 + 4 + 2."""
    kinds = (
        ("CDN", "cd", names.COLLEGES),
        ("TCN", "tc", names.SECONDARY_SCHOOLS),
        ("TTG", "tt_gdnn_gdtx", _district_centres()),
        ("TTN", "tt_gdnn", names.CENTRES),
        ("CSK", "khac", names.OTHER_PROVIDERS),
        ("DNG", "dn", names.TRAINING_FIRMS),
    )
    rows = []
    for prefix, vet_type, titles in kinds:
        for number, title in enumerate(titles):
            code = f"{prefix}-{number + 1:02d}"
            district = number % 12
            private = vet_type == "dn" or code in ("TCN-03", "TCN-04")
            rows.append(
                Unit(
                    code,
                    title,
                    "CSGDNN",
                    "dn" if vet_type == "dn" else "cs_gdnn",
                    "co_so",
                    parent=_vet_parent(code, number),
                    area=geography.old[district * 5].area_id.removeprefix(province.prefix),
                    vet_type=vet_type,
                    ownership="tu_thuc" if private else "cong_lap",
                    nine_plus=vet_type in ("cd", "tc", "tt_gdnn_gdtx"),
                    last=CLOSING.get(code),
                    district=district,
                )
            )
    return rows


def _district_centres() -> Sequence[str]:
    return [f"Trung tâm GDNN – GDTX {names.place(name)}" for name in names.DISTRICTS]


def _vet_parent(code: str, number: int) -> str:
    if code.startswith("TTG"):
        return f"UBNDH-{number + 1:02d}"
    special = {
        "CDN-01": "CQCQ-01",
        "CDN-06": "CQCQ-02",
        "TTN-07": "CQCQ-03",
        "TTN-05": "CQCQ-04",
        "TTN-01": "TDOAN",
        "TTN-02": "HLHPN",
        "TTN-03": "LDLD",
    }
    return special.get(code, "SLDTBXH" if code.startswith(("TTN", "CSK")) else "UBNDT-DL")


def _others() -> list[Unit]:
    rows = [
        Unit(f"CQCQ-{number + 1:02d}", name, "CQCQ", "chu_quan", "tinh", area="TINH-DL")
        for number, name in enumerate(names.OWNERS)
    ]
    rows += [
        Unit(f"BTW-{number + 1:02d}", name, "BAOCHI", "bao", "tw")
        for number, name in enumerate(names.CENTRAL_PRESS)
    ]
    rows += [
        Unit(
            f"DN-{number + 1:02d}",
            name,
            "DN",
            "dn",
            "co_so",
            area=f"H{number % 12 + 1:02d}",
            ownership="fdi" if number % 6 == 1 else "tu_thuc",
            district=number % 12,
        )
        for number, name in enumerate(names.ENTERPRISES)
    ]
    rows += [
        Unit("TCGDNN", "Tổng cục Giáo dục nghề nghiệp", "TCGDNN", "tw", "tw", last=LABOUR_ENDS),
        Unit(
            "CGDNN",
            "Cục Giáo dục nghề nghiệp và Giáo dục thường xuyên",
            "TCGDNN",
            "tw",
            "tw",
            first=LABOUR_ENDS + timedelta(days=1),
        ),
        Unit("TUVAN-01", "Công ty CP Truyền thông Lĩnh Media", "TUVAN", "dn", "co_so"),
        Unit("TUVAN-02", "Công ty TNHH Tổ chức sự kiện Vân Sáng", "TUVAN", "dn", "co_so"),
        Unit("QT-01", "Tổ chức Hợp tác kỹ năng nghề Á – Âu (hư cấu)", "QT", "qt", "tw"),
        Unit("QT-02", "Quỹ Đào tạo nghề Phương Bắc (hư cấu)", "QT", "qt", "tw"),
    ]
    return rows
