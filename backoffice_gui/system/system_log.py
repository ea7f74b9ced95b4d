"""A line for the system's own log, from where an administrator's collector takes it on: syslog, or Windows' events.

Said in plain octets to the socket that syslog listens on (RFC 3164), so that it is known whether anybody hears: the C
library drops what nobody takes.
"""

from __future__ import annotations

import ctypes
import os
import socket
from pathlib import Path

from backoffice_gui.system.names import library, windows

__all__ = ["ERROR", "INFORMATION", "SOCKETS", "WARNING", "send"]

SOCKETS = (Path("/dev/log"), Path("/var/run/syslog"))
"""Where syslog listens: on Linux (journald too), on macOS."""
_PRIORITY = 10 * 8 + 5
"""Facility `authpriv`, severity `notice`."""
_SECONDS = 2.0
ERROR, WARNING, INFORMATION = 1, 2, 4
"""What kind of event it is to Windows (winnt.h)."""
_EVENT = 1


def send(program: str, line: str, sockets: tuple[Path, ...] = SOCKETS, *, kind: int = INFORMATION) -> None:
    """Hand one line (ASCII) over; raises `OSError` where nobody takes it. `kind`: told to Windows alone."""
    if windows():
        _report(program, line, kind)
        return
    address = next((path for path in sockets if path.exists()), None)
    if address is None:
        raise FileNotFoundError("no system log")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sock:
        sock.settimeout(_SECONDS)
        sock.sendto(f"<{_PRIORITY}>{program}[{os.getpid()}]: {line}".encode("ascii", "replace"), str(address))


def _report(program: str, line: str, kind: int) -> None:
    """One event of the Application log (ReportEventW). NOT TRIED on Windows."""
    advapi = library("advapi32")
    advapi.RegisterEventSourceW.restype = ctypes.c_void_p
    source = advapi.RegisterEventSourceW(None, program)
    if not source:
        raise OSError("no event log")
    try:
        strings = (ctypes.c_wchar_p * 1)(line)
        done = advapi.ReportEventW(ctypes.c_void_p(source), kind, 0, _EVENT, None, 1, 0, strings, None)
        if not done:
            raise OSError("no event taken")
    finally:
        advapi.DeregisterEventSource(ctypes.c_void_p(source))
