"""Reading a mirror: every record that proves itself, and what lies between them.

What is torn or damaged is passed over: reading goes on at the next record that proves itself. A
segment goes on from a record of the one before it; what stood behind that record was being written
when the power went, and counts for nothing more than it proves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.frames import FIRST, HASH, HEAD, MAGIC, RecordType, head_of, proves
from backoffice_gui.storage.mirror.records import Members, Unreadable, members

__all__ = ["Found", "Heads", "Segment", "header_of", "payload_at", "scan"]

_BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """A record that proves itself: where it lies and what it follows; its payload only while it is read."""

    segment: int
    at: int
    type: int
    hash: bytes
    previous: bytes
    payload: bytes = field(repr=False)

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.at + HEAD + len(self.payload) + HASH


@dataclass(slots=True)
class Segment:
    """What scanning one segment found besides its records: octets that belong to none, and where the last one ends."""

    number: int
    size: int = 0
    end: int = 0
    skipped: int = 0

    @property
    def whole(self) -> bool:
        """Whether records fill it from its first octet to its last."""
        return self.skipped == 0 and self.end == self.size


def _record_at(file: BinaryIO, segment: int, at: int) -> Found | None:
    file.seek(at)
    head = file.read(HEAD)
    known = head_of(head)
    if known is None:
        return None
    kind, length, previous = known
    payload, trailer = file.read(length), file.read(HASH)
    if len(payload) != length or not proves(head, payload, trailer):
        return None
    return Found(segment, at, kind, trailer, previous, payload)


def _next_magic(file: BinaryIO, at: int) -> int | None:
    """Where the next head may begin, from `at` on."""
    while True:
        file.seek(at)
        block = file.read(_BLOCK)
        found = block.find(MAGIC)
        if found >= 0:
            return at + found
        if len(block) < _BLOCK:
            return None
        at += _BLOCK - len(MAGIC) + 1


def scan(folder: Path, number: int, segment: Segment | None = None) -> Iterator[Found]:
    """The records of a segment that prove themselves, in order; `segment` is filled on the way.

    Raises `OSError`.
    """
    told = segment if segment is not None else Segment(number)
    with files.segment_file(folder, number).open("rb") as file:
        told.size = file.seek(0, 2)
        at: int | None = 0
        while at is not None and at < told.size:
            found = _record_at(file, number, at)
            if found is None:
                at = _next_magic(file, at + 1)
                continue
            told.skipped += at - told.end
            told.end = at = found.end
            yield found


def payload_at(folder: Path, segment: int, at: int) -> bytes | None:
    """The payload of the record that was found there, if it proves itself still."""
    with files.segment_file(folder, segment).open("rb") as file:
        found = _record_at(file, segment, at)
    return None if found is None else found.payload


def header_of(folder: Path, number: int) -> Members | None:
    """What a segment says of its store: in its first record, or where that is damaged in a later one."""
    for found in scan(folder, number):
        if found.type == RecordType.STORE:
            try:
                return members(found.payload, ("format", "mirror", "store", "names", "publics"))
            except Unreadable:
                continue
    return None


@dataclass(slots=True)
class Heads:
    """Judges the links, record after record: within a segment to the one before, at its start to any of the last.

    `given_up`: the segment before this one, and from which octet on what lies there was given up.
    """

    given_up: tuple[int, int] = (0, 0)
    _before: dict[bytes, int] = field(default_factory=lambda: {FIRST: 0})
    _here: dict[bytes, int] = field(default_factory=dict)
    _segment: int = 0
    _last: bytes = FIRST

    def holds(self, found: Found) -> bool:
        """Whether this record follows what it says it follows; the next one is judged from it either way."""
        if found.segment != self._segment:
            before, self._segment = self._segment, found.segment
            self._before, self._here = self._here or self._before, {}
            good = found.previous in self._before
            self.given_up = (before, self._before[found.previous]) if good else (0, 0)
        else:
            good = found.previous == self._last
        self._last = found.hash
        self._here[found.hash] = found.end
        return good
