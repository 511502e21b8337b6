"""No violation of WCAG 2.1 A and AA that axe-core finds, on a screen, a phone and printed paper."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}


def violations(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{item['id']}: {node['html'][:200]}" for item in found for node in item["nodes"]]


@pytest.fixture
def page(browser, demo_report):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    page = context.new_page()
    page.goto((demo_report / "report.html").as_uri())
    yield page
    context.close()


@pytest.mark.parametrize(
    ("width", "medium"), [(1200, "screen"), (390, "screen"), (1000, "print")], ids=str
)
def test_the_report_has_no_violation(page, width, medium):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=medium)
    assert violations(page) == []


def test_a_page_without_names_has_violations(browser):
    """The checker itself works: an image without text and a page without language are found."""
    page = browser.new_page()
    page.set_content("<html><body><img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='></body>")
    found = " ".join(violations(page))
    page.close()
    assert "image-alt" in found
    assert "html-has-lang" in found
