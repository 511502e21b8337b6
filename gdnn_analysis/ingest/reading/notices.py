"""What is said about files, sheets and columns."""

from __future__ import annotations

from pathlib import PurePosixPath

from gdnn_analysis.contract import Table, contract
from gdnn_analysis.ingest.problems import FileProblem, file_problem
from gdnn_analysis.ingest.reading.names import closest, sheet_title, short_title
from gdnn_analysis.ingest.reading.row_notices import column_letter
from gdnn_analysis.ingest.reading.sheet import Remark, Sheet
from gdnn_analysis.language import say


def unknown_column(text: str, table: Table) -> FileProblem:
    """Return the problem of a column the contract does not know (RL-07)."""
    near = closest(text, [field.title for field in table.fields]) or closest(text, table.names)
    hint = say(" Có phải cột “{near}”?", " Did you mean “{near}”?", near=near) if near else ""
    return file_problem(
        say(
            "Biểu “{title}” không có cột “{column}”; cột này được để riêng, không dùng.",
            "Table “{title}” has no column “{column}”; it is kept aside.",
            title=short_title(table),
            column=text,
        ),
        say(
            "Sửa tên cột theo biểu mẫu, hoặc xoá cột nếu không cần.{hint}",
            "Rename the column as in the form, or delete it.{hint}",
            hint=hint,
        ),
        severity="canh_bao",
        rule="DQ-22",
        column=text,
    )


def repeated_column(place: int, table: Table, name: str) -> FileProblem:
    """Return the warning for a column that names a field a second time."""
    return file_problem(
        say(
            "Cột “{title}” có hai lần; chỉ dùng cột đầu, cột {letter} được để riêng.",
            "Column “{title}” occurs twice; the first is used, column {letter} is kept aside.",
            title=table[name].title,
            letter=column_letter(place),
        ),
        say("Xoá hoặc đổi tên một trong hai cột.", "Delete or rename one of the two."),
        severity="canh_bao",
        rule="DQ-22",
        column=name,
    )


def absent_column(table: Table, name: str, rows: int) -> FileProblem:
    """Return the error for a required column that a sheet does not have."""
    return file_problem(
        say(
            "Thiếu cột bắt buộc “{title}” ({name}), nên cả {rows} dòng chưa dùng được.",
            "Required column “{title}” ({name}) is missing, so none of the {rows} rows is used.",
            title=table[name].title,
            name=name,
            rows=rows,
        ),
        say(
            "Thêm cột này và điền đủ; nếu cột đã có dưới tên khác thì đổi tên theo biểu mẫu.",
            "Add and fill the column; if it is there under another name, rename it.",
        ),
        rule="DQ-01",
        column=name,
    )


def no_rows() -> FileProblem:
    """Return the note about a table that has its header only."""
    return file_problem(
        say("Biểu chỉ có tiêu đề, không có dòng số liệu nào.", "There is a header but no row."),
        say(
            "Nếu đúng là không phát sinh thì xác nhận ở bảng “{table}” (nil_confirmed).",
            "If there really was nothing, confirm it in table “{table}” (nil_confirmed).",
            table="submissions",
        ),
        severity="thong_tin",
        rule="DQ-22",
    )


def hidden_sheet() -> FileProblem:
    """Return the note about a hidden sheet, which is read like the others."""
    return file_problem(
        say("Trang tính bị ẩn vẫn được đọc.", "The hidden sheet is read all the same."),
        say(
            "Bỏ ẩn để xem; xoá trang tính nếu không thuộc số liệu.",
            "Unhide it to look; delete it if it is no data.",
        ),
        severity="thong_tin",
        rule="DQ-22",
    )


def no_header(sheet: Sheet, table: Table) -> FileProblem:
    """Return what to say of a grid without a header: an empty one is a warning."""
    if not sheet.height:
        return file_problem(
            say("Biểu để trống.", "The table is empty."),
            say("Điền số liệu theo biểu mẫu, hoặc xoá biểu này.", "Fill it in, or delete it."),
            severity="canh_bao",
            rule="DQ-22",
        )
    names = ", ".join(f"“{field.title}”" for field in table.fields[:3])
    return file_problem(
        say(
            "Không tìm thấy dòng tiêu đề của biểu “{title}”.",
            "The header row of table “{title}” was not found.",
            title=short_title(table),
        ),
        say(
            "Dòng tiêu đề phải có tên cột theo biểu mẫu, ví dụ {names}.",
            "The header row must hold the column names of the form, e.g. {names}.",
            names=names,
        ),
    )


