"""A purge epoch: what is kept opens with the new keys alone, and the keys of before open nothing of anything."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.epoch import STEPS, Renewed, purge_epoch, waits_for_rekey
from backoffice_gui.actions.last_words import LastWords, codes_of, lay_by
from backoffice_gui.actions.new_keys import STEPS as NEW_KEYS
from backoffice_gui.actions.new_keys import Upkeep
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.actions.searching import words_hash
from backoffice_gui.actions.verify_mirror import verify_mirror
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import SealBroken, generate
from backoffice_gui.sealing.keys import run_key_info, seal_to
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import attempts, epochs, keys, last_words, mirrored
from backoffice_gui.storage.inbox.purging import keys_of
from backoffice_gui.storage.inbox.read_back import read_back_sealed
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.mirror.slots import SLOT
from tests.support.cases import lines
from tests.support.desks import MASTER, Store, a_store
from tests.support.dialects import unguarded
from tests.support.mirrors import Mirror, mirror_of, rebuilt
from tests.support.stores import invented

CLOCK = SystemClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with three submissions, and its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        proof.pin_store(made.world.inbox, made.pins)
        for number in range(1, 4):
            made.world.begin(invented(number))
        yield made


class _CutHere(Exception):
    """Where the process ends."""


def _upkeep(store: Store) -> Upkeep:
    return Upkeep(inbox=store.world.inbox, casebook=store.desk.casebook, pins=store.pins, clock=CLOCK)


def _epoch(store: Store, cut: str = "", mirror: Path | None = None) -> Renewed:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    wishes = Upkeep(inbox=store.world.inbox, casebook=store.desk.casebook, pins=store.pins, clock=CLOCK, step=step)
    return purge_epoch(wishes, store.desk, mirror)


def _opened(store: Store) -> int:
    """How many attempts open, by what lies on the disk."""
    with store.world.inbox.fresh() as connection, store.desk.casebook.fresh() as casebook:
        unsealer = Unsealer(casebook_keys.privates(casebook))
        count = 0
        for row in connection.scalars(text("SELECT row FROM submission")).all():
            for each in attempts.attempt_rows(connection, row):
                key = keys_of(connection, [row])[row]
                unsealer.key(connection, each, key)
                count += 1
    return count


@pytest.mark.parametrize("cut", ["", *NEW_KEYS, *STEPS])
def test_cut_anywhere_it_is_gone_on_with(store: Store, cut: str) -> None:
    """Everything opens after each step, and at the end by the newest key pair alone."""
    if cut:
        with pytest.raises(_CutHere):
            _epoch(store, cut)
        assert _opened(store) == 3
    if cut != "ended":
        _epoch(store)
    assert _opened(store) == 3
    with store.world.inbox.reading() as connection, store.desk.casebook.reading() as casebook:
        assert epochs.under_way(connection) is None
        newest = keys.public(connection)
        assert newest is not None
        assert set(casebook_keys.privates(casebook)) == {newest.public.fingerprint}


@pytest.mark.parametrize("cut", ["rewrapped", "ended", ""])
def test_a_copy_that_waits_to_be_acknowledged_is_one_still(store: Store, cut: str) -> None:
    """Its key is wrapped anew, so its verification's line says another hash: no false alarm, and none that is missed."""
    world = store.world
    one, two = world.verify(invented(7)), world.verify(invented(8))
    with contextlib.suppress(_CutHere):
        _epoch(store, cut)
    assert len(read_back_sealed(world.inbox, [one.row, two.row]).copies) == 2
    unguarded(world.inbox, f"UPDATE attempt SET wrapped_key = zeroblob(60) WHERE attempt = {two.attempt}")
    assert [fault.reason for fault in read_back_sealed(world.inbox, [two.row]).faults] == ["key"]


@pytest.mark.parametrize("cut", ["", "begun", "proven", "mirrored", "dropped"])
def test_the_second_copy_opens_with_the_new_keys_alone(store: Store, tmp_path: Path, cut: str) -> None:
    """Rebuilt at any moment it opens; once the epoch has ended nothing of before is in a slot, and it is verified."""
    world = store.world
    with mirror_of(world, tmp_path / "mirror") as mirror:
        for number in (4, 5):
            mirror.copy(world.verify(invented(number)).attempt)
        before = mirror.keys().read_bytes()
        if cut:
            with pytest.raises(_CutHere):
                _epoch(store, cut, mirror.root)
            assert _rebuilt_opens(store, mirror, tmp_path / "amid") == 2
        _epoch(store, mirror=mirror.root)
        assert _rebuilt_opens(store, mirror, tmp_path / "after") == 2
        assert verify_mirror(world.inbox, mirror.root).faults == ()
        wraps = [before[at + 37 : at + 97] for at in range(0, len(before), SLOT)]
        assert not any(wrap in mirror.keys().read_bytes() for wrap in wraps)


def test_a_second_copy_that_is_not_named_keeps_an_epoch_back(store: Store, tmp_path: Path) -> None:
    """Its keys would end, and it would look whole still; one that was given up is none."""
    with mirror_of(store.world, tmp_path / "mirror") as mirror:
        mirror.copy(store.world.verify(invented(4)).attempt)
        with pytest.raises(UsageError, match="epoch-mirror-unnamed"):
            _epoch(store)
        with pytest.raises(_CutHere):
            _epoch(store, "rewrapped", mirror.root)
        with pytest.raises(UsageError, match="epoch-mirror-unnamed"):
            _epoch(store)
        assert (_opened(store), _rebuilt_opens(store, mirror, tmp_path / "amid")) == (4, 1)
        with store.world.inbox.transaction() as tx:
            mirrored.give_up(tx, CLOCK.now())
        _epoch(store)
    assert _opened(store) == 4


