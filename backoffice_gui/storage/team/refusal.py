"""Whether a server that let us not in is there, and takes nobody by this login: that is no absence.

libpq says of a failed connection a sentence in the server's language, and no state. So it is asked once more, with a
connection that is told to say the SQLSTATE alone (`PQsetErrorVerbosity`, PostgreSQL 12): class 28 is a refusal (a role
that may not log in or is not there, another password, no line of pg_hba.conf). That function is found in the driver's
own module (Linux, macOS), or in the libpq that its wheel has beside it (Windows, where a module answers for its own
words alone). Where it can't be asked so, nothing is known, and the server counts as away.

What libpq itself refuses of a server that is there, since it asks for another proof than the address allows, is told by
libpq's words: an address with a certificate, on a server that wants a password as well, would be waited for for ever.
"""

from __future__ import annotations

import ctypes
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo, pq

from backoffice_gui.system.sockets import ready

__all__ = ["refused"]

_ANSWERED = b":  "
"""Between severity and words of what a server says; libpq's own sentences have it nowhere."""
_OURS = (b"authentication method requirement", b"channel binding")
_STATE = re.compile(rb":  ([0-9A-Z]{5})$", re.MULTILINE)
_REFUSING = b"28"
_STATE_ALONE = 3
_SECONDS, _JOURNEYS = 2.0, 30
"""So long is each answer waited for, and so many of them are there at most."""
_READING, _WRITING, _FAILED = pq.PollingStatus.READING, pq.PollingStatus.WRITING, pq.PollingStatus.FAILED


def refused(error: psycopg.OperationalError, words: Mapping[str, Any]) -> bool:
    """Whether a connection with these words failed because the server takes nobody by its login."""
    failed = error.pgconn
    if failed is None:
        return False
    if any(each in failed.error_message for each in _OURS):
        return True
    if _ANSWERED not in failed.error_message:
        return False
    state = _STATE.search(_said_again(conninfo.make_conninfo(**words).encode()))
    return state is not None and state.group(1).startswith(_REFUSING)


def _said_again(words: bytes) -> bytes:
    """What the server says to another try, in states; nothing where it can't be asked so, or lets us in by now."""
    speak = _verbosity()
    if speak is None:
        return b""
    tried = pq.PGconn.connect_start(words)
    try:
        speak(getattr(tried, "pgconn_ptr", None), _STATE_ALONE)
        for _ in range(_JOURNEYS):
            status = tried.connect_poll()
            if status not in {_READING, _WRITING}:
                return tried.error_message if status == _FAILED else b""
            ready(tried.socket, writing=status == _WRITING, seconds=_SECONDS)
        return b""
    finally:
        tried.finish()


def _libraries() -> Iterator[str]:
    """Where the driver's libpq may be asked: through its own module, as Linux and macOS find it, or beside that."""
    module = Path(sys.modules[pq.PGconn.__module__].__file__ or "")
    yield str(module)
    package = module.parent
    yield from map(str, sorted(package.with_name(f"{package.name}.libs").glob("libpq*")))


def _verbosity() -> Callable[[object, int], int] | None:
    """Libpq's own function, of the very library that connects; nothing where it can't be reached."""
    for library in _libraries():
        try:
            speak = ctypes.CDLL(library).PQsetErrorVerbosity
        except (OSError, AttributeError):
            continue
        speak.argtypes, speak.restype = (ctypes.c_void_p, ctypes.c_int), ctypes.c_int
        return speak
    return None
