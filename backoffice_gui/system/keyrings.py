"""What the system's keyring raises by itself, which the library over it lets through."""

from __future__ import annotations

from backoffice_gui.system.names import foreign, linux, windows

__all__ = ["keyring_faults"]

_Kinds = tuple[type[Exception], ...]


def keyring_faults() -> tuple[_Kinds, _Kinds]:
    """The classes that say "locked", and those that say "failed": of D-Bus, of Windows, of nobody elsewhere."""
    if linux():
        bus, secrets = foreign("jeepney"), foreign("secretstorage.exceptions")
        return (secrets.LockedException,), (bus.DBusErrorResponse, secrets.SecretStorageException)
    if windows():
        return (), (foreign("win32ctypes.pywin32").pywintypes.error,)
    return (), ()
