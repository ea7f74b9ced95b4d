"""Opening the desk, with the keyring alone or with a passphrase beside it; wrong ones are counted and slowed.

A try is noted on the disk before it is tried, under the inbox's write lock, so that neither two programs at once nor
the end of one get a try for nothing. What is refused stands in the inbox's chain, which names no person; what opens
stands in the casebook's.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui import logs
from backoffice_gui.actions.casebooks import CasebookHome, FolderCasebook
from backoffice_gui.actions.desk import Desk, all_names, open_with_master
from backoffice_gui.actions.last_words import LastWords, take_in
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.unlocking import Tries
from backoffice_gui.errors import Circumstance, StoreError, UnlockRefused, WrongKey
from backoffice_gui.security import tries as tries_file
from backoffice_gui.security import wrap_file
from backoffice_gui.security.durable import new_folder
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import MasterSource
from backoffice_gui.security.wrap import STRONG, Cost, Wrap, fits, open_wrap
from backoffice_gui.storage.casebook import audit_log as casebook_log
from backoffice_gui.storage.inbox import audit_log as inbox_log
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.rekeying import MARK
from backoffice_gui.storage.upkeep import upkeep
from backoffice_gui.system.names import machine

__all__ = ["DESK", "Door", "Found", "event_of", "forget_others", "log", "master_of", "tidy", "unlock"]

_LOG = logging.getLogger(__name__)

DESK = "desk"
"""What is opened and locked, as the audit's object."""
_SLOTS = ("a", "b")


def _silent(_step: str) -> None:
    return


def _unheard(_desk: Desk) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One store's way in: its open inbox, where the key lies, who stands before it; `home`: where the casebook is.

    `cost`: of a new wrap. `step` is told each step of a change once it is durable. `opened` is told of a desk as soon
    as it is open, so that a lock can close it amid a change; `unsaid` is then given what could not be written down.
    """

    inbox: Inbox
    source: MasterSource
    agent: str
    clock: Clock
    home: CasebookHome | None = None
    cost: Cost = STRONG
    step: Callable[[str], None] = _silent
    opened: Callable[[Desk], None] = _unheard
    unsaid: Callable[[LastWords], None] | None = None

    @property
    def folder(self) -> Path:
        """Where the databases and the wrap lie."""
        return self.inbox.folder

    @property
    def casebook(self) -> CasebookHome:
        """Where the casebook is at home: beside the inbox, where nothing else is said."""
        return self.home or FolderCasebook(self.folder)

    @property
    def wrapped(self) -> bool:
        """Whether a passphrase is needed; a key file is the key itself, whatever was beside the keyring before."""
        return self.source.keyring is not None and wrap_file.is_wrapped(self.folder)

    def names(self) -> list[StoreId]:
        """The store's names, the current one first."""
        with self.inbox.reading() as connection:
            return all_names(identity.ids(connection))

    def tries(self) -> Tries:
        """The wrong passphrases since the last right one."""
        return tries_file.read(self.folder, self.clock.elapsed())


@dataclass(frozen=True, slots=True)
class Found:
    """The master secret as it was found: `how` it was (`keyring`, `key_file`, `passphrase` …), and by which wrap."""

    master: MasterSecret
    how: str
    wrap: Wrap | None = None
    wrong: int = 0


def unlock(door: Door, passphrase: str, before: Sequence[LastWords] = (), *, noted: bool = True) -> Desk:
    """Open the desk; `passphrase` is looked at only where the store is wrapped. `before`: what waits for it.

    `noted`: that it was opened is an event of the casebook.

    Raises `UnlockRefused`; `WrongKey` (`no-key`: none is kept here; `no-half`: the keyring's half is gone;
    `wrap-damaged`), what the key's source raises, and what `Casebook.open` raises.
    """
    found = master_of(door, passphrase, joining=noted)
    desk = open_with_master(door.folder, found.master, door.agent, door.clock, door.casebook)
    try:
        if noted:
            take_in(door.inbox, desk)
            log(desk, door.clock, Verb.DESK_UNLOCKED, before, how=found.how, post=machine(), wrong=found.wrong)
    except BaseException:
        desk.close()
        raise
    if door.source.keyring is not None:
        tidy(door, found.wrap)
    return desk


