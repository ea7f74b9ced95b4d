"""The promise is checked: which acknowledged submissions are probed, when, and what was found (protocol §4.8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, and_, func, select

from backoffice_gui.audit import Verb
from backoffice_gui.storage.inbox import audit_log
from backoffice_gui.storage.inbox.schema import probe

__all__ = ["done", "due", "next_due", "schedule"]

_P = probe.c


def schedule(tx: Connection, items: Sequence[tuple[int, datetime]]) -> None:
    """Probe these rows at these times; a row that has a probe keeps it."""
    known = set(tx.scalars(select(_P.row).where(_P.row.in_([row for row, _due in items]))))
    new = [{"row": row, "due_at": due_at} for row, due_at in dict(items).items() if row not in known]
    if new:
        tx.execute(probe.insert(), new)


def due(connection: Connection, now: datetime) -> list[int]:
    """Rows whose probe is due and not done, in order of time."""
    query = select(_P.row).where(and_(_P.done_at.is_(None), _P.due_at <= now)).order_by(_P.due_at, _P.row)
    return list(connection.scalars(query))


def done(tx: Connection, row: int, at: datetime, *, destroyed: bool) -> None:
    """Note what a probe found, with its audit; twice does nothing."""
    undone = and_(_P.row == row, _P.done_at.is_(None))
    if tx.execute(probe.update().where(undone).values(done_at=at, destroyed=destroyed)).rowcount:
        audit_log.of_rows(tx, Verb.PROBED, [row], at, details=(("destroyed", int(destroyed)),))


def next_due(connection: Connection) -> datetime | None:
    """When the next probe falls due; nothing where none waits."""
    return connection.execute(select(func.min(_P.due_at)).where(_P.done_at.is_(None))).scalar()
