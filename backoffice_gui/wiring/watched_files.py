"""Whether certificates and keys on the disk are others than those in use: looked at, never listened to.

A change counts once it has stayed the same from one look to the next: whoever renews a certificate writes two files.
"""

from __future__ import annotations

from pathlib import Path

from backoffice_gui.errors import ConfigurationError
from backoffice_gui.settings import Settings

__all__ = ["WatchedFiles"]

_Mark = tuple[tuple[int, int, int], ...]
_ABSENT = (0, 0, 0)


class WatchedFiles:
    """The files of `[transfer]`, known by inode, size and time of change."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._used = self._last = self._look()

    def _look(self) -> _Mark:
        transfer = self._settings.transfer
        names = (transfer.ca_file, transfer.client_cert, transfer.client_key, transfer.front_end_keys)
        return tuple(self._mark(name) for name in names)

    def _mark(self, name: str) -> tuple[int, int, int]:
        try:
            found = Path.stat(self._settings.path(name))
        except (OSError, ConfigurationError):
            return _ABSENT
        return found.st_ino, found.st_size, found.st_mtime_ns

    def seen(self) -> None:
        """What lies there now is what is in use."""
        self._used = self._last = self._look()

    def changed(self) -> bool:
        """Whether something else lies there, and lay there at the last look too; said once for each change."""
        now = self._look()
        stays, self._last = now == self._last, now
        if now == self._used or not stays or _ABSENT in now:
            return False
        self._used = now
        return True
