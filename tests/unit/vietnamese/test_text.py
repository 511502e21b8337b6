from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from gdnn_analysis.vietnamese.text import (
    match_key,
    match_keys,
    nfc,
    nfc_series,
    sort_key,
    unaccent,
)


def in_order(values: list[str]) -> bool:
    """Sort from the reverse, so that a key that orders nothing does not pass."""
    backwards = values[::-1]
    return sorted(backwards, key=sort_key) == values


def texts(*values: str | None) -> pd.Series:
    return pd.Series(list(values), dtype="str")


class TestNormalForm:
    def test_mixed_forms_become_one_code_point(self):
        mixed = "Vi\u00ea\u0323t"  # precomposed ê and a combining dot: neither NFC nor NFD
        assert nfc(mixed) == "Việt" == nfc(unicodedata.normalize("NFD", "Việt"))
        assert len(nfc(mixed)) == 4

    def test_missing_cells_stay_missing(self):
        cells = nfc_series(texts("Vie\u0323\u0302t", None))
        assert cells.tolist()[0] == "Việt"
        assert cells.isna().tolist() == [False, True]
        assert cells.dtype == "str"


class TestMatchKey:
    """RL-21: NFC, casefold, blanks, tone placement, i/y."""

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Cộng hoà", "Cộng hòa"),
            ("Thuỷ sản", "thủy sản"),
            ("sức khoẻ", "sức khỏe"),
            ("già", "gìa"),
            ("quý", "qúy"),
            ("quý", "quí"),
            ("hoàn", "hòan"),
            ("Lý", "Lí"),
            ("kỹ thuật", "kĩ thuật"),
            ("quy định", "qui định"),
            ("Mỹ", "Mĩ"),
            ("tỷ lệ", "tỉ lệ"),
            ("y tế", "i tế"),
            ("Tư  vấn\u00a0nghề\n", " tư vấn nghề"),
            ("“Ngày hội”", '"Ngày hội"'),
            ("2021–2025", "2021 - 2025"),
            ("GDNN−GDTX", "GDNN-GDTX"),
            ("GDNN : Thực học", "GDNN: Thực học"),
            ("nghề…", "nghề..."),
            ("Ð\u00f4ng", "Đông"),
            ("tư\u200bvấn", "tưvấn"),
            ("NGHỀ NGHIỆP", "nghề nghiệp"),
        ],
    )
    def test_spellings_of_one_text_have_one_key(self, one, other):
        assert match_key(one) == match_key(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Cẩm Giang", "Cẩm Giàng"),
            ("tư vấn", "tu vấn"),
            ("đông", "dong"),
            ("túi", "túy"),
            ("hai", "hay"),
            ("mai", "may"),
            ("thúi", "thúy"),
            ("năm 2022", "năm 2023"),
            ("3,5", "35"),
            ("m²", "m2"),
        ],
    )
    def test_different_texts_keep_different_keys(self, one, other):
        assert match_key(one) != match_key(other)

    @pytest.mark.parametrize("word", ["quý", "giá", "của", "mía", "quả", "giữa", "quê"])
    def test_onsets_qu_and_gi_keep_their_tone(self, word):
        assert match_key(word) == word.replace("quý", "quí")

    def test_foreign_words_are_left_as_they_are(self):
        assert match_key("Café Facebook résumé") == "café facebook résumé"

    def test_series(self):
        keys = match_keys(texts("Hoà", None, "hòa", "Hoà").set_axis([9, 2, 5, 1]))
        assert keys.index.tolist() == [9, 2, 5, 1]
        assert keys.isna().tolist() == [False, True, False, False]
        assert keys.dropna().nunique() == 1

    @pytest.mark.parametrize("values", [[], [None], [None, None]])
    def test_empty_series(self, values):
        keys = match_keys(texts(*values))
        assert len(keys) == len(values)
        assert keys.isna().all()
        assert keys.dtype == "str"


class TestSorting:
    def test_letters_in_the_order_of_the_alphabet(self):
        alphabet = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
        assert in_order(alphabet)

    def test_tones_in_the_order_ngang_huyen_hoi_nga_sac_nang(self):
        tones = ["ma", "mà", "mả", "mã", "má", "mạ"]
        assert in_order(tones)

    def test_letters_weigh_more_than_tones(self):
        names = ["An", "Án", "Ăn", "Ân", "Dũng", "Đông", "Eo"]
        assert in_order(names)
        assert sort_key("mạ an") < sort_key("ma ba")

    def test_a_tone_in_the_first_word_counts_only_after_all_letters(self):
        assert sorted(["Mã An", "Ma Bình"], key=sort_key) == ["Mã An", "Ma Bình"]

    def test_small_before_capital_and_shorter_before_longer(self):
        assert sorted(["An Giang", "An", "an", "Ana"], key=sort_key) == [
            "an",
            "An",
            "An Giang",
            "Ana",
        ]

    def test_digits_come_before_letters(self):
        assert sorted(["a", "10", "-"], key=sort_key) == ["-", "10", "a"]

    def test_the_normal_form_does_not_matter(self):
        assert sort_key("Ưu") == sort_key(unicodedata.normalize("NFD", "Ưu"))

    def test_old_de_sorts_as_de(self):
        assert sorted(["Eo", "\u00d0ông", "Dũng"], key=sort_key) == ["Dũng", "\u00d0ông", "Eo"]

    def test_a_series_can_be_sorted_by_it(self):
        names = texts("Ánh", "An", "Đông", "Dũng")
        ordered = names.sort_values(key=lambda values: values.map(sort_key))
        assert ordered.tolist() == ["An", "Ánh", "Dũng", "Đông"]


def test_unaccent_is_for_file_names():
    assert unaccent("Đặng Thuỳ, Hải Dương, ðã, café") == "Dang Thuy, Hai Duong, da, cafe"
