"""The chain of one database: appended in the transaction of what it records, read, verified."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Table, select

from backoffice_gui.audit import FIRST, Anchor, AuditEvent, Linked, canonical, link, verify
from backoffice_gui.audit.events import Details
from backoffice_gui.storage.dialect import Many

__all__ = ["AuditLine", "AuditLog", "VerifiedChain"]

_SLICE = 2_000


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line as it is shown: verb and role as words, because a newer version may have written them."""

    n: int
    at: datetime
    verb: str
    role: str
    object: str
    details: Details


@dataclass(frozen=True, slots=True)
class VerifiedChain:
    """What verification found: how many lines hold, and the first that does not."""

    ok: bool
    checked: int
    first_broken: int | None


class AuditLog:
    """The chain in the table `audit` of one database."""

    def __init__(self, table: Table) -> None:
        self._insert = Many(table.insert(), "n", "event", "hash")
        columns = table.c
        self._head = select(columns.n, columns.hash).order_by(columns.n.desc()).limit(1)
        self._lines = select(columns.n, columns.event, columns.hash).order_by(columns.n)
        self._n = columns.n

    def append(self, tx: Connection, events: Sequence[AuditEvent]) -> None:
        """Append events in order; the head is read once, under the writer's lock."""
        if not events:
            return
        n, previous = self.head(tx)
        rows: list[tuple[object, ...]] = []
        for event in events:
            octets = canonical(event)
            n, previous = n + 1, link(previous, octets)
            rows.append((n, octets.decode("ascii"), previous))
        self._insert.run(tx, rows)

    def head(self, connection: Connection) -> tuple[int, bytes]:
        """Number and hash of the last line; 0 and `FIRST` where there is none."""
        row = connection.execute(self._head).first()
        return (0, FIRST) if row is None else (row.n, row.hash)

    def read(self, connection: Connection, after: int = 0, limit: int = 500) -> list[AuditLine]:
        """At most `limit` lines after number `after`."""
        rows = connection.execute(self._lines.where(self._n > after).limit(limit))
        return [_line(row.n, row.event) for row in rows]

    def verify(self, connection: Connection, anchor: Anchor | None = None) -> VerifiedChain:
        """Walk the whole chain, in slices, constant in memory; up to an `anchor` noted elsewhere at least."""
        counted = [0]
        broken = verify(self._linked(connection, counted), anchor)
        return VerifiedChain(broken is None, counted[0] if broken is None else broken - 1, broken)

    def _linked(self, connection: Connection, counted: list[int]) -> Iterator[Linked]:
        after = None
        while True:
            query = self._lines if after is None else self._lines.where(self._n > after)
            rows = connection.execute(query.limit(_SLICE)).all()
            for row in rows:
                counted[0] += 1
                yield Linked(row.n, row.event.encode("utf-8", "surrogatepass"), row.hash)
            if len(rows) < _SLICE:
                return
            after = rows[-1].n


def _line(n: int, text: str) -> AuditLine:
    words = json.loads(text)
    details = tuple(sorted(words["details"].items()))
    at = datetime.fromisoformat(words["at"])
    return AuditLine(n, at, words["verb"], words["role"], words["object"], details)
