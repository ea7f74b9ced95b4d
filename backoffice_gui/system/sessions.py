"""How each system says that its screen is locked, that it goes to sleep, that another person sits there now.

On Linux these are signals on a bus (logind; the screen savers of the desktops), on Windows messages to a window that
asked for them. Sources: org.freedesktop.login1(5); the Idle Inhibition Service draft; *WM_WTSSESSION_CHANGE*,
*WM_POWERBROADCAST* (Microsoft Learn).
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

from backoffice_gui.system.names import library, linux, windows

__all__ = [
    "LOGIND",
    "OUR_SESSION",
    "BusSignal",
    "Message",
    "message_at",
    "reason_of",
    "savers",
    "speaks_bus",
    "unwatch_session",
    "watch_session",
]

LOGIND = "org.freedesktop.login1"
OUR_SESSION = "/org/freedesktop/login1/session/auto"
"""The caller's own session, or the one its person sees, by a name that sends no signals: its `Id` is to be asked."""
_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
_POWER, _SESSION = 0x0218, 0x02B1
_SUSPEND, _AWAKE, _AWAKE_BY_ITSELF = 4, 7, 18
_CONSOLE_LEFT, _REMOTE_LEFT, _LOGOFF, _LOCKED = 2, 4, 6, 7
_THIS_SESSION = 0


@dataclass(frozen=True, slots=True)
class BusSignal:
    """A signal of the session's bus with one boolean: whether the screen is locked now."""

    interface: str
    path: str
    member: str = "ActiveChanged"


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a window: its number and its first word."""

    number: int
    word: int


def speaks_bus() -> bool:
    """Whether this system says it on a bus."""
    return linux()


def savers() -> tuple[BusSignal, ...]:
    """What the screen savers of the desktops say."""
    return tuple(BusSignal(interface, path) for interface, path in _SAVERS)


def watch_session(window: int) -> bool:
    """Have Windows tell this window (its handle) of its session; whether it will. Elsewhere nothing is to be done."""
    return windows() and bool(library("wtsapi32").WTSRegisterSessionNotification(window, _THIS_SESSION))


def unwatch_session(window: int) -> None:
    """No longer."""
    if windows():
        library("wtsapi32").WTSUnRegisterSessionNotification(window)


class _Message(ctypes.Structure):
    """`MSG`, as far as its first word."""

    _fields_ = (("window", ctypes.c_void_p), ("number", ctypes.c_uint), ("word", ctypes.c_size_t))


def message_at(address: int) -> Message:
    """The message that lies at an address."""
    found = _Message.from_address(address)
    return Message(int(found.number), int(found.word))


def reason_of(message: Message) -> str:
    """What a message means for a desk: `lock`, `sleep`, `wake`, or nothing."""
    if message.number == _SESSION and message.word in {_LOCKED, _CONSOLE_LEFT, _REMOTE_LEFT, _LOGOFF}:
        return "lock"
    if message.number == _POWER:
        return {_SUSPEND: "sleep", _AWAKE: "wake", _AWAKE_BY_ITSELF: "wake"}.get(message.word, "")
    return ""
