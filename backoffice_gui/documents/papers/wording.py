"""Words from outside, made fit to be set: no hidden direction, no command, nothing that runs off the page.

What has no shape is written out (`⟨U+202E⟩`), what is too long ends with a mark that says how long it was,
an unbroken run may be broken anywhere, and a text begins at the side its first letter begins at.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MOST_CHARACTERS", "MOST_LINES", "Shortened", "begins_right", "breakable", "made_visible", "shortened"]

MOST_CHARACTERS = 4_000
"""Characters of one value on paper."""
MOST_LINES = 60
"""Lines of one value on paper."""

_RUN = re.compile(r"\S+")
_BREAK = "\u200b"
_STEP = 6
_NARROW = frozenset("0123456789.,;:!'/-()[]|")
_KEPT = frozenset("\n\u200c\u200d")
_SHAPELESS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_RIGHT, _LEFT = frozenset({"R", "AL"}), frozenset({"L"})

Shortened = tuple[str, bool]


def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    if character == "\t":
        return "    "
    return f"⟨U+{ord(character):04X}⟩" if unicodedata.category(character) in _SHAPELESS else character


def made_visible(untrusted: str) -> str:
    """The text with every control, format and unassigned character written out; line ends are made one."""
    text = _LINE_ENDS.sub("\n", untrusted)
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(map(_shown, text))


def shortened(text: str, most: int = MOST_CHARACTERS, lines: int = MOST_LINES) -> Shortened:
    """The text within so many characters and lines, and whether it was longer: a mark at its end says so."""
    each = text.split("\n")
    kept = "\n".join(each[:lines])[:most]
    if kept == text:
        return text, False
    total = f"{len(text):,}".replace(",", "\u202f")
    said = f"{total} caractères" + (f", {len(each)} lignes" if len(each) > lines else "")
    return f"{kept.rstrip()} […]\n[abrégé ici : {said} au total]", True


def _ems(text: str) -> float:
    """A generous guess of a run's width: what is certainly narrow is half an em, the rest a whole one."""
    return sum(0.55 if character.islower() or character in _NARROW else 0.95 for character in text)


def breakable(text: str, room: float) -> str:
    """The text with places to break (U+200B) in runs that may be wider than `room` ems; other runs stay whole."""

    def parted(found: re.Match[str]) -> str:
        run = found[0]
        if len(run) * 0.55 <= room and (len(run) <= room or _ems(run) <= room):
            return run
        return _BREAK.join(run[start : start + _STEP] for start in range(0, len(run), _STEP))

    return _RUN.sub(parted, text)


def begins_right(text: str) -> bool:
    """Whether its first letter with a direction is written from the right (UAX #9, P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in _RIGHT:
            return True
        if direction in _LEFT:
            return False
    return False
