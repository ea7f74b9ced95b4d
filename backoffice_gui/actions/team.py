"""What an administrator does to a team: members added, changed, disabled; services, and what goes to them. Audited.

A role of the server and its line in the journal are one transaction. Who does it is the login of the connection.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.audit.events import Details
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.domain.team import Member, Wanted, is_login, may_collect
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import members
from backoffice_gui.storage.team.granted import granted

__all__ = ["add_member", "add_service", "change_member", "disable_member", "enable_member", "member_of", "route_kind"]

_TEAM = "team"


def _note(tx: Connection, verb: Verb, object_: str, said: Details, at: datetime) -> None:
    who = granted(tx).agent
    audit_log.append(tx, [AuditEvent(at, verb, Role.ADMINISTRATOR, object_, (("agent", who), *said))])


def _said(agent: str, wanted: Wanted) -> Details:
    services = "all" if wanted.services is None else len(wanted.services)
    roles = " ".join(sorted(role.value for role in wanted.roles))
    return (("member", agent), ("roles", roles), ("services", services))


def _check(agent: str, wanted: Wanted) -> None:
    if not is_login(agent):
        raise UsageError("member-name", member=agent)
    if not wanted.roles:
        raise UsageError("member-roles", member=agent)
    if not may_collect(wanted):
        raise UsageError("member-collector", member=agent)


def member_of(database: Database, agent: str) -> Member:
    """A member by the login of his role; raises `UsageError("member-unknown")`."""
    with database.reading() as connection:
        return _member_of(connection, agent)


def _member_of(connection: Connection, agent: str) -> Member:
    found = {each.agent: each for each in members.members(connection)}
    if agent not in found:
        raise UsageError("member-unknown", member=agent)
    return found[agent]


def add_member(
    database: Database, agent: str, wanted: Wanted, at: datetime, password: Callable[[], str] | None = None
) -> None:
    """Make a login role, without a password or with one that is asked for, in its groups.

    Raises `UsageError`: `member-name`, `member-roles`, `member-collector` (it would open what the other roles hide),
    `member-there`, `service-unknown`, `member-password` (too short); `StoreError("member-refused")` with the words that
    the server's people run.
    """
    _check(agent, wanted)
    with database.reading() as connection:
        if agent in {each.agent for each in members.members(connection)}:
            raise UsageError("member-there", member=agent)
    word = "" if password is None else password()
    if password is not None and len(word) < members.SHORTEST:
        raise UsageError("member-password", least=members.SHORTEST)
    with database.transaction() as tx:
        members.add(tx, agent, wanted)
        if word:
            members.give_password(tx, agent, word)
        _note(tx, Verb.MEMBER_ADDED, _TEAM, _said(agent, wanted), at)


def change_member(database: Database, agent: str, wanted: Wanted, seen: Wanted, at: datetime) -> None:
    """Give a member these roles and services, and no others; raises as `add_member`, and `member-unknown`.

    `seen`: what he had when that was decided. Of roles and services, what was left as it was seen stays as it is by
    now; where somebody else has changed the same meanwhile, nothing is done (`member-changed`): what was taken from him
    does not come back unseen.
    """
    _check(agent, wanted)
    with database.transaction() as tx:
        now = _member_of(tx, agent).rights
        if granted(tx).agent == agent:
            raise UsageError("member-oneself", member=agent)
        wanted = _put_together(agent, wanted, seen, now)
        _check(agent, wanted)
        members.change(tx, agent, wanted)
        _note(tx, Verb.MEMBER_CHANGED, _TEAM, _said(agent, wanted), at)


def _put_together(agent: str, mine: Wanted, seen: Wanted, now: Wanted) -> Wanted:
    (roles, services), before, theirs = _parts(mine), _parts(seen), _parts(now)
    for wanted, was, stands in zip((roles, services), before, theirs, strict=True):
        if wanted not in (was, stands) and was != stands:
            raise UsageError("member-changed", member=agent)
    return Wanted(
        now.roles if roles == before[0] else mine.roles, now.services if services == before[1] else mine.services
    )


def _parts(rights: Wanted) -> tuple[frozenset[TeamRole], frozenset[str] | None]:
    return rights.roles, None if rights.services is None else frozenset(rights.services)


def disable_member(database: Database, agent: str, at: datetime) -> None:
    """End what a member may do: his role can't log in, is in no group, and his key of the team is removed.

    The team's key is to be made anew for the others afterwards: he may have kept it. What he has open is ended at last.
    Raises `UsageError`: `member-unknown`, `member-oneself`, `member-last` (nobody else is admitted: nobody would have
    the team's key); `StoreError("member-refused")`.
    """
    member_of(database, agent)
    with database.transaction() as tx:
        if granted(tx).agent == agent:
            raise UsageError("member-oneself", member=agent)
        if members.is_last(tx, agent):
            raise UsageError("member-last", member=agent)
        _note(tx, Verb.MEMBER_DISABLED, _TEAM, (("member", agent),), at)
        members.end_access(tx, agent, at)
        members.disable(tx, agent)
    with database.transaction() as tx:  # once nobody comes in by his role any more
        members.end_connections(tx, agent)


def enable_member(database: Database, agent: str, wanted: Wanted, at: datetime) -> None:
    """Let a member who was disabled log in again; he asks to be admitted anew. Raises as `add_member`.

    `member-there`: somebody has done so already, and what that one gave him stands.
    """
    _check(agent, wanted)
    with database.transaction() as tx:
        if not members.there(tx, agent):
            raise UsageError("member-unknown", member=agent)
        if agent in {each.agent for each in members.members(tx) if each.enabled}:
            raise UsageError("member-there", member=agent)
        members.enable(tx, agent, wanted)
        _note(tx, Verb.MEMBER_ENABLED, _TEAM, _said(agent, wanted), at)


def add_service(database: Database, name: str, at: datetime) -> int:
    """Add a service, its number; raises `UsageError`: `service-name`, `service-there`."""
    name = " ".join(name.split())
    if not name or len(name) > members.LONGEST or not name.isprintable():
        raise UsageError("service-name")
    with database.transaction() as tx:
        number = members.add_service(tx, name)
        _note(tx, Verb.SERVICE_ADDED, f"service:{number}", (), at)
    return number


def route_kind(database: Database, kind: str, name: str, at: datetime) -> None:
    """What comes in of this kind goes to this service (`""`: to none); raises `UsageError`: `kind-unknown` …."""
    if kind not in {each.value for each in CaseKind}:
        raise UsageError("kind-unknown", kind=kind)
    with database.transaction() as tx:
        number = members.route(tx, kind, name)
        _note(tx, Verb.SERVICE_ROUTED, f"service:{number}", (("kind", kind),), at)
