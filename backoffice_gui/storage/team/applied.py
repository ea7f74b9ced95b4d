"""Which changes a team's server has: each agent's keys, recorded in the very transaction of the change.

Whether a change happened whose COMMIT nobody answered, or that a workstation has kept, is looked up here and nowhere
else; a key is never changed, and forgotten once no workstation sends it by itself any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, LargeBinary, Table, Text, text

from backoffice_gui.domain.outbox import KEPT_DAYS
from backoffice_gui.storage.dialect import listed
from backoffice_gui.storage.journeys import Asked, ask, asking, later
from backoffice_gui.storage.team.session import LOCKS
from backoffice_gui.storage.types import Moment, metadata

__all__ = ["OUTBOX_MODEL", "applied", "asked", "forget_old", "held", "known", "note"]

OUTBOX_MODEL = metadata()

applied = Table(
    "applied",
    OUTBOX_MODEL,
    Column("key", LargeBinary, primary_key=True, comment="16 random octets that the workstation gave the change"),
    Column("agent", Text, nullable=False, comment="whose change it is"),
    Column("at", Moment, nullable=False, index=True),
)


_NOTE = applied.insert()
_KNOWN = text(
    "SELECT 1 FROM applied WHERE agent = :agent AND key IN (SELECT decode(each, 'hex') FROM "
    "jsonb_array_elements_text(CAST(:keys AS jsonb)) AS each) LIMIT 1"
)

_CHANGES = LOCKS + 1
"""The first half of advisory locks of which each change has one of its own."""
_HELD = text("SELECT pg_advisory_xact_lock(CAST(:space AS integer), CAST(:key AS integer))")


def note(tx: Connection, keys: Sequence[str], agent: str, at: datetime) -> None:
    """Record that what these keys were given is done by this transaction."""
    if keys:
        later(tx, _NOTE, [{"key": bytes.fromhex(key), "agent": agent, "at": at} for key in keys])


def asked(keys: Sequence[str], agent: str) -> tuple[Asked, ...]:
    """What `known` asks."""
    return (asking(_KNOWN, agent=agent, keys=listed(list(keys))),) if keys else ()


def held(keys: Sequence[str]) -> tuple[Asked, ...]:
    """What is asked first by a transaction that takes its turn late, and by who looks up what became of it.

    The one waits for the other: what these keys were given may still be on its way to the server.
    """
    words = (int.from_bytes(bytes.fromhex(key)[:4], "big", signed=True) for key in sorted(keys))
    return tuple(asking(_HELD, space=_CHANGES, key=word) for word in words)


def known(connection: Connection, keys: Sequence[str], agent: str) -> bool:
    """Whether any of these keys of an agent's is there: what they were given together was committed together."""
    return any(ask(connection, each).first() is not None for each in asked(keys, agent))


def forget_old(tx: Connection, now: datetime) -> int:
    """Forget keys that nobody sends by himself any more; how many."""
    return tx.execute(applied.delete().where(applied.c.at < now - timedelta(days=KEPT_DAYS))).rowcount
