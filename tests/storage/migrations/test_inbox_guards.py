"""The inbox's triggers: what no program may do, the database refuses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, select

from backoffice_gui.storage.inbox import ledger, outcomes, schema
from backoffice_gui.storage.migrations import inbox_guards
from tests.support.dialects import guarded, said
from tests.support.stores import MOMENT, World, invented, receipt_for

AT = "'2026-11-23T10:00:00.000000Z'"


def refused(world: World, words: str) -> None:
    """A statement that a guard ends, and that changes nothing."""
    guarded(world.inbox, words)


def allowed(world: World, words: str) -> None:
    """A statement that goes through."""
    with world.inbox.transaction() as tx:
        assert said(tx, words).rowcount > 0


def something(column: Column[Any]) -> str:
    """A value that a column takes."""
    kinds = ((Boolean, "TRUE"), (Integer, "7"), (LargeBinary, "x'01'"))
    return next((value for kind, value in kinds if isinstance(column.type, kind)), AT)


def another(column: Column[Any]) -> str:
    """Another one than it has."""
    kinds = ((Boolean, f'NOT "{column.name}"'), (Integer, f'"{column.name}" + 1'), (LargeBinary, "x'02'"))
    return next((value for kind, value in kinds if isinstance(column.type, kind)), "'other'")


def only_filled(world: World, table: Table, names: Iterable[str]) -> None:
    """Each of these columns can be filled where it is empty, and then neither changed nor emptied."""
    for name in names:
        column = table.c[name]
        with world.inbox.reading() as connection:
            filled = connection.execute(select(column.is_not(None))).scalar()
        if not filled:
            allowed(world, f'UPDATE {table.name} SET "{name}" = {something(column)}')
        refused(world, f'UPDATE {table.name} SET "{name}" = {another(column)}')
        refused(world, f'UPDATE {table.name} SET "{name}" = NULL')


@pytest.fixture
def full(world: World) -> World:
    """One closed submission, with every kind of row beside it."""
    one = invented()
    row = world.verify(one).row
    facts = world.receipt(row)
    with world.inbox.transaction() as tx:
        outcomes.closed(tx, [row], MOMENT)
        outcomes.quarantined(tx, row, "EXEMPLE", MOMENT)
        ledger.pin(tx, "epoch-EXEMPLE", 1, MOMENT)
        ledger.append(tx, [("EXEMPLE.x.y", receipt_for(facts, world.store_id))], "epoch-EXEMPLE", MOMENT)
    return world


def test_no_fact_is_changed_or_emptied(full: World) -> None:
    """Filled facts stay; empty ones can be filled once (I8). An attempt's key is a matter of its own."""
    only_filled(full, schema.submission, inbox_guards._SUBMISSION_FACTS)
    only_filled(full, schema.attempt, inbox_guards._ATTEMPT_FACTS)


def test_nothing_of_these_is_ever_deleted_or_changed(full: World) -> None:
    """Tombstones, names, keys, the chain and the ledger stay as they are."""
    for table in ("submission", "store", "inbox_key", "run_key", "audit", "ledger"):
        refused(full, f"DELETE FROM {table}")
    for words in (
        "store SET store_id = 'f'",
        "inbox_key SET public = x'00'",
        "audit SET event = '{}'",
        "ledger SET jws = 'x'",
        "chunk SET sealed = x'00'",
        "chunk SET part = 9",
        "run_key SET canary = x'00'",
        "run_key SET made_at = 'x'",
    ):
        refused(full, f"UPDATE {words}")


def test_nothing_is_replaced(disk_world: World) -> None:
    """SQLite's own way to delete past a guard."""
    disk_world.begin(invented())
    refused(disk_world, "INSERT OR REPLACE INTO audit (n, event, hash) VALUES (1, '{}', x'00')")
    refused(disk_world, "INSERT OR REPLACE INTO chunk SELECT n_chunk, attempt, part, n, last, x'00' FROM chunk")


def test_incidents_are_closed_once_and_stay(full: World) -> None:
    """A reason, once given, is not rewritten."""
    allowed(full, f"INSERT INTO incident (kind, opened_at, detail) VALUES ('lost', {AT}, '')")
    allowed(full, f"UPDATE incident SET closed_at = {AT}, reason = 'EXEMPLE', closed_by = 'desk'")
    refused(full, "UPDATE incident SET reason = 'other'")
    refused(full, "UPDATE incident SET closed_at = NULL")
    refused(full, "DELETE FROM incident")


def test_times_of_watching_only_grow_and_notifications_stay(full: World) -> None:
    """Nobody watches less afterwards, and what the authority was told is not told otherwise."""
    allowed(full, f"INSERT INTO watch (since, until) VALUES ({AT}, {AT})")
    allowed(full, "UPDATE watch SET until = '2026-11-23T11:00:00.000000Z'")
    refused(full, f"UPDATE watch SET until = {AT}")
    refused(full, "UPDATE watch SET since = '2026-11-23T09:00:00.000000Z'")
    refused(full, "DELETE FROM watch")
    allowed(full, f"INSERT INTO incident (kind, opened_at, detail) VALUES ('lost', {AT}, '')")
    allowed(
        full,
        "INSERT INTO notification (incident, at, reference, capacity, recorded_at, recorded_by) "
        f"VALUES (1, {AT}, 'EXEMPLE', 'dpo', {AT}, 'desk')",
    )
    refused(full, "UPDATE notification SET reference = 'other'")
    refused(full, "DELETE FROM notification")


