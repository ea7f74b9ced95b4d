"""Making a new inbox from the mirror, where the old one is lost.

It is made beside, in a folder of its own, and takes its place only once it is whole; then it gets
a new name, its former ones stay known as its own (protocol §4.7). An inbox that is there is never
touched. Cut anywhere, the next call begins again, or the next start of a collector does the rest.
No key is needed for it; that the public key is ours is proven by the pin that was noted of it.
"""

from __future__ import annotations

import contextlib
import itertools
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.actions import proof
from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import KeyNotProven, StoreExists, UsageError
from backoffice_gui.security.durable import full_is_said, new_folder, sync_folder
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.mirror.rebuilding import Lineage, Rebuilt, lineages, rebuild
from backoffice_gui.storage.old_copies import LEFT_OVER

__all__ = ["BESIDE", "RebuiltStore", "rebuild_store"]

BESIDE = "rebuilding"
"""Where the new inbox is made, within the store's folder."""
_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class RebuiltStore:
    """The store as it is now; `proven`: its public key is the pinned one, so that it can collect."""

    store_id: StoreId
    folder: Path
    what: Rebuilt
    proven: bool


def rebuild_store(folder: Path, pins: Path, mirror: Path, clock: Clock, *, program: str) -> RebuiltStore:
    """Make the inbox of `folder` anew from `mirror`: the configured folder, or one store's own in it.

    Raises `StoreExists` (an inbox is there: untouched), `UsageError` (`mirror-none`: there is no
    mirror; `mirror-several`: of several stores, name one's folder), `MirrorGone`, `StoreHeld`,
    `StoreDamaged`, `DiskFull`.
    """
    file = folder / INBOX_SHAPE.file
    if file.exists():
        raise StoreExists(folder=str(folder))
    lineage = _chosen(mirror)
    with full_is_said(folder):
        new_folder(folder)
    lock = StoreLock.acquire(folder, program, clock)
    try:
        if file.exists():
            raise StoreExists(folder=str(folder))
        with full_is_said(folder):
            what = _made_beside(folder, lineage, clock)
            _take_place(folder)
        return _named(folder, pins, clock, what)
    finally:
        lock.release()


def _chosen(mirror: Path) -> Lineage:
    found = lineages(mirror)
    if not found:
        raise UsageError("mirror-none", folder=str(mirror))
    if len(found) > 1:
        raise UsageError("mirror-several", folder=str(mirror), stores=", ".join(each.store_id for each in found))
    return found[0]


def _names(folder: Path) -> list[Path]:
    """Every file that a database in this folder may consist of."""
    return [folder / (INBOX_SHAPE.file + ending) for ending in ("", *_BESIDE_A_DATABASE)]


def _made_beside(folder: Path, lineage: Lineage, clock: Clock) -> Rebuilt:
    beside = folder / BESIDE
    for left in _names(beside):  # of a rebuilding that was cut: nothing in it was ever used
        left.unlink(missing_ok=True)
    inbox = Inbox.create(beside, clock)
    try:
        what = rebuild(lineage, inbox, clock.now())
        inbox.checkpoint()
    finally:
        inbox.close()
    return what


def _take_place(folder: Path) -> None:
    aside = folder / LEFT_OVER
    for file in _names(folder)[1:]:
        if file.exists():
            new_folder(aside)
            names = (aside / f"{file.name}{n or ''}" for n in itertools.count())
            file.rename(next(name for name in names if not name.exists()))
    sync_folder(folder)
    (folder / BESIDE / INBOX_SHAPE.file).rename(folder / INBOX_SHAPE.file)
    sync_folder(folder)
    with contextlib.suppress(OSError):
        (folder / BESIDE).rmdir()


def _named(folder: Path, pins: Path, clock: Clock, what: Rebuilt) -> RebuiltStore:
    inbox = Inbox.open(folder, clock)
    try:
        with inbox.transaction() as tx:
            identity.renew(tx, clock.now(), "rebuilt", inbox.place())
            store_id = identity.ids(tx).current
        try:
            proof.note_mark(inbox, pins)
            proven = True
        except KeyNotProven:
            proven = False
    finally:
        inbox.close()
    return RebuiltStore(store_id, folder, what, proven)
