"""What the window may ask of what waits."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.domain.case_acts import Mark
from backoffice_gui.domain.outbox import Fate, Line, Marked, Pending
from backoffice_gui.gui.outbox_office import OutboxOffice
from backoffice_gui.wiring.outboxes import OutboxDesk
from tests.support.office import NOW
from tests.support.outboxes import MemoryOutbox

_ASKED = [name for name in vars(OutboxOffice) if not name.startswith("_")]


@pytest.mark.parametrize("kind", [OutboxDesk, MemoryOutbox])
@pytest.mark.parametrize("name", _ASKED)
def test_both_keep_the_protocol(name: str, kind: type) -> None:
    """Each method is there, with the parameters asked for."""
    asked, given = inspect.signature(getattr(OutboxOffice, name)), inspect.signature(getattr(kind, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]


def test_the_memory_one_is_one_too() -> None:
    """For the tests of the window: it counts what waits, and forgets what is discarded."""
    made, heard = MemoryOutbox(), list[Line]()
    office: OutboxOffice = made
    office.listen(heard.append)
    clashed = Pending("ab", 1, "DEMO-1", Marked(Mark.RECEIPT), 1, 2, NOW, Fate.CLASHED)
    made.away(NOW, clashed)
    assert (office.line().reachable, office.line().clashed, office.pending()) == (False, 1, (clashed,))
    office.redo("ab")
    assert (office.line().clashed, office.line().waiting) == (0, 1)
    office.discard("ab")
    office.retry()
    assert heard[-1].waiting == 0
    assert [what for what, _ in made.said] == ["redo", "discard", "retry"]
