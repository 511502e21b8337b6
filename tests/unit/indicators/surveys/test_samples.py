"""Who counts in a wave, with which weight, in which design; and what is said of the rest."""

from __future__ import annotations

import numpy as np
import pytest

from gdnn_analysis.indicators.surveys.samples import Samples, trace_people
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.records.areas import AreaHistory
from tests.survey_worlds import (
    clusters,
    people,
    question,
    sample_of,
    scale,
    surveys,
    wave,
    wave_of,
)

CLUSTERED = {"design": "xs_phan_tang_cum"}


def sample(responses, *, margins=(), questions=None, **cells):
    data = surveys(
        [wave(**cells)], questions or [question()], responses, survey_margins=list(margins)
    )
    return sample_of(data)


def margin(variable: str, category: str, count: float, wave_id: str = "HS9-2023"):
    return {
        "wave_id": wave_id,
        "variable": variable,
        "category": category,
        "pop_count": count,
    }


def reasons(found) -> dict[str, int]:
    return found.rows["reason"].value_counts().to_dict()


# -- who counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("hoan_thanh", ""),
        ("mot_phan", ""),
        (None, ""),
        ("tu_choi", "không phỏng vấn được"),
        ("khong_lien_he", "không phỏng vấn được"),
        ("loai", "không phỏng vấn được"),
    ],
)
def test_finished_and_partial_interviews_count(status, reason):
    found = sample(people(2, "a", status=status, NB1="1"))
    assert reasons(found) == {reason: 2}
    assert len(found.people) == (2 if reason == "" else 0)


@pytest.mark.parametrize(("weight", "counts"), [(2.5, True), (None, False), (0, False)])
def test_without_a_weight_nobody_counts_in_a_probability_sample(weight, counts):
    found = sample(people(3, "a", weight=weight, NB1="1") + people(1, "b", NB1="1"))
    assert len(found.people) == (4 if counts else 1)
    assert ("không có quyền số" in reasons(found)) is not counts


def test_who_was_not_interviewed_is_told_so_even_without_a_weight():
    found = sample(people(1, "a", status="tu_choi", weight=None) + people(1, "b", NB1="1"))
    assert reasons(found) == {"không phỏng vấn được": 1, "": 1}


@pytest.mark.parametrize("design", ["phi_xac_suat", "tong_dieu_tra"])
def test_volunteers_and_full_counts_need_no_weights(design):
    found = sample(people(4, "a", weight=None, NB1="1"), design=design)
    assert (len(found.people), found.weighting) == (4, "bang_nhau")
    assert found.design.weights.to_list() == [1.0] * 4


@pytest.mark.parametrize("design", ["phi_xac_suat", "tong_dieu_tra"])
def test_where_some_have_weights_the_others_are_left_out(design):
    rows = people(3, "a", weight=None, NB1="1") + people(2, "b", weight=4, NB1="1")
    found = sample(rows, design=design)
    assert (len(found.people), found.weighting) == (2, "cho_san")
    assert reasons(found) == {"không có quyền số": 3, "": 2}


@pytest.mark.parametrize(
    ("column", "reason"), [("stratum", "thiếu tầng của mẫu"), ("psu_id", "thiếu cụm của mẫu")]
)
def test_who_lacks_stratum_or_cluster_is_left_out(column, reason):
    rows = clusters([(1, 1), (1, 1)], "p", stratum="T1")
    rows += people(1, "z", **{"stratum": "T1", "psu_id": "p1", column: None}, NB1="1")
    found = sample(rows, **CLUSTERED)
    assert reasons(found) == {"": 4, reason: 1}


def test_a_sample_without_strata_or_clusters_loses_nobody_for_that():
    found = sample(people(4, "a", NB1="1"), **CLUSTERED)
    assert reasons(found) == {"": 4}


def test_a_simple_sample_asks_for_neither_stratum_nor_cluster():
    found = sample(people(2, "a", stratum="T1", NB1="1") + people(2, "b", NB1="2"))
    assert reasons(found) == {"": 4}


