"""What waits, for the window: an embedded store has nothing of it."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.office import Topic
from backoffice_gui.domain.outbox import NEVER_AWAY
from backoffice_gui.errors import UsageError
from tests.support.caseloads import Served


def test_on_a_store_of_ones_own_nothing_ever_waits(desk: Served) -> None:
    """Its line is never away, nobody is told anything, and there is nothing to give up."""
    outbox = desk.cases.outbox
    outbox.start()
    heard: list[object] = []
    outbox.listen(heard.append)
    desk.cases.write_note(1, "EXEMPLE")
    assert (outbox.line(), outbox.pending(), heard) == (NEVER_AWAY, (), [])
    assert outbox.retry().topics == {Topic.OUTBOX}
    for deed in (outbox.redo, outbox.discard):
        with pytest.raises(UsageError, match="change-unknown"):
            deed("0a" * 16)
    outbox.stop(10)
    assert not list(desk.store.folder.glob("outbox*"))
