"""What is said to a service manager, heard at a real socket."""

from __future__ import annotations

import os
import signal
import socket
from pathlib import Path

import pytest

from backoffice_gui.system.service_manager import ServiceManager, hangup, stderr_is_journal


@pytest.mark.parametrize("abstract", [False, True])
def test_what_is_told_arrives_in_one_message(tmp_path: Path, abstract: bool) -> None:
    """At a path, or at a name that lies in no folder (`@`)."""
    name = f"@ofpra-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind("\0" + name[1:] if abstract else name)
        told = ServiceManager({"NOTIFY_SOCKET": name})
        assert told.there
        told.tell("READY=1", "STATUS=relève")
        assert manager.recv(4096).decode() == "READY=1\nSTATUS=relève"


def test_nobody_who_listens_stops_nothing(tmp_path: Path) -> None:
    """Without a manager, and with one that has gone."""
    assert not ServiceManager({}).there
    ServiceManager({}).tell("READY=1")
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "gone")}).tell("READY=1")


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, 0.0),
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, 0.0),
        ({"WATCHDOG_USEC": "soon"}, 0.0),
    ],
)
def test_a_watchdog_is_ours_or_another_processs(environment: dict[str, str], seconds: float) -> None:
    """By the process it names, and by a number of microseconds."""
    assert ServiceManager(environment).watchdog_seconds == seconds


def test_the_journal_is_known_by_its_own_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Device and inode of standard error: a stream that was turned elsewhere is not the journal's."""
    status = os.fstat(2)
    assert stderr_is_journal({"JOURNAL_STREAM": f"{status.st_dev}:{status.st_ino}"})
    assert not stderr_is_journal({"JOURNAL_STREAM": "1:1"})
    assert not stderr_is_journal({})

    def closed(_: int) -> os.stat_result:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", closed)
        assert not stderr_is_journal({"JOURNAL_STREAM": "1:1"})


def test_windows_has_no_such_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is one, it is the one that a terminal sends when it goes."""
    assert hangup() == signal.SIGHUP
    monkeypatch.delattr(signal, "SIGHUP")
    assert hangup() is None
