"""Leaflets, billboards, booths and apps, and where they stood (annex row IV, O12, O13, O14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.media import MediaLog
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import CITY_STARTS, LABOUR_ENDS, YEARS

PUBLIC: Final = (
    "cong_vien",
    "van_hoa_dl",
    "dong_nguoi",
    "nga_tu",
    "quoc_lo",
    "pt_gtcc",
    "ben",
)
_PROMOTION: Final = {
    "pa_no": "Pa-nô “Học nghề {job}, vững tương lai”",
    "man_hinh": "Clip màn hình công cộng về nghề {job}",
    "de_can": "Đề-can xe buýt giới thiệu nghề {job}",
    "bang_ron": "Băng rôn tuyển sinh nghề {job}",
    "gian_hang": "Gian hàng trải nghiệm nghề {job}",
    "sticker": "Sticker thông điệp học nghề {job}",
}
_PRINTED: Final = {
    "to_roi": "Tờ rơi giới thiệu nghề {job}",
    "cam_nang": "Cẩm nang Chọn nghề – Chọn trường, phần {job}",
    "tai_lieu": "Tài liệu mô tả nghề {job}",
}
_PLACES: Final = {
    "cong_vien": "Cổng công viên trung tâm {place}",
    "van_hoa_dl": "Khu di tích {place}",
    "dong_nguoi": "Trước chợ trung tâm {place}",
    "nga_tu": "Ngã tư trung tâm {place}",
    "quoc_lo": "Đầu tuyến tránh {place}",
    "pt_gtcc": "Tuyến xe buýt qua {place}",
    "ben": "Bến xe khách {place}",
    "truong_hoc": "Sân trường trung học ở {place}",
    "cs_gdnn": "Cổng cơ sở GDNN ở {place}",
}
GROUPS: Final = ("lead", "vet", "culture", "vet")
"""Who makes the products of a year, in turn."""
APPS: Final = (
    ("CDN-02", date(2022, 6, 9), "Cổng đăng ký xét tuyển trực tuyến"),
    ("CDN-01", date(2024, 4, 18), "Ứng dụng tra cứu nghề đào tạo"),
)
PER_YEAR: Final[Mapping[int, int]] = {2021: 9, 2022: 20, 2023: 26, 2024: 20, 2025: 14}
"""Products of all units in a year."""


def make_products(world: World, media: MediaLog) -> None:
    """Write ``products`` and ``deployments``."""
    workshop = _Workshop(world, world.province.chance("products"), _leaflets(media))
    for year in YEARS:
        for number in range(PER_YEAR[year]):
            # the first four of a year are for public places, so every group has one
            workshop.make(year, GROUPS[number % len(GROUPS)], may_be_printed=number >= 4)
    workshop.make_apps()


def _leaflets(media: MediaLog) -> Iterator[str]:
    """Return the reports of digital leaflets, each to be the twin of one printed product."""
    return (
        work.rows[0].report_id
        for work in media.works
        if work.item_type == "an_pham_so" and work.claimed and work.digital
    )


@dataclass
class _Workshop:
    """Makes products and puts them up.

    Attributes
    ----------
    leaflets
        Reports of digital leaflets not yet taken.
    products, deployments
        How many were made so far.
    """

    world: World
    chance: Chance
    leaflets: Iterator[str]
    products: int = 0
    deployments: int = 0

    def make(self, year: int, group: str, *, may_be_printed: bool) -> None:
        """Make a product of a group in a year and put it up; nothing stood anywhere in 2021."""
        chance = self.chance
        day = chance.day(date(year, 2, 5), date(year, 9, 20))
        maker = self._maker(group, day)
        if maker is None:
            return
        printed = may_be_printed and chance.happens(380)
        kinds = _PRINTED if printed else _PROMOTION
        kind = chance.pick(tuple(kinds))
        product: Row = {
            "name_vi": kinds[kind].format(job=chance.pick(names.JOBS)),
            "product_type": kind,
            "print_run": chance.between(41, 620) * 10 + 5 if printed else None,
            "report_id": next(self.leaflets, "") if printed else "",
        }
        product_id = self._write_product(product, maker, day, evidence="ban_scan")
        if year > 2021:
            for _ in range(chance.between(1, 4)):
                self._deploy(product_id, maker, day, printed=printed)

    def make_apps(self) -> None:
        """Make the apps and portals that support enrolment (O14)."""
        for code, day, name in APPS:
            product: Row = {"name_vi": name, "product_type": "ung_dung"}
            self._write_product(product, self.world.units[code], day, evidence="anh_mh")

    def _maker(self, group: str, day: date) -> Unit | None:
        """Return who makes a product; the department made none in 2024 (annex row IV)."""
        world = self.world
        if group == "lead":
            lead = world.units.lead(day)
            code = lead.unit_id.removeprefix(world.province.prefix)
            files = world.filing.sends("products", day.year, code)
            return lead if files and (day <= LABOUR_ENDS or day >= CITY_STARTS) else None
        if group == "culture":
            return world.units.on(day, "SVHTTDL", "SVHTTDL-VH")
        return self.chance.pick(world.vets("products", day))[1]

    def _write_product(self, product: Row, maker: Unit, day: date, *, evidence: str) -> str:
        self.products += 1
        product_id = self.world.province.id(f"SPQB-{self.products:03d}")
        cells: Row = {
            "product_id": product_id,
            "unit_id": maker.unit_id,
            "completed_on": day,
            "evidence_id": self.world.shelf.put("SQ", evidence, day, maker.unit_id),
        }
        self.world.book.add("products", "logs/products.csv", product | cells)
        return product_id

    def _deploy(self, product_id: str, maker: Unit, day: date, *, printed: bool) -> None:
        """Put a product up until some day of its year, so no other year's annex cell sees it."""
        chance = self.chance
        start = day + timedelta(days=chance.between(3, 20))
        district = chance.below(12)
        place_type = chance.pick(("truong_hoc", "cs_gdnn") if printed else PUBLIC)
        area = chance.pick(self.world.geography.communes(district, start)).area_id
        place = _PLACES[place_type].format(place=names.place(names.DISTRICTS[district]))
        cells: Row = {
            "product_id": product_id,
            "area_id": area,
            "place_type": place_type,
            "place_desc": f"{place}, điểm {self.deployments + 1}",
            "quantity": chance.between(11, 89) if printed else chance.between(1, 4),
            "from_on": start,
            "to_on": min(start + timedelta(days=chance.between(12, 90)), date(day.year, 11, 30)),
            # In 2025 nobody checked the photos: the row is done on the units' word only.
            "verification": "tu_khai" if day.year == 2025 else "da_doi_chieu",
        }
        first = self._write_deployment(cells, maker, start)
        if maker.group == "SLDTBXH" and not printed and chance.happens(250):
            # The culture department reports the same billboard (golden case G24).
            again: Row = {"same_site_as": first}
            self._write_deployment(cells | again, self.world.units["SVHTTDL"], start)

    def _write_deployment(self, cells: Row, reporter: Unit, start: date) -> str:
        self.deployments += 1
        deployment_id = self.world.province.id(f"TK-{self.deployments:03d}")
        own: Row = {
            "deployment_id": deployment_id,
            "reporting_unit_id": reporter.unit_id,
            "evidence_id": self.world.shelf.put("TK", "anh_ht", start, reporter.unit_id),
        }
        self.world.book.add("deployments", "logs/deployments.csv", cells | own)
        return deployment_id
