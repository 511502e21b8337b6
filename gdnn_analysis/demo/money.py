"""Money 2021–2025: what was given, passed on, changed, spent, settled, and given in kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from gdnn_analysis.demo.book import Row
from gdnn_analysis.demo.chance import Chance
from gdnn_analysis.demo.filing import EMPTY
from gdnn_analysis.demo.unit_list import Unit
from gdnn_analysis.demo.world import World
from gdnn_analysis.demo.years import LAST_DAY, YEARS

ACTS: Final = (
    "PL-I.1",
    "PL-I.2",
    "PL-II",
    "PL-III",
    "PL-III.x",
    "PL-IV",
    "PL-V.x",
    "PL-VI",
    "PL-VII",
    "PL-VIII.x1",
    "PL-VIII.x2",
)
"""Leaf rows of the plan's annex."""
STEP: Final = 4_000
"""Amounts are multiples of this, so every share below gives whole đồng."""
SHARES: Final[Mapping[str, int]] = {"1": 4, "0.5": 2, "0.25": 1}
"""Share for VET communication as written, in quarters."""
LEAD_WORKBOOK: Final = "bieu-mau/kinh-phi_2023.xlsx"
_FUNDS: Final = {
    "lead": "nsnn_tinh",
    "STC": "nsnn_tinh",
    "UBNDH": "nsnn_huyen",
    "CQCQ": "chu_quan",
    "CSGDNN": "su_nghiep",
    "DN": "dn",
}
_LINES: Final = {"lead": 7, "STC": 1, "UBNDH": 1, "CQCQ": 1, "CSGDNN": 2, "DN": 1}


@dataclass
class Money:
    """Known sums of a budget year in VND, each amount weighted with its line's share.

    Attributes
    ----------
    given
        Σ ``giao`` in cash as the units report it; what was passed on stands in it twice.
    passed_on
        Σ ``chuyen_tiep``.
    changed, cancelled
        Σ ``dieu_chinh`` (may be negative) and Σ ``huy_du_toan``.
    spent
        Per line the final account, else the payments.
    in_kind
        Σ ``giao`` in kind, part of nothing else.
    """

    given: int = 0
    passed_on: int = 0
    changed: int = 0
    cancelled: int = 0
    spent: int = 0
    in_kind: int = 0

    @property
    def allocated(self) -> int:
        """Return what the final users may spend (R19, RL-35)."""
        return self.given + self.changed - self.passed_on - self.cancelled


@dataclass
class Ledger:
    """Writes lines and transactions and keeps their sums."""

    world: World
    chance: Chance
    sums: dict[int, Money] = field(default_factory=lambda: {year: Money() for year in YEARS})
    lines: int = 0
    entries: int = 0

    def open(
        self, year: int, unit: Unit, *, fund: str, act: str, share: str = "1", file: str = ""
    ) -> _Line:
        """Write a budget line and return it."""
        self.lines += 1
        line = _Line(self.world.province.id(f"KP-{self.lines:04d}"), year, SHARES[share], file)
        self.world.book.add(
            "budget_lines",
            file or "budget/budget_lines.csv",
            {
                "line_id": line.line_id,
                "year": year,
                "unit_id": unit.unit_id,
                "fund_source": fund,
                "act_id": act,
                "comms_share": share,
                "share_method": None if share == "1" else "Theo tỷ lệ thời lượng nội dung GDNN",
            },
        )
        return line

    def enter(
        self,
        line: _Line,
        kind: str,
        amount: int,
        day: date,
        *,
        other: str = "",
        in_kind: bool = False,
    ) -> None:
        """Write a transaction of a line."""
        self.entries += 1
        weighted = amount * line.quarters // 4
        sums = self.sums[line.year]
        if in_kind:
            sums.in_kind += weighted if kind == "giao" else 0
        elif kind == "giao":
            sums.given += weighted
        elif kind == "dieu_chinh":
            sums.changed += weighted
        elif kind == "chuyen_tiep":
            sums.passed_on += weighted
        elif kind == "huy_du_toan":
            sums.cancelled += weighted
        cells: Row = {
            "txn_id": self.world.province.id(f"GD-{self.entries:04d}"),
            "line_id": line.line_id,
            "kind": kind,
            "amount_vnd": amount,
            "txn_on": min(day, LAST_DAY),
            "counterpart_unit_id": other,
            "is_in_kind": True if in_kind else None,
            "valuation": "Giá thị trường tại thời điểm nhận" if in_kind else None,
        }
        file = line.file or f"budget/budget_transactions__{line.year}.csv"
        self.world.book.add("budget_transactions", file, cells)

    def spend(self, line: _Line, available: int, months: tuple[int, int] = (7, 11)) -> None:
        """Write payments, and for years that are closed mostly a final account."""
        rate = self.chance.between(780, 990)
        total = available * rate // 1000 // STEP * STEP
        parts = self.chance.between(1, 2)
        first = total if parts == 1 else total * 3 // 5 // STEP * STEP
        for amount, month in zip((first, total - first), months, strict=True):
            if amount:
                self.enter(line, "chi", amount, date(line.year, month, self.chance.between(3, 27)))
        final = line.year < 2025 and self.chance.happens(700)
        if final:
            settled = total - 50 * STEP * self.chance.below(9)
            day = date(line.year + 1, 2, self.chance.between(3, 26))
            self.enter(line, "quyet_toan", settled, day)
            total = settled
        self.sums[line.year].spent += total * line.quarters // 4


