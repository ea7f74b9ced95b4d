"""A team's server as the place where an embedded store arrives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.arrival import begun_under
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.leader import TeamLock
from backoffice_gui.storage.team.making import TeamSite, make
from backoffice_gui.storage.versions import TEAM_INBOX

__all__ = ["TeamArrival"]


@dataclass(frozen=True, slots=True)
class TeamArrival:
    """A database without a store; `folder` is what this machine keeps beside it."""

    address: Address
    folder: Path

    @classmethod
    def at(cls, server: str, folder: Path) -> TeamArrival:
        """At an address; raises `UsageError` (`Address.read`)."""
        return cls(Address.read(server), folder)

    @property
    def where(self) -> str:
        """The address, which has no secret."""
        return str(self.address)

    def lead(self, program: str, clock: Clock) -> TeamLock:
        """`TeamLock.acquire`."""
        del clock
        return TeamLock.acquire(self.address, program)

    def begin(self, clock: Clock, name: StoreId | None, size: int) -> tuple[Inbox, bool]:
        """A schema with its tables and guards; how much room a server has only trying tells."""
        del size
        make(TeamSite(self.address, TEAM_INBOX, audit_log.LOG), clock)
        inbox = Inbox(TeamBacking(self.address, TEAM_INBOX.name, self.folder))
        return inbox, begun_under(inbox, name, self.where)
