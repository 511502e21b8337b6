"""The analyst's walk through a survey: it runs as committed, and shows what the API computes."""

from __future__ import annotations

import ast
import json
import math
import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient

import gdnn_analysis as gdnn
from gdnn_analysis.indicators.surveys.measures import aware
from gdnn_analysis.indicators.surveys.questions import questionnaires
from gdnn_analysis.survey import Design, change, holm, minimum_detectable, sample_size
from gdnn_analysis.survey.answers import positive
from gdnn_analysis.vietnamese.numbers import format_number, format_signed

ROOT = Path(__file__).parents[2]
PATH = ROOT / "notebooks" / "explore" / "survey.ipynb"
WAVES = {"HS9-2022": "HS9-1", "HS9-2025": "HS9-2"}
CORE = {"NB2": "hs9_nb2", "TD5": "hs9_td5", "YD1": "hs9_yd1"}
LONGEST_FUNCTION = 8
LONGEST_CELL = 45
CAUSES = r"\bnhờ\b|giúp tăng|làm tăng|tác động|hiệu quả rõ rệt|chứng minh|góp phần"
NO_CHANGE = r"không (?:hề )?(?:thay )?đổi|giữ nguyên"


# -- as committed -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source():
    return nbformat.read(PATH, as_version=4)


