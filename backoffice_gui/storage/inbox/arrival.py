"""Where a store that is moved arrives: tables that nobody collects into before it has its name there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import DiskFull, StoreExists
from backoffice_gui.storage.engine import CASEBOOK_SHAPE, INBOX_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.inbox import audit_log, identity
from backoffice_gui.storage.inbox.home import Lead
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.lock import StoreLock
from backoffice_gui.storage.opening import Site, make
from backoffice_gui.storage.room import free_bytes
from backoffice_gui.storage.versions import INBOX

__all__ = ["Arrival", "FolderArrival", "begun_under"]

_ROOM = 2
"""Times its octets: what is poured in lies in the log first."""


class Arrival(Protocol):
    """A folder of this machine, or a team's server. `where`: in words without a secret."""

    @property
    def where(self) -> str:
        """How the store that was left names it."""

    def lead(self, program: str, clock: Clock) -> Lead:
        """Keep collectors and other movings away; raises `StoreHeld`."""

    def begin(self, clock: Clock, name: StoreId | None, size: int) -> tuple[Inbox, bool]:
        """The inbox with its tables, and whether the store lives there already under `name`.

        What a moving that was cut has left is in them still. Raises `StoreExists` where another store is, `DiskFull`
        where `size` octets have no room, what making a store raises.
        """


def begun_under(inbox: Inbox, name: StoreId | None, where: str) -> bool:
    """Whether an inbox is the one that came under this name; raises `StoreExists` where it is another's, closed."""
    with inbox.reading() as connection:
        names = identity.ids(connection).all if identity.made(connection) else frozenset()
    if names and name not in names:
        inbox.close()
        raise StoreExists(folder=where)
    return bool(names)


@dataclass(frozen=True, slots=True)
class FolderArrival:
    """A folder in which no store is yet."""

    folder: Path

    @property
    def where(self) -> str:
        """The folder."""
        return str(self.folder)

    def lead(self, program: str, clock: Clock) -> StoreLock:
        """`StoreLock.acquire`."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return StoreLock.acquire(self.folder, program, clock)

    def begin(self, clock: Clock, name: StoreId | None, size: int) -> tuple[Inbox, bool]:
        """A new file, or the one that a moving has begun."""
        if not (self.folder / INBOX_SHAPE.file).exists() and (self.folder / CASEBOOK_SHAPE.file).exists():
            raise StoreExists("casebook-alone", folder=self.where)
        if free_bytes(self.folder) < _ROOM * size:
            raise DiskFull("folder", folder=self.where)
        make(Site(self.folder, INBOX_SHAPE, INBOX, audit_log.LOG), clock)
        inbox = Inbox(FileBacking(self.folder / INBOX_SHAPE.file, INBOX_SHAPE))
        return inbox, begun_under(inbox, name, self.where)
