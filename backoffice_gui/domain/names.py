"""Names as they are searched and sorted; what is shown is always what the person wrote (domain.md §7.2).

The search form is plain ASCII, so that accents, apostrophes, case and script do not stand between
a name and the one who looks for it. The sort key is stored and indexed: comparing it octet by
octet is French order.
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

from backoffice_gui.domain.remembered import remembered

__all__ = ["absent", "folded", "sort_key"]

_KEY_PART = 100
"""Characters of each name that decide on the order; an index must not hold a name of 10,000 whole."""
_MOST_FOLDS = 8_192
"""Characters whose folding is remembered: more than all alphabets have together, and no text can fill memory."""
_KEPT, _SHORT = 1_024, 60
"""So many texts of so many characters are remembered folded: each name of a form is asked for five times in a row."""
_LAST = "~"
"""Sorts behind every letter."""
_BETWEEN = "\t"
"""Sorts before the space, so that *Exemple* alone comes before *Exemple Démo*."""

_ASCII = {
    code: char.lower() if (char := chr(code)).isalnum() else "" if unicodedata.category(char) == "Cc" else " "
    for code in range(128)
} | {ord(char): " " for char in "\t\n\v\f\r\x1c\x1d\x1e\x1f"}

_APOSTROPHES = frozenset("ʹʺʻʼʽʾʿˈˊˋ˴ˮꞌꞋ")
"""Letters to Unicode, apostrophes to those who write names with them; the others are punctuation already."""

# Points over or under consonants, which some write and most leave out; other scripts' marks are vowels that all write.
_MARKS = (
    (0x0300, 0x036F),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x0730, 0x074A),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)

# Written for a name that a person does not have, or nobody knows; without spaces, as in `S.P.`.
_ABSENT = frozenset(
    {
        *("x", "xx", "xxx", "xxxx", "xxxxx", "sp", "sn", "fnu", "lnu", "nc", "nfn", "nln"),
        *("sansprenom", "sansnom", "sansprenoms", "sansnomdefamille", "pasdeprenom", "pasdenom", "aucunprenom"),
        *("inconnu", "inconnue", "nonconnu", "nonconnue", "prenominconnu", "nominconnu", "neant", "aucun"),
        *(
            "nonrenseigne",
            "nonprecise",
            "nondeclare",
            "noname",
            "nofirstname",
            "nolastname",
            "nosurname",
            "nogivenname",
        ),
        *("unknown", "firstnameunknown", "lastnameunknown", "notknown"),
    }
)


def _folded_char(char: str) -> str:
    """One character that is not ASCII, already compatibility-composed and casefolded, in ASCII."""
    category = unicodedata.category(char)
    if category in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return " " if char.isspace() else ""
    if any(first <= ord(char) <= last for first, last in _MARKS):
        return ""
    if char == "ё":
        return "e"
    plain = anyascii(char).lower()
    if category.startswith("L") and char not in _APOSTROPHES:
        # An ayin within a word does not part it.
        return "".join(each for each in plain if each.isalnum())
    return "".join(each if each.isalnum() else " " for each in plain) if plain or category[0] == "M" else " "


class _Folds(dict[int, str]):
    """What each character becomes; the ASCII ones are there, others are worked out when they first come."""

    def __missing__(self, code: int) -> str:
        found = _folded_char(chr(code))
        if len(self) < _MOST_FOLDS:
            self[code] = found
        return found


_FOLDS = _Folds(_ASCII)


def folded(text: str) -> str:
    """The search form of any text: words of `[a-z0-9]` with one space between, without accents.

    Compatibility forms, case, direction marks, zero-width characters and accents are gone,
    apostrophes, hyphens and dots are spaces (*N’Démo* is *n demo*), other scripts are written in
    Latin letters. Total over every `str` (lone surrogates vanish), and idempotent.
    """
    return _folded_short(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        if text.isalnum():  # one plain word, as most are
            return text.lower()
    else:
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(text.translate(_FOLDS).split())


_folded_short = remembered(_KEPT)(_folded)


def absent(text: str) -> bool:
    """Whether it stands for a name that is not there: `SANS PRENOM`, `S.P.`, `XXX`, `FNU`, `-`, or nothing.

    Such words are kept and shown as declared, but neither matched nor printed as a name.
    """
    return _absent(text) if len(text) <= _SHORT else _is_absent(text)


def _is_absent(text: str) -> bool:
    says = text.isalnum() or any(char.isalnum() for char in text)
    return not says or folded(text).replace(" ", "") in _ABSENT


_absent = remembered(_KEPT)(_is_absent)


def _accents(text: str) -> str:
    """What tells names apart that are the same but for their accents; can be stored."""
    plain = unicodedata.normalize("NFD", text[:_KEY_PART].casefold())
    if plain.isprintable():  # nothing of category C
        return plain
    return "".join(char for char in plain if unicodedata.category(char)[0] != "C")


def sort_key(family: str, given: str) -> str:
    """Where a person stands in a list: by surname, then by given names, accents as the last tie-break.

    Compared octet by octet it is French order (*école*, *étude*, *Eva*); particles count as they
    were declared; a name that is absent comes last. Of each name the first 100 characters decide.
    """
    known = ["" if absent(name[:_KEY_PART]) else name[: 2 * _KEY_PART] for name in (family, given)]
    plain = [folded(name)[:_KEY_PART] or _LAST for name in known]
    return _BETWEEN.join((*plain, *(_accents(name) for name in known)))
