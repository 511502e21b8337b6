"""Which channels there are, all fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from gdnn_analysis.demo import names
from gdnn_analysis.demo.areas import Geography
from gdnn_analysis.demo.province import CITY_NAME, PROVINCE_NAME
from gdnn_analysis.demo.units import Units
from gdnn_analysis.demo.years import CITY_STARTS, LABOUR_ENDS, PROVINCE_ENDS, REGISTRY_STARTS

PORTALS: Final = ("cong_ttdt", "truyen_thanh_cs")
"""Channel types that reading B adds to the press (RL-25)."""
ONLINE: Final = (
    "web_csgdnn",
    "web_khac",
    "facebook",
    "zalo",
    "youtube",
    "tiktok",
    "ung_dung",
    "mxh_khac",
)
"""Channel types that reading C adds when the channel is registered (RL-25)."""
_PREFIX: Final = {"facebook": "FB", "zalo": "ZL", "youtube": "YT", "tiktok": "TK"}
_HOST: Final = {
    "facebook": "https://fb.example",
    "zalo": "https://oa.zl.example",
    "youtube": "https://yt.example",
    "tiktok": "https://tk.example",
}


@dataclass(frozen=True)
class Channel:
    """One channel.

    Attributes
    ----------
    channel_id, name, channel_type, owner
        As in table ``channels``; `owner` is a unit code without prefix.
    mass, registered, named
        ``is_mass_media``, ``is_registered``, ``named_in_plan``.
    first, last
        Days on which it carried content.
    """

    channel_id: str
    name: str
    channel_type: str
    owner: str
    mass: bool = False
    registered: bool = True
    named: bool = False
    url: str = ""
    scope: str = "tinh"
    peso: str = "O"
    first: date = REGISTRY_STARTS
    last: date | None = None

    @property
    def klass(self) -> str:
        """Return the narrowest reading that counts the channel: A, B, C, or X for none."""
        if self.mass:
            return "A"
        if self.channel_type in PORTALS:
            return "B"
        return "C" if self.registered and self.channel_type in ONLINE else "X"

    @property
    def has_pages(self) -> bool:
        """Say whether a piece on this channel has an address of its own."""
        return bool(self.url)

    def active(self, day: date) -> bool:
        """Say whether the channel existed on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def list_channels(units: Units, geography: Geography) -> list[Channel]:
    """Return all channels with codes for ids (the province's prefix is put on later)."""
    return [*_press(), *_state(geography), *_schools(units), *_unregistered()]


def _press() -> list[Channel]:
    old: dict[str, Any] = {"mass": True, "peso": "E", "last": PROVINCE_ENDS}
    new: dict[str, Any] = {"mass": True, "peso": "E", "first": CITY_STARTS}
    city, owner = CITY_NAME, "BPTTH-VH"
    rows = [
        Channel("BDL-IN", f"Báo {PROVINCE_NAME} (báo in)", "bao_in", "BDL", **old),
        Channel(
            "BDL-DT",
            f"Báo {PROVINCE_NAME} điện tử",
            "bao_dt",
            "BDL",
            url="https://bao.donglinh.example",
            **old,
        ),
        Channel("THDL", f"Truyền hình {PROVINCE_NAME}", "truyen_hinh", "DPTTH", **old),
        Channel("PTDL", f"Phát thanh {PROVINCE_NAME}", "phat_thanh", "DPTTH", **old),
        Channel(
            "BVH-DT",
            f"Báo {city} điện tử",
            "bao_dt",
            owner,
            url="https://bao.vanhai.example",
            **new,
        ),
        Channel("THVH", f"Truyền hình {city}", "truyen_hinh", owner, **new),
        Channel("PTVH", f"Phát thanh {city}", "phat_thanh", owner, **new),
    ]
    rows += [
        Channel(
            f"BTW-{number:02d}-DT",
            name,
            "bao_dt",
            f"BTW-{number:02d}",
            mass=True,
            url=f"https://bao{number}.example",
            scope="tw",
            peso="E",
        )
        for number, name in enumerate(names.CENTRAL_PRESS, start=1)
    ]
    return rows


