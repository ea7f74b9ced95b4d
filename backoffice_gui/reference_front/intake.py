"""A new submission comes in: its octets first, then one transaction that takes its `seq` and shows it.

Octets beyond 4 MiB are committed as they come, under an upload nobody can list; the last
transaction takes `seq` from the counter row, signs the manifest and makes the submission HELD.
What was given up half-way is swept by the destroyer (protocol §5).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from backoffice_gui.clock import Clock, iso
from backoffice_gui.errors import Defect, StoreDamaged
from backoffice_gui.reference_front.database import Connection, Database
from backoffice_gui.reference_front.jose import MANIFEST, Signer
from backoffice_gui.reference_front.pace import Limits

__all__ = [
    "CHUNK",
    "MAX_PARTS",
    "Accepted",
    "NewPart",
    "NewSubmission",
    "PartTruth",
    "TurnedAway",
    "Uploads",
    "turned_away",
]

CHUNK = 1024 * 1024
_COMMIT_BEYOND = 4 * CHUNK
_MAX_NAME = 255
_MAX_MANIFEST = 64 * 1024
MAX_PARTS = 11


@dataclass(frozen=True, slots=True)
class NewPart:
    """One file as it arrives: `pieces` are its octets in order, of any size each, read once."""

    name: str
    media_type: str
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A filled form (part 0) with its attachments; what it says of itself is not judged here."""

    kind: str
    parts: tuple[NewPart, ...]


@dataclass(frozen=True, slots=True)
class PartTruth:
    """What the front end knows of one part: octets and the hexadecimal SHA-256 of them."""

    n: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """A submission that is HELD now, until `expires_at` (seconds of civil time); the person is shown `reference`."""

    id: str
    seq: int
    digest: str
    reference: str
    expires_at: float
    parts: tuple[PartTruth, ...]


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """The form's answer where nothing was accepted: `closed`, `too-large` or `too-many`."""

    reason: str


def turned_away(new: NewSubmission, limits: Limits) -> TurnedAway | None:
    """What the form refuses by its size; only octets at hand are counted, never a stream read for it."""
    if len(new.parts) - 1 > limits.files:
        return TurnedAway("too-many")
    sizes = (sum(map(len, part.pieces)) for part in new.parts if isinstance(part.pieces, tuple | list))
    return TurnedAway("too-large") if any(size > limits.file for size in sizes) else None


@dataclass(slots=True)
class _Uploaded:
    """One submission on its way: parts hashed, and the chunks that are not yet committed."""

    id: str
    new: NewSubmission
    parts: list[PartTruth]
    pending: list[tuple[str, int, int, bytes]]
    streamed: int = 0


def _chunks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= CHUNK:
            yield bytes(held[:CHUNK])
            del held[:CHUNK]
    if held:
        yield bytes(held)


class Uploads:
    """The way in. Thread-safe, as the database is."""

    def __init__(self, database: Database, signer: Signer, clock: Clock, lifetime: float) -> None:
        self._database = database
        self._signer = signer
        self._clock = clock
        self._lifetime = timedelta(seconds=lifetime)

    def take_in(self, submissions: Iterable[NewSubmission]) -> tuple[Accepted, ...]:
        """Make them HELD, in order, in one last transaction; raises `StoreError`."""
        uploaded = [self._upload(new) for new in submissions]
        with self._database.transaction() as tx:
            return tuple(self._hold(tx, one) for one in uploaded)

    def _upload(self, new: NewSubmission) -> _Uploaded:
        if not 1 <= len(new.parts) <= MAX_PARTS:
            raise Defect("a submission has 1 to 11 parts")
        one = _Uploaded(secrets.token_urlsafe(18), new, [], [])
        waiting = 0
        for n, part in enumerate(new.parts):
            digest, size = hashlib.sha256(), 0
            for k, octets in enumerate(_chunks(part.pieces)):
                digest.update(octets)
                size += len(octets)
                waiting += len(octets)
                one.pending.append((one.id, n, k, octets))
                if waiting > _COMMIT_BEYOND:
                    self._flush(one)
                    waiting = 0
            one.parts.append(PartTruth(n, size, digest.hexdigest()))
        return one

    def _flush(self, one: _Uploaded) -> None:
        with self._database.transaction() as tx:
            tx.execute(
                "INSERT OR REPLACE INTO upload (id, touched) VALUES (?, ?)",
                (one.id, self._clock.now().timestamp()),
            )
            tx.executemany("INSERT INTO chunk (id, part, k, octets) VALUES (?, ?, ?, ?)", one.pending)
        one.streamed += len(one.pending)
        one.pending.clear()

    def _hold(self, tx: Connection, one: _Uploaded) -> Accepted:
        if one.streamed:
            (kept,) = tx.execute("SELECT count(*) FROM chunk WHERE id = ?", (one.id,)).fetchone()
            if kept != one.streamed:
                raise StoreDamaged("upload-swept")
            tx.execute("DELETE FROM upload WHERE id = ?", (one.id,))
        tx.executemany("INSERT INTO chunk (id, part, k, octets) VALUES (?, ?, ?, ?)", one.pending)
        (seq,) = tx.execute("UPDATE counter SET seq = seq + 1, held = held + 1 RETURNING seq").fetchone()
        now = self._clock.now()
        expires_at = (now + self._lifetime).timestamp()
        payload = self._manifest(one, seq, now)
        digest = "sha256-" + hashlib.sha256(payload).hexdigest()
        reference = secrets.token_hex(6).upper()
        tx.execute(
            "INSERT INTO submission (id, seq, reference, digest, manifest, state, submitted_at, expires_at, parts)"
            " VALUES (?, ?, ?, ?, ?, 'held', ?, ?, ?)",
            (
                one.id,
                seq,
                reference,
                digest,
                self._signer.sign(payload, MANIFEST),
                iso(now),
                expires_at,
                len(one.parts),
            ),
        )
        tx.executemany(
            "INSERT INTO part (id, n, size, sha256, media_type) VALUES (?, ?, ?, ?, ?)",
            [(one.id, p.n, p.size, p.sha256, one.new.parts[p.n].media_type) for p in one.parts],
        )
        return Accepted(one.id, seq, digest, reference, expires_at, tuple(one.parts))

    def _manifest(self, one: _Uploaded, seq: int, now: datetime) -> bytes:
        names = [part.name for part in one.new.parts]
        if any(len(name.encode()) > _MAX_NAME for name in names):
            raise Defect("a name within 255 octets is owed")
        payload = msgspec.json.encode(
            {
                "version": 1,
                "origin": self._database.origin,
                "id": one.id,
                "seq": seq,
                "kind": one.new.kind,
                "submitted_at": iso(now),
                "expires_at": iso(now + self._lifetime),
                "parts": [
                    {
                        "n": part.n,
                        "name": names[part.n],
                        "media_type": one.new.parts[part.n].media_type,
                        "size": part.size,
                        "sha256": part.sha256,
                    }
                    for part in one.parts
                ],
            }
        )
        if len(payload) > _MAX_MANIFEST * 3 // 4 - 512:
            raise Defect("a manifest within 64 KiB is owed, its signature included")
        return payload
