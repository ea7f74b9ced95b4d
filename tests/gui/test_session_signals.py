"""What the system says of its session, said on a real bus of the test's own, and as Windows says it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.gui.session_signals import SessionSignals
from backoffice_gui.system import sessions
from tests.support.systems import pretend

_PATH = "/org/freedesktop/login1"
_OURS = f"{_PATH}/session/_37"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""


class Logind(QDBusVirtualObject):
    """As much of logind as is asked: which session is ours, and a delay of sleep."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self.calls: list[str] = []
        self.read_end, self._write_end = os.pipe()
        assert bus.registerService(sessions.LOGIND)
        assert bus.registerVirtualObject(_PATH, self, QDBusConnection.VirtualObjectRegisterOption.SubPath)

    def introspect(self, path: str) -> str:
        """Nothing is asked by it."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802  Qt's own name
        """One answer each."""
        self.calls.append(message.member())
        answers: dict[str, object] = {
            "Get": QDBusVariant("7"),
            "GetSession": QDBusObjectPath(_OURS),
            "Inhibit": QDBusUnixFileDescriptor(self._write_end),
        }
        reply = message.createReply()
        reply.setArguments([answers[message.member()]])
        return connection.send(reply)

    def say(self, path: str, interface: str, member: str, *arguments: object) -> None:
        """A signal of its own."""
        signal = QDBusMessage.createSignal(path, interface, member)
        signal.setArguments(list(arguments))
        assert self._bus.send(signal)

    @property
    def delayed(self) -> bool:
        """Whether somebody holds the delay: the other end of its pipe is open."""
        os.set_blocking(self.read_end, False)
        if self._write_end >= 0:
            os.close(self._write_end)
            self._write_end = -1
        try:
            return os.read(self.read_end, 1) != b""
        except BlockingIOError:
            return True


@pytest.fixture
def buses(tmp_path: Path, qapp: object) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Two connections to a bus of this test: one for logind, one for us."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("there is no dbus-daemon here")
    config, socket = tmp_path / "bus.conf", tmp_path / "bus"
    config.write_text(_CONFIG.format(socket=socket))
    process = subprocess.Popen(
        [daemon, f"--config-file={config}", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    theirs = QDBusConnection.connectToBus(address, "theirs")
    ours = QDBusConnection.connectToBus(address, "ours")
    assert theirs.isConnected()
    assert ours.isConnected()
    yield theirs, ours
    for name in ("theirs", "ours"):
        QDBusConnection.disconnectFromBus(name)
    process.terminate()
    process.wait(10)
    process.stdout.close()


def test_logind_and_the_screen_savers_are_heard(qtbot: QtBot, buses: tuple[QDBusConnection, QDBusConnection]) -> None:
    """Lock, another session in front, sleep and the desktop's own lock; another person's session is none of ours."""
    theirs, ours = buses
    logind = Logind(theirs)
    window = QWidget()
    qtbot.addWidget(window)
    signals = SessionSignals(window, system_bus=ours, session_bus=ours)
    heard: list[Why] = []
    signals.asked.connect(heard.append)
    signals.listen(window)
    signals.listen(window)
    login, properties = sessions.LOGIND, "org.freedesktop.DBus.Properties"

    def until(path: str, interface: str, member: str, *arguments: object) -> set[Why]:
        """Said again and again, because nobody tells when the bus has noted who listens."""
        heard.clear()

        def said() -> bool:
            logind.say(path, interface, member, *arguments)
            return bool(heard)

        qtbot.waitUntil(said)
        return set(heard)

    assert until(_OURS, f"{login}.Session", "Lock") == {Why.SCREEN}
    assert {"GetSession", "Inhibit"} <= set(logind.calls)
    assert until(_OURS, properties, "PropertiesChanged", f"{login}.Session", {"Active": False}, ["x"]) == {Why.SCREEN}
    assert until(_OURS, properties, "PropertiesChanged", f"{login}.Session", {"LockedHint": True}, ["x"]) == {
        Why.SCREEN
    }
    assert until("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True) == {Why.SCREEN}
    with qtbot.waitSignal(signals.woke):  # what was said before is heard by then
        logind.say(_PATH, f"{login}.Manager", "PrepareForSleep", False)
    heard.clear()
    logind.say(f"{_PATH}/session/_99", f"{login}.Session", "Lock")
    logind.say(_OURS, properties, "PropertiesChanged", f"{login}.Session", {"IdleHint": True}, ["x"])
    logind.say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", False)
    logind.say(_PATH, f"{login}.Manager", "PrepareForSleep", True)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [Why.SLEEP], "what was said before it is none of ours"
    assert logind.delayed, "until the window is empty"
    signals.ready()
    qtbot.waitUntil(lambda: not logind.delayed)
    with qtbot.waitSignal(signals.woke):
        logind.say(_PATH, f"{login}.Manager", "PrepareForSleep", False)


def test_without_logind_nothing_is_heard_and_nothing_fails(
    qtbot: QtBot, buses: tuple[QDBusConnection, QDBusConnection]
) -> None:
    """No service of that name: the calls are refused, and the screen savers are heard all the same."""
    theirs, ours = buses
    window = QWidget()
    qtbot.addWidget(window)
    signals = SessionSignals(window, system_bus=ours, session_bus=ours)
    heard: list[Why] = []
    signals.asked.connect(heard.append)
    signals.listen(window)
    signal = QDBusMessage.createSignal("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged")
    signal.setArguments([True])
    qtbot.waitUntil(lambda: theirs.send(signal) and bool(heard))


class _Library:
    """`wtsapi32`, as far as it is called."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int]] = []

    def WTSRegisterSessionNotification(self, window: int, _which: int) -> int:  # noqa: N802  Windows' own name
        """Remember the window."""
        self.calls.append(("register", window))
        return 1

    def WTSUnRegisterSessionNotification(self, window: int) -> int:  # noqa: N802  Windows' own name
        """And that it is gone."""
        self.calls.append(("unregister", window))
        return 1


class _Msg(ctypes.Structure):
    _fields_ = (("window", ctypes.c_void_p), ("number", ctypes.c_uint), ("word", ctypes.c_size_t))


def test_windows_tells_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The session's lock and sleep are heard in messages; others are passed by; none is held back."""
    library = _Library()
    pretend(monkeypatch, "win32")
    monkeypatch.setattr(sessions, "library", lambda _name: library)
    window = QWidget()
    signals = SessionSignals(window)
    heard: list[Why] = []
    signals.asked.connect(heard.append)
    signals.listen(window)
    assert library.calls == [("register", int(window.winId()))]
    listener = signals._filter
    assert listener is not None

    def tell(number: int, word: int, kind: bytes = b"windows_generic_MSG") -> tuple[bool, int]:
        message = _Msg(None, number, word)
        return listener.nativeEventFilter(QByteArray(kind), ctypes.addressof(message))

    assert tell(0x02B1, 7) == (False, 0)
    tell(0x02B1, 8)
    tell(0x0218, 4)
    tell(0x0200, 7)
    tell(0x02B1, 7, b"xcb_generic_event_t")
    assert heard == [Why.SCREEN, Why.SLEEP]
    with qtbot.waitSignal(signals.woke):
        tell(0x0218, 18)
    handle = int(window.winId())
    window.deleteLater()
    qtbot.waitUntil(lambda: ("unregister", handle) in library.calls)
