"""Figures of the survey chapter, by what is drawn: lengths, places, order, signs, words."""

from __future__ import annotations

import pytest

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.report import figures
from gdnn_analysis.report.figures.surveys import changes as moved
from gdnn_analysis.report.figures.surveys import estimates as dotted
from gdnn_analysis.report.figures.surveys import likert as drawn
from gdnn_analysis.report.figures.surveys.change_words import core_pairs
from tests.survey_accounts import WAVES, answers, change, sample

PUPILS, FIRMS, TEACHERS = WAVES[1], WAVES[2], WAVES[3]
EARLY = ("TD1", "Học nghề có việc làm sớm.")
WEAK = ("TD2", "Học nghề chỉ dành cho người học kém.")


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.1, definition of relative luminance)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def bars(axes) -> list[tuple[float, float, float]]:
    """Return left end, width and row of each bar."""
    return [
        (bar.get_x(), bar.get_width(), bar.get_y() + bar.get_height() / 2) for bar in axes.patches
    ]


def words(axes) -> list[str]:
    return [text.get_text().replace("\u00a0", " ") for text in axes.texts]


# ---------------------------------------------------------------- attitudes


def test_bars_diverge_from_the_middle_of_phan_van(reported):
    ev = reported(
        samples=[sample(PUPILS)], items=answers("HS9-2025", *EARLY, (5.0, 21.0, 32.0, 31.0, 11.0))
    )
    axes = figures.attitude_figure(ev, "HS9-2025").axes[0]
    assert bars(axes) == [
        pytest.approx((-42, 5, 0)),
        pytest.approx((-37, 21, 0)),
        pytest.approx((-16, 32, 0)),
        pytest.approx((16, 31, 0)),
        pytest.approx((47, 11, 0)),
    ]


def test_items_stand_from_top_to_bottom_and_reversed_ones_are_marked(reported):
    ev = reported(
        samples=[sample(PUPILS)],
        items=[
            *answers("HS9-2025", *WEAK, (10.0, 29.0, 31.0, 23.0, 7.0), reverse=True),
            *answers("HS9-2025", *EARLY, (5.0, 21.0, 32.0, 31.0, 11.0)),
        ],
    )
    figure = figures.attitude_figure(ev, "HS9-2025")
    axes = figure.axes[0]
    labels = [label.get_text().replace("\n", " ") for label in axes.get_yticklabels()]
    assert labels == [
        "“Học nghề chỉ dành cho người học kém.” (câu đảo)",
        "“Học nghề có việc làm sớm.”",
    ]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert [row for _, _, row in bars(axes)] == pytest.approx([0] * 5 + [1] * 5)
    assert "với câu đảo, đồng ý là thái độ kém tích cực" in figure.block.caption


def test_disagreement_is_hatched_and_numbers_fit_their_bars(reported):
    """Sides differ without colour; a bar too narrow for its number has none."""
    ev = reported(
        samples=[sample(PUPILS)], items=answers("HS9-2025", *EARLY, (3.9, 22.1, 32.0, 31.0, 11.0))
    )
    axes = figures.attitude_figure(ev, "HS9-2025").axes[0]
    assert [bool(bar.get_hatch()) for bar in axes.patches] == [True, True, False, False, False]
    assert words(axes) == ["22", "32", "31", "11"]


def test_dont_know_stands_apart_only_where_it_was_offered(reported):
    without = reported(
        samples=[sample(PUPILS)], items=answers("HS9-2025", *EARLY, (5.0, 21.0, 32.0, 31.0, 11.0))
    )
    assert len(figures.attitude_figure(without, "HS9-2025").axes) == 1
    offered = reported(
        samples=[sample(PUPILS)],
        items=[
            *answers("HS9-2025", *EARLY, (5.0, 20.0, 30.0, 30.0, 10.0), unknown=5.0),
            *answers("HS9-2025", *WEAK, (10.0, 29.0, 31.0, 23.0, 7.0)),
        ],
    )
    figure = figures.attitude_figure(offered, "HS9-2025")
    levels, apart = figure.axes
    assert sum(width for _, width, row in bars(levels) if row < 0.5) == pytest.approx(95)
    assert bars(apart) == [pytest.approx((0, 5, 0))]
    assert words(apart) == ["5", " –"]
    assert "không biết 5,0%" in figure.block.alt


@pytest.mark.parametrize(
    ("shares", "n"), [((5.0, 21.0, 32.0, 31.0, 11.0), 29), ((None, 21.0, 32.0, 31.0, 11.0), 901)]
)
def test_few_or_hidden_answers_draw_no_bar(reported, shares, n):
    ev = reported(samples=[sample(PUPILS)], items=answers("HS9-2025", *EARLY, shares, n=n))
    figure = figures.attitude_figure(ev, "HS9-2025")
    assert bars(figure.axes[0]) == []
    assert words(figure.axes[0]) == ["không in tỷ lệ (ít người trả lời hoặc ẩn để bảo mật)"]
    assert "%" not in figure.block.alt.replace("%)", "")


