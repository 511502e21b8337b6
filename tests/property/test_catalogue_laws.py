"""Laws that every indicator of the catalogue keeps, tried on the fictional province."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from gdnn_analysis import evaluate, load
from gdnn_analysis.cli.explaining import explanation, source_rows
from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.indicators.breakdowns import breakdown_title
from gdnn_analysis.indicators.registry import computed, variant_labels
from gdnn_analysis.ingest.dataset import Dataset

DEMO = Path(__file__).parents[2] / "data" / "demo"
TODAY = "2026-06-30"
YEAR = "2023"
CELL = ["code", "variant", "breakdown", "category", "area_id"]

MAY_EXCEED = {("I02", ""), ("P03", "ke_hoach"), ("O11", "deu_dan"), ("T04", "ty_le_tra_loi")}
"""Percentages of something that may be exceeded: an allocation, a plan, an expectation."""
MAY_FALL = {("O10", "tang_cuong"), ("T05", "")}
"""Changes and differences: below 0 too."""
ADDITIVE = [
    ("A03", "", "event_type"),
    ("A03", "", "area"),
    ("A06", "hoan_thanh", "sex"),
    ("A07", "", "kind"),
    ("A07", "", "quarter"),
    ("A09", "", "event_type"),
    ("I01", "", "fund_source"),
    ("I01", "", "activity"),
    ("I06", "", "sex"),
    ("O01", "C/S1/tat_ca", "item_type"),
    ("O01", "C/S1/tat_ca", "theme"),
    ("O02", "", "channel"),
    ("O02", "", "kind"),
    ("O10", "", "system"),
    ("O10", "", "month"),
    ("O12", "", "place_type"),
    ("O13", "", "product_type"),
    ("O16", "", "author_unit"),
    ("P03", "tong", "unit"),
    ("T03", "do_duoc", "audience"),
    ("T06", "", "kind"),
    ("C08", "", "unit"),
]
"""Breakdowns whose parts sum to the figure they break down."""
SUMS_TO_100 = [
    ("O06", "chinh", "theme"),
    ("T07", "", "tone"),
    ("I03", "", "fund_source"),
]
"""Breakdowns whose shares sum to 100 %."""


@pytest.fixture(scope="module")
def data() -> Dataset:
    return load(DEMO)


@pytest.fixture(scope="module")
def whole(data: Dataset) -> Evaluation:
    return figures_of(data)


def figures_of(data: Dataset, *, period: str = YEAR, **choices: object) -> Evaluation:
    return evaluate(data, period, created=TODAY, public=False, **choices)


def with_tables(data: Dataset, change: Callable[[str, pd.DataFrame], pd.DataFrame]) -> Dataset:
    return replace(data, tables={name: change(name, rows) for name, rows in data.tables.items()})


def assert_same_figures(found: Evaluation, expected: Evaluation) -> None:
    pd.testing.assert_frame_equal(found.results, expected.results, rtol=1e-12)


def test_the_order_of_rows_does_not_matter(data, whole):
    """The annex rows alone have an order of their own: that of the plan."""
    shuffled = with_tables(
        data,
        lambda name, rows: rows if name == "activities" else rows.sample(frac=1, random_state=7),
    )
    assert_same_figures(figures_of(shuffled), whole)


def test_splitting_files_and_their_order_do_not_matter(tmp_path, data, whole):
    shutil.copytree(DEMO, tmp_path / "demo")
    for path in sorted((tmp_path / "demo").rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
        if ";" in text.splitlines()[0] or len(text.splitlines()) < 5:
            continue
        header, *rows = list(csv.reader(text.splitlines(keepends=True)))
        for part, name in ((rows[1::2], "0_chan"), (rows[::2], "z_le")):
            table = path.stem.split("__")[0]
            target = path.with_name(f"{table}__{name}__{path.stem}.csv")
            with target.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([header, *part])
        path.unlink()
    split = load(tmp_path / "demo")
    assert len(split.inputs) > len(data.inputs) + 40
    assert_same_figures(figures_of(split), whole)


def test_a_unit_with_rows_of_its_own_changes_no_figure_of_other_units(data, whole):
    """Breakdown cells of other units, channels and districts stay what they are."""
    media = data["media"]
    units = data["units"]
    template = units[units["actor_group"].eq("CSGDNN")].iloc[[0]]
    channel = data["channels"].iloc[[0]]
    new_unit = template.assign(unit_id="DON-VI-MOI", name_vi="Trường Trung cấp Mới")
    new_channel = channel.assign(
        channel_id="KENH-MOI", owner_unit_id="DON-VI-MOI", channel_type="facebook"
    )
    row = media[media["published_at"].dt.year.eq(int(YEAR))].iloc[[0]]
    new_media = row.assign(
        report_id="BAI-MOI",
        title_vi="Bài của một trường mới, không trùng bài nào",
        reporting_unit_id="DON-VI-MOI",
        author_unit_id="DON-VI-MOI",
        channel_id="KENH-MOI",
        url=None,
        item_id=None,
        event_id=None,
    )
    more = {"units": new_unit, "channels": new_channel, "media": new_media}

    def added(name: str, rows: pd.DataFrame) -> pd.DataFrame:
        if name not in more:
            return rows
        return pd.concat([rows, more[name].set_axis([int(rows.index.max()) + 1])])

    found = figures_of(with_tables(data, added)).results.set_index(CELL)
    before = whole.results.set_index(CELL)
    own = before.index.get_level_values("breakdown").isin(
        ["author_unit", "lead_unit", "unit", "partner_unit", "channel"]
    )
    compared = before[own]
    assert len(compared) > 150
    pd.testing.assert_series_equal(
        found.loc[compared.index, "value"], compared["value"], rtol=1e-12
    )
    o01 = ("O01", "C/S1/tat_ca", "", "", "")
    assert found.loc[o01, "value"] == before.loc[o01, "value"] + 1


@pytest.mark.parametrize(("code", "variant", "breakdown"), ADDITIVE)
def test_parts_sum_to_the_whole(whole, code, variant, breakdown):
    head = whole.row(code, variant=variant)
    cells = whole.rows(code, variant=variant, breakdown=breakdown)
    assert len(cells)
    if pd.isna(head["value"]):
        assert cells["value"].isna().all()
    else:
        assert cells["value"].sum() == pytest.approx(head["value"])


@pytest.mark.parametrize(("code", "variant", "breakdown"), SUMS_TO_100)
def test_shares_of_a_whole_sum_to_100(whole, code, variant, breakdown):
    cells = whole.rows(code, variant=variant, breakdown=breakdown)
    assert cells["value"].sum() == pytest.approx(100)


@pytest.mark.parametrize("period", [YEAR, "2021-2025"])
def test_shares_lie_within_0_and_100(data, whole, period):
    results = whole.results if period == YEAR else figures_of(data, period=period).results
    shares = results[results["unit"].isin(["%", "‰"]) & results["value"].notna()]
    assert shares["code"].nunique() > 15
    top = shares["unit"].map({"%": 100, "‰": 1000})
    keys = pd.Series(list(zip(shares["code"], shares["variant"], strict=True)), index=shares.index)
    assert (shares["value"].ge(0) | keys.isin(MAY_FALL)).all()
    assert (shares["value"].le(top + 1e-9) | keys.isin(MAY_EXCEED | MAY_FALL)).all()
    assert (shares["ci_low"].isna() | shares["ci_low"].le(shares["value"] + 1e-9)).all()
    assert (shares["ci_high"].isna() | shares["ci_high"].ge(shares["value"] - 1e-9)).all()


@pytest.mark.parametrize("period", [YEAR, "2021-2025"])
def test_a_ratio_is_what_its_parts_say(data, whole, period):
    results = whole.results if period == YEAR else figures_of(data, period=period).results
    ratios = results[
        results["unit"].eq("%")
        & results["value"].notna()
        & results["denominator"].gt(0)
        & results["numerator"].notna()
    ]
    assert ratios["code"].nunique() > 15
    expected = 100 * ratios["numerator"] / ratios["denominator"]
    pd.testing.assert_series_equal(ratios["value"], expected, check_names=False, rtol=1e-9)


@pytest.mark.parametrize(
    "lost",
    [
        name
        for name, table in contract().tables.items()
        if table.group in ("logs", "surveys", "budget", "enrolment")
    ],
)
def test_a_table_that_never_came_makes_no_figure_zero(data, whole, lost):
    """Its submissions may say that it was filed: without the rows nothing is known (R01)."""
    gone = replace(
        with_tables(data, lambda name, rows: rows[:0] if name == lost else rows),
        sent=data.sent - {lost},
    )
    definitions = whole.definitions
    codes = {
        code
        for code in computed()
        if any(str(source).split(".")[0] == lost for source in definitions.loc[code, "sources"])
    }
    if not codes:
        return
    found = figures_of(gone, codes=codes).results.set_index(CELL)
    zeros = found[found["value"].eq(0) & (found["numerator"].isna() | found["numerator"].eq(0))]
    before = whole.results.set_index(CELL)["value"].reindex(zeros.index)
    turned = zeros[before.ne(0) & before.notna()]
    turned = turned[~turned["flags"].str.contains("F-THIEU")] if len(turned) else turned
    assert turned.empty, turned[["value", "numerator", "denominator", "flags"]].to_string()


def test_every_code_has_a_headline_with_the_unit_of_its_definition(whole):
    heads = whole.results[whole.results["variant"].eq("") & whole.results["breakdown"].eq("")]
    assert heads["code"].tolist() == list(whole.definitions.index)
    units = heads.set_index("code")["unit"]
    assert units.to_dict() == whole.definitions["unit_vi"].to_dict()


FIRMS_YEAR = "2024"
"""No enterprises were asked in 2023; in 2024 they were, for the second time."""
FIRMS_LACK = {"wave_sex", "wave_area"}
"""Enterprises have neither sex nor former district, so C05 has no such parts."""


def test_every_breakdown_promised_is_there(data, whole):
    """The fictional province has data for everything that is computed."""
    firms = figures_of(data, period=FIRMS_YEAR, codes={"C05", "C06"}).results
    assert not FIRMS_LACK & set(firms.loc[firms["code"].eq("C05"), "breakdown"])
    both = pd.concat([whole.results, firms])
    found = both.groupby("code")["breakdown"].agg(set)
    for code in sorted(computed()):
        promised = set(whole.definitions.loc[code, "breakdowns"])
        promised -= FIRMS_LACK if code == "C05" else set()
        assert promised <= found[code], (code, promised - found[code])


def test_every_figure_is_traced_to_source_rows(whole):
    with_value = whole.results[whole.results["value"].notna()]["code"].unique()
    traced = set(whole.sources.loc[whole.sources["role"].eq("tinh"), "code"])
    assert set(with_value) - traced == set()


def test_every_code_can_be_explained_down_to_file_and_line(data, whole):
    for code in whole.definitions.index:
        rows = source_rows(whole, code)
        text = explanation(whole, code, rows)
        assert text.startswith(f"{code} – {whole.definitions.loc[code, 'name_vi']}\n")
        assert set(rows["role"]) <= {"tinh", "gop", "loai"}
        assert (rows["file"].ne("") & rows["row"].gt(0)).all()
        assert rows.loc[rows["role"].ne("tinh"), "reason"].ne("").all(), code


def test_variants_and_breakdowns_have_names(whole):
    """Nobody reads a bare code: every variant and breakdown that occurs is named."""
    shown = whole.results[whole.results["code"].ne("O01")]
    labels = variant_labels()
    unnamed = {
        (code, variant)
        for code, variant in zip(shown["code"], shown["variant"], strict=True)
        if variant and variant not in labels.get(code, {})
    }
    assert unnamed == set()
    for breakdown in set(shown["breakdown"]) - {""}:
        assert breakdown_title(breakdown)
