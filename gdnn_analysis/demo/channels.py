"""Channels: press, stations, portals, loudspeakers, websites and social pages, all fictional."""

from __future__ import annotations

from dataclasses import replace

from gdnn_analysis.demo.areas import Geography
from gdnn_analysis.demo.book import Book
from gdnn_analysis.demo.channel_list import Channel, list_channels
from gdnn_analysis.demo.province import Province
from gdnn_analysis.demo.units import Units


def make_channels(
    province: Province, book: Book, units: Units, geography: Geography
) -> dict[str, Channel]:
    """Write ``channels`` and return them by code (without prefix)."""
    channels = {}
    for channel in list_channels(units, geography):
        marked = _marked(channel, province)
        channels[channel.channel_id] = marked
        book.add(
            "channels",
            "registry/channels.csv",
            {
                "channel_id": marked.channel_id,
                "name_vi": marked.name,
                "channel_type": marked.channel_type,
                "peso": marked.peso,
                "owner_unit_id": units[marked.owner].unit_id if marked.owner else "",
                "is_mass_media": marked.mass,
                "is_registered": marked.registered,
                "named_in_plan": True if marked.named else None,
                "url": marked.url,
                "scope": marked.scope,
                "valid_from": marked.first,
                "valid_to": marked.last,
            },
        )
    return channels


def _marked(channel: Channel, province: Province) -> Channel:
    url = channel.url
    if url and not province.is_first:
        url = f"{url}/t{province.number:02d}"
    return replace(
        channel,
        channel_id=province.id(channel.channel_id),
        name=channel.name + province.mark,
        url=url,
    )