def test_every_wave_with_a_scale_has_a_figure_with_its_own_key(reported):
    ev = reported(
        samples=[sample(PUPILS), sample(TEACHERS)],
        items=[
            *answers("HS9-2025", *EARLY, (5.0, 21.0, 32.0, 31.0, 11.0)),
            *answers("GV-2025", *EARLY, (5.0, 21.0, 32.0, 31.0, 11.0), n=120),
        ],
    )
    first, second = figures.attitudes(ev)
    assert first.key != second.key
    assert first.caption.startswith("Học sinh lớp 9, 3/2025")
    assert "không suy rộng" in second.caption
    assert "không suy rộng" not in first.caption
    assert [cell.text for cell in first.data.rows[0].cells] == [
        "“Học nghề có việc làm sớm.”", "5,0%", "21,0%", "32,0%", "31,0%", "11,0%", "–", "901",
    ]  # fmt: skip


def test_numbers_and_marks_have_the_contrast_of_wcag_aa():
    for level, colour in drawn.COLOURS.items():
        assert contrast(drawn.TEXT_COLOURS[level], colour) >= 4.5, level
    for colour in (dotted.COLOUR, moved.OLD, moved.NEW, moved.ZERO, drawn.EDGE):
        assert contrast(colour, "#ffffff") >= 3, colour


# ---------------------------------------------------------------- estimates


def estimate(code: str, wave: str, value: float | None, low=None, high=None, **cells) -> Row:
    return Row(
        code, category=wave, value=value, ci_low=low, ci_high=high, breakdown="wave", unit="%",
        **{"n": 300, **cells},
    )  # fmt: skip


def test_a_dot_and_a_whisker_stand_where_the_figures_are(reported):
    ev = reported(
        estimate("C01", "HS9-2025", 46.8, 43.4, 50.2, n=883),
        estimate("C01", "DN-2025", 67.2, 60.9, 73.1),
        estimate("C05", "DN-2025", 59.6, 53.2, 65.7),
        samples=[sample(PUPILS), sample(FIRMS)],
    )
    figure = figures.survey_estimates(ev)
    axes = figure.axes[0]
    ends = [tuple(line.get_xdata()) for line in axes.lines]
    assert ends == [(43.4, 50.2), (46.8,), (60.9, 73.1), (67.2,), (53.2, 65.7), (59.6,)]
    assert axes.get_xlim() == (0, 100)
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Học sinh lớp 9, 3/2025",
        "Doanh nghiệp, 10/2025",
        "Doanh nghiệp, 10/2025",
    ]
    assert list(axes.get_yticks()) == [1, 2, 4]
    assert axes.get_ylim()[0] > axes.get_ylim()[1]
    assert words(axes) == [
        "Nhận biết về GDNN (C01)",
        "46,8% (43,4–50,2)",
        "67,2% (60,9–73,1)",
        "Ý định tuyển dụng, hợp tác (C05)",
        "59,6% (53,2–65,7)",
    ]
    assert "Học sinh lớp 9, 3/2025 46,8% (KTC 95%: 43,4–50,2; n = 883)" in (
        figure.block.alt.replace("\u00a0", " ")
    )


def test_a_period_has_a_figure_for_each_indicator_with_estimates(reported):
    ev = reported(
        estimate("C01", "HS9-2025", 46.8, 43.4, 50.2),
        estimate("C05", "DN-2025", 59.6, 53.2, 65.7),
        samples=[sample(PUPILS), sample(FIRMS)],
    )
    blocks = figures.survey_estimates_by_code(ev)
    assert [block.key for block in blocks] == ["hinh-uoc-luong-c01", "hinh-uoc-luong-c05"]
    assert "46,8%" in blocks[0].alt.replace("\u00a0", " ")
    assert "59,6%" not in blocks[0].alt.replace("\u00a0", " ")
    assert len(figures.survey_estimates_by_code(reported())) == 0


def test_a_label_that_would_leave_the_page_stands_on_the_other_side(reported):
    ev = reported(
        estimate("C01", "HS9-2025", 46.8, 43.4, 50.2),
        estimate("C01", "DN-2025", 97.0, 95.0, 98.5),
        samples=[sample(PUPILS), sample(FIRMS)],
    )
    axes = figures.survey_estimates(ev).axes[0]
    low, high = (text for text in axes.texts if "%" in text.get_text())
    assert (low.get_ha(), low.xy[0]) == ("left", 50.2)
    assert (high.get_ha(), high.xy[0]) == ("right", 95.0)


def test_volunteers_have_a_hollow_square_and_no_whisker(reported):
    ev = reported(
        estimate("C01", "GV-2025", 33.6, flags=frozenset({"F-PXS"})), samples=[sample(TEACHERS)]
    )
    (mark,) = figures.survey_estimates(ev).axes[0].lines
    assert (mark.get_marker(), mark.get_markerfacecolor()) == ("s", "white")
    label = figures.survey_estimates(ev).axes[0].get_yticklabels()[0].get_text()
    assert "(tự nguyện)" in label.replace("\n", " ")


