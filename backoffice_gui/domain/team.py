"""Who is in a team: its members as they are shown, and what is asked of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from backoffice_gui.domain.authority import TeamRole

__all__ = ["Member", "Service", "Wanted", "is_login", "may_collect"]

_LOGIN = re.compile(r"[a-z_][a-z0-9_.-]{0,62}")
_OURS = ("backoffice_", "pg_")


@dataclass(frozen=True, slots=True)
class Member:
    """A member: the login of his role, what he is, and how his key stands.

    `services`: nothing where he sees all; `enabled`: his role may log in. Of a key: asked for, admitted by another,
    ended; all empty where he never unlocked. `name`: what the server's people call this login, where they do;
    `connected`: now, from wherever; `seen_at`: when he was last at work, where whoever asks may know.
    """

    agent: str
    roles: frozenset[TeamRole]
    services: tuple[str, ...] | None
    enabled: bool
    fingerprint: str = ""
    asked_at: datetime | None = None
    admitted_by: str = ""
    admitted_at: datetime | None = None
    ended_at: datetime | None = None
    name: str = ""
    connected: bool = False
    seen_at: datetime | None = None

    @property
    def rights(self) -> Wanted:
        """What he may do, as it can be asked for."""
        return Wanted(self.roles, self.services)

    @property
    def opens_no_desk(self) -> bool:
        """Whether this login is a collector's and nothing else: it needs no key, and asks for none."""
        return self.roles == {TeamRole.COLLECTOR} and self.asked_at is None


@dataclass(frozen=True, slots=True)
class Service:
    """A service: its name, what kinds of request go to it, and how many agents are in it."""

    number: int
    name: str
    kinds: tuple[str, ...]
    agents: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member is to be: his roles, and the names of his services (nothing: all of them)."""

    roles: frozenset[TeamRole]
    services: tuple[str, ...] | None = None


def may_collect(wanted: Wanted) -> bool:
    """Whether these roles go together: who collects reads all that came in, sealed, and every desk has the key to it.

    So a collector is a service alone, or somebody who sees every case anyway.
    """
    sees_all = wanted.roles & {TeamRole.LEAD, TeamRole.DPO} or (
        TeamRole.AGENT in wanted.roles and wanted.services is None
    )
    return TeamRole.COLLECTOR not in wanted.roles or len(wanted.roles) == 1 or bool(sees_all)


def is_login(name: str) -> bool:
    """Whether somebody's role can be called so: in lower case, as the server keeps it, and not like a group."""
    return _LOGIN.fullmatch(name) is not None and not name.startswith(_OURS)
