"""The secret a store comes back with: this machine's, the passphrase's, or the recovery key's; on a new machine too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.desk import open_with_master
from backoffice_gui.actions.restore import RestoredStore, Restoring, restore_store
from backoffice_gui.actions.unlock import Door, unlock
from backoffice_gui.clock import SystemClock
from backoffice_gui.errors import UnlockRefused, WrongKey
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.security import wrap_file
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource, MasterSource
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.security.wrap import Cost, new_half, wrap_master
from backoffice_gui.storage import copying
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.store import Inbox
from tests.support.desks import MASTER, Store, a_store
from tests.support.keyrings import MEMORY, MemoryKeyring, using
from tests.support.stores import MOMENT

CLOCK = SystemClock()
PASSPHRASE = "EXEMPLE de phrase"
OTHER = MasterSecret(bytes(range(64, 96)))


@pytest.fixture
def private() -> PrivateKey:
    """The recovery key."""
    return generate()


@pytest.fixture
def store(tmp_path: Path, private: PrivateKey) -> Iterator[Store]:
    """A store that is gone, wrapped by a passphrase, with a recovery key; a backup of it is there."""
    with using(MemoryKeyring()), a_store(tmp_path / "s") as made:
        sealed = recovery.seal_master(private.public(), MASTER)
        with made.desk.casebook.transaction() as tx:
            casebook_keys.put_recovery(tx, private.public(), sealed, MOMENT)
        with made.world.inbox.transaction() as tx:
            keys.put_recovery(tx, private.public(), sealed, MOMENT)
        keyring = KeyringSource(frozenset({MEMORY}))
        keyring.put_half(made.world.store_id, "a", new_half())
        half = keyring.half([made.world.store_id], "a")
        assert half is not None
        cheap = Cost(memory_kib=8, passes=1, lanes=1)
        wrap_file.propose(made.folder, wrap_master(MASTER, PASSPHRASE, half, slot="a", cost=cheap))
        wrap_file.promote(made.folder)
        wishes = BackingUp(folder=made.root / "backups", keep=7, agent="agent-exemple", clock=CLOCK)
        make_backup(made.world.inbox, made.desk.casebook, wishes)
        made.world.inbox.close()
        made.desk.close()
        for file in (*made.folder.glob("*.db*"), made.folder / wrap_file.FILE):
            file.unlink()
        yield made


def _restore(
    store: Store,
    source: MasterSource,
    *,
    private: PrivateKey | None = None,
    passphrase: str = "",
    casebook_only: bool = False,
) -> RestoredStore:
    return restore_store(
        Restoring(
            backup=store.root / "backups",
            folder=store.folder,
            pins=store.pins,
            source=source,
            clock=CLOCK,
            program="backoffice restore",
            agent="agent-exemple",
            recovery_key=private,
            casebook_only=casebook_only,
            ask=lambda: passphrase,
        )
    )


def _opens(store: Store, master: MasterSecret) -> None:
    open_with_master(store.folder, MasterSecret(master.octets), "agent-exemple", CLOCK).close()


def test_the_passphrase_brings_it_back_with_its_wrap(store: Store) -> None:
    """Where the keyring still has the other half; a wrong one is told, and nothing was written."""
    keyring = KeyringSource(frozenset({MEMORY}))
    with pytest.raises(UnlockRefused, match="passphrase-wrong"):
        _restore(store, keyring, passphrase="EXEMPLE d’une autre")
    assert not list(store.folder.glob("*.db"))
    assert not _restore(store, keyring, passphrase=PASSPHRASE).key_saved
    assert wrap_file.is_wrapped(store.folder)
    assert keyring.load([store.world.store_id]) is None
    _opens(store, MASTER)


def test_the_recovery_key_brings_it_back_on_a_new_machine(store: Store, private: PrivateKey) -> None:
    """Its keyring, or its key file, has the secret from then on; without it nothing opens."""
    with using(MemoryKeyring()):
        keyring = KeyringSource(frozenset({MEMORY}))
        for other in (None, generate()):
            with pytest.raises(WrongKey, match="restore-key"):
                _restore(store, keyring, private=other)
        assert _restore(store, keyring, private=private).key_saved
        assert keyring.load([store.world.store_id]) == MASTER
    _opens(store, MASTER)


def test_a_backup_of_before_a_change_of_key_gets_the_key_of_now(store: Store, private: PrivateKey) -> None:
    """By the recovery key, which opens the new secret as well from then on."""
    source = FileSource(store.root / "now.key")
    source.save("", OTHER)
    with pytest.raises(WrongKey, match="restore-key"):
        _restore(store, source)
    assert not _restore(store, source, private=private).key_saved
    _opens(store, OTHER)
    with pytest.raises(WrongKey):
        _opens(store, MASTER)
    inbox = Inbox.open(store.folder)
    with inbox.reading() as connection:
        kept = keys.recovery(connection)
    assert kept is not None
    assert recovery.opens(private, kept[1]) == OTHER
    proof.settle(inbox, store.pins, CLOCK)
    inbox.close()


def _rekeyed(store: Store, private: PrivateKey, *, wrapped: bool) -> None:
    """The inbox stands, and the casebook's key had changed since the backup; then the casebook was lost."""
    [backup] = (store.root / "backups").glob("backup-*")
    (store.folder / "inbox.db").write_bytes((backup / "inbox.db").read_bytes())
    copying.settle(store.folder / "inbox.db", INBOX_SHAPE, None)
    with closing(Inbox.open(store.folder)) as inbox:
        with inbox.transaction() as tx:
            keys.put_recovery(tx, private.public(), recovery.seal_master(private.public(), OTHER), MOMENT)
        proof.pin_anew(inbox, store.pins)
    if wrapped:
        keyring = KeyringSource(frozenset({MEMORY}))
        keyring.put_half(store.world.store_id, "b", new_half())
        half = keyring.half([store.world.store_id], "b")
        assert half is not None
        cheap = Cost(memory_kib=8, passes=1, lanes=1)
        wrap_file.propose(store.folder, wrap_master(OTHER, PASSPHRASE, half, slot="b", cost=cheap))
        wrap_file.promote(store.folder)


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_casebook_comes_back_beside_its_inbox_under_the_key_of_now(
    store: Store, private: PrivateKey, *, wrapped: bool
) -> None:
    """Not under that of then: the wrap that lies there, and what the recovery key opens, would be another's."""
    keyring = KeyringSource(frozenset({MEMORY}))
    _rekeyed(store, private, wrapped=wrapped)
    made = _restore(store, keyring, private=private, casebook_only=True)
    assert made.key_saved is not wrapped
    with closing(Inbox.open(store.folder)) as inbox:
        door = Door(inbox=inbox, source=keyring, agent="agent-exemple", clock=CLOCK)
        desk = unlock(door, PASSPHRASE if wrapped else "")
        with inbox.reading() as connection, desk.casebook.reading() as casebook:
            kept = keys.recovery(connection), casebook_keys.recovery(casebook)
        desk.close()
    assert [each and recovery.opens(private, each[1]) for each in kept] == [OTHER, OTHER]