def _state(geography: Geography) -> list[Channel]:
    rows = [
        _portal("TRANG-SLDTBXH", "Trang TTĐT Sở LĐTBXH", "SLDTBXH", last=LABOUR_ENDS),
        _portal("TRANG-SGDDT", "Trang TTĐT Sở GDĐT", "SGDDT", last=PROVINCE_ENDS),
        _portal("TRANG-SGDDT-VH", f"Trang TTĐT Sở GDĐT {CITY_NAME}", "SGDDT-VH", first=CITY_STARTS),
        _portal("CONG-DL", f"Cổng TTĐT tỉnh {PROVINCE_NAME}", "UBNDT-DL", last=PROVINCE_ENDS),
        _portal("CONG-VH", f"Cổng TTĐT thành phố {CITY_NAME}", "UBNDT-VH", first=CITY_STARTS),
    ]
    for number, name in enumerate(names.DISTRICTS, start=1):
        place = names.place(name)
        unit = f"UBNDH-{number:02d}"
        code = f"CONG-H{number:02d}"
        rows.append(_portal(code, f"Cổng TTĐT {place}", unit, last=PROVINCE_ENDS, scope="huyen"))
        rows.append(
            Channel(
                f"TT-H{number:02d}",
                f"Truyền thanh {place}",
                "truyen_thanh_cs",
                f"DTT-{number:02d}",
                scope="huyen",
                last=PROVINCE_ENDS,
            )
        )
    for number, commune in enumerate(geography.new, start=1):
        rows.append(
            Channel(
                f"TT-M{number:02d}",
                f"Truyền thanh {names.place(commune.name)}",
                "truyen_thanh_cs",
                f"DTX-{number:02d}",
                scope="xa",
                first=CITY_STARTS,
            )
        )
    named: dict[str, Any] = {"named": True, "peso": "S"}
    rows += [
        Channel(
            "FB-TRANGTIN",
            f"Trang tin {PROVINCE_NAME}",
            "facebook",
            "SKHCN-VH",
            url="https://fb.example/trang-tin-dong-linh",
            **named,
        ),
        Channel(
            "ZL-CQDT",
            f"Chính quyền điện tử tỉnh {PROVINCE_NAME}",
            "zalo",
            "SKHCN-VH",
            url="https://oa.zl.example/cqdt-dong-linh",
            **named,
        ),
        # The app found no new owner after the reorganisation: a finding on sustainability.
        Channel(
            "APP-SMART",
            f"Smart {PROVINCE_NAME}",
            "ung_dung",
            "STTTT",
            url="https://smart.donglinh.example",
            **named,
        ),
        Channel(
            "WEB-EN",
            "Dong Linh Skills (trang tiếng Anh)",
            "web_khac",
            "CDN-01",
            url="https://skills.donglinh.example",
            scope="quoc_te",
        ),
    ]
    return rows


def _portal(
    code: str,
    name: str,
    owner: str,
    *,
    first: date = REGISTRY_STARTS,
    last: date | None = None,
    scope: str = "tinh",
) -> Channel:
    host = f"https://{code.lower()}.gov.example"
    return Channel(code, name, "cong_ttdt", owner, url=host, scope=scope, first=first, last=last)


def _schools(units: Units) -> list[Channel]:
    """Return the channels of VET institutions; the bigger the school, the more it has."""
    owners = {
        "web_csgdnn": ("CDN", "TCN", "TTG-01", "TTG-02", "TTG-03", "TTG-04", "TTG-05", "TTG-06"),
        "facebook": ("CDN", "TCN", "TTG", "TTN"),
        "zalo": ("CDN",),
        "youtube": ("CDN",),
        "tiktok": ("CDN-01", "CDN-02", "CDN-03", "CDN-04", "TCN-03", "TCN-04"),
    }
    rows = []
    for channel_type, prefixes in owners.items():
        for code, unit in units.by_code.items():
            if unit.group == "CSGDNN" and code.startswith(prefixes):
                rows.append(_school_channel(channel_type, code, unit.name, unit.last))
    return rows


def _school_channel(channel_type: str, unit: str, name: str, last: date | None) -> Channel:
    slug = unit.lower()
    if channel_type == "web_csgdnn":
        url = f"https://{slug}.edu.example"
        return Channel(
            f"WEB-{unit}", f"Website {name}", channel_type, unit, url=url, scope="co_so", last=last
        )
    label = {"facebook": "Facebook", "zalo": "Zalo OA", "youtube": "YouTube", "tiktok": "TikTok"}
    return Channel(
        f"{_PREFIX[channel_type]}-{unit}",
        f"{label[channel_type]} {name}",
        channel_type,
        unit,
        url=f"{_HOST[channel_type]}/{slug}",
        scope="co_so",
        peso="S",
        first=date(2021, 9, 1) if channel_type == "tiktok" else REGISTRY_STARTS,
        last=last,
    )


def _unregistered() -> list[Channel]:
    """Return channels that no reading counts."""
    return [
        Channel(
            "FB-NHOM-HN",
            "Nhóm Facebook Hướng nghiệp trẻ",
            "facebook",
            "TDOAN",
            registered=False,
            url="https://fb.example/nhom-huong-nghiep",
            peso="S",
        ),
        Channel(
            "FB-CUUSV",
            "Hội cựu sinh viên Cơ điện",
            "facebook",
            "CDN-01",
            registered=False,
            url="https://fb.example/cuu-sv-co-dien",
            peso="S",
        ),
        Channel("SMS-SLD", "Tin nhắn tuyển sinh", "sms_email", "SLDTBXH", last=LABOUR_ENDS),
        Channel("MH-CC", "Màn hình LED quảng trường", "khong_gian_cc", "SVHTTDL"),
        Channel("AP-IN", "Ấn phẩm in phát tay", "an_pham_in", "SLDTBXH", last=LABOUR_ENDS),
    ]
