"""O01 counted once more from the written rows, by plain code that follows the rules literally."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import combinations
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from rapidfuzz import fuzz

from gdnn_analysis.demo import DemoTruth

Row = dict[str, str]
ONLINE = {
    "web_csgdnn",
    "web_khac",
    "facebook",
    "zalo",
    "youtube",
    "tiktok",
    "ung_dung",
    "mxh_khac",
}
TRACKING = {"fbclid", "gclid", "zarsrc"}
BEST = ("da_doi_chieu", "tu_khai", "chua", "bac")


def key_of(title: str) -> str:
    text = " ".join(unicodedata.normalize("NFC", title).casefold().split())
    for old, new in (("kĩ", "kỹ"), ("lí", "lý"), ("oá", "óa"), ("oà", "òa"), ("uỷ", "ủy")):
        text = text.replace(old, new)
    return text


def page_of(url: str) -> str:
    parts = urlsplit(url.strip())
    host = re.sub(r"^(www\.|m\.)", "", (parts.hostname or ""))
    pairs = [
        pair
        for pair in parse_qsl(parts.query)
        if pair[0] not in TRACKING and not pair[0].startswith("utm_")
    ]
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(pairs))}"


def local_time(text: str) -> datetime:
    if text.endswith("Z"):
        return datetime.fromisoformat(text[:-1]) + timedelta(hours=7)
    return datetime.fromisoformat(text)


class Groups:
    def __init__(self, names: list[str]) -> None:
        self.parent = {name: name for name in names}

    def find(self, name: str) -> str:
        while self.parent[name] != name:
            name = self.parent[name]
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first


@pytest.fixture(scope="module")
def works(sound: dict[str, list[Row]]) -> list[list[Row]]:
    """Rows in force, grouped into works (R04, R05; RL-20 to RL-22)."""
    rows = [row for row in sound["media"] if row.get("record_status", "") != "huy"]
    for row in rows:
        row["_key"], row["_page"] = key_of(row["title_vi"]), ""
        if row.get("url"):
            row["_page"] = page_of(row["url"])
    groups = Groups([row["report_id"] for row in rows])
    decided = {
        frozenset((row["report_id_a"], row["report_id_b"])): row["decision"]
        for row in sound["media_matches"]
    }
    for one, other in _alike(rows):
        if decided.get(frozenset((one["report_id"], other["report_id"]))) != "khac":
            groups.join(one["report_id"], other["report_id"])
    for pair, decision in decided.items():
        if decision != "khac":
            groups.join(*sorted(pair))
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(groups.find(row["report_id"]), []).append(row)
    return list(found.values())


def _alike(rows: list[Row]) -> list[tuple[Row, Row]]:
    return [*_sharing(rows, "_page"), *_sharing(rows, "item_id"), *_retold(rows), *_close(rows)]


def _sharing(rows: list[Row], name: str) -> list[tuple[Row, Row]]:
    by_value: dict[str, list[Row]] = {}
    for row in rows:
        if row.get(name):
            by_value.setdefault(row[name], []).append(row)
    return [pair for group in by_value.values() for pair in combinations(group, 2)]


def _retold(rows: list[Row]) -> list[tuple[Row, Row]]:
    """Equal titles of which at least one says that it is no first publication."""
    pairs = _sharing(rows, "_key")
    return [pair for pair in pairs if {row["kind"] for row in pair} != {"goc"}]


def _close(rows: list[Row]) -> list[tuple[Row, Row]]:
    """Rows on one channel, at most a day apart, that report the same placement."""
    pairs = []
    for one, other in _sharing(rows, "channel_id"):
        days = local_time(one["published_at"]).date() - local_time(other["published_at"]).date()
        if abs(days.days) <= 1 and _same_placement(one, other):
            pairs.append((one, other))
    return pairs


def _same_placement(one: Row, other: Row) -> bool:
    if one["_page"] and other["_page"]:
        return one["_page"] == other["_page"]
    if one["_key"] == other["_key"]:
        return True
    same_digits = re.findall(r"\d", one["_key"]) == re.findall(r"\d", other["_key"])
    return same_digits and fuzz.ratio(one["_key"], other["_key"]) >= 92


@pytest.fixture(scope="module")
def channels(sound: dict[str, list[Row]]) -> dict[str, Row]:
    return {row["channel_id"]: row for row in sound["channels"]}


def eligible(row: Row, channel: Mapping[str, str], reading: str) -> bool:
    if row["kind"] == "chia_se":
        return False
    if channel["is_mass_media"] == "true":
        return True
    if reading != "A" and channel["channel_type"] in ("cong_ttdt", "truyen_thanh_cs"):
        return True
    registered = channel["is_registered"] == "true"
    return reading == "C" and registered and channel["channel_type"] in ONLINE


def year_of(row: Row, window: str) -> int | None:
    moment = local_time(row["published_at"])
    if window == "calendar":
        return moment.year
    if row.get("date_precision") in ("thang", "nam"):
        return None
    return moment.year + ((moment.month, moment.day) >= (12, 15))


def count(works: list[list[Row]], channels: dict[str, Row]) -> tuple[Counter, Counter]:
    items: Counter = Counter()
    since: Counter = Counter()
    for rows in works:
        best = min(
            rows, key=lambda row: (BEST.index(row["verification"]), local_time(row["published_at"]))
        )
        if best["verification"] not in ("da_doi_chieu", "tu_khai") or best["item_type"] == "khac":
            continue
        digital = any(row["is_digital"] == "true" for row in rows)
        states = ["tat_ca"] + ["da_doi_chieu"] * (best["verification"] == "da_doi_chieu")
        filters = ["S1"] * (digital or best["item_type"] != "an_pham_so") + ["S2"] * digital
        for reading in "ABC":
            placed = [row for row in rows if eligible(row, channels[row["channel_id"]], reading)]
            if not placed:
                continue
            first = min(placed, key=lambda row: local_time(row["published_at"]))
            for window in ("nd09", "calendar"):
                year = year_of(first, window)
                for digit in filters:
                    for state in states:
                        if year is not None:
                            items[year, window, reading, digit, state] += 1
                        late = local_time(first["published_at"]) >= datetime(2021, 9, 13)
                        if year == 2021 and late:
                            since[window, reading, digit, state] += 1
    return items, since


def test_items_by_year_reading_filter_window_and_verification(
    works: list[list[Row]], channels: dict[str, Row], truth: DemoTruth
) -> None:
    items, since = count(works, channels)
    assert dict(items) == truth.items
    assert dict(since) == truth.items_since_plan


def test_rows_that_repeat_a_placement(sound: dict[str, list[Row]], truth: DemoTruth) -> None:
    rows = sound["media"]
    pages = Counter(page_of(row["url"]) for row in rows if row.get("url"))
    assert sum(pages.values()) - len(pages) == truth.duplicates_by_url
    by_day: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_day.setdefault((row["channel_id"], key_of(row["title_vi"])), []).append(row)
    repeated = sum(
        bool(not (one["url"] and other["url"]))
        for group in by_day.values()
        for one, other in combinations(group, 2)
        if abs(
            (local_time(one["published_at"]).date() - local_time(other["published_at"]).date()).days
        )
        <= 1
    )
    # one such pair was decided to be two programmes
    assert repeated - 1 == truth.duplicates_by_title


def test_works_placed_in_several_years_count_in_one(
    works: list[list[Row]], truth: DemoTruth
) -> None:
    several = 0
    for rows in works:
        years = {
            year_of(row | {"date_precision": ""}, "nd09")
            for row in rows
            if row["kind"] != "chia_se"
        }
        claimed = any(row["verification"] in ("tu_khai", "da_doi_chieu") for row in rows)
        several += len(years) > 1 and claimed
    assert several == truth.works_over_years
    assert several > 20


@pytest.mark.parametrize("window", ["nd09", "calendar"])
def test_the_years_have_the_planned_shapes(truth: DemoTruth, window: str) -> None:
    def value(year: int, reading: str, digit: str, state: str = "tat_ca") -> int:
        return truth.items[year, window, reading, digit, state]

    filters = ("S1", "S2")
    reference = {"nd09": 46, "calendar": 55}[window]
    for digit in filters:
        # 2021: below 180 in full or since 13/9, but not below the technical reference
        since = [truth.items_since_plan[window, one, digit, "tat_ca"] for one in "ABC"]
        assert reference <= min(since) <= max(since) < 180
        # 2022: under reading C only, and verified
        assert max(value(2022, "A", digit), value(2022, "B", digit)) < 180
        assert value(2022, "C", digit, "da_doi_chieu") >= 180
        # 2023: under every reading, verified
        assert min(value(2023, one, digit, "da_doi_chieu") for one in "ABC") >= 180
        # 2024: clearly missed (below 90 %) under every reading
        assert max(value(2024, one, digit) for one in "ABC") < 162
        # 2025: below, but the filing is incomplete
        assert max(value(2025, one, digit) for one in "ABC") < 180
    assert truth.completeness["media", 2024] == (52, 52)
    filed, due = truth.completeness["media", 2025]
    assert filed / due < 0.95
    assert truth.verdicts == {
        2021: "phu_thuoc_cach_hieu",
        2022: "phu_thuoc_cach_hieu",
        2023: "dat",
        2024: "chua_dat",
        2025: "chua_ket_luan",
    }


def test_every_edge_of_a_year_has_a_work_on_both_sides(sound: dict[str, list[Row]]) -> None:
    days = {local_time(row["published_at"]).date().isoformat() for row in sound["media"]}
    for year in range(2020, 2026):
        assert {f"{year}-12-14", f"{year}-12-15", f"{year}-12-31"} <= days
    assert {"2021-09-12", "2021-09-13"} <= days
