"""``gdnn issue``, ``verify`` and ``diff`` as users run them (interface; RL-04, RL-05)."""

from __future__ import annotations

import csv
import io
import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from .conftest import run_gdnn, write_small

MORE = (
    "R2,HD-SLDTBXH,Nghề hàn ở Nhật,bai,CH-BHD-DT,2023-07-10,goc,da_doi_chieu\n"
    "R3,HD-SLDTBXH,Ngày hội học nghề,tin,CH-BHD-DT,2023-05-10,goc,da_doi_chieu\n"
)


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Path:
    """Return a place where a report was rendered, issued, corrected and issued again.

    The notebooks are the office's own copies, so that the shipped ones may change meanwhile.
    """
    place = tmp_path_factory.mktemp("phát hành")
    run = partial(run_gdnn, cwd=place)
    shutil.copytree(Path(__file__).parents[2] / "notebooks", place / "sổ")
    data = write_small(place)
    render = ("render", data, "--year", 2023, "--to", "html", "--output", "báo cáo")
    for _ in range(2):
        done = run(*render, "--notebooks", "sổ", "--set", "depth=co_ban")
        assert done.code == 0, done.err
        done = run("issue", "báo cáo/2023", "--notebooks", "sổ")
        assert done.code == 0, done.err
        (place / "tên gói.txt").write_text(done.out, encoding="utf-8")
        with (data / "media.csv").open("a", encoding="utf-8") as file:
            file.write(MORE)
    return place


@pytest.fixture
def here(office, gdnn_here, monkeypatch):
    monkeypatch.chdir(office)
    return gdnn_here


def test_the_last_line_is_the_package(office):
    lines = (office / "tên gói.txt").read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "báo cáo/issued/2023/2"
    assert (office / lines[-1] / "issue.json").is_file()
    assert "Thay thế bản số 1." in lines


def test_the_second_report_names_the_first_in_document_and_record(office):
    page = (office / "báo cáo" / "2023" / "report.html").read_text(encoding="utf-8")
    assert "Báo cáo này thay thế Báo cáo số" in page
    record = json.loads((office / "báo cáo/issued/2023/2/issue.json").read_text(encoding="utf-8"))
    first = json.loads((office / "báo cáo/issued/2023/1/issue.json").read_text(encoding="utf-8"))
    assert record["replaces"] == {name: first[name] for name in ("number", "run_id", "seal")}
    assert "Chưa có bản phát hành nào của kỳ này được lưu để đối chiếu." in (
        office / "báo cáo/issued/2023/1/report.html"
    ).read_text(encoding="utf-8")


def test_an_issued_report_verifies(here):
    done = here("verify", "báo cáo/issued/2023/2")
    assert done.code == 0, done
    assert "Đạt: bản phát hành số 2, kỳ 2023" in done.out


def test_it_renders_again_to_the_same_bytes(gdnn, office, tmp_path):
    moved = shutil.copytree(office / "báo cáo/issued/2023/2", tmp_path / "lưu trữ")
    done = gdnn("verify", moved, "--rerender")
    assert done.code == 0, done
    assert "Lập lại giống từng byte: results.csv, report.html." in done.out


def test_an_altered_one_is_1_and_names_the_file(here, office, tmp_path):
    package = shutil.copytree(office / "báo cáo/issued/2023/1", tmp_path / "1")
    (package / "report.html").chmod(0o644)
    (package / "report.html").write_text("181", encoding="utf-8")
    done = here("verify", package)
    assert done.code == 1
    assert "KHÔNG ĐẠT" in done.out
    assert "“report.html” đã bị sửa" in done.out


def test_data_that_changed_meanwhile_are_refused_with_1(here):
    done = here("issue", "báo cáo/2023", "--notebooks", "sổ")
    assert done.code == 1
    assert done.out == ""
    assert "media.csv" in done.err
    assert "--data" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("issue", "không có"),
        ("verify", "không có"),
        ("diff", "báo cáo/2023", "không có"),
        ("diff", "sổ", "báo cáo/2023"),
    ],
)
def test_a_missing_place_is_3(here, arguments):
    done = here(*arguments)
    assert done.code == 3, done
    assert done.out == ""
    assert "Traceback" not in done.err


@pytest.mark.parametrize("arguments", [("issue",), ("verify",), ("diff", "báo cáo/2023")])
def test_a_missing_argument_is_2(here, arguments):
    assert here(*arguments).code == 2


