from __future__ import annotations

from collections import Counter

#: The specification's map from each indicator to the statements it measures (ST- left out).
MEASURES = {
    "I01": "028 031 088 097 100 110",
    "I02": "031 089 110",
    "I03": "032 106 110",
    "I04": "081 096 099 107",
    "I05": "097 100 106",
    "I06": "028 070 122",
    "A01": "001 063 113 114 115 116 117 118 119 120 121 122 123 124 125 126",
    "A02": (
        "023 081 082 083 084 085 086 087 088 089 090 091 092 093 094 095 096 097 098 099 101 "
        "102 103 104 105 106 107 108 109 111"
    ),
    "A03": "013 065 075 076 101 116",
    "A04": "068 077 080 120",
    "A05": "069 080 086 121",
    "A06": "070 122",
    "A07": "070 083 123",
    "A08": "023 063 076 095 098",
    "A09": "058 067 079 094 119",
    "O01": "018 063 071 074 083 090 093 102 113 114",
    "O02": "018",
    "O03": "002 003 004 005 008 016 020",
    "O04": "008 016 019 067",
    "O05": "019",
    "O06": "009 020 021 027 045 049 050 051 052 053 054 055 056 057 058 059 060 061 102 109",
    "O07": "021 026 030 033 034 035 036 037 038 039 040 041 042 043 044 103",
    "O08": "046 047 048",
    "O09": "021 024 029 071 072 073 074 075 076 077 078 079 080",
    "O10": "092 093 096 113",
    "O11": "071 093 114",
    "O12": "006 066 078 084 087 118",
    "O13": "074",
    "O14": "006 024 029 062 064 073 091 104 115",
    "O15": "006 007 014 015 117",
    "O16": "060 061 075 105",
    "O17": "030 043",
    "O18": "025 027 096",
    "O19": "017 107 108 109",
    "T01": "009 064 073 091 104 115",
    "T02": "009 064 073 104",
    "T03": "026 033 034 035 036 037 038 039 040 041 042 043 044 065 068 077",
    "T04": "022 077",
    "T05": "046 047 048",
    "T06": "011 013 062",
    "T07": "010",
    "C01": "010 033 034",
    "C02": "010",
    "C03": "009 010",
    "C04": "012 033 034",
    "C05": "017 041",
    "C06": "010",
    "C07": "013",
    "C08": "017 056 060",
    "C09": "070 122",
    "P01": "012 086",
    "P02": "012 086",
    "P03": "011 013",
    "P04": "",
    "P05": "017",
    "P06": "011 012",
    "E01": "022 106 110",
    "E02": "022",
    "E03": "022",
    "E04": "022",
    "Q01": "112",
    "Q02": "112",
    "Q03": "",
    "Q04": "",
    "Q05": "",
    "Q06": "",
}


def indicators_of(row: dict[str, str]) -> list[str]:
    return row["indicators"].split(";") if row["indicators"] else []


def test_every_statement_of_the_plan_is_there_once_and_in_order(rows) -> None:
    assert [row["stmt_id"] for row in rows("statements")] == [f"ST-{n:03d}" for n in range(1, 127)]


def test_every_indicator_a_statement_names_exists(rows) -> None:
    known = {row["code"] for row in rows("indicators")}
    named = {code for row in rows("statements") for code in indicators_of(row)}
    assert named <= known


def test_statements_and_reverse_map_agree(rows) -> None:
    measured: dict[str, list[str]] = {row["code"]: [] for row in rows("indicators")}
    for row in rows("statements"):
        for code in indicators_of(row):
            measured[code].append(row["stmt_id"][3:])
    assert measured == {code: numbers.split() for code, numbers in MEASURES.items()}


def test_indicators_no_statement_asks_for_are_the_reference_and_the_quality_ones(rows) -> None:
    named = {code for row in rows("statements") for code in indicators_of(row)}
    unasked = [row["code"] for row in rows("indicators") if row["code"] not in named]
    assert unasked == ["P04", "Q03", "Q04", "Q05", "Q06"]


def test_the_plan_has_one_numeric_target_and_thirteen_lettered_themes(rows) -> None:
    kinds = Counter(row["kind"] for row in rows("statements"))
    assert kinds["target"] == 1
    assert kinds["message"] == 3
    assert kinds["activity"] == 9
    assert kinds["form"] == 10
    assert kinds["schedule"] == 14
    lettered = [
        row
        for row in rows("statements")
        if row["kind"] == "theme" and row["ref"].startswith(("IV.1", "IV.2", "IV.3"))
    ]
    assert len(lettered) == 13


def test_years_lie_within_the_plan_and_the_two_phases_do_not_overlap(rows) -> None:
    years = {
        row["stmt_id"]: (int(row["year_from"]), int(row["year_to"])) for row in rows("statements")
    }
    assert all(2021 <= first <= last <= 2025 for first, last in years.values())
    assert years["ST-014"] == (2021, 2023)
    assert years["ST-015"] == (2024, 2025)


def test_the_target_is_quoted_with_its_number_and_its_misprint(rows) -> None:
    (target,) = [row for row in rows("statements") if row["kind"] == "target"]
    assert target["ref"].startswith("I.2 (5)")
    assert "ít nhất 180 tin, bài, phóng sự và án phẩm truyền thông" in target["text_vi"]


def test_only_documents_and_headings_have_no_actor(rows) -> None:
    without = [row["stmt_id"] for row in rows("statements") if not row["actor_groups"]]
    assert without == ["ST-002", "ST-124", "ST-125", "ST-126"]
