"""A report is rendered whole into its folder, the same bytes for the same input, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import nbformat
import pytest

from gdnn_analysis.render import (
    DocumentError,
    NotebookFailed,
    OutputError,
    ParameterError,
    StoreError,
    WordTemplateError,
    render_index,
    render_many,
    render_report,
)
from gdnn_analysis.render.publish import OWN_FILES, private_folder, publish
from gdnn_analysis.render.warm import warm_up
from gdnn_analysis.render.word import SHIPPED

from .runnable import write_data, write_notebooks

FILES = {
    "annex.xlsx", "manifest.json", "report.docx", "report.html", "report.ipynb", "report.pdf",
    "results.csv",
}  # fmt: skip
SAME = ("report.html", "report.pdf", "report.docx", "annex.xlsx", "results.csv")
CREATED = {"created": "2024-01-05T08:00:00+07:00"}
RENDER = """\
import sys
from gdnn_analysis.render import render_report
data, output, notebooks = sys.argv[1:]
if __name__ == "__main__":
    render_report(data, "2023", output=output, notebooks=__import__("pathlib").Path(notebooks))
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    """A folder with blanks and accents, as Windows users have."""
    return tmp_path_factory.mktemp("Nguyễn Văn Ánh")


@pytest.fixture(scope="module")
def data(place: Path) -> Path:
    return write_data(place / "số liệu")


@pytest.fixture(scope="module")
def notebooks(place: Path) -> Path:
    return write_notebooks(place / "sổ tính")


@pytest.fixture(scope="module")
def rendered(place: Path, data: Path, notebooks: Path):
    return render_report(
        data, "2023", output=place / "báo cáo", parameters=CREATED, notebooks=notebooks
    )


def test_progress_names_the_sections_as_they_start(place, data, notebooks) -> None:
    told: list[str] = []
    output = place / "tiến độ"
    render_report(
        data, "2023", to=["html"], output=output, progress=told.append, notebooks=notebooks
    )
    assert told[:4] == ["Tóm tắt", "Căn cứ", "Phạm vi", "Theo mức đối chiếu"]
    assert told[-1] == "Phụ lục II. Phương pháp"
    assert len(told) == len(set(told))


def test_all_files_are_there_and_nothing_else(rendered) -> None:
    assert {path.name for path in rendered.folder.iterdir()} == FILES
    assert set(rendered.outputs) == FILES
    assert [path.name for path in rendered.folder.parent.iterdir()] == ["2023"]


def test_what_the_user_should_know_is_handed_back(rendered) -> None:
    assert rendered.period == "2023"
    assert rendered.issues == {"loi": 1, "canh_bao": 2, "thong_tin": 0}
    assert any("U+F0B7" in notice for notice in rendered.notices)


