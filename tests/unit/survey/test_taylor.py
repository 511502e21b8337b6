"""Variances by hand, from textbooks' formulas, and against R for designs of two and three stages.

Cochran (1977), Sampling Techniques, sections 2.6, 5.4, 9.3, 10.3; Särndal, Swensson & Wretman
(1992), section 4.3. R: package survey 4.1.1, figures below each design.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from gdnn_analysis.language import use_language
from gdnn_analysis.survey import Design, LonelyClusterError

LONELY_RULES = ("certainty", "average", "adjust")


def figures(table) -> list[float]:
    """Return the estimate and standard error of a table of one row."""
    return [table["estimate"].item(), table["se"].item()]


class TestSimpleRandomSample:
    frame = pd.DataFrame({"y": [2.0, 4.0, 6.0, 8.0], "weight": 2.5, "count": 10})
    # mean 5, s² = (9 + 1 + 1 + 9)/3 = 20/3

    def test_without_replacement(self):
        design = Design(self.frame, weights="weight", fpc="count")
        # (1 - 4/10) · (20/3)/4 = 1
        assert figures(design.mean("y")) == pytest.approx([5, 1], rel=1e-14)
        assert figures(design.total("y")) == pytest.approx([50, 10], rel=1e-14)

    def test_with_replacement(self):
        design = Design(self.frame, weights="weight")
        assert figures(design.mean("y")) == pytest.approx([5, sqrt(20 / 12)], rel=1e-14)

    def test_a_full_count_has_no_error(self):
        design = Design(self.frame.assign(count=4), fpc="count")
        assert figures(design.total("y")) == [20, 0]

    def test_a_domain_has_a_size_that_varies(self):
        design = Design(self.frame, weights="weight", fpc="count")
        found = design.total("y", where="y > 5")
        # z = 0, 0, 6, 8: mean 3.5, s² = (12.25 + 12.25 + 6.25 + 20.25)/3 = 17
        assert figures(found) == pytest.approx([35, sqrt(10**2 * 0.6 * 17 / 4)], rel=1e-14)
        # mean 7; z = 0, 0, -1, 1: s² = 2/3; N̂ = 5
        expected = sqrt(10**2 * 0.6 * (2 / 3) / 4) / 5
        assert design.mean("y", where="y > 5")["se"].item() == pytest.approx(expected, rel=1e-14)


class TestStrata:
    frame = pd.DataFrame(
        {
            "stratum": list("AABB"),
            "y": [1.0, 3.0, 10.0, 16.0],
            "count": [6, 6, 4, 4],
            "weight": [3.0, 3.0, 2.0, 2.0],
        }
    )

    def test_variances_add(self):
        design = Design(self.frame, weights="weight", strata="stratum", fpc="count")
        # A: 6² · (1 - 1/3) · 2/2 = 24; B: 4² · (1 - 1/2) · 18/2 = 72; total 6·2 + 4·13
        assert figures(design.total("y")) == pytest.approx([64, sqrt(96)], rel=1e-14)
        assert figures(design.mean("y")) == pytest.approx([6.4, sqrt(96) / 10], rel=1e-14)

    def test_each_by_itself(self):
        design = Design(self.frame, weights="weight", strata="stratum", fpc="count")
        found = design.total("y", by="stratum")
        assert found["se"].tolist() == pytest.approx([sqrt(24), sqrt(72)], rel=1e-14)
        assert found.covariance.to_numpy()[0, 1] == 0


class TestClusters:
    frame = pd.DataFrame(
        {
            "school": list("aaabb"),
            "y": [1.0, 2.0, 3.0, 4.0, 6.0],
            "count": 5,
            "weight": 2.5,
        }
    )

    def test_totals_of_clusters_vary(self):
        design = Design(self.frame, weights="weight", clusters="school", fpc="count")
        # totals 6 and 10: s² = 8; 5² · (1 - 2/5) · 8/2 = 60
        assert figures(design.total("y")) == pytest.approx([40, sqrt(60)], rel=1e-14)

    def test_a_mean_is_a_ratio(self):
        design = Design(self.frame, weights="weight", clusters="school", fpc="count")
        # 16/5; residual totals 6 - 3·3.2 = -3.6 and 3.6: s² = 25.92; N̂ = 12.5
        expected = sqrt(25 * 0.6 * 25.92 / 2) / 12.5
        assert figures(design.mean("y")) == pytest.approx([3.2, expected], rel=1e-14)

    def test_a_missing_answer_leaves_its_cluster_in_the_design(self):
        frame = self.frame.assign(y=[1.0, 2.0, 3.0, np.nan, np.nan])
        design = Design(frame, weights="weight", clusters="school", fpc="count")
        # totals 6 and 0: s² = 18
        assert figures(design.total("y")) == pytest.approx([15, sqrt(25 * 0.6 * 18 / 2)])


class TestTwoStages:
    frame = pd.DataFrame(
        {
            "school": list("aabbb"),
            "pupil": range(5),
            "y": [1.0, 3.0, 2.0, 4.0, 9.0],
            "schools": 4,
            "pupils": [6, 6, 9, 9, 9],
        }
    )
    # a: 6 pupils of mean 2 (s² 2): 12; b: 9 pupils of mean 5 (s² 13): 45
    within = 6**2 * (1 - 2 / 6) * 2 / 2 + 9**2 * (1 - 3 / 9) * 13 / 3

    def design(self, **changed) -> Design:
        return Design(
            self.frame.assign(**changed), clusters=["school", "pupil"], fpc=["schools", "pupils"]
        )

    def test_both_stages_add(self):
        # 4/2 · 57; 4² · (1 - 2/4) · 544.5/2 = 2178; 4/2 · 258 = 516
        assert self.within == pytest.approx(258)
        assert figures(self.design().total("y")) == pytest.approx([114, sqrt(2694)], rel=1e-14)

    def test_when_all_schools_were_drawn_only_pupils_vary(self):
        found = self.design(schools=2).total("y")
        assert figures(found) == pytest.approx([57, sqrt(self.within)], rel=1e-14)

    def test_when_all_pupils_were_drawn_only_schools_vary(self):
        found = self.design(pupils=[2, 2, 3, 3, 3]).total("y")
        # totals 4 and 15: s² = 60.5
        assert figures(found) == pytest.approx([38, sqrt(16 * 0.5 * 60.5 / 2)], rel=1e-14)


class TestLonelyClusters:
    # Stratum A: school totals 3 and 5; B: one school, 10; C: 4 and 8.
    frame = pd.DataFrame(
        {
            "stratum": list("AABCC"),
            "school": list("abcde"),
            "y": [3.0, 5.0, 10.0, 4.0, 8.0],
            "x": [1.0, 0.0, 1.0, 1.0, 1.0],
            "weight": 1.0,
        }
    )
    # A: 2/(2 - 1) · (1 + 1) = 4; C: 2 · (4 + 4) = 16

    def design(self, **choices) -> Design:
        return Design(self.frame, weights="weight", clusters="school", strata="stratum", **choices)

    def test_is_an_error_that_names_the_stratum_and_the_ways_out(self):
        with pytest.raises(LonelyClusterError) as caught:
            self.design().total("y")
        (fault,) = caught.value.faults
        assert fault.startswith("Tầng “B” chỉ có một cụm")
        for rule in LONELY_RULES:
            assert rule in fault

    def test_the_message_is_english_on_request(self):
        use_language("en")
        with pytest.raises(LonelyClusterError, match="Stratum “B” has a single cluster"):
            self.design().total("y")

    def test_is_no_error_while_nothing_is_estimated(self):
        design = self.design()
        assert design.degf == 2
        assert design.weights.sum() == 5

    def test_is_no_error_in_a_domain_without_rows_of_the_stratum(self):
        assert figures(self.design().total("y", where="stratum != 'B'")) == [20, sqrt(20)]

    def test_is_no_error_when_the_answer_is_missing_there(self):
        frame = self.frame.assign(y=[3.0, 5.0, np.nan, 4.0, 8.0])
        design = Design(frame, weights="weight", clusters="school", strata="stratum")
        assert figures(design.total("y")) == [20, sqrt(20)]

    def test_is_an_error_of_the_one_domain_among_several_that_has_rows_there(self):
        with pytest.raises(LonelyClusterError, match="“B”"):
            self.design().total("y", by="x")

    def test_every_lonely_stratum_is_named(self):
        design = Design(self.frame, weights="weight", clusters="school", strata="school")
        with pytest.raises(LonelyClusterError) as caught:
            design.mean("y")
        assert len(caught.value.faults) == 5

    def test_is_no_error_when_the_stratum_was_counted_completely(self):
        frame = self.frame.assign(count=[9, 9, 1, 9, 9])
        design = Design(frame, weights="weight", clusters="school", strata="stratum", fpc="count")
        expected = sqrt((1 - 2 / 9) * 20)
        assert figures(design.total("y")) == pytest.approx([30, expected], rel=1e-14)

    def test_certainty_adds_nothing(self):
        found = self.design(lonely="certainty").total("y")
        assert figures(found) == pytest.approx([30, sqrt(4 + 16)], rel=1e-14)

    def test_average_is_the_mean_of_the_other_strata(self):
        found = self.design(lonely="average").total("y")
        assert figures(found) == pytest.approx([30, sqrt(20 * 3 / 2)], rel=1e-14)

    def test_average_without_another_stratum_is_missing(self):
        design = Design(
            self.frame, weights="weight", clusters="school", strata="school", lonely="average"
        )
        found = design.total("y").iloc[0]
        assert found["estimate"] == 30
        assert np.isnan(found["se"])
        assert np.isnan(found["ci_low"])
        assert found["flag"] == "suppress"

    def test_adjust_is_the_deviation_from_the_mean_of_all_cluster_totals(self):
        # mean 30/5 = 6: (10 - 6)² = 16
        found = self.design(lonely="adjust").total("y")
        assert figures(found) == pytest.approx([30, sqrt(4 + 16 + 16)], rel=1e-14)

    def test_adjust_of_a_mean(self):
        # scores (y - 6)/5: totals -3, -1, 4, -2, 2 fifths, mean 0; A 4, B 16, C 16
        found = self.design(lonely="adjust").mean("y")
        assert figures(found) == pytest.approx([6, sqrt(36) / 5], rel=1e-14)

    def test_adjust_carries_the_finite_population(self):
        frame = self.frame.assign(count=[4, 4, 5, 4, 4])
        design = Design(
            frame, weights="weight", clusters="school", strata="stratum", fpc="count",
            lonely="adjust",
        )  # fmt: skip
        expected = sqrt(0.5 * 20 + 0.8 * 16)
        assert design.total("y")["se"].item() == pytest.approx(expected, rel=1e-14)

    def test_strata_lonely_in_the_domain_only(self):
        """In x = 1 stratum A has one school; the second counts as a total of 0."""
        plain = {rule: self.design(lonely=rule) for rule in LONELY_RULES}
        asked = {rule: self.design(lonely=rule, domain_lonely=True) for rule in LONELY_RULES}
        # A: totals 3, 0: 2 · (1.5² + 1.5²) = 9; C 16; average 25 · 3/2; mean of all 25/5 = 5
        expected = {"certainty": 25, "average": 37.5, "adjust": 25 + 25}
        # lonely in the domain: average (16) · 3/1; adjust 2 · ((3 - 5)² + (0 - 5)²) + 25 + 16
        in_domain = {"certainty": 25, "average": 48, "adjust": 58 + 25 + 16}
        for rule in LONELY_RULES:
            found = [
                design[rule].total("y", where="x == 1")["se"].item() for design in (plain, asked)
            ]
            wanted = [sqrt(expected[rule]), sqrt(in_domain[rule])]
            assert found == pytest.approx(wanted, rel=1e-14), rule

    @pytest.mark.parametrize("rule", LONELY_RULES)
    @pytest.mark.parametrize("in_domain", [False, True])
    def test_covariances_follow_the_same_rule(self, rule, in_domain):
        design = self.design(lonely=rule, domain_lonely=in_domain)
        found = design.total(["y", "x"], by="y > 4.5")
        variances = np.diag(found.covariance)
        assert variances == pytest.approx(found["se"].to_numpy() ** 2, nan_ok=True)

    def test_the_mean_of_all_totals_of_a_stage_is_used_at_the_second_stage(self):
        frame = TestTwoStages.frame.assign(pupil=[0, 0, 2, 3, 4])
        design = Design(
            frame.assign(weight=1.0), weights="weight", clusters=["school", "pupil"],
            fpc=["schools", "pupils"], lonely="adjust",
        )  # fmt: skip
        # stage 1: totals 4, 15: (1 - 2/4) · 2 · 60.5 = 60.5. Stage 2, each with reach 2/4: a has
        # one unit (4): mean of all units (4 + 2 + 4 + 9)/4 = 4.75: (1 - 1/6) · 0.75² = 0.46875;
        # b: (1 - 3/9) · 3/2 · 26 = 26.
        expected = sqrt(60.5 + 0.5 * (0.46875 + 26))
        assert design.total("y")["se"].item() == pytest.approx(expected, rel=1e-14)


class TestPrecision:
    @pytest.mark.parametrize("offset", [1e6, 1e8, 1e9])
    def test_a_large_constant_does_not_drown_the_spread(self, offset):
        """Amounts of money: their mean is large, what varies is small beside it."""
        frame = pd.DataFrame({"y": offset + np.array([2.0, 4.0, 6.0, 8.0]), "count": 10})
        found = Design(frame, fpc="count").total("y")
        assert found["se"].item() == pytest.approx(10, rel=1e-4)


class Reference(NamedTuple):
    """R's mean and total, and both by sex (F, M) with their covariance."""

    mean: tuple[float, float]
    total: tuple[float, float]
    means: tuple[float, float, float]
    totals: tuple[float, float, float]


