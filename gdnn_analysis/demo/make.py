"""Makes the fictional dataset: province after province, then its description."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from gdnn_analysis.demo.agreements import make_agreements
from gdnn_analysis.demo.attendance import write_events
from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.duties import make_duties
from gdnn_analysis.demo.enrolment import make_enrolment
from gdnn_analysis.demo.event_maker import Event
from gdnn_analysis.demo.events import make_events
from gdnn_analysis.demo.media import MediaLog, counted_years, make_media, passes
from gdnn_analysis.demo.metrics import make_channel_metrics
from gdnn_analysis.demo.money import make_money
from gdnn_analysis.demo.operations import make_operations
from gdnn_analysis.demo.people import make_people
from gdnn_analysis.demo.place import put_in_place, refuse_other_data
from gdnn_analysis.demo.problems import plant
from gdnn_analysis.demo.products import make_products
from gdnn_analysis.demo.province import Province, provinces
from gdnn_analysis.demo.reach import make_reach
from gdnn_analysis.demo.readme import write_descriptor, write_readme
from gdnn_analysis.demo.surveys import make_surveys
from gdnn_analysis.demo.tally import Tally
from gdnn_analysis.demo.truth import DemoTruth
from gdnn_analysis.demo.words import make_words
from gdnn_analysis.demo.world import make_world
from gdnn_analysis.demo.write import Writer
from gdnn_analysis.demo.years import YEARS, report_year
from gdnn_analysis.language import say

DEFAULT_SEED: Final = 3066


def write_demo(folder: Path, *, seed: int = DEFAULT_SEED, scale: int = 1) -> DemoTruth:
    """Write the fictional dataset 2021–2025 into a folder.

    Parameters
    ----------
    folder
        Made if it is missing. An earlier demo in it is replaced; anything else is left alone and
        refused, so that nothing old is mixed in.
    seed
        The same seed gives the same bytes on every machine.
    scale
        Number of provinces; with several of them ids begin with ``T01-``, ``T02-`` …

    Returns
    -------
    DemoTruth
        What is known because it was planted.

    Raises
    ------
    ValueError
        When `scale` is less than 1 or `seed` negative.
    FileExistsError
        When the folder holds files that are not of this demo.
    """
    _check_numbers(seed, scale)
    refuse_other_data(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".gdnn-demo-", dir=folder.parent) as workplace:
        truth = _write(Path(workplace), seed, scale)
        put_in_place(Path(workplace), folder)
    return truth


def _write(folder: Path, seed: int, scale: int) -> DemoTruth:
    writer, tally = Writer(folder), Tally()
    for province in provinces(seed, scale):
        book = _make_province(province, tally)
        if province.is_first:
            plant(province, book)
            writer.write_first(book)
        else:
            writer.write_more(book)
    problems = tuple(problem for _, problem in sorted(writer.problems, key=lambda pair: pair[0]))
    truth = tally.truth(seed=seed, scale=scale, problems=problems, rows=writer.rows)
    write_descriptor(folder)
    write_readme(folder, truth)
    return truth


def _make_province(province: Province, tally: Tally) -> Book:
    book = Book()
    world = make_world(province, book)
    events = make_events(world)
    tally.add_events(events, write_events(world, events))
    media = make_media(world, events)
    tally.add_media(media)
    make_products(world, media)
    make_people(world)
    make_duties(world, events)
    make_agreements(world)
    make_channel_metrics(world)
    make_reach(world, media)
    tally.add_money(make_money(world))
    make_enrolment(world)
    make_surveys(world)
    make_words(world)
    make_operations(world, _figures(book, events, media))
    tally.add_filing(world.filing, world.units)
    return book


def _figures(book: Book, events: list[Event], media: MediaLog) -> dict[str, int]:
    """Return the figures that the revisions speak of, as the planted objects give them."""
    figures: dict[str, int] = {}
    for year in YEARS:
        figures[f"O01-{year}"] = sum(
            passes(work, "S1") and counted_years(work, "C", "nd09") == year for work in media.works
        )
        figures[f"A03-{year}"] = sum(
            event.counts and report_year(event.day) == year for event in events
        )
        figures[f"P03-{year}"] = sum(
            int(str(row["count"]))
            for row in book.rows("enrolments")
            if row["year"] == year and row["level"] != "d3t"
        )
    return figures


def _check_numbers(seed: int, scale: int) -> None:
    if scale < 1 or seed < 0:
        raise ValueError(
            say(
                "Quy mô ({scale}) phải từ 1 trở lên và hạt giống ({seed}) không được âm.",
                "Scale ({scale}) must be at least 1 and the seed ({seed}) not negative.",
                scale=scale,
                seed=seed,
            )
        )
