"""What can be seen of a mirror without reading all of it: for `doctor` and `status`; and beginning another."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import MirrorGone, UsageError
from backoffice_gui.storage.inbox import identity, mirrored
from backoffice_gui.storage.inbox.mirrored import Lag
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, writer
from backoffice_gui.storage.mirror.copying import Copier

__all__ = ["MirrorState", "begin_anew", "look"]


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
    trouble = None
    try:
        with files.gone(root):
            _see(root, files.folder_of(root, store_id), row.mirror_id if row is not None and begun else None, store_id)
            same = root.stat().st_dev == inbox.folder.stat().st_dev
    except MirrorGone as error:
        trouble, same = error.reason, False
    return MirrorState(root, begun, trouble, behind, same)


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

    Raises `UsageError("mirror-there")` where there is one, `MirrorGone`.
    """
    with inbox.reading() as connection:
        ids = identity.ids(connection)
    with files.gone(root):
        if writer.identify(files.folder_of(root, ids.current), ids.current) is not None:
            raise UsageError("mirror-there", folder=str(root))
    mirror_id = Copier(inbox, root, ids).begin_anew()
    with inbox.transaction() as tx:
        mirrored.begin(tx, mirror_id, ids.current, at)
    return mirror_id
