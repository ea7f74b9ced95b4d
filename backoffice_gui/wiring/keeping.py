"""Backups made and put back, from the settings: for the console, the service, and the window's desk."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path

from backoffice_gui.actions import epoch, proof, recovery
from backoffice_gui.actions.backup import BackingUp, MadeBackup, make_backup
from backoffice_gui.actions.backup_state import BackupState, Rhythm, look, note_overdue
from backoffice_gui.actions.desk import Desk, open_with_master
from backoffice_gui.actions.epoch import Renewed
from backoffice_gui.actions.new_keys import Upkeep, new_keys
from backoffice_gui.actions.recovery_key import new_recovery_key
from backoffice_gui.actions.rekey import Rekeying, rekey
from backoffice_gui.actions.restore import RestoredStore, Restoring, restore_store
from backoffice_gui.actions.unlock import Door, log, master_of
from backoffice_gui.audit import Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.retention import Durations
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import source_for
from backoffice_gui.security.staging import staging_for
from backoffice_gui.security.wrap import STRONG, Cost
from backoffice_gui.security.wrap_file import is_wrapped
from backoffice_gui.settings import Settings
from backoffice_gui.storage import rekeying
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.keys import InboxKey
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import renewing
from backoffice_gui.system.names import machine
from backoffice_gui.wiring import parts
from backoffice_gui.wiring.homes import home_of, refuse_team
from backoffice_gui.wiring.parts import Ask, no_passphrase

__all__ = [
    "back_up",
    "back_up_desk",
    "backup_state",
    "change_inbox_keys",
    "change_recovery_key",
    "durations_of",
    "purge_epoch",
    "rekey_casebook",
    "restore",
    "retention_of",
    "watch_backups",
]

_ALL = 1_000_000
"""How many stay where somebody named the folder by hand: those are that person's."""


def durations_of(settings: Settings) -> Durations:
    """How long things are kept, as the configuration settles it."""
    said = settings.retention
    return Durations(said.payload_days, said.case_days, said.account_days, said.apart_days, said.owner)


def retention_of(settings: Settings) -> timedelta:
    """The shortest retention of all: a backup that lives longer holds what should be gone."""
    kept = settings.retention
    return timedelta(days=min(kept.payload_days, kept.case_days, kept.account_days, kept.apart_days))


def _rhythm(settings: Settings) -> Rhythm:
    return Rhythm(timedelta(hours=settings.backup.every_hours), retention_of(settings))


def backup_state(settings: Settings, opened: Inbox, clock: Clock) -> BackupState | None:
    """What can be seen of the scheduled backups; nothing where there are to be none."""
    folder = settings.backup_folder
    return None if folder is None else look(opened, folder, _rhythm(settings), clock.now())


def watch_backups(settings: Settings, opened: Inbox, clock: Clock) -> BackupState | None:
    """The same, and an overdue one is noted as an alarm."""
    state = backup_state(settings, opened, clock)
    if state is not None:
        note_overdue(opened, state, clock.now())
    return state


def back_up(settings: Settings, clock: Clock, to: Path | None = None, ask: Ask = no_passphrase) -> MadeBackup:
    """Make a backup of the configured store, where the settings say or in a folder named by hand.

    Raises `UsageError("no-backup-folder")`, what `parts.unlock` raises, and what `make_backup` raises.
    """
    refuse_team(settings)
    folder = to or settings.backup_folder
    if folder is None:
        raise UsageError("no-backup-folder")
    keep = settings.backup.keep if to is None or to == settings.backup_folder else _ALL
    with parts.inbox(settings, clock) as opened, parts.desk(settings, opened, clock, ask) as desk:
        wishes = BackingUp(folder=folder, keep=keep, agent=desk.agent, clock=clock)
        return make_backup(opened, desk.casebook, wishes)


def back_up_desk(settings: Settings, opened: Inbox, casebook: Casebook, clock: Clock) -> MadeBackup | None:
    """The scheduled one, by a desk that is open; nothing where there is to be none."""
    folder = settings.backup_folder
    if folder is None:
        return None
    wishes = BackingUp(folder=folder, keep=settings.backup.keep, agent=parts.agent(), clock=clock)
    return make_backup(opened, casebook, wishes)


def restore(
    settings: Settings,
    clock: Clock,
    backup: Path,
    *,
    recovery_file: Path | None = None,
    casebook_only: bool = False,
    ask: Ask = no_passphrase,
) -> RestoredStore:
    """Put a backup in the place of the configured store, which is gone; raises what `restore_store` raises."""
    refuse_team(settings)
    return restore_store(
        Restoring(
            backup=backup,
            folder=settings.store_folder,
            pins=settings.pins_folder,
            source=source_for(settings),
            clock=clock,
            program="backoffice restore",
            agent=parts.agent(),
            recovery_key=None if recovery_file is None else recovery.read_file(recovery_file),
            casebook_only=casebook_only,
            ask=ask,
        )
    )


def change_inbox_keys(settings: Settings, clock: Clock, ask: Ask) -> InboxKey:
    """Give the inbox another key pair; raises what `parts.unlock` and `new_keys` raise."""
    with parts.inbox(settings, clock) as opened, parts.desk(settings, opened, clock, ask) as desk:
        return new_keys(_upkeep(settings, opened, desk, clock))


