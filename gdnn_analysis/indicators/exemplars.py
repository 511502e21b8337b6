"""Exemplars communicated (O16) and external communication (O17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from gdnn_analysis.indicators.cancelled import trace_cancelled
from gdnn_analysis.indicators.cells import count_cells, count_row
from gdnn_analysis.indicators.coverage import LOWER_BOUND, Coverage, coverage_of
from gdnn_analysis.indicators.frame import Labels, Output, Row, join_traces
from gdnn_analysis.indicators.held import HeldEvents, held_events
from gdnn_analysis.indicators.inputs import Inputs
from gdnn_analysis.indicators.media_rows import trace_marked_works
from gdnn_analysis.indicators.traces import trace_each
from gdnn_analysis.indicators.widest import widest_works
from gdnn_analysis.language import say
from gdnn_analysis.records.areas import UNKNOWN_DISTRICT
from gdnn_analysis.records.units import PUBLIC_SOURCES

EXEMPLAR_THEMES: Final = ("3a", "3b")
"""Themes of the plan about models (3a) and exemplary people and units (3b)."""
FOREIGN: Final = "QT"
HOME_LANGUAGE: Final = "vi"
CHECKED: Final = "da_doi_chieu"
_WORK_FIELDS: Final = [
    "first_record",
    "author_unit_id",
    "theme_codes",
    "language",
    "verification",
    "suspected",
]


def compute_o16(inputs: Inputs) -> Output:
    """Count the works of the year about exemplars and models (O01 ``C/S1``; rules R05, R14).

    A blank mark is missing, not "no": it makes the count a lower bound (F-THIEU), and where no
    work of the year is marked at all there is no figure.

    Parameters
    ----------
    inputs
        Media records and filing of ``media``.

    Returns
    -------
    Output
        Headline; breakdowns ``author_unit``, which adds up to it, and ``theme``: 3a and 3b under
        any code of the work (a work with both counts in both), the rest ``khong_xac_dinh``.
        Different exemplars are not counted: the log keeps no list of names.
    """
    works, coverage = inputs.once(widest_works), coverage_of(inputs, "media")
    chosen = works[_WORK_FIELDS][_says(works["is_exemplar"]).to_numpy()]
    head = count_row(
        inputs,
        "O16",
        _known_count(works, chosen, works["is_exemplar"], coverage),
        unit="sản phẩm",
        coverage=coverage,
        checked=float(chosen["verification"].eq(CHECKED).sum()),
        flags=_flags(works["is_exemplar"], chosen),
    )
    author = chosen["author_unit_id"].mask(chosen["author_unit_id"].eq(PUBLIC_SOURCES))
    rows = [
        head,
        *count_cells(head, "theme", _themes(chosen)),
        *count_cells(head, "author_unit", author.fillna(UNKNOWN_DISTRICT).value_counts()),
    ]
    return Output(rows, lambda: _exemplar_traces(inputs, chosen))


def compute_o17(inputs: Inputs) -> Output:
    """Count external works and the events with an international organisation (rule R01).

    Parameters
    ----------
    inputs
        Media records, ``events`` and ``units``.

    Returns
    -------
    Output
        Headline: ``san_pham`` (works of O01 ``C/S1`` marked external, or not in Vietnamese; a
        blank language is Vietnamese, a blank mark is missing) plus ``hoat_dong`` (events held
        with a unit of group QT as lead or partner, in any report of the event). Where one part is
        missing the headline is the other one, a lower bound (F-THIEU), unless that is 0. Breakdowns ``language`` of
        the works and ``partner_unit`` of the events.
    """
    works, held = inputs.once(widest_works), inputs.once(held_events)
    chosen = works[_WORK_FIELDS][_external(works).to_numpy()]
    partners = _foreign_partners(inputs, held)
    pieces = _pieces(inputs, works, chosen)
    acts = _acts(inputs, held, partners)
    parts = [part.value for part in (pieces, acts) if part.value is not None]
    both = coverage_of(inputs, "media", "events")
    flags = pieces.flags | acts.flags | (frozenset() if len(parts) == 2 else {LOWER_BOUND})
    head = count_row(
        inputs,
        "O17",
        sum(parts) if len(parts) == 2 or sum(parts) > 0 else None,
        unit="sản phẩm, hoạt động",
        coverage=both,
        checked=_checked(held, chosen, partners),
        flags=flags,
    )
    language = chosen["language"].fillna(HOME_LANGUAGE)
    by_partner = partners.groupby("unit_id")["object_id"].nunique()
    rows = [
        head,
        pieces,
        acts,
        *count_cells(head, "language", language.value_counts()),
        *count_cells(head, "partner_unit", by_partner),
    ]
    return Output(rows, lambda: _external_traces(inputs, held, chosen, partners))


COMPUTED: dict[str, Callable[[Inputs], Output]] = {"O16": compute_o16, "O17": compute_o17}
LABELS: Labels = {
    "O17": {
        "san_pham": ("sản phẩm truyền thông đối ngoại", "external communication works"),
        "hoat_dong": (
            "sự kiện có tổ chức quốc tế tham gia",
            "events with an international organisation",
        ),
    }
}


def _says(marks: pd.Series[Any]) -> pd.Series[Any]:
    """Say which marks are yes; a blank is not."""
    return marks.eq(True).fillna(value=False).astype(bool)


def _external(works: pd.DataFrame) -> pd.Series[Any]:
    return _says(works["is_external"]) | works["language"].fillna(HOME_LANGUAGE).ne(HOME_LANGUAGE)


def _known_count(
    works: pd.DataFrame, chosen: pd.DataFrame, marks: pd.Series[Any], coverage: Coverage
) -> float | None:
    """Return the count; none is a 0 only when filed, and marked for some work (rule R01)."""
    if len(chosen) == 0 and len(works) > 0 and marks.isna().all():
        return None
    return coverage.count(len(chosen), known=len(chosen) > 0)


def _flags(marks: pd.Series[Any], chosen: pd.DataFrame) -> frozenset[str]:
    signs = {
        LOWER_BOUND: marks.isna().any(),
        "F-TUKHAI": chosen["verification"].ne(CHECKED).any(),
        "F-TRUNG": chosen["suspected"].any(),
    }
    return frozenset(flag for flag, shown in signs.items() if shown)


def _themes(works: pd.DataFrame) -> pd.Series[Any]:
    """Return works per exemplar theme under any code, and those with neither."""
    codes = works["theme_codes"].explode()
    codes = codes[codes.isin(EXEMPLAR_THEMES)]
    pairs = pd.DataFrame({"work": codes.index, "theme": codes.to_numpy()}).drop_duplicates()
    counts = pairs["theme"].value_counts().reindex(list(EXEMPLAR_THEMES), fill_value=0)
    neither = len(works) - pairs["work"].nunique()
    if neither:
        counts[UNKNOWN_DISTRICT] = neither
    return counts if len(works) else counts.iloc[:0]


def _pieces(inputs: Inputs, works: pd.DataFrame, chosen: pd.DataFrame) -> Row:
    coverage = coverage_of(inputs, "media")
    value = _known_count(works, chosen, works["is_external"], coverage)
    row = count_row(
        inputs,
        "O17",
        value,
        unit="sản phẩm",
        coverage=coverage,
        flags=_flags(works["is_external"], chosen),
    )
    return replace(row, variant="san_pham", verdict="")


def _acts(inputs: Inputs, held: HeldEvents, partners: pd.DataFrame) -> Row:
    coverage, found = coverage_of(inputs, "events"), partners["object_id"].nunique()
    verified = held.events.set_index("object_id")["verified"]
    firm = verified.reindex(partners["object_id"]).all()
    value = coverage.count(found, known=found > 0)
    row = count_row(
        inputs,
        "O17",
        value,
        unit="hoạt động",
        coverage=coverage,
        flags=() if firm else ("F-TUKHAI",),
    )
    return replace(row, variant="hoat_dong", verdict="")


def _checked(held: HeldEvents, chosen: pd.DataFrame, partners: pd.DataFrame) -> float:
    firm = held.events.loc[held.events["verified"], "object_id"]
    acts = firm.isin(partners["object_id"]).sum()
    return float(chosen["verification"].eq(CHECKED).sum() + acts)


def _foreign_partners(inputs: Inputs, held: HeldEvents) -> pd.DataFrame:
    """Return each event with each unit of group QT that led it or took part."""
    reports = held.reports[["object_id", "start_on", "lead_unit_id", "partner_unit_ids"]]
    foreign = frozenset(_ever_foreign(inputs))
    named = [
        (place, unit)
        for units in (
            [(lead,) for lead in reports["lead_unit_id"].tolist()],
            reports["partner_unit_ids"].tolist(),
        )
        for place, some in enumerate(units)
        for unit in some
        if unit in foreign
    ]
    rows = reports[["object_id", "start_on"]].take([place for place, _ in named])
    rows = rows.assign(unit_id=pd.Series([unit for _, unit in named], rows.index, dtype="str"))
    group = inputs.records.units.group(rows["unit_id"], rows["start_on"])
    return rows[group.eq(FOREIGN).to_numpy()].drop_duplicates(["object_id", "unit_id"])


def _ever_foreign(inputs: Inputs) -> pd.Series[Any]:
    units = inputs.data["units"]
    return units.loc[units["actor_group"].eq(FOREIGN), "unit_id"]


def _exemplar_traces(inputs: Inputs, chosen: pd.DataFrame) -> pd.DataFrame:
    every, media = inputs.records.media.works, inputs.data["media"]
    marked = every.loc[_says(every["is_exemplar"]), "work_id"]
    return join_traces(
        [
            trace_marked_works(inputs, "O16", marked, chosen),
            _cancelled(inputs, "O16", media[_says(media["is_exemplar"])]),
        ]
    )


def _external_traces(
    inputs: Inputs, held: HeldEvents, chosen: pd.DataFrame, partners: pd.DataFrame
) -> pd.DataFrame:
    every, media = inputs.records.media.works, inputs.data["media"]
    marked = every.loc[_external(every), "work_id"]
    return join_traces(
        [
            trace_marked_works(inputs, "O17", marked, chosen),
            _cancelled(inputs, "O17", media[_external(media)]),
            trace_each("O17", "events", _event_roles(inputs, held, partners)),
        ]
    )


def _cancelled(inputs: Inputs, code: str, rows: pd.DataFrame) -> pd.DataFrame:
    return trace_cancelled(code, "media", rows[inputs.in_window(rows["published_at"])])


def _event_roles(inputs: Inputs, held: HeldEvents, partners: pd.DataFrame) -> pd.DataFrame:
    """Return role and reason of the event rows that name a unit of group QT."""
    rows, foreign = held.inside, frozenset(_ever_foreign(inputs))
    named = rows["partner_unit_ids"].map(lambda ids: not foreign.isdisjoint(ids))
    rows = rows[rows["lead_unit_id"].isin(foreign) | named.astype(bool)]
    speaks = rows.index.isin(held.events.index)
    merged = rows["reason"].eq("") & ~speaks
    role = pd.Series("loai", index=rows.index).mask(rows["reason"].eq(""), "tinh")
    note = say("cùng một sự kiện với dòng khác", "same event as another row")
    other = rows["reason"].eq("") & ~rows["object_id"].isin(partners["object_id"])
    group = say("khi đó chưa thuộc nhóm tổ chức quốc tế", "not in group QT on that day")
    return pd.DataFrame(
        {
            "role": role.mask(merged, "gop").mask(other, "loai"),
            "reason": rows["reason"].mask(merged, note).mask(other, group),
        }
    )
