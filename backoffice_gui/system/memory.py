"""What was freed goes back to the system, which empties it; a text that held a key is overwritten where it lies.

Python and the C library keep freed memory with its octets in it. Both calls are a help, no promise: what was copied
elsewhere meanwhile stays (docs/security.md). Source: malloc_trim(3); PEP 393 for where a text's characters lie.
"""

from __future__ import annotations

import ctypes
import sys

from backoffice_gui.system.names import linux

__all__ = ["give_back", "overwrite"]


def give_back() -> bool:
    """Give every free page of this process back; whether there was anything to give back, or a way to."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if linux() else None
    return trim is not None and bool(trim(0))


def overwrite(text: str) -> None:
    """Make zeros of an ASCII text that nobody else uses, made at run time; other texts and other Pythons are left."""
    if sys.implementation.name == "cpython" and len(text) > 1 and text.isascii():
        ctypes.memset(id(text) + sys.getsizeof(text) - len(text) - 1, 0, len(text))
