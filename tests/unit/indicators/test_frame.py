"""The result table."""

from __future__ import annotations

import pandas as pd
import pytest

from gdnn_analysis.indicators.frame import (
    RESULT_COLUMNS,
    Row,
    code_order,
    join_flags,
    join_traces,
    no_sources,
    to_frame,
    trace,
)


def test_columns_are_those_of_the_interface_and_missing_stays_missing():
    frame = to_frame([Row("O01"), Row("O02", 0)], period="2023", window="nd09")
    assert tuple(frame.columns) == RESULT_COLUMNS
    assert pd.isna(frame["value"].iloc[0])
    assert frame["value"].iloc[1] == 0


def test_flags_are_joined_in_code_list_order_each_once():
    assert join_flags(["F-CACHHIEU", "F-THIEU", "F-THIEU"]) == "F-THIEU;F-CACHHIEU"


def test_an_unknown_flag_is_refused():
    with pytest.raises(ValueError, match="F-KHAC"):
        join_flags(["F-KHAC"])


def test_codes_follow_the_result_chain():
    codes = ["Q01", "O02", "I01", "A01", "P01", "E01", "C01", "T01", "O01"]
    ordered = sorted(codes, key=code_order)
    assert ordered == ["I01", "A01", "O01", "O02", "T01", "C01", "P01", "E01", "Q01"]


def test_traces_join_without_losing_rows():
    part = trace("O01", "media", pd.Index([3, 5]), "loai", "ngoài kỳ")
    joined = join_traces([no_sources(), part])
    assert joined["record"].to_list() == [3, 5]
    assert joined["reason"].eq("ngoài kỳ").all()
    assert join_traces([]).empty
