"""DQ-06: something is left to prove a row by: an address or stored evidence.

Whether an address still answers cannot be told without the network, and nothing here goes online:
an address counts as usable when it has the form of one.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from gdnn_analysis.ingest.checks.plausible.accepted import Accepted, Found
from gdnn_analysis.ingest.problems import cell_problems, join_problems
from gdnn_analysis.language import say

USABLE: Final = r"(?i)^\s*(?:https?://)?[^\s/@:.]+(?:\.[^\s/@:.]+)+(?::\d+)?(?:[/?#]\S*)?\s*$"
"""http(s) addresses; many are pasted without ``https://``, which RL-20 does not look at either."""


def evidence_left(tables: Accepted) -> Found:
    """Yield media rows without address and evidence, and addresses kept without a capture."""
    yield "media", _media(tables.rows("media", "url", "evidence_id"))
    yield "evidence", _captures(tables.rows("evidence", "kind", "sha256", "captured_on"))


def _media(rows: pd.DataFrame) -> pd.DataFrame:
    bare = rows[rows["evidence_id"].isna()]
    usable = bare["url"].str.match(USABLE).eq(True)
    return cell_problems(
        bare.index[~usable],
        column="url",
        rule="DQ-06",
        severity="canh_bao",
        values=bare["url"],
        message=say(
            "Dòng không có liên kết dùng được và cũng không có minh chứng lưu.",
            "The row has neither a usable address nor stored evidence.",
        ),
        remedy=say(
            "Ghi địa chỉ http(s) của tin, bài hoặc mã minh chứng đã lưu (ảnh chụp, bản scan).",
            "Give the http(s) address or the id of stored evidence (screenshot, scan).",
        ),
    )


def _captures(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a warning per link without hash or day of capture, in the first blank column."""
    links = rows[rows["kind"].eq("url")]
    no_hash, no_day = links["sha256"].isna(), links["captured_on"].isna()
    hash_, day = say("mã băm", "hash"), say("ngày chụp", "day")
    both = say("mã băm và ngày chụp", "hash and day")
    return join_problems(
        cell_problems(
            links.index[chosen],
            column=column,
            rule="DQ-06",
            severity="canh_bao",
            message=say(
                "Minh chứng là liên kết nhưng không ghi {missing} của bản lưu.",
                "The evidence is a link without {missing} of a stored capture.",
                missing=missing,
            ),
            remedy=say(
                "Lưu bản chụp trang, ghi ngày chụp và mã băm SHA-256 của tệp.",
                "Store a capture of the page, with its day and the SHA-256 of the file.",
            ),
        )
        for chosen, column, missing in (
            (no_hash & no_day, "sha256", both),
            (no_hash & ~no_day, "sha256", hash_),
            (~no_hash & no_day, "captured_on", day),
        )
    )