def test_the_trace_names_every_row_of_the_source_once():
    data = surveys(
        [wave(), wave("PH9-2023")],
        [question()],
        people(2, "a", NB1="1")
        + people(1, "b", status="tu_choi")
        + people(1, "c", "PH9-2023", NB1="1"),
    )
    traced = trace_people("C01", [sample_of(data), sample_of(data, "PH9-2023")])
    assert traced["record"].to_list() == data["survey_responses"].index.to_list()
    assert traced["role"].to_list() == ["tinh", "tinh", "loai", "tinh"]
    assert set(traced["code"]) == {"C01"}
    assert trace_people("C01", []).empty


def test_a_wave_without_interviews_has_no_design():
    found = sample(people(2, "a", status="tu_choi"))
    assert found.design is None
    assert (len(found.people), found.notes) == (0, ())
    none = sample_of(surveys([wave(), wave("PH9-2023")], [question()], people(1, "a")), "PH9-2023")
    assert none.design is None
    assert len(none.rows) == 0


def test_interviews_of_other_waves_do_not_mix():
    rows = people(3, "a", NB1="1") + people(2, "b", "HS9-2022", NB1="2")
    data = surveys([wave(), wave("HS9-2022")], [question()], rows[::-1])
    assert sample_of(data).people["C01"].to_list() == [1, 1, 1]
    assert sample_of(data, "HS9-2022").people["C01"].to_list() == [0, 0]


def test_a_wave_is_read_once():
    data = surveys([wave()], [question()], people(2, "a", NB1="1"))
    samples, areas = Samples(data), AreaHistory(data)
    assert samples.of(wave_of(data), areas) is samples.of(wave_of(data), areas)


# -- what is known of them -----------------------------------------------------------------------


def test_groups_are_sex_and_former_district_at_the_end_of_fieldwork():
    rows = people(1, "a", sex="nu", area_id="X1", NB1="1") + people(1, "b", NB1="1")
    found = sample(rows).people
    assert found["wave_sex"].to_list() == ["nu", "khong_xac_dinh"]
    assert found["wave_area"].to_list() == ["H1", "khong_xac_dinh"]


def test_measures_items_and_trends_are_columns():
    asked = [
        question(trend_id="t_nb1"),
        question("NB2"),
        scale("TD1"),
        question("NT1", "nguon_tin", answer_type="nhieu"),
    ]
    found = sample(people(1, "a", NB1="1", NB2="8", TD1="4", NT1="1;2"), questions=asked).people
    measured = {name: found[name].to_list() for name in found if ":" in name or name == "C01"}
    assert measured == {
        "C01": [0],
        "item:NB1": [1],
        "item:NB2": [0],
        "item:TD1": [1],
        "trend:t_nb1": [1],
    }


def test_a_questionnaire_nobody_described_gives_no_measure():
    found = sample(people(2, "a", NB1="1"), questionnaire_version="V9")
    assert found.paper.items == ()
    assert not [name for name in found.people if name.startswith(("C0", "item:", "trend:"))]


def test_faults_of_the_questionnaire_are_notes_of_the_wave():
    asked = [question(), question("NB2", refusal_codes="1")]
    (note,) = sample(people(2, "a", NB1="1", NB2="1"), questions=asked).notes
    assert "NB2" in note


def test_half_a_definition_is_no_awareness():
    """Of the two awareness questions one cannot be read: C01 is not that of the other alone."""
    asked = [question(), question("NB2", refusal_codes="1")]
    found = sample(people(2, "a", NB1="1", NB2="2"), questions=asked).people.get("C01")
    assert found is None or found.isna().all()


# -- the design ----------------------------------------------------------------------------------

COUNTS = [(3, 2), (4, 1), (2, 3)]


