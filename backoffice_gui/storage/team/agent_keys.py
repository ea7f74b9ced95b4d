"""The agents' keys in a team's casebook: who asks for the team's key, to whom it is sealed, whose access was ended.

All that changes goes through functions of the schema (`migrations.team_authority`): an agent asks under his own login
and reads what is sealed to himself; nobody admits himself where somebody is admitted already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, Select, Text, func, literal, literal_column, select

from backoffice_gui.sealing import PublicKey
from backoffice_gui.storage.team.authority_schema import agent_key
from backoffice_gui.storage.types import Moment

__all__ = ["AgentKey", "admit", "ask", "end", "everyone", "mine", "seal_anew", "sealed", "sealed_to_anybody"]

_C = agent_key.c
_ME = literal_column("session_user", Text)
_ALL = select(
    _C.agent, _C.suite, _C.public, _C.fingerprint, _C.asked_at, _C.admitted_by, _C.admitted_at, _C.ended_at, _C.vouched
)


@dataclass(frozen=True, slots=True)
class AgentKey:
    """An agent's public half, when he asked, who has admitted him, and when his access was ended."""

    agent: str
    public: PublicKey
    fingerprint: str
    asked_at: datetime
    admitted_by: str | None
    admitted_at: datetime | None
    ended_at: datetime | None
    vouched: bytes = b""
    """The code of whoever admitted him (`sealing.team_keys.membership`): rows are written by others too."""


def _read(connection: Connection, query: Select[*tuple[object, ...]]) -> tuple[AgentKey, ...]:
    return tuple(
        AgentKey(
            row.agent,
            PublicKey(row.suite, bytes(row.public)),
            row.fingerprint,
            row.asked_at,
            row.admitted_by,
            row.admitted_at,
            row.ended_at,
            bytes(row.vouched or b""),
        )
        for row in connection.execute(query)
    )


def everyone(connection: Connection) -> tuple[AgentKey, ...]:
    """Everybody who has ever asked, by login."""
    return _read(connection, _ALL.order_by(_C.agent))


def mine(connection: Connection) -> AgentKey | None:
    """The key of whoever asks; nothing where he never did."""
    return next(iter(_read(connection, _ALL.where(_C.agent == _ME))), None)


def sealed(connection: Connection) -> bytes | None:
    """The team's key as it is sealed to whoever asks; nothing where nobody has admitted him, or it was ended."""
    found = connection.execute(select(func.my_sealed(type_=LargeBinary))).scalar()
    return None if found is None else bytes(found)


def sealed_to_anybody(connection: Connection) -> bool:
    """Whether there is a team's key at all, which others may have who are not seen by whoever asks."""
    return bool(connection.execute(select(func.has_team_key())).scalar())


def ask(tx: Connection, public: PublicKey, at: datetime) -> str:
    """Ask to be admitted with this public half, in place of another; returns its fingerprint as the server has it.

    Audited by the server. Raises `StoreError("not-permitted")` where he is the last who is admitted, with another key.
    """
    asked = func.ask_admission(public.suite, public.octets, literal(at, Moment), type_=Text)
    return str(tx.execute(select(asked)).scalar_one())


def admit(tx: Connection, agent: str, fingerprint: str, octets: bytes, at: datetime, *, code: bytes = b"") -> bool:
    """Keep the team's key as it is sealed to an agent who asks for it.

    Audited by the server. False where he has another key now, was admitted already, or his access was ended.
    """
    return bool(tx.execute(select(func.admit(agent, fingerprint, octets, literal(at, Moment), code))).scalar_one())


def end(tx: Connection, agent: str, at: datetime) -> bool:
    """End an agent's access: what was sealed to him is gone; false where there was none.

    Audited by the server. Raises `StoreError("not-permitted")` for the last who is admitted.
    """
    return bool(tx.execute(select(func.end_access(agent, literal(at, Moment)))).scalar_one())


def seal_anew(tx: Connection, agent: str, octets: bytes, code: bytes = b"") -> bool:
    """Keep another team's key for an agent who has one; false where he has none."""
    return bool(tx.execute(select(func.seal_anew(agent, octets, code))).scalar_one())
