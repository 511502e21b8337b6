"""Laws of reading: order does not matter, splitting does not matter, nothing raises, nothing is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdnn_analysis.ingest import Dataset, load
from tests.unit.ingest.world import TODAY, Row, media_row, read, registry, write_csv

SLOW = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOWER = settings(SLOW, max_examples=4)
"""For laws that read a directory twice."""

reports = st.builds(
    media_row,
    st.sampled_from(["M1", "M2", "M3", "M4", "M5", ""]),
    title_vi=st.sampled_from(["Ngày hội", "Tuyển sinh", "=1+1", ""]),
    item_type=st.sampled_from(["tin", "Bài", "xyz"]),
    channel_id=st.sampled_from(["K-BAO", "Báo Thử Nghiệm", "K-LA"]),
    published_at=st.sampled_from(["2023-05-20", "5/2023", "31/02/2023", "2030-01-01"]),
    air_minutes=st.sampled_from(["", "KCS", "2,5", "-1", "…", "-"]),
    theme_codes=st.sampled_from(["", "1a;2b", "9z"]),
)
logs = st.lists(reports, max_size=8)


def accepted(data: Dataset) -> list[tuple[object, ...]]:
    """Return the accepted rows of ``media`` without their places, in the order of their ids."""
    rows = data["media"]
    columns = [name for name in rows.columns if not name.startswith("_")]
    cells = rows[columns].astype("object").where(rows[columns].notna(), None)
    return sorted(map(tuple, cells.values.tolist()), key=repr)


def in_files(split: Sequence[Sequence[Row]]) -> Dataset:
    """Load rows spread over files, beside the registry."""
    with tempfile.TemporaryDirectory() as folder:
        for table, rows in registry().items():
            write_csv(Path(folder) / f"{table}.csv", rows)
        for place, rows in enumerate(split):
            if rows:
                write_csv(Path(folder) / f"media__{place}.csv", rows)
        return load(folder, today=TODAY)


@SLOW
@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    assert accepted(read({"media": rows})) == accepted(read({"media": shuffled}))


@SLOWER
@given(logs, st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_splitting_a_file_does_not_matter(rows, places):
    split = [[row for row, at in zip(rows, places, strict=False) if at == n] for n in range(3)]
    assert accepted(in_files([rows])) == accepted(in_files(split))


@SLOWER
@given(logs)
def test_the_order_of_files_does_not_matter(rows):
    halves = [rows[::2], rows[1::2]]
    assert accepted(in_files(halves)) == accepted(in_files(halves[::-1]))


@SLOW
@given(logs)
def test_every_row_is_used_or_left_out_for_a_reason(rows):
    data = read({"media": rows})
    used, left = data["media"], data.left_out["media"]
    assert sorted([*used["_row"], *left["_row"]]) == list(range(2, len(rows) + 2))
    assert left["rules"].str.len().gt(0).all()
    told = data.issues[data.issues["table"].eq("media") & data.issues["severity"].ne("thong_tin")]
    assert set(left["_row"]) <= set(told["row"])
    assert not set(used["_row"]) & set(told.loc[told["severity"].eq("loi"), "row"])


@SLOW
@given(logs)
def test_accepted_rows_are_accepted_again(rows):
    first = read({"media": rows})
    columns = [name for name in first["media"].columns if not name.startswith("_")]
    cells = first["media"][columns].astype("object")
    again = read({"media": cells.where(cells.notna(), None).to_dict("records")})
    assert accepted(again) == accepted(first)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([".csv", ".tsv", ".xlsx", ".xls", ".ods"]),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"report_id,"]
    ),
    st.binary(max_size=2000),
)
def test_no_bytes_make_loading_fail(suffix, start, rest):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"media{suffix}").write_bytes(start + rest)
        data = load(folder, today=TODAY)
    assert isinstance(data.issues, pd.DataFrame)
    assert data["media"].empty


@SLOW
@given(st.text(max_size=300))
def test_no_text_makes_loading_fail(text):
    with tempfile.TemporaryDirectory() as folder:
        content = "report_id,title_vi,air_minutes,published_at\n" + text
        (Path(folder) / "media.csv").write_bytes(content.encode("utf-8", "ignore"))
        data = load(folder, today=TODAY)
    counts = data.counts.set_index("table")
    if "media" in counts.index:
        read_, used, left = counts.loc["media"]
        assert read_ == used + left


@SLOW
@given(
    st.dictionaries(
        st.sampled_from([*media_row(), "air_minutes", "theme_codes", "is_digital"]),
        st.one_of(
            st.none(), st.text(max_size=20), st.integers(), st.floats(), st.booleans(),
            st.dates(), st.datetimes(), st.times(),
        ),
    )
)  # fmt: skip
def test_no_cell_makes_loading_fail(cells):
    data = read({"media": [media_row("M1"), media_row("M2") | cells]})
    assert data.counts.set_index("table").loc["media", "rows_read"] == 2
