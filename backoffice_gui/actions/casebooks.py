"""Where a store's casebook is at home, and how a workstation's master secret opens it there.

In a folder the casebook's key follows from the master secret itself. On a team's server (`actions.team_casebooks`) it
is the team's, sealed to the key pair that follows from the master secret.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from backoffice_gui.clock import Clock
from backoffice_gui.domain.authority import Authority
from backoffice_gui.errors import StoreDamaged, StoreExists, StoreIncomplete, StoreMissing, WrongKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.rekeying import MARK, RECOVERY_MARK

__all__ = ["CasebookHome", "FolderCasebook"]


class CasebookHome(Protocol):
    """A folder of this machine, or a team's server; a master secret stays the caller's, who wipes it."""

    @property
    def shared(self) -> bool:
        """Whether others open it with secrets of their own: a workstation without one makes one, and asks."""

    def begun(self) -> bool:
        """Whether there is one at all, complete or not."""

    def recoverable(self, master: MasterSecret, clock: Clock) -> MasterSecret:
        """The secret that a recovery key has to give back; before the casebook is made, what it will be made with."""

    def create(self, master: MasterSecret, clock: Clock) -> Casebook:
        """Make it, or take up a making that was cut; one that is complete is opened.

        Raises `StoreExists` for a stranger's.
        """

    def open(self, master: MasterSecret, clock: Clock) -> Casebook:
        """Open it; raises `StoreMissing("casebook")`, `StoreIncomplete("casebook")`, `WrongKey`."""

    def granted(self, casebook: Casebook) -> Authority | None:
        """What the server lets the one who opened it do; nothing where it is his own."""


@dataclass(frozen=True, slots=True)
class FolderCasebook:
    """The embedded store: its casebook is an encrypted file in its folder."""

    folder: Path

    @property
    def shared(self) -> bool:
        """One workstation's own."""
        return False

    def begun(self) -> bool:
        """Whether its file is there."""
        return Casebook.begun(self.folder)

    def recoverable(self, master: MasterSecret, clock: Clock) -> MasterSecret:
        """The master secret itself."""
        del clock
        return master

    def create(self, master: MasterSecret, clock: Clock) -> Casebook:
        """`Casebook.create`, or `Casebook.open` where it is complete."""
        try:
            return Casebook.create(self.folder, master.casebook_key(), clock)
        except StoreExists:
            return Casebook.open(self.folder, master.casebook_key(), clock)

    def open(self, master: MasterSecret, clock: Clock) -> Casebook:
        """`Casebook.open`; where its key changes, or that was cut, `WrongKey("rekey-cut")` says nothing of our key.

        While a new one is made in its place, `WrongKey("recover-cut")`.
        """
        if (self.folder / RECOVERY_MARK).exists():
            raise WrongKey("recover-cut")
        try:
            return Casebook.open(self.folder, master.casebook_key(), clock)
        except StoreMissing as error:
            raise StoreMissing("casebook", folder=str(self.folder)) from error
        except StoreIncomplete as error:
            raise StoreIncomplete("casebook", folder=str(self.folder)) from error
        except (WrongKey, StoreDamaged) as error:
            if (self.folder / MARK).exists():
                raise WrongKey("rekey-cut") from error
            raise

    def granted(self, casebook: Casebook) -> None:
        """A file's owner may everything."""
        del casebook
