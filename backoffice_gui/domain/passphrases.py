"""Passphrases: one form for what is typed, and which are too weak to protect anything.

A passphrase stands beside a random half in the keyring, its guesses are slowed at the desk (`domain.unlocking`) and
cost 256 MiB each away from it (`security.wrap`). So 50 bits are demanded, as CNIL's recommendation 2022-100 of
21 July 2022 has it for a password with restricted access, and 12 characters at least.
"""

from __future__ import annotations

import itertools
import math
import unicodedata

__all__ = ["LEAST_BITS", "LEAST_CHARACTERS", "MOST_CHARACTERS", "bits", "normalised", "weakness"]

LEAST_CHARACTERS = 12
MOST_CHARACTERS = 1_024
LEAST_BITS = 50.0

_CLASSES = ((str.islower, 26), (str.isupper, 26), (str.isdecimal, 10))
_OTHERS = 33
_KNOWN = (
    "passphrase", "motdepasse", "bienvenue", "backoffice", "password", "fontenay", "administrateur", "bonjour",
    "azerty", "qwerty", "ofpra", "soleil", "france", "secret", "admin",
)  # fmt: skip
"""Words that are tried first; each counts as one choice among a thousand."""
_KNOWN_BITS = 10.0
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_DIGITS = "01234567890"
_STEPS = frozenset(
    pair
    for row in (*_ROWS, _DIGITS)
    for here, there in itertools.pairwise(row)
    for pair in (here + there, there + here)
)


def normalised(typed: str) -> str:
    """One form for what different keyboards send for the same characters (NFKC), without the line's end."""
    return unicodedata.normalize("NFKC", typed.rstrip("\r\n"))


def bits(passphrase: str) -> float:
    """How many bits of choice a passphrase shows, cautiously.

    A character counts by the kinds of characters there are, one that only goes on as the one before did (repeated, next
    in the alphabet or on the keyboard) as one bit, and a repetition of what stands before as nothing.
    """
    alphabet = sum(size for kind, size in _CLASSES if any(kind(each) for each in passphrase))
    if any(not each.isdecimal() and not each.islower() and not each.isupper() for each in passphrase):
        alphabet += _OTHERS
    if not alphabet:
        return 0.0
    rest, known = passphrase.casefold(), 0.0
    for word in _KNOWN:
        if word in rest:
            rest = rest.replace(word, "")
            known += _KNOWN_BITS
    rest = _once(rest)
    steps = sum(here == there or here + there in _STEPS for here, there in itertools.pairwise(rest))
    return known + steps + (len(rest) - steps) * math.log2(alphabet)


def _once(text: str) -> str:
    """A text that is one piece again and again is that piece."""
    for size in range(1, len(text) // 2 + 1):
        if text == (text[:size] * (len(text) // size + 1))[: len(text)]:
            return text[:size]
    return text


def weakness(passphrase: str) -> str:
    """Why a passphrase (normalised) can't be taken: `passphrase-short`, `-simple`, `-long`; nothing where it can."""
    if len(passphrase) < LEAST_CHARACTERS:
        return "passphrase-short"
    if len(passphrase) > MOST_CHARACTERS:
        return "passphrase-long"
    return "passphrase-simple" if bits(passphrase) < LEAST_BITS else ""
