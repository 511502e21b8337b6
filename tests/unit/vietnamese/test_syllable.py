from __future__ import annotations

import pytest

from gdnn_analysis.vietnamese.syllable import Syllable, cut, is_syllable, spell

REAL = """
    gì gìn giếng giết giặc già quý quyết quốc quỳnh quỷ qui quả khuya khuỷu ngoèo nghiêng yêu yên ý
    kỳ kĩ lý hòa hoà thủy thuỷ khỏe khoẻ hoàn tiếng việt nguyễn đường được người rượu hươu ướt ích
    oanh uống uyên ghế nghề nghiệp truyền thông tuyển sinh xã hội chủ nghĩa đắk lắk kạn cẩm giàng
"""


@pytest.mark.parametrize("word", REAL.split())
def test_real_syllables_are_recognised(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word",
    [
        "café",  # two vowel groups
        "müller",
        "bỡnh",  # no such rime
        "ngia",  # ngh before a front vowel
        "ka",  # c before a
        "ce",
        "hat",  # a stop needs sắc or nặng
        "hàt",
        "hòan",  # tone in the wrong place
        "qúy",
        "tuóan",
        "",
        "đ",
    ],
)
def test_other_words_are_not(word):
    assert not is_syllable(word)


def test_the_u_of_qu_and_the_i_of_gi_belong_to_the_onset():
    assert cut("quý") == Syllable("qu", "y", "", "\u0301")
    assert cut("giá") == Syllable("gi", "a", "", "\u0301")
    assert cut("gì") == Syllable("g", "i", "", "\u0300")
    assert cut("của") == Syllable("c", "ua", "", "\u0309")


def test_a_word_of_several_syllables_is_not_cut():
    assert cut("facebook") is None
    assert cut("éé") is None


def test_tone_styles_differ_only_in_open_oa_oe_uy():
    assert spell(cut("hoà")) == "hòa"
    assert spell(cut("hòa"), new_style=True) == "hoà"
    assert spell(cut("khoẻ")) == "khỏe"
    assert spell(cut("thuỷ")) == "thủy"
    for word in ("toán", "thuyền", "mía", "của", "ngoéo", "quả", "hoa"):
        assert spell(cut(word)) == spell(cut(word), new_style=True) == word
