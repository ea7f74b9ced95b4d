"""How often a program waits for its database: what will be asked is asked at once, what nobody waits for is said later.

Over a network each statement costs a journey there and back, whatever it does. On a team's server `ahead` sends several
questions in one, and `ask` finds their answers there; `later` says a change with the next question, or with COMMIT. In
a file all of them are statements like any other, one after another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Result, Select, TextClause, text
from sqlalchemy.engine.result import IteratorResult, SimpleResultMetaData
from sqlalchemy.sql.dml import Delete, Insert, Update

from backoffice_gui.errors import Defect
from backoffice_gui.storage.dialect import Tongue, is_postgresql

if TYPE_CHECKING:
    from backoffice_gui.storage.team.joining import Answer, Joining

__all__ = ["Asked", "Overtaken", "ahead", "ask", "asking", "carried", "first", "late", "later"]

_CARRIED = text("SELECT pg_logical_emit_message(true, 'backoffice', '')")
"""A record of a few octets in the server's log, of which nobody makes anything."""
_Statement = Select[Any] | TextClause | Insert | Update | Delete


class Overtaken(Exception):
    """What a change rested on is so no more, or was never: nothing of it was done; it is done again, in turn."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: a statement that stands in a module, made once, and the values that are bound to it."""

    statement: Select[Any] | TextClause
    values: tuple[tuple[str, Any], ...] = ()


def asking(statement: Select[Any] | TextClause, **values: Any) -> Asked:
    """A question with its values."""
    return Asked(statement, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A statement in a server's words: what is bound to it, and what Python makes of values and of columns."""

    words: str
    bound: Mapping[str, Any]
    binders: Mapping[str, Callable[[Any], Any]]
    makers: tuple[Callable[[Any], Any] | None, ...]

    def values(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is sent."""
        sent = {**self.bound, **given}
        return sent | {name: bind(sent[name]) for name, bind in self.binders.items()}

    def read(self, answer: Answer) -> Result[Any]:
        """What was answered, as a statement of SQLAlchemy's would have it."""
        rows = answer.rows
        if any(self.makers):
            makers = self.makers
            rows = [
                tuple(value if make is None else make(value) for make, value in zip(makers, row, strict=True))
                for row in rows
            ]
        return IteratorResult(SimpleResultMetaData(answer.names), iter(rows))


@lru_cache(maxsize=512)
def _spoken(statement: _Statement, tongue: Tongue, names: tuple[str, ...] = ()) -> _Spoken:
    dialect = tongue.dialect
    compiled = statement.compile(dialect=dialect, column_keys=list(names) or None)
    binders = {
        name: bind
        for parameter, name in compiled.bind_names.items()
        if (bind := parameter.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    }
    makers: tuple[Callable[[Any], Any] | None, ...] = ()
    if isinstance(statement, Select):
        kinds = [column.type.dialect_impl(dialect) for column in statement.selected_columns]
        makers = tuple(kind.result_processor(dialect, None) for kind in kinds)
    return _Spoken(str(compiled), compiled.params, binders, makers)


def _joining(connection: Connection) -> Joining:
    raw: Joining | None = connection.connection.driver_connection
    if raw is None:
        raise Defect("a connection without a driver")
    return raw


def _said(connection: Connection, questions: Sequence[Asked]) -> dict[Any, tuple[str, Mapping[str, Any]]]:
    tongue, said = Tongue(connection.dialect), dict[Any, tuple[str, Mapping[str, Any]]]()
    for each in questions:
        spoken = _spoken(each.statement, tongue)
        said[each] = (spoken.words, spoken.values(dict(each.values)))
    return said


def ahead(connection: Connection, questions: Sequence[Asked]) -> None:
    """On a server, ask all of these in one journey; `ask` finds each once, while nothing said since can change it."""
    if questions and is_postgresql(connection):
        connection.get_transaction() or connection.begin()
        _joining(connection).ahead(_said(connection, questions))


def first(connection: Connection, questions: Sequence[Asked]) -> None:
    """On a server, ask these in the journey that begins the next transaction of this connection."""
    if questions and is_postgresql(connection):
        _joining(connection).first = _said(connection, questions)


def late(connection: Connection) -> None:
    """On a server, let the next transaction of this connection take its turn with its first change (`later`).

    What it asks before may be so no more when it is changed: each change says what it rests on, and where that is
    refused COMMIT raises `Overtaken`. In a file nobody waits for anybody's network.
    """
    if is_postgresql(connection):
        _joining(connection).late = True


def ask(connection: Connection, question: Asked) -> Result[Any]:
    """What is answered: now, or before, where it was asked ahead."""
    if is_postgresql(connection):
        answer = _joining(connection).answer(question)
        if answer is not None:
            return _spoken(question.statement, Tongue(connection.dialect)).read(answer)
    return connection.execute(question.statement, dict(question.values))


def later(
    tx: Connection,
    statement: Insert | Update | Delete | TextClause,
    rows: Sequence[Mapping[str, Any]] = ({},),
    told: Callable[[Answer], object] | None = None,
) -> None:
    """Change something, once for each row of values; on a server with the next question or COMMIT, and unseen.

    `told`: is given what a server answers, once it has committed where nothing was asked in between.
    """
    if not is_postgresql(tx):
        for row in rows:
            tx.execute(statement, row)
        return
    tongue = Tongue(tx.dialect)
    for row in rows:
        spoken = _spoken(statement, tongue, tuple(sorted(row)))
        _joining(tx).later(spoken.words, spoken.values(row), told, after=told is not None)


def carried(tx: Connection) -> None:
    """Have this COMMIT wait for a standby, with all that was committed before it, though it should change nothing.

    What is there to be read may be on the first server alone: where a COMMIT's wait was ended, it is visible. Before
    it is called done, or its only other copy is given up, it goes along with this. A file waits for its own disk.
    """
    if is_postgresql(tx):
        later(tx, _CARRIED)
