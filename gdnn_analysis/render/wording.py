"""Words for the codes of the result table, as the annex workbook prints them."""

from __future__ import annotations

import pandas as pd

from gdnn_analysis.contract import contract
from gdnn_analysis.evaluation.names import Names
from gdnn_analysis.indicators.breakdowns import TITLES
from gdnn_analysis.indicators.order import CATEGORY_LISTS, OWN_LISTS
from gdnn_analysis.indicators.registry import variant_labels
from gdnn_analysis.language import report_language, words
from gdnn_analysis.render.sheets import Sheet
from gdnn_analysis.render.store import Store


def worded(sheet: Sheet, store: Store) -> pd.DataFrame:
    """Return the table of a sheet with words for codes; what has no words keeps its code."""
    frame = store[sheet.table]
    if sheet.table == "issues":
        return frame.assign(table_label=frame["table"].map(Names.table, na_action="ignore"))
    if sheet.table != "results":
        return frame
    names = store["definitions"].drop_duplicates("code").set_index("code")["name_vi"]
    return frame.assign(
        name_vi=frame["code"].map(names),
        **_labels(frame),
        verdict_label=frame["verdict"].map(_verdict_labels()).fillna(frame["verdict"]),
        flags_label=_joined_labels(frame["flags"]),
    )


def _labels(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return what variants, breakdowns and their categories are called, row by row."""
    parts = ("code", "variant", "breakdown", "category")
    rows = list(zip(*(frame[name].fillna("").astype("str") for name in parts), strict=True))
    place = 0 if report_language() == "vi" else 1
    variants = variant_labels()
    lists = contract().code_lists
    found: dict[str, list[str]] = {"variant_label": [], "breakdown_label": [], "category_label": []}
    for code, variant, breakdown, category in rows:
        named = variants.get(code, {}).get(variant)
        found["variant_label"].append(named[place] if named else variant)
        title = TITLES.get(breakdown)
        found["breakdown_label"].append(title[place] if title else breakdown)
        name = OWN_LISTS.get((code, breakdown), CATEGORY_LISTS.get(breakdown, ""))
        labels = lists[name].labels if name else {}
        found["category_label"].append(words(labels.get(category, category), name))
    return found


def _verdict_labels() -> dict[str, str]:
    """Return labels of verdicts, and of statuses, which rows of A01 carry instead."""
    lists = contract().code_lists
    return {**lists["STATUS"].labels, **lists["VERDICT"].labels, "": ""}


def _joined_labels(flags: pd.Series) -> pd.Series:
    labels = contract().code_lists["FLAG"].labels
    return flags.fillna("").map(
        lambda text: "; ".join(words(labels.get(code, code)) for code in text.split(";") if code)
    )
