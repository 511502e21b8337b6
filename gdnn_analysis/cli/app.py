"""The commands. Each one parses, calls the package, and prints; no logic lives here."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.exceptions import Abort, TyperException

from gdnn_analysis.cli.console import NOTEBOOK_FAILED, WRONG_USAGE, Stop, Voice, stderr
from gdnn_analysis.cli.usage import usage_message
from gdnn_analysis.language import say

app = typer.Typer(
    name="gdnn",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=say(
        "Theo dõi, đánh giá và lập báo cáo Kế hoạch truyền thông giáo dục nghề nghiệp số "
        "3066/KH-SLĐTBXH (2021–2025).",
        "Monitoring, evaluation and reports for the vocational-education communication plan no. "
        "3066/KH-SLĐTBXH (2021–2025).",
    ),
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(version("gdnn-analysis"))
        raise typer.Exit


@app.callback()
def globals_(
    context: typer.Context,
    lang: Annotated[
        str | None,
        typer.Option(
            help=say("Ngôn ngữ của thông báo: vi hoặc en.", "Message language: vi or en.")
        ),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", help=say("In chi tiết khi lỗi.", "Details on errors."))
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help=say("Chỉ in kết quả.", "Print results only."))
    ] = False,
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help=say("Không hiện tiến độ.", "No progress."))
    ] = False,
    show_version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_print_version,
            is_eager=True,
            help=say("In phiên bản.", "Print the version."),
        ),
    ] = False,
) -> None:
    if lang not in (None, "vi", "en"):
        raise Stop(
            say(
                "--lang chỉ nhận vi hoặc en, không nhận “{lang}”.",
                "--lang takes vi or en, not “{lang}”.",
                lang=lang,
            ),
            WRONG_USAGE,
        )
    context.obj = Voice(verbose=verbose, quiet=quiet, progress=not no_progress)


DATA = Annotated[
    Path | None,
    typer.Argument(
        metavar="DATA",
        help=say("Thư mục số liệu.", "Data folder."),
        show_default=False,
    ),
]
YEARS = Annotated[
    list[str] | None,
    typer.Option("--year", help=say("Năm báo cáo; ghi nhiều lần được.", "Year; repeatable.")),
]
PERIOD = Annotated[
    str | None, typer.Option("--period", help=say("Giai đoạn, ví dụ 2021-2025.", "Period."))
]
ALL = Annotated[
    bool,
    typer.Option(
        "--all",
        help=say(
            "Mọi năm 2021–2025; render thêm báo cáo cả giai đoạn.",
            "Every year; render adds the period.",
        ),
    ),
]
SET = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help=say("Tham số báo cáo.", "Report parameter.")),
]
WINDOW = Annotated[
    str | None,
    typer.Option("--window", help=say("Kỳ số liệu: nd09 hoặc calendar.", "nd09 or calendar.")),
]
OUTPUT = Annotated[
    Path | None, typer.Option("--output", help=say("Nơi ghi kết quả.", "Where to write."))
]


@app.command(help=say("Đọc và kiểm tra toàn bộ số liệu.", "Read and check all data."))
def check(
    context: typer.Context,
    data: DATA = None,
    format_: Annotated[
        str, typer.Option("--format", help=say("text, json hoặc csv.", "text, json or csv."))
    ] = "text",
    output: OUTPUT = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            help=say(
                "Ghi bản sao tệp nguồn, tô màu và chú thích ô có vấn đề.",
                "Write copies of the source files with bad cells marked.",
            )
        ),
    ] = None,
) -> None:
    from gdnn_analysis.cli.checking import run_check

    raise typer.Exit(
        run_check(context.obj, data, format_=format_, output=output, annotate=annotate)
    )


@app.command(help=say("Tính bảng kết quả chỉ số.", "Compute the result table."))
def indicators(
    context: typer.Context,
    data: DATA = None,
    year: YEARS = None,
    period: PERIOD = None,
    all_: ALL = False,
    window: WINDOW = None,
    codes: Annotated[
        str | None,
        typer.Option(help=say("Các mã, ví dụ O01,A01.", "Codes, e.g. O01,A01.")),
    ] = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format", help=say("csv, json, parquet hoặc xlsx.", "csv, json, parquet or xlsx.")
        ),
    ] = "csv",
    output: OUTPUT = None,
    set_: SET = None,
) -> None:
    from gdnn_analysis.cli.figures import run_indicators

    raise typer.Exit(
        run_indicators(
            context.obj,
            data,
            years=year or [],
            period=period,
            everything=all_,
            window=window,
            codes=codes,
            format_=format_,
            output=output,
            choices=set_ or [],
        )
    )


@app.command(
    help=say("Lập báo cáo HTML, PDF, Word, Excel.", "Render reports as HTML, PDF, Word, Excel.")
)
def render(
    context: typer.Context,
    data: DATA = None,
    year: YEARS = None,
    period: PERIOD = None,
    all_: ALL = False,
    to: Annotated[
        str,
        typer.Option(help=say("Định dạng: html,pdf,docx,xlsx.", "Formats: html,pdf,docx,xlsx.")),
    ] = "html,pdf,docx,xlsx",
    output: Annotated[Path, typer.Option(help=say("Thư mục báo cáo.", "Report folder."))] = Path(
        "reports"
    ),
    jobs: Annotated[
        int, typer.Option(min=1, help=say("Số báo cáo lập cùng lúc.", "Reports at a time."))
    ] = 1,
    each: Annotated[
        Literal["area", "unit"] | None,
        typer.Option(
            help=say(
                "Lập báo cáo riêng cho từng huyện cũ (area) hoặc từng đơn vị có số liệu (unit).",
                "A report for each former district (area) or each unit with data (unit).",
            )
        ),
    ] = None,
    notebooks: Annotated[
        Path | None,
        typer.Option(
            help=say("Thư mục sổ tính riêng của cơ quan.", "Folder of the office's own notebooks.")
        ),
    ] = None,
    set_: SET = None,
) -> None:
    from gdnn_analysis.cli.reporting import run_render

    raise typer.Exit(
        run_render(
            context.obj,
            data,
            years=year or [],
            period=period,
            everything=all_,
            to=to,
            output=output,
            jobs=jobs,
            notebooks=notebooks,
            each=each,
            choices=set_ or [],
        )
    )


@app.command(
    help=say(
        "Giải thích một chỉ số: định nghĩa, giá trị, từng dòng nguồn.",
        "Explain an indicator: definition, value, every source row.",
    )
)
def explain(
    context: typer.Context,
    code: Annotated[str, typer.Argument(help=say("Mã chỉ số, ví dụ O01.", "Code, e.g. O01."))],
    data: DATA = None,
    year: YEARS = None,
    period: PERIOD = None,
    format_: Annotated[
        str, typer.Option("--format", help=say("text hoặc csv.", "text or csv."))
    ] = "text",
    output: OUTPUT = None,
    set_: SET = None,
) -> None:
    from gdnn_analysis.cli.explaining import run_explain

    raise typer.Exit(
        run_explain(
            context.obj,
            code,
            data,
            years=year or [],
            period=period,
            format_=format_,
            output=output,
            choices=set_ or [],
        )
    )


@app.command(
    help=say(
        "Phát hành một báo cáo đã lập: đóng băng thành bản đánh số, không sửa được nữa.",
        "Issue a rendered report: freeze it as a numbered instance.",
    )
)
def issue(
    context: typer.Context,
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="REPORT_DIR",
            help=say("Thư mục báo cáo, ví dụ reports/2023.", "Report folder, e.g. reports/2023."),
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Option(
            help=say(
                "Thư mục số liệu của báo cáo, nếu đã chuyển chỗ.",
                "The report's data folder, if it was moved.",
            )
        ),
    ] = None,
    notebooks: Annotated[
        Path | None,
        typer.Option(
            help=say(
                "Thư mục sổ tính đã lập báo cáo, nếu là sổ riêng của cơ quan.",
                "Folder of the notebooks that made the report, if they are the office's own.",
            )
        ),
    ] = None,
) -> None:
    from gdnn_analysis.cli.issuing import run_issue

    raise typer.Exit(run_issue(context.obj, folder, data=data, notebooks=notebooks))


@app.command(
    help=say(
        "Kiểm tra một bản phát hành: có tệp nào bị sửa, thiếu hay thêm.",
        "Check an issued report: files altered, missing or added.",
    )
)
def verify(
    context: typer.Context,
    package: Annotated[
        Path,
        typer.Argument(
            metavar="PACKAGE",
            help=say(
                "Bản phát hành, ví dụ reports/issued/2023/1.",
                "Issued report, e.g. reports/issued/2023/1.",
            ),
        ),
    ],
    rerender: Annotated[
        bool,
        typer.Option(
            "--rerender",
            help=say(
                "Lập lại báo cáo từ chính gói rồi so sánh.",
                "Render the report again from the package and compare.",
            ),
        ),
    ] = False,
) -> None:
    from gdnn_analysis.cli.issuing import run_verify

    raise typer.Exit(run_verify(context.obj, package, rerender=rerender))


@app.command(
    help=say(
        "So sánh hai báo cáo cùng kỳ: số nào đổi, bao nhiêu, do dòng nào.",
        "Compare two reports of one period: which figures moved, by how much, and why.",
    )
)
def diff(
    context: typer.Context,
    before: Annotated[
        Path,
        typer.Argument(metavar="A", help=say("Báo cáo trước.", "The earlier report.")),
    ],
    after: Annotated[
        Path,
        typer.Argument(metavar="B", help=say("Báo cáo sau.", "The later report.")),
    ],
    format_: Annotated[
        str, typer.Option("--format", help=say("text, csv hoặc json.", "text, csv or json."))
    ] = "text",
    output: OUTPUT = None,
) -> None:
    from gdnn_analysis.cli.issuing import run_diff

    raise typer.Exit(run_diff(context.obj, before, after, format_=format_, output=output))


@app.command(help=say("Ghi bộ số liệu minh họa (hư cấu).", "Write the fictional demo dataset."))
def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=say("Nơi ghi.", "Where."))],
    seed: Annotated[int, typer.Option(help=say("Hạt giống ngẫu nhiên.", "Random seed."))] = 3066,
    scale: Annotated[int, typer.Option(min=1, help=say("Số tỉnh.", "Provinces."))] = 1,
) -> None:
    from gdnn_analysis.cli.demonstrating import run_demo

    raise typer.Exit(run_demo(context.obj, folder, seed=seed, scale=scale))


@app.command(help=say("Mở JupyterLab với các sổ tính.", "Open JupyterLab on the notebooks."))
def lab(context: typer.Context) -> None:
    from gdnn_analysis.cli.demonstrating import run_lab

    raise typer.Exit(run_lab(context.obj))


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code; no traceback without ``--verbose``."""
    verbose = "--verbose" in arguments
    try:
        result = app(list(arguments), standalone_mode=False)
    except Stop as problem:
        stderr().print(str(problem), highlight=False, markup=False)
        return problem.code
    except TyperException as error:
        if not arguments:
            typer.echo(str(error))
            return WRONG_USAGE
        names = [
            command.callback.__name__ for command in app.registered_commands if command.callback
        ]
        stderr().print(usage_message(error, names), highlight=False, markup=False)
        return WRONG_USAGE
    except (KeyboardInterrupt, Abort):
        stderr().print(say("Đã dừng theo yêu cầu.", "Stopped on request."), markup=False)
        return 130
    except Exception as error:
        if verbose:
            traceback.print_exc()
        stderr().print(_unexpected(error), highlight=False, markup=False)
        return NOTEBOOK_FAILED
    return result if isinstance(result, int) else 0


def _unexpected(error: Exception) -> str:
    return say(
        "Lỗi ngoài dự kiến: {kind}: {message}. Chạy lại với --verbose và gửi kết quả cho người bảo "
        "trì.",
        "Unexpected error: {kind}: {message}. Run again with --verbose and send the output to the "
        "maintainers.",
        kind=type(error).__name__,
        message=error,
    )
