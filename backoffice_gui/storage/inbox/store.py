"""The inbox as an open store: made, completed, opened, brought up to this version's schema."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.errors import StoreError, StoreExists, StoreIncomplete
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import INBOX_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.opening import Site, bring_up, make
from backoffice_gui.storage.versions import INBOX

__all__ = ["Inbox"]

_SYSTEM = SystemClock()


def _site(folder: Path) -> Site:
    return Site(folder, INBOX_SHAPE, INBOX, audit_log.LOG)


class Inbox(Database):
    """The open inbox: `transaction()`, `reading()`, `fresh()`, `interrupt()`, `checkpoint()`, `close()`."""

    @classmethod
    def create(cls, folder: Path, clock: Clock = _SYSTEM) -> Self:
        """Make the inbox's file and tables, or take up a making that was cut; not complete until it is named and keyed.

        Raises `StoreExists` where a complete inbox is there (it is not touched), `StoreMoved`
        on a network share, `DiskFull`.
        """
        make(_site(folder), clock)
        inbox = cls(FileBacking(folder / INBOX_SHAPE.file, INBOX_SHAPE))
        inbox.refuse_complete(str(folder))
        return inbox

    @classmethod
    def open(cls, folder: Path, clock: Clock = _SYSTEM, *, migrate: bool = True) -> Self:
        """Open a complete inbox; an older schema is copied, then migrated, or refused (not `migrate`).

        Raises `StoreMissing`, `StoreIncomplete`, `StoreNewer` (another major version: a newer
        minor one is worked with), `StoreDamaged`, `StoreMoved`, `DiskFull`, `StoreBusy`, `StoreError("not-migrated")`.
        """
        bring_up(_site(folder), clock, migrate=migrate)
        inbox = cls(FileBacking(folder / INBOX_SHAPE.file, INBOX_SHAPE))
        inbox.refuse_incomplete(str(folder))
        return inbox

    def refuse_complete(self, where: str) -> None:
        """For whoever makes one: closed, where it is whole or is just arriving (`StoreExists`, `StoreIncomplete`)."""
        try:
            self._refuse_arriving(where)
            if self.complete():
                raise StoreExists(folder=where)
        except StoreError:
            self.close()
            raise

    def refuse_incomplete(self, where: str) -> None:
        """For whoever opens one: closed, where it is not whole (`StoreIncomplete`)."""
        try:
            self._refuse_arriving(where)
            if not self.complete():
                raise StoreIncomplete(folder=where)
        except StoreError:
            self.close()
            raise

    def _refuse_arriving(self, where: str) -> None:
        with self.reading() as connection:
            if identity.arriving(connection):
                raise StoreIncomplete("arriving", folder=where)

    def complete(self) -> bool:
        """Whether the store has its name and its proven public key: the last things that making it commits."""
        with self.reading() as connection:
            return identity.made(connection) and keys.public(connection) is not None
