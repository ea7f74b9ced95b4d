"""A backup takes the place of a store that is gone; cut anywhere, the same call does the rest."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions import proof, restore
from backoffice_gui.actions.backup import BackingUp, make_backup
from backoffice_gui.actions.desk import open_desk
from backoffice_gui.actions.restore import STEPS, RestoredStore, Restoring, restore_store
from backoffice_gui.actions.verify_store import verify_store
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.errors import BackupFailed, StoreError, StoreExists, StoreMissing, StoreMoved, UsageError, WrongKey
from backoffice_gui.security import pins
from backoffice_gui.storage import copying, rekeying
from backoffice_gui.storage.inbox import identity, incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.system import files
from tests.support import proof as proofs
from tests.support.desks import MASTER, Store, a_store
from tests.support.stores import invented

CLOCK = SystemClock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A pinned store with a verified copy and a backup of it."""
    with a_store(tmp_path / "s") as made:
        made.world.verify(invented(1))
        proof.pin_store(made.world.inbox, made.pins)
        _back_up(made)
        yield made


def inbox_ids(inbox: Inbox) -> identity.StoreIds:
    """The names it has."""
    with inbox.reading() as connection:
        return identity.ids(connection)


def _back_up(store: Store) -> Path:
    wishes = BackingUp(folder=store.root / "backups", keep=7, agent="agent-exemple", clock=CLOCK)
    return make_backup(store.world.inbox, store.desk.casebook, wishes).path


class _CutHere(Exception):
    """Where the process ends."""


def _restore(store: Store, cut: str = "", **more: object) -> RestoredStore:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    wishes = {
        "backup": store.root / "backups",
        "folder": store.folder,
        "pins": store.pins,
        "source": store.source,
        "clock": CLOCK,
        "program": "backoffice restore",
        "agent": "agent-exemple",
        "step": step,
    }
    return restore_store(Restoring(**{**wishes, **more}))  # type: ignore[arg-type]


def _gone(store: Store, *names: str) -> None:
    """The disk is gone, or one of its files."""
    store.world.inbox.close()
    store.desk.close()
    for name in names or ("inbox.db", "casebook.db"):
        for file in store.folder.glob(f"{name}*"):
            file.unlink()


def _holds(store: Store, *, names: int = 2) -> list[IncidentKind]:
    """The store verifies, key proven, under so many names; returns its open incidents."""
    inbox = Inbox.open(store.folder)
    try:
        with inbox.reading() as connection:
            ids = identity.ids(connection)
            found = [each.kind for each in incidents.incidents(connection, open_only=True)]
        assert len(ids.all) == names
        assert proof.settle(inbox, store.pins, CLOCK).current == ids.current
        desk = open_desk(store.folder, store.source, ids, "agent-exemple", CLOCK)
        try:
            verified = verify_store(inbox, desk, pins.read(store.pins, ids.current))
        finally:
            desk.close()
        assert verified.ok
        assert dict(verified.checked)["parts"] == 1
    finally:
        inbox.close()
    return found


def test_a_store_that_is_gone_comes_back_under_a_new_name(store: Store) -> None:
    """With its key proven; that it lacks something is an incident, and said once."""
    _gone(store)
    made = _restore(store)
    assert made.store_id != store.world.store_id
    assert made.manifest.names == {store.world.store_id}
    assert _holds(store) == [IncidentKind.RESTORED]
    with pytest.raises(StoreExists):
        _restore(store)
    assert not (store.folder / "restoring").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_makes_belongs_to_whoever_has_the_folder(store: Store) -> None:
    """A service's folder stays the service's: pins, locks, backups, and the store that was put back."""
    _gone(store)
    for file in store.folder.glob("*.lock"):
        file.unlink()
    for path in (store.root, *store.root.rglob("*")):
        if path.name != "store.key":  # root's own, as systemd hands it over
            os.chown(path, 4_321, 4_321)
    made = _restore(store)
    inbox = Inbox.open(store.folder)
    desk = open_desk(store.folder, store.source, inbox_ids(inbox), "agent-exemple", CLOCK)
    try:
        make_backup(
            inbox,
            desk.casebook,
            BackingUp(folder=store.root / "kept", keep=7, agent="agent-exemple", clock=CLOCK),
        )
        there = {path.name: path.stat() for path in store.root.rglob("*")}
    finally:
        desk.close()
        inbox.close()
    assert {name for name, seen in there.items() if (seen.st_uid, seen.st_gid) != (4_321, 4_321)} == {"store.key"}
    assert {f"{made.store_id}.json", "collector.lock", "upkeep.lock", "inbox.db-wal", "manifest.hmac"} <= set(there)


@pytest.mark.parametrize("cut", STEPS if proofs.DEEP else ("key_saved", "casebook_placed", "renamed"))
def test_cut_at_any_step_the_same_call_does_the_rest(store: Store, cut: str) -> None:
    """One new name, one incident, nothing twice."""
    _gone(store)
    with pytest.raises(_CutHere):
        _restore(store, cut)
    _restore(store)
    assert _holds(store) == [IncidentKind.RESTORED]


