"""Admitting a member to the team's key: whoever has it seals it to the key of the member's workstation.

Two people compare the fingerprint first, by a way of their own: who had another key meanwhile is not admitted.
"""

from __future__ import annotations

from datetime import datetime

from backoffice_gui.actions.desk import Desk
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.team.agent_keys import AgentKey

__all__ = ["admit", "asking"]


def asking(desk: Desk, agent: str) -> AgentKey:
    """The key with which a member asks to be admitted; raises `UsageError("member-not-asking")`."""
    with desk.casebook.reading() as connection:
        found = {each.agent: each for each in agent_keys.everyone(connection)}
    asked = found.get(agent)
    if asked is None or asked.ended_at is not None:
        raise UsageError("member-not-asking", member=agent)
    return asked


def admit(desk: Desk, agent: str, fingerprint: str, at: datetime) -> None:
    """Seal the team's key to a member whose key has this fingerprint; audited.

    Raises `UsageError`: `member-not-asking`, `member-oneself`, `member-fingerprint` (he has another key by now), and
    `StoreError("not-permitted")` where the server does not let this one admit.
    """
    if agent == desk.agent:
        raise UsageError("member-oneself", member=agent)
    asked = asking(desk, agent)
    if asked.public.fingerprint != fingerprint:
        raise UsageError("member-fingerprint", member=agent)
    sealed = desk.casebook.share_key(asked.public, agent)
    details = (("agent", desk.agent), ("fingerprint", fingerprint), ("member", agent))
    with desk.casebook.transaction() as tx:
        if not agent_keys.admit(tx, agent, fingerprint, sealed, at):
            raise UsageError("member-fingerprint", member=agent)
        audit_log.append(tx, [AuditEvent(at, Verb.AGENT_ADMITTED, Role.DESK, "agent_key", details)])
