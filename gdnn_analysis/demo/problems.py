"""Faults planted on purpose, on rows of their own, so that no other figure moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gdnn_analysis.demo.book import Book, Cell, Line, Row
from gdnn_analysis.demo.province import Province

UNKNOWN_COLUMN: Final = "ghi_chu_rieng"
LEGACY_TEXT: Final = "Héi nghÞ gi¸o dôc nghÒ nghiÖp"
"""“Hội nghị giáo dục nghề nghiệp” typed with a TCVN3 font."""


@dataclass(frozen=True)
class Fault:
    """What a planted row must be reported as; the row number is known when it is written."""

    rule: str
    severity: str
    column: str
    text_vi: str
    whole_column: bool = False


FAULTS: Final = (
    Fault("DQ-02", "loi", "item_type", "Mã thể loại không có trong danh mục"),
    Fault("DQ-01", "loi", "title_vi", "Thiếu tiêu đề bắt buộc"),
    Fault("DQ-03", "loi", "event_id", "Một mã sự kiện ở hai dòng khác nhau (dòng thứ nhất)"),
    Fault("DQ-03", "loi", "event_id", "Một mã sự kiện ở hai dòng khác nhau (dòng thứ hai)"),
    Fault("DQ-03", "canh_bao", "report_id", "Dòng lặp lại giống hệt một dòng khác"),
    Fault("DQ-03", "loi", "school_id", "Mã trường không có trong danh sách trường"),
    Fault("DQ-04", "loi", "signed_on", "Ngày không có thật: 31/02"),
    Fault("DQ-05", "loi", "end_on", "Ngày kết thúc sớm hơn ngày bắt đầu"),
    Fault("DQ-21", "loi", "attendances", "Số lượt người là số âm"),
    Fault("DQ-20", "canh_bao", "title_vi", "Nội dung bắt đầu như một công thức bảng tính"),
    Fault("DQ-20", "canh_bao", "title_vi", "Chữ gõ bằng font TCVN3, phải chuyển sang Unicode"),
    Fault("DQ-19", "canh_bao", "sex", "Dòng tổng không bằng nam cộng nữ"),
    Fault("DQ-20", "loi", "periods", "Số 1.250 có hai cách hiểu"),
    Fault("DQ-20", "loi", "count", "Không đọc được số"),
    Fault("DQ-07", "loi", "n_positive", "Trả lời tích cực nhiều hơn phiếu hợp lệ"),
    Fault("DQ-22", "canh_bao", UNKNOWN_COLUMN, "Cột không có trong mẫu", whole_column=True),
)


def plant(province: Province, book: Book) -> None:
    """Append the faulty rows to files of the first province."""
    _Planter(province, book).run()


class _Planter:
    def __init__(self, province: Province, book: Book) -> None:
        self.province, self.book = province, book
        self.next = 0

    def run(self) -> None:
        """Plant the faults in the order of ``FAULTS``."""
        identity = self.province.id
        self._media("CDN-01__2023", number=1, item_type="bai_viet")
        self._media("CSGDNN__2022", number=2, title_vi=None)
        for name in ("Ngày hội chọn nghề, bản gửi lần một", "Ngày hội chọn nghề, bản gửi lần hai"):
            self._event(2023, event_id=identity("SK-9001"), name_vi=name)
        self._repeat("BAODAI__2022")
        first = self.book.rows("event_schools")[0]
        self._add("event_schools", first | {"school_id": identity("THCS-999")})
        self._like("agreements", agreement_id=identity("TT-HT-901"), signed_on="2023-02-31")
        self._event(2022, event_id=identity("SK-9002"), end_on="2022-05-01")
        group = self.book.rows("event_groups")[0]
        odd: Row = {"audience_code": "A4a", "sex": "khong_ro", "attendances": -5, "uniques": None}
        self._add("event_groups", group | odd)
        formula = '=HYPERLINK("https://xau.example","Bấm vào đây")'
        self._media("DIAPHUONG__2024", number=3, title_vi=formula)
        self._media("CSGDNN__2024", number=4, title_vi=LEGACY_TEXT)
        self._wrong_total()
        self._like("guidance", guidance_id=identity("HN-901"), periods="1.250")
        self._like("leads", lead_id=identity("LH-9001"), count="khoảng 60", uniques=None)
        feedback = self.book.rows("event_feedback")[0]
        wrong: Row = {"audience_code": "A4a", "n_given": 60, "n_valid": 41, "n_positive": 43}
        self._add("event_feedback", feedback | wrong)
        line = self.book.lines["press_briefings"][0]
        line.cells[UNKNOWN_COLUMN] = "Đã gọi điện nhắc"
        line.problem = self.next

    def _media(self, file: str, *, number: int, **changes: Cell) -> None:
        """Append a media row nobody has checked yet, so that it counts nowhere."""
        name = self.province.id(file)
        path = f"logs/media/media__{name}.csv"
        model = next(line for line in self.book.lines["media"] if line.file == path)
        cells: Row = model.cells | {
            "report_id": self.province.id(f"TT-900{number}"),
            "title_vi": f"Dòng gửi nhầm số {number}, giữ lại để kiểm tra",
            "url": f"https://gui-nham{number}.example/bai",
            "item_id": None,
            "kind": "goc",
            "verification": "chua",
            "evidence_id": None,
            "record_status": None,
        }
        self._add("media", cells | changes, file=path)

    def _event(self, year: int, **changes: Cell) -> None:
        path = f"logs/events/events__{year}.csv"
        model = next(
            line
            for line in self.book.lines["events"]
            if line.file == path and line.cells["status"] == "hoan"
        )
        cells: Row = model.cells | {"start_on": f"{year}-05-04", "end_on": f"{year}-05-04"}
        self._add("events", cells | changes, file=path)

    def _repeat(self, file: str) -> None:
        path = f"logs/media/media__{self.province.id(file)}.csv"
        model = next(line for line in self.book.lines["media"] if line.file == path)
        self._add("media", dict(model.cells), file=path)

    def _wrong_total(self) -> None:
        rows = self.book.rows("event_groups")
        girls = next(row for row in rows if row["sex"] == "nu")
        same = [
            int(str(row["attendances"]))
            for row in rows
            if row["event_id"] == girls["event_id"]
            and row["audience_code"] == girls["audience_code"]
            and row["sex"] in ("nam", "nu")
        ]
        total: Row = {"sex": "tong", "attendances": sum(same) + 7, "uniques": None}
        self._add("event_groups", girls | total)

    def _like(self, table: str, **changes: Cell) -> None:
        self._add(table, self.book.rows(table)[0] | changes)

    def _add(self, table: str, cells: Row, *, file: str = "") -> None:
        path = file or self.book.lines[table][0].file
        line: Line = self.book.add(table, path, dict(cells))
        line.problem = self.next
        self.next += 1