def test_the_passphrase_of_now_alone_does_not_open_a_backup_of_before(store: Store, private: PrivateKey) -> None:
    """That is what a change of the key is for; nothing was written."""
    _rekeyed(store, private, wrapped=True)
    with pytest.raises(WrongKey, match="restore-key"):
        _restore(store, KeyringSource(frozenset({MEMORY})), passphrase=PASSPHRASE, casebook_only=True)
    assert not (store.folder / "casebook.db").exists()


@pytest.mark.parametrize("current", ["0" * 32, "f" * 32])
def test_the_secret_under_the_newest_name_is_the_one_of_now(store: Store, private: PrivateKey, current: str) -> None:
    """However the names stand in the alphabet: under a former name an older one may lie still."""
    _rekeyed(store, private, wrapped=False)
    keyring = KeyringSource(frozenset({MEMORY}))
    with closing(Inbox.open(store.folder)) as inbox:
        with inbox.transaction() as tx:
            tx.execute(text("INSERT INTO store (n, store_id, made_at, reason, place) SELECT n + 1, :new, made_at, "
                            "'EXEMPLE', place FROM store ORDER BY n DESC LIMIT 1"), {"new": current})  # fmt: skip
        proof.pin_anew(inbox, store.pins)
    keyring.save(store.world.store_id, MASTER)
    keyring.save(current, OTHER)
    _restore(store, keyring, private=private, casebook_only=True)
    _opens(store, OTHER)
