"""What a mirror holds, as a whole: which copies are whole in it and where, and the newest facts of each submission.

Of a copy that was written twice the first whole one counts; of facts the last that were written.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backoffice_gui.sealing import MANIFEST_PART
from backoffice_gui.storage.mirror import files
from backoffice_gui.storage.mirror.frames import RecordType
from backoffice_gui.storage.mirror.reader import Found, Heads, Segment, scan
from backoffice_gui.storage.mirror.records import Unreadable, members, read_chunk
from backoffice_gui.storage.mirror.slots import name_of

__all__ = ["Index", "Place", "Whole", "read_index"]

_HASH = 32
_ATTEMPT = ("tag", "store_id", "run_key", "started_at", "stored_at", "verified_at", "chunks", "hashes", "facts")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the record of a chunk begins, and what it must hash to."""

    folder: Path
    segment: int
    at: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Whole:
    """An attempt all of whose chunks were found: what is said of it, and where they are, the manifest's first."""

    tag: bytes
    said: dict[str, Any]
    hashes: bytes
    places: tuple[Place, ...]


@dataclass(slots=True)
class Index:
    """Everything that one mirror, or several of one store, were found to hold.

    `store`: what the store last said of itself. `run_keys`: by the store's name then, and number; `named`: by the name
    that slots have for them.
    `whole`: by tag. `partial`: what was said of attempts whose chunks are not all there. `facts`: by
    origin, id and D. `breaks`: places (segment, octet) where a link or the octets between do not hold.
    `torn`: octets at the ends of segments that are no record, as a crash leaves them.
    """

    store: dict[str, Any] = field(default_factory=dict)
    run_keys: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    named: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    whole: dict[bytes, Whole] = field(default_factory=dict)
    partial: dict[bytes, dict[str, Any]] = field(default_factory=dict)
    facts: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)
    records: int = 0
    skipped: int = 0
    torn: int = 0
    breaks: list[tuple[int, int]] = field(default_factory=list)
    _chunks: dict[bytes, dict[tuple[int, int], list[Place]]] = field(default_factory=dict)

    def read(self, folder: Path) -> None:
        """Take in every record of one store's folder; raises `OSError`."""
        heads = Heads()
        for number in files.numbers(folder):
            segment = Segment(number)
            end = 0
            for found in scan(folder, number, segment):
                if not heads.holds(found) or found.at != end:
                    self.breaks.append((number, found.at))
                if end == 0:  # what a writer gave up, and wrote anew behind it, is no damage
                    segment_before, at = heads.given_up
                    self.breaks = [each for each in self.breaks if each[0] != segment_before or each[1] < at]
                end = found.end
                self.records += 1
                try:
                    self._take(folder, found)
                except (Unreadable, ValueError, TypeError, KeyError):
                    self.breaks.append((number, found.at))
            self.skipped += segment.skipped
            self.torn += segment.size - segment.end

    def _take(self, folder: Path, found: Found) -> None:
        match found.type:
            case RecordType.CHUNK:
                self._chunk(folder, found)
            case RecordType.ATTEMPT:
                self._attempt(members(found.payload, _ATTEMPT))
            case RecordType.OUTCOME:
                self._note(members(found.payload, ("origin", "id", "digest")))
            case RecordType.RUN_KEY:
                said = members(found.payload, ("id", "store_id", "sealed"))
                self.named[name_of(bytes.fromhex(said["sealed"]))] = said
                self.run_keys[str(said["store_id"]), int(said["id"])] = said
            case RecordType.STORE:
                self.store = members(found.payload, ("store", "names", "publics", "recoveries", "pins"))
            case _:
                pass  # of a later program: it proves itself, and says nothing to this one

    def _note(self, facts: dict[str, Any]) -> None:
        self.facts[str(facts["origin"]), str(facts["id"]), str(facts["digest"])] = facts

    def _chunk(self, folder: Path, found: Found) -> None:
        chunk = read_chunk(found.payload)
        if chunk.tag in self.whole:
            return
        place = Place(folder, found.segment, found.at, hashlib.sha256(chunk.sealed).digest())
        self._chunks.setdefault(chunk.tag, {}).setdefault((chunk.part, chunk.n), []).append(place)

    def _attempt(self, said: dict[str, Any]) -> None:
        tag, hashes = bytes.fromhex(said["tag"]), bytes.fromhex(said["hashes"])
        self._note(said["facts"])
        if tag in self.whole:
            known = self.whole[tag]
            if known.said["verified_at"] is None and known.hashes == hashes:
                self.whole[tag] = Whole(tag, said, hashes, known.places)
            return
        places = self._places(tag, int(said["chunks"]), hashes)
        if places is None:
            self.partial[tag] = said
            return
        self.whole[tag] = Whole(tag, said, hashes, places)
        self.partial.pop(tag, None)
        self._chunks.pop(tag, None)

    def _places(self, tag: bytes, count: int, hashes: bytes) -> tuple[Place, ...] | None:
        """Where the chunks with these hashes are, in the order of the hashes; nothing where one is not there."""
        there = self._chunks.get(tag, {})
        order = sorted(there, key=lambda place: (place[0] != MANIFEST_PART, place))
        if len(order) != count or len(hashes) != count * _HASH:
            return None
        found: list[Place] = []
        for at, name in enumerate(order):
            wanted = hashes[at * _HASH : (at + 1) * _HASH]
            place = next((each for each in there[name] if each.sha256 == wanted), None)
            if place is None:
                return None
            found.append(place)
        return tuple(found)


def read_index(folders: list[Path]) -> Index:
    """What these folders of one store hold, the newest last; raises `OSError`."""
    index = Index()
    for folder in folders:
        index.read(folder)
    return index
