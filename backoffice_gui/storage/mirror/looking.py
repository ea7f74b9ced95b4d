"""What can be done to a mirror beside a collector: looked at, for `doctor` and `status`; begun anew; purged.

A share that hangs must not silence who asks after it: it is looked at in a thread that may be left behind.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backoffice_gui.domain.ids import StoreId, SubmissionKey
from backoffice_gui.errors import MirrorGone, UsageError
from backoffice_gui.storage.inbox import identity, mirrored
from backoffice_gui.storage.inbox.mirrored import Lag
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, slots, writer
from backoffice_gui.storage.mirror.copying import Copier

__all__ = ["MirrorState", "begin_anew", "destroy_keys", "look"]

_PATIENCE = 5.0
"""Seconds that a look may take before the mirror counts as one that hangs."""


@dataclass(frozen=True, slots=True)
class MirrorState:
    """A mirror as it stands.

    `trouble`: a code word of `MirrorGone`, nothing where it is there and may be written to.
    `begun`: a collector has begun it. `lag`: what it does not hold yet. `same_disk`: it lies on the
    store's own file system, where one failure takes both.
    """

    root: Path
    begun: bool
    trouble: str | None
    lag: Lag
    same_disk: bool


def look(inbox: Inbox, root: Path) -> MirrorState:
    """What can be seen of an inbox's mirror now; never raises `MirrorGone`."""
    with inbox.reading() as connection:
        row, store_id = mirrored.current(connection), identity.ids(connection).current
        begun = row is not None and row.store_id == store_id
        behind = mirrored.lag(connection, row.n if row is not None and begun else 0)
    mirror_id = row.mirror_id if row is not None and begun else None
    seen = _Seen()
    run = threading.Thread(target=seen.look, args=(inbox.folder, root, store_id, mirror_id), name="look", daemon=True)
    run.start()
    run.join(_PATIENCE)
    return MirrorState(root, begun, seen.trouble, behind, seen.same_disk)


@dataclass(slots=True)
class _Seen:
    """What a look at the mirror has found so far: of a share that hangs, nothing ever."""

    trouble: str | None = "hung"
    same_disk: bool = False

    def look(self, store: Path, root: Path, store_id: StoreId, mirror_id: str | None) -> None:
        try:
            with files.gone(root):
                _see(root, files.folder_of(root, store_id), mirror_id, store_id)
                self.same_disk = root.stat().st_dev == store.stat().st_dev
        except MirrorGone as error:
            self.trouble = error.reason
        else:
            self.trouble = None


def _see(root: Path, folder: Path, mirror_id: str | None, store_id: StoreId) -> None:
    if not root.is_dir():
        raise MirrorGone("absent", folder=str(root))
    if not os.access(folder if folder.is_dir() else root, os.W_OK | os.X_OK):
        raise MirrorGone("read-only", folder=str(root))
    found = writer.identify(folder, store_id)
    if mirror_id is not None and found != mirror_id:
        raise MirrorGone("empty" if found is None else "other-mirror", folder=str(root))


def begin_anew(inbox: Inbox, root: Path, at: datetime) -> str:
    """Begin a mirror in a folder that holds none of this store, whatever was begun elsewhere; returns its name.

    Raises `UsageError("mirror-there")` where the one in use is there, `MirrorGone` (`other-mirror`: another of ours).
    """
    with inbox.reading() as connection:
        row, ids = mirrored.current(connection), identity.ids(connection)
    with files.gone(root):
        found = writer.identify(files.folder_of(root, ids.current), ids.current)
        if found is not None and row is not None and row.store_id == ids.current and row.mirror_id != found:
            raise MirrorGone("other-mirror", folder=str(root))
        if found is not None:
            raise UsageError("mirror-there", folder=str(root))
    mirror_id = Copier(inbox, root, ids).begin_anew()
    with inbox.transaction() as tx:
        mirrored.begin(tx, mirror_id, ids.current, at)
    return mirror_id


def destroy_keys(inbox: Inbox, root: Path, keys: Iterable[SubmissionKey]) -> None:
    """Overwrite every key of these submissions, in the mirror of each name this store has had.

    Where a mirror was begun its folder must be there: a purge that can't reach it has to wait (`MirrorGone`).
    """
    subjects = frozenset(map(slots.subject_of, keys))
    with inbox.reading() as connection:
        row, ids = mirrored.current(connection), identity.ids(connection)
    if row is None or not subjects:
        return
    with files.gone(root):
        _see(root, files.folder_of(root, row.store_id), row.mirror_id, row.store_id)
    for name in sorted(ids.all):
        slots.destroy_many(files.folder_of(root, name), subjects)
