"""Another recovery key: tried by what lies on the disk before the old one goes, which then opens nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.new_keys import Upkeep
from backoffice_gui.actions.recovery_key import STEPS, new_recovery_key
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import PrivateKey, SealBroken, generate
from backoffice_gui.sealing.keys import open_with, run_key_info, seal_to
from backoffice_gui.security import pins
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from tests.support.desks import MASTER, Store, a_store
from tests.support.stores import MOMENT

CLOCK = SystemClock()


@pytest.fixture
def old() -> PrivateKey:
    """The recovery key that goes."""
    return generate()


@pytest.fixture
def store(tmp_path: Path, old: PrivateKey) -> Iterator[Store]:
    """A pinned store with a recovery key, and a run key that is sealed to it."""
    with a_store(tmp_path / "s") as made:
        world, public = made.world, old.public()
        sealed = recovery.seal_master(public, MASTER)
        with made.desk.casebook.transaction() as tx:
            casebook_keys.put_recovery(tx, public, sealed, MOMENT)
        with world.inbox.transaction() as tx:
            keys.put_recovery(tx, public, sealed, MOMENT)
            run_key = seal_to(public, world.run_key, run_key_info(world.store_id, public))
            keys.seal_to_recovery(tx, {world.run_key_number: run_key})
        proof.pin_store(world.inbox, made.pins)
        yield made


class _CutHere(Exception):
    """Where the process ends."""


def _change(store: Store, cut: str = "") -> int:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    wishes = Upkeep(inbox=store.world.inbox, casebook=store.desk.casebook, pins=store.pins, clock=CLOCK, step=step)
    return new_recovery_key(wishes, store.desk, MASTER, store.root / "new.txt")


def _opens(store: Store, private: PrivateKey) -> list[bool]:
    """What a recovery key opens: the master secret of either database, the run key; by any row there is."""
    found = []
    with store.world.inbox.reading() as connection, store.desk.casebook.reading() as casebook:
        for each in (connection, casebook):
            rows = each.exec_driver_sql("SELECT sealed_master FROM recovery_key").all()
            found.append(any(_does(lambda row=row: recovery.opens(private, row[0])) for row in rows))
        row = keys.run_keys(connection)[store.world.run_key_number]
    info = run_key_info(store.world.store_id, private.public())
    return [*found, _does(lambda: open_with(private, row.sealed_recovery or b"", info))]


def _does(opening: object) -> bool:
    try:
        opening()  # type: ignore[operator]
    except SealBroken:
        return False
    return True


def test_the_new_one_opens_all_and_the_old_one_nothing(store: Store, old: PrivateKey) -> None:
    """And the pins name it alone; the same file is not written twice."""
    assert _opens(store, old) == [True, True, True]
    assert _change(store) == 1
    new = recovery.read_file(store.root / "new.txt")
    assert _opens(store, new) == [True, True, True]
    assert _opens(store, old) == [False, False, False]
    pin = pins.read(store.pins, store.world.store_id)
    assert pin is not None
    assert (pin.recovery, pin.next_recovery) == (new.public().fingerprint, None)
    with pytest.raises(UsageError, match="recovery-key-exists"):
        _change(store)


@pytest.mark.parametrize("cut", STEPS)
def test_cut_at_any_step_one_of_the_two_opens_all_and_the_next_call_ends_it(
    store: Store, old: PrivateKey, cut: str
) -> None:
    """A file that no database knows of yet is removed by whoever made it; all else is taken up."""
    with pytest.raises(_CutHere):
        _change(store, cut)
    new = recovery.read_file(store.root / "new.txt")
    assert [a or b for a, b in zip(_opens(store, old), _opens(store, new), strict=True)] == [True, True, True]
    proof.settle(store.world.inbox, store.pins, CLOCK)
    if cut in {"written", "proven", "announced", "pinned"}:
        with pytest.raises(UsageError, match="recovery-key-exists"):
            _change(store)
        (store.root / "new.txt").unlink()
    _change(store)
    assert _opens(store, recovery.read_file(store.root / "new.txt")) == [True, True, True]
    assert _opens(store, old) == [False, False, False]


def test_a_store_without_one_is_told(tmp_path: Path) -> None:
    """Where a key file is the key, the administrator's copy is the recovery."""
    with a_store(tmp_path / "s") as store:
        proof.pin_store(store.world.inbox, store.pins)
        with pytest.raises(UsageError, match="recovery-none"):
            _change(store)
