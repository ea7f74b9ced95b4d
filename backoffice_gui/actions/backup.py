"""Making a backup: both databases as two moments have them, proven by opening them, named last.

Order, each step durable before the next (tests cut it at each):

1. `begun`: a hidden folder in the backups' folder;
2. `casebook_copied` · `inbox_copied`: by SQLite itself, in this order, so that all that the
   casebook knows of is in the inbox's copy; no key changes meanwhile (`storage.upkeep`);
3. `proven`: opened, checked, chains walked, run keys opened (`backup_proof`), digests read back;
4. `described`: manifest and code; 5. `named`: only now it looks like a backup;
6. `noted`: in both chains; 7. `pruned`: those beyond `keep` go, oldest first. What came after one that was put back
   is neither counted nor removed until that incident is closed: perhaps the wrong one was put back.

A copy of a database holds its read transaction for as long as copying takes: the log grows
meanwhile, and nothing else waits.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from backoffice_gui import __version__
from backoffice_gui.actions import backup_files
from backoffice_gui.actions.backup_files import CODE, FILES, MANIFEST, WRAP, Kept, Manifest, describe, part_of, said
from backoffice_gui.actions.backup_proof import Openers, Proven, check_files, prove_pair
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.incidents import AlarmKind, IncidentKind
from backoffice_gui.errors import BackupFailed, Circumstance, StoreError
from backoffice_gui.security.durable import sync_folder, write_new
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.storage.inbox import audit_log, identity, incidents
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.room import MARGIN, free_bytes
from backoffice_gui.storage.upkeep import upkeep
from backoffice_gui.system.files import make_folder

__all__ = ["STEPS", "BackingUp", "MadeBackup", "make_backup"]

STEPS = ("begun", "casebook_copied", "inbox_copied", "proven", "described", "named", "noted", "pruned")
"""What `BackingUp.step` is told, in this order, each once it is durable."""
_NO_FAILURES = {"upkeep", "locked", "interrupted"}
"""Somebody else is at it, or the desk was locked meanwhile: the next one is due at once."""


def _silent(_step: str) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class BackingUp:
    """Where backups of this store go, how many stay, who makes one; `step` is told each step once it is durable."""

    folder: Path
    keep: int
    agent: str
    clock: Clock
    step: Callable[[str], None] = _silent


@dataclass(frozen=True, slots=True)
class MadeBackup:
    """The backup that was made, and how many old ones went."""

    path: Path
    manifest: Manifest
    pruned: int


def make_backup(inbox: Inbox, casebook: Casebook, wishes: BackingUp) -> MadeBackup:
    """Make and prove a backup of an open store, then let the oldest beyond `keep` go.

    Raises `BackupFailed`, `DiskFull`, `StoreBusy` (`upkeep`: another one, or a change of keys, is under way) and
    what the databases raise; then nothing is left that looks like a backup, and the older ones stay as they were.
    A failure is an alarm of the inbox until a backup has been made.
    """
    try:
        with upkeep(inbox.folder):
            made = _made(inbox, casebook, wishes)
    except Circumstance as error:
        if error.reason not in _NO_FAILURES:
            _alarm(inbox, error, wishes.clock.now())
        raise
    return made


def _alarm(inbox: Inbox, error: Circumstance, at: datetime) -> None:
    """An inbox that can't be written to has alarms of its own."""
    with contextlib.suppress(StoreError), inbox.transaction() as tx:
        incidents.raise_alarm(tx, AlarmKind.BACKUP, error.named, at)


