"""Bringing the bodies home: a slot streams, hashes and seals; the deciding thread commits.

A slot never writes. It hands over sealed chunks in loads of at most 4 MiB, so that a 2 GiB part
comes in through constant memory; what is small arrives whole and is committed in a group.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from backoffice_gui.clock import Clock
from backoffice_gui.collector.lanes import Done, Gate, Lanes, Outcome
from backoffice_gui.domain.manifest import Part
from backoffice_gui.errors import BadAnswer, Unreachable
from backoffice_gui.sealing.chunks import CHUNK, MANIFEST_PART, AttemptKey
from backoffice_gui.storage.inbox.attempts import SealedChunk
from backoffice_gui.transfer import FrontEnd, PartReader, SignedManifest, mebibytes

__all__ = ["LOAD", "LOADS", "FetchJob", "Load", "seal_manifest", "seal_whole"]

LOAD = 4 * CHUNK
"""Octets a slot gathers before it hands them over to be committed."""
LOADS = 4
"""Loads that may wait to be committed, of all slots together: 16 MiB, whatever the part's size."""
_RESUMES = 3
_FOR_GOOD = {"too-slow", "deadline", "interrupted"}
"""Why a body is not resumed at once: it would only hold its slot longer."""


@dataclass(frozen=True, slots=True)
class Load:
    """Some sealed chunks of an attempt not yet numbered (`attempt` 0); `octets` counts plain ones.

    `last`: the attempt is complete, every part equal to the manifest's digest. `fault`: the octets
    did not hold; the attempt is kept, and set aside.
    """

    row: int
    key: AttemptKey
    chunks: tuple[SealedChunk, ...]
    octets: int
    last: bool
    fault: str | None = None


def seal_manifest(key: AttemptKey, signed: SignedManifest, *, attempt: int = 0) -> SealedChunk:
    """The whole JWS as part 0xFFFFFFFF: its signature can be judged again when keys change."""
    sealed = key.seal(MANIFEST_PART, 0, signed.jws.encode("ascii"), last=True)
    return SealedChunk(attempt, MANIFEST_PART, 0, True, sealed)


def seal_whole(key: AttemptKey, part: int, octets: bytes, *, attempt: int = 0) -> Iterator[SealedChunk]:
    """A part already in memory, in chunks; an empty part is one empty last chunk."""
    count = max(1, -(-len(octets) // CHUNK))
    for n in range(count):
        last = n == count - 1
        yield SealedChunk(attempt, part, n, last, key.seal(part, n, octets[n * CHUNK : (n + 1) * CHUNK], last=last))


@dataclass(slots=True)
class FetchJob:
    """One attempt at one submission, run in a slot; what it returns is its last `Load`."""

    row: int
    signed: SignedManifest
    inline: Mapping[int, bytes]
    key: AttemptKey
    front: FrontEnd
    clock: Clock
    lanes: Lanes
    bodies: Gate
    loads: Gate
    stop: threading.Event
    deadline: float
    then: Outcome
    _gathered: list[SealedChunk] = field(default_factory=list)
    _octets: int = 0

    def __call__(self) -> Load:
        """Fetch, hash and seal every part; raises what the front end does to us."""
        self._gathered.append(seal_manifest(self.key, self.signed))
        try:
            for part in self.signed.manifest.parts:
                if part.n in self.inline:
                    self._gathered.extend(seal_whole(self.key, part.n, self.inline[part.n]))
                    self._octets += part.size
                else:
                    self._stream(part)
        except BadAnswer as error:
            if error.reason not in {"digest", "size"}:
                raise
            return self._load(last=False, fault=error.reason)
        return self._load(last=True)

    def _load(self, *, last: bool, fault: str | None = None) -> Load:
        load = Load(self.row, self.key, tuple(self._gathered), self._octets, last, fault)
        self._gathered = []
        self._octets = 0
        return load

    def _stream(self, part: Part) -> None:
        self.bodies.acquire()
        try:
            for piece in mebibytes(self._pieces(part)):
                sealed = self.key.seal(part.n, piece.n, piece.octets, last=piece.last)
                self._gathered.append(SealedChunk(0, part.n, piece.n, piece.last, sealed))
                self._octets += len(piece.octets)
                if self._octets >= LOAD:
                    self._hand_over()
        finally:
            self.bodies.release()

    def _hand_over(self) -> None:
        """Post a load once few enough of them wait: what is downloaded never outruns what is committed."""
        while not self.loads.acquire(timeout=0.5):
            if self.stop.is_set():
                raise Unreachable("interrupted")
        self.lanes.post(Done(self.then, value=self._load(last=False)))

    def _pieces(self, part: Part) -> Iterator[bytes]:
        """The part's octets; a broken connection is resumed within this attempt's life."""
        reader = PartReader(part)
        resumes = 0
        while not reader.complete:
            left = self.deadline - self.clock.elapsed()
            try:
                yield from self.front.part(self.signed.manifest.id, reader, seconds_left=left, stop=self.stop)
            except Unreachable as error:
                resumes += 1
                if (
                    error.reason in _FOR_GOOD
                    or resumes > _RESUMES
                    or not reader.resumable
                    or reader.received == 0
                    or self.stop.is_set()
                ):
                    raise
