"""A store of one's own keeps nothing for later."""

from __future__ import annotations

from backoffice_gui.domain.office import Changes
from backoffice_gui.domain.outbox import Line
from backoffice_gui.wiring.no_outbox import NoOutbox


def test_nothing_ever_waits() -> None:
    """Whatever is asked of it."""
    heard: list[Line] = []
    none = NoOutbox()
    none.listen(heard.append)
    assert none.line() == Line()
    assert none.pending() == ()
    assert {none.retry(), none.redo("00"), none.discard("00")} == {Changes()}
    assert not heard
