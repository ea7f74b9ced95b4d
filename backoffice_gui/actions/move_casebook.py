"""The casebook's part of moving a store: carried, read again, and opened where it arrives by who brought it.

Its keys go last: until they are there, the casebook at the target is one whose making was cut, and nobody opens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection

from backoffice_gui.actions import recovery
from backoffice_gui.actions.recovery_vouching import vouch_recovery
from backoffice_gui.actions.verify_journal import casebook_heads, inbox_heads, verify_casebook
from backoffice_gui.audit import Anchor, AuditEvent, Role, Verb
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreDamaged, StoreExists
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.storage.casebook import audit_log, keys, search_index
from backoffice_gui.storage.casebook.carrying import HELD_BACK, TABLES, leave, living, put
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import identity
from backoffice_gui.storage.inbox.identity import Moved
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.pouring import Tally, emptied, numbers, patient, set_numbers, unguarded

__all__ = ["Books", "CopiedBook", "copy_book", "heads_of", "leave_book", "open_book", "prove_book"]

_WORDS = "case_search"
Heard = Callable[[int], None]
_Row = TypeVar("_Row", bound=tuple[Any, ...])


@dataclass(frozen=True, slots=True)
class Books:
    """The casebook where it is, and where it arrives (with its tables, not complete); `agent` brings it.

    `recoverable`: what a recovery key has to give back at the target.
    """

    source: Casebook
    target: Casebook
    agent: str
    recoverable: MasterSecret


@dataclass(slots=True)
class CopiedBook:
    """What was read of it: a tally for each table, numbers that are not given again, the chain's head."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    head: Anchor | None = None

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(tally.rows for tally in self.tallies.values())


def copy_book(books: Books, held: Connection, heard: Heard, *, again: bool) -> CopiedBook:
    """Every row but the keys, and every word, in one transaction of the target; `held`: the source's writer.

    `again`: what lies there was brought by a moving that was cut. Raises `StoreExists` for a whole one otherwise.
    """
    copy = CopiedBook(numbers=numbers(held, TABLES), head=Anchor(*audit_log.LOG.head(held)))
    with books.target.transaction() as tx:
        patient(tx)
        if keys.any_private(tx) and not again:
            raise StoreExists("casebook-of-another")
        with unguarded(tx, [*TABLES, HELD_BACK]):
            emptied(tx, [*TABLES, HELD_BACK])
            for table in TABLES:
                tally = copy.tallies[table.name] = Tally()
                with closing(living(held, table)) as rows:
                    put(tx, table, _told(rows, tally, heard))
            set_numbers(tx, TABLES, copy.numbers)
            search_index.forget_all(tx)
            tally = copy.tallies[_WORDS] = Tally()
            with closing(search_index.words_of(held)) as words:
                for some in _told(words, tally, heard):
                    search_index.put_words(tx, some)
            search_index.optimize(tx)
    return copy


def _told(rows: Iterable[list[_Row]], tally: Tally, heard: Heard) -> Iterator[list[_Row]]:
    for some in rows:
        tally.heard(some)
        heard(len(some))
        yield some


def _same(what: str, rows: Iterable[Sequence[tuple[Any, ...]]], wanted: Tally, heard: Heard) -> None:
    found = Tally()
    for some in rows:
        found.heard(some)
        heard(len(some))
    if (found.rows, found.digest) != (wanted.rows, wanted.digest):
        raise StoreDamaged("moved", what=what, where=f"rows:{found.rows}/{wanted.rows}")


def prove_book(books: Books, copy: CopiedBook, inbox: Inbox, heard: Heard) -> tuple[tuple[str, int], ...]:
    """What holds of the copy, by name and number; raises `StoreDamaged("moved")` for the first that does not.

    `inbox`: where the store is, whose chain knows heads of this one.
    """
    with books.target.transaction() as tx:  # in a file the words are read by a table of its memory; nothing is written
        patient(tx)
        for table in TABLES:
            with closing(living(tx, table)) as rows:
                _same(table.name, rows, copy.tallies[table.name], heard)
        with closing(search_index.words_of(tx)) as words:
            _same(_WORDS, words, copy.tallies[_WORDS], heard)
        counted = numbers(tx, TABLES)
    for name, last in copy.numbers.items():
        if counted[name] < last:
            raise StoreDamaged("moved", what=name, where="numbers")
    walked = verify_casebook(books.target, noted=casebook_heads(inbox))
    if not walked.ok:
        raise StoreDamaged("moved", what="casebook_audit", where=f"event:{walked.broken}")
    return (("cases", copy.tallies["cases"].rows), ("casebook_audit", walked.events))


def heads_of(books: Books, inbox: Inbox) -> tuple[Anchor, ...]:
    """The heads of the inbox's chain that the casebook's knows, where the store is."""
    with inbox.reading() as connection:
        store = str(identity.ids(connection).current)
    with books.source.reading() as connection:
        return inbox_heads(connection, store)


def leave_book(held: Connection, books: Books, to: Moved, rows: int, at: datetime) -> None:
    """A line of the chain where the casebook was, which takes nothing else from this commit on."""
    audit_log.append(held, [_line(Verb.STORE_MOVED_AWAY, books, to.name, rows, at)])
    leave(held, to.to)


def open_book(books: Books, copy: CopiedBook, name: StoreId, at: datetime) -> None:
    """The keys, and the name that the store goes on under, in the one commit that makes the casebook whole."""
    with books.source.reading() as connection, books.target.transaction() as tx:
        if Anchor(*audit_log.LOG.head(tx)) != copy.head:
            raise StoreDamaged("moved", what="casebook_audit", where="head")
        with closing(living(connection, HELD_BACK)) as rows:
            put(tx, HELD_BACK, rows)
        if keys.privates(tx) != keys.privates(connection):
            raise StoreDamaged("moved", what=HELD_BACK.name, where="keys")
        keys.link(tx, name, at)
        kept = keys.recovery(tx)
        if kept is not None:
            n = keys.put_recovery(tx, kept[0], recovery.seal_master(kept[0], books.recoverable), at, books.agent)
            vouch_recovery(books.target, tx, n, kept[0])
        audit_log.append(tx, [_line(Verb.STORE_MOVED, books, name, copy.rows, at)])


def _line(verb: Verb, books: Books, name: StoreId, rows: int, at: datetime) -> AuditEvent:
    return AuditEvent(at, verb, Role.ADMINISTRATOR, f"store:{name}", (("agent", books.agent), ("rows", rows)))
