"""The store's name: made with the inbox, renewed when it turns out to be a copy.

A store restored from a backup or copied gets a new `store_id`; the old ones stay known as its
own, so that receipts which name them are still ours (protocol §4.7).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreExists, StoreIncomplete
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import store

__all__ = ["StoreIds", "ids", "in_order", "made", "made_at", "make", "place", "renew"]

_OCTETS = 16


@dataclass(frozen=True, slots=True)
class StoreIds:
    """The name a store has now, and those it had."""

    current: StoreId
    former: frozenset[StoreId]

    @property
    def all(self) -> frozenset[StoreId]:
        """Every name a receipt of ours may bear."""
        return self.former | {self.current}


def made(connection: Connection) -> bool:
    """Whether the store has a name yet."""
    return connection.execute(select(store.c.n).limit(1)).first() is not None


def made_at(connection: Connection) -> datetime:
    """When the store was made; raises `StoreIncomplete` where it has no name yet."""
    found: datetime | None = connection.execute(select(store.c.made_at).order_by(store.c.n).limit(1)).scalar()
    if found is None:
        raise StoreIncomplete("unnamed")
    return found


def make(tx: Connection, at: datetime, place: str) -> StoreId:
    """Give a new store its first name; raises `StoreExists` where it has one."""
    if made(tx):
        raise StoreExists("named")
    return _name(tx, 1, at, "made", place)


def renew(tx: Connection, at: datetime, reason: str, place: str) -> StoreId:
    """Give a store that is a copy (`reason`: copied, restored, moved) a new name; the old ones stay known."""
    newest = tx.execute(select(store.c.n).order_by(store.c.n.desc()).limit(1)).scalar()
    if newest is None:
        raise StoreIncomplete("unnamed")
    return _name(tx, newest + 1, at, reason, place)


def _name(tx: Connection, n: int, at: datetime, reason: str, place: str) -> StoreId:
    name = StoreId(secrets.token_hex(_OCTETS))
    tx.execute(store.insert().values(n=n, store_id=name, made_at=at, reason=reason, place=place))
    verb = Verb.STORE_MADE if n == 1 else Verb.STORE_RENEWED
    audit_log.append(tx, [AuditEvent(at, verb, Role.PROGRAM, f"store:{name}", (("reason", reason),))])
    return name


def in_order(connection: Connection) -> list[StoreId]:
    """Every name, the first one first; none where it has none yet."""
    return [StoreId(name) for name in connection.scalars(select(store.c.store_id).order_by(store.c.n))]


def ids(connection: Connection) -> StoreIds:
    """The store's names; raises `StoreIncomplete` where it has none yet."""
    names = in_order(connection)
    if not names:
        raise StoreIncomplete("unnamed")
    return StoreIds(names[-1], frozenset(names[:-1]))


def place(connection: Connection) -> str:
    """Where the store was when it got its name (`storage.place.place_of`)."""
    found = connection.execute(select(store.c.place).order_by(store.c.n.desc()).limit(1)).scalar()
    if found is None:
        raise StoreIncomplete("unnamed")
    return str(found)