def log(desk: Desk, clock: Clock, verb: Verb, before: Sequence[LastWords] = (), **details: str | int) -> None:
    """Write down in the casebook what was done with the desk, and by whom; `before` is written before it."""
    with desk.casebook.transaction() as tx:
        for words in before:
            words.write(tx)
        casebook_log.append(tx, [event_of(desk, clock, verb, **details)])


def event_of(desk: Desk, clock: Clock, verb: Verb, **details: str | int) -> AuditEvent:
    """What was done with the desk, and by whom."""
    said = tuple(sorted({"agent": desk.agent, **details}.items()))
    return AuditEvent(clock.now(), verb, Role.DESK, DESK, said)


def master_of(door: Door, passphrase: str, *, joining: bool = False) -> Found:
    """The master secret, for whoever wipes it; raises as `unlock` does.

    `joining`: a workstation of a team's that has none yet makes its own, and keeps it.
    """
    names = door.names()
    wrap = wrap_file.read(door.folder) if door.wrapped else None
    if wrap is not None:
        return _unwrapped(door, wrap, names, passphrase)
    master = door.source.load(names)
    if master is None and joining and door.casebook.shared:
        master = MasterSecret.generate()
        new_folder(door.folder)
        door.source.save(names[0], master)
    if master is None:
        raise WrongKey("no-key", source=door.source.name)
    return Found(master, door.source.name)


def _unwrapped(door: Door, wrap: Wrap, names: Sequence[StoreId], passphrase: str) -> Found:
    keyring = door.source.keyring
    half = None if keyring is None else keyring.half(names, wrap.slot)
    if half is None:
        raise WrongKey("no-half", source=door.source.name)
    if not fits(wrap, half):
        raise WrongKey("wrap-damaged", file=wrap_file.FILE)
    if not passphrase:
        tries = door.tries()
        raise UnlockRefused("passphrase-needed", seconds=tries.wait(door.clock.elapsed()), tries=tries.wrong)
    wrong = _noted(door)
    try:
        master = open_wrap(wrap, passphrase, half)
    except MemoryError as error:
        raise UnlockRefused("memory", mebibytes=wrap.cost.memory_kib // 1024) from error
    if master is None:
        _note_refused(door, "passphrase-wrong", wrong)
        raise UnlockRefused("passphrase-wrong", seconds=wrong.delay, tries=wrong.wrong)
    tries_file.clear(door.folder)
    return Found(master, "passphrase", wrap, wrong.wrong - 1)


def _noted(door: Door) -> Tries:
    """Note one more try, where one may be made now."""
    with door.inbox.transaction():
        now = door.clock.elapsed()
        tries = tries_file.read(door.folder, now)
        wait = tries.wait(now)
        if not wait:
            tries = tries.more(now)
            tries_file.write(door.folder, tries)
    if wait:
        _note_refused(door, "wait", tries)
        raise UnlockRefused("wait", seconds=wait, tries=tries.wrong)
    return tries


def _note_refused(door: Door, reason: str, tries: Tries) -> None:
    event = AuditEvent(
        door.clock.now(), Verb.UNLOCK_REFUSED, Role.DESK, DESK, (("reason", reason), ("tries", tries.wrong))
    )
    with door.inbox.transaction() as tx:
        inbox_log.append(tx, [event])


def tidy(door: Door, wrap: Wrap | None) -> None:
    """Drop what the wrap that has just opened (or none) leaves without use, as a change that was cut leaves it.

    Nothing while keys change, or where that was cut: what looks like litter may be all that opens the casebook next
    (`actions.rekey`). What can't be dropped now is tried again at the next unlocking.
    """
    with contextlib.suppress(StoreError), upkeep(door.folder):
        if not (door.folder / MARK).exists():
            forget_others(door, wrap)


def forget_others(door: Door, wrap: Wrap | None) -> None:
    """Have the keyring keep this wrap's half and nothing else, or no half; for whoever holds the store's upkeep."""
    keyring = door.source.keyring
    if keyring is None:
        return
    names = door.names()
    try:
        if wrap is not None:
            keyring.drop(names)
        for slot in _SLOTS:
            if wrap is None:  # a former name's may be that of a folder set aside, whose backup this store came from
                keyring.drop_half(names[:1], slot)
            elif slot != wrap.slot:
                keyring.drop_half(names, slot)
    except Circumstance as error:
        logs.event(_LOG, logging.WARNING, "key_not_dropped", code=error.code, detail=error.reason)
