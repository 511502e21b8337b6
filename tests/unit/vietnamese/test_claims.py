"""What may be said about causes: the table ``claims.yaml`` and the properties of the lint."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import yaml

from gdnn_analysis.language import use_language
from gdnn_analysis.vietnamese.claims import lint_claims

TABLE = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_text(encoding="utf-8"))


def phrases(text: str, level: int, severity: str) -> list[str]:
    return [one.phrase for one in lint_claims(text, level) if one.severity == severity]


def test_the_table_is_long_enough():
    assert len(TABLE) >= 40


@pytest.mark.parametrize(
    "case", TABLE, ids=[f"{one['muc']}: {one.get('ten', one['cau'])}" for one in TABLE]
)
def test_sentence(case):
    for severity in ("loi", "canh_bao"):
        assert phrases(case["cau"], case["muc"], severity) == case.get(severity, [])


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_unicode_form_makes_no_difference(form):
    for case in TABLE:
        text = unicodedata.normalize(form, case["cau"])
        found = [unicodedata.normalize("NFC", one) for one in phrases(text, case["muc"], "loi")]
        assert found == case.get("loi", []), case["cau"]


def test_places_are_those_of_the_text_as_given():
    text = unicodedata.normalize(
        "NFD", "Năm 2023: (1) Nhờ truyền thông, tăng 3,5 %; hiệu quả rõ rệt."
    )
    claims = lint_claims(text, 2)
    assert [text[one.start : one.end] for one in claims] == [one.phrase for one in claims]
    assert [one.rule for one in claims] == ["nho", "ro_ret"]
    assert [one.start for one in claims] == sorted(one.start for one in claims)


def test_higher_levels_allow_whatever_lower_ones_do():
    for case in TABLE:
        counts = [len(phrases(case["cau"], level, "loi")) for level in range(5)]
        assert counts == sorted(counts, reverse=True), case["cau"]


def test_message_names_the_levels_and_the_remedy_the_wording():
    (claim,) = lint_claims("Nhờ truyền thông, tỷ lệ tăng.", 2)
    assert "cần mức 4, hiện ở mức 2" in claim.message
    assert "Chưa đủ căn cứ" in claim.remedy
    use_language("en")
    try:
        (claim,) = lint_claims("Nhờ truyền thông, tỷ lệ tăng.", 2)
    finally:
        use_language("vi")
    assert "needs level 4, found 2" in claim.message


@pytest.mark.parametrize("level", [-1, 5])
def test_unknown_level_is_refused(level):
    with pytest.raises(ValueError, match="0, 1, 2, 3, 4"):
        lint_claims("Nhờ truyền thông.", level)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "12,5 %", "“”", "...", "🎓 học nghề"])
def test_texts_without_claims(text):
    assert lint_claims(text, 0) == ()


def test_long_texts_are_quick():
    text = "Đã tổ chức ngày hội do Sở chủ trì, không có nơi nào hoãn. " * 2000
    assert lint_claims(text, 0) == ()
