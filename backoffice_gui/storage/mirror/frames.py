"""Records as octets: framed, hashed, chained.

`OFM1` (4 octets), type (1), length of the payload (4, big-endian), the hash of the record before
(32), the payload, then SHA-256 over all of that (32), which is the record's hash. So each record
proves itself wherever it is found, and a record that was cut out, added or moved breaks the link
of the one after it.
"""

from __future__ import annotations

import enum
import hashlib
import struct
from dataclasses import dataclass, field

__all__ = ["FIRST", "HASH", "HEAD", "MAGIC", "MOST", "Record", "RecordType", "head_of", "packed", "proves"]

MAGIC = b"OFM1"
FIRST = bytes(32)
"""What stands before the first record of a mirror."""
HASH = 32
MOST = 8 * 1024 * 1024
"""The most octets of a payload: a length beyond it is no length."""

_HEAD = struct.Struct(">4sBI32s")
HEAD = _HEAD.size


class RecordType(enum.IntEnum):
    """What a record holds (`records`); a number, once written, keeps its meaning."""

    STORE = 1
    RUN_KEY = 2
    CHUNK = 3
    ATTEMPT = 4
    OUTCOME = 5


@dataclass(frozen=True, slots=True)
class Record:
    """A record that is to be written: its type and its payload, perhaps in pieces that are written as they are."""

    type: RecordType
    payload: tuple[bytes, ...] = field(repr=False)

    @property
    def size(self) -> int:
        """Octets it takes in a segment."""
        return HEAD + sum(map(len, self.payload)) + HASH


def packed(record: Record, previous: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The octets of a record, in pieces, and its hash; `previous` is the hash of the record before it."""
    length = sum(map(len, record.payload))
    if length > MOST:
        raise ValueError("a payload over 8 MiB")
    head = _HEAD.pack(MAGIC, record.type, length, previous)
    sha = hashlib.sha256(head)
    for piece in record.payload:
        sha.update(piece)
    return (head, *record.payload, sha.digest()), sha.digest()


def head_of(octets: bytes) -> tuple[int, int, bytes] | None:
    """Type, payload's length and previous hash, of `HEAD` octets; nothing where they are no head."""
    if len(octets) != HEAD:
        return None
    magic, kind, length, previous = _HEAD.unpack(octets)
    return (kind, length, previous) if magic == MAGIC and length <= MOST else None


def proves(head: bytes, payload: bytes, trailer: bytes) -> bool:
    """Whether a record's octets have the hash they say."""
    sha = hashlib.sha256(head)
    sha.update(payload)
    return sha.digest() == trailer
