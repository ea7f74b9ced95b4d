"""A team's casebook as an open store: the same `Casebook`, over a server. Its key is the team's (`agent_keys`)."""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.clock import Clock, SystemClock
from backoffice_gui.errors import StoreError, StoreExists, StoreIncomplete
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.seeds import HeldKey
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.making import TeamSite, bring_up, make, schema_begun
from backoffice_gui.storage.versions import TEAM_CASEBOOK

__all__ = ["beside", "casebook_begun", "create_casebook", "keyless", "make_tables", "migrate_casebook", "open_casebook"]

_SYSTEM = SystemClock()


def _site(address: Address) -> TeamSite:
    return TeamSite(address, TEAM_CASEBOOK, audit_log.LOG)


def casebook_begun(address: Address) -> bool:
    """Whether its tables are there; raises `StoreUnreachable`."""
    return schema_begun(address, TEAM_CASEBOOK.name, "audit")


def make_tables(address: Address, clock: Clock = _SYSTEM) -> None:
    """Make what is there without any key; raises what `making.make` raises."""
    make(_site(address), clock)


def keyless(address: Address, folder: Path, clock: Clock = _SYSTEM) -> Database:
    """The casebook as whoever has not the team's key sees it: enough to ask for it.

    Raises what `making.bring_up` raises.
    """
    bring_up(_site(address), clock)
    return beside(address, folder)


def beside(address: Address, folder: Path) -> Database:
    """The same beside a casebook that is open: its version was looked at."""
    return Database(TeamBacking(address, TEAM_CASEBOOK.name, folder))


def create_casebook(address: Address, folder: Path, key: bytes, clock: Clock = _SYSTEM) -> Casebook:
    """Make a team's casebook, or take up a making that was cut; not complete until it holds a private key.

    `folder`: where this machine keeps what belongs to it; `key`: the team's, 32 octets. Raises `StoreExists` where a
    complete casebook is there, and what `making.make` raises.
    """
    make(_site(address), clock)
    held = HeldKey(key)
    casebook = Casebook(TeamBacking(address, TEAM_CASEBOOK.name, folder, held), held)
    if casebook.complete():
        casebook.close()
        raise StoreExists(folder=str(address))
    return casebook


def open_casebook(address: Address, folder: Path, key: bytes | HeldKey, clock: Clock = _SYSTEM) -> Casebook:
    """Open a complete team's casebook; `key`: as for `create_casebook`, or one that is fetched anew.

    Raises what `making.bring_up` raises, `StoreIncomplete`.
    """
    bring_up(_site(address), clock)
    held = key if isinstance(key, HeldKey) else HeldKey(key)
    casebook = Casebook(TeamBacking(address, TEAM_CASEBOOK.name, folder, held), held)
    try:
        if not casebook.complete():
            raise StoreIncomplete(folder=str(address))
    except StoreError:
        casebook.close()
        raise
    return casebook


def migrate_casebook(address: Address, clock: Clock = _SYSTEM) -> None:
    """Bring a team's casebook to this program's schema; raises what `making.bring_up` raises."""
    bring_up(_site(address), clock, migrate=True)
