"""The contribution analysis: the ladder, the methods, the rival explanations."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.evaluation.context import rivals_of
from gdnn_analysis.evaluation.ladder import levels_of, reached
from gdnn_analysis.evaluation.methods import (
    INSTITUTIONS,
    PRE_YEARS,
    RESPONSE,
    Method,
    methods_of,
)
from gdnn_analysis.language import tell
from gdnn_analysis.report.blocks import Cell, Column, Row, Table
from gdnn_analysis.report.evidence_words import (
    LADDER,
    direction_of,
    estimate_of,
    failed_checks,
    method_name,
)
from gdnn_analysis.report.tables.common import cells, source_of, without_paths
from gdnn_analysis.report.wording import capital, label, small
from gdnn_analysis.vietnamese.dates import format_date
from gdnn_analysis.vietnamese.numbers import format_number, format_percent

CONDITIONS = {
    "tuong_quan_hang": "Ít nhất 10 địa bàn có mức tiếp xúc và kết quả",
    "lieu_dap_ung": "Ít nhất 60 trường có số liệu đầu kỳ, cuối kỳ",
    "chuoi_gian_doan": "Ít nhất 12 tháng trước và 12 tháng sau",
    "khac_biet_kep": "Ít nhất 2 kỳ trước, 10 trường mỗi nhóm, cùng xu hướng trước",
}
"""Minimum conditions of the registered tests (proposal of section 3.6)."""
NOT_POSSIBLE = (
    (
        "So sánh với tỉnh khác",
        "Có tỉnh không triển khai",
        "Không dùng được: Quyết định 534/QĐ-LĐTBXH áp dụng trên cả nước.",
    ),
    (
        "Liên hệ tiếp xúc – kết quả trong một khảo sát",
        "Mẫu xác suất, cỡ mẫu hữu hiệu từ 400, có biến kiểm soát",
        "Không chạy: chưa đăng ký trước cách phân tích.",
    ),
    (
        "Bốc thăm thứ tự đến trường",
        "Thống nhất với Sở GDĐT trước mùa tuyển sinh",
        "Không chạy: không có số liệu về bốc thăm; đề xuất cho kế hoạch sau.",
    ),
    (
        "Truy vết quá trình, câu chuyện thay đổi",
        "6–10 trường hợp, có trường hợp ngược",
        "Không chạy: bộ số liệu không có bảng phỏng vấn.",
    ),
)
"""Methods of section 3.6 that no table of the data can serve: name, condition, why not."""


def evidence_levels(ev: Evaluation) -> Table | None:
    """Bảng thang mức bằng chứng: each level, its condition, the outcomes that reach it."""
    levels = levels_of(ev)
    if not levels:
        return None
    graded = any(level is not None for level in levels.values())
    rows = tuple(
        Row(
            cells(
                str(level),
                rung.condition,
                _reached(ev, reached(ev, level), graded=graded),
                rung.allowed,
                rung.refused,
            )
        )
        for level, rung in enumerate(LADDER)
    )
    return Table(
        key="muc-bang-chung",
        caption=tell(
            "Thang mức bằng chứng về đóng góp và mức đạt được đến hết kỳ {period} (P06)",
            period=ev.period,
        ),
        unit="",
        source=source_of(ev, "graduates", "destinations", "survey_waves", "context_events"),
        columns=(
            Column("Mức", "center", 0.6),
            Column("Điều kiện", width=2.6),
            Column("Kết quả đạt mức", width=1.7),
            Column("Được viết", width=3.0),
            Column("Không được viết", width=1.8),
        ),
        rows=rows,
        notes=(
            "Mức nói về độ chắc của bằng chứng, không nói về độ lớn của thay đổi. Mức 4 không cần "
            "qua mức 3; phép kiểm cho kết quả ngược chiều kỳ vọng giữ kết quả đó ở mức 2.",
            "C01 nhận biết, C03 thái độ, C04 ý định; P01, P02 phân luồng sau THCS, THPT; P03 tuyển "
            "mới; T06 hỏi thông tin.",
        ),
    )


def _reached(ev: Evaluation, codes: tuple[str, ...], *, graded: bool) -> Cell:
    if not graded:
        return Cell("không xét: nhật ký chưa có hoạt động")
    if not codes and ev.data.descriptor.kind == "cong_khai":
        return Cell("chưa có số liệu", symbol="–")
    if not codes:
        return Cell("chưa đạt", tone="status-khong", symbol="✘")
    return Cell(", ".join(codes), tone="status-thuc_hien", symbol="✔")


def contribution_methods(ev: Evaluation) -> Table:
    """Bảng 14: each method, its condition, whether it is met, and what it gave."""
    asked = [
        Row(
            cells(
                *_name_and_condition(method),
                _met(met=method.met),
                _result(method),
            )
        )
        for method in methods_of(ev)
    ]
    others = [
        Row(cells(name, condition, _met(met=False), why)) for name, condition, why in NOT_POSSIBLE
    ]
    return Table(
        key="phuong-phap-dong-gop",
        caption="Phương pháp phân tích đóng góp: điều kiện, đạt hay không, kết quả",
        unit="",
        source=source_of(ev, "graduates", "destinations", "event_schools", "leads", "entry_survey"),
        columns=(
            Column("Phương pháp (kết quả xét)", width=2.4),
            Column("Điều kiện tối thiểu (đề xuất)", width=2.4),
            Column("Đạt", "center", 0.9),
            Column("Kết quả", width=3.6),
        ),
        rows=(*asked, *others),
        notes=(
            "Điều kiện, mức ý nghĩa 5% và biến kiểm soát được ấn định trước khi xem kết quả. “Chưa "
            "phát hiện liên hệ” không có nghĩa là không có liên hệ.",
        ),
        long=True,
    )


def _name_and_condition(method: Method) -> tuple[str, str]:
    if method.finding is not None:
        return method_name(method.finding), CONDITIONS[method.finding.method]
    if method.kind == "truoc_sau":
        return "So sánh trước – sau (P01, P02)", tell(
            "Ít nhất {pre_years} năm trước Kế hoạch", pre_years=PRE_YEARS
        )
    share = format_percent(100 * RESPONSE, 0)
    return (
        "Truy nguồn thông tin qua phiếu nhập học (C07)",
        tell(
            "Hỏi từ {share} người nhập học ở ít nhất {institutions} cơ sở",
            share=share,
            institutions=INSTITUTIONS,
        ),
    )


def _met(*, met: bool) -> Cell:
    return (
        Cell("đạt", tone="status-thuc_hien", symbol="✔")
        if met
        else Cell("không", tone="status-khong", symbol="✘")
    )


def _result(method: Method) -> str:
    if method.finding is not None:
        if not method.finding.ran:
            return method.finding.reason
        failed = failed_checks(method.finding)
        unmet = tell("; kiểm tra không qua: {failed}", failed=", ".join(failed)) if failed else ""
        return f"{capital(estimate_of(method.finding))}: {direction_of(method.finding)}{unmet}."
    if not method.have:
        return (
            "Không chạy: không có số liệu của năm nào trước Kế hoạch."
            if method.kind == "truoc_sau"
            else "Không chạy: chưa cơ sở nào đủ điều kiện."
        )
    if method.kind == "truoc_sau":
        return tell(
            "Có {have} năm trước Kế hoạch. Chỉ mô tả: ít điểm theo năm nên không tách "
            "được xu thế sẵn có.",
            have=format_number(method.have),
        )
    return tell(
        "Có {have} cơ sở đủ điều kiện. Cho biết kênh nào được nhắc tới, không phải phần đóng góp.",
        have=format_number(method.have),
    )


def rival_explanations(ev: Evaluation) -> Table | None:
    """Bảng 15: what else may explain the outcomes, from ``context_events``."""
    rivals = rivals_of(ev, tuple(levels_of(ev)))
    if rivals.empty:
        return None
    rows = tuple(
        Row(
            cells(
                str(event["title_vi"]),
                label("CTX", str(event["kind"])),
                _days(event),
                ", ".join(event["affects"]) or "mọi kết quả",
                _direction(event["direction"]),
                without_paths(str(event["source"])),
            )
        )
        for _, event in rivals.iterrows()
    )
    return Table(
        key="giai-thich-thay-the",
        caption="Giải thích thay thế cho thay đổi của kết quả",
        unit="",
        source=source_of(ev, "context_events"),
        columns=(
            Column("Sự kiện, yếu tố", width=2.8),
            Column("Loại", width=1.2),
            Column("Thời gian", width=1.5),
            Column("Chỉ số có thể chịu ảnh hưởng", width=1.5),
            Column("Chiều dự kiến", width=1.0),
            Column("Bằng chứng, nguồn", width=2.4),
        ),
        rows=rows,
        notes=(
            "Danh mục do người lập báo cáo ghi; chưa định lượng mức ảnh hưởng của từng yếu tố nên "
            "chưa loại trừ được yếu tố nào.",
        ),
        long=True,
    )


def _days(event: pd.Series) -> str:
    start = format_date(event["from_on"])
    return (
        tell("từ {start}", start=start)
        if pd.isna(event["to_on"])
        else f"{start} – {format_date(event['to_on'])}"
    )


def _direction(code: str | None) -> str:
    return "không rõ" if code is None or pd.isna(code) else small(label("EFFECT", str(code)))
