"""The chapters of the end-of-period report: what was done, reached and spent, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation import Evaluation
from gdnn_analysis.language import tell, words
from gdnn_analysis.report.blocks import Paragraph, Table
from gdnn_analysis.report.tables.lines import Line, Titles
from gdnn_analysis.report.tables.years.common import has_line_figure, lines_of, years_table
from gdnn_analysis.report.wording import OTHER_CATEGORIES, unchecked_words
from gdnn_analysis.vietnamese.numbers import format_number

EVENTS = (
    Line("Sự kiện đã tổ chức (A03)", "A03"),
    Line("Sự kiện tư vấn hướng nghiệp, giao lưu ở trường (A04)", "A04"),
    Line("Tỷ lệ trường THCS được tiếp cận (A04)", "A04", "THCS"),
    Line("Tỷ lệ trường THPT được tiếp cận (A04)", "A04", "THPT"),
    Line("Lượt người dự, đo được (T03)", "T03", "do_duoc"),
    Line("Lượt người dự, ước tính (T03)", "T03", "uoc"),
)
TEAM = (
    Line("Đơn vị có kế hoạch truyền thông năm (I04)", "I04"),
    Line("Đơn vị có người phụ trách truyền thông (I05)", "I05"),
    Line("Cộng tác viên, người phụ trách (I06)", "I06"),
    Line("Lớp tập huấn (A06)", "A06"),
    Line("Giờ-người tập huấn (A06)", "A06", "gio_nguoi"),
    Line("Đợt cung cấp thông tin cho báo chí (A07)", "A07"),
    Line("Lượt cơ quan báo chí dự (A07)", "A07", "co_quan"),
    Line("Nhóm chủ thể có hoạt động phối hợp (A08)", "A08"),
)
POLICIES = (
    Line("Chủ trương, chính sách đã được truyền thông (O03)", "O03"),
    Line("Trên báo chí", "O03", "bao_chi"),
    Line("Trên trang của Sở", "O03", "trang_so"),
    Line("Trên kênh khác", "O03", "khac"),
    Line("Trên cả ba", "O03", "ca_ba"),
)
CHANNELS = (
    Line("Lượt đăng, phát trên kênh (O02)", "O02"),
    Line("Kênh đã đăng ký hoạt động (O14)", "O14"),
    Line("Thời lượng phát thanh, truyền hình, truyền thanh (O10)", "O10"),
    Line("Lượt phát (O10)", "O10", "luot"),
    Line("Tiếp cận của kênh, trung vị tháng (T01)", "T01", "trung_vi"),
    Line("Tương tác (T02)", "T02"),
)
PLACES = (
    Line("Vị trí tuyên truyền nơi công cộng (O12)", "O12"),
    Line("Ấn phẩm, tài liệu (O13)", "O13"),
    Line("Doanh nghiệp tham gia (O19)", "O19"),
    Line("Thoả thuận gắn kết doanh nghiệp – cơ sở GDNN (C08)", "C08"),
    Line("Hoạt động đối ngoại (O17)", "O17"),
)
COSTS = (
    Line("Kinh phí được giao (I01)", "I01"),
    Line("Tỷ lệ thực hiện (I02)", "I02"),
    Line("Tỷ trọng ngoài ngân sách, gồm nguồn sự nghiệp (I03)", "I03", "gom_su_nghiep"),
    Line("Tỷ trọng ngoài ngân sách, không gồm nguồn sự nghiệp (I03)", "I03", "khong_su_nghiep"),
    Line("Chi phí một sản phẩm (E01)", "E01"),
    Line("Chi phí một lượt người dự (E02)", "E02"),
    Line("Phần chi cho sự kiện đã đưa vào phép tính (E02)", "E02", "ty_le_chi_tinh"),
    Line("Chi phí 1.000 lượt tiếp cận (E03)", "E03"),
)


def _listed(
    key: str, caption: str, lines: tuple[Line, ...], *sources: str, otherwise: str = ""
) -> Callable[[Evaluation], Table | Paragraph | None]:
    def build(ev: Evaluation) -> Table | Paragraph | None:
        named = [_named(ev, line) for line in lines]
        table = years_table(ev, Titles(key, caption, "Chỉ số", sources), named)
        return table or (Paragraph(otherwise) if otherwise else None)

    build.__doc__ = f"{caption} (a row per indicator, a column per year)."
    return build


def _named(ev: Evaluation, line: Line) -> Line:
    """Return the line under its own words for a part, under the catalogue's for a whole."""
    if line.variant or line.code not in ev.definitions.index:
        return line
    return Line(f"{words(str(ev.definitions.at[line.code, 'name_vi']))} ({line.code})", line.code)


events_by_year = _listed("su-kien-nam", "Sự kiện, trường được tiếp cận, lượt người dự", EVENTS)
team_by_year = _listed(
    "doi-ngu-nam",
    "Kế hoạch, đội ngũ, tập huấn, phối hợp",
    TEAM,
    otherwise="Không có số liệu về kế hoạch năm, đội ngũ, tập huấn và phối hợp (I04–I06, A06–A08).",
)
policies_by_year = _listed(
    "chinh-sach-nam", "Chủ trương, chính sách được truyền thông", POLICIES, "policies"
)
channels_by_year = _listed(
    "kenh-nam",
    "Kênh và mức tiếp nhận",
    CHANNELS,
    otherwise="Không có số liệu về kênh và mức tiếp nhận (O02, O10, O14, T01, T02).",
)
places_by_year = _listed(
    "khong-gian-nam",
    "Không gian công cộng, ấn phẩm, doanh nghiệp, đối ngoại",
    PLACES,
    otherwise="Không có số liệu về không gian công cộng, ấn phẩm, doanh nghiệp, đối ngoại (O12, "
    "O13, O17, O19, C08).",
)
money_by_year = _listed(
    "kinh-phi-nam", "Kinh phí và chi phí đơn vị", COSTS, "budget_lines", "budget_transactions"
)


