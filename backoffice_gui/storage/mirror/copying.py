"""From the inbox to its mirror: groups of small attempts, big ones slice by slice, and what facts have moved.

An attempt's chunks come first, then its key's slot, then the record that says it is whole; only
the last makes it a copy. Copied twice it is there twice, and counts once.
"""

from __future__ import annotations

import hashlib
import itertools
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    select,
    type_coerce,
)

from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.errors import Defect, MirrorGone, StoreDamaged
from backoffice_gui.sealing import MANIFEST_PART
from backoffice_gui.storage.dialect import among, listed
from backoffice_gui.storage.inbox import identity, mirrored
from backoffice_gui.storage.inbox import keys as inbox_keys
from backoffice_gui.storage.inbox.attempts import SealedChunk, chunks_of, next_chunks
from backoffice_gui.storage.inbox.mirrored import MirrorRow
from backoffice_gui.storage.inbox.schema import attempt, inbox_key, ledger_pin, recovery_key, run_key, submission
from backoffice_gui.storage.inbox.schema import store as store_table
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.mirror import files, slots, writer
from backoffice_gui.storage.mirror.frames import Record, RecordType
from backoffice_gui.storage.mirror.records import Chunk, Members, chunk_record, facts_record
from backoffice_gui.storage.mirror.slots import Slot, subject_of
from backoffice_gui.storage.mirror.writer import MirrorWriter
from backoffice_gui.storage.types import Moment

__all__ = ["MOST", "PROJECTED", "SMALL", "Big", "Copied", "Copier", "one_append", "raw_facts"]

SMALL = 16 * 1024 * 1024
"""Octets that one append writes at most, but for the last chunk's rounding up."""
MOST = 50
"""Attempts that one append writes at most."""
PROJECTED = frozenset({"stage", "shown"})
"""Columns of a submission that are no facts: they follow from the others."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What an append brought: attempts that are whole in the mirror now; those that are not what was verified.

    What can't be read is not what was verified either.
    """

    done: tuple[int, ...]
    spoilt: tuple[int, ...] = ()


@dataclass(slots=True)
class _Hashes:
    """The hash of each sealed chunk, as the inbox keeps them: the manifest's first, then the parts' in order."""

    manifest: bytes = b""
    parts: bytearray = field(default_factory=bytearray)
    chunks: int = 0

    def take(self, chunk: SealedChunk) -> None:
        digest = hashlib.sha256(chunk.sealed).digest()
        self.chunks += 1
        if chunk.part == MANIFEST_PART:
            self.manifest += digest
        else:
            self.parts += digest

    @property
    def all(self) -> bytes:
        return self.manifest + bytes(self.parts)


@dataclass(slots=True)
class Big:
    """A large attempt on its way: how far it has come."""

    attempt: int
    part: int = -1
    n: int = -1
    hashes: _Hashes = field(default_factory=_Hashes)


def _raw(column: Column[Any]) -> ColumnElement[Any]:
    """A column as it lies there; times as text."""
    return (type_coerce(column, Text) if isinstance(column.type, Moment) else column).label(column.name)


def _plain(table: Table, *without: str) -> list[ColumnElement[Any]]:
    return [_raw(column) for column in table.columns if column.name not in without]


def _said(connection: Connection, query: Select[*tuple[Any, ...]], among_: Sequence[int] = ()) -> list[dict[str, Any]]:
    """Rows as JSON says them: octets in hexadecimal."""
    rows = connection.execute(query, {"among": listed(list(among_))}).mappings()
    return [{name: value.hex() if isinstance(value, bytes) else value for name, value in row.items()} for row in rows]


_FACTS = select(*_plain(submission, *PROJECTED)).where(among(submission.c.row, "among")).order_by(submission.c.row)
_ATTEMPTS = select(*_plain(attempt)).where(among(attempt.c.attempt, "among"))
_RUN_KEYS = select(*_plain(run_key, "canary_opened_at", "canary_failed_at")).where(among(run_key.c.id, "among"))
_SEALED = select(run_key.c.id, run_key.c.sealed).where(among(run_key.c.id, "among"))


def raw_facts(connection: Connection, rows: Sequence[int]) -> list[dict[str, Any]]:
    """All facts of these submissions, as records say them."""
    return _said(connection, _FACTS, rows)


def one_append(sized: Iterable[tuple[int, int]]) -> list[int]:
    """The first of these attempts (number, size in octets), as many as fit one append."""
    group: list[int] = []
    room = SMALL
    for number, size in sized:
        if len(group) == MOST or size > room:
            break
        group.append(number)
        room -= size
    return group