# Districts in two strata, schools, pupils. Weights are those the counts of all stages imply.
DISTRICTS = pd.DataFrame(
    [
        (district, f"{district}{school}", 3 + int(district[1]), 10 * int(district[1]) + school)
        for district, school, pupils in (
            ("A1", 1, 2), ("A1", 2, 3), ("A2", 1, 3), ("A2", 2, 2), ("A3", 1, 2), ("A3", 2, 3),
            ("B1", 1, 2), ("B1", 2, 3), ("B2", 1, 3), ("B2", 2, 2),
        )
        for _ in range(pupils)
    ],
    columns=["district", "school", "schools", "pupils"],
)  # fmt: skip
DISTRICTS["stratum"] = DISTRICTS["district"].str[0]
DISTRICTS["pupil"] = range(1, 26)
DISTRICTS["score"] = DISTRICTS["pupil"] * 7 % 11
DISTRICTS["sex"] = np.where(DISTRICTS["pupil"] % 3 == 0, "M", "F")
DISTRICTS["districts"] = DISTRICTS["stratum"].map({"A": 6, "B": 4})
DISTRICTS["of_districts"] = 0.5
DISTRICTS["of_schools"] = 2 / DISTRICTS["schools"]
DISTRICTS["of_pupils"] = (
    DISTRICTS.groupby("school")["pupil"].transform("size") / DISTRICTS["pupils"]
)
DISTRICTS["weight"] = 1 / (
    DISTRICTS["of_districts"] * DISTRICTS["of_schools"] * DISTRICTS["of_pupils"]
)

