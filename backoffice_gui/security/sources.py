"""Where the master secret lies: the system's keyring, a key file, a service manager's credential.

A source is asked to `load`; only `store init` and the window's first run ask it to `save`, which
never overwrites anything and is read back before it counts.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from backoffice_gui.errors import ConfigurationError, DiskFull
from backoffice_gui.security.durable import is_full, settle, write_new
from backoffice_gui.security.master import MASTER_OCTETS, MasterSecret
from backoffice_gui.security.system_keyring import KeyringSource
from backoffice_gui.settings import Settings
from backoffice_gui.system.files import BINARY, NO_FOLLOW, NON_BLOCK, modes_speak, own_number

__all__ = ["CredentialSource", "FileSource", "MasterSource", "source_for"]

_HEX = re.compile(rf"[0-9A-Fa-f]{{{2 * MASTER_OCTETS}}}")
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")
_MAX_OCTETS = 2 * MASTER_OCTETS + 2
_CREDENTIAL = "credential:"
_OPEN = os.O_RDONLY | NO_FOLLOW | NON_BLOCK | BINARY


class MasterSource(Protocol):
    """One place for the master secret; `recoverable_by_copy` where an administrator keeps a copy of it."""

    name: str
    recoverable_by_copy: bool

    @property
    def keyring(self) -> KeyringSource | None:
        """The keyring, where it is one: a passphrase can stand beside it, and beside nothing else."""
        ...

    def check(self) -> str:
        """Whether it can be used now: a word for `doctor` (a backend, a path); raises as `load` does."""
        ...

    def load(self, store_ids: Iterable[str]) -> MasterSecret | None:
        """The secret kept for any of these names of one store, or nothing; raises a `Circumstance`."""
        ...

    def save(self, store_id: str, master: MasterSecret) -> None:
        """Keep a secret where none is, and read it back; raises a `Circumstance`."""
        ...

    def settle(self) -> None:
        """Make what `load` found durable: whoever saved it may have been killed before; raises a `Circumstance`."""
        ...


def _parse(octets: bytes, where: str) -> MasterSecret:
    text = octets.decode("ascii", "replace").removesuffix("\n").removesuffix("\r")
    if not _HEX.fullmatch(text):
        raise ConfigurationError("key-content", file=where)
    return MasterSecret(bytes.fromhex(text))


class FileSource:
    """`[store] key_file`: 64 hexadecimal digits, for services; the administrator's copy is the recovery."""

    name = "key_file"
    recoverable_by_copy = True

    keyring = None

    def __init__(self, path: Path) -> None:
        self.path = path

    def check(self) -> str:
        """The path, where the file is absent or as it should be; raises `ConfigurationError`."""
        self.load(())
        return str(self.path)

    def load(self, store_ids: Iterable[str]) -> MasterSecret | None:
        """The secret of the file, or nothing where there is no file.

        Raises `ConfigurationError`: a link or another odd kind of file, an owner who is neither
        we nor root, any access for group or others, content that is not 64 hex digits.
        """
        try:
            handle = os.open(self.path, _OPEN)
        except FileNotFoundError:
            return None
        except OSError as error:
            reason = "key-kind" if self.path.is_symlink() else "key-unreadable"
            raise ConfigurationError(reason, file=str(self.path)) from error
        try:
            self._refuse_odd(os.fstat(handle))
            octets = os.read(handle, _MAX_OCTETS + 1)
        except OSError as error:
            raise ConfigurationError("key-unreadable", file=str(self.path)) from error
        finally:
            os.close(handle)
        return _parse(octets, str(self.path))

    def _refuse_odd(self, status: os.stat_result) -> None:
        if not stat.S_ISREG(status.st_mode) or self.path.is_symlink():
            raise ConfigurationError("key-kind", file=str(self.path))
        if not modes_speak():
            return  # access lists decide there; the file's mode says nothing
        if status.st_uid not in {0, own_number()}:
            raise ConfigurationError("key-owner", file=str(self.path))
        if stat.S_IMODE(status.st_mode) & ~0o600:
            raise ConfigurationError("key-mode", file=str(self.path), mode=f"{stat.S_IMODE(status.st_mode):04o}")

    def save(self, store_id: str, master: MasterSecret) -> None:
        """Make the file (0600, synced with its name); what is there already is never overwritten."""
        try:
            write_new(self.path, [f"{master.hex()}\n".encode("ascii")])
        except FileExistsError as error:
            raise ConfigurationError("key-exists", file=str(self.path)) from error
        except OSError as error:
            if is_full(error):
                raise DiskFull("key", folder=str(self.path.parent)) from error
            raise ConfigurationError("key-unwritable", file=str(self.path)) from error
        if self.load((store_id,)) != master:
            raise ConfigurationError("key-content", file=str(self.path))

    def settle(self) -> None:
        """Sync the file with its name, before a casebook is encrypted under it; raises `ConfigurationError`."""
        try:
            settle(self.path)
        except OSError as error:
            raise ConfigurationError("key-unreadable", file=str(self.path)) from error


class CredentialSource:
    """`key_file = "credential:NAME"`: handed over by the service manager, only ever read.

    Its access is the service manager's care (systemd shows group access there where it uses
    access lists), so the mode is not judged.
    """

    name = "credential"
    recoverable_by_copy = True
    keyring = None

    def __init__(self, credential: str, environment: Mapping[str, str]) -> None:
        if not _NAME.fullmatch(credential):
            raise ConfigurationError("credential-name", key="store.key_file")
        self._credential = credential
        self._folder = environment.get("CREDENTIALS_DIRECTORY", "")

    def check(self) -> str:
        """The credential's name; raises `ConfigurationError` where it isn't there."""
        if self.load(()) is None:
            raise ConfigurationError("credential-absent", name=self._credential)
        return self._credential

    def load(self, store_ids: Iterable[str]) -> MasterSecret | None:
        """The secret of the credential, or nothing outside of the service; raises `ConfigurationError`."""
        if not self._folder:
            return None
        try:
            with (Path(self._folder) / self._credential).open("rb") as file:
                return _parse(file.read(_MAX_OCTETS + 1), self._credential)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ConfigurationError("credential-unreadable", name=self._credential) from error

    def save(self, store_id: str, master: MasterSecret) -> None:
        """Refused: only the service manager makes credentials."""
        raise ConfigurationError("credential-absent", name=self._credential)

    def settle(self) -> None:
        """Nothing: the service manager keeps it."""


def source_for(settings: Settings, environment: Mapping[str, str] | None = None) -> MasterSource:
    """The source that the configuration names; raises `ConfigurationError` for a name that is none."""
    key_file = settings.store.key_file
    if key_file is None:
        return KeyringSource()
    if key_file.startswith(_CREDENTIAL):
        return CredentialSource(key_file.removeprefix(_CREDENTIAL), os.environ if environment is None else environment)
    return FileSource(settings.path(key_file))
