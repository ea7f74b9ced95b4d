"""A text that held a key is overwritten where it lies.

Python keeps freed memory with its octets in it. It is a help, no promise: what was copied elsewhere meanwhile stays
(docs/security.md). Source: PEP 393 for where a text's characters lie.
"""

from __future__ import annotations

import ctypes
import sys

__all__ = ["overwrite"]


def overwrite(text: str) -> None:
    """Make zeros of an ASCII text that nobody else uses, made at run time; other texts and other Pythons are left."""
    if sys.implementation.name == "cpython" and len(text) > 1 and text.isascii():
        ctypes.memset(id(text) + sys.getsizeof(text) - len(text) - 1, 0, len(text))
