from __future__ import annotations

import unicodedata

import pandas as pd
import pytest

from gdnn_analysis.vietnamese.code_tables import BYTE_TABLES, VNI_PAIRS, VNI_SINGLES
from gdnn_analysis.vietnamese.legacy import (
    ENCODINGS,
    UndecodableText,
    decode_bytes,
    encoding_of_font,
    repair,
    repair_series,
)
from gdnn_analysis.vietnamese.transcoding import convert

# Place names as they stand in files of each encoding: facts, from public conversion tables.
TCVN3 = {
    "H¶i D\xad¬ng": "Hải Dương",
    "Th¸i B×nh": "Thái Bình",
    "Nam §Þnh": "Nam Định",
    "Hµ Néi": "Hà Nội",
    "S¬n La": "Sơn La",
    "Th¸i": "Thái",
    "VÜnh Yªn": "Vĩnh Yên",
    "NghÖ An": "Nghệ An",
    "Bµ RÞa-Vòng Tµu": "Bà Rịa-Vũng Tàu",
    "Tr\xadêng Cao ®¼ng nghÒ H¶i D\xad¬ng": "Trường Cao đẳng nghề Hải Dương",
    "Fanpage cña tr\xadêng": "Fanpage của trường",
}
VNI = {
    "Haûi Döông": "Hải Dương",
    "Xin chaøo caùc baïn": "Xin chào các bạn",
    "Tröôøng Cao ñaúng ngheà": "Trường Cao đẳng nghề",
    "TRÖÔØNG NGHEÀ": "TRƯỜNG NGHỀ",
}
CP1258 = {
    "Viêòt Nam": "Việt Nam",
    "TrýõÌng hoòc": "Trường học",
}
VISCII = {
    "Ð°ng Nai": "Đồng Nai",
    "Cao B¢ng, L\xd5ng S\xbdn": "Cao Bằng, Lạng Sơn",
    "Häi Dß½ng": "Hải Dương",
}
VPS = {
    "ñÒng Nai": "Đồng Nai",
    "Häi DÜÖng": "Hải Dương",
    "Biên Hòa, ñÒng Nai": "Biên Hòa, Đồng Nai",
}
UTF8 = {
    "Háº£i DÆ°Æ¡ng": "Hải Dương",
    "ThĂ¡i": None,  # read by another code page: not this damage
    "Ä\x90Ã o táº¡o nghá»\x81": "Đào tạo nghề",
}


class TestKnownText:
    @pytest.mark.parametrize(("cell", "truth"), TCVN3.items())
    def test_tcvn3(self, cell, truth):
        assert repair(cell) == (truth, "TCVN3")

    @pytest.mark.parametrize(("cell", "truth"), VNI.items())
    def test_vni(self, cell, truth):
        assert repair(cell) == (truth, "VNI")

    @pytest.mark.parametrize(("cell", "truth"), CP1258.items())
    def test_cp1258(self, cell, truth):
        assert repair(cell) == (truth, "cp1258")

    @pytest.mark.parametrize(("cell", "truth"), VISCII.items())
    def test_viscii(self, cell, truth):
        assert repair(cell) == (truth, "VISCII")

    @pytest.mark.parametrize(("cell", "truth"), VPS.items())
    def test_vps(self, cell, truth):
        assert repair(cell) == (truth, "VPS")

    @pytest.mark.parametrize(("cell", "truth"), UTF8.items())
    def test_misread_utf8(self, cell, truth):
        cell = cell.replace("Ã ", "Ã\xa0")
        assert repair(cell) == ((truth, "UTF-8") if truth else (cell, None))

    def test_capitals_that_only_the_font_showed_come_back(self):
        assert repair("CéNG HßA X· HéI CHñ NGHÜA") == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "TCVN3")

    def test_a_word_in_capitals_among_small_ones(self):
        assert convert("ViÖt CéNG", "TCVN3") == "Việt CỘNG"

    def test_abbreviations_do_not_stand_in_the_way(self):
        assert repair("Q§-UBND tØnh H¶i D\xad¬ng") == ("QĐ-UBND tỉnh Hải Dương", "TCVN3")

    def test_the_result_is_nfc(self):
        text, _ = repair("Viêòt Nam")
        assert unicodedata.is_normalized("NFC", text)


