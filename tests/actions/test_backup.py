"""A backup is proven by opening it, named last, and never half a one that looks whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from backoffice_gui.actions import backup_files
from backoffice_gui.actions.backup import STEPS, BackingUp, MadeBackup, make_backup
from backoffice_gui.actions.backup_proof import check_files, openers, prove_pair
from backoffice_gui.audit import Role
from backoffice_gui.clock import Clock, SystemClock, iso
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import BackupFailed, DiskFull, StoreBusy, WrongKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.inbox import audit_log, incidents
from backoffice_gui.storage.upkeep import upkeep
from tests.support import proof
from tests.support.clock import TurnedClock
from tests.support.desks import MASTER, Store, a_store, spoil
from tests.support.stores import invented


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with a verified copy, its desk unlocked."""
    with a_store(tmp_path / "s") as made:
        made.world.verify(invented(1))
        yield made


class _CutHere(Exception):
    """Where the process ends."""


def _make(store: Store, *, keep: int = 7, cut: str = "", clock: Clock | None = None) -> MadeBackup:
    def step(said: str) -> None:
        if said == cut:
            raise _CutHere

    at = clock or SystemClock()
    wishes = BackingUp(folder=store.root / "backups", keep=keep, agent="agent-exemple", clock=at, step=step)
    return make_backup(store.world.inbox, store.desk.casebook, wishes)


def _alarm(store: Store) -> str | None:
    with store.world.inbox.reading() as connection:
        found = [alarm.detail for alarm in incidents.alarms(connection) if alarm.kind is AlarmKind.BACKUP]
    return found[0] if found else None


def test_it_opens_with_the_key_alone_and_nothing_else_lies_there(store: Store) -> None:
    """Four files of ours, closed to others; the pair opens, holds what the store holds, and both chains say it was made."""
    made = _make(store)
    assert {file.name for file in made.path.iterdir()} == {*backup_files.FILES, "manifest.json", "manifest.hmac"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in (made.path, *made.path.iterdir()))
    opened = openers(MASTER.casebook_key())
    assert check_files(made.path, opened) == made.manifest
    assert prove_pair(made.path, opened).submissions == 1
    assert [kept.path for kept in backup_files.backups(store.root / "backups")] == [made.path]
    with store.world.inbox.reading() as connection:
        assert audit_log.read(connection, made.manifest.chains["inbox"].events)[0].verb == "backup_made"
    assert b"casebook" not in (made.path / "casebook.db").read_bytes()[:16]


@pytest.mark.parametrize("cut", STEPS if proof.DEEP else ("casebook_copied", "described", "named"))
def test_cut_at_any_step_nothing_half_looks_whole(store: Store, cut: str) -> None:
    """What is named is whole; what is not is swept by the next, which stands beside."""
    with pytest.raises(_CutHere):
        _make(store, cut=cut)
    for kept in backup_files.backups(store.root / "backups"):
        prove_pair(kept.path, openers(MASTER.casebook_key()))
    made = _make(store)
    names = {path.name for path in (store.root / "backups").iterdir()}
    assert not [name for name in names if name.startswith(".")]
    assert made.path.name in names


def test_a_killed_one_is_swept_and_others_stores_are_left_alone(store: Store) -> None:
    """A process that was killed removes nothing itself; the next one of this store does."""
    folder = store.root / "backups"
    folder.mkdir()
    ours = folder / f".backup-20261101T000000Z-{store.world.store_id[:12]}.part"
    theirs = folder / ".backup-20261101T000000Z-0123456789ab.part"
    for left in (ours, theirs):
        left.mkdir()
        (left / "inbox.db").write_bytes(b"EXEMPLE")
    _make(store)
    assert not ours.exists()
    assert theirs.exists()


def test_one_that_a_clock_ahead_has_dated_takes_no_place_from_those_after(store: Store) -> None:
    """It would look newest for a year, and each backup displace the last that is real."""
    ahead = _make(store, keep=2, clock=TurnedClock(SystemClock().now() + timedelta(days=365)))
    second = _make(store, keep=2)
    third = _make(store, keep=2)
    assert {kept.path for kept in backup_files.backups(store.root / "backups")} == {second.path, third.path}
    assert not ahead.path.exists()


