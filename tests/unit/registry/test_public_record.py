"""The public record: real, sourced, incomplete, and open about what it leaves out."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

import pytest

PLAN_START = date(2021, 9, 13)
PLACED_BY_NUMBER = re.compile(r"F(\d{3})(?:–F(\d{3}))?")


@pytest.fixture(scope="module")
def readme(data_dir):
    return (data_dir / "public_record" / "README.md").read_text(encoding="utf-8")


def test_it_calls_itself_public(data_dir):
    package = json.loads((data_dir / "public_record" / "datapackage.json").read_text("utf-8"))
    assert package["gdnn"]["kind"] == "cong_khai"
    assert package["title"] == "Dữ liệu công khai về truyền thông GDNN tỉnh Hải Dương"


def test_every_item_has_a_link_and_says_it_was_found_by_monitoring(media):
    for row in media:
        assert re.fullmatch(r"https?://\S+", row["url"]), row["report_id"]
        assert row["note"].startswith("Nguồn theo dõi"), row["report_id"]
        assert row["reporting_unit_id"] == "TD-CONGKHAI"


def test_links_of_counted_items_differ(media):
    links = [row["url"] for row in media if row["verification"] == "tu_khai"]
    assert len(links) == len(set(links))


def test_nothing_is_called_verified(media, table):
    rows = [*media, *table("public_record/events")]
    assert {row["verification"] for row in rows} == {"tu_khai", "chua", "bac"}


def test_items_older_than_the_plan_are_kept(media):
    early = {
        row["report_id"]
        for row in media
        if datetime.fromisoformat(row["published_at"]).date() < PLAN_START
    }
    assert early == {"HD001", "HD002"}


def test_items_about_universities_are_kept_and_rejected_with_the_reason(media):
    rejected = {row["report_id"]: row["note"] for row in media if row["verification"] == "bac"}
    assert set(rejected) == {"HD009", "HD035"}
    assert all("giáo dục đại học" in note for note in rejected.values())


def test_items_waiting_for_a_decision_say_which(media):
    waiting = [row for row in media if row["verification"] == "chua"]
    assert waiting
    assert all("Chờ quyết định phạm vi" in row["note"] for row in waiting)


def test_a_date_that_is_not_shown_says_how_it_was_inferred(media):
    for row in media:
        if row["date_precision"] in {"thang", "nam"}:
            assert re.search(r"suy từ|Chỉ chắc|Mâu thuẫn|về (việc|cuộc họp|kỳ họp)", row["note"])
            assert row["published_at"].endswith("T00:00:00")
    assert {row["date_precision"] for row in media} == {"phut", "ngay", "thang", "nam"}


def test_a_title_that_was_not_seen_says_so(media):
    unseen = {
        row["report_id"] for row in media if row["title_vi"].isascii() and row["title_vi"].islower()
    }
    assert unseen == {row["report_id"] for row in media if "Chưa thấy tiêu đề" in row["note"]}
    assert unseen


def test_likely_translations_are_not_merged_by_hand(media, data_dir):
    notes = {row["report_id"]: row["note"] for row in media}
    assert "HD013" in notes["HD014"]
    assert "HD006" in notes["HD019"]
    assert not (data_dir / "public_record" / "media_matches.csv").exists()
    assert not any(row["item_id"] for row in media)


def test_all_35_items_are_placed_or_listed_with_link_and_reason(media, readme):
    placed = {row["report_id"] for row in media}
    listed = {
        match[1]
        for match in re.finditer(r"^\| (HD\d{3}) \|[^|]+\| https?://\S+ \|[^|]+\|$", readme, re.M)
    }
    assert placed | listed == {f"HD{number:03}" for number in range(1, 36)}
    assert not placed & listed


def test_all_89_facts_are_accounted_for_once(readme):
    tables = [line.split("|")[1] for line in readme.splitlines() if line.startswith("| F")]
    numbers = [
        number
        for cell in tables
        for first, last in PLACED_BY_NUMBER.findall(cell)
        for number in range(int(first), int(last or first) + 1)
    ]
    assert sorted(numbers) == list(range(1, 90))


def test_the_festival_is_one_event_whose_parts_are_not_added(table):
    event_id = "CK-NGAYHOI-2024"
    (event,) = (r for r in table("public_record/events") if r["event_id"] == event_id)
    (group,) = (r for r in table("public_record/event_groups") if r["event_id"] == event_id)
    assert (event["start_on"], event["count_method"]) == ("2024-04-09", "uoc_dem")
    assert group["attendances"] == "3400"
    assert "600" in group["note"]


def test_events_have_evidence(table):
    kept = {row["evidence_id"]: row["location"] for row in table("public_record/evidence")}
    for event in table("public_record/events"):
        assert kept[event["evidence_id"]].startswith("https://")


def test_published_rates_carry_what_the_source_leaves_open(table):
    rates = {row["code"]: row for row in table("public_record/reported_rates")}
    assert {code: float(row["value"]) for code, row in rates.items()} == {"P01": 20.55, "P02": 13.2}
    for row in rates.values():
        assert "không nêu" in row["definition_vi"]
        assert row["source"].startswith("https://")


def test_a_target_without_a_level_is_no_enrolment_plan(data_dir, readme):
    assert not (data_dir / "public_record" / "enrolment_plans.csv").exists()
    assert "38.800" in readme


def test_rival_explanations_have_a_source_and_run_forward(table):
    rows = table("public_record/context_events")
    assert {row["kind"] for row in rows} >= {"dich_benh", "chinh_sach", "to_chuc", "tuyen_sinh"}
    known = {row["code"] for row in table("plan/indicators")}
    for row in rows:
        assert not row["to_on"] or row["from_on"] < row["to_on"], row["context_id"]
        assert set(row["affects"].split(";")) <= known, row["context_id"]


def test_the_three_breaks_of_the_series_are_dated(table):
    starts = {row["from_on"] for row in table("public_record/context_events")}
    assert starts >= {"2024-12-01", "2025-03-01", "2025-07-01"}


@pytest.mark.parametrize("folder", ["registry", "public_record"])
def test_counts_printed_in_the_readme_are_those_of_the_files(folder, data_dir, table):
    text = (data_dir / folder / "README.md").read_text(encoding="utf-8")
    printed = re.findall(r"^\| (`\w+\.csv`[^|]*) \|[^|]+\| ([\d, ]+) \|$", text, re.M)
    assert len(printed) >= 5
    for cell, numbers in printed:
        found = [str(len(table(f"{folder}/{name}"))) for name in re.findall(r"`(\w+)\.csv`", cell)]
        expected = numbers.split(", ")
        assert found == (expected if len(expected) > 1 else expected * len(found)), cell
