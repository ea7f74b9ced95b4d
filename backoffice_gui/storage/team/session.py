"""One connection to a team's server: how a transaction on it begins, and whether the session behind it is its own.

Each transaction begins in one journey: BEGIN, what holds inside it (`SET LOCAL`, in the words of `set_config`), and
what is asked. Nothing of a transaction rests on the session, so that a pooler that gives each another one (PgBouncer's
transaction mode) does no harm; what needs a session of its own (who leads, who listens) asks for it by the session's
mark, a random word that is said when it is opened (`TeamConnection.keeps`).

A writing transaction has its turn from that first journey on, until COMMIT; or, where it is `late`, from its first
change on, which is said with COMMIT: then nobody waits for what this program, or its network, does in between. One
that is late and asks nothing is one journey, from BEGIN to COMMIT: a server that is not safe itself refuses the turn.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.rows import TupleRow
from sqlalchemy import Connection
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor, ExecutionContext

from backoffice_gui.errors import Defect, StoreBusy, StoreError
from backoffice_gui.storage.dialect import BINARY
from backoffice_gui.storage.journeys import Overtaken
from backoffice_gui.storage.team.joining import Answer, Joining

__all__ = ["LOCKS", "LOCK_MS", "MARK", "SCHEME", "Opening", "Speech", "TeamConnection", "holder_of"]

LOCK_MS = 5_000
LOCKS = 0x0FA9_0001
"""The first half of our advisory locks; the second is `WRITING`, `making.MIGRATING` or `leader.LEADING`.

Locks that changes have of their own are of the next number (`applied.held`).
"""
SCHEME = "postgresql+backoffice"
MARK = "current_setting('backoffice.session', true)"
"""Which session this is: a word of who opened it; of nobody's, nothing."""
_KEPT = f"SELECT {MARK}".encode()
_ANOTHER = (psycopg.errors.DivisionByZero, psycopg.errors.InvalidSqlStatementName)
"""What COMMIT is refused for where the server is not safe, or the session another's: heard in turn, by its name."""
_STANDBY = (
    "SELECT held.usename, coalesce(held.wait_event = 'SyncRep', false) OR (current_setting('synchronous_standby_names')"
    " <> '' AND NOT EXISTS (SELECT FROM pg_stat_replication)) FROM ({0}) AS held"
)
"""Who has the lock, and whether it is a COMMIT that is on no standby yet: as it says, or as none follows at all."""

Opening = Callable[[int, bool], tuple[bytes, bytes]]
"""BEGIN, and what is said with it, by how many milliseconds it waits for locks, and whether it takes its own later;
that answers a row whose first value is the session's mark."""


