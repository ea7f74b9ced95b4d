"""Words from outside, made harmless to look at: no hidden direction, no command, no markup.

What a person typed may hold characters that turn a line round, hide a file's true ending or
break a layout. They are shown as what they are (`⟨U+202E⟩`), never dropped; joiners that
Persian or Bengali need stay. What is set into a sentence is isolated, so that its direction
can't spill over (UAX #9).
"""

from __future__ import annotations

import html
import unicodedata

__all__ = ["MOST", "escaped", "isolated", "one_line", "tooltip"]

MOST = 20_000
"""Characters shown of one value; the rest is said to be there."""

_FSI = "\u2068"
_PDI = "\u2069"
_KEPT = frozenset("\n\u200c\u200d")
_NAMED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

_UNSEEN = frozenset(
    map(chr, (0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x2800, 0x3164, 0xFFA0, 0x16FE4, *range(0x180B, 0x180E),
              *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)  # fmt: skip
"""Letters and marks that nobody sees: fillers, joiners, selectors. Two names that differ by one look the same."""


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    if character == "\t":
        return "    "
    if character in _UNSEEN or unicodedata.category(character) in _NAMED:
        return f"⟨U+{ord(character):04X}⟩"
    return character


def escaped(untrusted: str) -> str:
    """The text with every control, format, unseen and unassigned character written out; cut at `MOST`."""
    text = untrusted.replace("\r\n", "\n")
    cut = text[:MOST]
    if not (cut.isascii() and cut.isprintable()):
        cut = "".join(map(_shown, cut))
    return cut if len(text) <= MOST else f"{cut} […]"


def isolated(untrusted: str) -> str:
    """The escaped text, each line in its own directional isolate."""
    return "\n".join(f"{_FSI}{line}{_PDI}" if line else "" for line in escaped(untrusted).split("\n"))


def one_line(untrusted: str) -> str:
    """The escaped and isolated text on one line, for tables and sentences."""
    return f"{_FSI}{escaped(untrusted).replace(chr(10), ' ⏎ ')}{_PDI}"


def tooltip(words: str) -> str:
    """Words in which somebody else's may be, as a tooltip: Qt guesses whether one is markup, and theirs never is."""
    return f"<p style='white-space: pre-wrap'>{html.escape(words)}</p>" if words else ""
