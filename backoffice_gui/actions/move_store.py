"""Moving a store: from a folder of this machine to a team's server, and back; nowhere do two of it live.

Order, each step durable before the next:

1. `made`: tables at the target, without a name: nobody collects there, and no other store is begun in them;
2. `copied`: every row in one transaction, while the source's writers wait and its collector is away;
3. `verified`: read again over new connections: rows by digest, chunks, receipts, ledger and chain by their own proofs;
4. `marked`: the source notes, for good, where the store goes on, and takes nothing but lines of its chain any more;
5. `opened`: the casebook there gets its keys;
6. `arrived`: the inbox there gets the names, and a new one: from this commit on it is the store;
7. `pinned`: its key and how far it has come, noted outside under the new name.

Cut before `marked`, the source goes on as if nothing had been; cut after it, no store collects until the same call is
made again: it reads the source anew, which has all. The target's guards stand again before its transaction ends.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Connection, Table

from backoffice_gui.actions import proof, recovery
from backoffice_gui.actions.move_casebook import (
    Books,
    CopiedBook,
    copy_book,
    heads_of,
    leave_book,
    open_book,
    prove_book,
)
from backoffice_gui.actions.move_proof import prove_inbox, prove_rows
from backoffice_gui.actions.moving import never
from backoffice_gui.audit import Anchor
from backoffice_gui.clock import Clock
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import StoreDamaged, StoreMoved, StoreNewer, UsageError
from backoffice_gui.security.pins import Pin
from backoffice_gui.storage.dialect import is_postgresql
from backoffice_gui.storage.inbox import audit_log, identity, keys
from backoffice_gui.storage.inbox.arrival import Arrival
from backoffice_gui.storage.inbox.home import InboxHome
from backoffice_gui.storage.inbox.identity import Moved
from backoffice_gui.storage.inbox.schema import MODEL, store
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.pouring import (
    Rows,
    Tally,
    emptied,
    numbers,
    octets_of,
    patient,
    pour,
    rows_of,
    set_numbers,
    unguarded,
)
from backoffice_gui.storage.versions import INBOX, TEAM_INBOX, current
from backoffice_gui.transfer.jws import KeySet

__all__ = ["STEPS", "MovedStore", "Moving", "move_store"]

STEPS = ("made", "copied", "verified", "marked", "opened", "arrived", "pinned")
"""What `Moving.step` is told, in this order."""
_TABLES = [table for table in MODEL.sorted_tables if table is not store]


def _silent(*_heard: object) -> None:
    return


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Which store goes where. `keys`: of the front end, where known; `bring`: gives both casebooks, where one goes too.

    `progress` hears a step's code word and how many rows have gone by in it; `cancelled` is asked as often.
    """

    source: InboxHome
    target: Arrival
    pins: Path
    clock: Clock
    program: str
    keys: KeySet | None = None
    bring: Callable[[], Books] | None = None
    step: Callable[[str], None] = _silent
    progress: Callable[[str, int], None] = _silent
    cancelled: Callable[[], bool] = never

    def heard(self, step: str) -> Callable[[int], None]:
        """Counts the rows of a step; raises `UsageError("move-cancelled")`."""
        gone = [0]

        def heard(rows: int) -> None:
            if self.cancelled():
                raise UsageError("move-cancelled")
            gone[0] += rows
            self.progress(step, gone[0])

        return heard


@dataclass(frozen=True, slots=True)
class MovedStore:
    """The store as it is now: its name, where it is, how many rows went, and what was verified, by name and number.

    `taken_up`: an earlier call had been cut after the store was marked.
    """

    store_id: StoreId
    where: str
    rows: int
    checked: tuple[tuple[str, int], ...]
    taken_up: bool


