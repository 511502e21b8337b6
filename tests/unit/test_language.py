"""Messages in two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gdnn_analysis.language import say, use_language


@pytest.fixture(autouse=True)
def _vietnamese_again() -> Iterator[None]:
    yield
    use_language("vi")


def test_messages_are_vietnamese_unless_english_is_asked_for():
    assert say("Thiếu cột {name}", "Column {name} is missing", name="a") == "Thiếu cột a"
    use_language("en")
    assert say("Thiếu cột {name}", "Column {name} is missing", name="a") == "Column a is missing"


def test_braces_in_a_message_without_places_are_kept():
    assert say("{nguyên văn}", "{as is}") == "{nguyên văn}"