def test_the_manifest_accounts_for_the_run(rendered, data: Path) -> None:
    content = json.loads((rendered.folder / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((data / "media.csv").read_bytes()).hexdigest()
    assert content["inputs"] == [
        {"path": "media.csv", "sha256": digest, "rows_read": 3, "rows_used": 2}
    ]
    assert {item["path"] for item in content["outputs"]} == FILES - {"manifest.json"}
    for item in content["outputs"]:
        raw = (rendered.folder / item["path"]).read_bytes()
        assert item["bytes"] == len(raw)
        assert item["sha256"] == hashlib.sha256(raw).hexdigest()
    assert content["report"]["window"] == "nd09"
    assert content["created"] == CREATED["created"]
    assert content["issues"] == {"loi": 1, "canh_bao": 2, "thong_tin": 0}
    assert {"python", "pandas", "typst", "gdnn-analysis"} <= set(content["software"])
    assert [item["char"] for item in content["replaced_characters"]] == ["U+4E2D", "U+F0B7"]


def test_one_run_id_stands_in_all_media(rendered) -> None:
    from pypdf import PdfReader

    html = (rendered.folder / "report.html").read_text(encoding="utf-8")
    pdf = PdfReader(rendered.folder / "report.pdf").pages[0].extract_text()
    manifest = json.loads((rendered.folder / "manifest.json").read_text(encoding="utf-8"))
    assert f"Mã lần chạy: {rendered.run_id}" in html
    assert f"Mã lần chạy: {rendered.run_id}" in pdf
    word = docx.Document(str(rendered.folder / "report.docx"))
    for section in word.sections:
        assert f"Mã lần chạy: {rendered.run_id}" in section.footer.paragraphs[0].text
    assert manifest["run_id"] == rendered.run_id


def test_the_executed_notebook_keeps_its_outputs(rendered) -> None:
    executed = nbformat.read(rendered.folder / "report.ipynb", as_version=4)
    assert sum(len(cell.get("outputs", ())) for cell in executed.cells) >= 10


def test_same_input_gives_the_same_bytes_in_another_process(place, data, notebooks) -> None:
    script = place / "lap.py"
    script.write_text(RENDER, encoding="utf-8")
    hashes = []
    for run in ("a", "b"):
        output = place / f"lần {run}"
        environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": "1704416400",
            "PYTHONHASHSEED": str(len(hashes)),
        }
        command = [sys.executable, str(script), str(data), str(output), str(notebooks)]
        subprocess.run(command, check=True, env=environment, cwd=place)
        folder = output / "2023"
        hashes.append([hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in SAME])
    assert hashes[0] == hashes[1]


def test_another_choice_gives_another_run_id(place, data, notebooks, rendered) -> None:
    other = render_report(
        data,
        "2023",
        to=["html"],
        output=place / "nội bộ",
        parameters={**CREATED, "public": "false"},
        notebooks=notebooks,
    )
    assert other.run_id != rendered.run_id
    assert "Lưu hành nội bộ" in (other.folder / "report.html").read_text(encoding="utf-8")
    assert "report.pdf" not in other.outputs


def test_a_failed_report_leaves_the_previous_one_and_nothing_else(place, data, notebooks) -> None:
    output = place / "giữ lại"
    first = render_report(
        data, "2023", to=["html"], output=output, parameters=CREATED, notebooks=notebooks
    )
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    failing = write_notebooks(place / "sổ hỏng", extra=["# Phụ lục III. Kinh phí", "1 / 0"])
    with pytest.raises(NotebookFailed) as failed:
        render_report(data, "2023", output=output, parameters=CREATED, notebooks=failing)
    assert failed.value.heading == "Phụ lục III. Kinh phí"
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == before
    assert [path.name for path in output.iterdir()] == ["2023"]


@pytest.mark.parametrize(
    ("extra", "error"),
    [("123", DocumentError), ("store_folder += '-khac'", StoreError)],
)
def test_a_report_that_does_not_add_up_is_not_written(place, data, extra, error) -> None:
    folder = write_notebooks(place / f"sổ {error.__name__}", extra=[extra])
    output = place / f"không {error.__name__}"
    with pytest.raises(error):
        render_report(data, "2023", to=["html"], output=output, notebooks=folder)
    assert list(output.iterdir()) == []


@pytest.mark.parametrize(
    ("period", "to", "parameters"),
    [
        ("2023", ["html"], {"lạ": "1"}),
        ("2023", ["odt"], {}),
        ("2023", [], {}),
        ("hai nghìn", ["html"], {}),
        ("2021-2025", ["html"], {}),
        ("2023", ["html"], {"period": "2022"}),
        ("2023", ["html"], {"data": "khác"}),
        ("2019", ["html"], {}),
    ],
)
def test_wrong_requests_are_refused_before_anything_is_written(
    place, data, notebooks, period, to, parameters
) -> None:
    output = place / "từ chối"
    with pytest.raises(ParameterError):
        render_report(
            data, period, to=to, output=output, parameters=parameters, notebooks=notebooks
        )
    assert not output.exists()


def test_data_that_are_not_there_are_an_error(place, notebooks) -> None:
    with pytest.raises(FileNotFoundError, match="khong-co"):
        render_report(place / "khong-co", "2023", notebooks=notebooks)


def test_a_place_that_cannot_be_written_is_an_error(place, data, notebooks) -> None:
    file = place / "tệp"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="--output"):
        render_report(data, "2023", output=file, notebooks=notebooks)


def test_a_batch_goes_on_after_a_failure_in_the_environment_it_was_begun_in(
    place, data, monkeypatch
) -> None:
    warm_up()  # an earlier batch has left the process workers are forked from
    monkeypatch.setenv("GDNN_THU", "mới")
    folder = write_notebooks(
        place / "sổ hàng loạt",
        extra=[
            "# Phụ lục III. Thử",
            "import os; assert os.environ['GDNN_THU'] == 'mới'",
            "assert period != '2022', 'năm 2022 chưa có số liệu'",
        ],
    )
    output = place / "hàng loạt"
    outcomes = {
        outcome.name: outcome
        for outcome in render_many(
            data, ["2021", "2022", "2023"], to=["html"], output=output, jobs=2, notebooks=folder
        )
    }
    assert sorted(outcomes) == ["2021", "2022", "2023"]
    assert "2022 chưa có số liệu" in outcomes["2022"].problem
    assert isinstance(outcomes["2022"].error, NotebookFailed)
    assert outcomes["2022"].error.heading == "Phụ lục III. Thử"
    assert outcomes["2021"].problem == outcomes["2023"].problem == ""
    assert sorted(path.name for path in output.iterdir()) == ["2021", "2023"]
    assert outcomes["2023"].report.folder == outcomes["2023"].folder == output / "2023"


def test_a_batch_checks_every_report_before_it_starts_one(place, data, notebooks) -> None:
    with pytest.raises(ParameterError):
        render_many(data, ["2023", "2019"], output=place / "từ chối hết", notebooks=notebooks)


def test_the_index_lists_every_report_below(place, rendered) -> None:
    root = rendered.folder.parent
    page = render_index(root)
    text = page.read_text(encoding="utf-8")
    assert page == root / "index.html"
    assert 'href="2023/report.pdf"' in text
    assert 'href="2023/report.docx"' in text
    assert "SỐ LIỆU MINH HỌA" in text
    assert rendered.run_id in text
    assert 'lang="vi"' in text
    everything = render_index(place).read_text(encoding="utf-8")
    assert "b%C3%A1o%20c%C3%A1o/2023/report.html" in everything
    assert (root / "index.html").read_bytes() == render_index(root).read_bytes()
    page.unlink()


