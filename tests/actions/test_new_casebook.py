"""A casebook that is lost, and another made by the recovery key: what came in opens again, whatever step is cut."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.desk import Desk, open_with_master
from backoffice_gui.actions.epoch import purge_epoch
from backoffice_gui.actions.intake import intake
from backoffice_gui.actions.journal_heads import note_unlocking, signed_heads
from backoffice_gui.actions.new_casebook import ASIDE, STEPS, NewCasebook, Recovering, new_casebook
from backoffice_gui.actions.new_keys import Upkeep
from backoffice_gui.actions.unlock import Door, unlock
from backoffice_gui.actions.verify_journal import anchored
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.domain.journal import Chain
from backoffice_gui.errors import KeyNotProven, StoreMissing, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.sealing.keys import run_key_info, seal_to
from backoffice_gui.security import pins
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage import anchors, rekeying
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import identity, incidents, keys, mirrored
from backoffice_gui.storage.inbox.purging import erase_purged
from backoffice_gui.storage.inbox.schema import chunk, recovery_key, submission
from tests.support.cases import lines
from tests.support.desks import MASTER, Store, a_store, spoil
from tests.support.stores import MOMENT, invented

CLOCK = SystemClock()
_FORM = b'{"EXEMPLE": true}'


@pytest.fixture
def key() -> PrivateKey:
    """The recovery key."""
    return generate()


@pytest.fixture
def store(tmp_path: Path, key: PrivateKey) -> Iterator[Store]:
    """A pinned store with a recovery key and three submissions of ours, whose casebook is gone."""
    with a_store(tmp_path / "s") as made:
        _give(made, key)
        for number in range(1, 4):
            candidate = made.world.verify(invented(number, parts=(_FORM,)))
            made.world.receipt(candidate.row)
        proof.pin_store(made.world.inbox, made.pins)
        made.desk.close()
        _lose(made)
        yield made


def _give(store: Store, private: PrivateKey) -> None:
    """A recovery key for this store."""
    world, public = store.world, private.public()
    sealed = recovery.seal_master(public, MASTER)
    with store.desk.casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, public, sealed, MOMENT)
    with world.inbox.transaction() as tx:
        keys.put_recovery(tx, public, sealed, MOMENT)
        number, octets = world.run_key_number, world.run_key
        keys.seal_to_recovery(tx, {number: seal_to(public, octets, run_key_info(world.store_id, public))})


def _lose(store: Store) -> None:
    for file in store.folder.glob("casebook.db*"):
        file.unlink()


class _CutHere(Exception):
    """Where the process ends."""


def _recovered(store: Store, key: PrivateKey, cut: str = "") -> NewCasebook:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    door = Door(inbox=store.world.inbox, source=store.source, agent="agent-exemple", clock=CLOCK, step=step)
    return new_casebook(Recovering(door=door, pins=store.pins, recovery=key))


@contextlib.contextmanager
def _desk(store: Store) -> Iterator[Desk]:
    door = Door(inbox=store.world.inbox, source=store.source, agent="agent-exemple", clock=CLOCK)
    with contextlib.closing(unlock(door, "")) as desk:
        yield desk


def _files(store: Store) -> dict[str, bytes]:
    return {
        str(file): file.read_bytes()
        for file in sorted(store.root.rglob("*.*"))
        if file.suffix not in {".db-shm", ".lock"}
    }


def test_cut_at_one_step_after_the_other_it_is_gone_on_with(store: Store, key: PrivateKey) -> None:
    """Each call is cut one step later than the one before; until the end no desk opens, then everything is there."""
    for cut in STEPS:
        with pytest.raises(_CutHere):
            _recovered(store, key, cut)
        if cut != "cleared":
            with pytest.raises(WrongKey, match="recover-cut"):
                open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
    _is_whole(store, key)


@pytest.mark.deep
@pytest.mark.parametrize("cut", STEPS[:-1])
def test_cut_anywhere_the_next_call_does_all_the_rest(store: Store, key: PrivateKey, cut: str) -> None:
    """The same with one cut alone."""
    with pytest.raises(_CutHere):
        _recovered(store, key, cut)
    assert _recovered(store, key) == NewCasebook(3, 0, aside=False)
    _is_whole(store, key)


def test_a_second_copy_that_is_not_named_is_not_left_to_die(store: Store, key: PrivateKey) -> None:
    """Nothing has changed then: the run keys that it is under would end, and it would look whole."""
    with store.world.inbox.transaction() as tx:
        mirrored.begin(tx, "e" * 32, store.world.store_id, MOMENT)
    before = _files(store)
    with pytest.raises(UsageError, match="epoch-mirror-unnamed"):
        _recovered(store, key)
    assert _files(store) == before


def _is_whole(store: Store, key: PrivateKey) -> None:
    """All three are cases by the new keys alone, one name and one incident more; everything holds."""
    assert not (store.folder / rekeying.RECOVERY_MARK).exists()
    with _desk(store) as desk:
        assert intake(store.world.inbox, desk, CLOCK).cases == 3
        with store.world.inbox.reading() as connection:
            names, newest = identity.ids(connection), keys.public(connection)
            opened = incidents.incidents(connection, open_only=True)
        assert newest is not None
        assert set(desk.privates) == {newest.public.fingerprint}
        assert (len(names.former), [each.kind for each in opened]) == (1, [IncidentKind.CASEBOOK_LOST])
        pin = pins.read(store.pins, names.current)
        assert pin is not None
        assert (pin.fingerprint, pin.recovery) == (newest.public.fingerprint, key.public().fingerprint)
        assert proof.pinned(store.world.inbox, store.pins).fingerprint == pin.fingerprint
        assert verify_store(store.world.inbox, desk, pin).faults == ()
        said = [dict(line.details) for line in lines(Store(store.root, store.world, desk), "recovered")]
        assert said[-1] == {"agent": "agent-exemple", "how": "new_casebook", "kept": 3, "left": 0}


def test_what_opens_by_nothing_else_opens_by_the_same_recovery_key_again(store: Store, key: PrivateKey) -> None:
    """The new casebook is lost too; the recovery key was not changed by the first time."""
    _recovered(store, key)
    _lose(store)
    assert _recovered(store, key).kept == 3
    with _desk(store) as desk:
        assert intake(store.world.inbox, desk, CLOCK).cases == 3


def test_another_key_changes_nothing(store: Store, key: PrivateKey, tmp_path: Path) -> None:
    """One of nobody, one of another store; nor does the right one where the run keys are not sealed to it."""
    with a_store(tmp_path / "other") as other:
        _give(other, stranger := generate())
    before = _files(store)
    for wrong in (generate(), stranger):
        with pytest.raises(UsageError, match="code-differs"):
            _recovered(store, wrong)
    assert _files(store) == before
    with store.world.inbox.transaction() as tx:
        keys.seal_to_recovery(tx, {store.world.run_key_number: b"EXEMPLE"})
    with pytest.raises(UsageError, match="recovery-opens-nothing"):
        _recovered(store, key)
    assert not Path(store.folder / rekeying.RECOVERY_MARK).exists()


def test_a_store_without_a_recovery_key_says_so(tmp_path: Path, key: PrivateKey) -> None:
    """Where an administrator keeps a copy of the key file, which opens no casebook that is gone."""
    with a_store(tmp_path / "s") as made, pytest.raises(UsageError, match="recovery-none"):
        _recovered(made, key)


def test_a_casebook_that_opens_is_never_replaced(tmp_path: Path, key: PrivateKey) -> None:
    """By the secret that is kept here, or the one that the recovery key opens; nor one whose key is changing."""
    with a_store(tmp_path / "s") as made:
        _give(made, key)
        proof.pin_store(made.world.inbox, made.pins)
        with pytest.raises(UsageError, match="casebook-opens"):
            _recovered(made, key)
        made.source.path.unlink()
        with pytest.raises(UsageError, match="casebook-opens"):
            _recovered(made, key)
        (made.folder / rekeying.MARK).touch()
        with pytest.raises(WrongKey, match="rekey-cut"):
            _recovered(made, key)
        assert not (made.folder / ASIDE).exists()


@pytest.mark.parametrize(
    "damage", ["middle", *(pytest.param(rare, marks=pytest.mark.deep) for rare in ("head", "empty"))]
)
def test_a_damaged_casebook_is_set_aside_as_it_is(tmp_path: Path, key: PrivateKey, damage: str) -> None:
    """Its octets are kept, and the secret of then stays sealed to the recovery key."""
    with a_store(tmp_path / "s") as made:
        _give(made, key)
        proof.pin_store(made.world.inbox, made.pins)
        made.desk.casebook.checkpoint()
        made.desk.close()
        path = made.folder / "casebook.db"
        octets = bytearray(path.read_bytes())
        at = 100 if damage == "head" else len(octets) // 2
        octets[at : at + 64] = bytes(64)
        path.write_bytes(b"" if damage == "empty" else octets)
        lost = path.read_bytes()
        assert _recovered(made, key).aside
        assert (made.folder / ASIDE / "casebook.db").read_bytes() == lost
        with made.world.inbox.reading() as connection:
            first = connection.execute(select(recovery_key.c.sealed_master)).scalar()
        assert recovery.opens(key, first or b"") == MASTER


def test_what_was_purged_stays_gone_and_a_cut_purge_ends(store: Store, key: PrivateKey) -> None:
    """One was erased, of another the keys were destroyed and no more; only the third is a case again."""
    inbox = store.world.inbox
    erase_purged(inbox, [1], "sha256-EXEMPLE", "case", CLOCK.now())
    spoil(
        inbox,
        "INSERT INTO purged VALUES (2, 'sha256-EXEMPLE', 'case', '2026-11-23T09:00:00.000000+00:00')",
        "UPDATE attempt SET wrapped_key = zeroblob(length(wrapped_key)) WHERE row = 2",
    )
    assert _recovered(store, key) == NewCasebook(1, 0, aside=False)
    with inbox.reading() as connection:
        erased = connection.execute(select(submission.c.row).where(submission.c.erased_at.is_not(None))).scalars().all()
        left = connection.execute(select(func.count()).select_from(chunk)).scalar()
    assert (erased, left) == ([1, 2], 2)
    with _desk(store) as desk:
        assert intake(inbox, desk, CLOCK).cases == 1


def test_an_epoch_that_was_cut_when_the_casebook_went_is_ended(tmp_path: Path, key: PrivateKey) -> None:
    """Its private key went too: what was wrapped under its run key opens by the recovery key, and is wrapped anew."""
    with a_store(tmp_path / "s") as made:
        _give(made, key)
        proof.pin_store(made.world.inbox, made.pins)
        for number in range(1, 3):
            made.world.verify(invented(number))

        def step(said: str) -> None:
            if said == "rewrapped":
                raise _CutHere

        of = Upkeep(inbox=made.world.inbox, casebook=made.desk.casebook, pins=made.pins, clock=CLOCK, step=step)
        with pytest.raises(_CutHere):
            purge_epoch(of, made.desk)
        made.desk.close()
        _lose(made)
        assert _recovered(made, key).kept == 2
        with _desk(made) as desk:
            purge_epoch(Upkeep(inbox=made.world.inbox, casebook=desk.casebook, pins=made.pins, clock=CLOCK), desk)


def test_a_copy_that_does_not_open_is_left_and_counted(store: Store, key: PrivateKey) -> None:
    """Its key was damaged: it stays as it lies, and the others come back."""
    spoil(store.world.inbox, "UPDATE attempt SET wrapped_key = x'0102' WHERE row = 2")
    assert _recovered(store, key) == NewCasebook(2, 1, aside=False)


def test_a_machine_that_has_never_seen_the_store_pins_it(store: Store, key: PrivateKey) -> None:
    """With neither pins nor key; where another key is pinned, it stops before anything has changed."""
    (pin,) = store.pins.iterdir()
    known = pins.read(store.pins, pin.stem)
    assert known is not None
    pins.write(store.pins, pins.Pin(store_id=known.store_id, fingerprint="sha256-other", recovery=known.recovery))
    with pytest.raises(KeyNotProven, match="differs"):
        _recovered(store, key)
    pin.unlink()
    store.source.path.unlink()
    _recovered(store, key)
    assert proof.pinned(store.world.inbox, store.pins).recovery == key.public().fingerprint


def test_heads_of_the_lost_chain_are_not_held_against_the_new_one(tmp_path: Path, key: PrivateKey) -> None:
    """They lie in the anchor folder under the store's former name, signed by a key that went with the casebook."""
    folder = tmp_path / "anchors"
    folder.mkdir()
    with a_store(tmp_path / "s") as made:
        _give(made, key)
        proof.pin_store(made.world.inbox, made.pins)
        note_unlocking(made.world.inbox, made.desk, {}, CLOCK.now())
        anchors.append(folder, signed_heads(made.world.inbox, made.desk, CLOCK.now()))
        assert anchored(folder, made.world.inbox, made.desk, Chain.CASEBOOK).last
        made.desk.close()
        _lose(made)
        _recovered(made, key)
        with _desk(made) as desk:
            found = anchored(folder, made.world.inbox, desk, Chain.CASEBOOK)
    assert (found.there, found.foreign) == (False, None)


def test_a_missing_casebook_is_said_as_one(store: Store) -> None:
    """Not as a store that was never made."""
    with pytest.raises(StoreMissing, match="casebook"):
        open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