def _rebuilt_opens(store: Store, mirror: Mirror, folder: Path) -> int:
    """How many of a rebuilt inbox's copies open, with the private keys that the casebook has, and all its canaries."""
    with rebuilt(mirror.root, folder) as (inbox, _what), store.desk.casebook.fresh() as casebook:
        privates = casebook_keys.privates(casebook)
        assert open_canaries(inbox, privates, CLOCK.now()).failed == 0
        with inbox.reading() as connection:
            assert {public.fingerprint for public in keys.in_use(connection).values()} <= privates.keys()
        unsealer = Unsealer(privates)
        with inbox.fresh() as connection:
            rows = connection.scalars(text("SELECT row FROM submission")).all()
            for row in rows:
                [each] = attempts.attempt_rows(connection, row)
                unsealer.key(connection, each, keys_of(connection, [row])[row])
    return len(rows)


def test_a_recovery_key_that_was_cut_is_no_new_key_pair(store: Store) -> None:
    """What that left announced is ended by the epoch, which makes a pair of its own all the same."""
    world = store.world
    one, other = generate().public(), generate().public()
    with world.inbox.transaction() as tx:
        keys.put_recovery(tx, one, recovery.seal_master(one, MASTER), CLOCK.now())
        keys.seal_to_recovery(
            tx, {world.run_key_number: seal_to(one, world.run_key, run_key_info(world.store_id, one))}
        )
    proof.pin_anew(world.inbox, store.pins)
    proof.announce(world.inbox, store.pins, recovery=other.fingerprint)
    with world.inbox.transaction() as tx:
        keys.put_recovery(tx, other, recovery.seal_master(other, MASTER), CLOCK.now())
    assert proof.changing(world.inbox, store.pins)
    made = _epoch(store)
    assert (made.generation, made.private_keys) == (2, 1)


def test_old_wraps_open_with_nothing(store: Store) -> None:
    """Whoever kept a page of before, with all of today's keys, and the private key of before as well."""
    with store.world.inbox.reading() as connection:
        before = attempts.attempt_rows(connection, 1)[0]
        key = keys_of(connection, [1])[1]
    made = _epoch(store)
    assert (made.kept, made.left, made.run_keys, made.private_keys) == (3, 0, 1, 1)
    with store.world.inbox.reading() as connection, store.desk.casebook.reading() as casebook:
        mine = casebook_keys.privates(casebook) | dict(store.desk.privates)
        with pytest.raises(SealBroken):
            Unsealer(mine).key(connection, before, key)
    octets = (store.folder / "inbox.db").read_bytes()
    assert before.wrapped_key not in octets
    assert (
        not (store.folder / "inbox.db-wal").exists()
        or before.wrapped_key not in (store.folder / "inbox.db-wal").read_bytes()
    )


def _lay_by(store: Store) -> None:
    said = AuditEvent(CLOCK.now(), Verb.DESK_LOCKED, Role.DESK, "desk", (("cause", "idle"),))
    lay_by(store.world.inbox, LastWords(store.desk.agent, CLOCK.now(), (said,), (), codes_of(store.desk)))


@pytest.mark.parametrize("cut", ["", "begun", "destroyed"])
def test_what_a_lock_laid_by_is_taken_in_before_its_key_goes(store: Store, cut: str) -> None:
    """Also what was laid by, to the key of before, after the epoch had begun."""
    if cut:
        with pytest.raises(_CutHere):
            _epoch(store, cut)
    _lay_by(store)
    made = _epoch(store)
    assert (made.private_keys, made.left, len(lines(store, "desk_locked"))) == (1, 0, 1)
    with store.world.inbox.reading() as connection:
        assert last_words.laid(connection) == []


@pytest.mark.expected_logs("last_words_refused")
def test_the_key_of_what_can_not_be_taken_in_stays_and_that_is_said(store: Store) -> None:
    """A key that something is still sealed to is not thrown away."""
    with store.world.inbox.transaction() as tx:
        last_words.lay(tx, 1, b"EXEMPLE")
    made = _epoch(store)
    assert (made.private_keys, made.left) == (0, 1)


@pytest.mark.parametrize("cut", ["", "destroyed", "dropped"])
def test_a_search_of_before_is_found_by_its_name_after(store: Store, cut: str) -> None:
    """Who searched a name can be told over two epochs, by a desk that never had the first private key."""
    before = words_hash(store.desk, "Démo exemple")
    if cut:
        with pytest.raises(_CutHere):
            _epoch(store, cut)
    for _ in range(2):
        desk = open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
        purge_epoch(_upkeep(store), desk)
        desk.close()
    desk = open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
    assert store.world.private.public().fingerprint not in desk.privates
    assert words_hash(desk, "exemple DEMO") == before
    desk.close()


def test_only_the_casebooks_key_is_left_to_change(store: Store) -> None:
    """After an epoch that has ended, until it has changed; one that was cut goes on by itself first."""
    assert waits_for_rekey(_upkeep(store)) is None
    with pytest.raises(_CutHere):
        _epoch(store, "dropped")
    assert waits_for_rekey(_upkeep(store)) is None
    _epoch(store)
    assert waits_for_rekey(_upkeep(store)) == Renewed(2, 3, 0, 0, 0)
    with store.desk.casebook.transaction() as tx:
        audit_log.append(tx, [AuditEvent(CLOCK.now(), Verb.CASEBOOK_REKEYED, Role.DESK, "store", ())])
    assert waits_for_rekey(_upkeep(store)) is None