THREE = Reference(
    (5.16733870968, 0.543589166952),
    (5126, 1091.98282954),
    (0.900588724442, 0.646606430952, -0.177138592806),
    (765.096072399, 718.562105875, 45361.5),
)
TWO = Reference(
    (5.16733870968, 0.374069502419),
    (5126, 1019.482385),
    (0.762904693285, 0.576509778018, -0.244355600306),
    (668.941203196, 601.217930538, 115199.5),
)
REFERENCES = {
    "three stages": ("school pupil", "districts schools pupils", THREE),
    "three stages, shares drawn": ("school pupil", "of_districts of_schools of_pupils", THREE),
    "three stages, the third with replacement": (
        "school pupil",
        "districts schools",
        Reference(
            (5.16733870968, 0.558585337217),
            (5126, 1099.40506639),
            (0.91506063448, 0.655043429179, -0.170769804549),
            (775.91752139, 729.79620443, 37020.5),
        ),
    ),
    "two stages": ("school", "districts schools", TWO),
    "two stages, shares drawn": ("school", "of_districts of_schools", TWO),
    "two stages, counts and shares": ("school", "districts of_schools", TWO),
    "two stages, the second with replacement": (
        "school",
        "districts",
        Reference(
            (5.16733870968, 0.458690012548),
            (5126, 1057.92745498),
            (0.924364198522, 0.602674165476, -0.319637092247),
            (765.503102541, 620.156835002, 74310.5),
        ),
    ),
    "one stage": (
        "",
        "districts",
        Reference(
            (5.16733870968, 0.102724074434),
            (5126, 945.283819813),
            (0.276772055738, 0.534230116325, -0.11170889964),
            (429.286035179, 569.934206729, 192225),
        ),
    ),
}


