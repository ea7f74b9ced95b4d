"""Verifying the chains of a real store: ten thousand ways to meddle with one, each found where it begins."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backoffice_gui.actions.journal_heads import note_unlocking, signed_heads
from backoffice_gui.actions.verify_journal import anchored, casebook_heads, copied_heads, purged_heads, verify_casebook
from backoffice_gui.audit import FIRST, Anchor, AuditEvent, Role, Verb, link
from backoffice_gui.domain.journal import Chain
from backoffice_gui.errors import UsageError
from backoffice_gui.storage import anchors
from backoffice_gui.storage.audit_log import VerifiedChain
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import identity
from tests.support.desks import Store, a_store
from tests.support.stores import MOMENT

EVENTS = 80
SAMPLE = 300

Meddle = Callable[[Connection, random.Random, int], int]


def event(n: int) -> AuditEvent:
    """One of many; several are alike but for their number."""
    return AuditEvent(MOMENT, list(Verb)[n % 9], Role.DESK, f"case:{n % 40}", (("agent", "a.exemple"), ("found", n)))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A chain of some events, its guards off as somebody who has the key would have them."""
    with a_store(tmp_path / "s") as made:
        with made.desk.casebook.transaction() as tx:
            for name in tx.scalars(text("SELECT name FROM sqlite_master WHERE name LIKE 'guard_audit%'")).all():
                tx.execute(text(f"DROP TRIGGER {name}"))
            start = audit_log.head(tx).n
            audit_log.append(tx, [event(n) for n in range(start + 1, EVENTS + 1)])
        yield made


def _edit(tx: Connection, dice: random.Random, n: int) -> int:
    """One character of the event becomes another, or one bit of the hash."""
    if dice.random() < 0.3:
        octets = bytearray(tx.execute(text(f"SELECT hash FROM audit WHERE n = {n}")).scalar_one())
        octets[dice.randrange(32)] ^= 1 << dice.randrange(8)
        tx.execute(text(f"UPDATE audit SET hash = x'{octets.hex()}' WHERE n = {n}"))
        return n
    words = tx.execute(text(f"SELECT event FROM audit WHERE n = {n}")).scalar_one()
    place = dice.randrange(len(words))
    other = chr((ord(words[place]) - 32 + dice.randrange(1, 94)) % 95 + 32)
    changed = words[:place] + other + words[place + 1 :]
    tx.execute(text(f"UPDATE audit SET event = :words WHERE n = {n}"), {"words": changed})
    return n


def _rewrite(tx: Connection, dice: random.Random, n: int) -> int:
    """An event is changed and every hash from there on made to fit: only a head noted elsewhere tells."""
    tx.execute(text(f"UPDATE audit SET event = replace(event, '2026-', '2025-') WHERE n = {n}"))
    _relink(tx, n)
    del dice
    return EVENTS


def _relink(tx: Connection, n: int) -> None:
    previous = tx.execute(text(f"SELECT hash FROM audit WHERE n = {n - 1}")).scalar() or FIRST
    for row in tx.execute(text(f"SELECT n, event FROM audit WHERE n >= {n} ORDER BY n")).all():
        previous = link(previous, row.event.encode())
        tx.execute(text(f"UPDATE audit SET hash = x'{previous.hex()}' WHERE n = {row.n}"))


def _shift(tx: Connection, first: int, by: int) -> None:
    """Every event from a number on gets another."""
    tx.execute(text(f"UPDATE audit SET n = -(n + {by}) WHERE n >= {first}"))
    tx.execute(text("UPDATE audit SET n = -n WHERE n < 0"))


def _delete(tx: Connection, dice: random.Random, n: int) -> int:
    """Some events in a row are gone, with their numbers or closed up behind them."""
    many = dice.randint(1, min(5, EVENTS - n + 1))
    tx.execute(text(f"DELETE FROM audit WHERE n BETWEEN {n} AND {n + many - 1}"))
    if dice.random() < 0.5:
        _shift(tx, n + many, -many)
    return n


def _insert(tx: Connection, dice: random.Random, n: int) -> int:
    """An event more, linked to the one before as it should be; what follows is moved on."""
    _shift(tx, n, 1)
    words = '{"at":"2026-11-23T09:00:00.000000+00:00","details":{},"object":"case:1","role":"desk","verb":"searched"}'
    previous = tx.execute(text(f"SELECT hash FROM audit WHERE n = {n - 1}")).scalar() or FIRST
    own = link(previous, words.encode()) if dice.random() < 0.8 else dice.randbytes(32)
    tx.execute(text(f"INSERT INTO audit (n, event, hash) VALUES ({n}, :words, x'{own.hex()}')"), {"words": words})
    return n + 1 if own == link(previous, words.encode()) else n


def _reorder(tx: Connection, dice: random.Random, n: int) -> int:
    """Two events change places, their hashes with them or not."""
    other = dice.choice([number for number in range(1, EVENTS + 1) if number != n])
    if dice.random() < 0.5:
        for one, two in ((n, -1), (other, n), (-1, other)):
            tx.execute(text(f"UPDATE audit SET n = {two} WHERE n = {one}"))
    else:
        words = {row.n: row.event for row in tx.execute(text(f"SELECT n, event FROM audit WHERE n IN ({n}, {other})"))}
        for one, two in ((n, other), (other, n)):
            tx.execute(text(f"UPDATE audit SET event = :words WHERE n = {one}"), {"words": words[two]})
    return min(n, other)


