"""The mark by which `pyside6-lupdate` finds a text that is translated later, with a type of its own.

It is named as Qt's is, because lupdate knows it by this name; Qt's own is typed as `object`.
"""

from __future__ import annotations

__all__ = ["QT_TRANSLATE_NOOP"]


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """The text itself; the call only marks it."""
    return text
