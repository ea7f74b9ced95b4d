"""What records say: facts as JSON in ASCII, chunks as they lie in the inbox.

Nothing is clear here that is not clear in the inbox: ids, digests, times, sizes, receipts, code
words, public halves, and what is sealed. What can't be read is `Unreadable`, and no fact.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from backoffice_gui.storage.mirror.frames import Record, RecordType

__all__ = ["FORMAT", "Chunk", "Members", "Unreadable", "chunk_record", "facts_record", "members", "read_chunk"]

FORMAT = 2
"""1: slots name no run key."""
Members = Mapping[str, Any]

_CHUNK = struct.Struct(">16sIIB")


class Unreadable(ValueError):
    """Octets that hold together, and are not what a record of this type says."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A sealed chunk of the attempt with this tag; `part` and `n` as in the inbox."""

    tag: bytes
    part: int
    n: int
    last: bool
    sealed: bytes = field(repr=False)


def chunk_record(chunk: Chunk) -> Record:
    """A chunk, its octets not copied."""
    head = _CHUNK.pack(chunk.tag, chunk.part, chunk.n, chunk.last)
    return Record(RecordType.CHUNK, (head, chunk.sealed))


def read_chunk(payload: bytes) -> Chunk:
    """A chunk again; raises `Unreadable`."""
    if len(payload) < _CHUNK.size:
        raise Unreadable("chunk")
    tag, part, n, last = _CHUNK.unpack_from(payload)
    return Chunk(tag, part, n, bool(last), payload[_CHUNK.size :])


def facts_record(kind: RecordType, said: Members) -> Record:
    """A record of facts."""
    return Record(kind, (json.dumps(said, ensure_ascii=True, allow_nan=False, sort_keys=True).encode("ascii"),))


def members(payload: bytes, needed: Sequence[str] = ()) -> dict[str, Any]:
    """What a record of facts says, the members `needed` among it; raises `Unreadable`."""
    try:
        said = json.loads(payload)
    except ValueError as error:
        raise Unreadable("not JSON") from error
    if not isinstance(said, dict) or any(name not in said for name in needed):
        raise Unreadable("members")
    return said
