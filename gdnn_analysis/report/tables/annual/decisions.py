"""Decisions still to be obtained from the Department (D1–D12), and what this run used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell
from gdnn_analysis.period import PLAN_START
from gdnn_analysis.report.blocks import Column, Row, Table
from gdnn_analysis.report.tables.common import cells
from gdnn_analysis.report.wording import WINDOWS
from gdnn_analysis.vietnamese.numbers import format_number

UNDECIDED: Final = "chưa quyết định"


def decisions_table(ev: Evaluation) -> Table:
    """D1–D12: what the Department must decide, what this run used, and the default."""
    rows = tuple(
        Row(cells(f"D{number}", *parts)) for number, parts in enumerate(_decisions(ev), start=1)
    )
    return Table(
        key="quyet-dinh-can-co",
        caption="Nội dung cần cơ quan quản lý quyết định và cách dùng trong báo cáo này",
        unit="",
        source="Phương pháp của bộ công cụ; tham số của lần lập báo cáo.",
        columns=(
            Column("Mã", width=0.6),
            Column("Nội dung cần quyết định", width=3.4),
            Column("Dùng trong báo cáo này", width=2.6),
            Column("Mặc định khi chưa quyết định", width=2.8),
        ),
        rows=rows,
        long=True,
    )


def _decisions(ev: Evaluation) -> Iterator[tuple[str, str, str]]:
    settings = ev.settings
    chosen = [settings.reading or "", settings.digital or ""]
    yield (
        "Cách hiểu “phương tiện thông tin đại chúng” và “được số hóa” (AMB-01, AMB-02)",
        " / ".join(part or UNDECIDED for part in chosen) if any(chosen) else UNDECIDED,
        "Không kết luận theo một cách hiểu; in bảng 3 cách hiểu × 2 bộ lọc",
    )
    yield (
        "Kỳ số liệu: năm dương lịch hay kỳ Nghị định 09/2019/NĐ-CP",
        WINDOWS[settings.window],
        "Kỳ theo Nghị định 09; số theo năm dương lịch in bên cạnh",
    )
    yield (
        "Cách đánh giá năm 2021",
        "hai cơ sở: cả kỳ và từ 13/9/2021"
        if ev.period.first == PLAN_START.year
        else "không áp dụng",
        "Hai cơ sở, không quy đổi chỉ tiêu (quy tắc R02)",
    )
    yield (
        "Danh mục văn bản phải truyền thông hằng năm",
        "đã duyệt" if ev.account.policy_list_approved else "chưa duyệt",
        "Chỉ liệt kê, không tính tỷ lệ",
    )
    scored = ev.rows("O15", breakdown="criterion")["value"].notna().any()
    yield (
        "Bộ tiêu chí không gian, hệ sinh thái (O15) và người chấm",
        "có điểm chấm theo bộ tiêu chí đề xuất" if scored else "chưa có điểm chấm",
        "In từng tiêu chí, không tính trung bình",
    )
    yield (
        "Ảnh, bài mạng xã hội, phát trực tiếp có là “tin, bài, phóng sự, ấn phẩm” không",
        "tính, và tách riêng ở bảng thể loại",
        "In cả khi tính và khi không tính",
    )
    yield (
        "Cách tính chính thức của P01 (chặt, hẹp, rộng); mốc 40%/45% có áp dụng không",
        "cả ba cách tính, chỉ đối chiếu mốc",
        "In cả ba, chỉ để tham chiếu",
    )
    yield (
        "Người ký, nơi nhận báo cáo năm 2025 và báo cáo tổng kết sau sắp xếp",
        "theo tham số của lần lập; để trống thì chừa trống",
        "Để trống, có dấu dự thảo",
    )
    yield (
        "Căn cứ của nghĩa vụ nộp số liệu (AMB-20)",
        _obligations(ev),
        "Nghĩa vụ ghi là “đề nghị”",
    )
    yield (
        "Khảo sát: đối tượng, kinh phí, mùa, đơn vị thực hiện",
        _surveys(ev),
        "Không kết luận về nhận thức, thái độ, ý định",
    )
    yield (
        "Bản công khai, bản nội bộ và ngưỡng ẩn ô nhỏ",
        tell(
            "bản công khai, ẩn ô 1–{smallest_cell} người", smallest_cell=settings.smallest_cell - 1
        )
        if settings.public
        else "bản lưu hành nội bộ, không ẩn ô nhỏ",
        "Bản nội bộ; ô 1–4 người ẩn ở bản công khai",
    )
    yield (
        "Cách định giá đóng góp bằng hiện vật",
        "nêu riêng, không cộng",
        "Liệt kê, không cộng vào tổng",
    )


def _obligations(ev: Evaluation) -> str:
    owed = ev.data["obligations"]
    owed = owed[owed["year"].isin(list(ev.period.years))]
    if owed.empty:
        return "không có danh mục nghĩa vụ"
    named = int(owed["basis"].notna().sum())
    return tell(
        "{named}/{count} nghĩa vụ có ghi căn cứ",
        named=format_number(named),
        count=format_number(len(owed)),
    )


def _surveys(ev: Evaluation) -> str:
    """Return whether surveys were held; public sources without any do not say that none was."""
    if ev.surveys.held:
        return "có khảo sát trong kỳ"
    if ev.data.descriptor.kind == "cong_khai":
        return "nguồn công khai không có số liệu khảo sát"
    return "không tổ chức khảo sát trong kỳ"
