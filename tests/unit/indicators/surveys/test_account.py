"""The account of surveys: empty, but with its columns, where no survey was held."""

from __future__ import annotations

from gdnn_analysis.indicators.surveys.account import (
    CHANGE_COLUMNS,
    ITEM_COLUMNS,
    REFUSED_COLUMNS,
    SAMPLE_COLUMNS,
    SCALE_COLUMNS,
    no_surveys,
)


def test_a_period_without_surveys_has_empty_tables_with_their_columns():
    found = no_surveys()
    assert not found.held
    assert tuple(found.samples.columns) == SAMPLE_COLUMNS
    assert tuple(found.items.columns) == ITEM_COLUMNS
    assert tuple(found.scales.columns) == SCALE_COLUMNS
    assert tuple(found.changes.columns) == CHANGE_COLUMNS
    assert tuple(found.not_compared.columns) == REFUSED_COLUMNS
    tables = (found.samples, found.items, found.scales, found.changes, found.not_compared)
    assert [len(table) for table in tables] == [0] * 5
