"""Admitting a member to the team's key: whoever has it seals it to the key of the member's workstation.

Two people compare the fingerprint first, by a way of their own: who had another key meanwhile is not admitted.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.actions import recovery
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.recovery_vouching import vouched_recovery
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.sealing import PublicKey
from backoffice_gui.sealing.team_keys import membership, new_team_key, recovery_claim, seal_team_key
from backoffice_gui.sealing.vouching import vouch
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import audit_log
from backoffice_gui.storage.casebook import keys as casebook_keys
from backoffice_gui.storage.casebook.resealing import seal_secrets_anew
from backoffice_gui.storage.inbox import keys as inbox_keys
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team import agent_keys, recoveries
from backoffice_gui.storage.team.agent_keys import AgentKey

__all__ = ["admit", "asking", "renew"]


def renew(desk: Desk, at: datetime, inbox: Inbox | None = None) -> int:
    """Make the team's key anew, for everybody who is admitted; how many they are.

    For when somebody leaves: what he kept opens nothing any more that the casebook has sealed. The recovery key opens
    the new one. A key for which nobody vouched who had the team's gets none: its agent asks anew. One transaction,
    audited; then the inbox's copy for the recovery key follows, which the next call does where this one was cut.
    Raises `StoreError("not-permitted")`, `WrongKey` where a secret does not open, nobody would be left, or nobody
    vouched for any recovery key (`recovery-unvouched`).
    """
    key = new_team_key()
    with desk.casebook.transaction() as tx:
        casebook_keys.prove(tx)
        held = [each for each in agent_keys.everyone(tx) if _admitted(desk, each)]
        if not held:
            raise WrongKey("team-key")
        kept = _recover_anew(desk, tx, key, at)
        details = (("agent", desk.agent), ("members", len(held)))
        audit_log.append(tx, [AuditEvent(at, Verb.TEAM_KEY_RENEWED, Role.ADMINISTRATOR, "agent_key", details)])
        seal_secrets_anew(tx, key)
        for each in held:
            code = vouch(key, membership(each.agent, each.public))
            agent_keys.seal_anew(tx, each.agent, seal_team_key(each.public, each.agent, key), code)
    if inbox is not None and kept is not None:
        _follow(inbox, *kept, at)
    return len(held)


def _recover_anew(desk: Desk, tx: Connection, key: bytes, at: datetime) -> tuple[PublicKey, bytes] | None:
    """The new key sealed to the recovery key that somebody vouched for, who vouches with the new one from now on."""
    known = vouched_recovery(desk.casebook, tx)
    if known is None:
        return None
    sealed = recovery.seal_master(known.public, MasterSecret(key))
    n = casebook_keys.put_recovery(tx, known.public, sealed, at, desk.agent)
    recoveries.vouch(tx, n, vouch(key, recovery_claim(n, known.public)), known.word)
    casebook_keys.drop_recoveries(tx, at, desk.agent)
    return known.public, sealed


def _follow(inbox: Inbox, public: PublicKey, sealed: bytes, at: datetime) -> None:
    """What the inbox keeps for the same recovery key opens the new key as well."""
    with inbox.transaction() as tx:
        kept = inbox_keys.recovery(tx)
        if kept is not None and kept[0] == public:
            inbox_keys.put_recovery(tx, public, sealed, at)
            inbox_keys.drop_recoveries(tx, at)


def _admitted(desk: Desk, one: AgentKey) -> bool:
    """Whether somebody who has the team's key admitted this very key: a row says what its writer likes."""
    if one.admitted_at is None or one.ended_at is not None:
        return False
    code = desk.casebook.vouch(membership(one.agent, one.public))
    return hmac.compare_digest(code, one.vouched)


def asking(desk: Desk, agent: str) -> AgentKey:
    """The key with which a member asks to be admitted; raises `UsageError("member-not-asking")`."""
    with desk.casebook.reading() as connection:
        found = {each.agent: each for each in agent_keys.everyone(connection)}
    asked = found.get(agent)
    if asked is None or asked.ended_at is not None:
        raise UsageError("member-not-asking", member=agent)
    return asked


def admit(desk: Desk, agent: str, fingerprint: str, at: datetime) -> None:
    """Seal the team's key to a member whose key has this fingerprint; audited by the server itself.

    Raises `UsageError`: `member-not-asking` (or admitted already), `member-oneself`, `member-fingerprint` (he has
    another key by now), `StoreError("not-permitted")` where the server does not let this one admit, and
    `WrongKey("team-key")` where the team's key was made anew since this desk was opened.
    """
    if agent == desk.agent:
        raise UsageError("member-oneself", member=agent)
    asked = asking(desk, agent)
    if asked.admitted_at is not None:
        raise UsageError("member-not-asking", member=agent)
    if asked.public.fingerprint != fingerprint:
        raise UsageError("member-fingerprint", member=agent)
    with desk.casebook.transaction() as tx:
        casebook_keys.prove(tx)
        sealed = desk.casebook.share_key(asked.public, agent)
        code = desk.casebook.vouch(membership(agent, asked.public))
        if not agent_keys.admit(tx, agent, fingerprint, sealed, at, code=code):
            raise UsageError("member-fingerprint", member=agent)