def unknown_file(name: str) -> FileProblem:
    """Return the warning for a file no table is named after (RL-07)."""
    near = closest(PurePosixPath(name).stem.split("__")[0], contract().tables)
    hint = say(" Có phải “{near}”?", " Did you mean “{near}”?", near=near) if near else ""
    return file_problem(
        say(
            "Không có bảng nào mang tên này; tệp được để riêng, không dùng.",
            "No table has this name; the file is kept aside.",
        ),
        say(
            "Đổi tên tệp bắt đầu bằng tên bảng, ví dụ media__CDN-HD__2023.csv, hoặc để tệp ngoài "
            "thư mục số liệu.{hint}",
            "Let the file name begin with a table's name, e.g. media__CDN-HD__2023.csv, or move "
            "it out of the data directory.{hint}",
            hint=hint,
        ),
        severity="canh_bao",
        rule="DQ-22",
        file=name,
    )


def unsupported_format(name: str, suffix: str, table: str) -> FileProblem:
    """Return the warning for a file named after a table in a format that is not read."""
    return file_problem(
        say(
            "Tên tệp là của bảng “{table}” nhưng đuôi “{suffix}” không phải dạng đọc được; "
            "tệp được để riêng.",
            "The file is named after table “{table}” but “{suffix}” cannot be read; kept aside.",
            table=table,
            suffix=suffix,
        ),
        say(
            "Lưu lại dạng CSV, TSV, XLSX, XLS hoặc ODS.",
            "Save it as CSV, TSV, XLSX, XLS or ODS.",
        ),
        severity="canh_bao",
        rule="DQ-22",
        file=name,
        table=table,
    )


def unknown_sheet(name: str, sheet: str) -> FileProblem:
    """Return the warning for a sheet no table is named after (RL-07)."""
    titles = {sheet_title(table.title): key for key, table in contract().tables.items()}
    near = closest(sheet, [*contract().tables, *titles])
    hint = say(" Có phải “{near}”?", " Did you mean “{near}”?", near=near) if near else ""
    return file_problem(
        say(
            "Không có bảng nào mang tên trang tính này; trang tính được để riêng, không dùng.",
            "No table has the name of this sheet; the sheet is kept aside.",
        ),
        say(
            "Đặt tên trang tính theo tên bảng, hoặc xoá nếu không phải số liệu.{hint}",
            "Name the sheet after a table, or delete it if it holds no data.{hint}",
            hint=hint,
        ),
        severity="canh_bao",
        rule="DQ-22",
        file=name,
        sheet=sheet,
    )


def remarked(remark: Remark, name: str, table: str) -> FileProblem:
    """Return the warning for how a file had to be read."""
    return file_problem(
        remark.message, remark.remedy, severity="canh_bao", rule="DQ-20", file=name, table=table
    )


def cannot_open(name: str, error: OSError) -> FileProblem:
    """Return the error for a file that the system refuses to open."""
    return file_problem(
        say("Không mở được tệp: {cause}.", "Cannot open the file: {cause}.", cause=error.strerror),
        say(
            "Đóng tệp nếu đang mở ở chương trình khác, và kiểm tra quyền đọc.",
            "Close the file in other programs, and check the permissions.",
        ),
        file=name,
    )


def empty_file(name: str, table: str | None) -> FileProblem:
    """Return the error for a file without content."""
    return file_problem(
        say("Tệp rỗng.", "The file is empty."),
        say(
            "Nộp lại tệp có số liệu, hoặc xoá tệp này.",
            "Send the file again with its data, or delete it.",
        ),
        file=name,
        table=table or "",
    )


def wrong_suffix(name: str, suffix: str, kind: str) -> FileProblem:
    """Return the warning for a file whose content is not what its name says."""
    actual = say("văn bản CSV", "CSV text") if kind == "text" else kind.upper()
    return file_problem(
        say(
            "Đuôi tệp là “{suffix}” nhưng nội dung là {kind}; đã đọc theo nội dung.",
            "The file is named “{suffix}” but holds {kind}; it was read by its content.",
            suffix=suffix,
            kind=actual,
        ),
        say("Lưu lại tệp với đúng đuôi.", "Save the file with the right extension."),
        severity="canh_bao",
        rule="DQ-20",
        file=name,
    )
