"""What is still on the web as far as the collector knows: tries, retries, trouble. Housekeeping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from backoffice_gui.storage.inbox.projection import batches
from backoffice_gui.storage.inbox.schema import transit as table

__all__ = ["Transit", "drop_transit", "put_transit", "transit"]


@dataclass(frozen=True, slots=True)
class Transit:
    """One submission on the web: until when, how often tried, when again, what failed last (code word)."""

    row: int
    expires_at: datetime
    tries: int = 0
    retry_at: datetime | None = None
    trouble: str | None = None


def transit(connection: Connection) -> list[Transit]:
    """Everything in transit, what expires first before the rest."""
    rows = connection.execute(table.select().order_by(table.c.expires_at, table.c.row))
    return [Transit(row.row, row.expires_at, row.tries, row.retry_at, row.trouble) for row in rows]


def put_transit(tx: Connection, items: Sequence[Transit]) -> None:
    """Put these rows as they are now, new or known."""
    if not items:
        return
    drop_transit(tx, [item.row for item in items])
    tx.execute(
        table.insert(),
        [
            {
                "row": item.row,
                "expires_at": item.expires_at,
                "tries": item.tries,
                "retry_at": item.retry_at,
                "trouble": item.trouble,
            }
            for item in items
        ],
    )


def drop_transit(tx: Connection, rows: Sequence[int]) -> None:
    """These are on the web no more."""
    for piece in batches(rows):
        tx.execute(table.delete().where(table.c.row.in_(piece)))
