"""Which system this is: the one name that tests fake."""

from __future__ import annotations

import ctypes
import importlib
import socket
import sys
from typing import Any

__all__ = ["foreign", "frozen", "library", "linux", "machine", "posix", "screen_always", "windows"]

_PLATFORM = sys.platform


def windows() -> bool:
    """Whether this is Windows."""
    return _PLATFORM == "win32"


def linux() -> bool:
    """Whether this is Linux."""
    return _PLATFORM == "linux"


def posix() -> bool:
    """Whether files have owners and modes, and folders can be synced."""
    return not windows()


def machine() -> str:
    """This machine's name on its network."""
    return socket.gethostname()


def screen_always() -> bool:
    """Whether a program that a person starts always has a screen, without any variable that says so."""
    return windows() or _PLATFORM == "darwin"


def frozen() -> bool:
    """Whether this is a bundle, not a checkout."""
    return bool(getattr(sys, "frozen", False))


def foreign(name: str) -> Any:
    """A module that only this system has, by its name; raises `ImportError`."""
    return importlib.import_module(name)


def library(name: str) -> Any:
    """One of Windows' own libraries (`kernel32`, `advapi32`), keeping the last error of each call."""
    return getattr(ctypes, "WinDLL")(name, use_last_error=True)  # noqa: B009 - absent elsewhere, and from its types
