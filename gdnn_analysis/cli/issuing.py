"""``gdnn issue``, ``gdnn verify``, ``gdnn diff``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from gdnn_analysis.cli.console import (
    DATA_PROBLEMS,
    DONE,
    UNREADABLE,
    WRONG_USAGE,
    Stop,
    Voice,
    stop,
    working,
    write_result,
)
from gdnn_analysis.cli.differences import as_csv, as_json, as_text
from gdnn_analysis.language import say
from gdnn_analysis.render.errors import OutputError, RenderError
from gdnn_analysis.render.issuing.compare import (
    Comparison,
    NotComparableError,
    UnreadableReportError,
    compare_reports,
)
from gdnn_analysis.render.issuing.issue import issue_report
from gdnn_analysis.render.issuing.package import PackageError
from gdnn_analysis.render.issuing.readiness import IssueRefused
from gdnn_analysis.render.issuing.remarks import remarks
from gdnn_analysis.render.issuing.rerender import render_again
from gdnn_analysis.render.issuing.verify import verify_package

FORMATS: Final = ("text", "csv", "json")


def run_issue(voice: Voice, folder: Path, *, data: Path | None, notebooks: Path | None) -> int:
    """Issue a rendered report; the last line on stdout is the package's path."""
    text = say("Đang phát hành {path}…", "Issuing {path}…", path=folder)
    with working(voice, text):
        try:
            issued = issue_report(folder, data=data, notebooks=notebooks)
        except FileNotFoundError as error:
            raise Stop(str(error), UNREADABLE) from error
        except (IssueRefused, PackageError) as error:
            refused = say("Chưa phát hành được:", "Not issued:")
            raise Stop(f"{refused}\n{error}", DATA_PROBLEMS) from error
        except OutputError as error:
            raise Stop(str(error), UNREADABLE) from error
    for notice in issued.notices:
        voice.tell(notice)
    replaced = issued.record["replaces"]
    lines = [
        say(
            "Đã phát hành báo cáo kỳ {period}, bản số {number}, mã niêm phong {seal}.",
            "Issued the report of {period}, no. {number}, seal {seal}.",
            period=issued.record["period"],
            number=issued.number,
            seal=issued.record["seal"],
        )
    ]
    if replaced:
        lines.append(
            say("Thay thế bản số {number}.", "It replaces no. {number}.", number=replaced["number"])
        )
    write_result("\n".join([*lines, str(issued.package)]) + "\n", None)
    return DONE


def run_verify(voice: Voice, package: Path, *, rerender: bool) -> int:
    """Check an issued report; 1 when it is not what was issued."""
    try:
        verified = verify_package(package)
    except FileNotFoundError as error:
        raise Stop(str(error), UNREADABLE) from error
    if not verified.holds or verified.record is None:
        failed = say("KHÔNG ĐẠT: {path}", "FAILED: {path}", path=package)
        write_result("\n".join([failed, *verified.faults]) + "\n", None)
        return DATA_PROBLEMS
    record = verified.record
    lines = [
        say(
            "Đạt: bản phát hành số {number}, kỳ {period}, {count} tệp khớp, mã niêm phong {seal}.",
            "Holds: issued report no. {number}, {period}, {count} files match, seal {seal}.",
            number=record["number"],
            period=record["period"],
            count=len(record["files"]),
            seal=record["seal"],
        ),
        *remarks(record),
    ]
    code = DONE
    if rerender:
        told, code = _rerender(voice, package)
        lines += told
    write_result("\n".join(lines) + "\n", None)
    return code


def _rerender(voice: Voice, package: Path) -> tuple[list[str], int]:
    try:
        with working(voice, say("Đang lập lại báo cáo…", "Rendering again…")):
            again = render_again(package)
    except (RenderError, FileNotFoundError) as error:
        failed = say(
            "Không lập lại được: {cause}", "Cannot be rendered again: {cause}", cause=error
        )
        return [failed], DATA_PROBLEMS
    same = say(
        "Lập lại giống từng byte: {names}.",
        "The same to the byte when rendered again: {names}.",
        names=", ".join(again.same) or "–",
    )
    return [same, *again.explained, *again.faults], DONE if again.holds else DATA_PROBLEMS


def run_diff(voice: Voice, before: Path, after: Path, *, format_: str, output: Path | None) -> int:
    """Tell what differs between two reports of one period."""
    if format_ not in FORMATS:
        stop(
            "--format của diff nhận {known}, không nhận “{given}”.",
            "--format of diff takes {known}, not “{given}”.",
            code=WRONG_USAGE,
            known=", ".join(FORMATS),
            given=format_,
        )
    try:
        found = compare_reports(before, after)
    except (FileNotFoundError, UnreadableReportError) as error:
        raise Stop(str(error), UNREADABLE) from error
    except NotComparableError as error:
        raise Stop(str(error), WRONG_USAGE) from error
    except PackageError as error:
        raise Stop(str(error), DATA_PROBLEMS) from error
    writers: dict[str, Callable[[Comparison], str | bytes]] = {
        "text": as_text,
        "csv": as_csv,
        "json": as_json,
    }
    write_result(writers[format_](found), output)
    return DONE