def check(design: Design, wanted: Reference) -> None:
    near = {"rel": 1e-10}
    assert figures(design.mean("score")) == pytest.approx(wanted.mean, **near)
    assert figures(design.total("score")) == pytest.approx(wanted.total, **near)
    for found, expected in (
        (design.mean("score", by="sex"), wanted.means),
        (design.total("score", by="sex"), wanted.totals),
    ):
        got = [*found["se"], found.covariance.to_numpy()[0, 1]]
        assert got == pytest.approx(expected, **near)


class TestAgainstR:
    @pytest.mark.parametrize("name", REFERENCES)
    def test_districts_schools_pupils(self, name):
        below, fpc, wanted = REFERENCES[name]
        design = Design(
            DISTRICTS,
            weights="weight",
            strata="stratum",
            clusters=["district", *below.split()],
            fpc=fpc.split(),
        )
        assert design.degf == 5 - 2
        check(design, wanted)

    def test_weights_that_three_stages_imply(self):
        design = Design(
            DISTRICTS,
            strata="stratum",
            clusters=["district", "school", "pupil"],
            fpc=["districts", "schools", "pupils"],
        )
        assert design.weights.sum() == pytest.approx(992)
        assert design.weights.to_numpy() == pytest.approx(DISTRICTS["weight"].to_numpy())

    @pytest.mark.parametrize(
        ("weights", "wanted"),
        [
            (
                None,
                Reference(
                    (5.92121212121, 0.463068347105),
                    (814.166666667, 80.5907011454),
                    (0.828381483581, 1.32028171512, -0.64807682563),
                    (81.003257822, 63.2455532034, -2033.33333333),
                ),
            ),
            (
                "weight",
                Reference(
                    (6.17333333333, 0.544862768477),
                    (463, 44.8199572895),
                    (1.02027176616, 1.44596311428, -0.866869212963),
                    (50.5837918705, 42.0574437101, -1159.36),
                ),
            ),
        ],
    )
    def test_schools_drawn_by_kind_within_districts(self, weights, wanted):
        """Strata of the second stage only: 2 public of 5 to 7, 2 private of 4 to 6 schools."""
        design = Design(
            self.kinds(),
            weights=weights,
            strata=["one", "kind"],
            clusters=["district", "school"],
            fpc=["districts", "schools"],
        )
        assert design.degf == 2
        check(design, wanted)

    def test_schools_drawn_from_all_of_a_district(self):
        design = Design(
            self.kinds().assign(schools=9),
            weights="weight",
            clusters=["district", "school"],
            fpc=["districts", "schools"],
        )
        wanted = Reference(
            (6.17333333333, 0.476673068419),
            (463, 37.1642002171),
            (1.02842915882, 1.39317035559, -0.995424668496),
            (51.1140337329, 39.8430253202, -1409.46666667),
        )
        check(design, wanted)

    @staticmethod
    def kinds() -> pd.DataFrame:
        frame = pd.DataFrame(
            [
                (f"D{district}", kind, f"{district}{kind}{school}", count + district)
                for district in (1, 2, 3)
                for kind, count in (("public", 4), ("private", 3))
                for school in (1, 2)
                for _ in range(2 + (district + school) % 2)
            ],
            columns=["district", "kind", "school", "schools"],
        )
        number = np.arange(1, 31)
        return frame.assign(
            one=1,
            districts=5,
            score=number * 5 % 13,
            sex=np.where(number % 3 == 0, "M", "F"),
            weight=1.0 + number % 4,
        )

    @pytest.mark.parametrize(
        ("left_out", "mean"),
        [(["A12", "B22"], 0.411011711953), (["B21", "B22"], 0.427072357195)],
    )
    def test_lonely_schools_and_districts_taken_with_certainty(self, left_out, mean):
        frame = DISTRICTS[~DISTRICTS["school"].isin(left_out)]
        design = Design(
            frame, weights="weight", strata="stratum", clusters=["district", "school"],
            fpc=["districts", "schools"], lonely="certainty",
        )  # fmt: skip
        assert design.mean("score")["se"].item() == pytest.approx(mean, rel=1e-10)

    def test_a_lonely_district_with_the_average_of_the_others(self):
        design = Design(
            DISTRICTS[DISTRICTS["district"] != "B2"], weights="weight", strata="stratum",
            clusters=["district", "school"], fpc=["districts", "schools"], lonely="average",
        )  # fmt: skip
        found = [design.mean("score")["se"].item(), design.total("score")["se"].item()]
        assert found == pytest.approx([0.447484822063, 1224.025871186281], rel=1e-10)

    @pytest.mark.parametrize(("left_out", "named"), [("A12", "A1"), ("B2", "B")])
    def test_are_an_error_at_either_stage(self, left_out, named):
        keep = (DISTRICTS["school"] != left_out) & (DISTRICTS["district"] != left_out)
        design = Design(
            DISTRICTS[keep], weights="weight", strata="stratum",
            clusters=["district", "school"], fpc=["districts", "schools"],
        )  # fmt: skip
        with pytest.raises(LonelyClusterError, match=f"“{named}”"):
            design.mean("score")
