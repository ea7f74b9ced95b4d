"""Whether somebody sits at a terminal, even where standard input is a file."""

from __future__ import annotations

import os
import sys

__all__ = ["somebody_is_there"]

_TERMINAL = "/dev/tty"
_OPEN = os.O_RDWR | getattr(os, "O_NOCTTY", 0)


def somebody_is_there() -> bool:
    """Whether a secret can be asked for at a terminal: standard input's, or the session's own where there is one."""
    if sys.stdin is not None and sys.stdin.isatty():
        return True
    try:
        os.close(os.open(_TERMINAL, _OPEN))
    except OSError:
        return False
    return True
