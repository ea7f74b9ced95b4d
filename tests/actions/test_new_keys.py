"""Another key pair for the inbox: what came before opens, what comes now is sealed to it, and pins agree throughout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.new_keys import STEPS, Upkeep, new_keys
from backoffice_gui.actions.open_canaries import open_canaries
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import KeyNotProven
from backoffice_gui.sealing import generate, seal_to
from backoffice_gui.sealing.keys import new_run_key, run_key_info, seal_canary
from backoffice_gui.security import pins
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from tests.support.desks import MASTER, Store, a_store
from tests.support.stores import MOMENT

CLOCK = SystemClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        proof.pin_store(made.world.inbox, made.pins)
        yield made


class _CutHere(Exception):
    """Where the process ends."""


def _change(store: Store, cut: str = "") -> int:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    wishes = Upkeep(inbox=store.world.inbox, casebook=store.desk.casebook, pins=store.pins, clock=CLOCK, step=step)
    return new_keys(wishes).generation


def _generations(store: Store) -> tuple[int, int]:
    with store.world.inbox.reading() as connection, store.desk.casebook.reading() as casebook:
        return len(keys.publics(connection)), len(casebook_keys.privates(casebook))


def test_the_pins_name_it_alone(store: Store) -> None:
    """The next generation; the older one's private half stays."""
    assert _change(store) == 2
    pin = pins.read(store.pins, store.world.store_id)
    assert pin is not None
    assert (pin.fingerprint, pin.next) == (proof.pinned(store.world.inbox, store.pins).fingerprint, None)
    assert pin.fingerprint != store.world.private.public().fingerprint
    assert _generations(store) == (2, 2)


@pytest.mark.parametrize("cut", STEPS)
def test_cut_at_any_step_collecting_goes_on_and_the_next_call_does_the_rest(store: Store, cut: str) -> None:
    """At no moment is the inbox's key one that the pins do not know; no second pair is made for the same change."""
    with pytest.raises(_CutHere):
        _change(store, cut)
    proof.settle(store.world.inbox, store.pins, CLOCK)
    proof.note_mark(store.world.inbox, store.pins)
    if cut != STEPS[-1]:
        _change(store)
    pin = pins.read(store.pins, store.world.store_id)
    assert pin is not None
    assert pin.next is None
    assert _generations(store) == (2, 2)


def test_a_window_that_is_open_reads_what_comes_now(store: Store) -> None:
    """Its desk looks the new key up: else the canary would fail, and nothing be acknowledged any more."""
    desk = open_with_master(store.folder, MasterSecret(MASTER.octets), "agent-exemple", CLOCK)
    assert len(desk.privates) == 1
    _change(store)
    with store.world.inbox.transaction() as tx:
        now = keys.public(tx)
        assert now is not None
        octets = new_run_key()
        sealed = seal_to(now.public, octets, run_key_info(store.world.store_id, now.public))
        new = keys.NewRunKey(
            store_id=store.world.store_id, generation=now.generation, suite=now.public.suite, sealed=sealed,
            sealed_recovery=None, canary=seal_canary(octets),
        )  # fmt: skip
        keys.add_run_key(tx, new, MOMENT)
    assert open_canaries(store.world.inbox, desk.privates, CLOCK.now()).failed == 0
    assert next(iter(desk.privates)) == store.world.private.public().fingerprint
    desk.close()


def test_a_key_that_is_not_the_pinned_one_is_never_followed(store: Store) -> None:
    """Somebody else's change is no ground for ours."""
    with store.world.inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)
    with pytest.raises(KeyNotProven, match="differs"):
        _change(store)
