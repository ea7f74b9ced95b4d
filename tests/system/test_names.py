"""Which system this is, read in one place."""

from __future__ import annotations

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