PROPER = [
    "Hải Dương",
    "Hà Nam",
    "Lào Cai",
    "Phó giám đốc",
    "Phó",
    "Gia Léc",
    "Thái Bình, Hòa Bình",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Đắk Lắk",
    "thù lao",
    "Vi\u00ea\u0323t Nam",
    unicodedata.normalize("NFD", "Trường Cao đẳng nghề Hải Dương"),
    "\u00d0ông",
    "Café Hải Dương © 2023",
]
WESTERN = [
    "Thaï",
    "Loïc",
    "où",
    "Où est Loïc ?",
    "Café thé",
    "naïve résumé façade",
    "Ça va à Paris",
    "Çà et là",
    "CAFÉ…",
    "«Là» où",
    "Müller Straße",
    "schöne Grüße aus Köln",
    "São Paulo não",
    "niño señor ÑOÑA",
    "KÖRÖS",
    "Encyclopædia Britannica",
    "Zoë Noël Israël",
    "coöperatie",
    "plain English",
    "",
]
SIGNS = [
    "100 £, 50 €",
    "1.250 ¥",
    "12 µm",
    "n° 5, N° 12",
    "Mª Lan",
    "1ª",
    "15°C",
    "5×7 m²",
    "t×m",
    "§5 Abs. 2",
    "Acme® ©Lan Zalo™",
    "½ giờ, ¾",
    "“Nam” – ‘An’…",
    "Impres\xadsions",
    "free\xa0text",
    "H¶i D\xad¬ng, Müller",
    "H\xadng",
    "±3",
    "H¹",
]


class TestNoFalseAlarm:
    @pytest.mark.parametrize("cell", PROPER + WESTERN + SIGNS)
    def test_other_text_is_left_as_it_is(self, cell):
        assert repair(cell) == (cell, None)

    def test_nor_does_a_column_of_it_change(self):
        cells = pd.Series([*PROPER, *WESTERN, *SIGNS, None], dtype="str")
        repaired, encodings = repair_series(cells)
        pd.testing.assert_series_equal(repaired, cells)
        assert encodings.isna().all()


class TestColumns:
    def test_clear_cells_decide_for_those_that_prove_little(self):
        column = pd.Series(
            ["H¶i D\xad¬ng", "Kim Thµnh", "Hå ChÝ Minh", None, "Ninh Giang"], dtype="str"
        )
        repaired, encodings = repair_series(column.set_axis([5, 4, 3, 2, 1]))
        assert repaired[3] == "Hồ Chí Minh"
        assert encodings.to_dict() == {5: "TCVN3", 4: "TCVN3", 3: "TCVN3"} | dict.fromkeys(
            [2, 1], encodings[1]
        )
        assert encodings.isna().tolist() == [False, False, False, True, True]
        assert repaired.dtype == encodings.dtype == "str"

    def test_even_in_a_mixed_source_a_cell_that_makes_sense_only_so_is_converted(self):
        column = pd.Series(["H¶i D\xad¬ng", "Bình Định", "Mü Tho", "Hà Nam"], dtype="str")
        repaired, _ = repair_series(column)
        assert repaired.tolist() == ["Hải Dương", "Bình Định", "Mỹ Tho", "Hà Nam"]

    def test_alone_such_a_cell_is_left_alone(self):
        assert repair("Mü Tho") == ("Mü Tho", None)

    def test_a_settled_source_decides_even_for_cells_that_could_be_proper(self):
        districts = ["H¶i D\xad¬ng", "Nam S¸ch", "Kinh M«n", "CÈm Giµng", "Tø Kú", "Thanh MiÖn"]
        repaired, encodings = repair_series(pd.Series([*districts, "Gia Léc"], dtype="str"))
        assert repaired.tolist()[-1] == "Gia Lộc"
        assert (encodings == "TCVN3").all()

    def test_beside_proper_unicode_they_stay(self):
        districts = ["H¶i D\xad¬ng", "Nam S¸ch", "Kinh M«n", "CÈm Giµng", "Tø Kú", "Thanh MiÖn"]
        column = [*districts, "B×nh Giang", "Th¸i B×nh", "Bình Định", "Gia Léc"]
        repaired, encodings = repair_series(pd.Series(column, dtype="str"))
        assert repaired.tolist()[-2:] == ["Bình Định", "Gia Léc"]
        assert encodings.notna().tolist() == [True] * 8 + [False] * 2

    def test_the_whole_column_tells_viscii_from_tcvn3(self):
        # alone, "V¸ Thanh" would read as Vá Thanh in TCVN3
        column = pd.Series(["V¸ Thanh", "Häi Dß½ng", "Ð°ng Nai", "L\xd5ng S\xbdn"], dtype="str")
        repaired, encodings = repair_series(column)
        assert repaired.tolist() == ["Vị Thanh", "Hải Dương", "Đồng Nai", "Lạng Sơn"]
        assert set(encodings) == {"VISCII"}

    @pytest.mark.parametrize("values", [[], [None], ["abc"]])
    def test_small_columns(self, values):
        repaired, encodings = repair_series(pd.Series(values, dtype="str"))
        assert repaired.dropna().tolist() == [value for value in values if value]
        assert encodings.isna().all()


