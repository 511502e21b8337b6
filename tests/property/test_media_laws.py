"""Laws of the media records: what must hold for any log, whoever reported what in which order."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from gdnn_analysis.indicators.media import compute_o01, compute_o02, compute_q04
from gdnn_analysis.indicators.media_counts import tally, works_in_scope
from gdnn_analysis.indicators.media_eligibility import DIGITAL_FILTERS, READINGS
from gdnn_analysis.period import window_of
from gdnn_analysis.records.media import MediaRecords, resolve_media
from tests.media_log import dataset, decision, placements, report, works
from tests.worlds import inputs_of, parts, row

Log = list[dict[str, Any]]

#: Titles that are equal, similar, alike but for a digit, and different.
TITLES = (
    "Tuyển sinh trường nghề năm 2023",
    "Tuyển sinh trường nghề  năm 2023",
    "Tuyển sinh trường nghê năm 2023",
    "Tuyển sinh trường nghê năm 2023!",
    "Tuyển sinh trường nghề năm 2024",
    "Ngày hội việc làm",
)
CHANNELS = ("BAO", "TV", "TRANG_SO", "FB_TRUONG1", "FB_RIENG")
FIRST_DAY = date(2022, 12, 12)
WINDOWS = ("nd09", "calendar")


def cells(urls: bool = True, verification: tuple[str, ...] = ("tu_khai", "da_doi_chieu")) -> Any:
    """Return a strategy for the cells of one report."""
    return st.fixed_dictionaries(
        {
            "title": st.sampled_from(TITLES),
            "channel_id": st.sampled_from(CHANNELS),
            "published_at": st.integers(0, 6).map(lambda n: str(FIRST_DAY + timedelta(days=n))),
            "date_precision": st.sampled_from([None, None, None, "ngay", "thang"]),
            "kind": st.sampled_from(["goc", "goc", "goc", "dang_lai", "phat_lai", "chia_se"]),
            "url": st.sampled_from([None, None, *(f"https://a.vn/{n}" for n in range(4))])
            if urls
            else st.none(),
            "item_id": st.sampled_from([None, None, None, "SP1", "SP2"]) if urls else st.none(),
            "item_type": st.sampled_from(["tin", "tin", "an_pham_so", "khac"]),
            "is_digital": st.sampled_from([None, True, False]),
            "verification": st.sampled_from(verification),
            "reporting_unit_id": st.sampled_from(["SO", "DAI", "TRUONG1"]),
            "author_unit_id": st.sampled_from([None, "SO", "TRUONG1"]),
            "theme_codes": st.sampled_from([[], ["2a"], ["1a", "2a"]]),
        }
    )


def logs(minimum: int = 1, **kinds: Any) -> Any:
    return st.lists(cells(**kinds), min_size=minimum, max_size=9).map(
        lambda found: [report(f"R{place}", **row) for place, row in enumerate(found)]
    )


def pairs(size: int) -> Any:
    ends = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1))
    return ends.filter(lambda pair: pair[0] != pair[1])


def decided(log: Log) -> Any:
    """Return a strategy for some decisions about the reports of a log."""
    one = st.builds(
        lambda pair, what, day: decision(f"R{pair[0]}", f"R{pair[1]}", what, on=day),
        pairs(len(log)),
        st.sampled_from(["khac", "cung_san_pham", "cung_luot_dang"]),
        st.sampled_from([None, "2024-01-01", "2024-02-01"]),
    )
    return st.lists(one, max_size=4, unique_by=lambda d: (d["report_id_a"], d["report_id_b"]))


with_decisions = logs(minimum=2).flatmap(lambda log: st.tuples(st.just(log), decided(log)))

few = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
many = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(records: MediaRecords) -> list[Any]:
    """Return everything that was found, without the positions of rows in their files."""
    tables = [
        records.reports.drop(columns=["record"]),
        records.placements.drop(columns=["record"]),
        records.works.drop(columns=["record"]),
        records.review.drop(columns=["record_a", "record_b"]),
    ]
    return [table.astype(object).where(table.notna(), None).to_dict("list") for table in tables]


def figures(log: Log, matches: Any) -> list[Any]:
    inputs = inputs_of(dataset(log, matches), 2023)
    return [compute(inputs).rows for compute in (compute_o01, compute_o02, compute_q04)]


def counts(log: Log) -> dict[tuple[str, ...], int]:
    """Return O01 for every reading, filter, window and year around the log."""
    inputs, found = inputs_of(dataset(log), 2023), {}
    for reading in READINGS:
        for digital in DIGITAL_FILTERS:
            scope = works_in_scope(inputs, reading, digital)
            for window, year in product(WINDOWS, (2022, 2023)):
                counted = tally(scope, window_of(year, window)).counted
                key = (window, reading, digital, str(year))
                found[key] = len(counted)
                found[*key, "checked"] = int(counted["verification"].eq("da_doi_chieu").sum())
    return found


@many
@given(with_decisions, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(case, random):
    log, matches = case
    before = outcome(resolve_media(dataset(log, matches)))
    shuffled, turned = (
        list(log),
        [
            {**one, "report_id_a": one["report_id_b"], "report_id_b": one["report_id_a"]}
            for one in matches
        ],
    )
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert outcome(resolve_media(dataset(shuffled, turned))) == before


@few
@given(with_decisions, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(case, random):
    log, matches = case
    before = figures(log, matches)
    random.shuffle(log)
    assert figures(log, matches) == before


@few
@given(logs(minimum=2), st.integers(1, 8))
def test_how_rows_are_split_into_files_does_not_matter(log, cut):
    whole = dataset(log)
    media = whole["media"]
    parts_of_it = [media.iloc[cut:], media.iloc[:cut]]
    split = pd.concat(parts_of_it).set_axis([*range(100, 100 + len(media))])
    again = resolve_media(
        type(whole)(**{**vars(whole), "tables": {**whole.tables, "media": split}})
    )
    assert outcome(again) == outcome(resolve_media(whole))
    assert set(again.reports["record"]) == set(split.index)


@many
@given(with_decisions, st.lists(st.integers(0, 6), min_size=1, max_size=4))
def test_an_unrelated_units_rows_change_nothing_about_the_others(case, days):
    log, matches = case
    others = [
        report(
            f"{'AZ'[place % 2]}{place}",
            f"Chuyện hoàn toàn khác, kỳ {place}",
            channel_id="LOA_XA",
            published_at=str(FIRST_DAY + timedelta(days=day)),
            reporting_unit_id="TRUONG2",
        )
        for place, day in enumerate(days)
    ]
    alone = resolve_media(dataset(log, matches))
    among = resolve_media(dataset([*others, *log], matches))
    own = among.reports["report_id"].str.startswith("R")
    shown = ["report_id", "placement_id", "work_id", "link"]
    assert among.reports.loc[own, shown].to_numpy().tolist() == (
        alone.reports[shown].to_numpy().tolist()
    )
    assert among.review["report_id_a"].tolist() == alone.review["report_id_a"].tolist()
    assert len(among.works) == len(alone.works) + len(others)


@few
@given(logs())
def test_parts_sum_to_the_whole(log):
    inputs = inputs_of(dataset(log), 2023)
    output, placed = compute_o01(inputs), compute_o02(inputs)
    whole = row(output, variant="C/S1/tat_ca").value
    for name in ("item_type", "author_unit", "channel", "month", "area", "theme"):
        found = parts(output, name, variant="C/S1/tat_ca").values()
        assert whole is None or sum(found) == whole, name
    for name in ("channel", "kind"):
        found = parts(placed, name).values()
        assert row(placed).value is None or sum(found) == row(placed).value


@many
@given(with_decisions)
def test_there_are_at_least_as_many_placements_as_works_and_reports_as_placements(case):
    records = resolve_media(dataset(*case))
    assert len(records.works) <= len(records.placements) <= len(records.reports)
    assert records.placements.groupby("placement_id")["work_id"].nunique().eq(1).all()
    assert set(records.placements["work_id"]) == set(records.works["work_id"])


@few
@given(logs(verification=("tu_khai", "da_doi_chieu", "chua", "bac")))
def test_credits_of_units_add_up_to_at_least_the_total(log):
    inputs = inputs_of(dataset(log), 2023)
    for reading in READINGS:
        counted = tally(works_in_scope(inputs, reading, "S1"), inputs.interval).counted
        credited = counted["reporting_unit_ids"].map(len)
        assert credited.ge(1).all()
        assert credited.sum() >= len(counted)


@many
@given(logs(minimum=2).flatmap(lambda log: st.tuples(st.just(log), pairs(len(log)))))
def test_a_manual_decision_beats_everything(case):
    log, (one, other) = case
    ends = frozenset({f"R{one}", f"R{other}"})

    def together(groups: set[frozenset[str]]) -> bool:
        return any(ends <= group for group in groups)

    expected = {
        "khac": (False, False),
        "cung_san_pham": (False, True),
        "cung_luot_dang": (True, True),
    }
    for what, (same_placement, same_work) in expected.items():
        records = resolve_media(dataset(log, [decision(f"R{one}", f"R{other}", what)]))
        assert together(placements(records)) is same_placement
        assert together(works(records)) is same_work


@many
@given(logs(), logs(verification=("chua", "bac")))
def test_rejected_and_unchecked_rows_change_no_count(log, extra):
    rejected = [{**row, "report_id": f"{'AZ'[n % 2]}{n}"} for n, row in enumerate(extra)]
    assert counts([*log, *rejected]) == counts(log)


@many
@given(logs(), st.data())
def test_reporting_the_same_again_changes_no_count(log, data):
    copied = data.draw(st.sampled_from(log))
    again = {**copied, "report_id": "Z", "reporting_unit_id": "TRUONG2"}
    assert counts([*log, again]) == counts(log)


@many
@given(logs())
def test_a_reading_and_a_filter_never_count_more_than_the_wider_one(log):
    inputs = inputs_of(dataset(log), 2023)
    scopes = {
        (reading, digital): set(works_in_scope(inputs, reading, digital).index)
        for reading in READINGS
        for digital in DIGITAL_FILTERS
    }
    for digital in DIGITAL_FILTERS:
        assert scopes["A", digital] <= scopes["B", digital] <= scopes["C", digital]
    for reading in READINGS:
        assert scopes[reading, "S2"] <= scopes[reading, "S1"]
    found = counts(log)
    assert all(found[*key, "checked"] <= found[key] for key in found if len(key) == 4)


@many
@given(logs())
def test_a_work_counts_in_one_year_at_most(log):
    inputs = inputs_of(dataset(log), 2023)
    for window in WINDOWS:
        scope = works_in_scope(inputs, "C", "S1")
        counted = [
            list(tally(scope, window_of(year, window)).counted.index) for year in range(2021, 2025)
        ]
        everything = [work for one_year in counted for work in one_year]
        assert len(everything) == len(set(everything))


@many
@given(logs(urls=False))
def test_reports_joined_by_title_alone_agree_pair_by_pair(log):
    records = resolve_media(dataset(log))
    by_id = {one["report_id"]: one for one in log}
    for group in placements(records):
        for one, other in combinations([by_id[name] for name in group], 2):
            apart = pd.Timestamp(one["published_at"]) - pd.Timestamp(other["published_at"])
            assert one["channel_id"] == other["channel_id"]
            assert abs(apart.days) <= 1
            assert (one["kind"] == "phat_lai") is (other["kind"] == "phat_lai")
            assert re.findall(r"\d+", one["title_vi"]) == re.findall(r"\d+", other["title_vi"])


@many
@given(with_decisions)
def test_every_pair_to_review_is_open_or_a_contradiction(case):
    log, matches = case
    records = resolve_media(dataset(log, matches))
    decided_pairs = {frozenset((one["report_id_a"], one["report_id_b"])) for one in matches}
    for _, pair in records.review.iterrows():
        ends = frozenset((pair["report_id_a"], pair["report_id_b"]))
        assert ends not in decided_pairs or "mâu thuẫn" in pair["reason"]
        assert pair["report_id_a"] < pair["report_id_b"]


@few
@given(logs(verification=("tu_khai", "da_doi_chieu", "chua", "bac")))
def test_the_duplicate_rate_counts_every_report_of_the_year_once(log):
    assume(all(one["date_precision"] != "thang" for one in log))
    inputs = inputs_of(dataset(log), 2023)
    output = compute_q04(inputs)
    rate, probable = row(output), row(output, variant="nghi_trung")
    placed = inputs.records.media.placements
    of_the_year = int(inputs.in_window(placed["published_at"]).sum())
    assert rate.denominator == of_the_year + rate.numerator + probable.numerator