def shape(found) -> tuple[int, int, int]:
    """Return strata, clusters and degrees of freedom."""
    first = found.design.sample.structure.first
    return len(first.names), len(first.stratum), found.design.degf


def test_strata_and_clusters_are_used():
    rows = clusters(COUNTS, "p", stratum="T1") + clusters(COUNTS, "q", stratum="T2")
    found = sample(rows, **CLUSTERED)
    assert shape(found) == (2, 6, 4)
    assert found.notes == ()


def test_clusters_without_strata_are_used():
    found = sample(clusters(COUNTS, "p"), **CLUSTERED)
    assert (shape(found), found.notes) == ((1, 3, 2), ())


def test_a_simple_sample_has_neither():
    found = sample(clusters(COUNTS, "p", stratum="T1"))
    assert shape(found) == (1, 15, 14)


def test_a_stratum_with_one_cluster_is_no_fault():
    rows = clusters(COUNTS, "p", stratum="T1") + clusters([(9, 1)], "q", stratum="T2")
    found = sample(rows, **CLUSTERED)
    assert shape(found) == (2, 4, 2)
    alone = found.design.mean("C01")["se"].iloc[0]
    without = found.design.mean("C01", where="stratum == 'T1'")["se"].iloc[0]
    assert alone > 0
    assert np.isfinite(without)


def test_missing_clusters_are_noted():
    found = sample(people(8, "a", NB1="1"), **CLUSTERED)
    (note,) = found.notes
    assert "HS9-2023" in note
    assert "psu_id" in note
    assert shape(found) == (1, 8, 7)


def test_the_population_count_is_used_when_given():
    few = sample(clusters(COUNTS, "p", stratum="T1", fpc=6), **CLUSTERED)
    many = sample(clusters(COUNTS, "p", stratum="T1"), **CLUSTERED)
    ratio = few.design.mean("C01")["se"].iloc[0] / many.design.mean("C01")["se"].iloc[0]
    assert ratio == pytest.approx((1 - 3 / 6) ** 0.5)


@pytest.mark.parametrize("design", ["phi_xac_suat", "tong_dieu_tra"])
def test_population_counts_mean_nothing_without_a_sampling_error(design):
    found = sample(people(5, "a", fpc=10, NB1="1"), design=design)
    assert np.isinf(found.design.sample.structure.first.population).all()


@pytest.mark.parametrize(
    ("wrong", "part"),
    [(20, "không như nhau"), (2, "tổng thể ghi 2 đơn vị nhưng mẫu có 3")],
)
def test_a_population_count_that_cannot_be_is_noted_and_not_used(wrong, part):
    rows = clusters(COUNTS, "p", stratum="T1", fpc=wrong if wrong == 2 else 10)
    if wrong != 2:
        rows += clusters([(1, 1)], "q", stratum="T1", fpc=wrong)
    found = sample(rows, **CLUSTERED)
    (note,) = found.notes
    assert note.startswith("HS9-2023: ")
    assert "fpc" in note
    assert part in note
    assert np.isinf(found.design.sample.structure.first.population).all()
    assert shape(found)[0] == 1


def twice(rows):
    return [{**row, "resp_id": f"{row['resp_id']}b"} for row in rows]


def test_cluster_names_that_recur_in_another_stratum_are_other_clusters():
    rows = clusters(COUNTS, "p", stratum="T1") + twice(clusters(COUNTS, "p", stratum="T2"))
    found = sample(rows, **CLUSTERED)
    assert shape(found) == (2, 6, 4)
    (note,) = found.notes
    assert "p1" in note


def test_cluster_names_that_recur_do_not_cost_the_population_counts():
    """The counts are right; only the names of the clusters need their stratum."""
    rows = clusters(COUNTS, "p", stratum="T1", fpc=6)
    rows += twice(clusters(COUNTS, "p", stratum="T2", fpc=12))
    found = sample(rows, **CLUSTERED)
    assert found.design.sample.structure.first.population.tolist() == [6, 12]


