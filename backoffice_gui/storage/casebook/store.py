"""The casebook as an open store: made, completed, opened, brought up to this version's schema."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.errors import StoreError, StoreExists, StoreIncomplete
from backoffice_gui.sealing import PublicKey
from backoffice_gui.sealing.team_keys import seal_team_key
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.storage.backing import Backing
from backoffice_gui.storage.casebook import audit_log, keys
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.engine import CASEBOOK_SHAPE
from backoffice_gui.storage.file_backing import FileBacking
from backoffice_gui.storage.opening import Site, bring_up, make
from backoffice_gui.storage.seeds import HeldKey
from backoffice_gui.storage.versions import CASEBOOK

__all__ = ["Casebook"]

_SYSTEM = SystemClock()


def _site(folder: Path, key: bytes) -> Site:
    return Site(folder, CASEBOOK_SHAPE, CASEBOOK, audit_log.LOG, key)


class Casebook(Database):
    """The open casebook, over a file or a team's server; `close()` is what locking the desk means.

    `key`: the file's, or the team's, which may be made anew meanwhile; overwritten when it is shut.
    """

    def __init__(self, backing: Backing, key: HeldKey) -> None:
        self._key = key
        super().__init__(backing)

    @classmethod
    def at(cls, folder: Path, key: bytes) -> Self:
        """The casebook that lies in this folder, as it is: nothing is checked or brought up."""
        return cls(FileBacking(folder / CASEBOOK_SHAPE.file, CASEBOOK_SHAPE, key), HeldKey(key))

    def vouch(self, octets: bytes) -> bytes:
        """The code of octets that lie where others may write (`sealing.vouching`); raises `WrongKey` once shut."""
        self._admit()
        return vouch(self._key.current(), octets)

    def share_key(self, public: PublicKey, agent: str) -> bytes:
        """A team's key, sealed to an agent who is admitted; raises `WrongKey` once shut, `SealBroken` for no key."""
        self._admit()
        return seal_team_key(public, agent, self._key.current())

    def _wipe(self) -> None:
        super()._wipe()
        self._key.wipe()

    @classmethod
    def create(cls, folder: Path, key: bytes, clock: Clock = _SYSTEM) -> Self:
        """Make the casebook, or take up a making that was cut; not complete until it holds a private key.

        Raises `StoreExists` where a complete casebook is there, `WrongKey` where one was begun
        under another key, `StoreMoved`, `DiskFull`.
        """
        make(_site(folder, key), clock)
        casebook = cls.at(folder, key)
        if casebook.complete():
            casebook.close()
            raise StoreExists(folder=str(folder))
        return casebook

    @classmethod
    def open(cls, folder: Path, key: bytes, clock: Clock = _SYSTEM) -> Self:
        """Open a complete casebook; an older schema is copied (encrypted under the same key), then migrated.

        Raises `StoreMissing`, `StoreIncomplete`, `StoreNewer` (any newer schema), `WrongKey`,
        `StoreDamaged`, `StoreMoved`, `DiskFull`, `StoreBusy`.
        """
        bring_up(_site(folder, key), clock)
        casebook = cls.at(folder, key)
        try:
            if not casebook.complete():
                raise StoreIncomplete(folder=str(folder))
        except StoreError:
            casebook.close()
            raise
        return casebook

    @staticmethod
    def begun(folder: Path) -> bool:
        """Whether a casebook's file is there at all, whatever its key."""
        return (folder / CASEBOOK_SHAPE.file).exists()

    def complete(self) -> bool:
        """Whether it holds a private key: the last thing that making it commits."""
        with self.reading() as connection:
            return keys.any_private(connection)
