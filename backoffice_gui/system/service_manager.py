"""What a service says to who manages it, and how it is asked to read its files again: systemd's own protocol.

Source: sd_notify(3), systemd.exec(5) (`JOURNAL_STREAM`), sd-daemon(3) (`<N>` before a line). Nothing is said where
nobody listens, and whoever listens badly stops no collection.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
from collections.abc import Mapping

__all__ = ["ServiceManager", "hangup", "stderr_is_journal"]


def hangup() -> int | None:
    """The signal that asks for files to be read again; nothing where there is none (Windows)."""
    found = getattr(signal, "SIGHUP", None)
    return None if found is None else int(found)


def stderr_is_journal(environment: Mapping[str, str]) -> bool:
    """Whether what goes to standard error is read by the journal, which understands a priority before a line."""
    named = environment.get("JOURNAL_STREAM", "")
    try:
        status = os.fstat(2)
    except OSError:
        return False
    return named == f"{status.st_dev}:{status.st_ino}"


class ServiceManager:
    """Where there is one: told when we are ready, what we do, that we live; from any thread."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._address = environment.get("NOTIFY_SOCKET", "")
        ours = environment.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        microseconds = environment.get("WATCHDOG_USEC", "")
        self.watchdog_seconds = int(microseconds) / 1_000_000 if ours and microseconds.isdecimal() else 0.0
        """How long it waits for a sign of life; 0: it waits for none."""

    @property
    def there(self) -> bool:
        """Whether somebody listens."""
        return bool(self._address)

    def tell(self, *lines: str) -> None:
        """Send assignments (`READY=1`, `STATUS=…`) in one message."""
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
            sock.setblocking(False)
            sock.sendto("\n".join(lines).encode(), address)
