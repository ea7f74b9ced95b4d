"""Appending to a mirror: written, synced, and read back over a new descriptor, or not done at all.

One writer, the collector, which holds the store's lock. A segment whose end is torn, or on which a
call has failed, is never written to again: the next begins, and goes on from the last record that
was synced and read back. The same sync is never tried twice.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from backoffice_gui.domain.ids import StoreId
from backoffice_gui.errors import MirrorGone
from backoffice_gui.storage.engine import sync_folder
from backoffice_gui.storage.mirror import files, reader, slots
from backoffice_gui.storage.mirror.frames import FIRST, Record, RecordType, packed
from backoffice_gui.storage.mirror.records import FORMAT, Members, Unreadable, facts_record, members
from backoffice_gui.storage.mirror.slots import Slot

__all__ = ["ROLL", "MirrorWriter", "begin", "identify"]

ROLL = 64 * 1024 * 1024
"""Octets from which on a segment is followed by the next."""

About = Callable[[], Members]
"""What the store says of itself at the head of a segment: its names and public halves, as they are now."""


def begin(root: Path, store_id: StoreId, about: About, left: threading.Event | None = None) -> str:
    """Begin a store's mirror in the folder `root`, which must be there; returns the mirror's name.

    `left` as `MirrorWriter` has it. One that this store began already, and could not note, is taken up.
    Raises `MirrorGone`.
    """
    folder = files.folder_of(root, store_id)
    with files.gone(root):
        if not root.is_dir():
            raise MirrorGone("absent", folder=str(root))
        files.making_folder(folder)
        known = identify(folder, store_id)
        if known is None:
            known = secrets.token_hex(16)
            number = (files.numbers(folder) or [0])[-1] + 1
            _Pair.new(folder, number, FIRST, _header(known, store_id, about), left).close()
    return known


def _header(mirror_id: str, store_id: StoreId, about: About) -> Record:
    said = {"format": FORMAT, "mirror": mirror_id, "store": store_id, **about()}
    return facts_record(RecordType.STORE, said)


def identify(folder: Path, store_id: StoreId) -> str | None:
    """The name of the mirror in a folder; nothing where no segment has a head.

    Raises `MirrorGone`: `other-store` where it is somebody else's, `newer` where a later program wrote it.
    """
    for number in reversed(files.numbers(folder)):
        said = reader.header_of(folder, number)
        if said is not None:
            if said["store"] != store_id:
                raise MirrorGone("other-store", folder=str(folder.parent))
            if not 1 <= said["format"] <= FORMAT:
                raise MirrorGone("newer", folder=str(folder.parent))
            return str(said["mirror"])
    return None


class _Pair:
    """A segment and its file of slots, open to be appended to; `head` is the hash of its last record.

    `left`: its writer was left behind, and another may have taken it up.
    """

    def __init__(
        self, folder: Path, number: int, handles: tuple[int, int], head: bytes, left: threading.Event | None
    ) -> None:
        self.folder, self.number, self.head, self._left = folder, number, head, left
        self.segment, self.keys = handles
        self.size = self.slots_size = 0
        self.run_keys: set[int] = set()
        self.bare = self.one_head = True

    @classmethod
    def new(cls, folder: Path, number: int, previous: bytes, header: Record, left: threading.Event | None) -> _Pair:
        """A new pair, its first record in it, both files and their names durable."""
        segment = files.create(files.segment_file(folder, number))
        try:
            keys = files.create(files.keys_file(folder, number))
        except OSError:
            os.close(segment)
            raise
        pair = cls(folder, number, (segment, keys), previous, left)
        try:
            pair.append([header])
            files.sync(keys)
            sync_folder(folder)
        except BaseException:
            pair.remove()
            raise
        pair.bare = True
        return pair

    @classmethod
    def taken_up(cls, folder: Path, segment: reader.Segment, head: bytes, left: threading.Event | None) -> _Pair:
        """The pair of an earlier life, whole to its end; synced before anything follows it."""
        number = segment.number
        handles = files.reopen(files.segment_file(folder, number)), files.reopen(files.keys_file(folder, number))
        pair = cls(folder, number, handles, head, left)
        pair.size = segment.end
        pair.slots_size = os.fstat(pair.keys).st_size
        pair.bare = False
        return pair

    def append(self, records: Iterable[Record], keys: Callable[[], Sequence[Slot]] = tuple) -> None:
        """Write, sync, read back; raises `OSError`, or `MirrorGone("read-back")`.

        `keys` is asked once the records are written: their slots go first to the disk of the two,
        because a record without its key would be no copy.
        """
        sha, length, head = hashlib.sha256(), 0, self.head
        for record in records:
            pieces, head = packed(record, head)
            files.write(self.segment, pieces)
            for piece in pieces:
                sha.update(piece)
            length += record.size
        octets = b"".join(map(slots.packed, keys()))
        if octets:
            files.write(self.keys, [octets])
            files.sync(self.keys)
        files.sync(self.segment)
        self._read_back(files.segment_file(self.folder, self.number), self.size, length, sha.digest())
        if octets:
            file = files.keys_file(self.folder, self.number)
            self._read_back(file, self.slots_size, len(octets), hashlib.sha256(octets).digest())
        self.head, self.size, self.slots_size = head, self.size + length, self.slots_size + len(octets)
        self.bare = False

    def _read_back(self, file: Path, start: int, length: int, wanted: bytes) -> None:
        if file.stat().st_size != start + length or files.digest_of_range(file, start, length) != wanted:
            raise MirrorGone("read-back", folder=str(self.folder.parent))

    def close(self) -> None:
        """Let both files go; what counts of them was synced before, so that a share may fail at this too."""
        handles, self.segment, self.keys = (self.segment, self.keys), -1, -1
        for handle in handles:
            if handle >= 0:  # closed once only: a second time it may be somebody else's descriptor
                with contextlib.suppress(OSError):
                    os.close(handle)

    def remove(self) -> None:
        """Let go of a pair in which nothing counts but its head: a full disk must not fill with such."""
        self.close()
        if self._left is not None and self._left.is_set():
            return
        with contextlib.suppress(OSError):
            files.segment_file(self.folder, self.number).unlink(missing_ok=True)
            files.keys_file(self.folder, self.number).unlink(missing_ok=True)


class MirrorWriter:
    """Appends to one store's mirror; belongs to one thread.

    `about` is asked for the head of each new segment; `roll` in octets. Once `left` is set, its call was
    left behind because it does not return: whatever becomes of that, it removes nothing any more.
    """

    def __init__(
        self,
        root: Path,
        store_id: StoreId,
        mirror_id: str,
        about: About,
        *,
        roll: int = ROLL,
        left: threading.Event | None = None,
    ) -> None:
        self._root, self._folder = root, files.folder_of(root, store_id)
        self._store_id, self._mirror_id, self._about, self._roll = store_id, mirror_id, about, roll
        self._pair: _Pair | None = None
        self._head: bytes | None = None
        self._failed_at = 0
        self._left = left

    def check(self) -> None:
        """See whether the mirror is there, ours, and the one that was begun; raises `MirrorGone`."""
        with files.gone(self._root):
            if not self._root.is_dir():
                raise MirrorGone("absent", folder=str(self._root))
            found = identify(self._folder, self._store_id)
        if found is None:
            raise MirrorGone("empty", folder=str(self._root))
        if found != self._mirror_id:
            raise MirrorGone("other-mirror", folder=str(self._root))

    def knows_run_key(self, number: int) -> bool:
        """Whether the segment that is written to now holds this run key, so that once more is enough.

        Opens the segment; raises `MirrorGone`.
        """
        with files.gone(self._root):
            return number in self._ready().run_keys

    def append(
        self, records: Iterable[Record], keys: Callable[[], Sequence[Slot]] = tuple, *, run_keys: Iterable[int] = ()
    ) -> None:
        """Append records and then the slots `keys` returns; durable and read back when this returns.

        `run_keys` are those among the records. Raises `MirrorGone`; whatever is raised, nothing of
        it counts, and the segment is given up.
        """
        done = False
        try:
            with files.gone(self._root):
                pair = self._ready()
                # of what everything rests on there are two, apart: one damaged sector must not take both
                again = [self.header()] if pair.one_head else []
                pair.append(itertools.chain(records, again), keys)
                pair.one_head = False
            pair.run_keys.update(run_keys)
            self._head = pair.head
            done = True
        finally:
            if not done:
                self._give_up()

    def header(self) -> Record:
        """What the store says of itself now, to be appended where it has changed."""
        return _header(self._mirror_id, self._store_id, self._about)

    def close(self) -> None:
        """Let the files go; the next append opens them again."""
        pair, self._pair = self._pair, None
        if pair is not None:
            pair.close()

    def _give_up(self) -> None:
        pair, self._pair = self._pair, None
        if pair is None:
            return
        self._failed_at = pair.number
        if pair.bare:
            pair.remove()
        else:
            pair.close()

    def _ready(self) -> _Pair:
        if self._pair is None:
            self.check()
            self._pair = self._opened()
        elif self._pair.size >= self._roll:
            number, head = self._pair.number, self._pair.head
            self.close()
            self._pair = self._new(number + 1, head)
        elif not files.segment_file(self._folder, self._pair.number).exists():
            raise MirrorGone("absent", folder=str(self._root))
        if not self._pair.bare:  # one in which nothing counts yet may be removed again
            self._head = self._pair.head
        return self._pair

    def _opened(self) -> _Pair:
        """The last pair where it is whole and small; else a new one, that goes on from the last good record."""
        number = files.numbers(self._folder)[-1]
        segment = reader.Segment(number)
        head: bytes | None = None
        run_keys: set[int] = set()
        heads = 0
        for found in reader.scan(self._folder, number, segment):
            head = found.hash
            if found.type == RecordType.RUN_KEY:
                run_keys.add(_number_of(found.payload))
            heads += found.type == RecordType.STORE
        again = number > self._failed_at and segment.whole and 0 < segment.size < self._roll
        if head is not None and again and slots.sound(self._folder, number):
            pair = _Pair.taken_up(self._folder, segment, head, self._left)
            pair.run_keys, pair.one_head = run_keys, heads < 2
            return pair
        return self._new(number + 1, self._head or head or self._last_head(number))

    def _last_head(self, below: int) -> bytes:
        """The last record that proves itself in any segment below; a segment may have been cut at its birth."""
        for number in reversed([each for each in files.numbers(self._folder) if each < below]):
            head = None
            for found in reader.scan(self._folder, number):
                head = found.hash
            if head is not None:
                return head
        return FIRST

    def _new(self, number: int, head: bytes) -> _Pair:
        return _Pair.new(self._folder, number, head, self.header(), self._left)


def _number_of(payload: bytes) -> int:
    try:
        return int(members(payload, ("id",))["id"])
    except (Unreadable, TypeError, ValueError):
        return 0
