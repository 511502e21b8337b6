"""Facts printed on the plan's first page that code needs without reading a table."""

from __future__ import annotations

from datetime import date
from typing import Final

#: The issued text prints a blank before the slash ("3066 /KH-SLĐTBXH"); citations leave it out.
PLAN_NUMBER: Final = "3066/KH-SLĐTBXH"
PLAN_TITLE: Final = (
    "Kế hoạch Truyền thông về giáo dục nghề nghiệp tỉnh Hải Dương giai đoạn 2021 – 2025"
)
PLAN_ISSUER: Final = "Sở Lao động – Thương binh và Xã hội tỉnh Hải Dương"

#: The plan is in force from this day; what came earlier in 2021 is counted apart (rule R02).
PLAN_DATE: Final = date(2021, 9, 13)
FIRST_YEAR: Final = 2021
LAST_YEAR: Final = 2025

#: From this year on the plan expects the ecosystem besides the space (I.2, AMB-08).
ECOSYSTEM_FROM: Final = 2024
