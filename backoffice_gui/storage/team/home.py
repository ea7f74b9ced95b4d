"""A team's inbox at home on its server; `folder` is what this machine keeps of the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from backoffice_gui.clock import Clock
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import casebook_begun, migrate_casebook
from backoffice_gui.storage.team.inbox import create_inbox, migrate_inbox, open_inbox
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.team.making import judges_removals, schema_begun
from backoffice_gui.storage.versions import TEAM_CASEBOOK, TEAM_INBOX

__all__ = ["TeamHome"]


@dataclass(frozen=True, slots=True)
class TeamHome:
    """The server's address, and the folder of this machine."""

    address: Address
    folder: Path

    @classmethod
    def at(cls, server: str, folder: Path) -> TeamHome:
        """The home at a configured address; raises `UsageError` (`Address.read`)."""
        return cls(Address.read(server), folder)

    def begun(self) -> bool:
        """Whether its tables are there; raises `StoreUnreachable`."""
        return schema_begun(self.address, TEAM_INBOX.name, "store")

    def create(self, clock: Clock) -> Inbox:
        """`inbox.create_inbox`."""
        return create_inbox(self.address, self.folder, clock)

    def open(self, clock: Clock, *, migrate: bool = True) -> Inbox:
        """`inbox.open_inbox`: who only opens a team's migrates it in no case."""
        del migrate
        return open_inbox(self.address, self.folder, clock)

    def migrate(self, clock: Clock) -> str:
        """Bring the schemas that are there to this program's, whose versions are returned.

        Raises `StoreError("led")` with the facts `holder`, `host`, `login` where a collector of before leads: it does
        not ask first what the server lets go from now on, and would end at the first refusal.
        """
        by = None if judges_removals(self.address) else TeamLock.holder(self.address)
        if by is not None:
            raise StoreError("led", holder=by.program, host=by.host, login=by.login)
        migrate_inbox(self.address, clock)
        if not casebook_begun(self.address):
            return str(TEAM_INBOX.known)
        migrate_casebook(self.address, clock)
        return f"{TEAM_INBOX.known} / {TEAM_CASEBOOK.known}"

    def lead(self, program: str, clock: Clock) -> TeamLock:
        """`TeamLock.acquire`; the server knows the time."""
        del clock
        return TeamLock.acquire(self.address, program)

    def succeed(
        self,
        program: str,
        clock: Clock,
        stop: Event,
        told: Callable[[Holder], None],
        away: Callable[[StoreError], None],
        *,
        patience: Callable[[], int],
    ) -> TeamLock | None:
        """`TeamLock.wait`."""
        del clock
        return TeamLock.wait(self.address, program, stop, told=told, away=away, patience=patience)

    def holder(self) -> Holder | None:
        """`TeamLock.holder`."""
        return TeamLock.holder(self.address)