def _upkeep(settings: Settings, opened: Inbox, desk: Desk, clock: Clock) -> Upkeep:
    return Upkeep(inbox=opened, casebook=desk.casebook, pins=settings.pins_folder, clock=clock)


def change_recovery_key(settings: Settings, clock: Clock, file: Path, ask: Ask) -> int:
    """Make another recovery key in a new file; how many run keys it opens. Raises what `new_recovery_key` raises."""
    with parts.inbox(settings, clock) as opened:
        door = parts.door(settings, opened, clock)
        found = master_of(door, _answer(opened, ask))
        try:
            master = MasterSecret(found.master.octets)
            desk = open_with_master(door.folder, master, door.agent, clock, door.casebook)
            try:
                log(desk, clock, Verb.DESK_UNLOCKED, how=found.how, post=machine(), wrong=found.wrong)
                secret = door.casebook.recoverable(found.master, clock)
                return new_recovery_key(_upkeep(settings, opened, desk, clock), desk, secret, file)
            finally:
                desk.close()
        finally:
            found.master.wipe()


def _answer(opened: Inbox, ask: Ask) -> str:
    return ask() if is_wrapped(opened.folder) else ""


def purge_epoch(settings: Settings, clock: Clock, ask: Ask, recovery_file: Path | None = None) -> Renewed:
    """Change every key there is, so that what was purged opens nowhere any more; nobody collects, no window is open.

    `recovery_file`: where another recovery key goes; without one the old one goes on opening older backups. One that
    ended before the casebook's own key had changed goes on there. Raises `StoreHeld`, `StoreBusy` (`in-use`,
    `checkpoint`: a window is open, nothing has changed), `MirrorGone`, `UsageError("team-no-epoch")`, and what the
    actions raise.
    """
    refuse_team(settings, "team-no-epoch")
    lock = home_of(settings).lead("backoffice store epoch", clock)
    try:
        with parts.inbox(settings, clock) as opened:
            return _epoch(parts.door(settings, opened, clock), settings, _answer(opened, ask), recovery_file)
    finally:
        lock.release()


def _epoch(door: Door, settings: Settings, passphrase: str, recovery_file: Path | None) -> Renewed:
    rekeyed = _end_cut_rekey(door, passphrase)
    found = master_of(door, passphrase)
    try:
        _alone(door, found.master)
        desk = open_with_master(door.folder, MasterSecret(found.master.octets), door.agent, door.clock)
        try:
            store = _upkeep(settings, door.inbox, desk, door.clock)
            if recovery_file is not None and not _recovers(store, recovery_file):  # first: what is made is sealed to it
                new_recovery_key(store, desk, found.master, recovery_file)
            waiting = epoch.waits_for_rekey(store, rekeyed=rekeyed)
            made = waiting or epoch.purge_epoch(store, desk, settings.mirror_folder)
        finally:
            desk.close()
        if waiting is None or not rekeyed:
            _rekey(door, found.master, passphrase)
        if settings.mirror_folder is not None:
            renewing.tell(door.inbox, settings.mirror_folder)
    finally:
        found.master.wipe()
    return made


def _end_cut_rekey(door: Door, passphrase: str) -> bool:
    """End a change of the casebook's key that was cut, the epoch's own or another; whether there was one."""
    if not (door.folder / rekeying.MARK).exists():
        return False
    found = master_of(door, passphrase)
    try:
        staging = staging_for(door.source, door.folder, door.names(), passphrase, door.cost)
        staged = staging.staged()
        if staged is None:  # nothing that could be gone on with: whoever opens says what is wrong
            return False
        staged.wipe()
        _rekey(door, found.master, passphrase)
    finally:
        found.master.wipe()
    return True


def _alone(door: Door, master: MasterSecret) -> None:
    """That nobody has the casebook open; what keeps it from opening at all is said by who opens it."""
    path = door.folder / CASEBOOK_SHAPE.file
    if path.exists():
        with contextlib.suppress(WrongKey):
            rekeying.nobody_else(path, master.casebook_key())


def _recovers(store: Upkeep, file: Path) -> bool:
    """Whether this file holds the recovery key of now, for good: it was made by a call that was cut after it."""
    with store.inbox.reading() as connection:
        kept = keys.recovery(connection)
    known = kept is not None and file.is_file() and recovery.read_file(file).public() == kept[0]
    return known and not proof.changing(store.inbox, store.pins)


def _rekey(door: Door, master: MasterSecret, passphrase: str) -> None:
    staging = staging_for(door.source, door.folder, door.names(), passphrase, door.cost)
    rekey(Rekeying(inbox=door.inbox, staging=staging, agent=door.agent, clock=door.clock), master)


def rekey_casebook(settings: Settings, clock: Clock, ask: Ask, *, cost: Cost = STRONG) -> None:
    """Give the casebook, which nobody has open, another key; `cost`: of its new wrap.

    Raises `UsageError("team-no-rekey")`, and what `rekey` raises.
    """
    refuse_team(settings, "team-no-rekey")
    with parts.inbox(settings, clock) as opened:
        door = parts.door(settings, opened, clock, cost)
        passphrase = _answer(opened, ask)
        found = master_of(door, passphrase)
        try:
            _rekey(door, found.master, passphrase)
        finally:
            found.master.wipe()
