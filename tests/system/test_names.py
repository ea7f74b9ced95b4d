"""Which system this is, read in one place."""

from __future__ import annotations

import ctypes
import os
import pwd
import sys

import pytest

from backoffice_gui.system import names
from tests.support.systems import Calls, lend, pretend


def test_the_name_is_pythons() -> None:
    """As the interpreter says it."""
    assert names.windows() == (sys.platform == "win32")
    assert names.linux() == (sys.platform == "linux")
    assert names.posix() != names.windows()
    assert not names.frozen()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("win32", (True, False, False, True)),
        ("linux", (False, True, True, False)),
        ("darwin", (False, False, True, True)),
    ],
)
def test_each_system_has_its_answers(name: str, expected: tuple[bool, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows and a Mac always have a screen; all but Windows are POSIX."""
    pretend(monkeypatch, name)
    assert (names.windows(), names.linux(), names.posix(), names.screen_always()) == expected


def test_a_module_or_library_of_the_system_is_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands there is what is asked; what no system has is an `ImportError`."""
    kernel = Calls()
    lend(monkeypatch, kernel32=kernel)
    assert names.library("kernel32") is kernel
    assert names.foreign("sys") is sys
    with pytest.raises(ImportError):
        names.foreign("no_system_has_this")


def test_a_login_is_the_account_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """By its number on POSIX, whatever the environment says; by the system's own call on Windows."""
    monkeypatch.setenv("LOGNAME", "quelqu-un-EXEMPLE")
    assert names.login() == pwd.getpwuid(os.geteuid()).pw_name

    def told(buffer: ctypes.Array[ctypes.c_wchar], _size: object) -> int:
        buffer.value = "a.exemple"
        return 1

    pretend(monkeypatch, "win32")
    lend(monkeypatch, advapi32=Calls(GetUserNameW=told))
    assert names.login() == "a.exemple"
    lend(monkeypatch, advapi32=Calls(GetUserNameW=0))
    with pytest.raises(OSError, match="GetUserNameW"):
        names.login()
