"""A team's inbox as an open store: the same `Inbox`, over a server."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.making import TeamSite, bring_up, make
from backoffice_gui.storage.versions import TEAM_INBOX

__all__ = ["create_inbox", "migrate_inbox", "open_inbox"]

_SYSTEM = SystemClock()


def _site(address: Address) -> TeamSite:
    return TeamSite(address, TEAM_INBOX, audit_log.LOG)


def create_inbox(address: Address, folder: Path, clock: Clock = _SYSTEM) -> Inbox:
    """Make a team's inbox, or take up a making that was cut; not complete until it is named and keyed.

    `folder`: where this machine keeps what belongs to it. Raises `StoreExists` where a complete inbox is there, and
    what `making.make` raises.
    """
    make(_site(address), clock)
    inbox = Inbox(TeamBacking(address, TEAM_INBOX.name, folder))
    inbox.refuse_complete(str(address))
    return inbox


def open_inbox(address: Address, folder: Path, clock: Clock = _SYSTEM) -> Inbox:
    """Open a complete team's inbox; raises what `making.bring_up` raises, `StoreIncomplete`."""
    bring_up(_site(address), clock)
    inbox = Inbox(TeamBacking(address, TEAM_INBOX.name, folder))
    inbox.refuse_incomplete(str(address))
    return inbox


def migrate_inbox(address: Address, clock: Clock = _SYSTEM) -> None:
    """Bring a team's inbox to this program's schema; raises what `making.bring_up` raises."""
    bring_up(_site(address), clock, migrate=True)
