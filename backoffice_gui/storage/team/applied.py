"""Which changes a team's server has: each agent's keys, recorded in the very transaction of the change.

Whether a change happened whose COMMIT nobody answered, or that a workstation has kept, is looked up here and nowhere
else; a key is never changed, and forgotten once no workstation sends it by itself any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, and_, select

from backoffice_gui.domain.outbox import KEPT_DAYS
from backoffice_gui.storage.types import Moment, metadata

__all__ = ["OUTBOX_MODEL", "applied", "forget_old", "known", "note"]

OUTBOX_MODEL = metadata()

applied = Table(
    "applied",
    OUTBOX_MODEL,
    Column("key", LargeBinary, primary_key=True, comment="16 random octets that the workstation gave the change"),
    Column("agent", Text, nullable=False, comment="whose change it is"),
    Column("at", Moment, nullable=False, index=True),
)


def note(tx: Connection, keys: Sequence[str], agent: str, at: datetime) -> None:
    """Record that what these keys were given is done by this transaction."""
    if keys:
        tx.execute(applied.insert(), [{"key": bytes.fromhex(key), "agent": agent, "at": at} for key in keys])


def known(connection: Connection, keys: Sequence[str], agent: str) -> bool:
    """Whether any of these keys of an agent's is there: what they were given together was committed together."""
    if not keys:
        return False
    which = and_(applied.c.key.in_([bytes.fromhex(key) for key in keys]), applied.c.agent == agent)
    return connection.execute(select(applied.c.key).where(which).limit(1)).first() is not None


def forget_old(tx: Connection, now: datetime) -> int:
    """Forget keys that nobody sends by himself any more; how many."""
    return tx.execute(applied.delete().where(applied.c.at < now - timedelta(days=KEPT_DAYS))).rowcount