@dataclass(slots=True)
class _Copy:
    """What was read of the source: a tally for each table, numbers that are not given again, the chain's head."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    head: Anchor | None = None
    book: CopiedBook | None = None

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(tally.rows for tally in self.tallies.values()) + (0 if self.book is None else self.book.rows)


def move_store(moving: Moving) -> MovedStore:
    """Move the store, or end a moving that was cut; the source is left whole, marked and closed.

    Raises `StoreHeld` (somebody collects, here or there), `StoreBusy` (the casebook or a backup is at work),
    `StoreExists` (another store is at the target), `StoreMoved("away")` (it went elsewhere), `StoreDamaged("moved")`
    (something does not hold at the target: the source is not marked), `KeyNotProven`, `StoreNewer`, `DiskFull`,
    `UsageError("move-cancelled")`, `StoreUnreachable`.
    """
    lead = moving.source.lead(moving.program, moving.clock)
    try:
        inbox = moving.source.open(moving.clock)
        try:
            pin = proof.pinned(inbox, moving.pins)
            there = moving.target.lead(moving.program, moving.clock)
            try:
                return _moved(moving, inbox, pin)
            finally:
                there.release()
        finally:
            inbox.close()
    finally:
        lead.release()


def _moved(moving: Moving, source: Inbox, pin: Pin) -> MovedStore:
    with source.reading() as connection:
        gone = identity.moved(connection)
        size = octets_of(connection, _TABLES)
    if gone is not None and gone.to != moving.target.where:
        raise StoreMoved("away", to=gone.to)
    to = gone or Moved(moving.target.where, identity.new_name())
    target, arrived = moving.target.begin(moving.clock, None if gone is None else to.name, size)
    try:
        moving.step("made")
        checked: tuple[tuple[str, int], ...] = ()
        copy = _Copy()
        if not arrived:
            books = None if moving.bring is None else moving.bring()
            copy, checked = _Carrying(moving, source, target, books).carried(pin, to, marked=gone is not None)
        moving.step("arrived")
        proof.pin_store(target, moving.pins)
        moving.step("pinned")
    finally:
        target.close()
    return MovedStore(to.name, to.to, copy.rows, checked, gone is not None)


@dataclass(frozen=True, slots=True)
class _Carrying:
    """Both databases on their way; `books`: the casebook's."""

    moving: Moving
    source: Inbox
    target: Inbox
    books: Books | None

    def carried(self, pin: Pin, to: Moved, *, marked: bool) -> tuple[_Copy, tuple[tuple[str, int], ...]]:
        """Steps 2 to 6; `marked`: the source was, by a call that was cut."""
        copy, checked = self._left(pin, to, marked=marked)
        self.moving.step("marked")
        if self.books is not None and copy.book is not None:
            open_book(self.books, copy.book, to.name, self.moving.clock.now())
        self.moving.step("opened")
        self._named(to, copy)
        return copy, checked

    def _left(self, pin: Pin, to: Moved, *, marked: bool) -> tuple[_Copy, tuple[tuple[str, int], ...]]:
        """Copied, verified and marked, in transactions that keep every other writer out of both databases."""
        moving, books = self.moving, self.books
        heads = _anchors(pin) if books is None else (*heads_of(books, self.source), *_anchors(pin))
        with self.source.transaction() as held:
            patient(held)
            found, known = current(held), (TEAM_INBOX if is_postgresql(held) else INBOX).known
            if found != known:
                raise StoreNewer(INBOX.name, found=str(found), known=str(known))
            copy = self._copied(held)
            with contextlib.nullcontext() if books is None else books.source.transaction() as book:
                if books is not None and book is not None:
                    patient(book)
                    copy.book = copy_book(books, book, moving.heard("cases"), again=marked)
                moving.step("copied")
                checked = self._proven(copy, heads)
                moving.step("verified")
                if not marked and books is not None and book is not None:
                    leave_book(book, books, to, copy.rows, moving.clock.now())
            if not marked:
                identity.leave(held, moving.clock.now(), to, copy.rows)
        return copy, checked

    def _proven(self, copy: _Copy, heads: tuple[Anchor, ...]) -> tuple[tuple[str, int], ...]:
        moving = self.moving
        prove_rows(self.target, _TABLES, copy.tallies, copy.numbers, moving.heard("verified"))
        checked = prove_inbox(self.target, heads, moving.keys, moving.heard("proven"))
        if self.books is None or copy.book is None:
            return checked
        return (*checked, *prove_book(self.books, copy.book, self.source, moving.heard("verified")))

    def _copied(self, held: Connection) -> _Copy:
        """Every row but the names, in one transaction of the target; what a cut copying left is taken out in it."""
        copy, heard = _Copy(numbers=numbers(held, _TABLES), head=audit_log.head(held)), self.moving.heard("copied")
        with self.target.transaction() as tx:
            patient(tx)
            with unguarded(tx, _TABLES):
                emptied(tx, _TABLES)
                for table in _TABLES:
                    tally = copy.tallies[table.name] = Tally()
                    pour(tx, table, _told(held, table, tally, heard))
                set_numbers(tx, _TABLES, copy.numbers)
        return copy

    def _named(self, to: Moved, copy: _Copy) -> None:
        """The names that the store had, and the one it goes on under, in the one commit that brings it to life."""
        place = self.target.place()
        with self.source.reading() as connection, self.target.transaction() as tx:
            if audit_log.head(tx) != copy.head:
                raise StoreDamaged("moved", what="inbox_audit", where="head")
            tally, there = Tally(), Tally()
            pour(tx, store, _told(connection, store, tally, _silent))
            for _some in _told(tx, store, there, _silent):
                continue
            if there.digest != tally.digest:
                raise StoreDamaged("moved", what=store.name, where=f"rows:{there.rows}/{tally.rows}")
            kept = keys.recovery(tx)
            if kept is not None and self.books is not None:
                sealed = recovery.seal_master(kept[0], self.books.recoverable)
                keys.put_recovery(tx, kept[0], sealed, self.moving.clock.now())
            identity.arrive(tx, self.moving.clock.now(), to.name, place, copy.rows)


def _anchors(pin: Pin) -> tuple[Anchor, ...]:
    return () if pin.events == 0 else (Anchor(pin.events, bytes.fromhex(pin.head)),)


def _told(connection: Connection, table: Table, tally: Tally, heard: Callable[[int], None]) -> Rows:
    """The rows that are living, as they go by: of the names, those that are names."""
    with closing(rows_of(connection, table, identity.NAMES_HERE if table is store else None)) as rows:
        for some in rows:
            tally.heard(some)
            heard(len(some))
            yield some
