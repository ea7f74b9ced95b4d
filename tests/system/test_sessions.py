"""How each system says that its screen is locked; the listening is tried in `tests/gui/test_session_signals.py`."""

from __future__ import annotations

import pytest

from backoffice_gui.system import sessions
from backoffice_gui.system.sessions import Message
from tests.support.systems import pretend


@pytest.mark.parametrize(
    ("number", "word", "reason"),
    [
        (0x02B1, 7, "lock"), (0x02B1, 2, "lock"), (0x02B1, 4, "lock"), (0x02B1, 8, ""), (0x02B1, 1, ""),
        (0x0218, 4, "sleep"), (0x0218, 18, "wake"), (0x0218, 7, "wake"), (0x0218, 10, ""), (0x0200, 7, ""),
    ],
)  # fmt: skip
def test_messages_of_windows(number: int, word: int, reason: str) -> None:
    """Locked, left, asleep, awake; a session that is unlocked or joined locks nothing."""
    assert sessions.reason_of(Message(number, word)) == reason


def test_a_bus_on_linux_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere no bus is looked for, and only Windows is asked to tell a window."""
    pretend(monkeypatch, "linux")
    assert sessions.speaks_bus()
    assert not sessions.watch_session(1)
    sessions.unwatch_session(1)
    pretend(monkeypatch, "darwin")
    assert not sessions.speaks_bus()
    assert {one.member for one in sessions.savers()} == {"ActiveChanged"}
