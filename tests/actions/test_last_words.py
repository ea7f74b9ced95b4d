"""What is written as the last thing, and comes back where it could not be."""

from __future__ import annotations

import json

import pytest

from backoffice_gui.actions.case_notes import keep_draft
from backoffice_gui.actions.last_words import LastWords, codes_of, lay_by, take_in
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.errors import StoreIncomplete
from backoffice_gui.sealing.keys import seal_to
from backoffice_gui.storage.casebook import notes
from backoffice_gui.storage.inbox import last_words
from tests.support.cases import certificate_form, lines, take
from tests.support.clock import TurnedClock
from tests.support.desks import Store

CLOCK = TurnedClock()


def _words(store: Store, *drafts: Unkept) -> LastWords:
    said = AuditEvent(CLOCK.now(), Verb.DESK_LOCKED, Role.DESK, "desk", (("cause", "idle"),))
    return LastWords(store.desk.agent, CLOCK.now(), (said,), drafts, codes_of(store.desk))


def _laid(store: Store) -> int:
    with store.world.inbox.reading() as connection:
        return len(last_words.laid(connection))


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


def test_what_met_another_draft_is_kept_beside_it(store: Store) -> None:
    """Sealed and read again it still knows what it had seen; an answer's is put below the note, for it is no text."""
    (key,) = take(store, certificate_form())
    for what in ("note", "answer"):
        keep_draft(store.desk, key.case, what, f"{what} de là-bas", CLOCK)
    drafts = [Unkept(key.case, what, f"{what} d’ici", seen="") for what in ("note", "answer")]
    lay_by(store.world.inbox, _words(store, *drafts))
    take_in(store.world.inbox, store.desk)
    with store.desk.casebook.reading() as connection:
        kept = {draft.what: draft.text for draft in notes.drafts(connection, key.case, store.desk.agent)}
    assert kept == {"answer": "answer de là-bas", "note": "note de là-bas\n\nnote d’ici\n\nanswer d’ici"}


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


def test_what_was_taken_in_long_ago_is_not_taken_in_again(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes the inbox may have kept the row, and puts it there again after many locks."""
    monkeypatch.setattr("backoffice_gui.actions.last_words._KNOWN", 2)
    inbox, clock = store.world.inbox, TurnedClock()
    kept = None
    for _ in range(6):
        said = AuditEvent(clock.now(), Verb.DESK_LOCKED, Role.DESK, "desk", (("cause", "idle"),))
        lay_by(inbox, LastWords(store.desk.agent, clock.now(), (said,), (), codes_of(store.desk)))
        with inbox.reading() as connection:
            kept = kept or last_words.laid(connection)[0]
        take_in(inbox, store.desk)
        clock.advance(60)
    assert kept is not None
    with inbox.transaction() as tx:
        last_words.lay(tx, kept.generation, kept.sealed)
    take_in(inbox, store.desk)
    assert (_laid(store), len(lines(store, "desk_locked"))) == (0, 6)


@pytest.mark.expected_logs("last_words_refused")
def test_what_another_key_sealed_stays(store: Store) -> None:
    """It is nobody's to throw away, and keeps no desk from opening."""
    with store.world.inbox.transaction() as tx:
        last_words.lay(tx, 1, b"EXEMPLE")
    take_in(store.world.inbox, store.desk)
    assert _laid(store) == 1


@pytest.mark.expected_logs("last_words_refused")
@pytest.mark.parametrize("code", [b"", bytes(32)])
def test_who_writes_the_inbox_can_say_nothing_in_an_agents_name(store: Store, code: bytes) -> None:
    """The public key is there for everybody: what is sealed to it without the code of a desk is not taken in."""
    public = store.world.private.public()
    said = b'{"agent": "agent-exemple", "at": "2026-11-23T09:00:00+00:00", "events": [], "drafts": []}'
    sealed = seal_to(public, code + said, b"ofpra last words 1|" + public.fingerprint.encode())
    with store.world.inbox.transaction() as tx:
        last_words.lay(tx, 1, sealed)
    take_in(store.world.inbox, store.desk)
    assert _laid(store) == 1


@pytest.mark.expected_logs("last_words_refused")
@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('"desk_locked"', '"verb_exemple"'),
        ('"desk_locked"', '"case_treated"'),
        ('"desk", "desk"', '"program", "desk"'),
        ('"drafts": []', '"drafts": [1]'),
        ('"events"', '"others"'),
        ("{", "["),
    ],
)
def test_what_no_lock_says_stays_and_keeps_no_desk_from_opening(
    store: Store, was: str, becomes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another version, or forged by who has the key: a verb that nobody knows, one of another act, no words at all."""
    dumps = json.dumps

    def other(said: object) -> str:
        return dumps(said).replace(was, becomes)

    with monkeypatch.context() as patch:
        patch.setattr(json, "dumps", other)
        lay_by(store.world.inbox, _words(store))
    take_in(store.world.inbox, store.desk)
    assert (_laid(store), lines(store, "desk_locked")) == (1, [])


@pytest.mark.expected_logs("last_words_refused")
def test_what_the_journal_refuses_stays_and_keeps_no_desk_from_opening(store: Store) -> None:
    """As a team's server refuses a line that is too long: each later unlocking would end by it."""
    lay_by(store.world.inbox, _words(store))
    with store.desk.casebook.transaction() as tx:
        tx.exec_driver_sql(
            "CREATE TRIGGER too_long BEFORE INSERT ON audit WHEN instr(NEW.event, 'desk_locked') > 0 "
            "BEGIN SELECT RAISE(ABORT, 'no line of the journal'); END"
        )
    take_in(store.world.inbox, store.desk)
    assert (_laid(store), lines(store, "desk_locked")) == (1, [])
    with store.desk.casebook.transaction() as tx:
        tx.exec_driver_sql("DROP TRIGGER too_long")
    take_in(store.world.inbox, store.desk)
    assert (_laid(store), len(lines(store, "desk_locked"))) == (0, 1)


def test_without_a_key_of_the_inbox_nothing_is_laid_by(store: Store) -> None:
    """Whoever has the words keeps them, and hears of it."""
    with pytest.raises(StoreIncomplete):
        lay_by(store.world.inbox, LastWords("agent-exemple", CLOCK.now()))
