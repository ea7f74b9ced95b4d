"""What an unlocking notes, and the heads that are signed: once, and again only where something has happened."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from backoffice_gui.actions.journal_heads import (
    inbox_head,
    note_preference,
    note_settings,
    note_unlocking,
    signed_heads,
)
from backoffice_gui.actions.verify_journal import casebook_heads, inbox_heads, verify_casebook, verify_inbox
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.heads import sound
from backoffice_gui.storage.casebook import audit_keys, audit_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import identity
from tests.support.cases import lines
from tests.support.desks import MASTER, Store, a_store, spoil
from tests.support.stores import MOMENT, invented

SETTINGS: dict[str, str | int] = {"security.lock_minutes": 10, "audit.anchor": 0}


def unlocked(store: Store, **changed: int) -> None:
    """Unlock once more."""
    note_unlocking(store.world.inbox, store.desk, SETTINGS | changed, MOMENT)


def test_an_unlocking_notes_what_is_new_and_nothing_else(tmp_path: Path) -> None:
    """The inbox's head where it has moved, settings where they have changed, the key once."""
    with a_store(tmp_path / "s") as store:
        for _ in range(2):
            unlocked(store)
        (copied,) = lines(store, "inbox_head")
        head = inbox_head(store.world.inbox, MOMENT)
        assert (copied.object, dict(copied.details)["head"]) == (f"store:{head.store}", head.hash.hex())
        assert len(lines(store, "signing_key_made")) == 1
        store.world.verify(invented())
        unlocked(store, **{"audit.anchor": 1})
        assert len(lines(store, "inbox_head")) == 2
        first, second = (dict(line.details) for line in lines(store, "settings_changed"))
        assert (first["changed"], second["changed"], second["audit.anchor"]) == ("", "audit.anchor", 1)
        assert verify_casebook(store.desk.casebook).ok


def test_heads_are_signed_once_for_what_has_happened(tmp_path: Path) -> None:
    """Both chains, by the store's key; the casebook's head is of the event that says so."""
    with a_store(tmp_path / "s") as store:
        assert signed_heads(store.world.inbox, store.desk, MOMENT) == ()
        unlocked(store)
        own, incoming = signed_heads(store.world.inbox, store.desk, MOMENT)
        assert (own.head.chain, incoming.head.chain) == ("casebook", "inbox")
        assert sound(own)
        assert sound(incoming)
        with store.desk.casebook.reading() as connection:
            assert audit_keys.publics(connection) == {own.key}
            assert (own.head.n, own.head.hash) == (audit_log.head(connection).n, audit_log.head(connection).hash)
        assert signed_heads(store.world.inbox, store.desk, MOMENT) == ()
        store.world.verify(invented())
        assert len(signed_heads(store.world.inbox, store.desk, MOMENT)) == 2


def test_an_inbox_that_was_set_back_is_found(tmp_path: Path) -> None:
    """Its chain holds in itself; the casebook's knows that it was longer."""
    with a_store(tmp_path / "s") as store:
        store.world.verify(invented())
        unlocked(store)
        inbox = store.world.inbox
        with inbox.reading() as connection:
            name = identity.ids(connection).current
        with store.desk.casebook.reading() as connection:
            copied = inbox_heads(connection, name)
        assert verify_inbox(inbox, copied=copied).ok
        spoil(inbox, "DELETE FROM audit WHERE n > 3")
        assert verify_inbox(inbox).ok
        found = verify_inbox(inbox, copied=copied)
        assert (found.ok, found.broken, found.reason) == (False, 4, "rolled-back")


def test_what_is_settled_at_work_is_noted_at_once_under_a_name(tmp_path: Path) -> None:
    """Once for a change, never for none; a choice of the window's is an event of its own, and no setting."""
    with a_store(tmp_path / "s") as store:
        unlocked(store)
        note_settings(store.desk, SETTINGS, MOMENT)
        note_settings(store.desk, SETTINGS | {"security.lock_minutes": 5}, MOMENT)
        note_preference(store.desk, "desk/discreet", "true", MOMENT)
        note_settings(store.desk, SETTINGS | {"security.lock_minutes": 5}, MOMENT)
        _, second = (dict(line.details) for line in lines(store, "settings_changed"))
        assert (second["changed"], second["agent"]) == ("security.lock_minutes", "agent-exemple")
        (chosen,) = (dict(line.details) for line in lines(store, "preference_changed"))
        assert (chosen["name"], chosen["value"], chosen["agent"]) == ("desk/discreet", "true", "agent-exemple")


def _pages(store: Store) -> dict[str, bytes]:
    store.desk.casebook.checkpoint()
    return {path.name: path.read_bytes() for path in store.folder.glob("casebook.db*")}


def test_a_casebook_that_was_taken_away_and_put_back_is_found(tmp_path: Path) -> None:
    """Its chain is whole; the inbox knows of an unlocking that it has not, and names nobody; `verify` says so too."""
    with a_store(tmp_path / "s") as store:
        unlocked(store)
        before = _pages(store)
        note_preference(store.desk, "discreet", "off", MOMENT)  # whoever worked with it, as any event does
        unlocked(store)
        (noted,) = casebook_heads(store.world.inbox)[:1]
        assert verify_casebook(store.desk.casebook, noted=[noted]).ok
        store.desk.casebook.close()
        for name, octets in before.items():
            (store.folder / name).write_bytes(octets)
        for name in ("casebook.db-wal", "casebook.db-shm"):
            if name not in before:
                (store.folder / name).unlink(missing_ok=True)
        with closing(Casebook.open(store.folder, MASTER.casebook_key())) as casebook:
            assert verify_casebook(casebook).ok
            found = verify_casebook(casebook, noted=casebook_heads(store.world.inbox))
            assert (found.ok, found.reason) == (False, "rolled-back")
            faults = verify_store(store.world.inbox, replace(store.desk, casebook=casebook)).faults
            assert [(fault.what, fault.reason) for fault in faults] == [("casebook_audit", "rolled-back")]


def test_a_casebook_that_a_backup_brought_back_is_no_alarm(tmp_path: Path) -> None:
    """What the inbox noted before that counts no more: it is said by the restoring itself."""
    with a_store(tmp_path / "s") as store:
        note_preference(store.desk, "discreet", "off", MOMENT)
        unlocked(store)
        assert casebook_heads(store.world.inbox)
        with store.world.inbox.transaction() as tx:
            name = identity.ids(tx).current
            inbox_log.append(tx, [AuditEvent(MOMENT, Verb.STORE_RESTORED, Role.ADMINISTRATOR, f"store:{name}")])
        assert casebook_heads(store.world.inbox) == ()