def test_an_unknown_format_of_diff_is_2(here):
    assert here("diff", "báo cáo/2023", "báo cáo/2023", "--format", "xml").code == 2


def test_diff_names_figures_and_the_rows_that_moved_them(here):
    done = here("diff", "báo cáo/issued/2023/1", "báo cáo/issued/2023/2")
    assert done.code == 0, done
    assert "C/S1/tat_ca: 1 → 2 sản phẩm (+1)" in done.out
    assert "media R2 HD-SLDTBXH (media.csv:3): mới" in done.out
    assert "media R3 HD-SLDTBXH (media.csv:4): mới – Trùng" in done.out


def test_diff_as_json_and_csv_tell_the_same(here, tmp_path):
    sides = ("báo cáo/issued/2023/1", "báo cáo/issued/2023/2")
    told = json.loads(here("diff", *sides, "--format", "json").out)
    assert told["before"]["number"] == 1
    assert told["rows_known"]
    figure = next(item for item in told["figures"] if item["variant"] == "C/S1/tat_ca")
    assert (figure["before"], figure["after"], figure["difference"]) == (1, 2, 1)
    assert {(item["key"], item["change"]) for item in told["rows"] if item["code"] == "O01"} == {
        ("R2", "moi"),
        ("R3", "moi"),
    }
    target = tmp_path / "khác biệt.csv"
    done = here("diff", *sides, "--format", "csv", "--output", target)
    assert (done.code, done.out) == (0, "")
    lines = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert len(lines) == len(told["figures"]) + len(told["rows"])
    assert [line["kind"] for line in lines if line["code"] == "O01"] == sorted(
        (line["kind"] for line in lines if line["code"] == "O01"), reverse=True
    )
    assert {line["before"] for line in lines if line["variant"] == "C/S1/tat_ca"} >= {"1"}


def test_diff_of_a_report_with_itself_finds_nothing(here):
    for format_ in ("text", "csv", "json"):
        done = here("diff", "báo cáo/2023", "báo cáo/2023", "--format", format_)
        assert done.code == 0, done
    assert json.loads(done.out)["figures"] == []


def test_diff_with_a_report_that_was_not_issued_tells_figures_only(here):
    done = here("diff", "báo cáo/issued/2023/1", "báo cáo/2023")
    assert done.code == 0
    assert "C/S1/tat_ca: 1 → 2" in done.out
    assert "Không biết dòng nào" in done.out


def test_reports_of_different_periods_are_not_compared(here, office, tmp_path):
    other = shutil.copytree(office / "báo cáo/2023", tmp_path / "2022")
    manifest = json.loads((other / "manifest.json").read_text(encoding="utf-8"))
    manifest["report"]["period"] = "2022"
    (other / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    done = here("diff", other, "báo cáo/2023")
    assert done.code == 2
    assert "2022" in done.err


def test_a_damaged_manifest_does_not_end_in_a_traceback(here, office, tmp_path):
    other = shutil.copytree(office / "báo cáo/2023", tmp_path / "hỏng")
    (other / "manifest.json").write_text("{", encoding="utf-8")
    for arguments in (("diff", other, "báo cáo/2023"), ("issue", other), ("verify", other)):
        done = here(*arguments)
        assert done.code in (1, 3), done
        assert "Lỗi ngoài dự kiến" not in done.err


def test_figures_of_an_altered_package_are_not_compared(here, office, tmp_path):
    package = shutil.copytree(office / "báo cáo/issued/2023/1", tmp_path / "1")
    (package / "results.csv").chmod(0o644)
    (package / "results.csv").write_text("code\n", encoding="utf-8")
    done = here("diff", package, "báo cáo/2023")
    assert done.code == 1
    assert "results.csv" in done.err


def test_a_render_over_an_altered_package_says_which(here, office, tmp_path):
    shutil.copytree(office / "báo cáo", tmp_path / "r")
    path = tmp_path / "r" / "issued" / "2023" / "2" / "results.csv"
    path.chmod(0o644)
    path.write_text("code\n", encoding="utf-8")
    data = next(office.glob("*/số liệu 2023"))
    done = here("render", data, "--year", "2023", "--to", "html", "--output", tmp_path / "r")
    assert done.code == 4
    assert "results.csv" in done.err
    assert "gdnn verify" in done.err
