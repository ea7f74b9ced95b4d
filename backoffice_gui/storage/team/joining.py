"""A connection that goes to its server no oftener than it must: over a network each journey there and back takes long.

What nobody waits for (`later`) is sent with the next statement, or with COMMIT; several questions (`ahead`) are sent at
once, and what is said to end a reading transaction is not waited for. The server hears everything in the order in which
it was said; what follows a statement that it refuses it does not do, COMMIT included.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Self

import psycopg
from psycopg import generators
from psycopg.copy import Copy
from psycopg.pq import PipelineStatus, TransactionStatus
from psycopg.rows import TupleRow

from backoffice_gui.system.sockets import ready

__all__ = ["Answer", "Joining", "Questions"]

_PATIENCE = 5.0
"""Seconds that an outgoing word of a few octets may wait for room."""
Questions = Mapping[Any, tuple[str, Mapping[str, Any]]]
"""Statements and their values, each under the key that its answer is asked for by."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A statement of nobody's cursor; `heard` is given what is answered before anything is committed, and may raise.

    With `after` it is heard once all is committed where it is said with COMMIT: nothing depends on it.
    """

    words: bytes | str
    values: Mapping[str, Any] | None = None
    heard: Callable[[Answer], object] | None = None
    after: bool = False

    @property
    def judged(self) -> bool:
        """Whether COMMIT may depend on what is answered."""
        return self.heard is not None and not self.after


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered: the names of its columns, and the rows; of a change, how many rows it changed."""

    names: tuple[str, ...]
    rows: Sequence[TupleRow]
    changed: int = field(default=0, compare=False)


def _answer(cursor: psycopg.Cursor[TupleRow]) -> Answer:
    if cursor.description is None:
        return Answer((), (), cursor.rowcount)
    return Answer(tuple(column.name for column in cursor.description), cursor.fetchall())


def _later_on() -> Iterator[None]:
    yield from ()


@contextmanager
def _at_once(pipeline: psycopg.Pipeline) -> Iterator[None]:
    """Have all that is said inside leave together, with one call: the driver would send each statement by itself.

    Else a machine that goes to sleep, or a line that stalls, between two of them leaves the server amid it, with its
    locks, and by none of its time-outs. What is longer than the driver's buffer (8 KiB) leaves in pieces.
    """
    own = vars(pipeline)  # there is no other way: the driver asks this of itself after each statement
    own["_communicate_gen"] = _later_on
    try:
        yield
    finally:
        del own["_communicate_gen"]
        while pipeline.command_queue:
            pipeline.command_queue.popleft()()


class _Cursor(psycopg.Cursor[TupleRow]):
    """Takes along what waits to be said."""

    _conn: Joining

    def execute(
        self, query: Any, params: Any = None, *, prepare: bool | None = None, binary: bool | None = None
    ) -> Self:
        if not self._conn.waiting:
            return super().execute(query, params, prepare=prepare, binary=binary)
        with self._conn.together():
            super().execute(query, params, prepare=prepare, binary=binary)
        return self

    def executemany(self, query: Any, params_seq: Iterable[Any], *, returning: bool = False) -> None:
        if returning:
            self._conn.say()
        if not self._conn.waiting:
            super().executemany(query, params_seq, returning=returning)
            return
        with self._conn.together():
            super().executemany(query, params_seq, returning=returning)

    @contextmanager
    def copy(self, statement: Any, params: Any = None, *, writer: Any = None) -> Iterator[Copy]:
        self._conn.say()
        with super().copy(statement, params, writer=writer) as copy:
            yield copy


class _ServerCursor(psycopg.ServerCursor[TupleRow]):
    """What waits is said before it."""

    _conn: Joining

    def execute(self, query: Any, params: Any = None, *, binary: bool | None = None, **more: Any) -> Self:
        self._conn.say()
        return super().execute(query, params, binary=binary, **more)


