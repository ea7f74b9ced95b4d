"""What an agent typed into the search box: words to be found, and numbers that may lead straight to a case.

The two halves of one agreement: `index_text` is what a full-text index holds of a person, `search_terms`
what is asked of it. Every word is found whatever its order, accents, script or spelling (`sounds`).
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from backoffice_gui.domain.identifiers import foreigner_number, ofpra_number, plain_digits
from backoffice_gui.domain.names import folded
from backoffice_gui.domain.reach import email, phone
from backoffice_gui.domain.remembered import remembered
from backoffice_gui.domain.sounds import joins, keys, query_keys, unvowelled

__all__ = ["Exact", "ExactKind", "Terms", "Word", "index_text", "search_terms"]

_LONGEST = 300
_MOST_WORDS = 12
_KEPT, _SHORT = 2_048, 100
"""Of so many names of so many characters the words are remembered: towns and given names come again and again."""
_CASE = re.compile(r"(?:([a-z]{2})[- ]?)?(20[0-9]{2})[-/](?:[0-9]{1,9})", re.IGNORECASE)
_CASE_PARTS = re.compile(r"[0-9]+")
_CASE_PREFIX = "DL"
_SUBMISSION = re.compile(r"[A-Za-z0-9_-]{6,64}")
_LIKE_SUBMISSION = re.compile(r"[a-zA-Z]\d|\d[a-zA-Z_]|[a-z][A-Z]|[a-zA-Z0-9]_")
_DIGITS = re.compile(r"[\s.\-/()+\u2010-\u2015]*(?:\d[\s.\-/()+\u2010-\u2015]*)+")


class ExactKind(enum.Enum):
    """What a number, an address or an id may be; a reader asks for each by an index of its own."""

    CASE = "case"
    """A case's number, `DL-2026-000412`."""
    CASE_SHORT = "case_short"
    """The end of a case's number, without zeros in front: `412`."""
    OFPRA = "ofpra"
    """The key of an Ofpra number."""
    FOREIGNER = "foreigner"
    """The key of a foreigner's number (AGDREF)."""
    SUBMISSION = "submission"
    """A submission's id, or its beginning: upper and lower case matter."""
    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Exact:
    """One thing that what was typed may be: its kind, and the key that is compared."""

    kind: ExactKind
    key: str


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search.

    Found where all words of one of its `ways` begin a word of the index, or any of its `keys` is one.
    All are letters and digits only, so that they can be put into a full-text query as they are.
    """

    ways: tuple[tuple[str, ...], ...]
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """A search: every word is to be found; where one of `exact` names a single case, that is meant."""

    words: tuple[Word, ...] = ()
    exact: tuple[Exact, ...] = ()


def index_text(names: Iterable[str], numbers: Iterable[str] = ()) -> str:
    """What the full-text index holds of a person or a case: folded words, joined ones, keys, and numbers' keys.

    Numbers (`identifiers`, case numbers) are found by their beginning too.
    """
    tokens: dict[str, None] = {}
    for name in names:
        tokens.update(dict.fromkeys(_short_name(name) if len(name) <= _SHORT else _of_name(name)))
    for number in numbers:
        tokens.update(dict.fromkeys(folded(number).split()))
    return " ".join(tokens)


def _of_name(name: str) -> tuple[str, ...]:
    words = tuple(folded(name).split())
    return (*words, *(joined for _, _, joined in joins(words)), *sorted(keys(name)))


_short_name = remembered(_KEPT)(_of_name)


def _case(text: str) -> Exact | None:
    found = _CASE.fullmatch(text)
    if found is None:
        return None
    year, number = _CASE_PARTS.findall(text)
    return Exact(ExactKind.CASE, f"{(found[1] or _CASE_PREFIX).upper()}-{year}-{int(number):06}")


def _number(text: str) -> list[Exact]:
    """What a number without letters may be, by its length."""
    plain = plain_digits(text)
    found = []
    digits = plain.isdecimal() and plain.isascii()
    if digits and len(plain) <= 9:
        if int(plain) and len(plain) <= 7:
            found.append(Exact(ExactKind.CASE_SHORT, str(int(plain))))
        found.append(Exact(ExactKind.OFPRA, ofpra_number(plain).key))
    if digits and len(plain) in (9, 10):
        found.append(Exact(ExactKind.FOREIGNER, foreigner_number(plain).key))
    reach = phone(text)
    if reach.key.startswith("+") and len(plain) >= 10:
        found.append(Exact(ExactKind.PHONE, reach.key))
    return found


def _recognised(text: str) -> list[Exact]:
    """What one piece of the query may be, beside words."""
    if case := _case(text):
        return [case]
    if "@" in text:
        reach = email(text)
        return [] if "email_odd" in reach.warnings else [Exact(ExactKind.EMAIL, reach.key)]
    if _DIGITS.fullmatch(text):
        return _number(text)
    found = []
    plain = plain_digits(text)
    if 2 <= len(plain) <= 9 and plain.isascii() and plain.isalnum() and any(char.isdigit() for char in plain):
        found.append(Exact(ExactKind.OFPRA, ofpra_number(plain).key))
    if _SUBMISSION.fullmatch(text) and _LIKE_SUBMISSION.search(text):
        found.append(Exact(ExactKind.SUBMISSION, text))
    return found


def _pieces(query: str) -> list[str]:
    """The query at its spaces, but numbers that are written with spaces whole: `99 03 123456`, `dl 2026 412`."""
    whole = "-".join(query.split())
    if _case(whole):
        return [whole]
    pieces: list[str] = []
    for chunk in query.split():
        if pieces and _DIGITS.fullmatch(chunk) and _DIGITS.fullmatch(pieces[-1]):
            pieces[-1] += f" {chunk}"
        else:
            pieces.append(chunk)
    return pieces


def _number_word(piece: str) -> Word | None:
    """A number as one word: as it is indexed, and as it was typed."""
    parts = tuple(folded(piece).split())
    joined = "".join(parts)
    ways = dict.fromkeys(((joined,), parts))
    return Word(tuple(ways)) if joined else None


def _vowelled(text: str) -> list[Word]:
    """Words of names; those that many write as one are looked for both ways."""
    words = tuple(folded(text).split())[:_MOST_WORDS]
    found, done = [], 0
    for first, behind, joined in [*joins(words), (len(words), len(words), "")]:
        found += [Word(((word,),), query_keys(word)) for word in words[done:first]]
        if joined:
            found.append(Word((words[first:behind], (joined,)), query_keys(joined)))
        done = behind
    return found


def _unvowelled(chunks: list[str]) -> list[Word]:
    """The same for scripts without vowels, whose words keep their script until their keys are made."""
    found: list[Word] = []
    for chunk in chunks:
        words = tuple(folded(chunk).split())
        if found and found[-1].ways == (("bd",),) and words and words[0].startswith("l"):
            found[-1] = Word((("bd", *words), ("bd" + words[0],)), query_keys("\u0639\u0628\u062f" + chunk))
        elif words:
            found.append(Word((words,), query_keys(chunk)))
    return found


def _words(chunks: list[str]) -> list[Word]:
    """Words in the order they were typed, by runs of one kind of script."""
    found: list[Word] = []
    for other, run in groupby(chunks, key=unvowelled):
        typed = list(run)
        found += _unvowelled(typed) if other else _vowelled(" ".join(typed))
    return found


def search_terms(query: str) -> Terms:
    """Take apart what was typed; total over any text, of which the first 300 characters and twelve words count."""
    words: list[Word] = []
    exact: dict[Exact, None] = {}
    names: list[str] = []
    for piece in _pieces(query[:_LONGEST]):
        exact.update(dict.fromkeys(_recognised(piece)))
        if _DIGITS.fullmatch(piece) or _case(piece) or "@" in piece:
            number = _number_word(piece)
            words += [number] if number else []
        else:
            names.append(piece)
    words = _words(names) + words
    return Terms(tuple(words[:_MOST_WORDS]), tuple(exact))