def funds_by_year(ev: Evaluation) -> Table | None:
    """Bảng 10: money allocated by fund source and year (I01)."""
    lines = [*_by(ev, "I01", "fund_source", "FUND"), Line("Tổng số", "I01")]
    titles = Titles(
        "nguon-nam",
        "Kinh phí được giao theo nguồn và năm",
        "Nguồn",
        ("budget_lines",),
        "triệu đồng",
    )
    notes = ("Hiện vật quy đổi không nằm trong bảng này và không cộng vào tổng số.",)
    return years_table(ev, titles, lines, with_unit=False, notes=notes)


def types_by_year(ev: Evaluation) -> Table | None:
    """Works by type and year (reading C, filter S1)."""
    lines = [
        *_by(ev, "O01", "item_type", "ITEM", variant="C/S1/tat_ca"),
    ]
    titles = Titles(
        "the-loai-nam",
        tell(
            "Sản phẩm theo thể loại và năm (cách hiểu C, bộ lọc S1, cả {unchecked})",
            unchecked=unchecked_words(ev),
        ),
        "Thể loại",
        ("media",),
        "sản phẩm",
    )
    return years_table(ev, titles, lines, with_unit=False, whole=False)


def audiences_by_year(ev: Evaluation) -> Table | None:
    """Hình 5: share of coded works by main audience and year (O07)."""
    lines = _by(ev, "O07", "audience", "AUDIENCE", variant="chinh")
    titles = Titles(
        "doi-tuong-nam",
        "Tỷ trọng sản phẩm theo đối tượng chính và năm (O07)",
        "Đối tượng",
        ("media",),
        "%",
    )
    return years_table(ev, titles, lines, with_unit=False, whole=False)


def forms_by_year(ev: Evaluation) -> Table | None:
    """Forms of section V of the plan, records by year (O09)."""
    titles = Titles(
        "hinh-thuc-nam",
        "Hình thức truyền thông theo năm (O09)",
        "Hình thức",
        unit="bản ghi đã đối chiếu minh chứng, tính vào năm bắt đầu",
    )
    lines = _by(ev, "O09", "form", "FORM")
    notes = [*_declared_places(ev)]
    return years_table(ev, titles, lines, with_unit=False, whole=False, notes=notes)


def _declared_places(ev: Evaluation) -> Iterator[str]:
    """Yield the years whose public places are all declared: none of them is in the table (O12)."""
    for year, part in ev.years.items():
        declared = part.value("O12")
        if declared and part.value("O09", breakdown="form", category="F8") == 0:
            yield tell(
                "Nơi công cộng năm {year}: có {count} điểm chưa đối chiếu minh chứng (O12).",
                year=year,
                count=format_number(declared),
            )


def areas_by_year(ev: Evaluation) -> Table | None:
    """Hình 7: events by former district and year; described, never ranked (A03)."""
    areas = ev.data["areas"]
    pairs = zip(areas["area_id"], areas["name_vi"], strict=True)
    names = {**{str(area): str(name) for area, name in pairs}, **OTHER_CATEGORIES}
    lines = lines_of(ev, "A03", "area", names)
    own = [line for line in lines if line.category not in OTHER_CATEGORIES]
    if not any(has_line_figure(ev, line) for line in own):
        return None
    titles = Titles(
        "dia-ban-nam",
        "Sự kiện đã tổ chức theo địa bàn huyện cũ và năm (A03)",
        "Địa bàn",
        ("events", "area_succession"),
        "sự kiện",
    )
    notes = ("Bảng chỉ mô tả, không xếp hạng: mức đầy đủ số liệu của các địa bàn khác nhau.",)
    return years_table(ev, titles, lines, with_unit=False, notes=notes)


def criteria_by_year(ev: Evaluation) -> Table | None:
    """Hình 6: scores of the space and ecosystem criteria by year (O15); no mean is made (D5)."""
    criteria = ev.data["ecosystem_criteria"]
    pairs = zip(criteria["criterion_id"], criteria["statement_vi"], strict=True)
    names = {str(code): f"{code}. {words(text)}" for code, text in pairs}
    titles = Titles(
        "he-sinh-thai-nam",
        "Điểm các tiêu chí không gian (K), hệ sinh thái (H) truyền thông theo năm (O15)",
        "Tiêu chí",
        ("ecosystem_scores",),
        "điểm (0–1)",
    )
    lines = lines_of(ev, "O15", "criterion", names)
    return years_table(ev, titles, lines, with_unit=False, whole=False)


def _by(
    ev: Evaluation, code: str, breakdown: str, code_list: str, *, variant: str = ""
) -> list[Line]:
    names = {**contract().code_lists[code_list].labels, **OTHER_CATEGORIES}
    return lines_of(ev, code, breakdown, names, variant=variant)
