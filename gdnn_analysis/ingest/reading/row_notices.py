"""What is said about rows and columns that are no data."""

from __future__ import annotations

from gdnn_analysis.ingest.problems import FileProblem, file_problem
from gdnn_analysis.language import say


def unclosed_quote(line: int) -> FileProblem:
    """Return the error for a text row whose quotation mark is never closed."""
    return file_problem(
        say(
            "Dấu nháy kép mở ra ở dòng này không được đóng lại.",
            "A quotation mark opened on this line is never closed.",
        ),
        say(
            "Thêm hoặc bỏ dấu nháy kép; dấu nháy nằm trong ô phải viết hai lần.",
            "Add or remove the mark; a mark inside a cell is written twice.",
        ),
        row=line,
    )


def too_many_cells(line: int, cells: int, width: int) -> FileProblem:
    """Return the error for a text row with more cells than the header."""
    return file_problem(
        say(
            "Dòng có nhiều ô hơn tiêu đề ({width} cột), nên các ô có thể đã lệch cột.",
            "The row has more cells than the header ({width} columns); cells may have shifted.",
            width=width,
        ),
        say(
            "Đặt trong nháy kép những ô có chứa dấu phân cách cột, hoặc xoá ô thừa.",
            "Put cells that hold the separator into quotation marks, or delete the extra cells.",
        ),
        row=line,
        value=cells,
    )


def total_row(line: int) -> FileProblem:
    """Return the warning for a "Tổng cộng" row (DQ-19)."""
    return file_problem(
        say(
            "Dòng tổng cộng không phải một bản ghi nên không được cộng vào số liệu.",
            "A total row is no record and is not added to the figures.",
        ),
        say(
            "Xoá dòng tổng; phần mềm tự cộng từ các dòng chi tiết.",
            "Delete the total row; totals are computed from the detailed rows.",
        ),
        severity="canh_bao",
        rule="DQ-19",
        row=line,
    )


def note_row(line: int, text: str) -> FileProblem:
    """Return the warning for a group heading, a note or a signature line."""
    return file_problem(
        say(
            "Dòng này được coi là tên nhóm, ghi chú hoặc chữ ký, không phải bản ghi.",
            "The row is taken for a group heading, a note or a signature, no record.",
        ),
        say(
            "Nếu là bản ghi thì điền đủ các ô bắt buộc; nếu không thì để ngoài bảng.",
            "If it is a record, fill in the required cells; if not, keep it outside the table.",
        ),
        severity="canh_bao",
        rule="DQ-22",
        row=line,
        value=text,
    )


def index_row(line: int) -> FileProblem:
    """Return the note about a row that numbers the columns."""
    return file_problem(
        say(
            "Dòng đánh số cột (1), (2), (3)… được bỏ qua.",
            "The row numbering the columns (1), (2), (3)… is passed.",
        ),
        say("Không cần sửa.", "Nothing to do."),
        severity="thong_tin",
        rule="DQ-22",
        row=line,
    )


def hidden_rows(lines: list[int]) -> FileProblem:
    """Return the note about hidden rows of a sheet, which are read like the others."""
    return file_problem(
        say(
            "{count} dòng bị ẩn vẫn được đọc: {lines}.",
            "{count} hidden rows are read all the same: {lines}.",
            count=len(lines),
            lines=ranges(lines),
        ),
        say(
            "Bỏ ẩn để xem; xoá hẳn dòng nào không thuộc số liệu.",
            "Unhide them to look; delete rows that are no data.",
        ),
        severity="thong_tin",
        rule="DQ-22",
        row=lines[0],
    )


def unnamed_column(place: int, line: int) -> FileProblem:
    """Return the warning for a column that holds something but has no header."""
    return file_problem(
        say(
            "Cột {letter} có số liệu nhưng không có tiêu đề; cột này không được dùng.",
            "Column {letter} holds data but has no header; it is not used.",
            letter=column_letter(place),
        ),
        say(
            "Ghi tên cột theo biểu mẫu, hoặc xoá các ô này.",
            "Give the column its name, or delete these cells.",
        ),
        severity="canh_bao",
        rule="DQ-22",
        row=line,
    )


def ranges(lines: list[int]) -> str:
    """Return sorted lines as text: ``5, 7–9``; at most ten spans."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    shown = [str(a) if a == b else f"{a}–{b}" for a, b in spans[:10]]
    return ", ".join(shown) + (" …" if len(spans) > 10 else "")


def column_letter(place: int) -> str:
    """Return a column's letters as a spreadsheet shows them; 0 is A."""
    letters = ""
    number = place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
