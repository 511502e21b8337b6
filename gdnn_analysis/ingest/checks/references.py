"""References between tables (DQ-03): the row referred to must exist and be accepted.

Officials write a name where the form asks for an id; a name that fits exactly one row is taken,
and told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from gdnn_analysis.contract import Field
from gdnn_analysis.ingest.checks.targets import Target
from gdnn_analysis.ingest.problems import cell_problems, first_per_place, join_problems
from gdnn_analysis.ingest.reading.names import closest, short_title
from gdnn_analysis.language import say
from gdnn_analysis.vietnamese.text import match_key

MOST_SUGGESTIONS: Final = 2000
"""Ids searched for a suggestion; in longer lists the nearest one says nothing."""


def resolve(
    values: pd.Series[Any], field: Field, target: Target, places: pd.DataFrame
) -> tuple[pd.Series[Any], pd.DataFrame]:
    """Return a reference column with names replaced by ids, and its problems.

    Parameters
    ----------
    values
        Ids (or names) by record; tuples of them for a list.
    field
        The referring field.
    target
        What it refers to.
    places
        ``_file`` and ``_sheet`` by record.
    """
    items = values[values.map(len) > 0].explode() if field.type == "array" else values.dropna()
    unknown = [item for item in items.unique().tolist() if item not in target.ids]
    if not unknown:
        return values, join_problems([])
    doubtful = items[items.isin(unknown)]
    if not target.sent:
        return values, _unchecked(doubtful, field, target, places)
    names = {item: target.names.get(match_key(str(item))) for item in doubtful.unique()}
    by_name = {item: identity for item, identity in names.items() if identity}
    named = doubtful[doubtful.isin(list(by_name))]
    dangling = doubtful[~doubtful.isin(list(by_name))]
    problems = join_problems(
        [_named(named, field, by_name, places), *_dangling(dangling, field, target)]
    )
    return _renamed(values, named, by_name), problems


def _renamed(
    values: pd.Series[Any], named: pd.Series[Any], by_name: Mapping[str, str]
) -> pd.Series[Any]:
    if not len(named):
        return values
    changed = values.loc[named.index.unique()].map(
        lambda value: (
            by_name.get(value, value)
            if isinstance(value, str)
            else tuple(dict.fromkeys(by_name.get(item, item) for item in value))
        )
    )
    renamed = values.copy()
    renamed.loc[changed.index] = changed
    return renamed


def _dangling(items: pd.Series[Any], field: Field, target: Target) -> Iterator[pd.DataFrame]:
    gone = items.isin(target.left_out)
    title = short_title(target.table)
    for _, group in _unique_records(items[gone]):
        yield cell_problems(
            group.index,
            column=field.name,
            rule="DQ-03",
            values=group,
            message=lambda value: say(
                "“{value}” có trong biểu “{title}” nhưng dòng đó đang có lỗi nên chưa dùng được.",
                "“{value}” is in table “{title}”, but that row has an error and is left out.",
                value=value,
                title=title,
            ),
            remedy=say("Sửa lỗi của dòng được nhắc tới trước.", "Mend the row it refers to."),
        )
    for _, group in _unique_records(items[~gone]):
        yield cell_problems(
            group.index,
            column=field.name,
            rule="DQ-03",
            values=group,
            message=lambda value: say(
                "Không có “{value}” trong biểu “{title}”.",
                "There is no “{value}” in table “{title}”.",
                value=value,
                title=title,
            ),
            remedy=lambda value: _suggestion(value, target),
        )


def _suggestion(value: str, target: Target) -> str:
    near = None
    if len(target.ids) <= MOST_SUGGESTIONS:
        near = closest(value, [*target.ids, *target.names])
    if near:
        identity = near if near in target.ids else target.names[near]
        return say(
            "Có phải “{near}”? Sửa mã, hoặc bổ sung dòng này vào bảng {table}.",
            "Did you mean “{near}”? Mend the id, or add the row to table {table}.",
            near=identity,
            table=target.table.name,
        )
    return say(
        "Sửa mã, hoặc bổ sung dòng này vào bảng {table}.",
        "Mend the id, or add the row to table {table}.",
        table=target.table.name,
    )


def _unchecked(
    items: pd.Series[Any], field: Field, target: Target, places: pd.DataFrame
) -> pd.DataFrame:
    """Return what to say when the table referred to was not sent.

    Every table is optional, so an optional reference is kept and told once per sheet; a row whose
    required parent nobody sent cannot be placed and is left out.
    """
    records = pd.Index(items.index.unique())
    firsts, counts = first_per_place(records, places)
    title, own = short_title(target.table), field.title
    if not field.required:
        return cell_problems(
            firsts,
            column=field.name,
            rule="DQ-03",
            severity="canh_bao",
            values=items[~items.index.duplicated()],
            message=say(
                "Không kiểm tra được cột “{own}” vì chưa có biểu “{title}”.",
                "Column “{own}” cannot be checked: table “{title}” was not sent.",
                own=own,
                title=title,
            ),
            remedy=say("Bổ sung bảng {table}.", "Add table {table}.", table=target.table.name),
        )
    told = [
        cell_problems(
            pd.Index([first]),
            column=field.name,
            rule="DQ-03",
            values=items[~items.index.duplicated()],
            message=say(
                "Chưa có biểu “{title}” mà cột “{own}” nhắc tới, nên {count} dòng chưa dùng được.",
                "Table “{title}”, which “{own}” refers to, was not sent; {count} rows are not used.",
                own=own,
                title=title,
                count=count,
            ),
            remedy=say("Bổ sung bảng {table}.", "Add table {table}.", table=target.table.name),
        )
        for first, count in zip(firsts, counts, strict=True)
    ]
    rest = cell_problems(
        records.difference(firsts),
        column=field.name,
        rule="DQ-03",
        message="",
        remedy="",
        told=False,
    )
    return join_problems([*told, rest])


def _named(
    items: pd.Series[Any], field: Field, by_name: Mapping[str, str], places: pd.DataFrame
) -> pd.DataFrame:
    """Tell once per sheet and name that a name was taken for an id."""
    told = []
    for name, group in items.groupby(items):
        firsts, counts = first_per_place(pd.Index(group.index.unique()), places)
        for first, count in zip(firsts, counts, strict=True):
            told.append(
                cell_problems(
                    pd.Index([first]),
                    column=field.name,
                    rule="DQ-03",
                    severity="thong_tin",
                    values=pd.Series(name, index=[first], dtype="object"),
                    message=say(
                        "“{name}” được hiểu là mã {identity} ({count} dòng).",
                        "“{name}” is taken for id {identity} ({count} rows).",
                        name=name,
                        identity=by_name[str(name)],
                        count=count,
                    ),
                    remedy=say("Không cần sửa.", "Nothing to do."),
                )
            )
    return join_problems(told)


def _unique_records(items: pd.Series[Any]) -> Iterator[tuple[int, pd.Series[Any]]]:
    """Split items of lists so that each part holds a record once."""
    rank = items.groupby(level=0).cumcount() if len(items) else items
    yield from ((int(str(place)), group) for place, group in items.groupby(rank.to_numpy()))
