from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.sealing import CHUNK, MANIFEST_PART, OVERHEAD, AttemptKey, SealBroken, generate, seal_to
from backoffice_gui.sealing.keys import new_run_key, run_key_info, seal_canary
from backoffice_gui.storage.inbox import attempts, keys
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.unsealing import RecoveryUnsealer, Unsealer, best_attempt
from backoffice_gui.storage.journeys import ask
from tests.support.desks import Store, a_store, spoil
from tests.support.stores import MOMENT, Invented, invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store whose private key is at hand."""
    with a_store(tmp_path / "s") as made:
        yield made


def _rows(store: Store, row: int) -> list[AttemptRow]:
    with store.world.inbox.reading() as connection:
        return attempts.attempt_rows(connection, row)


def _opened(store: Store, one: Invented, row: int) -> tuple[str | None, dict[int, bytes]]:
    unsealer = Unsealer(store.desk.privates)
    best = best_attempt(_rows(store, row))
    assert best is not None
    with store.world.inbox.reading() as connection:
        key = unsealer.key(connection, best, one.manifest.key)
        parts = {n: b"".join(unsealer.part(connection, best.id, key, n)) for n in unsealer.parts(connection, best.id)}
        return unsealer.manifest(connection, best.id, key), parts


def test_what_the_collector_sealed_opens_with_the_private_key(store: Store) -> None:
    """Manifest and parts, empty and long ones, come back octet for octet, and are never another's."""
    one = invented(1, (b"{}", b"", b"z" * (CHUNK + 3)))
    store.world.verify(invented(2, (b"[]", b"y", b"x")))
    row = store.world.verify(one).row
    assert _opened(store, one, row) == (one.jws, {0: b"{}", 1: b"", 2: b"z" * (CHUNK + 3)})


def test_without_the_private_key_nothing_opens(store: Store) -> None:
    """No key, another's key, and a submission's name that isn't its own, are all refused."""
    one, other = invented(1), invented(2)
    [best] = _rows(store, store.world.verify(one).row)
    fingerprint = store.world.private.public().fingerprint
    with store.world.inbox.reading() as connection:
        for privates in ({}, {fingerprint: generate()}):
            with pytest.raises(SealBroken):
                Unsealer(privates).key(connection, best, one.manifest.key)
        with pytest.raises(SealBroken):
            Unsealer(store.desk.privates).key(connection, best, other.manifest.key)
        with pytest.raises(SealBroken):
            Unsealer(store.desk.privates).run_key(connection, 99)
    assert "EXEMPLE" not in repr(Unsealer(store.desk.privates))


def test_a_missing_chunk_is_never_passed_over(store: Store) -> None:
    """A part ends with its last chunk, or is refused; a manifest that isn't there is nothing."""
    one = invented(1, (b"{}", b"y" * (2 * CHUNK + 1)))
    row = store.world.verify(one).row
    spoil(store.world.inbox, "DELETE FROM chunk WHERE part = 1 AND n = 1")
    with pytest.raises(SealBroken):
        _opened(store, one, row)
    spoil(store.world.inbox, "DELETE FROM chunk WHERE part = 1", "DELETE FROM chunk WHERE part = 4294967295")
    assert _opened(store, one, row) == (None, {0: b"{}"})


def test_a_manifest_of_other_letters_is_text_all_the_same(store: Store) -> None:
    """What was sealed in quarantine may be anything; who reads it finds no JWS, and nothing falls over."""
    one = invented(1)
    kept = store.world.begin(one)
    sealed = AttemptKey(kept.key.octets, kept.key.context).seal(MANIFEST_PART, 0, b"a\xff", last=True)
    spoil(store.world.inbox, f"UPDATE chunk SET sealed = x'{sealed.hex()}' WHERE part = {MANIFEST_PART}")
    assert _opened(store, one, kept.row)[0] == "a\ufffd"


def test_the_best_attempt_is_the_proven_one(store: Store) -> None:
    """Verified before stored, stored before set aside, set aside before begun, newer before older; erased never."""
    one = invented()
    begun = store.world.begin(one, stored=False)
    assert best_attempt(_rows(store, begun.row)) == _rows(store, begun.row)[0]
    aside = store.world.begin(one)
    store.world.do(lambda tx: attempts.set_aside(tx, aside.attempt, "digest", MOMENT))
    stored = store.world.begin(one)
    newer = store.world.begin(one)
    rows = _rows(store, begun.row)
    for number in (newer.attempt, stored.attempt, aside.attempt, begun.attempt):
        best = best_attempt(rows)
        assert best is not None
        assert best.id == number
        rows = [row for row in rows if row.id != number]
    assert best_attempt([]) is None
    assert best_attempt([dataclasses.replace(row, wrapped_key=bytes(60)) for row in _rows(store, begun.row)]) is None
    verified = store.world.verify(one)
    store.world.begin(one)
    best = best_attempt(_rows(store, begun.row))
    assert best is not None
    assert best.id == verified.attempt


@pytest.mark.parametrize("again", [False, True], ids=["one attempt", "a newer one"])
def test_what_is_at_hand_is_of_the_newest_attempt_and_never_taken_for_anothers(store: Store, again: bool) -> None:
    """Where a newer one was begun, which is not the one to open, that one's is asked for."""
    one = invented(1, (b"{}", b"y"))
    row = store.world.verify(one).row
    if again:
        store.world.begin(one)
    best = best_attempt(_rows(store, row))
    assert best is not None
    unsealer = Unsealer(store.desk.privates)
    with store.world.inbox.reading() as connection:
        unsealer.look(connection, row)
        wanted = [ask(connection, each).one() for each in unsealer.asked(best, MANIFEST_PART, 0)]
        if again:  # its run key is the same, and known
            assert [len(each.sealed) for each in wanted] == [len(one.jws) + OVERHEAD, len(b"{}") + OVERHEAD]
        else:
            assert wanted == []
        key = unsealer.key(connection, best, one.manifest.key)
        assert unsealer.manifest(connection, best.id, key) == one.jws
        assert b"".join(unsealer.part(connection, best.id, key, 0)) == b"{}"


def test_the_recovery_key_opens_what_was_sealed_to_it_and_nothing_else(store: Store) -> None:
    """Without any other key; a run key that was sealed to none stays closed."""
    recovery, world, octets = generate(), store.world, new_run_key()
    with world.inbox.transaction() as tx:
        known = keys.public(tx)
        assert known is not None
        new = keys.NewRunKey(
            store_id=world.store_id,
            generation=known.generation,
            suite=known.public.suite,
            sealed=seal_to(known.public, octets, run_key_info(world.store_id, known.public)),
            sealed_recovery=seal_to(recovery.public(), octets, run_key_info(world.store_id, recovery.public())),
            canary=seal_canary(octets),
        )
        number = keys.add_run_key(tx, new, MOMENT)
    with world.inbox.reading() as connection:
        assert RecoveryUnsealer(recovery).run_key(connection, number) == octets
        with pytest.raises(SealBroken):
            RecoveryUnsealer(generate()).run_key(connection, number)
        with pytest.raises(SealBroken):
            RecoveryUnsealer(recovery).run_key(connection, world.run_key_number)
