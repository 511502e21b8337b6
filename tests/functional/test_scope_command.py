"""``gdnn render --set scope=…`` and ``--each``: reports of a district or a unit."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from tests.functional.conftest import run_gdnn, write_small

UNIT = "HD-SLDTBXH"


class Text(HTMLParser):
    """All text of a page."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def handle_data(self, data):
        self.parts.append(data)


def text_of(page):
    reader = Text()
    reader.feed(page.read_text(encoding="utf-8"))
    return " ".join(" ".join(reader.parts).split())


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Reports of one unit: of a year, with those of all units; and of the whole period."""
    place = tmp_path_factory.mktemp("phạm vi")
    data = write_small(place)
    for period, part in (("2023", ("--each", "unit")), ("2021-2025", ("--set", f"scope={UNIT}"))):
        done = run_gdnn(
            *("render", data, "--period", period, *part, "--output", "kq", "--to", "html,pdf"),
            cwd=place,
        )
        assert done.code == 0, done.err
    return place / "kq"


@pytest.mark.parametrize("period", ["2023", "2021-2025"])
def test_each_scope_has_a_folder_of_its_own(reports, period):
    folder = reports / UNIT / period
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["report"]["scope"] == UNIT
    assert (folder / "report.pdf").is_file()
    assert f"{UNIT}/{period}/report.html" in (reports / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("period", ["2023", "2021-2025"])
def test_the_title_and_the_scope_name_the_unit(reports, period):
    text = text_of(reports / UNIT / period / "report.html")
    name = "Sở Lao động - Thương binh và Xã hội tỉnh Hải Dương"
    assert f"của {name}" in text
    assert f"Phạm vi: {name} ({UNIT})" in text
    assert "không cộng được thành số liệu toàn tỉnh" in text


@pytest.mark.parametrize("period", ["2023", "2021-2025"])
@pytest.mark.parametrize(
    "promise",
    ["chưa có trong bảng chỉ tiêu", "Lịch hoạt động trong Phụ lục", "tổ chức khảo sát", "OECD-DAC"],
)
def test_nothing_the_province_promised_is_held_against_a_unit(reports, period, promise):
    assert promise not in text_of(reports / UNIT / period / "report.html")


def test_figures_of_a_unit_are_printed_by_indicators_too(gdnn, small):
    done = gdnn("indicators", small, "--year", 2023, "--set", f"scope={UNIT}", "--format", "json")
    assert done.code == 0, done.err
    rows = json.loads(done.out)["results"]
    assert {row["code"] for row in rows}.isdisjoint({"A01", "O03", "C01", "P06"})
    (works,) = [row for row in rows if row["variant"] == "C/S1/tat_ca" and not row["breakdown"]]
    assert works["value"] == 1


@pytest.mark.parametrize("command", ["render", "indicators"])
def test_an_unknown_unit_is_2_before_any_kernel(gdnn_here, small, command):
    done = gdnn_here(command, small, "--period", "2023", "--set", "scope=HD-SLDTBX")
    assert done.code == 2
    assert "“HD-SLDTBX”" in done.err
    assert UNIT in done.err


def test_each_and_one_scope_together_are_2(gdnn_here, small):
    done = gdnn_here(
        *("render", small, "--period", "2023", "--each", "area", "--set", f"scope={UNIT}")
    )
    assert done.code == 2
    assert "--each" in done.err


def test_a_part_that_does_not_exist_is_2_in_vietnamese(gdnn_here, small):
    done = gdnn_here("render", small, "--period", "2023", "--each", "xa")
    assert done.code == 2
    assert "--each không nhận “xa”; chỉ nhận area, unit." in done.err


def test_each_unit_with_data_gets_its_report_with_one_command(reports):
    assert sorted(path.parent.name for path in reports.glob("*/2023")) == [UNIT]
