"""A chain read as a list: counted, paged newest first, narrowed by object, agent, verb and hour; never loaded whole.

In the casebook each narrowing has an index over what SQLite reads out of the events themselves; in the inbox, where
the collector must not pay for it, the events are looked through one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, column, func, select

from backoffice_gui.domain.journal import Chain, JournalFilter
from backoffice_gui.storage.audit_log import AuditLine, line_of
from backoffice_gui.storage.casebook import schema as casebook
from backoffice_gui.storage.dialect import read_json
from backoffice_gui.storage.inbox import schema as inbox

__all__ = ["CASEBOOK", "INBOX", "Journal", "journal_of"]

_CHUNK = 500


def _hour(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H")


def _moment(hour: object) -> datetime | None:
    """The beginning of an hour as an event has it; nothing for what is none."""
    try:
        return datetime.fromisoformat(str(hour)).replace(tzinfo=UTC)
    except ValueError:
        return None


class Journal:
    """One chain as a list; `indexed`: its table has columns for what it is narrowed by."""

    def __init__(self, table: Table, *, indexed: bool) -> None:
        self._n, self._event, self._table, self._indexed = table.c.n, table.c.event, table, indexed
        named: dict[str, ColumnElement[str]]
        if indexed:
            named = {name: column(name, Text, _selectable=table) for name in ("subject", "verb", "agent", "hour")}
        else:
            paths = {"subject": "$.object", "verb": "$.verb", "agent": "$.details.agent", "hour": "$.at"}
            named = {name: self._read(path) for name, path in paths.items()}
            named["hour"] = func.substr(named["hour"], 1, 13)
        self._subject, self._verb, self._agent, self._at = (
            named[name] for name in ("subject", "verb", "agent", "hour")
        )

    def _read(self, path: str) -> ColumnElement[str]:
        return read_json(self._event, path)

    def _where(self, wanted: JournalFilter) -> ColumnElement[bool] | None:
        parts: list[ColumnElement[bool]] = []
        if wanted.object:
            parts.append(self._subject.in_([each for each in (wanted.object, wanted.also) if each]))
        if wanted.agent:
            parts.append(self._agent == wanted.agent)
        if wanted.verbs:
            parts.append(self._verb.in_(sorted(wanted.verbs)))
        if wanted.since is not None:
            parts.append(self._at >= _hour(wanted.since))
        if wanted.until is not None:
            parts.append(self._at < _hour(wanted.until))
        return and_(*parts) if parts else None

    def span(self, connection: Connection) -> tuple[int, int]:
        """The first and the last number; (1, 0) where there is none."""
        first = connection.execute(select(self._n).order_by(self._n).limit(1)).scalar()
        last = connection.execute(select(self._n).order_by(self._n.desc()).limit(1)).scalar()
        return (1, 0) if first is None or last is None else (first, last)

    def count(self, connection: Connection, wanted: JournalFilter) -> int:
        """How many events a filter leaves."""
        where = self._where(wanted)
        if where is None:
            first, last = self.span(connection)
            return last - first + 1
        return connection.execute(select(func.count()).select_from(self._table).where(where)).scalar() or 0

    def page(self, connection: Connection, wanted: JournalFilter, start: int, size: int) -> list[AuditLine]:
        """Events `start` … `start + size - 1` of those a filter leaves, newest first."""
        return self._lines(connection, self._numbers(connection, wanted, start, size))

    def _numbers(self, connection: Connection, wanted: JournalFilter, start: int, size: int) -> Sequence[int]:
        where = self._where(wanted)
        if where is None:
            first, last = self.span(connection)  # dense: what lies between needs no counting
            return range(last - start, max(first - 1, last - start - size), -1)
        query = select(self._n).where(where).order_by(self._n.desc()).limit(size).offset(start)
        if self._indexed and (wanted.since is not None or wanted.until is not None):
            # hours rise with the numbers, nearly: between which numbers they lie is read off their index, so that
            # days of long ago are not looked for from today on
            hours = self._where(JournalFilter(since=wanted.since, until=wanted.until))
            assert hours is not None
            low, high = connection.execute(select(func.min(self._n), func.max(self._n)).where(hours)).one()
            query = query.where(self._n.between(low, high))
        return list(connection.scalars(query))

    def _lines(self, connection: Connection, numbers: Sequence[int]) -> list[AuditLine]:
        if not numbers:
            return []
        found: dict[int, AuditLine] = {}
        for start in range(0, len(numbers), _CHUNK):
            some = list(numbers[start : start + _CHUNK])
            rows = connection.execute(select(self._n, self._event).where(self._n.in_(some)))
            found.update((row.n, line_of(row.n, row.event)) for row in rows)
        return [found[n] for n in numbers if n in found]

    def every(self, connection: Connection, wanted: JournalFilter, most: int) -> Iterator[AuditLine]:
        """At most so many of the events that a filter leaves, newest first, some at a time."""
        numbers = self._numbers(connection, wanted, 0, most)
        for start in range(0, len(numbers), _CHUNK):
            yield from self._lines(connection, numbers[start : start + _CHUNK])

    def agents(self, connection: Connection) -> tuple[str, ...]:
        """Every agent that the chain names, in order."""
        query = select(self._agent.label("named")).where(self._agent.is_not(None)).distinct().order_by("named")
        return tuple(str(name) for name in connection.scalars(query))

    def last_before(self, connection: Connection, verb: str, n: int, most: int) -> list[AuditLine]:
        """The last events of a verb up to number `n`, newest first."""
        query = select(self._n).where(self._verb == verb, self._n <= n).order_by(self._n.desc()).limit(most)
        return self._lines(connection, list(connection.scalars(query)))

    def first_since(self, connection: Connection, moment: datetime) -> int | None:
        """The first event that is not older than the hour of a moment; nothing where all are older."""
        query = select(self._n).where(self._at >= _hour(moment)).order_by(self._n).limit(1)
        return connection.execute(query).scalar()

    def around(self, connection: Connection, moment: datetime) -> tuple[datetime | None, datetime | None]:
        """The hour of the latest event before that of a moment, and of the earliest since; by time, not by number."""
        before = select(func.max(self._at)).where(self._at < _hour(moment))
        since = select(func.min(self._at)).where(self._at >= _hour(moment))
        return _moment(connection.execute(before).scalar()), _moment(connection.execute(since).scalar())


CASEBOOK = Journal(casebook.audit, indexed=True)
INBOX = Journal(inbox.audit, indexed=False)


def journal_of(chain: Chain) -> Journal:
    """The chain that a filter is about."""
    return CASEBOOK if chain is Chain.CASEBOOK else INBOX
