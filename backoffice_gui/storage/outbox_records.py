"""The outbox's file as octets: a head with a salt, then framed records that each are found and opened by themselves.

Head: `OFPRAOB1` and the salt. A record: `OFOr`, its place (8 octets, big-endian), the length of what is sealed (4), and
that. One that is damaged keeps none of those after it from being read.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.records import SALT, RecordKey

__all__ = ["Found", "framed", "head_of", "read_all", "salt_of"]

_MAGIC = b"OFPRAOB1"
_MARK = b"OFOr"
_FRAME = struct.Struct(">4sQI")
_MOST = 8 * 1024 * 1024
_HEAD = len(_MAGIC) + SALT


@dataclass(slots=True)
class Found:
    """What a file holds: the plain records in order, the next one's place, and whether something did not open.

    What is cut off at the end was never said to be kept (`torn`); what does not open was (`damaged`).
    """

    records: list[bytes] = field(default_factory=list, repr=False)
    next: int = 0
    torn: bool = False
    damaged: bool = False


def head_of(key: RecordKey) -> bytes:
    """What a file begins with."""
    return _MAGIC + key.salt


def salt_of(octets: bytes) -> bytes | None:
    """The salt of a file; nothing where it does not begin as ours do."""
    whole = len(octets) >= _HEAD and octets.startswith(_MAGIC)
    return octets[len(_MAGIC) : _HEAD] if whole else None


def framed(key: RecordKey, place: int, plain: bytes) -> bytes:
    """The octets of one record."""
    sealed = key.seal(place, plain)
    return _FRAME.pack(_MARK, place, len(sealed)) + sealed


def read_all(key: RecordKey, octets: bytes) -> Found:
    """Everything that opens, in order; whatever does not, or stands where it was not written, is passed over."""
    found, at = Found(), _HEAD
    while at < len(octets):
        end = _end_of(octets, at)
        plain = None if end is None else _opened(key, octets, at, end)
        if plain is not None and end is not None:
            found.damaged |= plain[0] != found.next
            if plain[0] >= found.next:
                found.records.append(plain[1])
                found.next = plain[0] + 1
            at = end
            continue
        later = octets.find(_MARK, at + 1)
        if end is None and later < 0:
            _last(key, octets, at, found)
            return found
        found.damaged, at = True, len(octets) if later < 0 else later
    return found


def _end_of(octets: bytes, at: int) -> int | None:
    """Where the record that begins here ends; nothing where none begins, or it is cut off."""
    if len(octets) < at + _FRAME.size:
        return None
    mark, _place, length = _FRAME.unpack_from(octets, at)
    end = at + _FRAME.size + int(length)
    return None if mark != _MARK or length > _MOST or len(octets) < end else end


def _opened(key: RecordKey, octets: bytes, at: int, end: int) -> tuple[int, bytes] | None:
    _mark, place, _length = _FRAME.unpack_from(octets, at)
    try:
        return place, key.open(place, octets[at + _FRAME.size : end])
    except SealBroken:
        return None


def _last(key: RecordKey, octets: bytes, at: int, found: Found) -> None:
    """What is left at the end was cut off while it was written, or only its frame is damaged."""
    try:
        plain = key.open(found.next, octets[at + _FRAME.size :])
    except SealBroken:
        found.torn = True
        return
    found.records.append(plain)
    found.next, found.damaged = found.next + 1, True
