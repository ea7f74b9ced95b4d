"""A team's inbox at home on its server; `folder` is what this machine keeps of the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from sqlalchemy import text

from backoffice_gui.clock import Clock
from backoffice_gui.domain.monitor import Holder
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team import engine as engines
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.faults import converting
from backoffice_gui.storage.team.inbox import create_inbox, migrate_inbox, open_inbox
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.versions import TEAM_INBOX

__all__ = ["TeamHome"]

_THERE = text("SELECT to_regclass(:table) IS NOT NULL")


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
        engine = engines.fresh_engine(self.address, TEAM_INBOX.name)
        try:
            with converting(TEAM_INBOX.name), engine.connect() as connection:
                return bool(connection.execute(_THERE, {"table": f"{TEAM_INBOX.name}.store"}).scalar())
        finally:
            engine.dispose()

    def create(self, clock: Clock) -> Inbox:
        """`inbox.create_inbox`."""
        return create_inbox(self.address, self.folder, clock)

    def open(self, clock: Clock) -> Inbox:
        """`inbox.open_inbox`."""
        return open_inbox(self.address, self.folder, clock)

    def migrate(self, clock: Clock) -> str:
        """Bring its schema to this program's, whose version is returned."""
        migrate_inbox(self.address, clock)
        return str(TEAM_INBOX.known)

    def lead(self, program: str, clock: Clock) -> TeamLock:
        """`TeamLock.acquire`; the server knows the time."""
        del clock
        return TeamLock.acquire(self.address, program)

    def succeed(self, program: str, clock: Clock, stop: Event) -> TeamLock | None:
        """`TeamLock.wait`."""
        del clock
        return TeamLock.wait(self.address, program, stop)

    def holder(self) -> Holder | None:
        """`TeamLock.holder`."""
        return TeamLock.holder(self.address)