@dataclass(frozen=True)
class _Line:
    line_id: str
    year: int
    quarters: int
    file: str


def make_money(world: World) -> dict[int, Money]:
    """Write ``budget_lines`` and ``budget_transactions`` and return the known sums by year."""
    ledger = Ledger(world, world.province.chance("money"))
    for year in YEARS:
        _lead_money(ledger, year)
        for code, outcome in world.filing.outcomes["budget_lines", year].items():
            if outcome not in EMPTY and code not in ("SLDTBXH", "SGDDT-VH"):
                _unit_money(ledger, year, code, world.units[code])
        for code in ("DN-01", "DN-02", "DN-03"):
            _in_kind(ledger, year, world.units[code])
    return ledger.sums


def _amount(chance: Chance, low: int, high: int) -> int:
    """Return an amount between `low` and `high` thousand đồng, a multiple of the step."""
    return chance.between(low * 1000, high * 1000) // STEP * STEP


def _lead_money(ledger: Ledger, year: int) -> None:
    """Give money to the managing department, which passes part of it on to colleges (G10)."""
    chance, units = ledger.chance, ledger.world.units
    # In 2025 the city's department starts anew on 1/7.
    start, passing, changing = (1, 3, 8) if year < 2025 else (7, 8, 10)
    paying = (7, 11) if year < 2025 else (9, 11)
    lead = units.lead(date(year, start, 2))
    file = LEAD_WORKBOOK if year == 2023 else ""
    for act in chance.sample(ACTS, _LINES["lead"]):
        line = ledger.open(year, lead, fund="nsnn_tinh", act=act, file=file)
        given = _amount(chance, 60_000, 260_000)
        ledger.enter(line, "giao", given, date(year, start, chance.between(4, 28)))
        available = given
        if chance.happens(500):
            receiver = units[chance.pick(("CDN-01", "CDN-02", "CDN-03", "TCN-01"))]
            passed = given * chance.between(250, 450) // 1000 // STEP * STEP
            day = date(year, passing, chance.between(2, 28))
            ledger.enter(line, "chuyen_tiep", passed, day, other=receiver.unit_id)
            received = ledger.open(year, receiver, fund="nsnn_tinh", act=act)
            ledger.enter(received, "giao", passed, day, other=lead.unit_id)
            ledger.spend(received, passed, paying)
            available -= passed
        if chance.happens(350):
            change = chance.pick((-3, -2, -1, 2, 4, 6)) * 1000 * STEP
            ledger.enter(line, "dieu_chinh", change, date(year, changing, chance.between(2, 28)))
            available += min(change, 0)
        if chance.happens(200):
            cancelled = 500 * STEP
            ledger.enter(line, "huy_du_toan", cancelled, date(year, 12, chance.between(1, 12)))
            available -= cancelled
        ledger.spend(line, available, paying)


def _unit_money(ledger: Ledger, year: int, code: str, unit: Unit) -> None:
    chance = ledger.chance
    for number in range(_LINES[unit.group]):
        share = chance.weighted({"1": 5, "0.5": 3, "0.25": 2})
        fund = _FUNDS[unit.group]
        if unit.group == "CSGDNN" and number == 1:
            fund = chance.pick(("tai_tro", "dn", "su_nghiep", "khac", "oda"))
        line = ledger.open(year, unit, fund=fund, act=chance.pick(ACTS), share=share)
        low, high = (30_000, 140_000) if code.startswith(("CDN", "UBNDH")) else (8_000, 60_000)
        given = _amount(chance, low, high)
        ledger.enter(line, "giao", given, date(year, 1, chance.between(4, 28)))
        closes = unit.last is not None and unit.last < date(year, 11, 30)
        ledger.spend(line, given, (3, 5) if closes else (7, 11))


def _in_kind(ledger: Ledger, year: int, unit: Unit) -> None:
    """Let a firm give things instead of money: a line of its own, counted apart (RL-12)."""
    chance = ledger.chance
    line = ledger.open(year, unit, fund="dn", act=chance.pick(ACTS))
    value = _amount(chance, 10_000, 45_000)
    day = date(year, 5, chance.between(3, 28))
    ledger.enter(line, "giao", value, day, in_kind=True)
    ledger.enter(line, "chi", value, day + timedelta(days=20), in_kind=True)
