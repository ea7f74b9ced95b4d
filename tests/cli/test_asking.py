from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from backoffice_gui.cli import asking
from backoffice_gui.system import terminal


def _piped(monkeypatch: pytest.MonkeyPatch, octets: bytes) -> None:
    monkeypatch.setattr(terminal, "_TERMINAL", "/nowhere")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(octets), encoding="utf-8"))


def test_without_a_terminal_it_is_a_line_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line each, whatever its end; what follows is left for the command; the end of input is nothing."""
    _piped(monkeypatch, "été EXEMPLE \r\nautre\nune note (DÉMO)".encode())
    assert [asking.secret("?"), asking.secret("?")] == ["été EXEMPLE ", "autre"]
    assert sys.stdin.read() == "une note (DÉMO)"
    assert asking.secret("?") == ""
    monkeypatch.setattr(sys, "stdin", None)
    assert asking.secret("?") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of POSIX")
def test_at_a_terminal_nothing_is_echoed() -> None:
    """A real terminal, and a person who types."""
    ours, theirs = os.openpty()
    program = "from backoffice_gui.cli.asking import secret; print(len(secret('Phrase : ')), repr(secret('Encore : ')))"
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    seen = b""
    try:
        while b"Phrase : " not in seen:
            seen += os.read(ours, 1024)
        os.write(ours, b"trois EXEMPLE\n")
        while b"Encore : " not in seen:
            seen += os.read(ours, 1024)
        os.write(ours, b"\x04")
        while b"13 ''" not in seen:
            seen += os.read(ours, 1024)
    finally:
        assert process.wait(30) == 0
        os.close(ours)
    assert b"trois" not in seen
