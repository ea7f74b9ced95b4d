"""What lies in a state, read once where several states have it alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from backoffice_gui.errors import BackofficeError
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.security.master import MasterSecret
from backoffice_gui.security.sources import FileSource
from tests.support.power.disk import State
from tests.support.power.reading import Book, Unreadable, read, rolls_back

__all__ = ["CASEBOOK", "INBOX", "Looking", "Seen"]

INBOX, CASEBOOK = "store/inbox.db", "store/casebook.db"
_KEYS = ("store.key", "store.key.next")
"""Where a master secret may lie: while the casebook is encrypted anew, both are kept, and one must open it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A state as it was read: a database is a book, words (why it can't be read), or nothing (no tables, no file)."""

    state: State
    inbox: Book | str | None
    casebook: Book | str | None
    master: MasterSecret | str | None
    privates: Mapping[str, PrivateKey] = field(repr=False)
    pins: Mapping[str, Mapping[str, object] | str]

    @property
    def complete(self) -> bool:
        """Whether the inbox has its public key: from then on things are sealed to it."""
        return isinstance(self.inbox, Book) and bool(self.inbox.rows["inbox_key"])


def key_of(state: State, *paths: str) -> object:
    """Equal where these files are equal (a database's with its log)."""
    return tuple(
        (path, state.files[path].file.number, state.files[path].key)
        for each in paths
        for path in (each, f"{each}-wal", f"{each}-journal")
        if path in state.files
    )


class Looking:
    """Reads the states laid out in one folder, one after the other; `changed` once a file was changed by it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._inbox: tuple[object, bool, Book | str | None] = (None, False, None)
        self._casebook: tuple[object, Book | str | None, MasterSecret | str | None] = (None, None, None)
        self._copies: dict[object, Book | str | None] = {}
        self.changed = False

    def see(self, state: State, *, whole: bool) -> Seen:
        """Read what lies here; `whole`: with every page of it checked."""
        key = key_of(state, INBOX)
        if self._inbox[0] != key or (whole and not self._inbox[1]):
            self._inbox = (key, whole, self._book(state, INBOX, None, whole=whole))
        casebook, master = self._see_casebook(state)
        privates = {}
        if isinstance(casebook, Book):
            rows = casebook.each("private_key")
            privates = {row["fingerprint"]: PrivateKey(row["suite"], row["seed"]) for row in rows}
        return Seen(state, self._inbox[2], casebook, master, privates, self._pins(state))

    def _book(self, state: State, path: str, key: bytes | None, *, whole: bool) -> Book | str | None:
        if path not in state.files:
            return None
        self.changed |= rolls_back(self.folder / path)
        try:
            return read(self.folder / path, key, whole=whole)
        except Unreadable as error:
            return str(error)

    def _see_casebook(self, state: State) -> tuple[Book | str | None, MasterSecret | str | None]:
        key = key_of(state, CASEBOOK, *_KEYS)
        if self._casebook[0] != key:
            master: MasterSecret | str | None = None
            book: Book | str | None = "no key" if CASEBOOK in state.files else None
            for path in _KEYS:
                if not isinstance(book, Book) and path in state.files:
                    found = self._master(path)
                    master = master if isinstance(master, MasterSecret) else found
                    if isinstance(found, MasterSecret):
                        book = self._book(state, CASEBOOK, found.casebook_key(), whole=True)
            self._casebook = (key, book, master)
        return self._casebook[1], self._casebook[2]

    def _master(self, path: str) -> MasterSecret | str | None:
        try:
            return FileSource(self.folder / path).load(())
        except BackofficeError as error:
            return str(error)

    def _pins(self, state: State) -> dict[str, Mapping[str, object] | str]:
        found: dict[str, Mapping[str, object] | str] = {}
        for path in state.files:
            if path.startswith("pins/") and path.endswith(".json"):
                name = path.removeprefix("pins/").removesuffix(".json")
                try:
                    found[name] = msgspec.json.decode((self.folder / path).read_bytes(), type=dict[str, object])
                except msgspec.DecodeError as error:
                    found[name] = str(error)
        return found

    def copy(self, state: State, path: str, master: MasterSecret | str | None) -> Book | str | None:
        """A copy of a database, read once."""
        key = (path, key_of(state, path))
        if key not in self._copies:
            keyed = "casebook" in path
            if keyed and not isinstance(master, MasterSecret):
                return "no key"
            secret = master.casebook_key() if keyed and isinstance(master, MasterSecret) else None
            self._copies[key] = self._book(state, path, secret, whole=True)
        return self._copies[key]