def code_cells(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


def test_the_file_is_written_like_the_other_notebooks():
    text = PATH.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    other = json.loads((ROOT / "notebooks" / "annual_report.ipynb").read_text(encoding="utf-8"))
    assert json.loads(text)["metadata"] == other["metadata"]


def test_cells_have_names_of_their_own(source):
    nbformat.validate(source)
    names = [cell.id for cell in source.cells]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


def test_the_first_code_cell_holds_the_parameters(source):
    first = code_cells(source)[0]
    assert first.metadata["tags"] == ["parameters"]
    given = {part.targets[0].id: part.value.value for part in ast.parse(first.source).body}
    assert given == {
        "data": "../../data/demo",
        "wave_from": "HS9-2022",
        "wave_to": "HS9-2025",
        "seed": 2025,
    }


def test_cells_and_functions_are_short(source):
    for cell in code_cells(source):
        tree = ast.parse(cell.source)
        assert len(cell.source.splitlines()) <= LONGEST_CELL, cell.id
        for node in ast.walk(tree):
            assert not isinstance(node, ast.ClassDef), cell.id
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < LONGEST_FUNCTION, node.name


def test_every_section_starts_with_an_explanation(source):
    sections = [cell for cell in source.cells if cell.source.startswith("## ")]
    assert [cell.id for cell in sections] == [f"muc-{number}" for number in range(1, 14)]
    for cell in sections:
        assert len(cell.source.split("\n\n", 1)[1]) > 80, cell.id


def test_rendering_never_takes_it_for_a_report():
    """A report has a sheet of parameters beside it, in the folder ``render`` looks into."""
    assert not list(PATH.parent.glob("*.yaml"))
    assert PATH.parent.parent == ROOT / "notebooks"


# -- as it runs -------------------------------------------------------------------------------


class _Tables(HTMLParser):
    """Collects captions and rows of tables."""

    def __init__(self) -> None:
        super().__init__()
        self.caption, self.rows, self._text = "", [], None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th", "caption"):
            self._text = ""

    def handle_data(self, data):
        if self._text is not None:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "caption":
            self.caption, self._text = self._text, None
        elif tag in ("td", "th"):
            self.rows[-1].append(self._text)
            self._text = None


@pytest.fixture(scope="module")
def executed():
    book = nbformat.read(PATH, as_version=4)
    resources = {"metadata": {"path": str(PATH.parent)}}
    return NotebookClient(book, timeout=600, kernel_name="python3", resources=resources).execute()


@pytest.fixture(scope="module")
def outputs(executed):
    return {cell.id: cell.outputs for cell in code_cells(executed)}


@pytest.fixture(scope="module")
def tables(outputs):
    """Return the last table of every cell as a DataFrame of texts."""
    found = {}
    for name, parts in outputs.items():
        for part in parts:
            html = part.get("data", {}).get("text/html", "")
            if "<caption>" not in html or "<svg" in html:
                continue
            parser = _Tables()
            parser.feed(html)
            found[name] = pd.DataFrame(parser.rows[1:], columns=parser.rows[0])
            found[name].attrs["caption"] = parser.caption
    return found


@pytest.fixture(scope="module")
def texts(outputs):
    return {
        name: "\n".join(part["data"].get("text/markdown", "") for part in parts if "data" in part)
        for name, parts in outputs.items()
    }


@pytest.fixture(scope="module")
def data():
    return gdnn.load(ROOT / "data" / "demo")


@pytest.fixture(scope="module")
def people(data):
    papers, answers = questionnaires(data), data["survey_responses"]
    found = {}
    for wave, version in WAVES.items():
        rows = answers[answers["wave_id"].eq(wave)].reset_index(drop=True)
        items = [item for item in papers[version].items if item.is_yes_or_no and item.trend]
        columns = {item.trend: positive(rows[item.id], item.question) for item in items}
        found[wave] = rows.assign(**columns, aware=aware(rows, papers[version]))
    return found


@pytest.fixture(scope="module")
def designs(people):
    return [
        Design(frame, weights="weight", strata="stratum", clusters="psu_id", fpc="fpc")
        for frame in people.values()
    ]


@pytest.fixture(scope="module")
def account(data):
    return gdnn.evaluate(data, "2025").surveys


@pytest.fixture(scope="module")
def changes(account):
    return account.changes[account.changes["wave_to"] == "HS9-2025"].set_index("text_vi")


def one(value):
    return format_number(value, 1)


def between(low, high):
    return f"{one(low)} đến {one(high)}"


def test_it_runs_quietly(outputs):
    for name, parts in outputs.items():
        kinds = {part["output_type"] for part in parts}
        assert kinds <= {"execute_result", "display_data"}, (name, kinds)


def test_every_table_has_a_caption_and_vietnamese_headings(tables):
    assert len(tables) >= 20
    for name, table in tables.items():
        assert table.attrs["caption"].strip(), name
        for heading in table.columns:
            assert "_" not in heading, (name, heading)
            assert heading not in ("wave", "estimate", "se", "df", "deff", "flag"), name


def test_every_share_has_its_number_of_answers_beside_it(tables):
    for name, table in tables.items():
        if any("Ước lượng" in heading for heading in table.columns):
            assert "n" in table.columns, name
            assert any(heading.startswith("KTC 95%") for heading in table.columns), name


def test_the_fictional_data_say_so(texts):
    assert "hư cấu" in texts["nap-so-lieu"]


def test_the_sample_is_that_of_the_report(tables, account):
    row = account.samples.set_index("wave_id").loc["HS9-2025"]
    shown = tables["ty-le-tra-loi"].set_index("Đợt").loc["HS9-2025"]
    assert shown["Số người được mời"] == format_number(row["n_invited"])
    assert shown["Phiếu hoàn thành"] == format_number(row["n_completed"])
    assert shown["Phiếu trả lời một phần"] == format_number(row["n_partial"])
    assert shown["Tỷ lệ trả lời (%)"] == one(row["response_rate"])
    weights = tables["quyen-so"].set_index("Đợt").loc["HS9-2025"]
    assert weights["Hệ số thiết kế do quyền số"] == format_number(row["weight_effect"], 3)
    assert weights["Bậc tự do"] == format_number(row["degf"])


def test_shares_and_both_intervals_are_those_of_the_design(tables, designs):
    shown = iter(tables["khoang-tin-cay"].to_dict("records"))
    for design in designs:
        for method in ("logit", "beta"):
            row = next(shown)
            (wanted,) = design.proportion("aware", interval=method, deff=True).to_dict("records")
            assert row["Ước lượng (%)"] == one(100 * wanted["estimate"])
            assert row["KTC 95% (%)"] == between(100 * wanted["ci_low"], 100 * wanted["ci_high"])
            assert row["Hệ số thiết kế"] == format_number(wanted["deff"], 2)
            assert row["n"] == str(wanted["n"])


def test_only_the_right_design_widens_the_interval_of_clustered_answers(tables):
    """Wave 2022 has a design effect above 2; leaving out clusters hides it."""
    errors = tables["ba-cach"]["Sai số chuẩn (điểm %)"][:3].str.replace(",", ".").astype(float)
    assert errors[2] > 1.4 * errors[1]


def test_the_share_is_that_of_the_report(tables, data):
    ev = gdnn.evaluate(data, "2025")
    row = ev.rows("C01", breakdown="wave").set_index("category").loc["HS9-2025"]
    shown = tables["khoang-tin-cay"].iloc[3]
    assert shown["Ước lượng (%)"] == one(row["value"])
    assert shown["KTC 95% (%)"] == between(row["ci_low"], row["ci_high"])


def test_the_difference_of_the_sexes_is_that_of_the_design(tables, designs):
    (wanted,) = designs[1].difference("aware", "sex").to_dict("records")
    (shown,) = tables["chenh-lech-gioi"].to_dict("records")
    assert shown["Nhóm"] == "nữ trừ nam"
    assert shown["Chênh lệch (điểm %)"] == one(100 * wanted["estimate"])
    assert shown["KTC 95% (điểm %)"] == between(100 * wanted["ci_low"], 100 * wanted["ci_high"])
    assert shown["p"] == format_number(wanted["p_value"], 3)


def test_a_district_of_one_school_or_few_pupils_shows_no_share(tables):
    table = tables["theo-dia-ban"]
    few = table["n"].astype(int).lt(30) | table["Số trường trong mẫu"].eq("1")
    assert few.any()
    assert not few.all()
    assert table.loc[few, ["Ước lượng (%)", "KTC 95% (%)"]].eq("–").all(axis=None)
    assert table.loc[~few, "KTC 95% (%)"].str.contains("đến").all()


def test_raking_meets_the_margins_of_the_data(tables, data):
    margins = data["survey_margins"].query("wave_id == 'HS9-2025'")
    table = tables["hieu-chinh-bien"]
    assert sorted(table["Biên tổng thể"]) == sorted(margins["pop_count"].map(format_number))
    assert table["Lệch sau (%)"].eq("0,0").all()
    assert table["Lệch trước (%)"].ne("0,00").any()


def test_steps_of_weighting_are_those_of_the_design(tables, designs, data):
    margins = {
        name: part.set_index("category")["pop_count"]
        for name, part in data["survey_margins"].query("wave_id == 'HS9-2025'").groupby("variable")
    }
    complete = designs[1].nonresponse("status == 'hoan_thanh'", ["stratum"])
    table = tables["cac-buoc-quyen-so"]
    for place, design in enumerate((designs[1], complete, complete.rake(margins))):
        (wanted,) = design.proportion("hs9_nho_M3", interval="beta").to_dict("records")
        assert table["Ước lượng (%)"][place] == one(100 * wanted["estimate"])
        assert table["Quyền số lớn nhất"][place] == format_number(design.weights.max(), 2)
    assert table["Lệch biên lớn nhất (%)"][3] != "0,0"  # trimming leaves the margins
    assert table["Lệch biên lớn nhất (%)"][4] == "0,0"


def test_the_scale_is_that_of_the_report(tables, account):
    row = account.scales.set_index("wave_id").loc["HS9-2025"]
    alpha = tables["do-tin-cay"].set_index("Hệ số")
    assert alpha.loc["Alpha Cronbach", "Giá trị (0–1)"] == format_number(row["alpha"], 2)
    assert alpha.loc["Omega McDonald", "Giá trị (0–1)"] == format_number(row["omega"], 2)
    index = tables["chi-so"].iloc[0]
    assert index["Ước lượng"] == one(row["index"])
    assert index["KTC 95%"] == between(row["index_low"], row["index_high"])
    turned = tables["cau-thai-do"].set_index("Mã câu")["Chiều của câu"]
    assert turned[turned == "đảo chiều"].index.tolist() == ["TD2", "TD4"]


def test_the_two_way_table_has_the_test_of_the_design(tables, texts, designs):
    cross = designs[1].crosstab("hs9_pn1", "aware")
    shown = tables["bang-cheo"].set_index("Trả lời câu PN1")
    assert shown.loc["Có", "Nhận biết"] == one(100 * cross.shares("row").loc[1.0, 1.0])
    assert f"F = {one(cross.statistic)};" in texts["kiem-dinh"]
    assert f"n = {cross.n}." in texts["kiem-dinh"]


def test_the_bootstrap_is_repeatable_and_agrees_with_linearisation(tables, designs):
    again = designs[1].as_replicates("bootstrap", seed=2025, n=1000)
    (wanted,) = again.proportion("aware", interval="beta").to_dict("records")
    table = tables["bootstrap"]
    assert table["KTC 95% (%)"][1] == between(100 * wanted["ci_low"], 100 * wanted["ci_high"])
    (taylor,) = designs[1].proportion("aware").to_dict("records")
    assert wanted["se"] == pytest.approx(taylor["se"], rel=0.1)


def test_the_change_keeps_the_covariance_of_schools_visited_again(tables, texts, designs):
    table = tables["thay-doi"]
    for place, overlap in enumerate(("clusters", "none")):
        (wanted,) = change(*designs, "aware", overlap=overlap).to_dict("records")
        low, high = 100 * wanted["ci_low"], 100 * wanted["ci_high"]
        assert table["Thay đổi (điểm %)"][place] == format_signed(100 * wanted["estimate"], 1)
        assert table["KTC 95% (điểm %)"][place] == between(low, high)
        assert table["Độ rộng khoảng (điểm %)"][place] == one(high - low)
        assert table["Bậc tự do"][place] == format_number(wanted["df"])
    width = table["Độ rộng khoảng (điểm %)"].str.replace(",", ".").astype(float)
    assert width.is_monotonic_increasing
    assert "có mặt ở cả hai đợt **24**" in texts["truong-chung"]


def test_a_question_whose_key_changed_is_not_compared(tables):
    assert tables["cau-bi-loai"]["Mã câu"].tolist() == ["KT3"]
    assert not tables["tat-ca-thay-doi"]["Câu hỏi"].str.contains("học phí").any()


def test_all_changes_are_those_of_the_report(tables, changes):
    words = {
        "tang": "tăng có ý nghĩa thống kê",
        "giam": "giảm có ý nghĩa thống kê",
        "chua_phat_hien": "chưa phát hiện thay đổi",
    }
    table = tables["tat-ca-thay-doi"].set_index("Câu hỏi")
    assert set(table.index) == set(changes.index)
    for text, row in changes.iterrows():
        shown = table.loc[text]
        assert shown["Thay đổi (điểm %)"] == format_signed(row["change"], 1), text
        assert shown["KTC 95% (điểm %)"] == between(row["ci_low"], row["ci_high"]), text
        assert [shown["n đợt trước"], shown["n đợt sau"]] == [str(row["n_from"]), str(row["n_to"])]
        expected = words[row["finding"]]
        assert shown["Được viết"] == (expected if row["core"] else f"khám phá: {expected}"), text


def test_only_core_questions_are_corrected_for_several_tests(tables, designs, changes):
    tests = [change(*designs, trend, overlap="clusters") for trend in CORE.values()]
    adjusted = holm(pd.concat(tests)["p_value"]).tolist()
    table = tables["tat-ca-thay-doi"]
    assert [text != "–" for text in table["p hiệu chỉnh Holm"]] == [True] * 3 + [False] * 14
    wanted = ["< 0,001" if p < 0.001 else format_number(p, 3) for p in adjusted]
    assert table["p hiệu chỉnh Holm"][:3].tolist() == wanted
    assert changes.loc[changes["core"], "p_holm"].tolist() == pytest.approx(adjusted)


def test_the_smallest_detectable_rise_and_the_samples_for_it(tables, designs, people):
    plain = [
        Design(frame, weights="weight", strata="stratum", clusters="psu_id")
        for frame in people.values()
    ]
    rises, sizes = (tables[name].set_index("Mã câu") for name in ("muc-nho-nhat", "co-mau-dot-toi"))
    for name, trend in CORE.items():
        (before,), (after,) = (
            design.proportion(trend, deff=True).to_dict("records") for design in designs
        )
        n, p, deff = after["n"], after["estimate"], max(before["deff"], after["deff"])
        moved = change(*designs, trend, overlap="clusters")["covariance"].item()
        r = moved / math.prod(design.proportion(trend)["se"].item() for design in plain)
        wanted = [minimum_detectable(n, p, deff, overlap_correlation=q) for q in (0.0, r)]
        shown = rises.loc[name, ["Chọn trường khác", "Khảo sát lại trường cũ"]].tolist()
        assert shown == [one(100 * rise) for rise in wanted]
        row = sizes.loc[name].set_index("Mức tăng (điểm %)").loc["10,0"]
        needed = sample_size(p, p + 0.1, deff, n1=n, overlap_correlation=r)
        assert row["Mỗi đợt, nếu làm mới cả hai đợt"] == format_number(
            sample_size(p, p + 0.1, deff)
        )
        assert row["Đợt tới, khảo sát lại trường cũ"] == format_number(needed)
        assert row["Số cần mời khi khảo sát lại trường cũ"] == format_number(
            math.ceil(needed * 1036 / 901)
        )


def test_sentences_carry_interval_answers_and_detectable_change(texts, changes):
    lines = texts["cau-bao-cao"].splitlines()
    told = changes[changes["core"] | changes["finding"].eq("chua_phat_hien")]
    assert len(lines) == len(told)
    for text, row in told.iterrows():
        (line,) = (line for line in lines if f"câu “{text}”" in line)
        assert f"KTC 95%: {between(row['ci_low'], row['ci_high'])}" in line
        assert f"n = {row['n_from']} và {row['n_to']}" in line
        assert f"nhỏ nhất phát hiện được là {one(row['detectable'])} điểm phần trăm" in line
    assert "chưa phát hiện thay đổi" in texts["cau-bao-cao"]


def test_nothing_shown_claims_a_cause_or_the_absence_of_change(texts, tables):
    shown = [*texts.values(), *(table.to_string() for table in tables.values())]
    for text in shown:
        assert not re.search(f"{CAUSES}|{NO_CHANGE}", text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["hinh-thang-thai-do", "hinh"])
def test_figures_of_the_report_are_those_of_the_population(outputs, name):
    (figure,) = outputs[name]
    html = figure["data"]["text/html"]
    assert "<svg" in html
    assert "Học sinh lớp 9" in html
