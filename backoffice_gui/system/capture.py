"""Leaving a window out of every picture and recording of the screen, where the system can.

Windows 10 2004 and later leave it out (`WDA_EXCLUDEFROMCAPTURE`); before, it is black (`WDA_MONITOR`). X11 shows every
window to every program, and Wayland's portals ask the person, not the window: nothing of the kind exists there.
Source: SetWindowDisplayAffinity (winuser.h, Microsoft Learn). NOT TRIED on Windows.
"""

from __future__ import annotations

import ctypes

from backoffice_gui.system.names import library, windows

__all__ = ["can_exclude", "exclude"]

_NONE, _MONITOR, _EXCLUDE = 0x0, 0x1, 0x11


def can_exclude() -> bool:
    """Whether this system lets a window ask to be left out."""
    return windows()


def exclude(window: int, *, on: bool = True) -> bool:
    """Leave a top window (its handle) out, or let it be seen again; whether the system does."""
    if not windows():
        return False
    user, handle = library("user32"), ctypes.c_void_p(window)
    if not on:
        return bool(user.SetWindowDisplayAffinity(handle, _NONE))
    return bool(user.SetWindowDisplayAffinity(handle, _EXCLUDE) or user.SetWindowDisplayAffinity(handle, _MONITOR))
