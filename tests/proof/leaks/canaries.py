"""Sixty-four words that are nowhere else: eight invented people in eight scripts, eight things of each.

Each word begins with a stem of its script or its kind, so that a search for few stems, in every dress that a byte can
wear, finds any of them: as it stands, in other cases, folded, in UTF-16 and UTF-32, escaped for JSON, XML and
addresses, and in base64 wherever it begins in it.
"""

from __future__ import annotations

import base64
import json
import urllib.parse
from dataclasses import dataclass

from backoffice_gui.domain.names import folded

__all__ = ["PEOPLE", "WORDS", "Invented", "canaries", "dresses", "key_needles", "needles"]

_STEMS = ("Zqexkjv", "Éxqżđœk", "Жщзэыюф", "Ξψωλδθφ", "ظغذخثقص", "ጰፀጨጸፈዠ", "ཞྫྷཀྵཊྛ", "鱻龘麤靐齉")
_MAIL, _PHONE = "zqmailkjv", "69973"
_NAMED = (
    "{}.txt",
    "../../{}.txt",
    "C:\\CON\\{}.txt",
    "{}\u202efdp.txt",
    '=HYPERLINK("https://demo.example/{}").txt',
    "$(touch {}).txt",
    "{}\n<2>collector defect.txt",
    "-{}\x00%s.txt",
)
"""As somebody hostile calls a file: a way out of a folder, a device, a turned line, a formula, a command, a line of a log."""


@dataclass(frozen=True, slots=True)
class Invented:
    """One person who does not exist."""

    family: str
    given: str
    line: str
    town: str
    email: str
    phone: str
    file: str
    note: str

    @property
    def words(self) -> tuple[str, ...]:
        """All eight."""
        return (self.family, self.given, self.line, self.town, self.email, self.phone, self.file, self.note)


def _person(n: int, stem: str) -> Invented:
    return Invented(
        family=f"{stem}a{n}", given=f"{stem}b{n}", line=f"{n + 1} RUE {stem}c{n}", town=f"{stem}d{n}",
        email=f"{_MAIL}{n}@demo.example", phone=f"06 99 73 5{n} 4{n}", file=_NAMED[n].format(f"{stem}e{n}"), note=f"{stem}f{n} EXEMPLE",
    )  # fmt: skip


PEOPLE = tuple(_person(n, stem) for n, stem in enumerate(_STEMS))


def canaries() -> tuple[str, ...]:
    """All sixty-four."""
    return tuple(word for person in PEOPLE for word in person.words)


WORDS = (*_STEMS, _MAIL, *(f"{_PHONE}5{n}4{n}" for n in range(8)), *(f"99 73 5{n} 4{n}" for n in range(8)))
"""What is searched: every canary holds one of these."""


def dresses(word: str) -> frozenset[bytes]:
    """Every form in which a word could lie in a file."""
    plain = {word, word.upper(), word.lower(), folded(word)}
    escaped = {json.dumps(each)[1:-1] for each in plain}
    quoted = {urllib.parse.quote(each, safe="") for each in plain}
    entities = {"".join(f"&#{ord(one)};" for one in each) for each in plain if not each.isascii()}
    texts = plain | escaped | {each.upper().replace("\\U", "\\u") for each in escaped} | quoted | entities
    texts |= {each.lower() for each in quoted}
    found = {each.encode() for each in texts if each}
    for each in plain:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            octets = each.encode(encoding)
            found |= {octets, *_in_base64(octets)}
    return frozenset(found)


def _in_base64(octets: bytes) -> set[bytes]:
    """What of its base64 is the same whatever stands before and after it, for each of three beginnings."""
    found = set[bytes]()
    for before in range(3):
        kept = base64.b64encode(b"\0" * before + octets)
        first, last = -(-before * 8 // 6), (before + len(octets)) * 8 // 6
        inner = kept[first:last]
        found |= {inner, inner.translate(bytes.maketrans(b"+/", b"-_"))}
    return found


def needles() -> dict[bytes, str]:
    """Every dress of every word, with the word."""
    return {dress: word for word in WORDS for dress in dresses(word)}


def key_needles(secret: bytes) -> dict[bytes, str]:
    """Every dress of a key: its octets, as digits, in base64."""
    found = {secret, secret.hex().encode(), secret.hex().upper().encode(), *_in_base64(secret)}
    return {each: "a key" for octets in found for each in octets.split(b"\n") if len(each) > 7}
