"""Host names become addresses in a thread that may be left behind: the system's resolver can't be interrupted.

`getaddrinfo` waits for silent name servers as long as the system's configuration says, often 10 to
30 s, deaf to any stop. So it runs apart, one lookup at a time for a host, and who waits for it
looks up in between; what comes after nobody waits any more is dropped.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Address", "Names"]

Address = tuple[int, int, int, str, Any]
"""What `getaddrinfo` says of one address: family, kind, protocol, canonical name, socket address."""


@dataclass(slots=True)
class _Lookup:
    done: threading.Event = field(default_factory=threading.Event)
    found: list[Address] = field(default_factory=list)
    error: OSError | UnicodeError | None = field(default_factory=lambda: OSError("no answer"))


class Names:
    """The addresses of one host and port; safe to share between threads."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._literal = _is_literal(host)
        self._guard = threading.Lock()
        self._under_way: _Lookup | None = None

    def addresses(self, patience: Callable[[], float]) -> list[Address]:
        """Ask the system's resolver; waits in steps of `patience()` seconds, which may raise to give up.

        Raises `OSError` or `UnicodeError` as the resolver does.
        """
        if self._literal:
            return _asked(self._host, self._port)
        lookup = self._joined()
        while not lookup.done.wait(patience()):
            continue
        if lookup.error is not None:
            raise lookup.error
        return list(lookup.found)

    def _joined(self) -> _Lookup:
        """The lookup under way, or a new one: a silent name server leaves one thread behind, never many."""
        with self._guard:
            if self._under_way is None:
                self._under_way = _Lookup()
                run = threading.Thread(target=self._look_up, args=(self._under_way,), name="name-lookup", daemon=True)
                run.start()
            return self._under_way

    def _look_up(self, lookup: _Lookup) -> None:
        try:
            lookup.found = _asked(self._host, self._port)
            lookup.error = None
        except (OSError, UnicodeError) as error:
            lookup.error = error
        finally:
            with self._guard:
                self._under_way = None
            lookup.done.set()


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _asked(host: str, port: int) -> list[Address]:
    return [tuple(one) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]  # type: ignore[misc]
