"""Changes that wait on a workstation for the team's server: an append-only file, sealed, synced before it is told.

The key follows from the agent's own master secret, never from the team's, which may be made anew while changes wait. A
file that does not open (another agent's, another store's, another key's) is set aside under a name of its own and tried
again at each opening; one that is damaged is copied aside as it is, and what opens of it goes on. Once nothing waits
there is no file.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from backoffice_gui.domain.outbox import Pending
from backoffice_gui.domain.outbox_json import pending_json, read_pending
from backoffice_gui.errors import Defect, DiskFull, StoreError, StoreHeld, WrongKey
from backoffice_gui.sealing.records import RecordKey
from backoffice_gui.storage.outbox_records import Found, framed, head_of, read_all, salt_of
from backoffice_gui.system.files import BINARY, NO_FOLLOW, sync_folder, try_lock

__all__ = ["LOCK_FILE", "OUTBOX_FILE", "Outbox"]

OUTBOX_FILE = "outbox.sealed"
LOCK_FILE = "outbox.lock"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | NO_FOLLOW | BINARY
_APPEND = os.O_WRONLY | os.O_APPEND | NO_FOLLOW | BINARY
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DEAD = 256 * 1024
"""Octets of what is done with that a file may hold beside twice what lives in it."""
_KEPT, _GONE = b"k", b"g"
_OTHER, _DAMAGED = "other", "damaged"


@contextlib.contextmanager
def _said(folder: Path) -> Iterator[None]:
    """What the system refuses, in our words."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull("outbox", folder=str(folder)) from error
        raise StoreError("outbox", folder=str(folder)) from error


def _write_all(handle: int, octets: bytes) -> None:
    view = memoryview(octets)
    while view:
        view = view[os.write(handle, view) :]
    os.fsync(handle)


def _write_file(path: Path, octets: bytes) -> None:
    handle = os.open(path, _NEW, 0o600)
    try:
        _write_all(handle, octets)
    finally:
        os.close(handle)


def _locked(folder: Path) -> int:
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
    if not try_lock(handle):
        os.close(handle)
        raise StoreHeld("outbox", folder=str(folder))
    return handle