class Joining(psycopg.Connection[TupleRow]):
    """Of one thread at a time, as any connection. `parting`: the end of its transactions is not waited for.

    `first`: what is asked in the journey that begins the next one, where that is not waited for either; `late`: whether
    the next one takes its turn with its first change (`journeys.late`).
    """

    parting = False
    late = False

    def __init__(self, *words: Any, **more: Any) -> None:
        super().__init__(*words, **more)
        self.cursor_factory = _Cursor
        self.server_cursor_factory = _ServerCursor
        self.waiting: list[_Word] = []
        self.first: Questions = {}
        self._answers: dict[Any, Answer] = {}
        self._parted = False
        self._unheard = False

    # What is said later

    def later(
        self,
        words: bytes | str,
        values: Mapping[str, Any] | None = None,
        heard: Callable[[Answer], object] | None = None,
        *,
        after: bool = False,
    ) -> None:
        """Say it with the next statement, or with COMMIT; `heard` and `after` as of a `_Word`."""
        self.waiting.append(_Word(words, values, heard, after))

    def say(self) -> None:
        """Say now what waits."""
        if self.waiting:
            with self.together():
                pass

    @contextmanager
    def together(self) -> Iterator[None]:
        """What waits, and what is said inside, in one journey; raises what the first refused statement raises."""
        self._come_back()
        words, self.waiting = self.waiting, []
        cursors: list[psycopg.Cursor[TupleRow]] = []
        refused: psycopg.Error | None = None
        judged = False
        try:
            with self.pipeline() as pipeline:
                try:
                    with _at_once(pipeline):
                        cursors = [self._said(word) for word in words]
                        yield
                except psycopg.Error as error:
                    refused = error  # here, so that the pipeline ends without a word about what came after it
            if refused is not None:
                raise refused
            for word, cursor in zip(words, cursors, strict=True):
                if word.heard is not None:
                    word.heard(_answer(cursor))
            judged = True
        except psycopg.Error as error:
            self.refused(refused or error)
            raise refused or error from None
        finally:
            if not judged:
                self._unheard |= any(word.judged for word in words)

    def refused(self, error: psycopg.Error) -> None:
        """Hear what the server refused; for who makes something of it."""

    def _said(self, word: _Word) -> psycopg.Cursor[TupleRow]:
        cursor = psycopg.Cursor(self)
        cursor.execute(word.words, word.values, prepare=None if word.values else False)
        return cursor

    # What is asked ahead

    def ahead(self, questions: Questions) -> None:
        """Ask all of these in one journey; each is answered once, to `answer`, within the same transaction."""
        cursors: dict[Any, psycopg.Cursor[TupleRow]] = {}
        with self.together():
            for key, (words, values) in questions.items():
                cursors[key] = self._said(_Word(words, values))
        self._answers |= {key: _answer(cursor) for key, cursor in cursors.items()}

    def answer(self, key: Any) -> Answer | None:
        """What was asked ahead under this key, for the first who wants it; nothing where it was not."""
        return self._answers.pop(key, None)

    # How a transaction ends

    def commit(self) -> None:
        """Everything that waits, and COMMIT: where nothing of it has to be looked at first, in one journey.

        Raises `InFailedSqlTransaction` where a statement was refused, or what had to be heard was not, though nobody
        minded: the server would roll back, or commit what was not judged, and say so to nobody.
        """
        self._answers.clear()
        if any(word.judged for word in self.waiting):
            self.say()
        if self._unheard or self.pgconn.transaction_status == TransactionStatus.INERROR:
            raise psycopg.errors.InFailedSqlTransaction("a statement was refused before")
        if not self.waiting:
            super().commit()
            return
        with self.together():
            self._said(_Word(b"COMMIT"))

    def settle(self) -> None:
        """Nothing goes on with what an earlier transaction has left, whatever its end was answered."""
        self.waiting.clear()
        self._answers.clear()
        self._unheard = False
        self._come_back()
        if self.pgconn.transaction_status != TransactionStatus.IDLE:
            super().rollback()

    def rollback(self) -> None:
        """Nothing that waits is said any more."""
        self.waiting.clear()
        self._answers.clear()
        self._unheard = False
        if self._parted:
            return
        if self.parting and self.pgconn.transaction_status == TransactionStatus.INTRANS:
            self._part()
        else:
            super().rollback()

    def _part(self) -> None:
        """Say ROLLBACK; that it was done is heard when the connection is used again."""
        with self.lock:
            self.pgconn.enter_pipeline_mode()
            self.pgconn.send_query_params(b"ROLLBACK", None)
            self.pgconn.pipeline_sync()
            self._parted = True
            while self.pgconn.flush():
                ready(self.pgconn.socket, writing=True, seconds=_PATIENCE)

    def cursor(self, *words: Any, **more: Any) -> Any:
        """Also hears first what the last transaction's end was answered."""
        self._come_back()
        return super().cursor(*words, **more)

    def _come_back(self) -> None:
        if not self._parted:
            return
        self._parted = False
        with self.lock:
            for _ in (b"ROLLBACK", b"Sync"):
                self.wait(generators.fetch_many(self.pgconn))
            if self.pgconn.pipeline_status != PipelineStatus.OFF:
                try:
                    self.pgconn.exit_pipeline_mode()
                except psycopg.OperationalError:  # ended by the server in between, whose last word was no answer
                    self.pgconn.finish()
                    raise