def _cut(tx: Connection, dice: random.Random, n: int) -> int:
    """The end is cut off: the rest is a chain, and only a head noted elsewhere tells."""
    del dice
    tx.execute(text(f"DELETE FROM audit WHERE n >= {n}"))
    return n


WAYS: tuple[Meddle, ...] = (_edit, _delete, _insert, _reorder, _cut, _rewrite)


def meddled(store: Store, seed: int) -> tuple[VerifiedChain, int]:
    """What a verification finds after one meddling, and where that began; the chain is whole again then."""
    dice = random.Random(seed)
    with store.desk.casebook.transaction() as tx:
        anchor = Anchor(*audit_log.LOG.head(tx))
        again = tx.begin_nested()
        began = WAYS[seed % len(WAYS)](tx, dice, dice.randint(1, EVENTS))
        found = audit_log.verify(tx, [anchor])
        again.rollback()
        return found, began


def _all_found(store: Store, seeds: range) -> None:
    with store.desk.casebook.reading() as connection:
        assert audit_log.verify(connection, [audit_log.head(connection)]).ok
    for seed in seeds:
        found, began = meddled(store, seed)
        assert not found.ok, f"seed {seed}: not found"
        # an event moved on and one more before it: the last, moved beyond the head, or the one that follows
        assert found.first_broken is not None
        assert found.first_broken <= began or began > EVENTS, f"seed {seed}: {found}, but it began at {began}"
    with store.desk.casebook.reading() as connection:
        assert audit_log.verify(connection, [audit_log.head(connection)]).ok


def test_every_meddling_is_found_where_it_begins(store: Store) -> None:
    """Events edited, deleted, put in, put elsewhere, cut off, the rest made to fit."""
    _all_found(store, range(SAMPLE))


@pytest.mark.deep
@pytest.mark.timeout(3_600)
def test_ten_thousand_meddlings_are_all_found(store: Store) -> None:
    """The figure of the issue."""
    _all_found(store, range(SAMPLE, SAMPLE + 10_000))


def test_how_far_it_is_can_be_heard_and_it_can_be_stopped(store: Store) -> None:
    """Told by the slice; stopped, it raises."""
    seen: list[int] = []
    assert verify_casebook(store.desk.casebook, progress=seen.append).events == EVENTS
    assert seen == [EVENTS]
    with pytest.raises(UsageError, match="journal-cancelled"):
        verify_casebook(store.desk.casebook, cancelled=lambda: True)


def test_heads_that_somebody_emptied_elsewhere_are_missed(store: Store, tmp_path: Path) -> None:
    """The chain knows when it was signed: a file without a line of that is no file that never was."""
    note_unlocking(store.world.inbox, store.desk, {}, MOMENT)
    anchors.append(tmp_path, signed_heads(store.world.inbox, store.desk, MOMENT))
    whole = anchored(tmp_path, store.world.inbox, store.desk, Chain.CASEBOOK)
    assert (whole.there, len(whole.heads), whole.missing) == (True, 1, ())
    for file in tmp_path.glob("*.jsonl"):
        file.write_bytes(b"")
    emptied = anchored(tmp_path, store.world.inbox, store.desk, Chain.CASEBOOK)
    assert (emptied.there, emptied.heads, emptied.missing) == (True, (), (whole.heads[0].n,))


_ODD = ('{"chain":"inbox"}', '{"chain":"inbox","head":"00","n":"x","upto":"x"}', '{"chain":"inbox","n":1,"upto":1}',
        '{"chain":"inbox","head":"x","n":1,"upto":1}', '{"chain":"inbox","head":[],"n":{},"upto":null}')  # fmt: skip


@pytest.mark.parametrize("verb", [Verb.JOURNAL_PURGED, Verb.INBOX_HEAD, Verb.CASEBOOK_HEAD, Verb.STORE_RESTORED])
def test_a_line_that_notes_no_head_keeps_nobody_from_verifying(store: Store, verb: Verb) -> None:
    """Whoever may add a line may leave out what the program always says."""
    inbox, desk = store.world.inbox, store.desk
    note_unlocking(inbox, desk, {}, MOMENT)
    before = casebook_heads(inbox), copied_heads(inbox, desk), purged_heads(desk)
    with inbox.reading() as connection:
        name = identity.ids(connection).current
    for database, log in ((inbox, inbox_log), (desk.casebook, audit_log)):
        with database.transaction() as tx:
            for n, details in enumerate(_ODD, log.head(tx).n + 1):
                words = (
                    f'{{"at":"{MOMENT.isoformat()}","details":{details},"object":"store:{name}",'
                    f'"role":"desk","verb":"{verb.value}"}}'
                )
                tx.execute(
                    text("INSERT INTO audit (n, event, hash) VALUES (:n, :words, x'00')"), {"n": n, "words": words}
                )
    heads = () if verb is Verb.STORE_RESTORED else before[0]
    assert (casebook_heads(inbox), copied_heads(inbox, desk), purged_heads(desk)) == (heads, *before[1:])
