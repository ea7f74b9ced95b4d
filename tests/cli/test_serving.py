"""`collect` as a service, heard at a real notification socket."""

from __future__ import annotations

import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from backoffice_gui import settings
from backoffice_gui.cli.serving import Serving
from backoffice_gui.cli.text import words_for
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.collecting import CollectorEvent, EventName
from backoffice_gui.errors import ConfigurationError
from backoffice_gui.system.service_manager import ServiceManager
from backoffice_gui.wiring import CollectorRun, parts
from tests.support.clock import TurnedClock
from tests.support.console import start, until_closed
from tests.support.front import plain_submission, running_front


class Manager:
    """A service manager's socket, and what was said there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.settimeout(30)

    def hear(self) -> list[str]:
        """The next message, line by line."""
        return self._socket.recv(65536).decode().splitlines()

    def until(self, line: str) -> list[list[str]]:
        """Every message up to the one that says this."""
        heard: list[list[str]] = []
        while not heard or not any(each.startswith(line) for each in heard[-1]):
            heard.append(self.hear())
        return heard

    def silent(self) -> bool:
        """Whether nothing more was said."""
        self._socket.setblocking(False)
        try:
            return self._socket.recv(65536) == b""
        except BlockingIOError:
            return True
        finally:
            self._socket.settimeout(30)

    def close(self) -> None:
        """No one listens any more."""
        self._socket.close()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    """A manager that listens as long as the test."""
    listening = Manager(tmp_path / "notify")
    yield listening
    listening.close()


class Scripted:
    """A run whose reading again the test decides."""

    collecting = True
    waiting = False
    unusable: str | None = None
    error: ConfigurationError | None = None
    asked = 0
    looked = 0
    still = False

    def reload(self) -> bool:
        """Done, or refused."""
        self.asked += 1
        if self.error is not None:
            raise self.error
        return True

    def reload_changed(self) -> bool:
        """Nothing has changed."""
        self.looked += 1
        return False

    def look(self) -> None:
        """Heads are anchored."""

    def stalled(self, _seconds: float) -> bool:
        """As the test says."""
        return self.still


def _serving(manager: Manager, clock: TurnedClock, **more: str) -> tuple[Scripted, Serving, list[str]]:
    run, notes = Scripted(), list[str]()
    told = ServiceManager({"NOTIFY_SOCKET": str(manager.path), **more})
    return run, Serving(cast("CollectorRun", run), told, words_for("fr"), clock, notes.append), notes


def test_it_is_ready_once_it_collects_and_counts_what_it_stored(manager: Manager) -> None:
    """Not before; a status is said when it is another one."""
    run, serving, _ = _serving(manager, TurnedClock())
    run.collecting = False
    serving.tick(asked=False)
    assert manager.hear() == ["STATUS=ouverture de la base"]
    run.collecting = True
    serving.tick(asked=False)
    assert manager.hear()[0] == "READY=1"
    serving.tick(asked=False)
    assert manager.silent()
    serving.hear(CollectorEvent(EventName.STORED, 1, "EXEMPLE"))
    serving.hear(CollectorEvent(EventName.CLOSED, 1, "EXEMPLE"))
    serving.tick(asked=False)
    (status,) = manager.hear()
    assert status.replace("\u00a0", " ") == "STATUS=relève ; 1 demandes rangées depuis le début"
    serving.stopping()
    assert manager.hear() == ["STOPPING=1", "STATUS=arrêt"]


def test_a_collector_that_waits_for_its_turn_is_ready(manager: Manager) -> None:
    """A team's second one is no start that hangs: ended every ninety seconds, it would never see who leads fall silent."""
    run, serving, _ = _serving(manager, TurnedClock())
    run.collecting, run.waiting = False, True
    serving.tick(asked=False)
    assert manager.hear() == ["READY=1", "STATUS=en attente\u00a0: une autre relève mène, ou le serveur ne répond pas"]
    serving.tick(asked=False)
    assert manager.silent()
    run.unusable = "CFG-001:client-key"
    serving.tick(asked=False)
    assert manager.hear() == ["STATUS=en attente\u00a0; certificats ou clés inutilisables (CFG-001:client-key)"]
    run.collecting, run.waiting = True, False
    serving.tick(asked=False)
    assert [line[:15] for line in manager.hear()] == ["STATUS=relève\u00a0;"]


