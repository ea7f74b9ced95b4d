"""A window is left out of captures where the system can, and nothing is claimed where it can't."""

from __future__ import annotations

import pytest

from backoffice_gui.system import capture
from tests.support.systems import Calls, lend, pretend


def _affinities(user: Calls) -> list[int]:
    return [arguments[1] for _, arguments in user.said]


def test_windows_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excluded, and shown again."""
    user = Calls()
    pretend(monkeypatch, "win32")
    lend(monkeypatch, user32=user)
    assert capture.can_exclude()
    assert capture.exclude(7)
    assert capture.exclude(7, on=False)
    assert _affinities(user) == [0x11, 0]


def test_an_older_windows_shows_it_black(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it does not know it refuses; the older way is tried."""
    user = Calls(SetWindowDisplayAffinity=lambda _window, affinity: int(affinity == 1))
    pretend(monkeypatch, "win32")
    lend(monkeypatch, user32=user)
    assert capture.exclude(7)
    assert _affinities(user) == [0x11, 1]


def test_elsewhere_it_can_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Linux and on a Mac there is nothing to ask."""
    for name in ("linux", "darwin"):
        pretend(monkeypatch, name)
        assert (capture.can_exclude(), capture.exclude(7)) == (False, False)
