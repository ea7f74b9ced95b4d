"""What the inbox knows of its second copy."""

from __future__ import annotations

from backoffice_gui.storage.inbox import attempts, audit_log, ledger, mirrored, outcomes
from backoffice_gui.storage.inbox.schema import audit
from tests.support.stores import MOMENT, World, invented

_QUARANTINED = '{"at":"2026-01-01T00:00:00+00:00","details":{},"object":%s,"role":"desk","verb":"quarantined"}'
_ODD = (
    "{}",
    "7",
    *(_QUARANTINED % each for each in ("7", '"submission:"', '"submission:x"', f'"submission:{"9" * 5_000}"', "null")),
)
"""Lines that no program writes; any login of a team may."""


def test_mirrors_follow_each_other(world: World) -> None:
    """The highest is the one; the same twice is one; each beginning is audited."""
    with world.inbox.transaction() as tx:
        assert mirrored.current(tx) is None
        first = mirrored.begin(tx, "m1", world.store_id, MOMENT)
        assert mirrored.begin(tx, "m1", world.store_id, MOMENT) == first
        second = mirrored.begin(tx, "m2", world.store_id, MOMENT)
        assert (first.n, second.n, mirrored.current(tx)) == (1, 2, second)
        assert [line.verb for line in audit_log.read(tx)][-2:] == ["mirror_begun", "mirror_begun"]


def test_one_is_given_up_once_and_nothing_counts_in_it(world: World) -> None:
    """Where there is none there is nothing to give up; the next one begins behind it."""
    number = world.verify(invented(1)).attempt
    with world.inbox.transaction() as tx:
        assert mirrored.give_up(tx, MOMENT) is False
        mirrored.begin(tx, "m1", world.store_id, MOMENT)
        mirrored.mirrored(tx, [number], 1, MOMENT)
        assert [mirrored.give_up(tx, MOMENT), mirrored.give_up(tx, MOMENT)] == [True, False]
        row = mirrored.current(tx)
        assert row is not None
        assert (row.n, row.given_up, mirrored.lag(tx, row.n).count) == (2, True, 1)
        assert audit_log.read(tx)[-1].verb == "mirror_given_up"
        again = mirrored.begin(tx, "m3", world.store_id, MOMENT)
        assert (again.n, again.given_up) == (3, False)


def test_an_attempt_counts_in_the_newest_mirror_only(world: World) -> None:
    """Filled, raised, never emptied; audited once a group; twice does nothing."""
    numbers = [world.verify(invented(n)).attempt for n in (1, 2)]
    with world.inbox.transaction() as tx:
        mirrored.begin(tx, "m1", world.store_id, MOMENT)
        facts = mirrored.mirrored(tx, numbers, 1, MOMENT)
        assert [each.attempts[0].mirrored_in for each in facts] == [1, 1]
        assert mirrored.mirrored(tx, numbers, 1, MOMENT) == facts
        assert [line.verb for line in audit_log.read(tx)].count("mirrored") == 1
        assert mirrored.lag(tx, 1) == mirrored.Lag(0, None)
        assert mirrored.lag(tx, 2) == mirrored.Lag(2, MOMENT)
        mirrored.mirrored(tx, numbers[:1], 2, MOMENT)
    assert world.facts(1).attempts[0].mirrored_in == 2
    with world.inbox.reading() as connection:
        assert attempts.attempt_rows(connection, 2)[0].facts.mirrored_in == 1


def test_what_waits_is_what_is_verified_or_settled(world: World) -> None:
    """Not what is under way, set aside or erased; in quarantine or expired, what was stored."""
    verified = world.verify(invented(1))
    stored, aside, begun = world.begin(invented(2)), world.begin(invented(3)), world.begin(invented(4), stored=False)
    world.do(lambda tx: attempts.set_aside(tx, aside.attempt, "EXEMPLE", MOMENT))
    with world.inbox.transaction() as tx:
        assert [one.attempt for one in mirrored.waiting(tx, 1)] == [verified.attempt]
        outcomes.quarantined(tx, stored.row, "EXEMPLE", MOMENT)
        found = mirrored.waiting(tx, 1)
        assert [one.attempt for one in found] == [verified.attempt, stored.attempt]
        assert [one.row for one in mirrored.waiting(tx, 1, rows=[stored.row])] == [stored.row]
        assert mirrored.waiting(tx, 1, after=stored.attempt) == []
        assert len(mirrored.waiting(tx, 1, limit=1)) == 1
    assert begun.attempt not in {one.attempt for one in found}


def test_the_audit_says_what_has_moved(world: World) -> None:
    """Rows once each, the ledger's pin, and how far that brings us."""
    row = world.verify(invented(1)).row
    with world.inbox.transaction() as tx:
        mirrored.begin(tx, "m1", world.store_id, MOMENT)
        start = mirrored.moved(tx, 0)
        assert (start.rows, start.store, start.more) == ((), True, False)  # its first key pair
        outcomes.quarantined(tx, row, "EXEMPLE", MOMENT)
        outcomes.released(tx, row, MOMENT)
        ledger.pin(tx, "EXEMPLE", 1, MOMENT)
        moved = mirrored.moved(tx, start.upto)
        assert (moved.rows, moved.store, moved.upto) == ((row,), True, start.upto + 3)
        assert mirrored.moved(tx, start.upto, limit=1).more
        for n, event in enumerate(_ODD, moved.upto + 1):
            tx.execute(audit.insert().values(n=n, event=event, hash=bytes(32)))
        beyond = mirrored.moved(tx, moved.upto)
        assert (beyond.rows, beyond.store, beyond.upto) == ((), False, moved.upto + len(_ODD))
        mirrored.follow(tx, 1, moved.upto)
        mirrored.follow(tx, 1, 1)
        now = mirrored.current(tx)
    assert now is not None
    assert now.followed == moved.upto
