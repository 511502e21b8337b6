"""Generated reference pages are current (the check of ``make docs``, as a test)."""

from __future__ import annotations

from docs import build


def test_no_generated_page_is_stale():
    assert build.stale_pages() == []


def test_a_changed_page_is_found(tmp_path, monkeypatch):
    for name, page in build.PAGES.items():
        (tmp_path / name).write_text(page() + "x", encoding="utf-8")
    monkeypatch.setattr(build, "FOLDER", tmp_path)
    assert build.stale_pages() == list(build.PAGES)