def test_a_sign_of_life_is_given_by_who_turns(manager: Manager) -> None:
    """Three times as often as it is waited for; a deciding thread that stands still gives none."""
    clock = TurnedClock()
    run, serving, _ = _serving(manager, clock, WATCHDOG_USEC="30000000")
    serving.tick(asked=False)
    manager.hear()
    clock.advance(9.9)
    serving.tick(asked=False)
    assert manager.silent()
    clock.advance(0.2)
    serving.tick(asked=False)
    assert manager.hear() == ["WATCHDOG=1"]
    run.still = True
    clock.advance(60)
    serving.tick(asked=False)
    assert manager.silent()


@pytest.mark.expected_logs("not_reloaded")
def test_what_cannot_be_used_is_said_and_the_service_goes_on(manager: Manager) -> None:
    """RELOADING and READY enclose it either way; the sentence names code and reason."""
    run, serving, notes = _serving(manager, TurnedClock())
    serving.tick(asked=True)
    manager.until("READY=1")
    begun = manager.hear()
    assert begun[0] == "RELOADING=1"
    assert begun[1].startswith("MONOTONIC_USEC=")
    assert manager.hear() == ["READY=1"]
    run.error = ConfigurationError("client-key", file="EXEMPLE.key")
    serving.tick(asked=True)
    assert (manager.hear()[0], manager.hear()) == ("RELOADING=1", ["READY=1"])
    assert run.asked == 2
    assert notes[0] == "Certificats et clés relus."
    assert "CFG-001 client-key" in notes[1]


def test_files_are_looked_at_now_and_then(manager: Manager) -> None:
    """Every ten seconds, without a word where nothing changed."""
    clock = TurnedClock()
    run, serving, notes = _serving(manager, clock)
    for _ in range(25):
        serving.tick(asked=False)
        clock.advance(1)
    assert (run.looked, run.asked, notes) == (2, 0, [])


def test_the_real_program_reads_its_certificate_again_on_hangup(tmp_path: Path, manager: Manager) -> None:
    """Ready, read again twice (the second time a key that can't be used), collecting still, and a clean end."""
    with running_front(tmp_path / "front", count=1) as front:
        there = settings.load(front.settings_file, {})
        parts.new_store(there, SystemClock())
        key = there.path(there.transfer.client_key)
        told = {"NOTIFY_SOCKET": str(manager.path), "LC_ALL": "en_GB.UTF-8"}
        with start("collect", "--json", "--config", front.settings_file, environment=told) as running:
            try:
                manager.until("READY=1")
                running.send_signal(signal.SIGHUP)
                manager.until("RELOADING=1")
                assert manager.hear() == ["READY=1"]
                shutil.copy(key, tmp_path / "kept")
                key.write_text("EXEMPLE")
                running.send_signal(signal.SIGHUP)
                manager.until("RELOADING=1")
                assert manager.hear() == ["READY=1"]
                shutil.copy(tmp_path / "kept", key)
                front.desk.take_in([plain_submission(b"EXEMPLE", b"y" * 300)])
                until_closed(running, 2)
                manager.until("STATUS=collecting; 2 submissions")
                running.send_signal(signal.SIGTERM)
                _, err = running.communicate(timeout=20)
            finally:
                running.kill()
        assert manager.until("STOPPING=1")
        assert running.returncode == 0
        assert "Certificates and keys read again." in err
        assert "[CFG-001" not in err
        assert "CFG-001 client-key" in err
        assert len(front.outcomes()) == 2
