"""Vietnamese in and out: text, legacy code tables, numbers, dates as an official writes them.

Knows no indicator and no file format. ``text`` compares and sorts, ``legacy`` rescues text in old
encodings, ``numbers`` and ``dates`` read what people type and write what reports print.
"""
