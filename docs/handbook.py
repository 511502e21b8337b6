"""The handbook of indicators: one sheet per code, with a worked example from the spec cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd
import yaml

from gdnn_analysis.contract import Field, contract
from gdnn_analysis.indicators.breakdowns import breakdown_title
from gdnn_analysis.indicators.registry import catalogue, variant_labels
from gdnn_analysis.ingest import load_rows

CASES: Final = Path(__file__).parents[1] / "tests" / "spec"
MOST_EXAMPLE_ROWS: Final = 8
LEVELS: Final = {
    "I": "Đầu vào",
    "A": "Hoạt động",
    "O": "Đầu ra",
    "T": "Tiếp nhận",
    "C": "Kết quả",
    "P": "Tác động, bối cảnh",
    "E": "Hiệu suất",
    "Q": "Chất lượng số liệu",
}
RULE_TITLES: Final = {
    "R01": "thiếu số liệu không phải là 0",
    "R02": "năm 2021 nêu theo hai mốc",
    "R03": "kỳ số liệu",
    "R04": "một việc nhiều nơi báo chỉ tính một lần",
    "R05": "đăng lại không phải sản phẩm mới",
    "R06": "ngoài kỳ, ngoài phạm vi thì giữ lại nhưng không tính",
    "R07": "hiệu chỉnh có dấu vết",
    "R08": "đơn vị, địa bàn thay đổi",
    "R09": "không cộng số người",
    "R10": "nền tảng đổi cách đo",
    "R11": "bất định, mẫu nhỏ",
    "R12": "so sánh các đợt khảo sát",
    "R13": "kết luận",
    "R14": "dữ liệu cá nhân",
    "R15": "lời nói về nguyên nhân",
    "R16": "ước tính, sơ bộ, chính thức",
    "R17": "tự khai và đã đối chiếu",
    "R18": "nhiều nhãn",
    "R19": "tiền tính ở đơn vị sử dụng cuối cùng",
    "R20": "gộp nhiều năm",
}
RESULT_WORDS: Final = {
    "gia_tri": "giá trị",
    "tu_so": "tử số",
    "mau_so": "mẫu số",
    "duoi": "cận dưới",
    "tren": "cận trên",
    "n": "n",
    "day_du": "mức đầy đủ",
}


def handbook_page() -> str:
    """Return the handbook as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    data = load_rows({})
    definitions, examples = catalogue(data["indicators"]), _examples()
    yield "# Sổ tay chỉ số"
    yield (
        "\nTrang này sinh từ `data/plan/indicators.csv`, mã nguồn của các chỉ số và các ca kiểm thử "
        "trong `tests/spec` bằng `python -m docs.build`; không sửa tay. Xem một con số được tính từ "
        "những dòng nào: `gdnn explain MÃ --year NĂM`."
    )
    yield "\n★ là chỉ số cốt lõi. Số trong ví dụ là số giả định.\n"
    yield "| Mã | Chỉ số | Đơn vị | Gộp 5 năm |"
    yield "|---|---|---|---|"
    for code, row in definitions.iterrows():
        star = " ★" if row["core"] else ""
        link, together = f"[{code}](#{str(code).lower()})", _label("AGG", row["aggregation"])
        yield f"| {link} | {row['name_vi']}{star} | {row['unit_vi']} | {together} |"
    for code, row in definitions.iterrows():
        yield from _sheet(str(code), row, data, examples.get(str(code)))


def _sheet(
    code: str, row: pd.Series, data: Any, example: tuple[str, Mapping[str, Any]] | None
) -> Iterator[str]:
    yield f'\n<a id="{code.lower()}"></a>'
    yield f"\n## {code}. {row['name_vi']}"
    direction = _label("DIRECTION", row["direction"]).lower()
    yield f"\n*{row['name_en']}*. {LEVELS[code[0]]}; đơn vị: {row['unit_vi']}; {direction}."
    yield f"\n**Định nghĩa.** {row['definition_vi']}"
    yield f"\n**Công thức.** {row['formula']}"
    yield f"\n**Nguồn số liệu.** {', '.join(_source(name) for name in row['sources'])}."
    variants = variant_labels().get(code, {})
    if variants:
        yield "\n**Số liệu in kèm.** " + "; ".join(
            f"`{name}`: {words[0]}" for name, words in variants.items()
        )
    if row["breakdowns"]:
        shown = (f"{breakdown_title(name)} (`{name}`)" for name in row["breakdowns"])
        yield f"\n**Phân tổ.** {'; '.join(shown)}."
    yield f"\n**Quy tắc.** {'; '.join(_rule(name) for name in row['rules'])}."
    yield f"\n**Chỉ tiêu, mốc.** {_targets(code, data['targets'])}"
    yield f"\n**Nội dung Kế hoạch.** {_statements(code, data['statements'])}"
    yield f"\n**Hạn chế.** {row['limitations_vi']}"
    if example is not None:
        yield from _worked(code, *example)


