"""Putting a backup in the place of a store that is gone: proven first, under a new name, and what it lacks is said.

Order, each step durable before the next; cut anywhere, the same call does the rest:

1. `proven`: code, digests and the pair itself, where it lies (`backup_proof`); nothing was written;
2. `copied`: into `restoring` within the store's folder, read back, opened there;
3. `key_saved`: where this machine had no master secret, the recovered one is kept and read back;
4. `marked`: from here on what lies in the store's folder is ours to complete;
5. `casebook_placed` · `inbox_placed`: each gets its name; a store is there once the inbox is;
6. `renamed`: a new name, so that nothing is acknowledged in the old one's, an incident, an event;
7. `pinned`: the keys of this store, under each of its names.

What was acknowledged since the backup was made is lost unless it is elsewhere (the mirror): the
incident says from when on, and the next collector names each from the front end's ledger (MISSING).
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.backup_files import FILES, MANIFEST, Manifest, backup_in, describe, read_manifest, said
from backoffice_gui.actions.backup_proof import check_files, openers, prove_beside, prove_pair
from backoffice_gui.actions.restore_key import find_key, recovered
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock, iso
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.incidents import IncidentKind
from backoffice_gui.errors import (
    BackupFailed,
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreMissing,
    UsageError,
    WrongKey,
)
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security import wrap_file
from backoffice_gui.security.durable import full_is_said, new_folder, replace, sync_folder, write_new
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.storage import copying, rekeying
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.storage.inbox import audit_log, identity, incidents, keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.old_copies import LEFT_OVER
from backoffice_gui.storage.place import refuse_remote
from backoffice_gui.storage.room import MARGIN, room_for
from backoffice_gui.storage.upkeep import upkeep

__all__ = ["BESIDE", "STEPS", "RestoredStore", "Restoring", "restore_store"]

BESIDE = "restoring"
"""Where the copies are made and checked, within the store's folder."""
STEPS = (
    "proven",
    "copied",
    "key_saved",
    "marked",
    "casebook_placed",
    "inbox_placed",
    "renamed",
    "pinned",
)
"""What `Restoring.step` is told, in this order."""
_SHAPES = {CASEBOOK_SHAPE.file: CASEBOOK_SHAPE, INBOX_SHAPE.file: INBOX_SHAPE}
_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")


def _silent(_step: str) -> None:
    return


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """Which backup (or folder of backups: its newest) comes back where, and with which key.

    `recovery_key` opens a backup whose master secret this machine does not have (a new machine, or a
    key that was changed since). `casebook_only`: the inbox is there, and newer; it stays as it is. `ask` is called for
    the passphrase where one is needed.
    """

    backup: Path
    folder: Path
    pins: Path
    source: MasterSource
    clock: Clock
    program: str
    agent: str
    recovery_key: PrivateKey | None = None
    casebook_only: bool = False
    ask: Callable[[], str] = _nobody
    step: Callable[[str], None] = _silent

    @property
    def files(self) -> tuple[str, ...]:
        """What is put back, in the order it gets its name."""
        return (CASEBOOK_SHAPE.file,) if self.casebook_only else FILES


@dataclass(frozen=True, slots=True)
class RestoredStore:
    """The store as it is now; `manifest` of the backup it came from; `key_saved`: this machine had no key before."""

    store_id: StoreId
    folder: Path
    manifest: Manifest
    key_saved: bool


def restore_store(wishes: Restoring) -> RestoredStore:
    """Restore; an inbox or casebook that is there is never touched.

    Raises `StoreExists`, `StoreMissing` (`casebook_only` without an inbox), `UsageError` (`backup-none`,
    `backup-several`, `restore-begun`: another backup's restoring was cut), `BackupFailed`, `WrongKey`
    (`restore-key`: neither this machine's key nor the recovery key opens it), `StoreHeld`, `StoreBusy`, `DiskFull`,
    `StoreMoved` (a network share).
    """
    path = backup_in(wishes.backup, wishes.clock.now())
    manifest = read_manifest(path)[0]
    if not _begun(wishes.folder, manifest):
        _refuse_there(wishes)
    refuse_remote(wishes.folder)
    with full_is_said(wishes.folder):
        new_folder(wishes.folder)
    lock = StoreLock.acquire(wishes.folder, wishes.program, wishes.clock)
    try:
        with upkeep(wishes.folder):
            return _restored(wishes, path, manifest)
    finally:
        lock.release()


