"""The operating system's keyring, and only a real one: an allow-list of backends, closed at the end.

Plain-text files, `keyrings.alt`, the null and the failing backend, and chains that contain any
of them are refused: a secret that anybody can read is worse than none, because it looks safe.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import keyring
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import KeyringError as BackendError
from keyring.errors import KeyringLocked, NoKeyringError

from backoffice_gui.errors import KeyringError
from backoffice_gui.security.master import MASTER_OCTETS, MasterSecret
from backoffice_gui.settings import APP_ID
from backoffice_gui.system.keyrings import keyring_faults

__all__ = ["ALLOWED", "KeyringSource"]

ALLOWED: Final = frozenset(
    {
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
"""By class and module: Credential Locker, Keychain, Secret Service (twice), KWallet over D-Bus."""

_LOCKED_BY_SYSTEM, _FAILED = keyring_faults()
_LOCKED: tuple[type[Exception], ...] = (KeyringLocked, *_LOCKED_BY_SYSTEM)
_TROUBLE: tuple[type[Exception], ...] = (
    BackendError,
    *_FAILED,
    # what a backend that can't be loaded raises: `keyring` lets all of it through
    *(ImportError, AttributeError, RuntimeError, OSError, ValueError, TypeError),
)


def _name(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def _refused(backend: KeyringBackend, allowed: frozenset[str]) -> str | None:
    """The name of the first backend in it that is not allowed."""
    if isinstance(backend, ChainerBackend):
        chained = list(backend.backends)
        if not chained:
            return _name(backend)
        return next((bad for each in chained if (bad := _refused(each, allowed)) is not None), None)
    return None if _name(backend) in allowed else _name(backend)


@contextmanager
def _converted() -> Iterator[None]:
    try:
        yield
    except KeyringError:
        raise
    except NoKeyringError as error:
        raise KeyringError("absent") from error
    except _LOCKED as error:
        raise KeyringError("locked") from error
    except _TROUBLE as error:
        raise KeyringError("failed", error=type(error).__name__) from error


class KeyringSource:
    """The keyring of the person who works here; the recovery key is made beside it.

    It keeps the master secret itself, or where a passphrase is demanded a random half of what opens it
    (`security.wrap`), in one of two slots, so that a new half is kept before the old one goes.

    `allowed` names the backends that may hold the secret; only tests give another list.
    """

    name = "keyring"
    recoverable_by_copy = False

    def __init__(self, allowed: frozenset[str] = ALLOWED) -> None:
        self._allowed = allowed

    def _backend(self) -> KeyringBackend:
        backend = keyring.get_keyring()
        refused = _refused(backend, self._allowed)
        if refused is None:
            return backend
        if refused.startswith(("keyring.backends.fail.", "keyring.backends.chainer.")):
            raise KeyringError("absent")
        raise KeyringError("backend", backend=refused)

    def check(self) -> str:
        """The backend's name; raises `KeyringError` where it is absent or not allowed."""
        with _converted():
            return _name(self._backend())

    def load(self, store_ids: Iterable[str]) -> MasterSecret | None:
        """The secret kept under any name of this store, or nothing; raises `KeyringError`."""
        with _converted():
            backend = self._backend()
            for store_id in store_ids:
                kept = backend.get_password(APP_ID, store_id)
                if kept is not None:
                    return _parse(kept)
        return None

    def save(self, store_id: str, master: MasterSecret) -> None:
        """Keep the secret under the store's name, and read it back; raises `KeyringError`."""
        with _converted():
            backend = self._backend()
            if backend.get_password(APP_ID, store_id) is not None:
                raise KeyringError("exists")
            backend.set_password(APP_ID, store_id, master.hex())
            if self.load((store_id,)) != master:
                raise KeyringError("not-kept", backend=_name(backend))

    def settle(self) -> None:
        """Nothing: the keyring keeps what it has taken."""

    @property
    def keyring(self) -> KeyringSource:
        """Itself: halves can be kept here."""
        return self

    def put(self, store_id: str, master: MasterSecret) -> None:
        """Keep the secret in place of whatever is kept under the store's name, and read it back."""
        self._put(store_id, master.hex())

    def drop(self, store_ids: Iterable[str]) -> None:
        """Keep no master secret of this store any longer, under any of its names; raises `KeyringError`."""
        self._drop(store_ids)

    def half(self, store_ids: Iterable[str], slot: str) -> bytearray | None:
        """The half that is kept in a slot under any of these names, or nothing; raises `KeyringError`."""
        with _converted():
            backend = self._backend()
            for store_id in store_ids:
                kept = backend.get_password(APP_ID, _half_name(store_id, slot))
                if kept is not None:
                    return bytearray(_octets(kept))
        return None

    def put_half(self, store_id: str, slot: str, half: bytes | bytearray) -> None:
        """Keep a half in place of what is in the slot, and read it back; raises `KeyringError`."""
        self._put(_half_name(store_id, slot), half.hex())

    def drop_half(self, store_ids: Iterable[str], slot: str) -> None:
        """Keep nothing in a slot any longer; raises `KeyringError`."""
        self._drop(_half_name(store_id, slot) for store_id in store_ids)

    def _put(self, name: str, value: str) -> None:
        with _converted():
            backend = self._backend()
            backend.set_password(APP_ID, name, value)
            if backend.get_password(APP_ID, name) != value:
                raise KeyringError("not-kept", backend=_name(backend))

    def _drop(self, names: Iterable[str]) -> None:
        with _converted():
            backend = self._backend()
            for name in names:
                if backend.get_password(APP_ID, name) is not None:
                    backend.delete_password(APP_ID, name)


def _half_name(store_id: str, slot: str) -> str:
    return f"{store_id}.half.{slot}"


def _octets(kept: str) -> bytes:
    try:
        octets = bytes.fromhex(kept)
    except ValueError as error:
        raise KeyringError("content") from error
    if len(octets) != MASTER_OCTETS:
        raise KeyringError("content")
    return octets


def _parse(kept: str) -> MasterSecret:
    return MasterSecret(_octets(kept))
