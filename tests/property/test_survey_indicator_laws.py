"""Laws of C01 to C06: what must not change a figure, and what must change it how (RL-38, R11-R13)."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gdnn_analysis import evaluate, load
from gdnn_analysis.indicators.inputs import Inputs, Records
from gdnn_analysis.indicators.registry import computed
from gdnn_analysis.indicators.surveys.telling import survey_account
from tests.survey_worlds import AREAS, people, question, scale, surveys, wave
from tests.worlds import inputs_of

CODES = ("C01", "C02", "C03", "C04", "C06")
EARLY, LATE, PARENTS = "HS9-2022", "HS9-2023", "PH9-2023"
ASKED = [
    question("NB1", trend_id="nb1"),
    question("NB2", trend_id="nb2", core=True),
    question("KT1", "kien_thuc", trend_id="kt1"),
    question("KT2", "kien_thuc", positive_codes="2"),
    scale("TD1", trend_id="td1", core=True),
    scale("TD2", reverse=True),
    question("YD1", "y_dinh", trend_id="yd1", core=True),
]
NUMBERS = ("value", "numerator", "denominator", "ci_low", "ci_high", "n")
Figures = Mapping[tuple[str, str, str], tuple[Any, ...]]

few = settings(max_examples=12)
seeds = st.integers(0, 10**6)


def wave_rows() -> list[dict[str, Any]]:
    drawn = {"design": "xs_phan_tang_cum"}
    return [
        wave(EARLY, **drawn),
        wave(LATE, **drawn, comparable_with=EARLY),
        wave(PARENTS),
    ]


def response_rows() -> list[dict[str, Any]]:
    rows = []
    for wave_id, strata in ((EARLY, "ABC"), (LATE, "ABD")):
        for stratum in strata:
            for cluster in range(2 if stratum < "C" else 1):
                cells = {"stratum": stratum, "psu_id": f"{stratum}{cluster}", "area_id": "H1"}
                rows += people(15, f"{stratum}{cluster}.", wave_id, **cells, sex="nam", NB1="1")
    return rows + people(40, "p", PARENTS, area_id="H2", sex="nu", NB1="1")


@cache
def world() -> Inputs:
    """Return the waves with answers still to be drawn; read once."""
    other = dict.fromkeys((q["question_id"] for q in ASKED), "1")
    rows = [{**row, **other} for row in response_rows()]
    return inputs_of(surveys(wave_rows(), ASKED, rows))


def with_table(inputs: Inputs, name: str, rows: pd.DataFrame) -> Inputs:
    """Return the inputs with one table replaced and nothing remembered."""
    own = inputs.records
    data = dataclasses.replace(inputs.data, tables={**inputs.data.tables, name: rows})
    records = Records(own.media, own.filing, own.units, own.areas)
    return dataclasses.replace(inputs, data=data, records=records)


def responses(inputs: Inputs) -> pd.DataFrame:
    return inputs.data["survey_responses"]


def drawn(seed: int) -> Inputs:
    """Return the waves with answers, weights and sexes drawn by chance; clusters differ in mood."""
    rng = np.random.default_rng(seed)
    rows = responses(world()).copy()
    mood = (
        rows["psu_id"]
        .fillna("")
        .map({name: rng.uniform(0.2, 0.8) for name in rows["psu_id"].fillna("").unique()})
    )
    for item in ASKED:
        levels = ["1", "2", "4", "5"] if item["answer_type"] == "thang5" else ["1", "2", "8", "9"]
        yes = rng.uniform(size=len(rows)) < mood
        rest = rng.choice([*levels[1:], None], size=len(rows), p=[0.5, 0.2, 0.2, 0.1])
        rows[item["question_id"]] = pd.array(np.where(yes, levels[0], rest), dtype="str")
    rows["weight"] = rng.uniform(1, 4, size=len(rows)).round(2)
    rows["sex"] = pd.array(rng.choice(["nam", "nu"], size=len(rows)), dtype="str")
    return with_table(world(), "survey_responses", rows)


def figures(inputs: Inputs) -> Figures:
    return {
        (row.code, row.breakdown, row.category): (*(getattr(row, n) for n in NUMBERS), row.flags)
        for code in CODES
        for row in computed()[code](inputs).rows
    }


def same(found: Figures, expected: Figures) -> None:
    """Check that all figures are the same but for rounding, in the same order."""
    assert list(found) == list(expected)
    for key, numbers in expected.items():
        assert found[key][-1] == numbers[-1], key
        assert_numbers(found[key][:-1], numbers[:-1], key)


def assert_numbers(found: tuple[Any, ...], expected: tuple[Any, ...], key: object) -> None:
    blank = [number is None for number in expected]
    assert [number is None for number in found] == blank, key
    given = [(f, e) for f, e in zip(found, expected, strict=True) if e is not None]
    for one, other in given:
        assert one == pytest.approx(other, rel=1e-9, abs=1e-9), key


def changed(seed: int, change: Callable[[pd.DataFrame], pd.DataFrame]) -> tuple[Inputs, Inputs]:
    before = drawn(seed)
    return before, with_table(before, "survey_responses", change(responses(before)))


# -- what must not change a figure -----------------------------------------------------------------


@few
@given(seeds)
def test_the_order_of_interviews_does_not_matter(seed):
    before, after = changed(seed, lambda rows: rows.sample(frac=1, random_state=seed))
    same(figures(after), figures(before))


@few
@given(seeds)
def test_what_strata_and_clusters_are_called_does_not_matter(seed):
    """New names, in another order; a cluster visited again keeps one name in both waves."""

    def renamed(rows: pd.DataFrame) -> pd.DataFrame:
        names = sorted(rows["psu_id"].dropna().unique())
        order = np.random.default_rng(seed).permutation(len(names))
        clusters = {name: f"trường {place}" for name, place in zip(names, order, strict=True)}
        strata = {"A": "z", "B": "y", "C": "x", "D": "w"}
        return rows.assign(psu_id=rows["psu_id"].map(clusters), stratum=rows["stratum"].map(strata))

    before, after = changed(seed, renamed)
    same(figures(after), figures(before))


@few
@given(seeds, st.sampled_from(["tu_choi", "khong_lien_he", "loai"]))
def test_people_who_were_not_interviewed_change_no_figure(seed, status):
    """Whatever stands in their rows; they are counted in the account."""

    def with_refusals(rows: pd.DataFrame) -> pd.DataFrame:
        more = rows.sample(20, random_state=seed).assign(
            status=pd.array([status] * 20, dtype="str")
        )
        more = more.assign(resp_id=more["resp_id"] + "/x")
        return pd.concat([rows, more], ignore_index=True)

    before, after = changed(seed, with_refusals)
    same(figures(after), figures(before))
    told, were = (survey_account(one).samples for one in (after, before))
    assert (told["n_other"] >= were["n_other"]).all()
    pd.testing.assert_series_equal(told["n_used"], were["n_used"])


@few
@given(seeds)
def test_interviews_without_a_weight_change_no_figure(seed):
    def with_unweighted(rows: pd.DataFrame) -> pd.DataFrame:
        more = rows.sample(20, random_state=seed).assign(weight=np.nan)
        more = more.assign(resp_id=more["resp_id"] + "/x")
        return pd.concat([rows, more], ignore_index=True)

    before, after = changed(seed, with_unweighted)
    same(figures(after), figures(before))


@few
@given(seeds, st.sampled_from([2021, 2024]))
def test_a_wave_of_another_year_changes_no_figure(seed, year):
    """Also when it names a wave of this year as comparable, and its clusters are the same."""
    before = drawn(seed)
    rows = responses(before)
    other = rows[rows["wave_id"].eq(LATE)].sample(frac=0.7, random_state=seed)
    name = f"HS9-{year}"
    other = other.assign(
        wave_id=pd.array([name] * len(other), dtype="str"), resp_id=other["resp_id"] + f"/{year}"
    )
    table = before.data["survey_waves"]
    late = table[table["wave_id"].eq(LATE)]
    moved = pd.DateOffset(years=year - 2023)
    added = late.assign(
        wave_id=pd.array([name], dtype="str"),
        fieldwork_from=(late["fieldwork_from"] + moved).astype(late["fieldwork_from"].dtype),
        fieldwork_to=(late["fieldwork_to"] + moved).astype(late["fieldwork_to"].dtype),
        comparable_with=pd.Series([(LATE,)], index=late.index),
    )
    waves = pd.concat([table, added], ignore_index=True)
    after = with_table(before, "survey_waves", waves)
    after = with_table(after, "survey_responses", pd.concat([rows, other], ignore_index=True))
    same(figures(after), figures(before))


@few
@given(seeds)
def test_margins_that_are_met_change_no_figure(seed):
    before = drawn(seed)
    rows = responses(before)
    own = rows[rows["wave_id"].eq(LATE)]
    counts = own.groupby("sex")["weight"].sum()
    wanted = pd.DataFrame(
        {
            "wave_id": pd.array([LATE] * len(counts), dtype="str"),
            "variable": pd.array(["sex"] * len(counts), dtype="str"),
            "category": pd.array(counts.index.astype("str"), dtype="str"),
            "pop_count": counts.to_numpy(),
            "source": pd.array([None] * len(counts), dtype="str"),
        }
    )
    same(figures(with_table(before, "survey_margins", wanted)), figures(before))


def test_splitting_the_files_does_not_matter(tmp_path):
    inputs = drawn(3)
    tables = {"survey_waves": wave_rows(), "survey_questions": ASKED, "areas": AREAS}
    columns = [name for name in responses(inputs) if not name.startswith("_")]
    answers = responses(inputs)[columns].to_dict("records")
    found = []
    for parts in (1, 3):
        folder = tmp_path / str(parts)
        for name, rows in tables.items():
            write(folder / f"{name}.csv", rows)
        for part in range(parts):
            write(folder / str(part) / f"survey_responses__{part}.csv", answers[part::parts])
        data = load(folder, today=date(2026, 6, 30))
        assert data.issues[data.issues["severity"].eq("loi")].empty
        found.append(evaluate(data, "2023", created="2026-06-30", codes=set(CODES), public=False))
    pd.testing.assert_frame_equal(found[0].results, found[1].results, rtol=1e-9)
    pd.testing.assert_frame_equal(found[0].surveys.changes, found[1].surveys.changes, rtol=1e-9)
    assert found[0].value("C01", breakdown="wave", category=LATE) is not None


def write(path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows([{k: v for k, v in row.items() if not blank(v)} for row in rows])


def blank(value: object) -> bool:
    return bool(np.ndim(value) == 0 and pd.isna(value))


# -- what must change a figure, and how ------------------------------------------------------------


@few
@given(seeds, st.sampled_from([0.001, 0.5, 37.0, 1e4]))
def test_scaling_all_weights_scales_the_parts_and_nothing_else(seed, factor):
    before, after = changed(seed, lambda rows: rows.assign(weight=rows["weight"] * factor))
    scaled = {
        key: (value, times(top, factor), times(bottom, factor), *rest)
        for key, (value, top, bottom, *rest) in figures(before).items()
    }
    same(figures(after), scaled)


def times(number: float | None, factor: float) -> float | None:
    return None if number is None else number * factor


@few
@given(seeds)
def test_an_answer_and_its_opposite_are_mirrored(seed):
    """The share of those who are not is 100 less the share of those who are, interval turned."""
    before = drawn(seed)
    table = before.data["survey_questions"]
    first = table["question_id"].eq("YD1")
    turned = table.assign(
        positive_codes=[
            ("2", "8") if one else codes
            for one, codes in zip(first, table["positive_codes"], strict=True)
        ],
        dk_codes=[
            () if one else codes for one, codes in zip(first, table["dk_codes"], strict=True)
        ],
    )
    after = figures(with_table(before, "survey_questions", turned))
    for key, (value, top, bottom, low, high, n, _) in figures(before).items():
        if key[0] == "C04" and value is not None:
            mirrored = (100 - value, bottom - top, bottom, 100 - high, 100 - low, n)
            assert_numbers(after[key][:-1], mirrored, key)
        elif key[0] == "C06" and key[2].endswith(":yd1"):
            assert_numbers(after[key][:-1], (-value, top, bottom, -high, -low, n), key)


@few
@given(seeds)
def test_later_less_earlier_turned_round_changes_its_sign(seed):
    """Answers of the two waves exchanged: the same change downwards, with the same interval.

    Exchanged are whole waves, strata and clusters included, and population counts are not used.
    """
    names = {EARLY: LATE, LATE: EARLY}
    before, after = changed(
        seed,
        lambda rows: rows.assign(wave_id=pd.array(rows["wave_id"].replace(names), dtype="str")),
    )
    found = figures(after)
    for key, (value, *_, low, high, n, _flags) in figures(before).items():
        if key[0] == "C06" and value is not None and key[1]:
            assert_numbers((found[key][0], *found[key][3:6]), (-value, -high, -low, n), key)


@few
@given(seeds)
def test_parts_of_a_breakdown_add_up_to_the_wave(seed):
    found = figures(drawn(seed))
    for key, (_, top, bottom, _, _, n, _) in found.items():
        code, breakdown, wave_id = key
        if breakdown != "wave":
            continue
        for part in ("wave_sex", "wave_area"):
            cells = [
                numbers
                for (c, b, category), numbers in found.items()
                if (c, b) == (code, part) and category.startswith(f"{wave_id}:")
            ]
            sums = [sum(cell[place] for cell in cells) for place in (1, 2, 5)]
            assert sums == pytest.approx([top, bottom, n]), key


@few
@given(seeds)
def test_figures_lie_where_they_can(seed):
    """Shares within 0-100, changes within -100-100, each inside its interval; n below 30 hides."""
    for key, (value, top, bottom, low, high, n, flags) in figures(drawn(seed)).items():
        if value is None:
            assert (low, high) == (None, None), key
            continue
        assert n >= 30, key
        assert "F-MAUNHO" not in flags
        lowest = -100 if key[0] == "C06" else 0
        assert lowest <= value <= 100, key
        if key[0] != "C06" and key[1] in ("wave", "wave_sex", "wave_area"):
            assert value == pytest.approx(100 * top / bottom), key
        if low is not None:
            assert low <= value + 1e-9, key
            assert value <= high + 1e-9, key


@few
@given(seeds)
def test_a_change_is_the_later_share_less_the_earlier(seed):
    inputs = drawn(seed)
    for line in survey_account(inputs).changes.to_dict("records"):
        assert line["change"] == pytest.approx(line["value_to"] - line["value_from"])
        half = line["ci_high"] - line["change"]
        assert line["change"] - line["ci_low"] == pytest.approx(half)
        assert line["core"] is bool(pd.notna(line["p_holm"]))
        if line["core"]:
            assert line["p_value"] <= line["p_holm"] <= 1
        found = line["finding"] != "chua_phat_hien"
        assert not found or not line["ci_low"] <= 0 <= line["ci_high"]


@few
@given(seeds)
def test_a_refused_question_leaves_the_other_questions_alone(seed):
    """Everybody refuses the intention: figures of awareness, knowledge and attitude stay."""

    def refused(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(YD1=pd.array(["9"] * len(rows), dtype="str"))

    before, after = changed(seed, refused)
    found = figures(after)
    for key, numbers in figures(before).items():
        if key[0] in ("C01", "C02", "C03"):
            assert found[key] == numbers
    assert found["C04", "", ""][0] is None


def test_the_world_of_these_laws_is_worth_it():
    """Clusters are visited again, a stratum has one of them, and every indicator shows figures."""
    inputs = drawn(1)
    shown = [key for key, numbers in figures(inputs).items() if numbers[0] is not None]
    assert {code for code, _, _ in shown} == set(CODES)
    account = survey_account(inputs)
    assert set(account.changes["overlap"]) == {"cum"}
    assert account.samples["strata"].tolist() == [3, 1]
