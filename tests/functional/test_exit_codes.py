"""Exit codes, streams and messages of the command (interface, RL-04)."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest


def test_help_is_vietnamese_and_english_on_request(gdnn):
    assert "Lập báo cáo" in gdnn("--help").out
    assert "Render reports" in gdnn("--lang", "en", "--help").out
    assert "Render reports" in gdnn("--lang=en", "--help").out


def test_check_of_clean_data_is_0_and_says_read_used_left_out(gdnn, small):
    done = gdnn("check", small, "--format", "json")
    assert done.code == 0, done.err
    report = json.loads(done.out)
    media = next(line for line in report["tables"] if line["table"] == "media")
    assert media == {"table": "media", "rows_read": 1, "rows_used": 1, "rows_left_out": 0}


def test_check_of_bad_data_is_1_and_names_place_value_and_remedy(gdnn_here, small):
    path = small / "media.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2023-05-10", "31/02/2023"), "utf-8")
    done = gdnn_here("check", small, "--format", "json")
    assert done.code == 1
    issue = next(item for item in json.loads(done.out)["issues"] if item["severity"] == "loi")
    assert (issue["file"], issue["row"], issue["column"]) == ("media.csv", 2, "published_at")
    assert issue["value"] == "31/02/2023"
    assert issue["message"]
    assert issue["remedy"]


def test_a_row_with_an_error_does_not_stop_indicators(gdnn_here, small):
    path = small / "media.csv"
    path.write_text(
        path.read_text("utf-8") + "R2,HD-SLDTBXH,Tin,lạ,CH-BHD-DT,2023-05-11,goc,chua\n", "utf-8"
    )
    assert gdnn_here("indicators", small, "--year", 2023).code == 0


def test_a_word_template_that_cannot_be_used_is_3(gdnn_here, small, tmp_path, root):
    folder = tmp_path / "sổ"
    shutil.copytree(root / "notebooks", folder)
    (folder / "report.docx").write_bytes(b"x")
    done = gdnn_here("render", small, "--year", "2023", "--notebooks", folder)
    assert done.code == 3, done
    assert "Mẫu Word" in done.err
    assert "Traceback" not in done.err


def test_a_missing_folder_is_3(gdnn, tmp_path):
    done = gdnn("check", tmp_path / "không có")
    assert done.code == 3
    assert "không có" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("indicators", "--year", "20x3"),
        ("indicators", "--year", "2023", "--all"),
        ("indicators", "--year", "2023", "--codes", "O99"),
        ("indicators", "--year", "2023", "--format", "xml"),
        ("indicators", "--year", "2023", "--window", "nam_hoc"),
        ("render", "--year", "2023", "--to", "odt"),
        ("render", "--year", "2019"),
        ("render", "--period", "2020-2025"),
        ("render", "--year", "2023", "--set", "redaing=B"),
        ("render", "--year", "2023", "--set", "reading=D"),
        ("render", "--year", "2023", "--set", "public=có lẽ"),
        ("render", "--year", "2023", "--set", "reading"),
        ("explain", "O01"),
        ("check", "--format", "xml"),
        ("khong-co-lenh",),
        ("--lang", "fr", "check"),
    ],
)
def test_wrong_usage_is_2_and_says_what_is_allowed(gdnn_here, small, arguments):
    command, *rest = arguments
    done = gdnn_here(
        command, *rest, *([small] if command in ("indicators", "render", "check") else [])
    )
    assert done.code == 2, done
    assert done.out == ""
    assert done.err.strip()
    assert "ngoài dự kiến" not in done.err
    assert "Traceback" not in done.err


def test_all_parameter_faults_are_reported_at_once_before_any_kernel(gdnn_here, small):
    done = gdnn_here("render", small, "--year", 2023, "--set", "redaing=B", "--set", "digital=S9")
    assert done.code == 2
    assert "redaing" in done.err
    assert "reading" in done.err
    assert "S9" in done.err


def test_indicators_print_only_the_table_on_stdout(gdnn, small):
    done = gdnn("indicators", small, "--year", 2023, "--format", "csv")
    assert done.code == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out.lstrip("\ufeff"))))
    headlines = [row for row in rows if not (row["variant"] or row["breakdown"])]
    assert len({row["code"] for row in headlines}) == 66
    assert {row["period"] for row in rows} == {"2023"}


def test_all_gives_every_year_and_the_period(gdnn_here, small):
    done = gdnn_here("indicators", small, "--all", "--format", "json", "--codes", "O01")
    periods = {row["period"] for row in json.loads(done.out)["results"]}
    assert periods == {"2021", "2022", "2023", "2024", "2025", "2021-2025"}


@pytest.mark.parametrize("format_", ["parquet", "xlsx"])
def test_binary_formats_need_a_file(gdnn_here, small, tmp_path, format_):
    assert gdnn_here("indicators", small, "--year", 2023, "--format", format_).code == 2
    target = tmp_path / f"kết quả.{format_}"
    done = gdnn_here("indicators", small, "--year", 2023, "--format", format_, "--output", target)
    assert done.code == 0, done.err
    assert target.stat().st_size > 0


def test_an_output_that_cannot_be_written_is_3(gdnn_here, small, tmp_path):
    target = tmp_path / "thư mục"
    target.mkdir()
    assert gdnn_here("indicators", small, "--year", 2023, "--output", target).code == 3


def test_explain_traces_a_figure_to_file_and_line(gdnn_here, small):
    done = gdnn_here("explain", "O01", small, "--year", 2023, "--format", "csv")
    assert done.code == 0, done.err
    rows = list(csv.DictReader(io.StringIO(done.out.lstrip("\ufeff"))))
    assert [(row["file"], row["row"], row["key"], row["role"]) for row in rows] == [
        ("media.csv", "2", "R1", "tinh")
    ]


def test_explain_as_text_names_definition_and_formula(gdnn_here, small):
    done = gdnn_here("explain", "o01", small, "--year", 2023)
    assert done.code == 0, done.err
    assert "O01 – " in done.out
    assert "Công thức: " in done.out
    assert "media.csv" in done.out


def test_a_folder_with_nothing_readable_is_refused(gdnn_here, tmp_path):
    folder = tmp_path / "trống"
    folder.mkdir()
    done = gdnn_here("indicators", folder, "--year", 2023)
    assert done.code == 3
    assert "Traceback" not in done.err
