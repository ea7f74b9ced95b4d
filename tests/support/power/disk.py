"""A disk as a power cut may leave it, made of the calls that a process had made until then.

Two of them. `STRICT` is POSIX to the letter: a file's octets and size last once it was synced, a name once
its folder was; of all else any part may be there, in any order, by sectors, and what a file grew by may be
zeros, dirt, or what lay there before. `ORDERED` is ext4 as it is mounted: names come in the order they were
given, a file grows no further than its octets have come, what is overwritten in place may be torn all the same.

    disk = Disk(Mode.STRICT, baseline)
    for call in calls:
        disk.take(call)
        disk.state(Fate.NONE), disk.state(Fate.ALL), disk.state(Fate.MIXED, random.Random(seed))
"""

from __future__ import annotations

import enum
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from tests.support.calls import Call

__all__ = ["Disk", "Fate", "File", "Laid", "Mode", "State", "lying"]

SECTOR = 512
PAGE = 4096
_VOLATILE = "-shm"
"""SQLite's shared memory: never synced, and begun anew by whoever opens first."""

Range = tuple[int, int]


class Mode(enum.StrEnum):
    """What the file system promises of names and sizes."""

    STRICT = "strict"
    ORDERED = "ordered"


class Fate(enum.StrEnum):
    """What becomes of that which was not synced."""

    NONE = "none"
    ALL = "all"
    MIXED = "mixed"


@dataclass(slots=True)
class File:
    """One file whatever its name: `durable` as of its last sync, `pending` what came since.

    `changed` holds the ranges that each sync changed, so that a copy of version n is brought to m cheaply.
    """

    number: int
    durable: bytearray = field(default_factory=bytearray)
    pending: list[Call] = field(default_factory=list)
    changed: list[list[Range]] = field(default_factory=list)

    @property
    def version(self) -> int:
        """How often its octets became durable."""
        return len(self.changed)

    def sync(self) -> None:
        """All that is pending is durable now."""
        if self.pending:
            before = len(self.durable)
            for change in self.pending:
                _apply(self.durable, change)
            self.changed.append(_ranges(self.pending, before, len(self.durable)))
            self.pending = []