def test_a_small_sample_is_said_and_not_drawn(reported):
    ev = reported(
        estimate("C01", "HS9-2025", None, n=12, flags=frozenset({"F-MAUNHO"})),
        samples=[sample(PUPILS)],
    )
    axes = figures.survey_estimates(ev).axes[0]
    assert len(axes.lines) == 0
    assert words(axes)[1] == "n = 12: mẫu nhỏ, chỉ nêu số đếm"


def test_without_estimates_there_is_no_figure(reported):
    assert figures.survey_estimates(reported()) is None
    assert figures.survey_estimates(reported(samples=[sample(PUPILS)])) is None
    assert len(figures.survey_changes(reported())) == 0
    assert len(figures.attitudes(reported())) == 0
    assert figures.attitude_figure(reported(), "HS9-2025") is None


# ---------------------------------------------------------------- changes


CHANGES = (
    change("NB2", "Hãy nêu một cơ sở GDNN.", (37.7, 49.6)),
    change("YD1", "Sau lớp 9 em định chọn gì?", (35.0, 33.0), finding="chua_phat_hien"),
    change("TD2", "Học nghề chỉ dành cho người học kém.", (40.0, 31.0), finding="giam"),
    change("TD1", "Học nghề có việc làm sớm.", (34.2, 41.6), core=False),
    change("KT1", "Được học liên thông.", (34.2, 41.6), n_to=29),
)


def test_changes_draw_both_shares_and_the_interval_around_the_change(reported):
    ev = reported(samples=[sample(PUPILS)], changes=CHANGES)
    (pair,) = core_pairs(ev)
    left, right = figures.change_figure(ev, pair).axes
    drawn_left = [tuple(line.get_xdata()) for line in left.lines if len(line.get_xdata())]
    assert drawn_left[:3] == [(37.7, 49.6), (37.7,), (49.6,)]
    assert len(drawn_left) == 3 * 3
    assert left.get_xlim()[0] < 0
    assert left.get_xlim()[1] > 100
    intervals = [tuple(line.get_xdata()) for line in right.lines if len(line.get_xdata()) == 2]
    zero = intervals.pop()
    assert zero == (0, 0)
    assert intervals == [
        pytest.approx((6.9, 16.9)),
        pytest.approx((-7, 3)),
        pytest.approx((-14, -4)),
    ]
    low, high = right.get_xlim()
    assert low == -high
    assert high > 16.9
    assert words(right) == ["+11,9", "-2,0", "-9,0"]
    assert "\u2212" not in figures.change_figure(ev, pair).block.svg  # one minus sign everywhere


def test_only_what_is_significant_is_filled(reported):
    ev = reported(samples=[sample(PUPILS)], changes=CHANGES)
    right = figures.change_figure(ev, core_pairs(ev)[0]).axes[1]
    marks = [line for line in right.lines if line.get_marker() == "o"]
    assert [mark.get_markerfacecolor() for mark in marks] == [moved.NEW, "white", moved.NEW]


def test_questions_stand_in_order_and_exploratory_ones_are_not_drawn(reported):
    ev = reported(samples=[sample(PUPILS)], changes=CHANGES)
    (block,) = figures.survey_changes(ev)
    left = figures.change_figure(ev, core_pairs(ev)[0]).axes[0]
    assert [label.get_text().replace("\n", " ") for label in left.get_yticklabels()] == [
        "“Hãy nêu một cơ sở GDNN.”",
        "“Sau lớp 9 em định chọn gì?”",
        "“Học nghề chỉ dành cho người học kém.”",
    ]
    assert left.get_ylim()[0] > left.get_ylim()[1]
    assert len(block.data.rows) == 3
    alt = block.alt.replace("\u00a0", " ")
    assert "từ 37,7% đến 49,6%, thay đổi +11,9 điểm phần trăm (KTC 95%: 6,9 đến 16,9)" in alt
    assert "chưa phát hiện thay đổi" in alt
    assert "Học nghề có việc làm sớm" not in alt


def test_each_pair_of_waves_has_a_figure_with_its_own_key(reported):
    other = {"wave_from": "DN-2022", "wave_to": "DN-2025"}
    ev = reported(
        samples=[sample(PUPILS), sample(FIRMS)],
        changes=[*CHANGES, change("YD1", "Định tuyển?", (59.6, 60.3), **other)],
    )
    first, second = figures.survey_changes(ev)
    assert first.key != second.key
    assert "Học sinh lớp 9: câu hỏi lõi ở đợt 3/2022 và đợt 3/2025" in first.caption
    assert "Doanh nghiệp: câu hỏi lõi ở đợt DN-2022 và đợt 10/2025" in second.caption
