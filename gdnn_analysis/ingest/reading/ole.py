"""One stream out of an OLE compound file, the container of binary Office files ([MS-CFB])."""

from __future__ import annotations

import struct
from typing import Final

_HEADER_SIZE: Final = 512
_END_OF_CHAIN: Final = 0xFFFFFFFA
"""Sector numbers from here on mark free, last or internal sectors."""
_ENTRY_SIZE: Final = 128
_MINI_STREAM_LIMIT: Final = 4096


def read_stream(content: bytes, *names: str) -> bytes:
    """Return the first stream that bears one of the names.

    Raises
    ------
    ValueError
        When the file is damaged or has no such stream.
    """
    try:
        return _read_stream(content, {name.lower() for name in names})
    except (struct.error, IndexError) as error:
        raise ValueError("damaged compound file") from error


def _read_stream(content: bytes, names: set[str]) -> bytes:
    shift, mini_shift = struct.unpack_from("<HH", content, 30)
    first_directory, first_mini_fat = (struct.unpack_from("<I", content, at)[0] for at in (48, 60))
    table = _sector_table(content, shift)
    directory = _chain(content, first_directory, table, shift)
    entries = [directory[at : at + _ENTRY_SIZE] for at in range(0, len(directory), _ENTRY_SIZE)]
    for entry in entries:
        if _entry_name(entry) in names:
            first, size = struct.unpack_from("<II", entry, 116)
            if size >= _MINI_STREAM_LIMIT:
                return _chain(content, first, table, shift)[:size]
            root = struct.unpack_from("<I", entries[0], 116)[0]
            mini = b"\0" * _HEADER_SIZE + _chain(content, root, table, shift)
            mini_fat = _chain(content, first_mini_fat, table, shift)
            mini_table = struct.unpack(f"<{len(mini_fat) // 4}I", mini_fat)
            return _chain(mini, first, mini_table, mini_shift)[:size]
    raise ValueError("no such stream")


def _entry_name(entry: bytes) -> str:
    length = struct.unpack_from("<H", entry, 64)[0]
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()


def _sector_table(content: bytes, shift: int) -> tuple[int, ...]:
    """Return the table that gives the next sector of each sector."""
    next_list, lists = struct.unpack_from("<II", content, 68)
    sectors = list(struct.unpack_from("<109I", content, 76))
    for _ in range(lists):
        if next_list >= _END_OF_CHAIN:
            break
        numbers = struct.unpack(f"<{(1 << shift) // 4}I", _sector(content, next_list, shift))
        sectors += numbers[:-1]
        next_list = numbers[-1]
    used = [sector for sector in sectors if sector < _END_OF_CHAIN]
    raw = b"".join(_sector(content, sector, shift) for sector in used)
    return struct.unpack(f"<{len(raw) // 4}I", raw)


def _chain(content: bytes, first: int, table: tuple[int, ...], shift: int) -> bytes:
    found: list[bytes] = []
    sector = first
    while sector < _END_OF_CHAIN and len(found) <= len(table):
        found.append(_sector(content, sector, shift))
        sector = table[sector]
    return b"".join(found)


def _sector(content: bytes, number: int, shift: int) -> bytes:
    start = _HEADER_SIZE + (number << shift)
    return content[start : start + (1 << shift)]
