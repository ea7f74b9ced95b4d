"""The casebook goes with its inbox: cut anywhere, one of the two opens; a copy that differs is found."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof
from backoffice_gui.actions.casebooks import FolderCasebook
from backoffice_gui.actions.move_casebook import Books
from backoffice_gui.actions.move_store import STEPS, MovedStore, Moving, move_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import StoreDamaged, StoreExists, StoreIncomplete, StoreMissing
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import audit_log, keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.arrival import FolderArrival
from backoffice_gui.storage.inbox.home import FolderHome
from tests.support.cases import certificate_form, change_form, take
from tests.support.desks import MASTER, Store, a_store
from tests.support.dialects import unguarded
from tests.support.moves import SIGNER, signed

CLOCK = SystemClock()


class _CutHere(Exception):
    """The process dies."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """With two cases, and nobody at it."""
    with a_store(tmp_path / "s") as made:
        take(made, certificate_form(), change_form())
        signed(made.world)
        proof.pin_store(made.world.inbox, made.pins)
        made.desk.casebook.close()
        yield made


def master() -> MasterSecret:
    """This workstation's."""
    return MasterSecret(MASTER.octets)


def go(store: Store, step: Callable[[str], None] = lambda _step: None) -> MovedStore:
    """From the store's folder into another, each database with its own."""
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(contextlib.closing(FolderCasebook(store.folder).open(master(), CLOCK)))

        def bring() -> Books:
            made = FolderCasebook(store.root / "new").create(master(), CLOCK)
            return Books(source, stack.enter_context(contextlib.closing(made)), "agent-exemple", master())

        return move_store(
            Moving(
                source=FolderHome(store.folder),
                target=FolderArrival(store.root / "new"),
                pins=store.pins,
                clock=CLOCK,
                program="store move",
                keys=SIGNER.keys,
                bring=bring,
                step=step,
            )
        )


def opens(folder: Path) -> bool:
    """Whether somebody could work there: both are whole, and it went nowhere."""
    try:
        with contextlib.closing(FolderHome(folder).open(CLOCK)) as inbox, inbox.reading() as connection:
            gone = identity.moved(connection)
        FolderCasebook(folder).open(master(), CLOCK).close()
    except (StoreIncomplete, StoreMissing):
        return False
    return gone is None


@pytest.mark.parametrize("step", STEPS[1:-1])
def test_cut_anywhere_one_of_the_two_opens_at_most(store: Store, step: str) -> None:
    """And the same call does the rest; the chains of both say where it went."""

    def cut(done: str) -> None:
        if done == step:
            raise _CutHere

    with pytest.raises(_CutHere):
        go(store, cut)
    living = [opens(store.folder), opens(store.root / "new")]
    assert living == ([True, False] if step in STEPS[:3] else [False, step == "arrived"])
    moved = go(store)
    assert [opens(store.folder), opens(store.root / "new")] == [False, True]
    here = FolderCasebook(store.root / "new").open(master(), CLOCK)
    with contextlib.closing(here), here.reading() as connection:
        last = audit_log.read(connection)[-1]
        assert moved.store_id in keys.links(connection)
    assert (last.verb, dict(last.details)["agent"]) == ("store_moved", "agent-exemple")
    left = FolderCasebook(store.folder).open(master(), CLOCK)
    with contextlib.closing(left), left.reading() as connection:
        assert audit_log.read(connection)[-1].verb == "store_moved_away"


@pytest.mark.parametrize(
    "words",
    [
        'UPDATE cases SET version = version + 1 WHERE "case" = 2',
        "UPDATE audit SET event = 'EXEMPLE' WHERE n = 2",
        "INSERT OR REPLACE INTO case_search (rowid, words) VALUES (1, 'autre')",
        "DELETE FROM case_event WHERE event = 1",
    ],
)
def test_a_copy_that_differs_is_found(store: Store, words: str) -> None:
    """A case, a line, a word, an event: the store is not marked."""

    def spoil(step: str) -> None:
        if step == "copied":
            with contextlib.closing(Casebook.at(store.root / "new", MASTER.casebook_key())) as casebook:
                unguarded(casebook, words)

    with pytest.raises(StoreDamaged, match="moved"):
        go(store, spoil)
    assert opens(store.folder)


def test_a_casebook_that_is_there_is_left_alone(store: Store) -> None:
    """Whole, beside an inbox that is not."""
    arrival = FolderArrival(store.root / "new")
    arrival.lead("store move", CLOCK).release()
    arrival.begin(CLOCK, None, 0)[0].close()
    there = FolderCasebook(store.root / "new").create(master(), CLOCK)
    with contextlib.closing(there), there.transaction() as tx:
        keys.put_private(tx, store.world.private, CLOCK.now())
    with pytest.raises(StoreExists, match="casebook-of-another"):
        go(store)
    assert opens(store.folder)
