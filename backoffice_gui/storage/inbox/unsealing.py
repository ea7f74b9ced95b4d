"""Opening what the inbox holds, for an unlocked desk: private key → run key → attempt's key → octets.

Everything streams: a part of 2 GiB is opened chunk by chunk. Needs the casebook's private keys;
the collector never comes here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey, PrivateKey, SealBroken, SealContext
from backoffice_gui.sealing.keys import open_with, run_key_info, unwrap
from backoffice_gui.storage.inbox import keys
from backoffice_gui.storage.inbox.attempts import AttemptRow
from backoffice_gui.storage.inbox.keys import RunKeyRow
from backoffice_gui.storage.inbox.schema import chunk
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = ["RecoveryUnsealer", "Unsealer", "best_attempt"]

_CHUNK = select(chunk.c.last, chunk.c.sealed).where(
    chunk.c.attempt == bindparam("of_attempt"), chunk.c.part == bindparam("of_part"), chunk.c.n == bindparam("of_n")
)

_FIRST = select(chunk.c.attempt, chunk.c.part, chunk.c.last, chunk.c.sealed).where(
    chunk.c.attempt == keys.NEWEST, or_(chunk.c.part == MANIFEST_PART, chunk.c.part == 0), chunk.c.n == 0
)


def _asking(attempt: int, part: int, n: int) -> Asked:
    return asking(_CHUNK, of_attempt=attempt, of_part=part, of_n=n)


class Unsealer:
    """Opens attempts with the private keys of the casebook, by fingerprint of their public halves."""

    def __init__(self, privates: Mapping[str, PrivateKey]) -> None:
        self._privates = privates
        self._opened: dict[int, bytes] = {}
        self._rows: dict[int, RunKeyRow] = {}
        self._first: dict[tuple[int, int], Row[*tuple[Any, ...]]] = {}

    def __repr__(self) -> str:
        return f"Unsealer({len(self._privates)} keys)"

    def asked(self, attempt: AttemptRow, *parts: int) -> tuple[Asked, ...]:
        """What is asked first where an attempt's key, and then these parts, are opened."""
        known = attempt.run_key in self._opened or attempt.run_key in self._rows
        wanted = (_asking(attempt.id, part, 0) for part in parts if (attempt.id, part) not in self._first)
        return (*(() if known else keys.asked(attempt.run_key)), *wanted)

    @staticmethod
    def newest_asked(row: int) -> tuple[Asked, ...]:
        """What `look` asks, and what its key is opened with: all that a submission's row is enough to ask."""
        return (*keys.newest_asked(row), asking(_FIRST, of_row=row))

    def look(self, connection: Connection, row: int) -> None:
        """Have the newest attempt's key and the beginning of its form at hand: it is nearly always the one to open."""
        key = keys.newest_run_key(connection, row)
        if key is not None:
            self._rows[key.id] = key
        self._first |= {(each.attempt, each.part): each for each in ask(connection, asking(_FIRST, of_row=row))}

    def run_key(self, connection: Connection, number: int) -> bytes:
        """A run key, opened once; raises `SealBroken` where no private key of ours opens it."""
        if number not in self._opened:
            row = self._rows.pop(number, None) or keys.the_run_key(connection, number)
            if row is None:
                raise SealBroken("no such run key")
            self._opened[number] = self._open(connection, row)
        return self._opened[number]

    def _open(self, connection: Connection, row: RunKeyRow) -> bytes:
        public = keys.publics(connection).get(row.generation)
        private = None if public is None else self._privates.get(public.fingerprint)
        if public is None or private is None:
            raise SealBroken("no private key for this run key")
        return open_with(private, row.sealed, run_key_info(row.store_id, public))

    def key(self, connection: Connection, row: AttemptRow, submission: SubmissionKey) -> AttemptKey:
        """An attempt's key; raises `SealBroken` where it was erased, or does not open."""
        context = SealContext(row.store_id, submission.origin, submission.id, submission.digest, row.tag)
        return unwrap(self.run_key(connection, row.run_key), row.wrapped_key, context)

    def manifest(self, connection: Connection, number: int, key: AttemptKey) -> str | None:
        """The manifest's JWS as it came, or nothing where none was stored; raises `SealBroken`."""
        octets = b"".join(self.part(connection, number, key, MANIFEST_PART))
        return octets.decode("ascii", "replace") if octets else None

    def part(self, connection: Connection, number: int, key: AttemptKey, part: int) -> Iterator[bytes]:
        """A part's octets, chunk by chunk; raises `SealBroken` where one is missing, moved or does not open.

        The read transaction ends after each chunk where there are several, so that a large part holds nobody up.
        """
        n, last = 0, False
        while not last:
            row = None if n else self._first.pop((number, part), None)
            row = ask(connection, _asking(number, part, n)).first() if row is None else row
            if n or row is None or not row.last:
                connection.rollback()
            if row is None:
                if n == 0 and part == MANIFEST_PART:
                    return
                raise SealBroken("chunk missing")
            yield key.open(part, n, row.sealed, last=row.last)
            n, last = n + 1, row.last

    def parts(self, connection: Connection, number: int) -> list[int]:
        """The numbers of the parts of which something is stored, in order; the manifest is none of them."""
        query = select(chunk.c.part).where(chunk.c.attempt == number, chunk.c.part != MANIFEST_PART).distinct()
        return sorted(connection.scalars(query))


class RecoveryUnsealer(Unsealer):
    """Opens the same with the recovery key alone, where the casebook and its private keys are lost."""

    def __init__(self, recovery: PrivateKey) -> None:
        super().__init__({})
        self._recovery, self._public = recovery, recovery.public()

    def _open(self, connection: Connection, row: RunKeyRow) -> bytes:
        if not row.sealed_recovery:
            raise SealBroken("run key not sealed to a recovery key")
        return open_with(self._recovery, row.sealed_recovery, run_key_info(row.store_id, self._public))


def best_attempt(attempts: list[AttemptRow]) -> AttemptRow | None:
    """The attempt to open: verified, else stored, else whole but set aside, else begun; the newest of these."""

    def rank(row: AttemptRow) -> tuple[bool, bool, bool, int]:
        facts = row.facts
        stored = facts.stored_at is not None
        return facts.verified_at is not None, stored and facts.set_aside_at is None, stored, row.id

    return max((row for row in attempts if not row.erased), key=rank, default=None)
