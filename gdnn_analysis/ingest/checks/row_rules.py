"""Checking and telling the declared rules of rows (DQ-04, DQ-05, DQ-07, DQ-21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from gdnn_analysis.contract import Table
from gdnn_analysis.ingest.checks.declared import (
    DATES,
    EARLIEST,
    EARLIEST_YEAR,
    FURTHEST_YEAR_AHEAD,
    PARTS,
    POSITIVE_MONEY,
    SPANS,
    SUBTRACTED_MONEY,
    YEARS,
    DateRule,
)
from gdnn_analysis.ingest.problems import cell_problems
from gdnn_analysis.language import say


def row_problems(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, *, today: date
) -> Iterator[pd.DataFrame]:
    """Yield the problems of all rules of a table; a missing value breaks no rule."""
    for rule in DATES.get(table.name, ()):
        yield from _date_problems(rows, table, raw, rule, today)
    if table.name in YEARS:
        yield _year_problems(rows, table, raw, today)
    for start, end in SPANS.get(table.name, ()):
        yield _span_problems(rows, table, raw, start, end)
    for part, whole in PARTS.get(table.name, ()):
        yield _part_problems(rows, table, raw, part, whole)
    if table.name == "budget_transactions":
        yield from _money_problems(rows, table, raw)


def _date_problems(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, rule: DateRule, today: date
) -> Iterator[pd.DataFrame]:
    values = rows[rule.field]
    if table[rule.field].type == "string":
        values = pd.to_datetime(values, format="%Y-%m", errors="coerce")
    if rule.only:
        values = values[rows[rule.only[0]].eq(rule.only[1])]
    title = table[rule.field].title
    if rule.until_today:
        tomorrow = pd.Timestamp(today) + pd.Timedelta(days=1)
        yield cell_problems(
            values.index[values.ge(tomorrow)],
            column=rule.field,
            rule="DQ-04",
            values=raw[rule.field],
            message=lambda value: say(
                "“{title}” là {value}, sau ngày lập báo cáo ({today}).",
                "“{title}” is {value}, after the day of the report ({today}).",
                title=title,
                value=value,
                today=today.strftime("%d/%m/%Y"),
            ),
            remedy=say("Kiểm tra lại ngày, tháng, năm.", "Check day, month and year."),
        )
    if rule.since_2018:
        yield cell_problems(
            values.index[values.lt(pd.Timestamp(EARLIEST))],
            column=rule.field,
            rule="DQ-04",
            values=raw[rule.field],
            message=lambda value: say(
                "“{title}” là {value}, trước năm {year}.",
                "“{title}” is {value}, before {year}.",
                title=title,
                value=value,
                year=EARLIEST.year,
            ),
            remedy=say("Kiểm tra lại năm.", "Check the year."),
        )


def _year_problems(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, today: date
) -> pd.DataFrame:
    name = YEARS[table.name]
    years = rows[name]
    last = today.year + FURTHEST_YEAR_AHEAD
    wrong = (years.lt(EARLIEST_YEAR) | years.gt(last)).fillna(False).astype(bool)
    return cell_problems(
        rows.index[wrong],
        column=name,
        rule="DQ-04",
        values=raw[name],
        message=lambda value: say(
            "“{title}” là {value}, ngoài khoảng {first}–{last}.",
            "“{title}” is {value}, outside {first}–{last}.",
            title=table[name].title,
            value=value,
            first=EARLIEST_YEAR,
            last=last,
        ),
        remedy=say("Kiểm tra lại năm.", "Check the year."),
    )


def _span_problems(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, start: str, end: str
) -> pd.DataFrame:
    reversed_ = rows[end].lt(rows[start]).fillna(False).astype(bool)
    return cell_problems(
        rows.index[reversed_],
        column=end,
        rule="DQ-05",
        values=raw[end],
        message=lambda value: say(
            "“{end}” ({value}) sớm hơn “{start}”.",
            "“{end}” ({value}) is before “{start}”.",
            end=table[end].title,
            start=table[start].title,
            value=value,
        ),
        remedy=say(
            "Kiểm tra lại hai ô; có thể đã nhập ngược hoặc lẫn ngày với tháng.",
            "Check both cells; they may be swapped, or day and month mixed up.",
        ),
    )


def _part_problems(
    rows: pd.DataFrame, table: Table, raw: pd.DataFrame, part: str, whole: str
) -> pd.DataFrame:
    larger = rows[part].gt(rows[whole]).fillna(False).astype(bool)
    records = rows.index[larger]
    shown = _text(raw[part].loc[records]) + " > " + _text(raw[whole].loc[records])
    return cell_problems(
        records,
        column=part,
        rule="DQ-07",
        values=shown,
        message=lambda value: say(
            "“{part}” lớn hơn “{whole}” ({value}).",
            "“{part}” is larger than “{whole}” ({value}).",
            part=table[part].title,
            whole=table[whole].title,
            value=value,
        ),
        remedy=say("Kiểm tra lại hai số; phần không thể lớn hơn tổng.", "Check both figures."),
    )


def _money_problems(rows: pd.DataFrame, table: Table, raw: pd.DataFrame) -> Iterator[pd.DataFrame]:
    negative = rows["amount_vnd"].lt(0).fillna(False).astype(bool)
    title = table["amount_vnd"].title
    yield cell_problems(
        rows.index[negative & rows["kind"].isin(POSITIVE_MONEY)],
        column="amount_vnd",
        rule="DQ-21",
        values=raw["amount_vnd"],
        message=lambda value: say(
            "“{title}” là số âm ({value}) ở khoản giao, chi hoặc quyết toán.",
            "“{title}” is negative ({value}) on an allocation, a payment or a settlement.",
            title=title,
            value=value,
        ),
        remedy=say(
            "Nhập số dương; khoản giảm thì ghi loại dieu_chinh (điều chỉnh).",
            "Enter a positive amount; a reduction is of kind dieu_chinh.",
        ),
    )
    yield cell_problems(
        rows.index[negative & rows["kind"].isin(SUBTRACTED_MONEY)],
        column="amount_vnd",
        rule="DQ-21",
        severity="canh_bao",
        values=raw["amount_vnd"],
        message=lambda value: say(
            "“{title}” là số âm ({value}) ở khoản vốn đã được trừ; trừ số âm sẽ thành cộng.",
            "“{title}” is negative ({value}) on a kind that is subtracted anyway.",
            title=title,
            value=value,
        ),
        remedy=say("Nhập số dương.", "Enter a positive amount."),
    )


def _text(values: pd.Series[Any]) -> pd.Series[Any]:
    return values.astype("object").map(str)