class Copier:
    """Copies from one inbox to its mirror; belongs to one thread, and knows no key.

    `root` is the configured folder; `ids` the store's names. Every method raises `MirrorGone`
    where the mirror can't be written, and what reading the inbox raises.
    """

    def __init__(self, inbox: Inbox, root: Path, ids: identity.StoreIds, *, roll: int = writer.ROLL) -> None:
        self._inbox, self._root, self._ids, self._roll = inbox, root, ids, roll
        self._writer: MirrorWriter | None = None
        self._left = threading.Event()

    def open(self, known: MirrorRow | None) -> str:
        """Find the mirror that was begun, or begin one; returns its name, to be noted where it is new.

        A new one is begun where none is known, or where the store has had a new name since: then
        the folder of the former must be there, or a share that is not mounted would be taken for empty.
        """
        store_id = self._ids.current
        if known is None or known.store_id != store_id:
            if known is not None and not files.numbers(files.folder_of(self._root, known.store_id)):
                raise MirrorGone("empty" if self._root.is_dir() else "absent", folder=str(self._root))
            mirror_id = writer.begin(self._root, store_id, self._about, self._left)
        else:
            mirror_id = known.mirror_id
        self._writer = MirrorWriter(self._root, store_id, mirror_id, self._about, roll=self._roll, left=self._left)
        self._writer.check()
        return mirror_id

    def begin_anew(self) -> str:
        """Begin a mirror in an empty folder, though another was begun before: a person has said so."""
        return writer.begin(self._root, self._ids.current, self._about)

    def check(self) -> None:
        """See whether it is there still."""
        self._opened().check()

    def probe(self) -> None:
        """See whether it can be written to again: append what the store says of itself."""
        self._opened().append([self._opened().header()])

    def publish(self, number: int) -> None:
        """Append what the store says of itself now, and twice a run key that slots are about to name."""
        with self._inbox.reading() as connection:
            [said] = _said(connection, _RUN_KEYS, [number])
        record = facts_record(RecordType.RUN_KEY, said)
        self._opened().append([self._opened().header(), record, record], run_keys=[number])

    def copy(self, numbers: Sequence[int]) -> Copied:
        """Copy small attempts, all in one append; one that is gone by now is left out.

        Of damaged pages, one by one, so that one spoils no other. All is read before anything is
        written: a share that hangs must not keep a read of the inbox open, and its log from being cut.
        """
        done: list[int] = []
        spoilt: list[int] = []
        keys: list[Slot] = []
        try:
            with self._inbox.reading() as connection:
                rows = self._rows(connection, numbers)
                run_keys = self._run_keys(connection, rows)
                records = list(self._group(connection, rows, done, spoilt, keys))
        except StoreDamaged:
            if len(numbers) == 1:
                return Copied((), tuple(numbers))
            each = [self.copy([number]) for number in numbers]
            return Copied(
                tuple(itertools.chain.from_iterable(one.done for one in each)),
                tuple(itertools.chain.from_iterable(one.spoilt for one in each)),
            )
        self._append(run_keys, records, keys)
        return Copied(tuple(done), tuple(spoilt))

    def copy_slice(self, big: Big) -> Copied | None:
        """Copy the next slice of a big attempt; nothing while there is more of it."""
        try:
            with self._inbox.reading() as connection:
                found = next_chunks(connection, big.attempt, big.part, big.n)
                rows = self._rows(connection, [big.attempt])
                run_keys = self._run_keys(connection, rows)
        except StoreDamaged:
            return Copied((), (big.attempt,))
        if not rows:
            return Copied(())
        tag = rows[big.attempt]["tag"]
        for each in found:
            big.hashes.take(each)
        records = [_chunk_of(tag, each) for each in found]
        if found:
            big.part, big.n = found[-1].part, found[-1].n
        if found and big.part != MANIFEST_PART:  # it sorts last; a server gives fewer at once than a file
            self._opened().append(records)
            return None
        whole = self._whole(rows[big.attempt], big.hashes)
        if whole is None:
            return Copied((), (big.attempt,))
        self._append(run_keys, [*records, whole[0]], [whole[1]])
        return Copied((big.attempt,))

    def follow(self, after: int) -> mirrored.Moved:
        """Copy the facts that have moved since a line of the audit; returns how far that brought us.

        What was erased loses its keys here once more: one that was read before that may have been written after it.
        """
        run_keys: list[int] = []
        with self._inbox.reading() as connection:
            moved = mirrored.moved(connection, after)
            facts = raw_facts(connection, moved.rows)
            records = [facts_record(RecordType.OUTCOME, said) for said in facts]
            if moved.run_keys:
                run_keys = sorted(inbox_keys.run_keys(connection))
                sealed = _said(connection, _RUN_KEYS, run_keys)
                records = [*(facts_record(RecordType.RUN_KEY, said) for said in sealed), *records]
        if moved.store:
            records.insert(0, self._opened().header())
        if records:
            self._opened().append(records, run_keys=run_keys)
        self._destroy([_key_of(said) for said in facts if said["erased_at"] is not None])
        return moved

    def destroy(self, key: SubmissionKey) -> None:
        """Overwrite every key of a submission, in the mirror of each name this store has had.

        The folder must be there: an erasure that can't reach the mirror has to wait for it.
        """
        self._destroy([key])

    def _destroy(self, keys: Sequence[SubmissionKey]) -> None:
        if keys:
            self.check()
            subjects = frozenset(map(subject_of, keys))
            for name in sorted(self._ids.all):
                slots.destroy_many(files.folder_of(self._root, name), subjects)

    def close(self) -> None:
        """Let the files go."""
        if self._writer is not None:
            self._writer.close()

    def leave(self) -> None:
        """Leave a call behind that does not return, with its files: what is opened next would get their numbers."""
        self._left.set()

    # What records are made of

    def _opened(self) -> MirrorWriter:
        if self._writer is None:
            raise Defect("a mirror that was not opened")
        return self._writer

    def _about(self) -> Members:
        with self._inbox.reading() as connection:
            return {
                "names": _said(connection, select(*_plain(store_table)).order_by(store_table.c.n)),
                "publics": _said(connection, select(*_plain(inbox_key)).order_by(inbox_key.c.generation)),
                "recoveries": _said(connection, select(*_plain(recovery_key)).order_by(recovery_key.c.generation)),
                "pins": _said(connection, select(*_plain(ledger_pin)).order_by(ledger_pin.c.n)),
            }

    def _rows(self, connection: Connection, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
        """Attempts with the facts of their submissions, by number; one that was erased is none."""
        rows = connection.execute(_ATTEMPTS, {"among": listed(list(numbers))}).mappings()
        found = [dict(row) for row in rows]
        facts = {said["row"]: said for said in raw_facts(connection, [each["row"] for each in found])}
        used = {"among": listed(sorted({each["run_key"] for each in found}))}
        under = {number: slots.name_of(sealed) for number, sealed in connection.execute(_SEALED, used)}
        return {
            each["attempt"]: each | {"facts": facts[each["row"]], "under": under[each["run_key"]]}
            for each in found
            if any(each["wrapped_key"])
        }

    def _run_keys(self, connection: Connection, rows: dict[int, dict[str, Any]]) -> dict[int, Record]:
        """The run keys that attempts need, by number."""
        used = sorted({row["run_key"] for row in rows.values()})
        return {row["id"]: facts_record(RecordType.RUN_KEY, row) for row in _said(connection, _RUN_KEYS, used)}

    def _append(self, run_keys: dict[int, Record], records: Iterable[Record], keys: list[Slot]) -> None:
        """Append attempts with the run keys they need: each once, and once more behind where the segment had it not."""
        new = [number for number in run_keys if not self._opened().knows_run_key(number)]
        every = itertools.chain(run_keys.values(), records, (run_keys[number] for number in new))
        self._opened().append(every, lambda: keys, run_keys=new)

    def _group(
        self,
        connection: Connection,
        rows: dict[int, dict[str, Any]],
        done: list[int],
        spoilt: list[int],
        keys: list[Slot],
    ) -> Iterator[Record]:
        for number, chunks in itertools.groupby(chunks_of(connection, list(rows)), key=lambda each: each.attempt):
            hashes = _Hashes()
            for each in chunks:
                hashes.take(each)
                yield _chunk_of(rows[number]["tag"], each)
            whole = self._whole(rows[number], hashes)
            if whole is None:
                spoilt.append(number)
                continue
            record, slot = whole
            done.append(number)
            keys.append(slot)
            yield record

    def _whole(self, row: dict[str, Any], hashes: _Hashes) -> tuple[Record, Slot] | None:
        """The record that makes a copy, and its key; nothing where the chunks are not those that were verified."""
        if row["chunk_hashes"] is not None and row["chunk_hashes"] != hashes.all:
            return None
        facts = row["facts"]
        said = {
            "tag": row["tag"].hex(),
            "store_id": row["store_id"],
            "run_key": row["run_key"],
            "started_at": row["started_at"],
            "stored_at": row["stored_at"],
            "verified_at": row["verified_at"],
            "chunks": hashes.chunks,
            "hashes": hashes.all.hex(),
            "facts": facts,
        }
        slot = Slot(row["tag"], subject_of(_key_of(facts)), row["wrapped_key"], row["under"])
        return facts_record(RecordType.ATTEMPT, said), slot


def _key_of(facts: dict[str, Any]) -> SubmissionKey:
    return SubmissionKey(Origin(facts["origin"]), SubmissionId(facts["id"]), Digest(facts["digest"]))


def _chunk_of(tag: bytes, chunk: SealedChunk) -> Record:
    return chunk_record(Chunk(tag, chunk.part, chunk.n, chunk.last, chunk.sealed))
