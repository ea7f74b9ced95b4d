"""A line for the system's own log: it arrives, or it is known that nobody takes it."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from backoffice_gui.system import names
from backoffice_gui.system.system_log import send


@pytest.mark.skipif(names.windows(), reason="sockets of the file system")
def test_a_line_arrives_as_syslog_wants_it(tmp_path: Path) -> None:
    """Priority (authpriv, notice), program and process before it."""
    address = tmp_path / "log"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(address))
        send("EXEMPLE", "une tête", (tmp_path / "absent", address))
        assert listening.recv(1_000) == f"<85>EXEMPLE[{os.getpid()}]: une t?te".encode()


@pytest.mark.skipif(names.windows(), reason="sockets of the file system")
def test_where_nobody_listens_it_is_said(tmp_path: Path) -> None:
    """No socket at all, or one that nobody reads."""
    with pytest.raises(OSError):
        send("EXEMPLE", "x", (tmp_path / "absent",))
    deserted = tmp_path / "log"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as gone:
        gone.bind(str(deserted))
    with pytest.raises(OSError):
        send("EXEMPLE", "x", (deserted,))
