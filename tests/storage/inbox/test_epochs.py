"""Purge epochs in the inbox: what the database itself allows of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select, text

from backoffice_gui.storage.inbox import audit_log, epochs
from backoffice_gui.storage.inbox.schema import run_key
from tests.support.dialects import guarded, said
from tests.support.stores import MOMENT, World, invented


def _refused(world: World, words: str) -> None:
    guarded(world.inbox, words)


def test_a_key_is_wrapped_anew_in_an_epoch_only(world: World) -> None:
    """Under its own run key, both columns together, and never one that was destroyed."""
    world.begin(invented(1))
    new = "INSERT INTO run_key SELECT 2, store_id, generation, suite, sealed, NULL, made_at, canary, NULL, NULL FROM run_key"
    with world.inbox.transaction() as tx:
        tx.execute(text(new))
    _refused(world, "UPDATE attempt SET run_key = 2, wrapped_key = x'01'")
    with world.inbox.transaction() as tx:
        one = epochs.begin(tx, 1, 2, MOMENT)
    _refused(world, "UPDATE attempt SET run_key = 2")
    _refused(world, "UPDATE attempt SET wrapped_key = x'01'")
    with world.inbox.transaction() as tx:
        (found,) = epochs.remaining(tx, one, 0, 10)
        epochs.rewrap(tx, one, [(found.attempt, b"anew")])
        assert epochs.remaining(tx, one, 0, 10) == []
        assert [each.wrapped for each in epochs.under(tx, one)] == [b"anew"]
        assert epochs.destroy(tx, one) == [1]
        epochs.end(tx, one, MOMENT, kept=1, ended=1)
        assert epochs.under_way(tx) is None
    _refused(world, "UPDATE attempt SET run_key = 1, wrapped_key = x'02'")
    _refused(world, "DELETE FROM epoch")
    _refused(world, "UPDATE epoch SET ended_at = 'x'")


def test_what_nothing_lives_under_is_destroyed_once(world: World) -> None:
    """As it was sealed to the key pair, and to the recovery key; of another length it would not lie where it lay."""
    new = "INSERT INTO run_key SELECT {}, store_id, generation, suite, sealed, x'010203', made_at, canary, NULL, NULL FROM run_key WHERE id = 1"
    with world.inbox.transaction() as tx:
        for number in (2, 3):
            said(tx, new.format(number))
        one = epochs.begin(tx, 1, 3, MOMENT)
        assert epochs.destroy(tx, one) == [1, 2]
        assert epochs.destroy(tx, one) == []
        sealed = tx.execute(select(run_key.c.sealed, run_key.c.sealed_recovery).order_by(run_key.c.id)).all()
    assert [any(row.sealed) for row in sealed] == [False, False, True]
    assert len({len(row.sealed) for row in sealed}) == 1
    assert [row.sealed_recovery for row in sealed][1:] == [bytes(3), b"\x01\x02\x03"]


def test_the_last_that_ended_is_told_and_each_is_audited(world: World) -> None:
    """Begun and over, with its key pair and what came of it."""
    with world.inbox.transaction() as tx:
        for n in (1, 2):
            assert epochs.under_way(tx) is None
            one = epochs.begin(tx, 1, world.run_key_number, MOMENT + timedelta(days=n))
            assert epochs.under_way(tx) == one
            epochs.end(tx, one, MOMENT + timedelta(days=n, hours=1), kept=n, ended=2 * n)
            assert epochs.last_ended(tx) == replace(one, ended_at=MOMENT + timedelta(days=n, hours=1))
        begun, over = audit_log.read(tx)[-2:]
    assert (begun.verb, begun.object, begun.details) == ("epoch_begun", "store", (("generation", 1),))
    assert (over.verb, over.object) == ("epoch_ended", "store")
    assert over.details == (("generation", 1), ("kept", 2), ("run_keys", 4))


def test_a_purge_waits_for_the_next_epoch(world: World) -> None:
    """The oldest since the last one."""
    world.begin(invented(1))
    with world.inbox.transaction() as tx:
        assert epochs.purged_since(tx) is None
        tx.execute(text("UPDATE submission SET lost_at = '2026-11-23T09:00:00.000000Z'"))
        values = "(1, 'EXEMPLE', 'apart', '2026-11-24T09:00:00.000000Z')"
        tx.execute(text(f"INSERT INTO purged VALUES {values}"))
        assert epochs.purged_since(tx) == MOMENT + timedelta(days=1)
        one = epochs.begin(tx, 1, 1, MOMENT + timedelta(days=2))
        epochs.end(tx, one, MOMENT + timedelta(days=2), kept=0, ended=0)
        assert epochs.purged_since(tx) is None
