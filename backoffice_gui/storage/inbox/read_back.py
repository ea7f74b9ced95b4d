"""Reading back: the only maker of a `VerifiedCopy`, without which nothing is acknowledged.

Over a connection that no pool has seen, every chunk is read, opened with the key still in memory
and hashed; part by part it must equal the manifest, and the manifest must hash to D. The key as it
lies there, wrapped, must open to the one in memory, under a run key that lies there as it was sealed:
octets that only a memory can open are no copy. Then
`verified_at` and the hash of each sealed chunk are committed, if the attempt is still there; only
then is there a copy (architecture.md, Attempts, b). After a restart no key is in memory: the
sealed chunks must equal their recorded hashes (d).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, select

from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.domain.manifest import MalformedManifest, digest_of, parse_manifest
from backoffice_gui.domain.signed import NotCompactJws, payload_octets
from backoffice_gui.domain.verified import VerifiedCopy
from backoffice_gui.errors import StoreDamaged
from backoffice_gui.sealing import MANIFEST_PART, AttemptKey, SealBroken, unwrap
from backoffice_gui.storage.dialect import Many, among, listed, moment_text
from backoffice_gui.storage.inbox import audit_log, key_proofs, projection
from backoffice_gui.storage.inbox.attempts import SealedChunk, chunks_of
from backoffice_gui.storage.inbox.schema import attempt
from backoffice_gui.storage.inbox.store import Inbox

__all__ = ["Candidate", "Fault", "HeldKey", "ReadBack", "read_back", "read_back_sealed", "sealed_hashes"]

_HASH = 32
_TRIES = 3
"""Reads, each over a connection of its own, before what can't be read counts as damaged: one error may pass."""


