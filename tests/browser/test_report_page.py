"""The HTML report in a real browser: offline, phone, keyboard, screen reader names."""

from __future__ import annotations

import pytest


@pytest.fixture
def page(browser, demo_report):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.requests = []
    page.faults = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto((demo_report / "report.html").as_uri())
    yield page
    context.close()


def test_nothing_is_fetched_and_nothing_fails(page):
    assert [url for url in page.requests if not url.startswith(("file:", "data:"))] == []
    assert page.faults == []


def test_the_page_is_vietnamese_and_has_one_main_title(page):
    assert page.get_attribute("html", "lang") == "vi"
    assert page.locator("h1").count() == 1


def test_a_phone_never_scrolls_sideways(page):
    page.set_viewport_size({"width": 390, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_every_figure_has_a_name_with_its_numbers(page):
    figures = page.locator("[role=img]")
    assert figures.count() >= 2
    for place in range(figures.count()):
        figure = figures.nth(place)
        ids = (figure.get_attribute("aria-labelledby") or "").split()
        name = " ".join(page.locator(f"[id='{part}']").text_content() or "" for part in ids)
        assert any(sign.isdigit() for sign in name), name


def test_every_table_has_a_caption_and_scoped_headers(page):
    tables = page.locator("table:has(caption)")
    assert tables.count() > 8
    for place in range(tables.count()):
        table = tables.nth(place)
        assert (table.locator("caption").text_content() or "").strip()
        assert table.locator("thead th:not([scope])").count() == 0


def test_links_inside_the_page_lead_somewhere(page):
    targets = page.eval_on_selector_all(
        "a[href^='#']", "links => links.map(link => link.getAttribute('href').slice(1))"
    )
    assert targets
    missing = [
        name for name in targets if not page.evaluate(f"!!document.getElementById({name!r})")
    ]
    assert missing == []


def test_the_demo_says_on_the_page_that_it_is_fictional(page):
    assert "SỐ LIỆU MINH HỌA" in page.inner_text("body")
