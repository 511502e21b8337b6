"""Tables of the annual report's chapters: figures as computed, nothing made up where data lack."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from gdnn_analysis import evaluate, narrative, tables
from gdnn_analysis.evaluation.scope import Scope
from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.ingest import load_rows
from gdnn_analysis.report.blocks import Paragraph, Table
from gdnn_analysis.report.tables import annual
from gdnn_analysis.report.tables.annual import contents, lists

SHORT = frozenset({"F-THIEU"})


def texts(table: Table | None) -> dict[str, list[str]]:
    assert table is not None
    return {
        row.cells[0].text: [cell.text for cell in row.cells[1:]]
        for row in table.rows
        if row.kind != "group"
    }


def groups(table: Table) -> list[str]:
    return [row.cells[0].text for row in table.rows if row.kind == "group"]


def test_a_line_shows_the_figure_the_year_before_and_what_a_share_is_made_of(reported):
    ev = reported(
        Row("A06", value=3.0, unit="lớp"),
        Row("A06", variant="bao_phu", value=80.0, unit="%", numerator=4, denominator=5),
    )

    lines = texts(tables.team(ev))

    assert lines["Lớp tập huấn (A06)"] == ["lớp", "–", "3", ""]
    assert lines["Sở, cơ quan chủ quản có người dự (A06)"][2:] == ["80,0%", "4/5"]
    assert lines["Số đợt (A07)"][1:3] == ["–", "–"]


def test_parts_of_a_share_of_nobody_are_not_printed(reported):
    share = Row("A06", variant="bao_phu", value=80.0, unit="%", numerator=4, denominator=5)
    nobody = Row("C09", variant="ap_dung", unit="%", numerator=0, denominator=0)

    lines = texts(tables.team(reported(share, nobody)))

    assert lines["Áp dụng sau 3 tháng, trong số được hỏi (C09)"][-1] == "–"


def test_not_recorded_is_explained_only_where_it_is_said(reported):
    found = Row("O03", breakdown="policy", category="VB-1", value=100.0, numerator=1, unit="%")
    lacking = Row(
        "O03", breakdown="policy", category="VB-2", value=0.0, numerator=0, unit="%", flags=SHORT
    )

    complete = tables.policies_communicated(reported(found))
    partly = tables.policies_communicated(reported(found, lacking))

    assert not any("Chưa ghi nhận" in note for note in complete.notes)
    assert any("Chưa ghi nhận" in note for note in partly.notes)


def test_communes_that_took_over_are_named_beside_the_districts(reported):
    districts = Row("A08", variant="nhom_3", value=23.0, numerator=23, denominator=32)
    ev = reported(districts)  # of 2025

    table = tables.actor_groups(ev)
    assert table.rows[2].cells[1].text.endswith("; UBND xã, phường kế thừa (từ 01/7/2025)")
    assert table.notes[-1].startswith("Đơn vị cũ và đơn vị kế thừa trong năm được tính riêng")

    earlier = evaluate(load_rows({}), "2023", created="2026-06-30")
    before = tables.actor_groups(replace(earlier, results=ev.results))
    assert "kế thừa" not in before.rows[2].cells[1].text
    assert not any("kế thừa" in note for note in before.notes)


def test_a_dash_is_explained_only_where_one_is(reported):
    groups = [
        Row("A08", variant=f"nhom_{place}", value=1.0, numerator=1, denominator=2)
        for place in range(1, 9)
    ]

    assert not any("“–”" in note for note in tables.actor_groups(reported(*groups)).notes)
    assert any("“–”" in note for note in tables.actor_groups(reported(*groups[1:])).notes)


def test_a_part_of_the_province_has_no_column_of_verdicts(reported):
    works = [
        Row("O01", variant=f"{reading}/{digital}/tat_ca", value=5.0, unit="sản phẩm")
        for reading in "ABC"
        for digital in ("S1", "S2")
    ]
    whole = reported(*works)
    part = replace(whole, scope=Scope("CDN-01", "unit", "Trường", frozenset({"CDN-01"})))

    for table in (tables.target_readings, tables.leader_summary):
        assert "Kết luận" in [column.title for column in table(whole).columns]
        assert "Kết luận" not in [column.title for column in table(part).columns]


def test_a_table_without_shares_has_no_column_for_their_parts(reported):
    table = tables.public_places(reported(Row("O13", value=5.0, unit="đầu ấn phẩm")))

    assert [column.title for column in table.columns][-1] == "Năm 2025"
    assert groups(table)[0] == "Không gian công cộng"


def test_the_note_on_lower_bounds_stands_only_beside_such_a_figure(reported):
    known = tables.public_places(reported(Row("O13", value=5.0, unit="bản", flags=SHORT)))
    empty = tables.public_places(
        reported(Row("O13", value=5.0, unit="bản"), Row("O12", unit="điểm", flags=SHORT))
    )

    assert known.notes[0].startswith("Giá trị đếm là cận dưới")
    assert not any("cận dưới" in note for note in empty.notes)


def test_parts_of_a_share_of_money_are_in_millions(reported):
    ev = reported(
        Row("I03", variant="gom_su_nghiep", value=52.4, unit="%", numerator=2.0e9, denominator=4e9)
    )

    line = texts(tables.unit_costs(ev))["Gồm nguồn thu sự nghiệp (I03)"]

    assert line[-1] == "2.000,0/4.000,0"
    assert any("KH 3066 không đặt mức kinh phí" in note for note in tables.unit_costs(ev).notes)


def test_a_unit_cost_shows_the_money_and_the_works_it_was_divided_by(reported):
    cost = Row("E01", 15_854_500.0, unit="đồng/sản phẩm", numerator=887_852_000.0, denominator=56)
    ev = reported(cost)

    assert texts(tables.unit_costs(ev))["Một sản phẩm đăng tải (E01)"][-1] == "887,9/56"


def test_plans_show_what_blanks_could_change(reported):
    plan = {"unit": "%", "value": 52.6, "numerator": 20, "denominator": 38}
    ev = reported(
        Row("I04", ci_low=52.6, ci_high=68.4, **plan),
        Row(
            "I04",
            breakdown="actor_group",
            category="CSGDNN",
            ci_low=52.6,
            ci_high=68.4,
            **plan,
        ),
        Row("I05", breakdown="actor_group", category="CSGDNN", numerator=5, denominator=38),
    )

    line = texts(tables.yearly_plans(ev))["Cơ sở GDNN"]

    assert line == ["20/38", "52,6%", "52,6% – 68,4%", "5/38"]
    assert "20/38 đơn vị" in narrative.plans_sentence(ev).text


def _policy(value: float, works: float, variant: str = "", flags: frozenset[str] = SHORT) -> Row:
    return Row(
        "O03",
        value,
        variant=variant,
        breakdown="policy",
        category="VB-X",
        numerator=works,
        unit="văn bản",
        flags=flags,
    )


def test_no_work_in_incomplete_data_is_not_a_policy_nobody_told(reported):
    waiting = reported(_policy(0, 0), _policy(0, 0, "bao_chi"))
    complete = reported(
        _policy(0, 0, flags=frozenset()), _policy(0, 0, "bao_chi", flags=frozenset())
    )

    assert texts(tables.policies_communicated(waiting))["VB-X"] == [
        "–",
        "chưa ghi nhận",
        "–",
        "–",
        "chưa ghi nhận",
    ]
    assert texts(tables.policies_communicated(complete))["VB-X"][1] == "0"


def test_duties_say_their_nature_and_who_told_nothing(reported):
    ev = reported(
        Row("A02", breakdown="actor_group", category="CSGDNN", value=40.0, unit="%"),
        Row(
            "A02",
            breakdown="duty",
            category="VII.3.a",
            value=34.2,
            unit="%",
            numerator=13,
            denominator=38,
            n=27,
        ),
        Row("A02", breakdown="duty", category="VII.4.a", unit="%", flags=frozenset({"F-MAUSO"})),
    )

    table = tables.duties_by_actor(ev)
    line = next(cells for name, cells in texts(table).items() if name.startswith("VII.3.a."))

    assert line == ["Đề nghị phối hợp", "13/38", "27", "34%"]
    nobody = next(line for name, line in texts(table).items() if name.startswith("VII.4.a."))
    assert nobody[-1] == "–"  # not "chưa có mẫu số", one word a line
    assert "Cơ sở GDNN: bình quân mỗi đơn vị có minh chứng 40% nhiệm vụ được giao" in groups(table)
    assert "kể cả đơn vị chưa có số liệu, nên là mức tối thiểu" in table.notes[0]
    assert "Sở Tài chính: không có số liệu đã đối chiếu" in groups(table)


def _theme(code: str, value: float, base: float) -> Row:
    return Row(
        "O06",
        value,
        variant="chinh",
        breakdown="theme",
        category=code,
        numerator=value * base / 100,
        denominator=base,
        unit="%",
    )


def _audience(code: str, variant: str, value: float) -> Row:
    return Row("O07", value, variant=variant, breakdown="audience", category=code, unit="%")


def test_gaps_are_themes_few_works_carry_and_audiences_nothing_was_for(reported):
    ev = reported(
        _theme("1a", 98.5, 200),
        _theme("1c", 1.5, 200),
        _audience("A5", "chinh", 0),
        _audience("A5", "su_kien", 0),
        _audience("A2", "chinh", 0),
        _audience("A2", "su_kien", 3),
        _audience("A3", "chinh", 0),
    )

    table = tables.content_gaps(ev)

    assert list(texts(table)) == ["1.c Cải cách hành chính, dịch vụ công GDNN", "Tổ chức quốc tế"]


def test_a_form_with_records_nobody_checked_is_not_without_records(reported, monkeypatch):
    unused = {"F8": 30, "F5": 0}
    monkeypatch.setattr(contents, "forms_unused", lambda _: unused)

    lines = texts(tables.content_gaps(reported()))

    assert [lines[contents.form_name(form)] for form in unused] == [
        ["30 bản ghi chưa đối chiếu"],
        ["chưa ghi nhận"],
    ]


def test_of_a_handful_of_works_no_theme_is_a_gap(reported):
    ev = reported(_theme("1c", 0, 12), Row("O06", 11.0, variant="duoi_2", n=12, unit="chủ đề"))

    assert tables.content_gaps(ev) is None
    assert narrative.gaps_sentence(ev).text.startswith("Mới có 12 sản phẩm")


def test_the_channels_of_the_plan_stand_first_even_without_figures(reported):
    ev = reported(
        Row("T01", 900.0, variant="trung_vi", breakdown="channel", category="KENH-B"),
        Row("T01", 1500.0, variant="trung_vi", breakdown="channel", category="KENH-A"),
    )

    table = tables.channel_reach(ev)

    assert list(texts(table))[3:] == ["KENH-A", "KENH-B"]
    assert next(iter(texts(table))) == "Fanpage Facebook “Trang tin Hải Dương”"
    assert texts(table)["Fanpage Facebook “Trang tin Hải Dương”"] == ["–"] * 6


def test_the_twelve_decisions_show_what_the_run_used():
    ev = evaluate(load_rows({}), "2021", created="2026-06-30", reading="B", window="calendar")

    lines = texts(tables.decisions_table(ev))

    assert list(lines) == [f"D{number}" for number in range(1, 13)]
    assert lines["D1"][1] == "B / chưa quyết định"
    assert lines["D2"][1] == "năm dương lịch"
    assert lines["D3"][1].startswith("hai cơ sở")
    assert lines["D9"][1] == "không có danh mục nghĩa vụ"


def test_commitments_without_a_schedule_are_listed_with_what_is_known(reported):
    ev = reported(
        Row("O09", 22.0, breakdown="form", category="F5", unit="bản ghi"),
        Row(
            "A02", 25.0, breakdown="duty", category="VII.4.a", unit="%", numerator=1, denominator=4
        ),
    )

    lines = texts(tables.unscheduled_commitments(ev))

    assert lines["VI.5"][1:] == ["O09, F5", "22 bản ghi", ""]
    assert lines["VII.4.a"][1:] == ["A02", "25%", "1/4"]
    assert lines["V.1"][2:] == ["–", ""]
    assert not any(name.startswith("VII.1") for name in lines)


@pytest.fixture(scope="module")
def nothing():
    return evaluate(load_rows({}), "2024", created="2026-06-30")


ALWAYS = {
    "decisions_table",
    "events_list",
    "evidence_list",
    "policies_communicated",
    "revisions_list",
    "schools_list",
    "unscheduled_commitments",
}


@pytest.mark.parametrize("name", annual.__all__)
def test_without_data_a_table_is_left_out_or_says_so(nothing, name):
    found = getattr(tables, name)(nothing)

    assert (found is not None) == (name in ALWAYS)
    if isinstance(found, Paragraph):
        assert found.text.startswith(("Không có", "Số liệu của năm không"))


def test_a_kind_only_one_year_has_stands_in_both_and_is_0_where_all_is_known(reported):
    def places(total, kinds, **more):
        return reported(
            Row("O12", value=total, unit="điểm", **more),
            *(
                Row("O12", breakdown="product_type", category=kind, value=count, unit="điểm")
                for kind, count in kinds.items()
            ),
        )

    ev = places(3.0, {"man_hinh": 3.0})
    vars(ev)["previous"] = places(5.0, {"man_hinh": 2.0, "pa_no": 3.0})
    lines = texts(tables.public_places(ev))
    assert lines["– Màn hình"][1:3] == ["2", "3"]
    assert lines["– Pa-nô, biển quảng cáo/thông tin"][1:3] == ["3", "0"]

    vars(ev)["previous"] = places(2.0, {"pa_no": 2.0}, flags=SHORT)
    lines = texts(tables.public_places(ev))
    assert lines["– Màn hình"][1:3] == ["–", "3"]


def test_a_school_without_a_checked_event_is_not_said_to_have_had_none(nothing, monkeypatch):
    """Schools of career guidance records stand in the list with 0 events (A04)."""
    school = {"name": "THCS A", "school_level": "thcs", "district": None, "events": 0}
    found = pd.DataFrame([{**school, "guidance": 1}], index=["S1"])
    monkeypatch.setattr(lists, "schools_visited", lambda _: found)
    table = tables.schools_list(nothing)

    assert "Sự kiện đã đối chiếu" in [column.title for column in table.columns]
    assert "0 sự kiện không có nghĩa là chưa có sự kiện nào" in table.notes[0]


def test_schools_reached_rest_on_events_and_on_guidance_records(reported):
    found = narrative.main_results(reported(Row("A04", 18.0, unit="trường")))

    assert any("sự kiện đã đối chiếu và hồ sơ giáo dục hướng nghiệp" in str(part) for part in found)


def test_an_effective_number_has_the_decimal_its_sentence_has(reported):
    ev = reported(Row("O06", 1.47, variant="so_hieu_dung", unit="chủ đề"))
    assert texts(tables.messages_and_exemplars(ev))["Số chủ đề hiệu dụng (O06)"][2] == "1,5"


def test_minutes_of_no_district_are_those_of_the_province(reported):
    ev = reported(
        Row("O10", 9000.0, unit="phút"),
        Row("O10", 4543.0, breakdown="area", category="khong_xac_dinh", unit="phút"),
    )

    assert "4.543" in texts(tables.airtime(ev))["Đài tỉnh, nguồn khác không chia được cho địa bàn"]


def test_documents_are_named_by_the_symbol_of_their_number_and_stand_by_day():
    def policy(number: str, issuer: str, day: str, title: str, kind: str) -> dict:
        return {
            "policy_id": number, "number": number, "issuer": issuer, "issued_on": day,
            "title_vi": title, "doc_type": kind, "must_communicate": True,
            "relevance": "1",
        }  # fmt: skip

    ev = evaluate(
        load_rows(
            {
                "policies": [
                    policy("1584/QĐ-UBND", "UBND tỉnh", "2022-06-07", "Đề án nhân lực", "vb_ubnd"),
                    policy("74/2022/QH15", "Quốc hội", "2022-03-01", "Luật Giáo dục", "luat"),
                    policy("21-CT/TW", "Ban Bí thư", "2022-05-04", "Đổi mới GDNN", "nq_dang"),
                    policy("91/VP", "Văn phòng", "2022-05-05", "Việc khác", "khac"),
                ]
            }
        ),
        "2022",
        created="2026-06-30",
    )

    assert [row.cells[0].text for row in tables.policies_communicated(ev).rows] == [
        "Luật số 74/2022/QH15 của Quốc hội: Luật Giáo dục",
        "Chỉ thị số 21-CT/TW của Ban Bí thư: Đổi mới GDNN",
        "Văn bản số 91/VP của Văn phòng: Việc khác",
        "Quyết định số 1584/QĐ-UBND của UBND tỉnh: Đề án nhân lực",
    ]