class TestFonts:
    @pytest.mark.parametrize(
        ("font", "encoding"),
        [
            (".VnTime", "TCVN3"),
            (".vntimeh", "TCVN3"),
            ("VNI-Times", "VNI"),
            ("VPS Times", "VPS"),
            ("Times New Roman", None),
            ("VNI", None),
            ("Arial", None),
        ],
    )
    def test_font_names(self, font, encoding):
        assert encoding_of_font(font) == encoding

    def test_a_known_encoding_settles_a_lone_cell(self):
        assert repair("Gia Léc", assume="TCVN3") == ("Gia Lộc", "TCVN3")

    def test_but_not_against_sense(self):
        assert repair("Café", assume="TCVN3") == ("Café", None)


# The published tables in the order of their codes: first code of a run → letters of the run.
IN_CODE_ORDER = {
    "TCVN3": {
        0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
        0xB5: "àảãáạ",
        0xBB: "ằẳẵắ",
        0xC6: "ặầẩẫấậè",
        0xCE: "ẻẽéẹềểễếệìỉ",
        0xDC: "ĩíịò",
        0xE1: "ỏõóọồổỗốộờởỡớợù",
        0xF1: "ủũúụừửữứựỳỷỹýỵ",
    },
    "VISCII": {
        0x02: "Ẳ",
        0x05: "ẴẪ",
        0x14: "Ỷ",
        0x19: "Ỹ",
        0x1E: "Ỵ",
        0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
        0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
        0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
        0xE0: "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
    },
    "VPS": {
        0x02: "ẠẬẶẸỆ",
        0x10: "ỊỌỘỢỤỰ",
        0x19: "Ỵ",
        0x1C: "ẪỮ",
        0x80: "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ",
        0x93: "ỀỂỄỐỒỔỖýỷỵỚỜỞ",
        0xA1: "ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự",
        0xC0: "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ",
        0xE0: "àáâãảạă",
        0xE8: "èéêẽìí",
        0xEF: "ĩẴĐòóôõ",
        0xF7: "Ơụùúủ",
        0xFD: "ỶẼỳ",
    },
}
VNI_ALPHABET = {
    "aøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäñ": "àảãáạăằẳẵắặâầẩẫấậđ",
    "eøeûeõeùeïeâeàeåeãeáeäìæóíò": "èẻẽéẹêềểễếệìỉĩíị",
    "oøoûoõoùoïoâoàoåoãoáoäôôøôûôõôùôï": "òỏõóọôồổỗốộơờởỡớợ",
    "uøuûuõuùuïööøöûöõöùöïyøyûyõyùî": "ùủũúụưừửữứựỳỷỹýỵ",
}


