"""Units of the fictional province and the bodies that took over from them in 2025."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.areas import Geography
from gdnn_analysis.demo.book import Book, Row
from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.unit_list import CLOSING, PAIRS, Unit, list_units
from gdnn_analysis.demo.years import CITY_STARTS, LABOUR_ENDS, PROVINCE_ENDS

UNITS_FILE: Final = "registry/units.csv"
BASIS_2025: Final = "Nghị quyết sắp xếp tổ chức bộ máy năm 2025 (hư cấu)"


@dataclass(frozen=True)
class Units:
    """All units by code (without the province's prefix)."""

    by_code: dict[str, Unit]

    def __getitem__(self, code: str) -> Unit:
        return self.by_code[code]

    def group(self, group: str, day: date | None = None) -> list[Unit]:
        """Return the units of an actor group, those of a day only when one is given."""
        return [
            unit
            for unit in self.by_code.values()
            if unit.group == group and (day is None or unit.active(day))
        ]

    def on(self, day: date, *codes: str) -> Unit:
        """Return the first of the units `codes` that existed on a day."""
        return next(unit for unit in map(self.by_code.__getitem__, codes) if unit.active(day))

    def lead(self, day: date) -> Unit:
        """Return the body that manages vocational education on a day."""
        return (
            self.on(day, "SLDTBXH", "SGDDT", "SGDDT-VH")
            if day <= LABOUR_ENDS
            else self.on(day, "SGDDT", "SGDDT-VH")
        )

    def press_office(self, day: date) -> Unit:
        """Return the body in charge of the press and the province's own pages on a day."""
        return (
            self.on(day, "STTTT", "SKHCN", "SKHCN-VH")
            if day <= LABOUR_ENDS
            else self.on(day, "SKHCN", "SKHCN-VH")
        )


def make_units(province: Province, book: Book, geography: Geography) -> Units:
    """Write ``units`` and ``unit_succession`` and return the units."""
    by_code = {}
    for unit in list_units(province, geography):
        marked = _marked(unit, province)
        by_code[unit.unit_id] = marked
        _write_unit(book, marked, province)
    units = Units(by_code)
    _write_succession(province, book, units, geography)
    return units


def _marked(unit: Unit, province: Province) -> Unit:
    """Return the unit with this province's prefix and mark."""
    return replace(
        unit,
        unit_id=province.id(unit.unit_id),
        name=unit.name + province.mark,
        parent=province.id(unit.parent),
        area=province.id(unit.area),
    )


def _write_unit(book: Book, unit: Unit, province: Province) -> None:
    cells: Row = {
        "unit_id": unit.unit_id,
        "name_vi": unit.name,
        "actor_group": unit.group,
        "unit_type": unit.unit_type,
        "admin_level": unit.level,
        "parent_unit_id": unit.parent,
        "area_id": unit.area,
        "vet_type": unit.vet_type,
        "ownership": unit.ownership,
        "offers_9plus": unit.nine_plus,
        "valid_from": unit.first,
        "valid_to": unit.last,
    }
    if unit.vet_type == "tt_gdnn_gdtx":
        # District centres keep their id and go to the education department on 1/7/2025.
        before = cells | {"valid_to": PROVINCE_ENDS}
        book.add("units", UNITS_FILE, before)
        cells |= {
            "parent_unit_id": province.id("SGDDT-VH"),
            "area_id": province.id("TP-VH"),
            "valid_from": CITY_STARTS,
            "legal_basis": BASIS_2025,
        }
    book.add("units", UNITS_FILE, cells)


def _write_succession(province: Province, book: Book, units: Units, geography: Geography) -> None:
    march = LABOUR_ENDS + timedelta(days=1)
    rows = [
        ("SLDTBXH", "SGDDT", march, "chuyen_chuc_nang", "ql_gdnn"),
        ("SLDTBXH", "SNV", march, "sap_nhap", "lao_dong"),
        ("STTTT", "SKHCN", march, "sap_nhap", "khac"),
        ("STTTT", "SVHTTDL", march, "chuyen_chuc_nang", "bao_chi"),
        ("TCGDNN", "CGDNN", march, "chuyen_chuc_nang", "ql_gdnn"),
        ("UBNDT-DL", "UBNDT-VH", CITY_STARTS, "hop_nhat", "toan_bo"),
        ("BDL", "BPTTH-VH", CITY_STARTS, "hop_nhat", "toan_bo"),
        ("DPTTH", "BPTTH-VH", CITY_STARTS, "hop_nhat", "toan_bo"),
        ("CDN-09", "CDN-02", CLOSING["CDN-09"] + timedelta(days=1), "sap_nhap", "toan_bo"),
    ]
    rows += [(code, f"{code}-VH", CITY_STARTS, "hop_nhat", "toan_bo") for code, *_ in PAIRS]
    for number, commune in enumerate(geography.new):
        for district in commune.districts:
            code = f"UBNDH-{district + 1:02d}"
            rows.append((code, f"UBNDX-{number + 1:02d}", CITY_STARTS, "chia_tach", "toan_bo"))
    for old, new, day, kind, function in rows:
        cells: Row = {
            "from_unit_id": units[old].unit_id,
            "to_unit_id": units[new].unit_id,
            "effective_on": day,
            "kind": kind,
            "function_code": function,
            "legal_basis": BASIS_2025 if day.year == 2025 else "Quyết định sáp nhập (hư cấu)",
            "verified": True,
        }
        book.add("unit_succession", "registry/unit_succession.csv", cells)