@dataclass(frozen=True, slots=True)
class Laid:
    """A file as a state has it: `octets` and the ranges that differ from the durable ones, or just those."""

    file: File
    version: int
    key: object
    octets: bytearray | None
    ranges: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What a power cut leaves: folders, files by path; `name` says which (`again`)."""

    name: str
    fate: Fate
    folders: frozenset[str]
    files: Mapping[str, Laid]

    @property
    def key(self) -> object:
        """Equal for states that are equal (mixed ones: that were thrown alike)."""
        return self.folders, tuple(sorted((path, laid.file.number, laid.key) for path, laid in self.files.items()))


def lying(folder: Path) -> State:
    """What lies in a folder now, as a state of its own."""
    paths = {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*"))}
    files = {}
    for path, place in paths.items():
        if place.is_file() and not path.endswith(_VOLATILE):
            files[path] = Laid(File(-1), 0, (place.stat().st_mtime_ns, place.stat().st_size), None)
    return State("as it lies", Fate.MIXED, frozenset(path for path in paths if paths[path].is_dir()), files)


def _apply(octets: bytearray, change: Call, filler: bytes = b"\0") -> None:
    if change.op == "w":
        _grow(octets, change.offset, filler)
        octets[change.offset : change.offset + len(change.octets)] = change.octets
    elif change.op == "t":
        del octets[change.offset :]
        _grow(octets, change.offset, b"\0")
    else:
        _grow(octets, change.offset, b"\0")


def _ranges(changes: list[Call], before: int, after: int) -> list[Range]:
    """Where a file may differ once these changes came to it, wholly or in part."""
    lowest = min([before, after, *(change.offset for change in changes if change.op == "t")])
    written = [(change.offset, change.offset + len(change.octets)) for change in changes]
    return [*written, (lowest, max(before, after))]


def _grow(octets: bytearray, size: int, filler: bytes) -> None:
    missing = size - len(octets)
    if missing > 0:
        octets += (filler * (missing // len(filler) + 1))[:missing]


@dataclass(frozen=True, slots=True)
class _Naming:
    """One change of names: `file` is nothing for a folder."""

    op: str
    path: str
    other: str
    file: File | None

    def folders(self) -> set[str]:
        return {_parent(path) for path in (self.path, self.other) if path}


Names = dict[str, File | None]


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _name(names: Names, naming: _Naming) -> None:
    match naming.op:
        case "c" | "m":
            names[naming.path] = naming.file
        case "u" | "d":
            names.pop(naming.path, None)
        case "r":
            names.pop(naming.path, None)
            names[naming.other] = naming.file
        case "l":
            names[naming.other] = naming.file
        case op:
            raise AssertionError(op)


class Disk:
    """The disk after the calls taken so far; `baseline` (paths and octets) was durable before them."""

    def __init__(self, mode: Mode, baseline: Mapping[str, bytes] | None = None, folders: Iterable[str] = ()) -> None:
        self.mode = mode
        self._made = 0
        self._live: Names = dict.fromkeys(folders)
        for path, octets in (baseline or {}).items():
            self._live[path] = self._new(octets)
        self._durable: Names = dict(self._live)
        self._namings: list[_Naming] = []
        self.taken = 0
        self.notes: list[str] = []

    def _new(self, octets: bytes = b"") -> File:
        self._made += 1
        return File(self._made, bytearray(octets))

    # What a process does

    def take(self, call: Call) -> None:
        """The next call took effect."""
        self.taken += 1
        if call.op == "n":
            self.notes.append(call.octets.decode())
        elif call.path.endswith(_VOLATILE):
            return
        elif call.op in "wta":
            file = self._live.get(call.path)
            if file is not None:
                file.pending.append(call)
        elif call.op == "s":
            self._sync(call.path)
        else:
            self._named(call)

    def _named(self, call: Call) -> None:
        file = self._new() if call.op == "c" else self._live.get(call.path)
        naming = _Naming(call.op, call.path, call.other, file)
        _name(self._live, naming)
        self._namings.append(naming)

    def _sync(self, path: str) -> None:
        file = self._live.get(path)
        if file is not None:
            file.sync()
        if self.mode is Mode.STRICT:
            lasting = [each for each in self._namings if file is None and path in each.folders()]
        else:
            concerned = [
                n for n, each in enumerate(self._namings) if (each.file is file if file else path in each.folders())
            ]
            lasting = self._namings[: concerned[-1] + 1] if concerned else []
        for naming in lasting:
            _name(self._durable, naming)
            self._namings.remove(naming)

    # What a cut leaves of it

    @property
    def unsynced(self) -> bool:
        """Whether anything is pending: else every cut here leaves the same."""
        return bool(self._namings) or any(file is not None and file.pending for file in self._live.values())

    def state(self, fate: Fate, seed: str = "") -> State:
        """What is left by a cut now; the mixed ones by their seed."""
        dice = random.Random(f"{self.mode}:{self.taken}:{seed}")
        names = self._names(fate, dice)
        alone = dice.choice([None, None, *sorted(path for path, file in names.items() if file and file.pending)])
        files = {}
        for path, file in names.items():
            if file is not None and not path.endswith(_VOLATILE):
                mixed = fate if alone is None or fate is not Fate.MIXED else Fate.ALL if path == alone else Fate.NONE
                files[path] = self._laid(file, mixed, dice, seed)
        folders = frozenset(path for path, file in names.items() if file is None)
        name = f"{self.mode}:{self.taken}:{fate}" + (f":{seed}" if fate is Fate.MIXED else "")
        return State(name, fate, folders, files)

    def _names(self, fate: Fate, dice: random.Random) -> Names:
        names = dict(self._durable)
        if fate is Fate.ALL:
            kept = self._namings
        elif fate is Fate.NONE or not self._namings:
            kept = []
        elif self.mode is Mode.ORDERED or dice.random() < 0.3:
            kept = self._namings[: dice.randint(0, len(self._namings))]
        else:
            kept = self._some(dice)
        for naming in kept:
            _name(names, naming)
        return {path: file for path, file in names.items() if self._reached(path, names)}

    def _some(self, dice: random.Random) -> list[_Naming]:
        """Any of them, but none without the earlier ones of the same name."""
        kept, without = [], set[str]()
        for naming in self._namings:
            paths = {path for path in (naming.path, naming.other) if path}
            if paths & without or dice.random() < 0.5:
                without |= paths
            else:
                kept.append(naming)
        return kept

    @staticmethod
    def _reached(path: str, names: Names) -> bool:
        parent = _parent(path)
        return not parent or (parent in names and names[parent] is None and Disk._reached(parent, names))

    def _laid(self, file: File, fate: Fate, dice: random.Random, seed: str) -> Laid:
        if fate is Fate.NONE or not file.pending:
            return Laid(file, file.version, file.version, None)
        octets = bytearray(file.durable)
        if fate is Fate.ALL:
            key: object = (file.version, len(file.pending))
            for change in file.pending:
                _apply(octets, change)
        else:
            key = (file.version, len(file.pending), self.taken, seed)
            (_mix_strictly if self.mode is Mode.STRICT else _mix_in_order)(octets, file.pending, dice)
        ranges = _ranges(file.pending, len(file.durable), len(octets))
        return Laid(file, file.version, key, octets, tuple(ranges))


def _mix_strictly(octets: bytearray, pending: list[Call], dice: random.Random) -> None:
    """Each change whole, torn or lost; what the file grew by may be anything where nothing came."""
    kept, torn = dice.choice(((0.1, 0.1), (0.5, 0.3), (0.9, 0.1), (0.0, 1.0)))
    dirt = dice.choice((b"\0", b"\0", dice.randbytes(PAGE), pending[0].octets or b"\xff"))
    sizes = [len(octets)]
    for change in pending:
        sizes.append(change.offset + len(change.octets) if change.op != "t" else 0)
        thrown = dice.random()
        if thrown < kept:
            _apply(octets, change, dirt)
        elif change.op == "w" and thrown < kept + torn:
            _tear(octets, change, dice, dirt)
    if dice.random() < 0.5:
        _grow(octets, max(sizes), dirt)


def _mix_in_order(octets: bytearray, pending: list[Call], dice: random.Random) -> None:
    """The first changes; of the next, whatever overwrites may be torn, and nothing grows beyond its octets."""
    whole = dice.randint(0, len(pending))
    for change in pending[:whole]:
        _apply(octets, change)
    for change in pending[whole:]:
        room = len(octets) - change.offset
        if change.op == "w" and room > 0:
            cut = Call("w", change.path, "", change.offset, change.octets[:room])
            if dice.random() < 0.5:
                _tear(octets, cut, dice, b"\0")


def _tear(octets: bytearray, change: Call, dice: random.Random, dirt: bytes) -> None:
    """Some of its sectors, or pages, and not the others."""
    grain = dice.choice((SECTOR, SECTOR, PAGE))
    end = change.offset + len(change.octets)
    edges = [change.offset, *range((change.offset // grain + 1) * grain, end, grain), end]
    how, middle = dice.choice(("first", "last", "any")), dice.randint(0, len(edges) - 1)
    for n, (start, stop) in enumerate(pairwise(edges)):
        there = n < middle if how == "first" else n >= middle if how == "last" else dice.random() < 0.5
        if there:
            piece = change.octets[start - change.offset : stop - change.offset]
            _apply(octets, Call("w", change.path, "", start, piece), dirt)