def _restored(wishes: Restoring, path: Path, manifest: Manifest) -> RestoredStore:
    with _standing(wishes) as inbox:
        key = find_key(path, manifest, wishes.source, wishes.recovery_key, ask=wishes.ask, beside=inbox)
    master = key.master
    try:
        if not _begun(wishes.folder, manifest):
            _refuse_there(wishes)
            then = _prove(wishes, path, manifest, master)
            try:
                _copy(wishes, path, manifest, then, master)
            finally:
                then.wipe()
            if key.wrapped:
                _put_wrap(wishes, path)
            elif key.to_save:
                wishes.source.save(manifest.store_id, master)
            else:
                wishes.source.settle()
            wishes.step("key_saved")
            _mark(wishes, path)
        _take_place(wishes)
        store_id = _named(wishes, manifest, master)
    finally:
        master.wipe()
    return RestoredStore(store_id, wishes.folder, manifest, key.to_save)


@contextlib.contextmanager
def _standing(wishes: Restoring) -> Iterator[Inbox | None]:
    """The inbox that the casebook comes back to, where it alone is put back."""
    if not wishes.casebook_only:
        yield None
        return
    with contextlib.closing(Inbox.open(wishes.folder, wishes.clock)) as inbox:
        yield inbox


def _begun(folder: Path, manifest: Manifest) -> bool:
    """Whether a restoring of this very backup was cut after its mark; raises `UsageError` for another's."""
    marker = folder / BESIDE / MANIFEST
    if not marker.exists():
        return False
    try:
        marked = msgspec.json.decode(marker.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise StoreDamaged("restoring", file=str(marker)) from error
    if marked != manifest:
        raise UsageError("restore-begun", folder=str(folder), at=iso(marked.made_at))
    return True


def _refuse_there(wishes: Restoring) -> None:
    inbox = (wishes.folder / INBOX_SHAPE.file).exists()
    if Casebook.begun(wishes.folder) or (inbox and not wishes.casebook_only):
        raise StoreExists(folder=str(wishes.folder))
    if wishes.casebook_only and not inbox:
        raise StoreMissing(folder=str(wishes.folder))


# The proof


def _prove(wishes: Restoring, path: Path, manifest: Manifest, master: MasterSecret) -> MasterSecret:
    """Prove the backup where it lies; returns the master secret it was made under."""
    then = MasterSecret(master.octets)
    try:
        check_files(path, openers(then.casebook_key()))
    except WrongKey as error:
        older = recovered(path, wishes.recovery_key)
        if older is None:
            raise WrongKey("restore-key", source=wishes.source.name) from error
        then = older
        check_files(path, openers(then.casebook_key()))
    found = prove_pair(path, openers(then.casebook_key()))
    if {found.store_id, *found.former} != manifest.names:
        raise BackupFailed("not-proven", what="names")
    if wishes.casebook_only:
        with _standing(wishes) as inbox:
            if inbox is not None:
                with inbox.reading() as connection:
                    prove_beside(connection, path, openers(then.casebook_key()))
    wishes.step("proven")
    return then


# The files


def _copy(wishes: Restoring, path: Path, manifest: Manifest, then: MasterSecret, now: MasterSecret) -> None:
    beside = wishes.folder / BESIDE
    wanted = sum(manifest.files[name].size for name in wishes.files)
    with full_is_said(wishes.folder):
        shutil.rmtree(beside, ignore_errors=True)  # of a restoring that was cut: nothing in it was ever used
        new_folder(beside)
        if not room_for(wishes.folder, wanted, times=2, margin=MARGIN // 4):
            raise DiskFull("folder", folder=str(wishes.folder))
        for name in wishes.files:
            _copy_one(path / name, beside / name)
            if describe(beside / name) != manifest.files[name]:
                raise BackupFailed("content", folder=str(path), file=name)
    if then != now:
        _change_key(wishes, beside, then, now)
    with full_is_said(wishes.folder):
        for name in wishes.files:
            shape = _SHAPES[name]
            copying.settle(beside / name, shape, now.casebook_key() if shape.keyed else None)
    if then != now:
        _seal_anew(wishes, beside, now)
    wishes.step("copied")


def _change_key(wishes: Restoring, beside: Path, then: MasterSecret, now: MasterSecret) -> None:
    """Of what is being put back, which is begun anew where that comes to nothing."""
    try:
        rekeying.change_key(beside / CASEBOOK_SHAPE.file, then.casebook_key(), now.casebook_key())
    except StoreError as error:
        if error.reason != rekeying.REFUSED:
            raise
        raise StoreError("folder", folder=str(wishes.folder)) from error


def _seal_anew(wishes: Restoring, beside: Path, master: MasterSecret) -> None:
    """The recovery key of then is to open the casebook under its new key as well."""
    at = wishes.clock.now()
    opened: list[Casebook | Inbox] = [Casebook.open(beside, master.casebook_key(), wishes.clock)]
    if not wishes.casebook_only:
        opened.append(Inbox.open(beside, wishes.clock))
    for database in opened:
        of = casebook_keys if isinstance(database, Casebook) else keys
        try:
            with database.transaction() as tx:
                kept = of.recovery(tx)
                if kept is not None:
                    of.put_recovery(tx, kept[0], recovery.seal_master(kept[0], master), at)
            database.checkpoint()
        finally:
            database.close()


def _copy_one(source: Path, target: Path) -> None:
    with said(source.parent), source.open("rb") as stream:
        write_new(target, iter(lambda: stream.read(1024 * 1024), b""), ours=True)


def _put_wrap(wishes: Restoring, path: Path) -> None:
    """The wrap that opened the secret; one that is there is of a restoring that was cut."""
    with full_is_said(wishes.folder), said(path):
        replace(wishes.folder / wrap_file.FILE, (path / wrap_file.FILE).read_bytes())


def _mark(wishes: Restoring, path: Path) -> None:
    with full_is_said(wishes.folder):
        write_new(wishes.folder / BESIDE / MANIFEST, [(path / MANIFEST).read_bytes()], ours=True)
    wishes.step("marked")


def _take_place(wishes: Restoring) -> None:
    beside = wishes.folder / BESIDE
    with full_is_said(wishes.folder):
        for name in wishes.files:
            if (beside / name).exists():
                _put_aside(wishes.folder, name)
                (beside / name).rename(wishes.folder / name)
                sync_folder(wishes.folder)
                sync_folder(beside)
            wishes.step(f"{Path(name).stem}_placed")


def _put_aside(folder: Path, name: str) -> None:
    """A log that the lost database left would be played into this one."""
    for file in (folder / (name + ending) for ending in _BESIDE_A_DATABASE):
        if file.exists():
            aside = folder / LEFT_OVER
            new_folder(aside)
            names = (aside / f"{file.name}{n or ''}" for n in itertools.count())
            file.rename(next(free for free in names if not free.exists()))
    sync_folder(folder)


# What it is from now on


def _named(wishes: Restoring, manifest: Manifest, master: MasterSecret) -> StoreId:
    inbox = Inbox.open(wishes.folder, wishes.clock)
    try:
        store_id = _renewed(wishes, inbox, manifest)
        _link(wishes, store_id, manifest, master)
        wishes.step("renamed")
        proof.pin_anew(inbox, wishes.pins)
        wishes.step("pinned")
    finally:
        inbox.close()
    with full_is_said(wishes.folder), contextlib.suppress(FileNotFoundError):
        (wishes.folder / BESIDE / MANIFEST).unlink()
        sync_folder(wishes.folder / BESIDE)
        shutil.rmtree(wishes.folder / BESIDE)
    return store_id


def _renewed(wishes: Restoring, inbox: Inbox, manifest: Manifest) -> StoreId:
    """The new name and what is said of it, once: a name that the backup knows shows that it was not yet given."""
    at = wishes.clock.now()
    with inbox.transaction() as tx:
        ids = identity.ids(tx)
        detail = iso(manifest.made_at)
        again = incidents.open_incident(tx, IncidentKind.RESTORED, at, id=detail, detail=detail) is None
        if ids.current in manifest.names and not wishes.casebook_only:
            identity.renew(tx, at, "restored", inbox.place())
            ids = identity.ids(tx)
        if not again:
            details = (("backup", iso(manifest.made_at)), ("casebook_only", int(wishes.casebook_only)))
            audit_log.append(
                tx, [AuditEvent(at, Verb.STORE_RESTORED, Role.ADMINISTRATOR, f"store:{ids.current}", details)]
            )
    return ids.current


def _link(wishes: Restoring, store_id: StoreId, manifest: Manifest, master: MasterSecret) -> None:
    at = wishes.clock.now()
    casebook = Casebook.open(wishes.folder, master.casebook_key(), wishes.clock)
    try:
        with casebook.transaction() as tx:
            if store_id in casebook_keys.links(tx) and not wishes.casebook_only:
                return
            casebook_keys.link(tx, store_id, at)
            details = (("agent", wishes.agent), ("backup", iso(manifest.made_at)))
            event = AuditEvent(at, Verb.STORE_RESTORED, Role.ADMINISTRATOR, f"store:{store_id}", details)
            casebook_log.append(tx, [event])
    finally:
        casebook.close()