def test_a_kind_out_of_pattern_does_not_get_in(world: World) -> None:
    """Clear facts hold nothing a person wrote."""
    for kind in ("", "Kind", "9lives", "été", "a b", "a" * 65, "a-b"):
        refused(
            world,
            "INSERT INTO submission (row, origin, id, digest, seq, kind, size, parts, first_seen_at, stage) "
            f"VALUES (9, 'x', 'x', 'x', 1, '{kind}', 1, 1, {AT}, 'OFFERED')",
        )


def test_a_stored_attempt_goes_beside_a_verified_one_only(world: World) -> None:
    """Rule (c), for attempt and chunks; and the verified one never goes."""
    one = invented()
    first = world.begin(one)
    for table in ("chunk", "attempt"):
        refused(world, f"DELETE FROM {table} WHERE attempt = {first.attempt}")
    second = world.verify(one)
    for table in ("chunk", "attempt"):
        refused(world, f"DELETE FROM {table} WHERE attempt = {second.attempt}")
        allowed(world, f"DELETE FROM {table} WHERE attempt = {first.attempt}")


def test_of_two_verified_attempts_one_stays(world: World) -> None:
    """Whoever deletes the first can't delete the second."""
    one = invented()
    first, second = world.verify(one), world.verify(one)
    for table in ("chunk", "attempt"):
        allowed(world, f"DELETE FROM {table} WHERE attempt = {first.attempt}")
        refused(world, f"DELETE FROM {table} WHERE attempt = {second.attempt}")


def test_an_attempt_that_was_never_stored_may_go(world: World) -> None:
    """It was never a copy."""
    cut = world.begin(invented(), stored=False)
    for table in ("chunk", "attempt"):
        allowed(world, f"DELETE FROM {table} WHERE attempt = {cut.attempt}")


def test_nothing_is_added_to_a_stored_attempt(world: World) -> None:
    """It is whole."""
    stored = world.begin(invented())
    refused(world, f"INSERT INTO chunk (attempt, part, n, last, sealed) VALUES ({stored.attempt}, 7, 0, TRUE, x'00')")


def test_a_chunk_belongs_to_an_attempt(world: World) -> None:
    """No orphan gets in (I15)."""
    refused(world, "INSERT INTO chunk (attempt, part, n, last, sealed) VALUES (99, 0, 0, TRUE, x'00')")
    cut = world.begin(invented(), stored=False)
    refused(world, f"DELETE FROM attempt WHERE attempt = {cut.attempt}")


def test_a_key_is_only_ever_destroyed_and_only_for_a_peer(world: World) -> None:
    """Not exchanged, not for what is ours, not for a stranger's."""
    row = world.verify(invented(1)).row
    refused(world, "UPDATE attempt SET wrapped_key = zeroblob(60)")
    world.receipt(row, ours=False, peer=True)
    refused(world, f"UPDATE attempt SET wrapped_key = x'{'01' * 60}'")
    refused(world, "UPDATE attempt SET wrapped_key = zeroblob(59)")
    allowed(world, "UPDATE attempt SET wrapped_key = zeroblob(60)")
    allowed(world, "DELETE FROM chunk")
    stranger = world.verify(invented(2))
    world.receipt(stranger.row, ours=False, peer=False)
    refused(world, f"UPDATE attempt SET wrapped_key = zeroblob(60) WHERE attempt = {stranger.attempt}")


def test_nothing_is_verified_before_it_is_stored(world: World) -> None:
    """Nor without the hashes of its chunks."""
    cut = world.begin(invented(1), stored=False)
    refused(world, f"UPDATE attempt SET verified_at = {AT}, chunk_hashes = x'00' WHERE attempt = {cut.attempt}")
    stored = world.begin(invented(2))
    refused(world, f"UPDATE attempt SET verified_at = {AT} WHERE attempt = {stored.attempt}")


def test_a_mirror_is_followed_by_a_newer_one_only(full: World) -> None:
    """Filled together, raised, never lowered, never emptied; and never before the attempt is stored."""
    first = f"UPDATE attempt SET mirrored_at = {AT}, mirrored_in = "
    refused(full, f"UPDATE attempt SET mirrored_at = {AT}")
    refused(full, "UPDATE attempt SET mirrored_in = 1")
    allowed(full, first + "1")
    refused(full, "UPDATE attempt SET mirrored_at = '2027-01-01T00:00:00.000000Z'")
    allowed(full, first + "2")
    refused(full, first + "1")
    refused(full, "UPDATE attempt SET mirrored_at = NULL, mirrored_in = NULL")
    full.begin(invented(2), stored=False)
    refused(full, first + "3 WHERE attempt = 2")


def test_what_was_begun_as_a_mirror_stays_so(full: World) -> None:
    """Its name and place; how far it followed only rises."""
    allowed(full, f"INSERT INTO mirror VALUES (1, 'EXEMPLE', 'EXEMPLE', {AT}, 5)")
    allowed(full, "UPDATE mirror SET followed = 6")
    refused(full, "UPDATE mirror SET followed = 5")
    refused(full, "UPDATE mirror SET mirror_id = 'other'")
    refused(full, "DELETE FROM mirror")
