"""The contract as objects."""

from __future__ import annotations

import pytest

from gdnn_analysis.contract import contract


def test_contract_holds_59_tables_with_keys_that_are_fields():
    tables = contract().tables
    assert len(tables) == 59
    for table in tables.values():
        assert table.primary_key, table.name
        assert set(table.primary_key) <= set(table.names)


def test_every_code_list_and_reference_of_a_field_exists():
    known = contract()
    for table in known.tables.values():
        for field in table.fields:
            assert field.code_list is None or field.code_list in known.code_lists
            assert field.references is None or field.references in known.tables


def test_labels_are_vietnamese_and_ordered():
    verdicts = contract().codes("VERDICT")
    assert verdicts[0] == "dat"
    assert contract().label("VERDICT", "phu_thuoc_cach_hieu") == "Phụ thuộc cách hiểu chỉ tiêu"
    assert contract().code_lists["VERDICT"].order("khong_co") == len(verdicts)


def test_an_unlisted_code_has_no_label():
    with pytest.raises(KeyError):
        contract().label("VERDICT", "khong_co")


def test_missing_reasons_do_not_include_the_blank():
    assert set(contract().missing_reasons) == {"KCS", "KAD", "CDK", "BM"}
