"""What is written as the last thing, and comes back where it could not be."""

from __future__ import annotations

from backoffice_gui.actions.last_words import LastWords
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.storage.casebook import notes
from tests.support.cases import certificate_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()


def _words(store: Store, *drafts: Unkept) -> LastWords:
    said = AuditEvent(CLOCK.now(), Verb.DESK_LOCKED, Role.DESK, "desk", (("cause", "idle"),))
    return LastWords(store.desk.agent, CLOCK.now(), (said,), drafts)


def test_drafts_and_events_are_written_together(store: Store) -> None:
    """A draft of a case that is gone, or of a kind nobody knows, keeps nothing else from being written."""
    (key,) = take(store, certificate_form())
    words = _words(store, Unkept(key.case, "note", "Note de dém"), Unkept(99, "note", "x"), Unkept(key.case, "?", "x"))
    with store.desk.casebook.transaction() as tx:
        words.write(tx)
    with store.desk.casebook.reading() as connection:
        kept = notes.drafts(connection, key.case, store.desk.agent)
    assert [(draft.what, draft.text) for draft in kept] == [("note", "Note de dém")]
    assert len(lines(store, "desk_locked")) == 1