def holder_of(number: int) -> str:
    """The query for who holds an advisory lock of ours: login, the server's process, its name, what it waits for.

    What others wait for is shown to few; login, process and name to everybody.
    """
    return (
        "SELECT a.usename::text, a.pid, a.application_name, a.wait_event FROM pg_locks l JOIN pg_stat_activity a"
        " USING (pid) WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
        f" AND l.classid = {LOCKS} AND l.objid = {number}"
        " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )


class TeamConnection(Joining):
    """A connection of ours. `pooled`: somebody else has, or had, the session behind it."""

    mark = ""
    pooled = False
    schema = ""
    opening: Opening | None = None
    judge: Callable[[TupleRow], None] | None = None
    turn: int | None = None
    """The advisory lock that its transactions begin with, by its second half."""
    taken = b""
    """What takes it late, and is refused (a division by zero) where the server is not safe."""
    lock_ms = LOCK_MS
    owes = False
    """Whether its turn is still to be taken, with the first change."""
    waits = False
    """Whether its commits wait for a standby, as its last transaction began."""
    _late = _heard = False
    _patience = LOCK_MS

    def new_mark(self) -> str:
        """The word that this session is marked by from now on.

        The statements that are prepared in it have names of their own too: where a pooler gives us another's session
        before we know, ours are unknown there, and are never what he calls by the same name.
        """
        self.mark = secrets.token_hex(8)
        self._prepared._prepared_idx = int(self.mark, 16)  # noqa: SLF001 - the driver names them by a count of its own
        return self.mark

    def refused(self, error: psycopg.Error) -> None:
        """That a statement is unknown which this connection has prepared says that the session is another's."""
        if isinstance(error, psycopg.errors.InvalidSqlStatementName):
            self.seen(None)

    def seen(self, mark: object) -> None:
        """Note whose session was found: another's is never trusted to keep anything, statements it knows included."""
        if mark != self.mark:
            self.pooled = True
            self.prepare_threshold = None

    def keeps(self) -> bool:
        """Whether the session is still this connection's own; asks the server."""
        row = self.execute(_KEPT).fetchone()
        self.seen(None if row is None else row[0])
        return not self.pooled

    def begin(self) -> None:
        """Begin a transaction; raises what `judge` raises of the answers, and psycopg's own.

        `StoreBusy` where it does not get its lock: `locked-by` with the `login` of who has it, `locked-standby` where
        that is a COMMIT which no standby has yet.
        """
        if self.opening is None:
            return
        self._patience, self.lock_ms = self.lock_ms, LOCK_MS
        self.owes, self.late = self.late and self.turn is not None, False
        self._late = self.owes
        questions, self.first = self.first, {}
        self.settle()
        begin, said = self.opening(self._patience, self.owes)
        unheard = self.owes and self._heard and not questions
        super().later(begin)
        super().later(said, None, self._passed if unheard else self._begun, after=unheard)
        self.waits |= unheard  # as far as is known before it is heard: a COMMIT that waits is never broken off
        if self.turn is None or unheard:  # with its first question, or with COMMIT
            return
        try:
            self.ahead(questions)
        except psycopg.errors.LockNotAvailable as error:
            self.rollback()
            if not self.owes:  # else it is a lock of this change's own, and nobody's turn
                self._say_who(error)
            raise

    def later(
        self,
        words: bytes | str,
        values: Mapping[str, Any] | None = None,
        heard: Callable[[Answer], object] | None = None,
        *,
        after: bool = False,
    ) -> None:
        """Also takes the turn that is owed before the first change."""
        if self.owes:
            self.owes = False
            super().later(self.taken)
        super().later(words, values, heard, after=after)

    def commit(self) -> None:
        """Also raises `Overtaken` where a change that took its turn late rests on what is so no more."""
        if not self._late:
            super().commit()
            return
        try:
            super().commit()
        except psycopg.errors.LockNotAvailable as error:
            self.rollback()
            self._say_who(error)
            raise
        except (psycopg.IntegrityError, *_ANOTHER):
            self.rollback()
            raise Overtaken from None

    def _begun(self, answer: Answer) -> None:
        (row,) = answer.rows
        self._heard = True
        self.seen(row[0])
        if self.judge is not None:
            self.judge(row)

    def _passed(self, answer: Answer) -> None:
        """The same once it was committed: what takes the turn has refused it where the server was not safe."""
        with suppress(StoreError):
            self._begun(answer)

    def _say_who(self, error: psycopg.Error) -> None:
        """Nobody shall wait without knowing for whom; who is in a hurry does not ask."""
        if self._patience < LOCK_MS or self.turn is None:
            return
        row = self.execute(_STANDBY.format(holder_of(self.turn)).encode()).fetchone()
        if row is not None and row[1]:
            raise StoreBusy("locked-standby", file=self.schema) from error
        if row is not None:
            raise StoreBusy("locked-by", file=self.schema, login=str(row[0])) from error


class Speech(PGDialect_psycopg):
    """PostgreSQL as this program speaks it: transactions begin by its own words, and nothing is asked that is known."""

    supports_statement_cache = True

    def do_execute(
        self, cursor: DBAPICursor, statement: str, parameters: Any, context: ExecutionContext | None = None
    ) -> None:
        """Refuse a change by who has yet to take his turn, as `later` does: it would be nobody's turn."""
        _refuse_out_of_turn(cursor, statement)
        if context is not None and context.execution_options.get(BINARY):
            cursor.execute(statement, parameters, binary=True)  # type: ignore[call-arg]
            return
        super().do_execute(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]

    def do_executemany(
        self, cursor: DBAPICursor, statement: str, parameters: Any, context: ExecutionContext | None = None
    ) -> None:
        """The same."""
        _refuse_out_of_turn(cursor, statement)
        super().do_executemany(cursor, statement, parameters, context)  # type: ignore[no-untyped-call]

    def do_begin(self, dbapi_connection: DBAPIConnection) -> None:
        """Begin with what a transaction rests on."""
        _driven(dbapi_connection).begin()

    def _get_server_version_info(self, connection: Connection) -> tuple[int, ...]:
        found = _driven(connection.connection).info.server_version
        return found // 10_000, found % 10_000

    def _get_default_schema_name(self, connection: Connection) -> str:
        return _driven(connection.connection).schema

    def get_default_isolation_level(self, dbapi_conn: DBAPIConnection) -> Any:
        """Each transaction says its own."""
        del dbapi_conn
        return "READ COMMITTED"

    def _set_backslash_escapes(self, connection: Connection) -> None:
        del connection
        self._backslash_escapes = False


def _refuse_out_of_turn(cursor: Any, statement: str) -> None:
    if cursor.connection.owes and not statement.startswith("SELECT"):
        raise Defect("a change out of turn")


def _driven(fairy: Any) -> TeamConnection:
    raw: TeamConnection = fairy.driver_connection
    return raw


registry.register("postgresql.backoffice", __name__, Speech.__name__)