def test_what_came_after_the_one_that_was_put_back_stays_until_that_is_judged(store: Store) -> None:
    """Put back was perhaps the wrong one: the better ones hold what agents typed, and would be gone in a week."""
    inbox = store.world.inbox
    first, wrong, better = _make(store), _make(store), _make(store)
    at = SystemClock().now()
    with inbox.transaction() as tx:
        incidents.open_incident(tx, IncidentKind.RESTORED, at, id="EXEMPLE", detail="server")
        (other,) = incidents.incidents(tx, open_only=True)
        incidents.open_incident(tx, IncidentKind.RESTORED, at, id="", detail=iso(wrong.manifest.made_at))
        (restored,) = [each for each in incidents.incidents(tx, open_only=True) if each != other]
    fourth, last = _make(store, keep=2), _make(store, keep=2)
    kept = {each.path for each in backup_files.backups(store.root / "backups")}
    assert kept - {wrong.path} == {better.path, fourth.path, last.path}
    assert not first.path.exists()
    with inbox.transaction() as tx:
        incidents.close_incident(tx, restored.number, "EXEMPLE", at, Role.ADMINISTRATOR)
    _make(store, keep=2)
    assert not better.path.exists()


def test_old_ones_go_after_the_new_one_is_proven(store: Store) -> None:
    """`keep` counts the new one; where it can't be proven, all old ones stay."""
    first, second = _make(store, keep=2), _make(store, keep=2)
    third = _make(store, keep=2)
    assert third.pruned == 1
    assert {kept.path for kept in backup_files.backups(store.root / "backups")} == {second.path, third.path}
    assert not first.path.exists()
    spoil(store.world.inbox, "UPDATE audit SET event = replace(event, 'offered', 'offerred') WHERE n = 4")
    with pytest.raises(BackupFailed) as caught:
        _make(store, keep=1)
    assert caught.value.facts["what"] == "chain"
    assert {kept.path for kept in backup_files.backups(store.root / "backups")} == {second.path, third.path}
    assert _alarm(store) == "STO-014:not-proven"


def test_a_failure_is_an_alarm_until_one_is_made(store: Store, tmp_path: Path) -> None:
    """The way to the folder is never made: what is missing there is a disk that is not mounted."""
    wishes = BackingUp(folder=tmp_path / "none" / "deep", keep=7, agent="agent-exemple", clock=SystemClock())
    with pytest.raises(BackupFailed, match="gone"):
        make_backup(store.world.inbox, store.desk.casebook, wishes)
    assert _alarm(store) == "STO-014:gone"
    _make(store)
    assert _alarm(store) is None


def test_a_full_disk_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever write it was that had no room."""
    real = os.fsync

    def full(descriptor: int) -> None:
        real(descriptor)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    (store.root / "backups").mkdir()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        _make(store)
    monkeypatch.undo()
    assert backup_files.backups(store.root / "backups") == []
    assert _alarm(store) == "STO-009:backup"


def test_keys_do_not_change_meanwhile(store: Store) -> None:
    """Whoever changes keys is left to end; that is no failure of a backup."""
    with upkeep(store.folder), pytest.raises(StoreBusy, match="upkeep"):
        _make(store)
    assert _alarm(store) is None


def test_what_somebody_changed_there_is_found(store: Store) -> None:
    """An octet of a file; a manifest made to fit it; another's key."""
    made = _make(store)
    opened = openers(MASTER.casebook_key())
    with pytest.raises(WrongKey):
        check_files(made.path, openers(MasterSecret(bytes(32)).casebook_key()))
    octets = bytearray((made.path / "inbox.db").read_bytes())
    octets[-100] ^= 1
    (made.path / "inbox.db").write_bytes(octets)
    with pytest.raises(BackupFailed, match="content"):
        check_files(made.path, opened)
    manifest = (made.path / "manifest.json").read_text("utf-8")
    digest = made.manifest.files["inbox.db"].sha256
    (made.path / "manifest.json").write_text(
        manifest.replace(digest, backup_files.describe(made.path / "inbox.db").sha256), "utf-8"
    )
    with pytest.raises(BackupFailed, match="forged"):
        check_files(made.path, opened)
