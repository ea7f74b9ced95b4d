"""The store's name: made with the inbox, renewed when it turns out to be a copy.

A store restored from a backup or copied gets a new `store_id`; the old ones stay known as its
own, so that receipts which name them are still ours (protocol §4.7).

A store that was moved goes on elsewhere under the name that its last row here bears, with the reason `moved-away`:
that is no name of this one. A copy that is still arriving has rows, and no name yet: it is no store.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreExists, StoreIncomplete, StoreMoved
from backoffice_gui.storage import leaving
from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import MODEL, audit, store

__all__ = [
    "NAMES_HERE",
    "Moved",
    "StoreIds",
    "arrive",
    "arriving",
    "ids",
    "in_order",
    "leave",
    "made",
    "made_at",
    "make",
    "moved",
    "new_name",
    "place",
    "refuse_moved",
    "renew",
]

_OCTETS = 16
_AWAY = "moved-away"
NAMES_HERE: ColumnElement[bool] = store.c.reason != _AWAY
"""Of the rows of `store`, those that are names of this one."""


@dataclass(frozen=True, slots=True)
class StoreIds:
    """The name a store has now, and those it had."""

    current: StoreId
    former: frozenset[StoreId]

    @property
    def all(self) -> frozenset[StoreId]:
        """Every name a receipt of ours may bear."""
        return self.former | {self.current}


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a store went, in words without a secret, and the name that it goes on under there."""

    to: str
    name: StoreId


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


def new_name() -> StoreId:
    """A name that no store has yet."""
    return StoreId(secrets.token_hex(_OCTETS))


def _name(tx: Connection, n: int, at: datetime, reason: str, place: str) -> StoreId:
    name = new_name()
    tx.execute(store.insert().values(n=n, store_id=name, made_at=at, reason=reason, place=place))
    verb = Verb.STORE_MADE if n == 1 else Verb.STORE_RENEWED
    audit_log.append(tx, [AuditEvent(at, verb, Role.PROGRAM, f"store:{name}", (("reason", reason),))])
    return name


def in_order(connection: Connection) -> list[StoreId]:
    """Every name, the first one first; none where it has none yet."""
    named = select(store.c.store_id).where(NAMES_HERE).order_by(store.c.n)
    return [StoreId(name) for name in connection.scalars(named)]


def ids(connection: Connection) -> StoreIds:
    """The store's names; raises `StoreIncomplete` where it has none yet."""
    names = in_order(connection)
    if not names:
        raise StoreIncomplete("unnamed")
    return StoreIds(names[-1], frozenset(names[:-1]))


def place(connection: Connection) -> str:
    """Where the store was when it got its name (`storage.place.place_of`)."""
    found = connection.execute(select(store.c.place).where(NAMES_HERE).order_by(store.c.n.desc()).limit(1)).scalar()
    if found is None:
        raise StoreIncomplete("unnamed")
    return str(found)


# A store that goes elsewhere


def moved(connection: Connection) -> Moved | None:
    """Where the store went, where it did: nothing is collected or changed here any more."""
    row = connection.execute(store.select().order_by(store.c.n.desc()).limit(1)).first()
    return None if row is None or row.reason != _AWAY else Moved(row.place, StoreId(row.store_id))


def refuse_moved(connection: Connection) -> None:
    """For whoever works here; raises `StoreMoved("away")` with the fact `to`."""
    gone = moved(connection)
    if gone is not None:
        raise StoreMoved("away", to=gone.to)


def leave(tx: Connection, at: datetime, to: Moved, rows: int) -> None:
    """Note that the store goes on elsewhere, for good: from this commit on nothing is written here but the chain.

    The guards hold programs back that do not know this mark. `rows`: how many went, and were compared there.
    """
    newest = tx.execute(select(store.c.n).order_by(store.c.n.desc()).limit(1)).scalar()
    if newest is None:
        raise StoreIncomplete("unnamed")
    tx.execute(store.insert().values(n=newest + 1, store_id=to.name, made_at=at, reason=_AWAY, place=to.to))
    details = (("rows", rows),)
    audit_log.append(tx, [AuditEvent(at, Verb.STORE_MOVED_AWAY, Role.ADMINISTRATOR, f"store:{to.name}", details)])
    if is_postgresql(tx):
        leaving.shut(tx, to.to)
        return
    for table in MODEL.sorted_tables:
        if table is not audit:  # whoever reads here leaves a line
            for verb in ("INSERT", "UPDATE", "DELETE"):
                tx.exec_driver_sql(
                    f"CREATE TRIGGER moved_{table.name}_{verb.lower()} BEFORE {verb} ON {table.name} "
                    "BEGIN SELECT RAISE(ABORT, 'moved away'); END"
                )


def arriving(connection: Connection) -> bool:
    """Whether this is the copy of a store whose moving was cut: it has a chain, and no name."""
    return not made(connection) and connection.execute(select(audit.c.n).limit(1)).first() is not None


def arrive(tx: Connection, at: datetime, name: StoreId, place: str, rows: int) -> None:
    """Give a store that came from elsewhere the name it goes on under: with this commit it lives here."""
    newest = tx.execute(select(store.c.n).order_by(store.c.n.desc()).limit(1)).scalar()
    if newest is None:
        raise StoreIncomplete("unnamed")
    tx.execute(store.insert().values(n=newest + 1, store_id=name, made_at=at, reason="moved", place=place))
    details = (("rows", rows),)
    audit_log.append(tx, [AuditEvent(at, Verb.STORE_MOVED, Role.ADMINISTRATOR, f"store:{name}", details)])
