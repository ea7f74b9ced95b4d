"""The chain of one database: appended in the transaction of what it records, read, verified."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, datetime

from sqlalchemy import Connection, LargeBinary, Table, case, cast, delete, func, select, text
from sqlalchemy.dialects import sqlite

from backoffice_gui.audit import FIRST, Anchor, AuditEvent, Break, canonical, link, walk
from backoffice_gui.audit.events import Details
from backoffice_gui.errors import Defect
from backoffice_gui.storage.dialect import Many, among, is_postgresql, listed
from backoffice_gui.storage.journeys import ask, asking, later

__all__ = ["HEAD", "UNREADABLE", "AuditLine", "AuditLog", "VerifiedChain", "line_of", "silent"]

_SLICE = 2_000
_OF_PEOPLE = frozenset({"agent", "by", "login", "post"})
"""Details that say who, or at which machine."""
_HEAD = text("SELECT n, hash FROM audit_head()")
_APPEND = text("SELECT audit_append(:first, CAST(:events AS text[]), CAST(:hashes AS bytea[]))")
"""On a team's server nobody may write into the chain: a function of its own judges what follows, and who says it."""
HEAD = asking(_HEAD)
"""What every line is added to; only a server is asked so, and may be asked ahead."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_SAID = frozenset({str, int})
"""What a detail may be."""
UNREADABLE = "unreadable"


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
    """What verification found: how many lines hold, the first that does not, and how (`audit.Break`)."""

    ok: bool
    checked: int
    first_broken: int | None
    reason: str = ""


def silent(_events: int) -> None:
    """Progress that nobody looks at."""


class AuditLog:
    """The chain in the table `audit` of one database; `boundary` is where its purges are noted, where it has any.

    `people`: whether its events may name one; a chain of roles refuses an event that does.
    """

    def __init__(self, table: Table, boundary: Table | None = None, *, people: bool = True) -> None:
        self._people = people
        self._insert = Many(table.insert(), "n", "event", "hash")
        columns = table.c
        self._head = select(columns.n, columns.hash).order_by(columns.n.desc()).limit(1)
        self._lines = select(columns.n, columns.event, columns.hash).order_by(columns.n)
        self._n = columns.n
        self._hash = columns.hash
        self._boundary, self._table = boundary, table
        # an event that is no text would be hashed as one, and hide from whoever looks for it: it counts as nothing
        octets = case((func.typeof(columns.event) == "text", cast(columns.event, LargeBinary)), else_=func.zeroblob(0))
        self._walked = str(
            select(columns.n, octets, columns.hash)
            .order_by(columns.n)
            .compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        )

    def append(self, tx: Connection, events: Sequence[AuditEvent]) -> None:
        """Append events in order; the head is read once, under the writer's lock."""
        if not events:
            return
        n, previous = self.head(tx)
        first, rows = n + 1, list[tuple[int, str, bytes]]()
        for event in events:
            if not self._people and any(name in _OF_PEOPLE for name, _value in event.details):
                raise Defect("this chain names roles, never people")
            octets = canonical(event)
            n, previous = n + 1, link(previous, octets)
            rows.append((n, octets.decode("ascii"), previous))
        if is_postgresql(tx):
            said = {"first": first, "events": [row[1] for row in rows], "hashes": [row[2] for row in rows]}
            later(tx, _APPEND, [said])
        else:
            self._insert.run(tx, rows)

    def head(self, connection: Connection) -> tuple[int, bytes]:
        """Number and hash of the last line; 0 and `FIRST` where there is none."""
        if is_postgresql(connection):
            line = ask(connection, HEAD).one()
            return line.n, line.hash
        row = connection.execute(self._head).first()
        return self._begun(connection) if row is None else (row.n, row.hash)

    def begun(self, connection: Connection) -> Anchor:
        """What stands before the first line: the last that was purged, or nothing."""
        return Anchor(*self._begun(connection))

    def _begun(self, connection: Connection) -> tuple[int, bytes]:
        if self._boundary is None:
            return (0, FIRST)
        column = self._boundary.c
        row = connection.execute(select(column.upto, column.hash).order_by(column.upto.desc()).limit(1)).first()
        return (0, FIRST) if row is None else (row.upto, row.hash)

    def purge(self, tx: Connection, upto: int, at: datetime) -> bytes:
        """Delete every event up to number `upto`, whose hash (returned) is kept as what the chain goes on from."""
        found = self.hash_of(tx, upto)
        if self._boundary is None or found is None:
            raise Defect("a chain is purged up to an event that is there, and only where its beginning can be noted")
        tx.execute(self._boundary.insert().values(upto=upto, hash=found, at=at))
        tx.execute(delete(self._table).where(self._n <= upto))
        return found

    def walk_to(self, connection: Connection, upto: int) -> Break | None:
        """The first break among the events up to number `upto`."""
        begun = self.begun(connection)
        rows = connection.execute(self._lines.where(self._n <= upto))
        lines = ((row.n, row.event.encode("utf-8", "surrogatepass"), row.hash) for row in rows)
        return walk(lines, (), begun)

    def hash_of(self, connection: Connection, n: int) -> bytes | None:
        """The hash of one line, where it is there."""
        return connection.execute(select(self._hash).where(self._n == n)).scalar()

    def hashes(self, connection: Connection, numbers: Sequence[int]) -> dict[int, bytes]:
        """The hashes of these lines by their numbers, in one query; of one that is not there nothing."""
        query = select(self._n, self._hash).where(among(self._n, "among")).order_by(self._n)
        return dict(connection.execute(query, {"among": listed(numbers)}).all())

    def read(self, connection: Connection, after: int = 0, limit: int = 500) -> list[AuditLine]:
        """At most `limit` lines after number `after`."""
        rows = connection.execute(self._lines.where(self._n > after).limit(limit))
        return [line_of(row.n, row.event) for row in rows]

    def verify(
        self,
        connection: Connection,
        anchors: Iterable[Anchor] = (),
        progress: Callable[[int], None] = silent,
    ) -> VerifiedChain:
        """Walk the whole chain, in slices, constant in memory; heads noted elsewhere must be in it.

        `progress` hears how many lines were walked, and may raise to end it.
        """
        begun = self.begun(connection)
        counted = [0]
        broken = walk(self._raw(connection, counted, progress), anchors, begun)
        if broken is None:
            return VerifiedChain(True, counted[0], None)
        return VerifiedChain(False, max(0, broken.n - 1 - begun.n), broken.n, broken.reason)

    def _raw(
        self, connection: Connection, counted: list[int], progress: Callable[[int], None]
    ) -> Iterator[tuple[int, bytes, bytes]]:
        """The lines as they lie, past SQLAlchemy's rows, which would take half of the time."""
        if is_postgresql(connection):
            yield from self._served(connection, counted, progress)
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        cursor = driver.execute(self._walked)
        while rows := cursor.fetchmany(_SLICE):
            yield from rows
            counted[0] += len(rows)
            progress(counted[0])

    def _served(
        self, connection: Connection, counted: list[int], progress: Callable[[int], None]
    ) -> Iterator[tuple[int, bytes, bytes]]:
        """The same from a server, a slice at a time; text of its own is always text."""
        after = self.begun(connection).n
        while rows := connection.execute(self._lines.where(self._n > after).limit(_SLICE)).all():
            yield from ((row.n, row.event.encode("utf-8"), row.hash) for row in rows)
            after = rows[-1].n
            counted[0] += len(rows)
            progress(counted[0])


def line_of(n: int, text: str) -> AuditLine:
    """An event as a line; what is no event is one of verb `unreadable`.

    Somebody may have written into the file, or said something else to a server: whoever reads on is not stopped by it.
    """
    try:
        words = json.loads(text)
        details = tuple(sorted(words["details"].items()))
        at = datetime.fromisoformat(words["at"])
        said = words["verb"], words["role"], words["object"]
        if all(type(each) is str for each in said) and _shown(at) and all(type(value) in _SAID for _, value in details):
            return AuditLine(n, at, *said, details)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return AuditLine(n, _NEVER, UNREADABLE, "", "", ())


def _shown(at: datetime) -> bool:
    """Whether a moment is one wherever it is shown: the first and the last years there are end in some zones."""
    return at.tzinfo is not None and _NEVER.year <= at.year < MAXYEAR