def _label(code_list: str, code: str) -> str:
    return str(contract().code_lists[code_list].labels.get(code, code))


def _source(name: str) -> str:
    table = contract().tables.get(name)
    return f"{table.title.split(' (')[0]} (`{name}`)" if table else f"`{name}`"


def _rule(name: str) -> str:
    if name.startswith("F-"):
        return f"{name} {_label('FLAG', name)}"
    return f"{name} {RULE_TITLES[name]}"


def _targets(code: str, targets: pd.DataFrame) -> str:
    own = targets[targets["code"].eq(code)]
    if own.empty:
        return "Kế hoạch không đặt chỉ tiêu."
    texts = []
    for (value, reference, legal), rows in own.groupby(
        ["value", "is_reference_only", "legal_ref"], sort=False
    ):
        years = ", ".join(sorted(rows["period"]))
        kind = "mốc tham chiếu, không phải chỉ tiêu của Kế hoạch" if reference else "chỉ tiêu"
        texts.append(f"ít nhất {value:g} ({kind}; {years}; {legal})")
    return "; ".join(texts) + "."


def _statements(code: str, statements: pd.DataFrame) -> str:
    served = statements[[code in codes for codes in statements["indicators"]]]
    if served.empty:
        return "Không gắn với câu nào của Kế hoạch; dùng để đọc các chỉ số khác."
    return (
        "; ".join(f"{i} ({r})" for i, r in zip(served["stmt_id"], served["ref"], strict=True)) + "."
    )


def _examples() -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return for each code a case that is about it, with its file.

    Best is the first case of a file named after the code, then the first case whose first figure
    is of the code, then any that expects a figure of it.
    """
    found: dict[str, tuple[int, str, Mapping[str, Any]]] = {}
    for path in sorted(CASES.rglob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))["ca"]:
            codes = [expected["ma"] for expected in case["ket_qua"]]
            for code in dict.fromkeys(codes):
                named = code.lower() in path.stem.split("_")
                rank = (0 if named else 2) + (0 if codes[0] == code else 1)
                if code not in found or rank < found[code][0]:
                    found[code] = (rank, f"{path.parent.name}/{path.name}", case)
    return {code: (name, case) for code, (_, name, case) in found.items()}


def _worked(code: str, name: str, case: Mapping[str, Any]) -> Iterator[str]:
    yield f"\n**Ví dụ** (`tests/spec/{name}`, kỳ {case['ky']}). {case['ten']}"
    for table, rows in case.get("du_lieu", {}).items():
        yield from _rows(table, rows)
    yield ""
    for expected in case["ket_qua"]:
        if expected["ma"] == code:
            yield f"* {_expected(expected)}"


def _rows(table: str, rows: list[Mapping[str, Any]]) -> Iterator[str]:
    schema = contract().tables[table]
    names = [name for name in dict.fromkeys(key for row in rows for key in row) if name in schema]
    yield f"\n{schema.title.split(' (')[0]}:\n"
    yield "| " + " | ".join(schema[name].title for name in names) + " |"
    yield "|" + "---|" * len(names)
    for row in rows[:MOST_EXAMPLE_ROWS]:
        times = f" (× {row['lap']} dòng)" if "lap" in row else ""
        cells = [_cell(row.get(name, ""), schema[name]) for name in names]
        yield "| " + " | ".join(cells) + " |" + times
    if len(rows) > MOST_EXAMPLE_ROWS:
        yield f"\n… và {len(rows) - MOST_EXAMPLE_ROWS} dòng nữa."


def _cell(value: object, field: Field) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    values = value if isinstance(value, list) else [value]
    labels = contract().code_lists[field.code_list].labels if field.code_list else {}
    return "; ".join(str(labels.get(str(one), one)) for one in values).replace("|", "\\|")


def _expected(expected: Mapping[str, Any]) -> str:
    variant = str(expected.get("bien_the", ""))
    words = variant_labels().get(expected["ma"], {}).get(variant, (variant, ""))[0]
    breakdown = breakdown_title(expected["phan_to"]) if expected.get("phan_to") else ""
    where = [part for part in (words, breakdown, str(expected.get("nhom", ""))) if part]
    figures = [
        f"{word} {'trống' if expected[key] == 'trong' else _number(expected[key])}"
        for key, word in RESULT_WORDS.items()
        if key in expected
    ]
    if expected.get("ket_luan"):
        known = {
            **contract().code_lists["STATUS"].labels,
            **contract().code_lists["VERDICT"].labels,
        }
        figures.append(f"kết luận: {known.get(expected['ket_luan'], expected['ket_luan'])}")
    flags = [*expected.get("flags", []), *expected.get("co_flag", [])]
    figures += [f"cờ {flag}" for flag in flags]
    place = f" ({', '.join(where)})" if where else ""
    return f"{expected['ma']}{place}: {'; '.join(figures)}"


def _number(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)