def test_one_fault_is_noted_once():
    rows = clusters(COUNTS, "p", stratum="T1", fpc=6)
    rows += twice(clusters(COUNTS, "p", stratum="T2", fpc=12))
    assert len(sample(rows, **CLUSTERED).notes) == 1


def test_population_counts_of_only_some_rows_are_noted():
    """What cannot be used of the design is said, never silently left."""
    rows = clusters(COUNTS, "p", stratum="T1", fpc=6) + clusters([(1, 1)], "q", stratum="T1")
    (note,) = sample(rows, **CLUSTERED).notes
    assert "fpc" in note


def test_strata_without_clusters_are_used():
    """Enterprises drawn one by one from a list by size: strata and counts, no clusters (3.5)."""
    rows = people(20, "a", stratum="L", fpc=25, NB1="1")
    rows += people(15, "b", stratum="S", fpc=600, NB1="1")
    rows += people(15, "c", stratum="S", fpc=600, NB1="2")
    found = sample(rows, **CLUSTERED)
    assert shape(found) == (2, 50, 48)
    assert found.design.sample.structure.first.population.tolist() == [25, 600]


# -- margins -------------------------------------------------------------------------------------

BY_SEX = people(40, "a", sex="nam", weight=50, NB1="1") + people(
    40, "b", sex="nu", weight=50, NB1="2"
)


def weights_by_sex(found) -> dict[str, float]:
    return found.design.weights.groupby(found.design.frame["sex"].astype("str")).sum().to_dict()


def test_weights_that_miss_the_margins_are_raked():
    found = sample(BY_SEX, margins=[margin("sex", "nam", 3000), margin("sex", "nu", 1000)])
    assert found.weighting == "hieu_chinh"
    assert weights_by_sex(found) == pytest.approx({"nam": 3000, "nu": 1000})
    assert found.margins_gap == pytest.approx(100.0)  # 2000 instead of 1000
    assert found.notes == ()


def test_several_margins_are_met_together():
    rows = [
        row
        for sex in ("nam", "nu")
        for place in ("tt", "nt")
        for row in people(10, f"{sex}{place}", sex=sex, urban_rural=place, weight=50, NB1="1")
    ]
    wanted = {"sex": {"nam": 1100, "nu": 900}, "urban_rural": {"tt": 500, "nt": 1500}}
    found = sample(
        rows,
        margins=[margin(name, *cell) for name, cells in wanted.items() for cell in cells.items()],
    )
    for name, counts in wanted.items():
        reached = found.design.weights.groupby(found.design.frame[name].astype("str")).sum()
        assert reached.to_dict() == pytest.approx(counts)
    assert found.margins_gap == pytest.approx(100.0)


@pytest.mark.parametrize(("men", "weighting"), [(2009, "cho_san"), (2010, "hieu_chinh")])
def test_half_a_percent_is_a_rounding(men, weighting):
    """2000 against 1991 is 0.45 %; against 1990 it is 0.503 %."""
    found = sample(BY_SEX, margins=[margin("sex", "nam", men), margin("sex", "nu", 4000 - men)])
    assert found.weighting == weighting
    assert found.margins_gap == pytest.approx(
        100 * max((men - 2000) / men, (men - 2000) / (4000 - men))
    )
    reached = (
        {"nam": 2000, "nu": 2000} if weighting == "cho_san" else {"nam": men, "nu": 4000 - men}
    )
    assert weights_by_sex(found) == pytest.approx(reached)


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        ({"nam": 3000, "nu": 900, "khong_ro": 100}, "sex=khong_ro"),
        ({"nam": 4000}, "sex=nu"),
        ({"nam": 4000, "nu": 0}, "sex=nu"),
    ],
)
def test_margins_that_cannot_be_met_leave_the_weights_and_say_why(wanted, part):
    found = sample(BY_SEX, margins=[margin("sex", *cell) for cell in wanted.items()])
    assert found.weighting == "cho_san"
    assert weights_by_sex(found) == pytest.approx({"nam": 2000, "nu": 2000})
    (note,) = found.notes
    assert note.startswith("Không hiệu chỉnh được quyền số")
    assert part in note
    assert found.margins_gap > 0.5


