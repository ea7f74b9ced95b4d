"""Purge epochs in the inbox: what the database itself allows of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox import epochs
from tests.support.stores import MOMENT, World, invented


def _refused(world: World, words: str) -> None:
    with pytest.raises(Defect), world.inbox.transaction() as tx:
        tx.execute(text(words))


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
