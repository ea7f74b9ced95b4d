"""What a team's server lets the one who asks do: roles of his login, and his services."""

from __future__ import annotations

from sqlalchemy import Connection, text

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.team.grants import EVERYWHERE, GROUPS, group_of

__all__ = ["belongs", "granted", "refuse_owner"]

_WHO = text(
    "SELECT session_user::text, ARRAY(SELECT rolname::text FROM pg_roles WHERE rolname = ANY (:groups) "
    "AND pg_has_role(session_user, oid, 'USAGE')), (SELECT pg_has_role(session_user, nspowner, 'MEMBER') "
    "FROM pg_namespace WHERE nspname = 'casebook')"
)
_SERVICES = text(
    "SELECT s.name FROM agent_service a JOIN service s ON s.service = a.service WHERE a.agent = session_user"
)
_OWNING = text(
    "SELECT session_user::text FROM pg_namespace WHERE nspname IN ('inbox', 'casebook') "
    "AND pg_has_role(session_user, nspowner, 'MEMBER') LIMIT 1"
)
"""A superuser is a member of every role."""
_SEEING = {TeamRole.LEAD, TeamRole.DPO}
_BELONGS = text(
    "SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = ANY (:groups) AND pg_has_role(session_user, oid, 'USAGE'))"
)


def belongs(connection: Connection) -> bool:
    """Whether whoever asks is in a group of ours at all; else his access has ended, though his connection stands."""
    return bool(connection.execute(_BELONGS, {"groups": list(GROUPS)}).scalar())


def granted(connection: Connection) -> Authority:
    """What the login of this connection may do, of a team's casebook; its owner may everything.

    An agent who is in no service, and does not see all, sees nothing.
    """
    groups = {group_of(role): role for role in TeamRole}
    agent, found, owner = connection.execute(_WHO, {"groups": [*groups, EVERYWHERE]}).one()
    roles = frozenset(groups[name] for name in found if name in groups)
    if owner:
        return Authority(agent, frozenset(TeamRole))
    if EVERYWHERE in found or roles & _SEEING:
        return Authority(agent, roles)
    return Authority(agent, roles, frozenset(connection.scalars(_SERVICES)))


def refuse_owner(connection: Connection) -> None:
    """For whoever works in a team's store; raises `StoreError("owner")` with the fact `login`.

    No guard binds the login that owns the tables, or a superuser: it makes the store, migrates it, and lets people in.
    """
    login = connection.execute(_OWNING).scalar()
    if login is not None:
        raise StoreError("owner", login=login)