def test_margins_of_different_size_leave_the_weights():
    rows = [{**row, "urban_rural": "tt"} for row in BY_SEX]
    found = sample(
        rows,
        margins=[
            margin("sex", "nam", 3000),
            margin("sex", "nu", 1000),
            margin("urban_rural", "tt", 5000),
        ],
    )
    assert found.weighting == "cho_san"
    assert len(found.notes) == 1


def test_somebody_without_the_margins_answer_leaves_the_weights():
    rows = BY_SEX + people(1, "z", weight=50, NB1="1")
    found = sample(rows, margins=[margin("sex", "nam", 3000), margin("sex", "nu", 1000)])
    assert found.weighting == "cho_san"
    assert "sex" in found.notes[0]


def test_a_margin_without_a_column_is_noted_and_the_others_are_met():
    found = sample(
        BY_SEX,
        margins=[
            margin("hoc_luc", "gioi", 9),
            margin("sex", "nam", 3000),
            margin("sex", "nu", 1000),
        ],
    )
    (note,) = found.notes
    assert "hoc_luc" in note
    assert weights_by_sex(found) == pytest.approx({"nam": 3000, "nu": 1000})
    alone = sample(BY_SEX, margins=[margin("hoc_luc", "gioi", 9)])
    assert (alone.weighting, alone.margins_gap) == ("cho_san", None)


def test_margins_are_those_of_the_wave():
    data = surveys(
        [wave(), wave("HS9-2022")],
        [question()],
        BY_SEX,
        survey_margins=[margin("sex", "nam", 3000, "HS9-2022"), margin("sex", "nu", 1, "HS9-2022")],
    )
    found = sample_of(data)
    assert (found.weighting, found.margins_gap, found.notes) == ("cho_san", None, ())


@pytest.mark.parametrize("design", ["phi_xac_suat", "tong_dieu_tra"])
def test_only_samples_drawn_by_chance_are_raked(design):
    found = sample(
        BY_SEX, margins=[margin("sex", "nam", 3000), margin("sex", "nu", 1000)], design=design
    )
    assert (found.weighting, found.margins_gap) == ("cho_san", None)


def test_only_those_who_count_are_weighed_against_the_margins():
    rows = BY_SEX + people(40, "z", sex="nam", weight=50, status="tu_choi")
    found = sample(rows, margins=[margin("sex", "nam", 2000), margin("sex", "nu", 2000)])
    assert (found.weighting, found.margins_gap) == ("cho_san", 0)


def test_the_interval_of_raked_weights_knows_what_the_margins_fixed():
    """Answers that follow the sex alone do not vary once the sexes are fixed."""
    wanted = [margin("sex", "nam", 3000), margin("sex", "nu", 1000)]
    raked, given = sample(BY_SEX, margins=wanted), sample(BY_SEX)
    assert given.design.mean("C01")["se"].iloc[0] > 0.05
    assert raked.design.mean("C01")["se"].iloc[0] == pytest.approx(0, abs=1e-9)


# -- G28 -----------------------------------------------------------------------------------------


def test_g28_the_same_respondent_twice_is_an_error_and_counts_no_time():
    rows = people(2, "a", NB1="1") + people(1, "a", NB1="2")
    data = load_rows(
        {"survey_waves": [wave()], "survey_questions": [question()], "survey_responses": rows},
        shipped=False,
    )
    errors = data.issues[data.issues["severity"].eq("loi")]
    assert set(errors["rule"]) == {"DQ-03"}
    assert set(errors["table"]) == {"survey_responses"}
    found = sample_of(data)
    assert found.people["resp_id"].to_list() == ["HS9-2023/a2"]