class TestTables:
    @pytest.mark.parametrize("encoding", IN_CODE_ORDER)
    def test_every_code_stands_for_its_letter(self, encoding):
        runs = IN_CODE_ORDER[encoding].items()
        table = {start + at: sign for start, run in runs for at, sign in enumerate(run)}
        assert dict(BYTE_TABLES[encoding]) == table

    @pytest.mark.parametrize(("signs", "letters"), VNI_ALPHABET.items())
    def test_vni_letters(self, signs, letters):
        assert convert(signs, "VNI") == letters
        assert convert(signs.upper(), "VNI") == letters.upper()

    def test_a_vni_capital_may_be_followed_by_a_small_sign(self):
        assert convert("AÙnh, Aùnh", "VNI") == "Ánh, Ánh"

    def test_every_letter_has_a_place(self):
        small = {letter for letter in BYTE_TABLES["VISCII"].values() if letter.islower()}
        assert len(small) == 67
        for encoding in ("VPS", "TCVN3"):
            assert small <= set(BYTE_TABLES[encoding].values())
        assert small <= set(VNI_PAIRS.values()) | set(VNI_SINGLES.values())

    @pytest.mark.parametrize(
        ("encoding", "letters"), [("TCVN3", 74), ("VISCII", 134), ("VPS", 134)]
    )
    def test_no_letter_has_two_places(self, encoding, letters):
        table = BYTE_TABLES[encoding]
        assert len(table) == len(set(table.values())) == letters

    def test_a_letter_without_meaning_is_marked(self):
        assert convert("à", "TCVN3") == "\ufffd"
        assert convert("xé", "VNI") == "x\ufffd"
        assert convert("“ü”", "VNI") == "“\ufffd”"


def encoded(text: str, encoding: str) -> bytes:
    back = {letter: code for code, letter in BYTE_TABLES[encoding].items()}
    return bytes(back.get(sign) or ord(sign) for sign in text)


SENTENCE = "Trường Cao đẳng nghề Hải Dương tổ chức ngày hội tư vấn tuyển sinh;Cẩm Giàng;website\r\n"


class TestFiles:
    @pytest.mark.parametrize("encoding", ["TCVN3", "VISCII", "VPS"])
    def test_single_byte_files(self, encoding):
        text = SENTENCE if encoding != "TCVN3" else SENTENCE.replace("Đ", "đ")
        assert decode_bytes(encoded(text, encoding)) == (text, encoding)

    def test_windows_1258(self):
        half = unicodedata.normalize("NFD", SENTENCE)
        for mark, letter in {
            "a\u0306": "ă",
            "a\u0302": "â",
            "e\u0302": "ê",
            "o\u0302": "ô",
        }.items():
            half = half.replace(mark, letter)
        half = half.replace("o\u031b", "ơ").replace("u\u031b", "ư")
        half = half.replace("a\u0323\u0302", "â\u0323").replace("e\u0323\u0302", "ê\u0323")
        half = half.replace("o\u0323\u0302", "ô\u0323")
        assert decode_bytes(half.encode("cp1258")) == (SENTENCE, "cp1258")

    def test_vni(self):
        raw = "Tröôøng Cao ñaúng ngheà Haûi Döông toå chöùc ngaøy hoäi".encode("latin-1")
        assert decode_bytes(raw) == ("Trường Cao đẳng nghề Hải Dương tổ chức ngày hội", "VNI")

    @pytest.mark.parametrize(
        ("codec", "name"),
        [
            ("utf-8", "utf-8"),
            ("utf-8-sig", "utf-8-sig"),
            ("utf-16", "utf-16"),
        ],
    )
    def test_unicode_files(self, codec, name):
        assert decode_bytes(SENTENCE.encode(codec)) == (SENTENCE, name)

    def test_utf16_of_either_byte_order(self):
        assert decode_bytes(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == (SENTENCE, "utf-16")

    def test_plain_ascii_is_utf8(self):
        assert decode_bytes(b"a;b\n1;2\n") == ("a;b\n1;2\n", "utf-8")
        assert decode_bytes(b"") == ("", "utf-8")

    @pytest.mark.parametrize(
        "raw",
        [
            "Привет, мир".encode("cp1251"),
            "Café, naïve, résumé".encode("cp1252"),
            "Grüße aus Köln".encode("mac_roman"),
            SENTENCE.encode("utf-16-le"),
            SENTENCE.encode()[:-20] + b"\xff\xfe\xfd",
            b"\xff\xfe\x00",
            b"\xb5 x",
        ],
    )
    def test_what_makes_no_sense_is_refused_with_a_remedy(self, raw):
        with pytest.raises(UndecodableText, match="CSV UTF-8"):
            decode_bytes(raw)

    def test_two_readings_of_equal_sense_are_refused(self):
        # Hà in TCVN3, Hộ in VISCII
        with pytest.raises(UndecodableText, match="0xB5"):
            decode_bytes(b"H\xb5 Nam")

    def test_every_named_encoding_is_known_to_the_converter(self):
        for encoding in ENCODINGS:
            assert convert("abc", encoding) == "abc"
