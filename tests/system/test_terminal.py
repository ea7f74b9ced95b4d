from __future__ import annotations

import io
import os
import sys

import pytest

from backoffice_gui.system import terminal


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_somebody_is_there_at_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe and nothing are nobody; the session's own terminal is somebody, whatever standard input is."""
    monkeypatch.setattr(terminal, "_TERMINAL", "/nowhere")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert not terminal.somebody_is_there()
    monkeypatch.setattr(sys, "stdin", None)
    assert not terminal.somebody_is_there()
    ours, theirs = os.openpty()
    try:
        with os.fdopen(os.dup(theirs), "r") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            assert terminal.somebody_is_there()
            monkeypatch.setattr(sys, "stdin", io.StringIO())
            monkeypatch.setattr(terminal, "_TERMINAL", os.ttyname(theirs))
            assert terminal.somebody_is_there()
    finally:
        os.close(ours)
        os.close(theirs)
