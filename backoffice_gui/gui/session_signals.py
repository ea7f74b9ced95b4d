"""The system says that its screen is locked, that it goes to sleep, that another session is in front: heard here.

The names and numbers are `system.sessions`'; here is the listening, because Qt is what can listen to both. Whoever has
no bus, no logind or no screen saver is not told so: the idle time locks all the same.

Where logind lets us, sleep waits for us until the window is empty (a *delay* of five seconds at most).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

from backoffice_gui.gui.pages.lock import Why
from backoffice_gui.system import sessions

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

__all__ = ["SessionSignals"]


def _slot(signature: str) -> Any:
    return SLOT(signature)  # a str, which is what the bindings take, whatever their types say


_PATH = "/org/freedesktop/login1"
_MANAGER = f"{sessions.LOGIND}.Manager"
_SESSION = f"{sessions.LOGIND}.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"


class _Messages(QAbstractNativeEventFilter):
    """What Windows tells a window."""

    def __init__(self, hear: SessionSignals) -> None:
        super().__init__()
        self._hear = hear

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> tuple[bool, int]:
        """Heard, never held back."""
        if QByteArray(kind) == b"windows_generic_MSG":
            self._hear.told(sessions.reason_of(sessions.message_at(int(message))))
        return False, 0


class SessionSignals(QObject):
    """Listens from `listen` on, for as long as it lives."""

    asked = Signal(object)
    """The desk is to be locked, and why: `Why.SCREEN` or `Why.SLEEP`."""
    woke = Signal()
    """The machine is awake again: clocks are to be looked at."""

    def __init__(
        self, parent: QObject, *, system_bus: QDBusConnection | None = None, session_bus: QDBusConnection | None = None
    ) -> None:
        super().__init__(parent)
        self._listening = False
        self._filter: _Messages | None = None
        self._delays: list[QDBusUnixFileDescriptor] = []
        self._sleeping = False
        self._system_bus, self._session_bus = system_bus, session_bus

    def listen(self, window: QWidget) -> None:
        """Begin, once."""
        if self._listening:
            return
        self._listening = True
        if sessions.speaks_bus():
            self._hear_savers(self._session_bus or QDBusConnection.sessionBus())
            self._hear_logind(self._system_bus or QDBusConnection.systemBus())
        handle = int(window.winId())
        if sessions.watch_session(handle):
            self._filter = _Messages(self)
            application = QCoreApplication.instance()
            assert application is not None
            application.installNativeEventFilter(self._filter)
            window.destroyed.connect(lambda: sessions.unwatch_session(handle))

    def told(self, reason: str) -> None:
        """What the system means: `lock`, `sleep`, `wake`, or nothing."""
        if reason == "lock":
            self.asked.emit(Why.SCREEN)
        elif reason == "sleep":
            self.asked.emit(Why.SLEEP)
        elif reason == "wake":
            self.woke.emit()
            self._take_delay()

    # the buses

    def _hear_savers(self, bus: QDBusConnection) -> None:
        for one in sessions.savers():
            bus.connect("", one.path, one.interface, one.member, self, _slot("_covered(bool)"))

    def _hear_logind(self, bus: QDBusConnection) -> None:
        self._system_bus = bus
        if not bus.isConnected():
            return
        bus.connect(sessions.LOGIND, _PATH, _MANAGER, "PrepareForSleep", self, _slot("_sleeps(bool)"))
        self._ask(sessions.OUR_SESSION, _PROPERTIES, "Get", [_SESSION, "Id"], self._named)
        self._take_delay()

    def _ask(self, path: str, interface: str, method: str, arguments: list[str], then: Callable[[Any], object]) -> None:
        """Ask logind, and hear its one answer when it comes; a refusal is no answer."""
        bus = self._system_bus
        if bus is None or not bus.isConnected():
            return
        call = QDBusMessage.createMethodCall(sessions.LOGIND, path, interface, method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(bus.asyncCall(call), self)

        def answered(done: QDBusPendingCallWatcher) -> None:
            reply = done.reply()
            if reply.type() is QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                then(reply.arguments()[0])
            done.deleteLater()

        watcher.finished.connect(answered)

    def _named(self, value: QDBusVariant | str) -> None:
        name = value.variant() if isinstance(value, QDBusVariant) else value
        self._ask(_PATH, _MANAGER, "GetSession", [str(name)], self._found)

    def _found(self, value: QDBusObjectPath | str) -> None:
        path = value.path() if isinstance(value, QDBusObjectPath) else value
        bus = self._system_bus
        if bus is not None:
            bus.connect(sessions.LOGIND, path, _SESSION, "Lock", self, _slot("_locked()"))
            changed = _slot("_changed(QString,QVariantMap)")
            bus.connect(sessions.LOGIND, path, _PROPERTIES, "PropertiesChanged", self, changed)

    def _take_delay(self) -> None:
        words = self.tr("Le poste de travail se verrouille")
        self._ask(_PATH, _MANAGER, "Inhibit", ["sleep", "Ofpra", words, "delay"], self._delayed)

    def _delayed(self, value: QDBusUnixFileDescriptor) -> None:
        self._delays = [value]  # sleep waits as long as this is open

    def ready(self) -> None:
        """The window is empty: sleep needs not wait for us."""
        if self._sleeping:
            self._delays.clear()

    @Slot(bool)
    def _covered(self, now: bool) -> None:
        if now:
            self.told("lock")

    @Slot(bool)
    def _sleeps(self, now: bool) -> None:
        self._sleeping = now
        self.told("sleep" if now else "wake")

    @Slot()
    def _locked(self) -> None:
        self.told("lock")

    @Slot(str, "QVariantMap")
    def _changed(self, _interface: str, changed: dict[str, object]) -> None:
        """Another session is in front, or the desktop says that the screen is locked."""
        if changed.get("Active") is False or changed.get("LockedHint") is True:
            self.told("lock")