@dataclass(frozen=True, slots=True)
class HeldKey:
    """A run key as its collector holds it in memory, and as it was sealed for those who open it later."""

    octets: bytes = field(repr=False)
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored attempt whose key is in memory, and the run keys it may be wrapped under, by number."""

    row: int
    attempt: int
    key: AttemptKey
    submission: SubmissionKey
    held: Mapping[int, HeldKey] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an attempt did not verify; `reason` is a code word.

    `gone`: not there, or not stored; `key`: its wrapped key does not open to the key in memory, or
    its run key is not there as it was sealed, or, with no key in memory, they are not what was
    proven; `seal`: a chunk does not open; `order`: chunks missing or doubled; `manifest`: none, or
    unreadable; `digest`, `size`, `parts`: not what the manifest says; `damaged`: the pages it lies
    on; `hash`: a sealed chunk is not what was verified, or not readable; `quarantined`, `erased`,
    `set-aside`: never acknowledged, whatever its bytes.
    """

    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading back gave: copies that may be acknowledged, faults, and the facts as they are now."""

    copies: tuple[VerifiedCopy, ...]
    faults: tuple[Fault, ...]
    facts: tuple[SubmissionFacts, ...]


class _Fault(Exception):
    """A code word of `Fault`."""


class _Opening:
    """One attempt, chunk by chunk in order: opened, hashed, compared with its manifest at the end."""

    def __init__(self, candidate: Candidate) -> None:
        self._candidate = candidate
        self._sealed = bytearray()
        self._manifest_hash = b""
        self._manifest: bytes | None = None
        self._parts: list[tuple[int, str]] = []
        self._n = 0
        self._size = 0
        self._sha = hashlib.sha256()
        self._open = False

    def take(self, chunk: SealedChunk) -> None:
        """Open the next chunk; raises `_Fault` for one that is out of order or does not open."""
        if chunk.n != self._n or (chunk.part != MANIFEST_PART and chunk.part != len(self._parts)):
            raise _Fault("order")
        try:
            plain = self._candidate.key.open(chunk.part, chunk.n, chunk.sealed, last=chunk.last)
        except SealBroken as error:
            raise _Fault("seal") from error
        digest = hashlib.sha256(chunk.sealed).digest()
        if chunk.part == MANIFEST_PART:
            if self._open or self._manifest is not None or not chunk.last:
                raise _Fault("order")
            self._manifest, self._manifest_hash = plain, digest
            return
        self._sealed += digest
        self._sha.update(plain)
        self._size += len(plain)
        self._open, self._n = not chunk.last, chunk.n + 1
        if chunk.last:
            self._parts.append((self._size, self._sha.hexdigest()))
            self._n, self._size, self._sha = 0, 0, hashlib.sha256()

    def hashes(self) -> bytes:
        """The hash of each sealed chunk, where all is as the manifest says; raises `_Fault`."""
        if self._open or self._manifest is None:
            raise _Fault("order" if self._open else "manifest")
        try:
            octets = payload_octets(self._manifest.decode("ascii"))
            manifest = parse_manifest(octets)
        except (UnicodeDecodeError, NotCompactJws, MalformedManifest) as error:
            raise _Fault("manifest") from error
        if digest_of(octets) != self._candidate.submission.digest or manifest.key != self._candidate.submission:
            raise _Fault("digest")
        if len(manifest.parts) != len(self._parts):
            raise _Fault("parts")
        for part, (size, sha256) in zip(manifest.parts, self._parts, strict=True):
            if part.size != size:
                raise _Fault("size")
            if part.sha256 != sha256:
                raise _Fault("digest")
        return self._manifest_hash + bytes(self._sealed)


_STORED = select(attempt.c.attempt, attempt.c.row).where(
    and_(among(attempt.c.attempt, "among"), attempt.c.stored_at.is_not(None))
)
_VERIFY = Many(
    attempt.update()
    .where(attempt.c.attempt == bindparam("of_attempt"))
    .values(verified_at=bindparam("at"), chunk_hashes=bindparam("hashes")),
    "at",
    "hashes",
    "of_attempt",
)


@dataclass(frozen=True, slots=True)
class _Proof:
    """Of an attempt that is as it should be: the hash of each sealed chunk, and of what opens them."""

    chunks: bytes
    keys: str


def _open_all(connection: Connection, candidates: Sequence[Candidate]) -> tuple[dict[int, _Proof], dict[int, str]]:
    """What is proven of every attempt that is as it should be, and what is wrong with the others."""
    wanted = {candidate.attempt: candidate for candidate in candidates}
    there = {row.attempt: row for row in connection.execute(_STORED, {"among": listed(list(wanted))})}
    good: dict[int, _Proof] = {}
    bad = {n: "gone" for n, each in wanted.items() if n not in there or there[n].row != each.row}
    ways = key_proofs.ways(connection, wanted.keys() - bad.keys())
    hashes = {n: key_proofs.key_hash(way) for n, way in ways.items() if _key_holds(wanted[n], way)}
    bad |= {n: "key" for n in wanted if n not in bad and hashes.get(n) is None}
    openings = {number: _Opening(each) for number, each in wanted.items() if number not in bad}
    for chunk in chunks_of(connection, list(openings)):
        if chunk.attempt not in bad:
            try:
                openings[chunk.attempt].take(chunk)
            except _Fault as fault:
                bad[chunk.attempt] = str(fault)
    for number, opening in openings.items():
        if number not in bad:
            try:
                good[number] = _Proof(opening.hashes(), hashes[number] or "")
            except _Fault as fault:
                bad[number] = str(fault)
    return good, bad


def _key_holds(candidate: Candidate, way: Row[*tuple[Any, ...]]) -> bool:
    """Whether the key that lies there is the one in memory, wrapped under a run key that lies there too."""
    held, context = candidate.held.get(way.run_key), candidate.key.context
    if held is None or way.sealed != held.sealed or (way.tag, way.store_id) != (context.attempt, context.store_id):
        return False
    try:
        return unwrap(held.octets, way.wrapped_key, context).octets == candidate.key.octets
    except SealBroken:
        return False


def _may_pass(error: StoreDamaged, tries: int) -> bool:
    """Whether another try may find in order what this one could not read."""
    return error.reason == "input-output" and tries > 1


def _open_apart(
    inbox: Inbox, candidates: Sequence[Candidate], tries: int = _TRIES
) -> tuple[dict[int, _Proof], dict[int, str]]:
    """The same over a fresh connection; where pages are damaged, one by one, so that one spoils no other."""
    try:
        with inbox.fresh() as connection:
            return _open_all(connection, candidates)
    except StoreDamaged as error:
        if _may_pass(error, tries):
            return _open_apart(inbox, candidates, tries - 1)
        if len(candidates) == 1:
            return {}, {candidates[0].attempt: "damaged"}
    good: dict[int, _Proof] = {}
    bad: dict[int, str] = {}
    for candidate in candidates:
        one_good, one_bad = _open_apart(inbox, [candidate])
        good |= one_good
        bad |= one_bad
    return good, bad


def read_back(inbox: Inbox, candidates: Sequence[Candidate], at: datetime) -> ReadBack:
    """Read stored attempts back and verify them; for one group, one read and one commit.

    An attempt that was verified already stays so. Raises what `Inbox.transaction` raises.
    """
    good, bad = _open_apart(inbox, candidates)
    with inbox.transaction() as tx:
        before = projection.load_rows(tx, [candidate.row for candidate in candidates])
        there = {one.attempt: one for each in before for one in each.facts.attempts if one.stored_at is not None}
        bad |= {number: "gone" for number in good if number not in there}
        proven = {c.attempt: c.row for c in candidates if c.attempt in good and c.attempt in there}
        new = {number: row for number, row in proven.items() if there[number].verified_at is None}
        _VERIFY.run(tx, [(moment_text(at), good[number].chunks, number) for number in new])
        audit_log.append(tx, [_event(row, number, good[number], at) for number, row in new.items()])
        facts = projection.project(tx, before, [_now_verified(each.facts, new, at) for each in before])
    return _answer(proven, bad, facts)


def _event(row: int, number: int, proof: _Proof, at: datetime) -> AuditEvent:
    details = (("attempt", number), (key_proofs.DETAIL, proof.keys))
    return AuditEvent(at, Verb.VERIFIED, Role.COLLECTOR, f"submission:{row}", details)


def _now_verified(facts: SubmissionFacts, new: Collection[int], at: datetime) -> SubmissionFacts:
    attempts = tuple(replace(each, verified_at=at) if each.attempt in new else each for each in facts.attempts)
    return replace(facts, attempts=attempts)


def _answer(proven: dict[int, int], bad: dict[int, str], facts: Sequence[SubmissionFacts]) -> ReadBack:
    """Copies of what was proven and committed, but for what must not be acknowledged whatever its bytes."""
    by_row = {each.row: each for each in facts}
    copies: list[VerifiedCopy] = []
    faults = dict(bad)
    for number, row in proven.items():
        known = by_row[row]
        one = next((each for each in known.attempts if each.attempt == number), None)
        if one is None or one.stored_at is None:
            faults[number] = "gone"
        elif known.quarantined or known.erased_at is not None or one.set_aside_at is not None:
            faults[number] = "quarantined" if known.quarantined else "erased" if known.erased_at else "set-aside"
        else:
            copies.append(VerifiedCopy(row, number, known.key, one.stored_at))
    return ReadBack(tuple(copies), tuple(Fault(n, reason) for n, reason in sorted(faults.items())), tuple(facts))


def sealed_hashes(connection: Connection, attempts: Sequence[int]) -> dict[int, bytes]:
    """The hash of each sealed chunk as it lies there now, by attempt: manifest first, then the parts in order.

    Needs no key; the connection must only read (`attempts.chunks_of`).
    """
    found: dict[int, bytes] = dict.fromkeys(attempts, b"")
    for number, group in groupby(chunks_of(connection, attempts), key=lambda chunk: chunk.attempt):
        manifest, parts = b"", bytearray()
        for chunk in group:
            digest = hashlib.sha256(chunk.sealed).digest()
            if chunk.part == MANIFEST_PART:
                manifest = digest
            else:
                parts += digest
        found[number] = manifest + bytes(parts)
    return found


def _hashes_apart(inbox: Inbox, attempts: Sequence[int], tries: int = _TRIES) -> dict[int, bytes]:
    """`sealed_hashes` over a fresh connection; an attempt on damaged pages has none, and spoils no other."""
    try:
        with inbox.fresh() as connection:
            return sealed_hashes(connection, attempts)
    except StoreDamaged as error:
        if _may_pass(error, tries):
            return _hashes_apart(inbox, attempts, tries - 1)
        if len(attempts) == 1:
            return {attempts[0]: b""}
    return {number: found for one in attempts for number, found in _hashes_apart(inbox, [one]).items()}


def _keys_apart(inbox: Inbox, attempts: Sequence[int], tries: int = _TRIES) -> set[int]:
    """`key_proofs.changed` over a fresh connection, one by one on damaged pages; unreadable keys open nothing."""
    if not attempts:
        return set()
    try:
        with inbox.fresh() as connection:
            return key_proofs.changed(connection, attempts)
    except StoreDamaged as error:
        if _may_pass(error, tries):
            return _keys_apart(inbox, attempts, tries - 1)
        if len(attempts) == 1:
            return set(attempts)
    return {number for one in attempts for number in _keys_apart(inbox, [one])}


_VERIFIED = select(attempt.c.attempt, attempt.c.row, attempt.c.chunk_hashes).where(
    and_(among(attempt.c.row, "among"), attempt.c.verified_at.is_not(None), attempt.c.set_aside_at.is_(None))
)


def read_back_sealed(inbox: Inbox, rows: Sequence[int]) -> ReadBack:
    """After a restart: verified attempts against the recorded hashes of their sealed chunks and of their keys.

    No key is needed: what opened when it was proven, and has not changed, opens.

    Of several verified attempts at one submission the newest that holds is the copy; one that was
    set aside is none.
    """
    with inbox.fresh() as connection:
        facts = [each.facts for each in projection.load_rows(connection, rows)]
        verified = [
            row
            for piece in projection.batches(list(dict.fromkeys(rows)))
            for row in connection.execute(_VERIFIED, {"among": listed(piece)})
        ]
    now = _hashes_apart(inbox, [row.attempt for row in verified])
    held = {row.attempt for row in verified if len(row.chunk_hashes or b"") >= 2 * _HASH}
    held &= {row.attempt for row in verified if now[row.attempt] == row.chunk_hashes}
    shut = _keys_apart(inbox, sorted(held))
    held -= shut
    newest = {row.row: row.attempt for row in sorted(verified, key=lambda row: row.attempt) if row.attempt in held}
    bad = {n: "key" if n in shut else "hash" for n in (row.attempt for row in verified) if n not in held}
    return _answer({number: row for row, number in newest.items()}, bad, facts)
