"""Which system this is: the one name that tests fake."""

from __future__ import annotations

import ctypes
import importlib
import os
import socket
import sys
from typing import Any

__all__ = [
    "foreign",
    "frozen",
    "library",
    "linux",
    "login",
    "machine",
    "machine_guid",
    "posix",
    "screen_always",
    "windows",
]

_PLATFORM = sys.platform
_LONGEST_LOGIN = 257
_CRYPTOGRAPHY = r"SOFTWARE\Microsoft\Cryptography"


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


def machine_guid() -> str:
    """What this Windows was given when it was installed; "" elsewhere, or where the registry does not say.

    No network card's number: that is another one in a docking station, or where they are drawn by lot.
    NOT TRIED on Windows.
    """
    if not windows():
        return ""
    winreg = foreign("winreg")
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _CRYPTOGRAPHY) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""


def login() -> str:
    """The login of the account whose rights this process has, in the system's own words.

    Never of the environment (`getpass.getuser` asks LOGNAME and its like first): who agrees to a purge, and who the
    journal names, is not for whoever calls to say. Raises `OSError`, or `KeyError` for an account without a name.
    Source: getpwuid(3); GetUserNameW (Microsoft Learn). NOT TRIED on Windows.
    """
    if not windows():
        return str(foreign("pwd").getpwuid(os.geteuid()).pw_name)
    size = ctypes.c_uint32(_LONGEST_LOGIN)
    said = ctypes.create_unicode_buffer(_LONGEST_LOGIN)
    if not library("advapi32").GetUserNameW(said, ctypes.byref(size)):
        raise OSError("GetUserNameW")
    return said.value


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
