"""A keyring backend in memory: a fake at that edge, and only there."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend

MEMORY = "tests.support.keyrings.MemoryKeyring"
FILED = "tests.support.keyrings.FiledKeyring"


class MemoryKeyring(KeyringBackend):
    """Keeps what it is given; `forgetful` makes it keep nothing, `locked` an error of its own."""

    priority = -1  # never found by detection: only `using` puts it in place

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.forgetful = False
        self.error: Exception | None = None

    def get_password(self, service: str, username: str) -> str | None:
        if self.error is not None:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.error is not None:
            raise self.error
        if not self.forgetful:
            self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class PlainText(MemoryKeyring):
    """Stands for a backend that is not on the list."""

    priority = -1


class FiledKeyring(KeyringBackend):
    """Keeps what it is given in a file, each change whole or not at all: it outlives the process that is killed."""

    priority = -1

    def __init__(self, file: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._file = file

    @property
    def kept(self) -> dict[str, str]:
        """All that it keeps, by name."""
        found: dict[str, str] = json.loads(self._file.read_text()) if self._file.exists() else {}
        return found

    def _keep(self, kept: dict[str, str]) -> None:
        beside = self._file.with_suffix(".part.json")
        with beside.open("w") as file:
            json.dump(kept, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._file)

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep(self.kept | {username: password})

    def delete_password(self, service: str, username: str) -> None:
        self._keep({name: value for name, value in self.kept.items() if name != username})


@contextmanager
def using(backend: KeyringBackend) -> Iterator[None]:
    """Make `backend` the process's keyring for a while."""
    before = keyring.core._keyring_backend
    keyring.set_keyring(backend)
    try:
        yield
    finally:
        keyring.core._keyring_backend = before
