"""A second start, from the first window's side."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.calls import Calls, page_of
from backoffice_gui.gui.widgets.navigation import Place
from tests.gui.conftest import Opener
from tests.support.office import MemoryOffice


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"page": "transfers"}', Place.TRANSFERS),
        ('{"page": "cases"}', Place.CASES),
        *((text, None) for text in ('{"page": "elsewhere"}', "{}", "[]", '"x"', '{"page": 3}', "", "[" * 900)),
    ],
)
def test_a_page_is_named_or_nothing_is(text: str, place: Place | None) -> None:
    """Whatever is no message of ours brings the window forward and changes nothing."""
    assert page_of(text) is place


def test_the_window_comes_forward_with_the_page(qtbot: QtBot, open_window: Opener) -> None:
    """From another thread, though it was minimised."""
    window = open_window(MemoryOffice(20))
    window.panes.go(Place.SUBMISSIONS)
    calls = Calls(window)
    window.showMinimized()
    speaking = threading.Thread(target=lambda: calls.hear('{"page": "transfers"}'))
    speaking.start()
    speaking.join()
    qtbot.waitUntil(lambda: window.panes.navigation.place is Place.TRANSFERS)
    assert not window.isMinimized()
    assert window.isVisible()
