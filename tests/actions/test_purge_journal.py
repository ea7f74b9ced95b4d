"""The journal is purged by whole segments, from its beginning, and what is left is verified from where it begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import purge_journal as module
from backoffice_gui.actions.purge_journal import kept_since, purge_inbox_journal, purge_journal
from backoffice_gui.actions.verify_journal import purged_heads, verify_casebook, verify_inbox
from backoffice_gui.audit import Anchor, AuditEvent, Role, Verb
from backoffice_gui.domain.journal import JournalFilter
from backoffice_gui.errors import Defect, StoreDamaged
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import mirrored
from backoffice_gui.storage.journal import CASEBOOK, INBOX
from tests.support.clock import TurnedClock
from tests.support.desks import Store, a_store
from tests.support.journals import lived

NOW = datetime(2028, 3, 15, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """An event every ten days for three years, after those of the store's making (2026); segments of twenty."""
    monkeypatch.setattr(module, "SEGMENT", 20)
    with a_store(tmp_path / "s") as made:
        with made.desk.casebook.transaction() as tx:
            audit_log.append(
                tx,
                [
                    AuditEvent(NOW - timedelta(days=10 * n), Verb.CASE_OPENED, Role.DESK, f"case:{n}")
                    for n in range(45, -1, -1)
                ],
            )
        yield made


def verbs(store: Store) -> list[str]:
    """What is left, oldest first."""
    with store.desk.casebook.reading() as connection:
        return [line.verb for line in reversed(CASEBOOK.page(connection, JournalFilter(), 0, 500))]


@pytest.mark.parametrize(
    ("now", "months", "since"),
    [
        (datetime(2028, 3, 15, tzinfo=UTC), 12, datetime(2027, 3, 1, tzinfo=UTC)),
        (datetime(2028, 1, 1, tzinfo=UTC), 12, datetime(2027, 1, 1, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 6, datetime(2027, 8, 1, tzinfo=UTC)),
    ],
)
def test_whole_months_are_kept(now: datetime, months: int, since: datetime) -> None:
    """The month itself, and so many before it."""
    assert kept_since(now, months) == since


def test_what_is_left_begins_where_the_purge_ended_and_holds(store: Store) -> None:
    """Everything older is gone, each segment is told by an event, a second purge finds nothing."""
    before = len(verbs(store))
    gone = purge_journal(store.desk, TurnedClock(NOW), 12)
    left = verbs(store)
    assert gone == before - (len(left) - left.count("journal_purged"))
    assert left.count("journal_purged") == 1
    assert left[0] == "case_opened"
    walked = verify_casebook(store.desk.casebook)
    assert (walked.ok, walked.first, walked.events) == (True, gone + 1, len(left))
    assert purge_journal(store.desk, TurnedClock(NOW), 12) == 0
    later = TurnedClock(NOW + timedelta(days=2_000))
    lived(store, NOW, later.now())
    assert purge_journal(store.desk, later, 12) > 0
    assert verify_casebook(store.desk.casebook).ok
    with store.desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(NOW, Verb.CASE_OPENED, Role.DESK, "case:1")])
    assert verify_casebook(store.desk.casebook).ok


def test_a_stopped_purge_is_whole_as_far_as_it_came(store: Store) -> None:
    """One segment, then nothing; the next call does the rest."""
    answers = iter([False, True])
    later = TurnedClock(NOW + timedelta(days=2_000))
    lived(store, NOW, later.now())
    assert purge_journal(store.desk, later, 12, cancelled=lambda: next(answers)) == 20
    walked = verify_casebook(store.desk.casebook)
    assert (walked.ok, walked.first) == (True, 21)
    assert purge_journal(store.desk, later, 12) > 20


def test_a_broken_segment_is_left_as_evidence(store: Store) -> None:
    """Nothing of it is deleted."""
    with store.desk.casebook.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_update"))
        tx.execute(text("UPDATE audit SET event = replace(event, 'at', 'as') WHERE n = 2"))
    before = verbs(store)
    with pytest.raises(StoreDamaged, match="audit-broken"):
        purge_journal(store.desk, TurnedClock(NOW), 12)
    assert verbs(store) == before


def test_nothing_is_deleted_but_by_a_purge(store: Store) -> None:
    """The guards of the database: no event without its boundary, no boundary with another hash, none that goes."""
    attempts = (
        "DELETE FROM audit WHERE n = 1",
        "INSERT INTO audit_boundary (upto, hash, at) VALUES (5, x'00', 'EXEMPLE')",
    )
    for words in attempts:
        with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
            tx.execute(text(words))
    purge_journal(store.desk, TurnedClock(NOW), 12)
    for words in ("DELETE FROM audit_boundary", "UPDATE audit_boundary SET upto = 1", "DELETE FROM audit WHERE n = 49"):
        with pytest.raises(Defect), store.desk.casebook.transaction() as tx:
            tx.execute(text(words))


def test_a_beginning_that_no_event_tells_of_is_found(store: Store) -> None:
    """Somebody with the key who purges by hand: the chain begins later, and nothing says why."""
    with store.desk.casebook.transaction() as tx:
        tx.execute(text("INSERT INTO audit_boundary SELECT n, hash, 'EXEMPLE' FROM audit WHERE n = 10"))
        tx.execute(text("DELETE FROM audit WHERE n <= 10"))
    walked = verify_casebook(store.desk.casebook)
    assert (walked.ok, walked.broken, walked.reason) == (False, 11, "purge")


