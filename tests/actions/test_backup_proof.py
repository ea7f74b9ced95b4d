"""What a pair must be to count as a backup: one test for each thing that could be off in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.backup_proof import Proven, openers, prove_beside, prove_pair
from backoffice_gui.errors import BackupFailed
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.inbox import keys
from tests.support.desks import MASTER, Store, a_store, spoil
from tests.support.stores import MOMENT


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        yield made


def _proven(store: Store) -> Proven:
    path = store.root / "pair"
    path.mkdir()
    store.desk.casebook.copy_to(path / "casebook.db")
    store.world.inbox.copy_to(path / "inbox.db")
    return prove_pair(path, openers(MASTER.casebook_key()))


def test_a_sound_pair_is_described(store: Store) -> None:
    """By its name, its schemas, and how far its chains have come."""
    found = _proven(store)
    assert (found.store_id, found.former, found.submissions) == (store.world.store_id, (), 0)
    assert found.schemas.keys() == found.chains.keys() == {"casebook", "inbox"}


def _chain(store: Store) -> None:
    spoil(store.world.inbox, "UPDATE audit SET hash = zeroblob(32) WHERE n = 2")


def _pair(store: Store) -> None:
    spoil(store.world.inbox, "UPDATE store SET store_id = 'EXEMPLE'")


def _private(store: Store) -> None:
    with store.world.inbox.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)


def _recovery(store: Store) -> None:
    with store.desk.casebook.transaction() as tx:
        casebook_keys.put_recovery(tx, generate().public(), b"EXEMPLE", MOMENT)


def _canary(store: Store) -> None:
    spoil(store.world.inbox, "UPDATE run_key SET canary = zeroblob(length(canary))")


@pytest.mark.parametrize(
    ("deed", "what"),
    [
        (_chain, "chain"),
        (_pair, "pair"),
        (_private, "private-key"),
        (_recovery, "recovery-key"),
        (_canary, "canary"),
    ],
)
def test_what_is_off_is_named(store: Store, deed: Callable[[Store], None], what: str) -> None:
    """A broken chain, halves of two stores, a key that is not there, a run key that opens to nothing."""
    deed(store)
    with pytest.raises(BackupFailed) as caught:
        _proven(store)
    assert (caught.value.reason, caught.value.facts["what"]) == ("not-proven", what)


def test_a_page_that_does_not_hold_is_found(store: Store) -> None:
    """In the casebook by SQLCipher's own check: each page has a code of its own."""
    _proven(store)
    path = store.root / "pair"
    octets = bytearray((path / "casebook.db").read_bytes())
    octets[-2000] ^= 1
    (path / "casebook.db").write_bytes(octets)
    with pytest.raises(BackupFailed, match="not-proven"):
        prove_pair(path, openers(MASTER.casebook_key()))


def test_beside_an_inbox_that_is_newer_every_key_must_be_there(store: Store) -> None:
    """A casebook of before the last change of keys can't read what came since."""
    _proven(store)
    path, opened = store.root / "pair", openers(MASTER.casebook_key())
    with store.world.inbox.reading() as connection:
        prove_beside(connection, path, opened)
    _private(store)
    with store.world.inbox.reading() as connection, pytest.raises(BackupFailed) as caught:
        prove_beside(connection, path, opened)
    assert caught.value.facts["what"] == "private-key"
