"""What is written as the last thing, and comes back where it could not be."""

from __future__ import annotations

from backoffice_gui.actions.last_words import LastWords, lay_by, take_in
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.storage.casebook import notes
from backoffice_gui.storage.inbox import last_words
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


def test_what_is_laid_by_is_taken_in_once(store: Store) -> None:
    """Sealed in the inbox, no word of it in the file; killed between the two databases, it is not written twice."""
    (key,) = take(store, certificate_form())
    words, inbox = _words(store, Unkept(key.case, "note", "CANARI à dire")), store.world.inbox
    lay_by(inbox, words)
    assert b"CANARI" not in (store.folder / "inbox.db-wal").read_bytes()
    with inbox.reading() as connection:
        kept = last_words.laid(connection)
    take_in(inbox, store.desk)
    with inbox.transaction() as tx:
        assert last_words.laid(tx) == []
        last_words.lay(tx, kept[0].generation, kept[0].sealed)
    take_in(inbox, store.desk)
    assert len(lines(store, "desk_locked")) == 1
    with store.desk.casebook.reading() as connection:
        assert [draft.text for draft in notes.drafts(connection, key.case, store.desk.agent)] == ["CANARI à dire"]


def test_what_another_key_sealed_stays(store: Store) -> None:
    """It is nobody's to throw away, and keeps no desk from opening."""
    with store.world.inbox.transaction() as tx:
        last_words.lay(tx, 1, b"EXEMPLE")
    take_in(store.world.inbox, store.desk)
    with store.world.inbox.reading() as connection:
        assert len(last_words.laid(connection)) == 1