def _old_inbox(store: Store) -> None:
    """The inbox's chain has events of three years too."""
    with store.world.inbox.transaction() as tx:
        inbox_log.append(
            tx,
            [
                AuditEvent(NOW - timedelta(days=10 * n), Verb.VERIFIED, Role.COLLECTOR, f"submission:{n}")
                for n in range(100, -1, -1)
            ],
        )


def test_the_inbox_s_chain_goes_by_segments_too(store: Store) -> None:
    """The casebook says with whom and up to where, the inbox without a name; both are walked from where they begin."""
    _old_inbox(store)
    inbox, clock = store.world.inbox, TurnedClock(NOW)
    gone = purge_inbox_journal(inbox, store.desk, clock, 12)
    walked = verify_inbox(inbox, purged=purged_heads(store.desk))
    assert (walked.ok, walked.first) == (True, gone + 1)
    assert gone > 60
    assert len(purged_heads(store.desk)) == -(-gone // 20)
    with inbox.reading() as connection:
        said = [dict(line.details) for line in inbox_log.read(connection, gone, 500) if line.verb == "journal_purged"]
    assert {each["chain"] for each in said} == {"inbox"}
    assert all("agent" not in each for each in said)
    assert purge_inbox_journal(inbox, store.desk, clock, 12) == 0


def test_an_inbox_whose_beginning_the_casebook_does_not_know_is_broken(store: Store) -> None:
    """Somebody who has the inbox alone cuts its beginning off, as a purge would."""
    with store.world.inbox.transaction() as tx:
        tx.execute(text("INSERT INTO audit_boundary SELECT n, hash, 'EXEMPLE' FROM audit WHERE n = 2"))
        tx.execute(text("DELETE FROM audit WHERE n <= 2"))
    walked = verify_inbox(store.world.inbox, purged=purged_heads(store.desk))
    assert (walked.ok, walked.broken, walked.reason) == (False, 3, "purge")
    copied = [Anchor(2, walk_to(store)), Anchor(3, walk_to(store, 3))]
    assert verify_inbox(store.world.inbox, copied=copied, purged=()).ok, "the casebook's own beginning is later still"


def walk_to(store: Store, n: int = 2) -> bytes:
    """The hash that the inbox's chain has there."""
    with store.world.inbox.reading() as connection:
        begun = inbox_log.LOG.begun(connection)
        return begun.hash if begun.n == n else inbox_log.LOG.hash_of(connection, n) or b""


def test_what_the_second_copy_has_not_followed_stays(store: Store) -> None:
    """Its facts are read out of the chain."""
    _old_inbox(store)
    with store.world.inbox.transaction() as tx:
        mirrored.begin(tx, "e" * 32, store.world.store_id, NOW)
    assert purge_inbox_journal(store.world.inbox, store.desk, TurnedClock(NOW), 12) == 0
    with store.world.inbox.transaction() as tx:
        mirrored.give_up(tx, NOW)
    assert purge_inbox_journal(store.world.inbox, store.desk, TurnedClock(NOW), 12) > 0, "no second copy follows it"


def test_a_broken_segment_of_the_inbox_is_left(store: Store) -> None:
    """Nothing is deleted, and the casebook says nothing of it."""
    _old_inbox(store)
    with store.world.inbox.transaction() as tx:
        tx.execute(text("DROP TRIGGER guard_audit_update"))
        tx.execute(text("UPDATE audit SET event = replace(event, 'at', 'as') WHERE n = 2"))
    with pytest.raises(StoreDamaged, match="audit-broken"):
        purge_inbox_journal(store.world.inbox, store.desk, TurnedClock(NOW), 12)
    assert purged_heads(store.desk) == frozenset()


def test_a_clock_that_was_set_forward_purges_nothing(store: Store) -> None:
    """A wrong year, or a hand that knows why: what the chain does not bear out takes nothing away, in one step or two."""
    clock = TurnedClock(NOW + timedelta(days=10))
    purge_journal(store.desk, clock, 12)
    purge_inbox_journal(store.world.inbox, store.desk, clock, 12)
    with store.desk.casebook.reading() as connection, store.world.inbox.reading() as inbox:
        before = (CASEBOOK.span(connection)[0], INBOX.span(inbox)[0])
    for days in (5 * 365, 40):
        clock.advance(days * 86_400.0)
        unlocked = AuditEvent(clock.now(), Verb.DESK_UNLOCKED, Role.DESK, "desk")
        for database, log in ((store.desk.casebook, audit_log), (store.world.inbox, inbox_log)):
            with database.transaction() as tx:
                log.append(tx, [unlocked])
        assert purge_journal(store.desk, clock, 12) == 0
        assert purge_inbox_journal(store.world.inbox, store.desk, clock, 12) == 0
    with store.desk.casebook.reading() as connection, store.world.inbox.reading() as inbox:
        assert (CASEBOOK.span(connection)[0], INBOX.span(inbox)[0]) == before


def test_after_a_long_absence_the_purge_goes_on_once_some_weeks_were_lived_through(store: Store) -> None:
    """Nobody was here for half a year: what is too old by then goes once somebody has been here again for as long."""
    clock = TurnedClock(NOW + timedelta(days=10))
    purge_journal(store.desk, clock, 12)
    clock.advance(180 * 86_400.0)
    for _ in range(4):
        with store.desk.casebook.transaction() as tx:
            audit_log.append(tx, [AuditEvent(clock.now(), Verb.DESK_UNLOCKED, Role.DESK, "desk")])
        assert purge_journal(store.desk, clock, 12) == 0
        clock.advance(10 * 86_400.0)
    assert purge_journal(store.desk, clock, 12) > 0
    assert verify_casebook(store.desk.casebook).ok
