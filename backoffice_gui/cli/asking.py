"""Secrets are asked for at the terminal without echo; never taken from arguments or the environment.

Where there is no terminal (a script), it is the next line of standard input; what a command reads from there follows.
"""

from __future__ import annotations

import contextlib
import getpass
import sys

from backoffice_gui.system.terminal import somebody_is_there

__all__ = ["secret"]

_MOST_OCTETS = 8_192


def secret(prompt: str) -> str:
    """What a person types, or a script gives, without the line's end; nothing at the end of input."""
    if somebody_is_there():
        with contextlib.suppress(EOFError):
            return getpass.getpass(prompt)
        return ""
    if sys.stdin is None:
        return ""
    return sys.stdin.buffer.readline(_MOST_OCTETS).decode("utf-8", "replace").rstrip("\r\n")