def test_the_index_has_years_before_the_period_and_names_issued_reports(tmp_path, rendered) -> None:
    content = json.loads((rendered.folder / "manifest.json").read_text(encoding="utf-8"))
    for period, folder in (("2021-2025", "2021-2025"), ("2022", "2022"), ("2022", "issued/2022/3")):
        content["report"]["period"] = period
        (tmp_path / folder).mkdir(parents=True)
        text = json.dumps({**content, "title": f"Báo cáo {folder}"})
        (tmp_path / folder / "manifest.json").write_text(text, encoding="utf-8")
    (tmp_path / "issued/2022/3/issue.json").write_text("{}", encoding="utf-8")
    page = render_index(tmp_path).read_text(encoding="utf-8")
    assert page.index("Báo cáo 2022") < page.index("Báo cáo 2021-2025")
    assert page.count("Bản phát hành số") == 1
    assert "Bản phát hành số 3" in page


def test_the_word_template_beside_the_notebooks_wins_and_is_recorded(place, data) -> None:
    folder = write_notebooks(place / "sổ có mẫu")
    template = docx.Document(str(SHIPPED))
    template.add_paragraph("Mẫu của cơ quan")
    template.save(str(folder / "report.docx"))
    made = render_report(
        data, "2023", to=["docx"], output=place / "theo mẫu", parameters=CREATED, notebooks=folder
    )
    assert docx.Document(str(made.folder / "report.docx")).paragraphs[-1].text == "Mẫu của cơ quan"
    content = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    digest = hashlib.sha256((folder / "report.docx").read_bytes()).hexdigest()
    assert content["word_template"] == {"name": "report.docx", "sha256": digest}
    other = render_report(data, "2023", to=["html"], output=place / "không Word", notebooks=folder)
    manifest = (other.folder / "manifest.json").read_text(encoding="utf-8")
    assert "word_template" not in manifest


def test_a_word_template_with_faults_is_refused_before_anything_starts(place, data) -> None:
    folder = write_notebooks(place / "sổ có mẫu hỏng")
    (folder / "report.docx").write_text("không phải Word", encoding="utf-8")
    output = place / "mẫu hỏng"
    with pytest.raises(WordTemplateError, match="không đọc được"):
        render_report(data, "2023", output=output, notebooks=folder)
    assert not output.exists()
    assert render_report(data, "2023", to=["html"], output=output, notebooks=folder).outputs


def test_an_empty_folder_has_an_empty_index(tmp_path: Path) -> None:
    assert "Chưa có báo cáo nào" in render_index(tmp_path).read_text(encoding="utf-8")


def test_files_of_the_user_survive_a_new_report(tmp_path: Path) -> None:
    target = tmp_path / "2023"
    target.mkdir()
    (target / "ghi chú.txt").write_text("của tôi", encoding="utf-8")
    (target / "report.pdf").write_text("cũ", encoding="utf-8")
    with private_folder(target) as folder:
        (folder / "report.html").write_text("mới", encoding="utf-8")
        publish(folder, target)
    assert {path.name for path in target.iterdir()} == {"ghi chú.txt", "report.html"}
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]
    assert OWN_FILES >= FILES


def test_an_old_report_comes_back_when_the_new_one_cannot_be_put_there(
    tmp_path: Path, monkeypatch
) -> None:
    target = tmp_path / "2023"
    target.mkdir()
    (target / "report.pdf").write_text("cũ", encoding="utf-8")
    folder = tmp_path / ".2023-mới"
    folder.mkdir()
    rename = Path.rename

    def refuse(self: Path, other: Path) -> Path:
        if self == folder:
            raise PermissionError(13, "tệp đang mở")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OutputError, match="đang mở"):
        publish(folder, target)
    assert (target / "report.pdf").read_text(encoding="utf-8") == "cũ"


def test_two_renders_of_one_report_both_arrive_whole(tmp_path: Path, monkeypatch) -> None:
    """Another render puts its report in place just between our two moves."""
    target, folder = tmp_path / "2023", tmp_path / ".2023-của ta"
    folder.mkdir()
    (folder / "report.html").write_text("của ta", encoding="utf-8")
    rename = Path.rename
    others = iter([True])

    def interrupted(self: Path, other: Path) -> Path:
        if self == folder and next(others, False):
            target.mkdir()
            (target / "report.html").write_text("của người khác", encoding="utf-8")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", interrupted)
    publish(folder, target)
    assert (target / "report.html").read_text(encoding="utf-8") == "của ta"
    assert [path.name for path in tmp_path.iterdir()] == ["2023"]


def test_an_unforeseen_error_is_one_failed_report(place, data, notebooks, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("lạ")

    monkeypatch.setattr("gdnn_analysis.render.batch.carry_out", broken)
    (outcome,) = render_many(data, ["2023"], output=place / "lỗi lạ", notebooks=notebooks)
    assert "KeyError" in outcome.problem