def _made(inbox: Inbox, casebook: Casebook, wishes: BackingUp) -> MadeBackup:
    with inbox.reading() as connection:
        ids, restored = identity.ids(connection), _restored(connection)
    at = wishes.clock.now()
    folder = wishes.folder
    with said(folder):
        _prepare(folder, inbox, casebook)
        for left in backup_files.leftovers(folder, ids.all):
            backup_files.discard(left)
        path = folder / backup_files.free_name(folder, ids.current, at)
        part = part_of(path)
        make_folder(part)
        sync_folder(folder)
    wishes.step("begun")
    try:
        with said(folder):
            manifest = _filled(part, inbox, casebook, at, wishes)
            part.rename(path)
            sync_folder(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    wishes.step("named")
    _note(inbox, casebook, path.name, wishes)
    wishes.step("noted")
    pruned = _prune(folder, Kept(path, manifest), ids.all, wishes.keep, restored)
    wishes.step("pruned")
    return MadeBackup(path, manifest, pruned)


def _prepare(folder: Path, inbox: Inbox, casebook: Casebook) -> None:
    """The folder itself may be made, never the way to it: what is missing there is a disk that is not mounted."""
    if not folder.is_dir():
        if not folder.parent.is_dir():
            raise BackupFailed("gone", folder=str(folder))
        make_folder(folder)
        sync_folder(folder.parent)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise BackupFailed("unwritable", folder=str(folder))
    if free_bytes(folder) < _octets(inbox.path) + _octets(casebook.path) + MARGIN // 4:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _octets(path: Path) -> int:
    """A database with its log."""
    log = path.with_name(f"{path.name}-wal")
    return path.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _filled(part: Path, inbox: Inbox, casebook: Casebook, at: datetime, wishes: BackingUp) -> Manifest:
    casebook.copy_to(part / CASEBOOK_SHAPE.file)
    wishes.step("casebook_copied")
    inbox.copy_to(part / INBOX_SHAPE.file)
    sync_folder(part)
    wishes.step("inbox_copied")
    opened = Openers(casebook.copied, inbox.copied, casebook.vouch)
    proven = prove_pair(part, opened)
    wishes.step("proven")
    wrap = inbox.folder / WRAP
    if wrap.exists():
        write_new(part / WRAP, [wrap.read_bytes()], ours=True)
    manifest = _manifest(part, proven, at)
    octets = msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"
    write_new(part / MANIFEST, [octets], ours=True)
    write_new(part / CODE, [casebook.vouch(octets).hex().encode("ascii") + b"\n"], ours=True)
    check_files(part, opened)
    wishes.step("described")
    return manifest


def _manifest(part: Path, proven: Proven, at: datetime) -> Manifest:
    return Manifest(
        made_at=at,
        store_id=proven.store_id,
        former=proven.former,
        program=__version__,
        schemas=proven.schemas,
        chains=proven.chains,
        submissions=proven.submissions,
        files={name: describe(part / name) for name in (*FILES, WRAP) if (part / name).exists()},
    )


def _note(inbox: Inbox, casebook: Casebook, name: str, wishes: BackingUp) -> None:
    """In both chains; and what was wrong with the one before is over."""
    at = wishes.clock.now()
    with casebook.transaction() as tx:
        event = AuditEvent(at, Verb.BACKUP_MADE, Role.DESK, "store", (("agent", wishes.agent), ("name", name)))
        casebook_log.append(tx, [event])
    with inbox.transaction() as tx:
        audit_log.append(tx, [AuditEvent(at, Verb.BACKUP_MADE, Role.PROGRAM, "store", (("name", name),))])
        incidents.end_alarm(tx, AlarmKind.BACKUP, at)


def _restored(connection: Connection) -> list[tuple[datetime, datetime]]:
    """Of each restoring that nobody has judged yet: the moment it went back to, and when that was."""
    found = [each for each in incidents.incidents(connection, open_only=True) if each.kind is IncidentKind.RESTORED]
    return [(moment, each.opened_at) for each in found if (moment := _moment(each.detail)) is not None]


def _moment(words: str) -> datetime | None:
    """What the incident says, where it says when: nothing of a store that was put back by other means than ours."""
    with contextlib.suppress(ValueError):
        found = datetime.fromisoformat(words)
        return found if found.tzinfo is not None else None
    return None


def _prune(
    folder: Path, made: Kept, names: frozenset[object], keep: int, restored: list[tuple[datetime, datetime]]
) -> int:
    """The oldest beyond `keep` go; the one that was made now never does, whatever the clock said then.

    What bears a moment that is yet to come was made while the clock was ahead: it goes before any other, for it
    would look newest for as long as that, and take a place from each that is made.
    """
    with contextlib.suppress(OSError):
        return len(_old(folder, made, names, keep, restored))
    return 0


def _old(
    folder: Path, made: Kept, names: frozenset[object], keep: int, restored: list[tuple[datetime, datetime]]
) -> list[Kept]:
    others = [
        kept
        for kept in backup_files.of_folder(folder, {str(name) for name in names})
        if kept.path != made.path and not any(back < kept.manifest.made_at <= at for back, at in restored)
    ]
    others.sort(key=lambda kept: kept.manifest.made_at > made.manifest.made_at)  # otherwise newest first, as they are
    gone = others[max(0, keep - 1) :]
    for kept in gone:
        backup_files.discard(kept.path)
    return gone
