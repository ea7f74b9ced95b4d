"""Wrapped keys, each in a slot that can be overwritten: the one thing in a mirror that is ever changed.

128 octets: `OFK2` (4), the key's length (1), the attempt's tag (16), its submission (16: the start
of SHA-256 over origin, id and D), the wrapped key filled up with zeros (63), the name of the run key
it is wrapped under (12: the start of SHA-256 over that as it is sealed), and the start of SHA-256 over
all of that (16). A slot lies within one sector, so an overwriting is done or not done: an epoch
changes key and name together. Destroyed, it says `OFK0` and holds zeros; its submission stays, so
that it can be done again. `OFK1` names no run key: the attempt's own record does.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backoffice_gui.domain.ids import SubmissionKey
from backoffice_gui.errors import Defect, MirrorGone
from backoffice_gui.storage.mirror import files
from backoffice_gui.system.files import BINARY

__all__ = ["SLOT", "Slot", "destroy", "destroy_many", "name_of", "packed", "read_all", "rewrite", "sound", "subject_of"]

SLOT = 128
_NAMED, _LIVE, _DEAD = b"OFK2", b"OFK1", b"OFK0"
_SLOT = struct.Struct(">4sB16s16s75s")
_SUBJECT = slice(21, 37)
_WRAPPED = 75
_NAME = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """The wrapped key of one attempt, nothing in `wrapped` once it was destroyed; `under`: its run key's name."""

    tag: bytes
    subject: bytes
    wrapped: bytes = field(repr=False)
    under: bytes = b""


def name_of(sealed: bytes) -> bytes:
    """What a slot calls the run key that lies sealed like this."""
    return hashlib.sha256(sealed).digest()[:_NAME]


def subject_of(key: SubmissionKey) -> bytes:
    """What finds every slot of a submission, however many attempts at it there were."""
    return hashlib.sha256(f"{key.origin}\x00{key.id}\x00{key.digest}".encode()).digest()[:16]


def packed(slot: Slot) -> bytes:
    """The slot's octets."""
    named = bool(slot.wrapped and slot.under)
    room = _WRAPPED - _NAME * named
    if len(slot.wrapped) > room:
        raise Defect("a wrapped key that fits no slot")
    magic = (_NAMED if named else _LIVE) if slot.wrapped else _DEAD
    octets = slot.wrapped.ljust(room, b"\0") + slot.under * named
    head = _SLOT.pack(magic, len(slot.wrapped), slot.tag, slot.subject, octets)
    return head + hashlib.sha256(head).digest()[: SLOT - _SLOT.size]


def _read(octets: bytes) -> Slot | None:
    """The slot these octets are; nothing where they are none."""
    head, proof = octets[: _SLOT.size], octets[_SLOT.size :]
    if len(octets) != SLOT or hashlib.sha256(head).digest()[: SLOT - _SLOT.size] != proof:
        return None
    magic, length, tag, subject, wrapped = _SLOT.unpack(head)
    if magic not in {_NAMED, _LIVE, _DEAD} or length > _WRAPPED:
        return None
    return Slot(tag, subject, wrapped[:length], wrapped[-_NAME:] if magic == _NAMED else b"")


def _pieces(folder: Path, number: int) -> Iterator[bytes]:
    file = files.keys_file(folder, number)
    if file.is_file():
        octets = file.read_bytes()
        yield from (octets[at : at + SLOT] for at in range(0, len(octets), SLOT))


def sound(folder: Path, number: int) -> bool:
    """Whether a segment's file of slots is there and whole to its end."""
    there = files.keys_file(folder, number).is_file()
    return there and all(_read(each) is not None for each in _pieces(folder, number))


def read_all(folder: Path) -> dict[bytes, Slot]:
    """Every slot of a mirror by its attempt's tag; one that was destroyed anywhere counts as destroyed."""
    found: dict[bytes, Slot] = {}
    for number in files.numbers(folder):
        for slot in filter(None, map(_read, _pieces(folder, number))):
            known = found.get(slot.tag)
            if known is None or known.wrapped:
                found[slot.tag] = slot
    return found


def destroy(folder: Path, subject: bytes) -> int:
    """Overwrite every key of a submission, synced and read back; returns how many slots it has.

    May be done twice. Raises `MirrorGone`: reason `read-back` where the disk gives back what was overwritten.
    """
    return destroy_many(folder, frozenset({subject}))


def destroy_many(folder: Path, subjects: Collection[bytes]) -> int:
    """The same for many submissions, in one pass over each file of slots."""
    with files.gone(folder.parent):
        return sum(_destroy_in(folder, number, subjects) for number in files.numbers(folder))


def _destroy_in(folder: Path, number: int, subjects: Collection[bytes]) -> int:
    file = files.keys_file(folder, number)
    places = [at * SLOT for at, each in enumerate(_pieces(folder, number)) if each[_SUBJECT] in subjects]
    if not places:
        return 0
    handle = os.open(file, os.O_RDWR | BINARY)
    try:
        for at in places:
            os.lseek(handle, at, os.SEEK_SET)
            was = os.read(handle, SLOT)
            os.lseek(handle, at, os.SEEK_SET)
            files.write(handle, [packed(Slot(was[5:21], was[_SUBJECT], b""))])
        files.sync(handle)
    finally:
        os.close(handle)
    left = [each for each in _pieces(folder, number) if each[_SUBJECT] in subjects and _alive(each)]
    if left:
        raise MirrorGone("read-back", folder=str(folder.parent))
    return len(places)


def rewrite(folder: Path, anew: Callable[[Slot], Slot]) -> None:
    """Put `anew` of each slot that has a key in its place, synced and read back; what is no slot any more is emptied.

    May be done twice, or cut: each slot is the old or the new one. Raises as `destroy`.
    """
    with files.gone(folder.parent):
        for number in files.numbers(folder):
            _rewrite_in(folder, number, anew)


def _rewrite_in(folder: Path, number: int, anew: Callable[[Slot], Slot]) -> None:
    wanted: dict[int, bytes] = {}
    for at, octets in enumerate(_pieces(folder, number)):
        slot = _read(octets)
        new = packed(anew(slot)) if slot is not None and slot.wrapped else octets if slot is not None else bytes(SLOT)
        if new != octets and len(octets) == SLOT:
            wanted[at] = new
    if not wanted:
        return
    handle = os.open(files.keys_file(folder, number), os.O_RDWR | BINARY)
    try:
        for at, octets in wanted.items():
            os.lseek(handle, at * SLOT, os.SEEK_SET)
            files.write(handle, [octets])
        files.sync(handle)
    finally:
        os.close(handle)
    if any(wanted.get(at, octets) != octets for at, octets in enumerate(_pieces(folder, number))):
        raise MirrorGone("read-back", folder=str(folder.parent))


def _alive(octets: bytes) -> bool:
    slot = _read(octets)
    return slot is None or bool(slot.wrapped)
