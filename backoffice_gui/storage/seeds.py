"""Secrets among the casebook's rows: as they are in an encrypted file, sealed under the team's key on a server.

A server's connection knows the key itself, so that nobody can forget it: without one nothing secret is written there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from sqlalchemy import Connection, Engine

from backoffice_gui.errors import Defect, WrongKey
from backoffice_gui.sealing import SealBroken
from backoffice_gui.sealing.seeds import open_seed, seal_seed
from backoffice_gui.storage.dialect import is_postgresql

__all__ = ["HeldKey", "closed", "keyed", "opened", "proven"]

_KEY = "backoffice_team_key"


class HeldKey:
    """The key of an open casebook, 32 octets; for any thread.

    A team's may be made anew while a desk is open: `fetch` then gives the one that is sealed to this desk's agent now
    (nothing where none is), and `forget` wipes what it opens that with. What a transaction still reads that had begun
    before opens with the one of before.
    """

    def __init__(
        self, octets: bytes, fetch: Callable[[], bytes | None] | None = None, forget: Callable[[], None] | None = None
    ) -> None:
        self._octets, self._before = bytearray(octets), bytearray()
        self._fetch, self._forget = fetch, forget
        self._guard = threading.Lock()

    def current(self) -> bytes:
        """The key that seals; raises `WrongKey("locked")` once it was wiped."""
        octets = bytes(self._octets)
        if not any(octets):
            raise WrongKey("locked")
        return octets

    def open(self, name: str, sealed: bytes, *, strictly: bool = False) -> bytes:
        """A secret again; `strictly`: with the key that seals, or not at all. Raises `WrongKey("team-key")`."""
        found = self._tried(self.current(), name, sealed)
        if found is None and self._before and not strictly:
            found = self._tried(bytes(self._before), name, sealed)
        if found is None and self._renewed():
            found = self._tried(self.current(), name, sealed)
        if found is None:
            raise WrongKey("team-key")
        return found

    @staticmethod
    def _tried(key: bytes, name: str, sealed: bytes) -> bytes | None:
        try:
            return open_seed(key, name, sealed)
        except SealBroken:
            return None

    def _renewed(self) -> bool:
        """Whether another key was there for this desk, which it has from now on."""
        new = None if self._fetch is None else self._fetch()
        with self._guard:
            if new is None or new == self.current():
                return False
            self._before[:] = self._octets
            self._octets[:] = new
        return True

    def wipe(self) -> None:
        """Overwrite it, for good."""
        with self._guard:
            for kept in (self._octets, self._before):
                kept[:] = bytes(len(kept))
            self._fetch, forget = None, self._forget
        if forget is not None:
            forget()


def keyed(engine: Engine, key: HeldKey | None) -> Engine:
    """The engine, whose connections seal and open with this key for as long as it is not overwritten."""
    if key is not None:
        engine.update_execution_options(**{_KEY: key})
    return engine


def _key_of(connection: Connection) -> HeldKey | None:
    if not is_postgresql(connection):
        return None
    key: HeldKey | None = connection.get_execution_options().get(_KEY)
    if key is None:
        raise Defect("a secret, and no key to seal it with")
    return key


def closed(connection: Connection, name: str, secret: bytes) -> bytes:
    """What is written of a secret; `name` says which it is, and is bound to it."""
    key = _key_of(connection)
    return secret if key is None else seal_seed(key.current(), name, secret)


def opened(connection: Connection, name: str, octets: bytes) -> bytes:
    """The secret again; raises `WrongKey("team-key")` where it was sealed under another key, or is damaged."""
    key = _key_of(connection)
    return octets if key is None else key.open(name, octets)


def proven(connection: Connection, name: str, octets: bytes) -> None:
    """That the key which seals from now on is the one under which this was sealed; raises `WrongKey("team-key")`."""
    key = _key_of(connection)
    if key is not None:
        key.open(name, octets, strictly=True)
