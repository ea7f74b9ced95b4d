"""Which keys do what at this desk: those of `shortcuts`, or what the agent put in their place."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from backoffice_gui.gui.shortcuts import Key, sequences

if TYPE_CHECKING:
    from backoffice_gui.gui.preferences import Preferences

__all__ = ["Keymap", "Unfit"]

_APART = " | "
_BARE = re.compile(r"(Shift\+)?[^+\s]")
_DIGIT = re.compile(r"(Ctrl|Alt|Meta)\+.*\d$|^(Shift\+)?\d$")
_ALTGR = re.compile(r"Ctrl\+.*Alt\+|Alt\+.*Ctrl\+")
_SHIFTED = re.compile(r"(^|\+)[/?\[\]{}@#~\\^]$")


class Unfit(enum.Enum):
    """Why a sequence can't be had."""

    DIGIT = "digit"
    """Digits need the Shift key on AZERTY."""
    ALTGR = "altgr"
    """Ctrl and Alt together are AltGr, which types characters."""
    SHIFTED = "shifted"
    """A character that AZERTY has on a third level only."""
    BARE = "bare"
    """A single letter would be typed into texts: only what acts in lists may have one."""


class Keymap:
    """Reads and keeps the agent's keys; what was not changed stays as it came."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @staticmethod
    def _name(key: Key) -> str:
        return f"keyboard/keys/{key.name.lower()}"

    def sequences(self, key: Key) -> list[QKeySequence]:
        """The key's sequences, the agent's where there are any that fit."""
        kept = [QKeySequence(text) for text in self._preferences.text(self._name(key)).split(_APART) if text]
        return kept or sequences(key)

    def text(self, key: Key) -> str:
        """The keys as the system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        return " · ".join(dict.fromkeys(sequence.toString(native) for sequence in self.sequences(key)))

    def first(self, key: Key) -> str:
        """The first of its sequences, for buttons and tooltips."""
        return self.sequences(key)[0].toString(QKeySequence.SequenceFormat.NativeText)

    def changed(self, key: Key) -> bool:
        """Whether the agent put something else in its place."""
        return bool(self._preferences.text(self._name(key)))

    def rebind(self, key: Key, sequence: QKeySequence) -> None:
        """Put another sequence in the place of those it has; `unfit` and `holder` say whether that is wise."""
        text = sequence.toString()
        same = [text] == [one.toString() for one in sequences(key)]
        self._preferences.keep_text(self._name(key), "" if same else text)

    def reset(self, key: Key) -> None:
        """Back to what it was."""
        self._preferences.keep_text(self._name(key), "")

    def unfit(self, key: Key, sequence: QKeySequence) -> Unfit | None:
        """Why a key can't have this sequence, or nothing."""
        strokes = sequence.toString().split(", ")
        for stroke in strokes:
            if _ALTGR.search(stroke):
                return Unfit.ALTGR
            if _DIGIT.search(stroke):
                return Unfit.DIGIT
            if _SHIFTED.search(stroke):
                return Unfit.SHIFTED
        return Unfit.BARE if _BARE.fullmatch(strokes[0]) and not key.letter else None

    def holder(self, key: Key, sequence: QKeySequence) -> Key | None:
        """Another key that has this sequence, or one that begins alike: both could not act."""
        wanted = sequence.toString().split(", ")
        for other in Key:
            if other is key:
                continue
            for known in self.sequences(other):
                strokes = known.toString().split(", ")
                least = min(len(strokes), len(wanted))
                if strokes[:least] == wanted[:least]:
                    return other
        return None
