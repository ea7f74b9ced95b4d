"""The collector's pulse: one row that `status` and the window read. Housekeeping, not audited."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection as Sql
from sqlalchemy import select

from backoffice_gui.domain.monitor import Connection
from backoffice_gui.errors import Defect
from backoffice_gui.storage.inbox.schema import heartbeat

__all__ = ["Heartbeat", "beat", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """What the collector last knew of the front end and of itself."""

    last_good_list_at: datetime | None = None
    last_acknowledged_at: datetime | None = None
    held: int = 0
    oldest_expires_at: datetime | None = None
    skew: float | None = None
    epoch: str | None = None
    origin: str | None = None
    high_seq: int = 0
    connection: Connection = Connection.NEVER
    trouble: str | None = None
    offline_since: datetime | None = None
    next_poll_at: datetime | None = None
    waiting: bool = False
    ready: bool = False


_NAMES = tuple(field.name for field in fields(Heartbeat))


def _plain(value: object) -> object:
    return value.value if isinstance(value, Connection) else value


def beat(tx: Sql, **changed: Any) -> None:
    """Change the named members of `Heartbeat`; the others stay. A name it doesn't have is a `Defect`."""
    if changed.keys() - set(_NAMES):
        raise Defect(f"no such heartbeat: {sorted(changed.keys() - set(_NAMES))}")
    values = {name: _plain(value) for name, value in changed.items()}
    if not values:
        return
    if not tx.execute(heartbeat.update().where(heartbeat.c.n == 1).values(**values)).rowcount:
        whole = {name: _plain(getattr(Heartbeat(), name)) for name in _NAMES}
        tx.execute(heartbeat.insert().values(n=1, **(whole | values)))


def read(connection: Sql) -> Heartbeat:
    """The pulse; the defaults where nobody has ever collected."""
    row = connection.execute(select(heartbeat).where(heartbeat.c.n == 1)).mappings().first()
    if row is None:
        return Heartbeat()
    members = {name: row[name] for name in _NAMES}
    return Heartbeat(**(members | {"connection": Connection(members["connection"])}))