def test_what_the_disk_refuses_at_the_last_sync_is_said_in_our_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by failing calls: no descriptor left was a traceback; the same call does it once there are some."""
    _gone(store)

    def refused(_file: Path) -> None:
        raise OSError(errno.EMFILE, "EXEMPLE")

    with monkeypatch.context() as patched:
        patched.setattr(copying, "_sync", refused)
        with pytest.raises(StoreError, match="folder"):
            _restore(store)
    _restore(store)
    assert _holds(store) == [IncidentKind.RESTORED]


@pytest.mark.parametrize(("reason", "said"), [("rekey-refused", "folder"), ("read-only", "read-only")])
def test_a_key_that_can_not_be_changed_amid_a_restoring_is_no_change_of_keys(
    store: Store, monkeypatch: pytest.MonkeyPatch, reason: str, said: str
) -> None:
    """No second key is kept then: its own words would tell to go on by a command that has nothing to go on with."""

    def refused(*_words: object) -> None:
        raise StoreError(reason)

    monkeypatch.setattr(rekeying, "change_key", refused)
    wishes = Restoring(
        backup=store.root / "backups",
        folder=store.folder,
        pins=store.pins,
        source=store.source,
        clock=CLOCK,
        program="backoffice restore",
        agent="agent-exemple",
    )
    with pytest.raises(StoreError) as told:
        restore._change_key(wishes, store.root, MASTER, MASTER)
    assert told.value.reason == said


def test_a_log_that_was_left_is_not_played_into_it(store: Store) -> None:
    """What SQLite left beside the lost file is put aside."""
    store.world.verify(invented(2))
    left = (store.folder / "inbox.db-wal").read_bytes()
    _gone(store)
    (store.folder / "inbox.db-wal").write_bytes(left)
    _restore(store)
    assert _holds(store) == [IncidentKind.RESTORED]
    assert (store.folder / "left-over" / "inbox.db-wal").exists()


def test_what_is_there_is_never_touched(store: Store) -> None:
    """A whole store, or half of one; another restoring that was cut."""
    before = {file.name: file.read_bytes() for file in store.folder.glob("*.db")}
    with pytest.raises(StoreExists):
        _restore(store)
    assert {file.name: file.read_bytes() for file in store.folder.glob("*.db")} == before
    second = _back_up(store)
    _gone(store)
    with pytest.raises(_CutHere):
        _restore(store, "casebook_placed", backup=second)
    first = min(path for path in (store.root / "backups").iterdir() if path != second)
    with pytest.raises(UsageError, match="restore-begun"):
        _restore(store, backup=first)
    _restore(store)


def test_the_casebook_alone_comes_back_beside_the_inbox_that_is_there(store: Store) -> None:
    """The inbox keeps its name and what came since; without one it is refused."""
    store.world.verify(invented(2))
    _gone(store, "casebook.db")
    with pytest.raises(StoreExists):
        _restore(store)
    _restore(store, casebook_only=True)
    inbox = Inbox.open(store.folder)
    with inbox.reading() as connection:
        assert identity.ids(connection).all == {store.world.store_id}
        assert [each.kind for each in incidents.incidents(connection, open_only=True)] == [IncidentKind.RESTORED]
        desk = open_desk(store.folder, store.source, identity.ids(connection), "agent-exemple", CLOCK)
    assert dict(verify_store(inbox, desk).checked)["parts"] == 2
    desk.close()
    inbox.close()
    _gone(store)
    with pytest.raises(StoreMissing):
        _restore(store, casebook_only=True)


def test_another_key_a_changed_backup_an_empty_folder_and_a_share_are_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is written; no store is made of what was not proven."""
    _gone(store)
    with pytest.raises(UsageError, match="backup-none"):
        _restore(store, backup=tmp_path)
    (backup,) = (store.root / "backups").iterdir()
    store.source.path.write_text("00" * 32)
    with pytest.raises(WrongKey, match="restore-key"):
        _restore(store)
    store.source.path.write_text(bytes(range(32)).hex())
    shutil.copytree(backup, tmp_path / "copy")
    octets = bytearray((tmp_path / "copy" / "inbox.db").read_bytes())
    octets[9000] ^= 1
    (tmp_path / "copy" / "inbox.db").write_bytes(octets)
    with pytest.raises(BackupFailed, match="content"):
        _restore(store, backup=tmp_path / "copy")
    assert not list(store.folder.glob("*.db"))
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 8:1 / {tmp_path.resolve()} rw - vboxsf lent rw\n")
    monkeypatch.setattr(files, "_MOUNTS", table)
    with pytest.raises(StoreMoved):
        _restore(store, folder=tmp_path / "lent")
    assert not (tmp_path / "lent").exists()