def _kept(pending: Pending) -> bytes:
    return _KEPT + pending_json(pending).encode("ascii")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that opened."""

    octets: bytes
    key: RecordKey
    found: Found


class Outbox:
    """The outbox of one agent's desk, held by one window; for any thread.

    `owner`: whose it is; `names`: the store's, the current one first. What was kept by somebody else, or for another
    store, does not open.
    """

    def __init__(self, folder: Path, key: bytes | bytearray, owner: str, names: Sequence[str]) -> None:
        self._folder, self._path = folder, folder / OUTBOX_FILE
        self._owners = [f"{name}|{owner}" for name in names]
        self._secret = bytearray(key)
        self._guard = threading.RLock()
        self._pending: dict[str, Pending] = {}
        self._key: RecordKey | None = None
        self._lock: int | None = None
        self._handle: int | None = None
        self._next = self._size = self._floor = 0
        self._aside = False

    @classmethod
    def open(cls, folder: Path, key: bytes | bytearray, owner: str, names: Sequence[str]) -> Outbox:
        """Open it, with what waits in it; `key`: 32 octets, copied.

        Raises `StoreHeld("outbox")` while another window has it; `DiskFull`, `StoreError("outbox")`.
        """
        opened = cls(folder, key, owner, names)
        try:
            with _said(folder):
                opened._lock = _locked(folder)
                opened._begin()
        except BaseException:
            opened.close()
            raise
        return opened

    @property
    def set_aside(self) -> bool:
        """Whether something that was kept lies beside it, unread."""
        return self._aside

    def pending(self) -> tuple[Pending, ...]:
        """What waits, in the order in which it was made; at once, also while something is being synced."""
        return tuple(self._pending.values())  # never changed, but put in place of another

    def keep(self, changes: Sequence[Pending]) -> None:
        """Keep changes, each in place of what was kept under its key; durable on return.

        Raises `WrongKey("locked")` once closed; `DiskFull`, `StoreError("outbox")`: then none of them is kept;
        `StoreError("outbox-unknown")`: they may be, as nothing can be taken out of the file either.
        """
        with self._guard:
            self._admit()
            new = self._pending | {each.key: each for each in changes}
            self._write(new, [_kept(each) for each in changes])

    def drop(self, keys: Sequence[str]) -> None:
        """Forget changes that are done with; one that is not there is no fault. Raises as `keep` does."""
        with self._guard:
            self._admit()
            gone = set(keys)
            new = {key: each for key, each in self._pending.items() if key not in gone}
            if len(new) < len(self._pending):
                self._write(new, [_GONE + key.encode("ascii") for key in keys if key in self._pending])

    def close(self) -> None:
        """Close it: what waits stays, sealed, and nothing of it is kept in memory; doing it twice does nothing."""
        with self._guard:
            with contextlib.suppress(OSError):
                self._let_go()
            self._pending, self._key = {}, None
            self._secret[:] = bytes(len(self._secret))
            lock, self._lock = self._lock, None
            if lock is not None:
                os.close(lock)

    def _admit(self) -> None:
        if self._lock is None:
            raise WrongKey("locked", file=OUTBOX_FILE)

    # Writing

    def _write(self, new: dict[str, Pending], records: Sequence[bytes]) -> None:
        with _said(self._folder):
            if not new:
                self._remove()
            elif self._handle is None or self._size > _DEAD + 2 * self._floor:
                self._write_anew(new)
            else:
                self._append(self._handle, records)
        self._pending = new

    def _append(self, handle: int, records: Sequence[bytes]) -> None:
        if self._key is None:
            raise Defect("an outbox without a key")
        frames = [framed(self._key, self._next + n, record) for n, record in enumerate(records)]
        octets = b"".join(frames)
        try:
            _write_all(handle, octets)
        except OSError as error:
            self._undo_append(handle, error)
            raise
        self._next, self._size = self._next + len(records), self._size + len(octets)

    def _undo_append(self, handle: int, error: OSError) -> None:
        """What was not said to be kept is not sent one day: cut off, and then a new file of what was kept before.

        Never the same sync again over this descriptor (reliability.md §2.3): a cut that is not synced may come undone.
        """
        cut = True
        try:
            os.ftruncate(handle, self._size)
        except OSError:
            cut = False
        self._let_go()
        try:
            self._write_anew(self._pending)
        except OSError:
            self._let_go()
            if not cut:
                raise StoreError("outbox-unknown", folder=str(self._folder)) from error

    def _write_anew(self, new: dict[str, Pending]) -> None:
        """What lives, in a new file under a key of its own, which takes the place of the old one."""
        key = RecordKey.new(self._secret, self._owners[0])
        octets = head_of(key) + b"".join(framed(key, n, _kept(each)) for n, each in enumerate(new.values()))
        beside = self._path.with_name(f"{OUTBOX_FILE}.new")
        _write_file(beside, octets)
        self._let_go()
        beside.replace(self._path)
        try:
            sync_folder(self._folder)
            self._handle = os.open(self._path, _APPEND)
        except OSError as error:
            raise StoreError("outbox-unknown", folder=str(self._folder)) from error
        self._key, self._next = key, len(new)
        self._size = self._floor = len(octets)

    def _remove(self) -> None:
        self._let_go()
        self._path.unlink(missing_ok=True)
        sync_folder(self._folder)

    def _let_go(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    # Beginning

    def _begin(self) -> None:
        main = self._looked(self._path)
        if main is None and self._path.exists():
            self._path.replace(self._beside(self._path.read_bytes(), _OTHER))
            sync_folder(self._folder)
        others = {path: seen for path in self._left(_OTHER) if (seen := self._looked(path)) is not None}
        living: dict[str, Pending] = {}
        read = [self._taken(seen, living) for seen in (main, *others.values()) if seen is not None]
        if others:
            living = dict(sorted(living.items(), key=lambda each: each[1].at))
        self._pending = living
        if main is not None and living and not others and not main.found.torn and all(read):
            self._go_on(main)
        elif not living:
            self._remove()
        elif not self._could_write_anew(living):
            others = {}
        for path in others:
            path.unlink()
        self._aside = bool(self._left(_OTHER) or self._left(_DAMAGED))

    def _could_write_anew(self, living: dict[str, Pending]) -> bool:
        """Without room all stays where it lies, and can be read: the next change that is kept begins a new file."""
        try:
            self._write_anew(living)
        except OSError as error:
            self._let_go()
            if error.errno not in _FULL:
                raise
            return False
        return True

    def _looked(self, path: Path) -> _Seen | None:
        """A file that opens, for whichever of our names it was written; nothing where none is there, or none opens."""
        try:
            octets = path.read_bytes()
        except FileNotFoundError:
            return None
        salt = salt_of(octets)
        if salt is None:
            return None
        for owner in self._owners:
            key = RecordKey(self._secret, salt, owner)
            found = read_all(key, octets)
            if found.records:
                return _Seen(octets, key, found)
        return None

    def _taken(self, seen: _Seen, living: dict[str, Pending]) -> bool:
        """Take in what a file says; whether all of it could be read. One that could not is copied aside."""
        unread = seen.found.damaged
        for record in seen.found.records:
            if record[:1] == _GONE:
                living.pop(record[1:].decode("ascii"), None)
                continue
            pending = read_pending(record[1:].decode("ascii")) if record[:1] == _KEPT else None
            if pending is None:
                unread = True
            else:
                living[pending.key] = pending
        if unread:
            _write_file(self._beside(seen.octets, _DAMAGED), seen.octets)
            sync_folder(self._folder)
        return not unread

    def _go_on(self, seen: _Seen) -> None:
        self._handle = os.open(self._path, _APPEND)
        os.fsync(self._handle)  # what an earlier life may have left in memory
        self._key, self._next = seen.key, seen.found.next
        self._size = self._floor = len(seen.octets)

    def _left(self, kind: str) -> list[Path]:
        return sorted(self._folder.glob(f"outbox-*.{kind}"))

    def _beside(self, octets: bytes, kind: str) -> Path:
        return self._folder / f"outbox-{hashlib.sha256(octets).hexdigest()[:16]}.{kind}"
