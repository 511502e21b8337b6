"""Money by activity names every line of the ledger."""

from __future__ import annotations

from gdnn_analysis.indicators.frame import Row
from gdnn_analysis.report.tables import budget


def test_spending_outside_the_annex_has_a_name(reported):
    ev = reported(
        Row("I01", value=3e6, unit="đồng"),
        Row("I01", breakdown="activity", category="khong_tach", value=2e6, unit="đồng"),
        Row("I01", breakdown="activity", category="PL-LA", value=1e6, unit="đồng"),
    )

    names = [row.cells[0].text for row in budget(ev, breakdown="activity").rows]

    assert names == ["Không tách được theo hoạt động", "PL-LA", "Tổng số"]
