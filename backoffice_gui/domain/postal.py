"""Addresses as the post reads them: NF Z 10-011 (domain.md §7.4), obeyed or refused, never cut in silence.

At most 6 lines (7 abroad) of 38 characters, from the person to the place: addressee; host (`CHEZ …`) and
box of a domiciliation; flat, building; number and street; locality; postcode and town; country. From the
street on: capitals and no punctuation. What does not fit is named, line by line, with the official
abbreviations that would make it fit: a person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from backoffice_gui.domain.postal_words import ABBREVIATIONS, CIVILITIES, FLOORS, STREETS, TOWN_FIRST

__all__ = [
    "CODES",
    "FRENCH_TERRITORIES",
    "LINE_LENGTH",
    "MOST_LINES",
    "STREET_LENGTH",
    "Address",
    "Label",
    "NotPrintable",
    "Problem",
    "Suggestion",
    "address_label",
]

LINE_LENGTH = 38
STREET_LENGTH = 32
"""What a street's name may take; only beyond may its words be abbreviated."""
MOST_LINES = 6

CODES = (
    "addressee_missing",
    "street_missing",
    "postcode_missing",
    "postcode_odd",
    "town_missing",
    "country_unknown",
    "too_long",
    "too_many_lines",
    "unprintable_characters",
    "other_script",
)
"""Every code word a problem can have: the rim has a sentence for each."""

FRENCH_TERRITORIES = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "WF", "PF", "NC", "TF"})
"""Where the French postcode and the town are enough (ISO 3166-1)."""

_POSTCODE = re.compile(r"[0-9]{5}")
_NUMBERED = re.compile(r"\s*[0-9]+(?:\s*[/-]\s*[0-9]+)*(?:\s*(?:BIS|TER|QUATER|[A-Z]))?\s+\D", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"[0-9]+(?:[/-][0-9]+)*(?: (?:BIS|TER|QUATER|[A-Z]))? ")
_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r"\s+")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])\s*([/-])\s*(?=[0-9])")
_DEGREE = re.compile(r"\bN\s*°\s*")


@dataclass(frozen=True, slots=True)
class Address:
    """An address as the form has it (protocol §6): lines, postcode, town, ISO country (none: France), host, box."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    country: str = ""
    organisation: str = ""
    box: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another wording of a line that would fit better, if a person accepts it."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an address is not printed: a code of `CODES`, the line (from 1; 0: none) as it would stand, by how many.

    `by` counts characters over 38, lines over the limit, or characters that can't be printed.
    """

    code: str
    line: int = 0
    by: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines ready to be printed, left aligned; `suggestions` for a street of more than 32 characters that fits."""

    lines: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class NotPrintable:
    """What stands in the way, all of it, with the lines as they would be."""

    problems: tuple[Problem, ...]
    lines: tuple[str, ...]
    suggestions: tuple[Suggestion, ...] = ()


def _tidy(text: str) -> str:
    """One line, its spaces made one; precomposed, so that a letter is one character."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def _bare(text: str) -> str:
    """Capitals without punctuation; `12/14` and `12-14` stay, for they are numbers; accents stay."""
    upper = _BETWEEN_DIGITS.sub(r"\1", _DEGREE.sub("N° ", _tidy(text).upper()))
    return _tidy("".join(" " if _punctuates(upper, place) else char for place, char in enumerate(upper)))


def _punctuates(text: str, place: int) -> bool:
    char = text[place]
    if unicodedata.category(char)[0] != "P":
        return False
    numbers = text[max(place - 1, 0) : place].isdigit() and text[place + 1 : place + 2].isdigit()
    return not (numbers and char in "/-")


def _unprintable(line: str) -> int:
    return sum(unicodedata.category(char)[0] == "C" for char in line)


def _other_script(line: str) -> int:
    return sum(
        char.isalpha() and char not in "ªº" and not unicodedata.name(char, "").startswith(("LATIN", "MODIFIER"))
        for char in line
    )


def _street_of(body: list[str]) -> int:
    """Which line is the street: one that begins with a kind of street, or a number before anything but a floor."""
    words = [[word.upper() for word in _WORD.findall(line)] for line in body]
    numbered = [bool(_NUMBERED.match(line)) for line in body]
    for place, each in enumerate(words):
        if each[:1] and (each[0] in STREETS or (numbered[place] and not STREETS.isdisjoint(each[:2]))):
            return place
    for place, each in enumerate(words):
        if numbered[place] and FLOORS.isdisjoint(each):
            return place
    return len(body) - 1


def _lines_of(address: Address, place: str) -> list[str]:
    """The form's lines, a line break inside one taken at its word; empty ones, and the town said twice, left out."""
    lines = [line for each in address.lines for line in map(_tidy, each.splitlines()) if line]
    while lines and _bare(lines[-1]) in {place, _bare(address.town)}:
        lines.pop()
    return lines


def _host(address: Address, body: list[str], room: int) -> list[str]:
    """`CHEZ …` and the box, unless the lines say them; on one line where two have no place and one is enough."""
    organisation, box = _tidy(address.organisation), _tidy(address.box)
    found = []
    if organisation:
        already = organisation.upper().startswith(("CHEZ ", "C/O "))
        found.append(organisation if already else f"CHEZ {organisation}")
    if box:
        found.append(box if _WORD.search(box) else f"BOITE {box}")
    said = " | ".join(map(_bare, body))
    bare = _bare(organisation)
    found = [each for each in found if _bare(each) not in said and not (bare and bare in said and bare in _bare(each))]
    joined = " ".join(found)
    return [joined] if len(found) > max(room, 1) and len(joined) <= LINE_LENGTH else found


def _place(address: Address, *, french: bool) -> str:
    """Postcode and town, in the order of the country."""
    town = _bare(address.town)
    postcode = _tidy(address.postcode).upper()
    if french:
        postcode = postcode.replace(" ", "")
    parts = (town, postcode) if address.country.upper() in TOWN_FIRST else (postcode, town)
    return " ".join(filter(None, parts))


def _missing(address: Address, addressee: str, street: bool, country: str | None, *, french: bool) -> Iterable[Problem]:
    if not addressee:
        yield Problem("addressee_missing")
    if not street and not address.organisation.strip():
        yield Problem("street_missing")
    postcode = _tidy(address.postcode)
    if french and not postcode:
        yield Problem("postcode_missing")
    elif french and not _POSTCODE.fullmatch(postcode.replace(" ", "")):
        yield Problem("postcode_odd", text=postcode)
    if not _bare(address.town):
        yield Problem("town_missing")
    if not french and not country:
        yield Problem("country_unknown", text=_tidy(address.country))


def _refused(number: int, line: str, *, french: bool) -> Iterable[Problem]:
    if len(line) > LINE_LENGTH:
        yield Problem("too_long", number, len(line) - LINE_LENGTH, line)
    if hidden := _unprintable(line):
        yield Problem("unprintable_characters", number, hidden, line)
    if french and (strange := _other_script(line)):
        yield Problem("other_script", number, strange, line)


def _abbreviated(line: str, words: Mapping[str, str]) -> str:
    """The line with its longest words abbreviated, one after the other, until it fits."""
    result = line
    for word, short in sorted(words.items(), key=lambda pair: len(pair[1]) - len(pair[0])):
        if len(result) <= LINE_LENGTH and _street_fits(result):
            break
        result = re.sub(rf"\b{re.escape(word)}\b", short, result, flags=re.IGNORECASE)
    return result


def _street_fits(line: str) -> bool:
    return len(_LEADING_NUMBER.sub("", line, count=1)) <= STREET_LENGTH


def _suggested(number: int, line: str, streets: Collection[int], latin: Callable[[str], str] | None) -> str:
    """What would fit better than this line, or the line itself."""
    better = _tidy("".join(char for char in line if unicodedata.category(char)[0] != "C"))
    if latin is not None and _other_script(better):
        better = _tidy(latin(better))
    if number == 1:
        return _abbreviated(better, CIVILITIES) if len(better) > LINE_LENGTH else better
    street = number in streets
    if len(better) > LINE_LENGTH or (street and not _street_fits(better)):
        better = _abbreviated(better, ABBREVIATIONS)
    return better.upper() if street else better


def address_label(
    addressee: str,
    address: Address,
    countries: Mapping[str, str],
    *,
    accepted: Collection[Suggestion] = (),
    latin: Callable[[str], str] | None = None,
) -> Label | NotPrintable:
    """The label of an address, or what stands in the way.

    `countries` names countries in French by their ISO 3166-1 code; `accepted` are suggestions of an earlier
    answer that a person has taken; `latin` writes other scripts in Latin letters, for suggestions only.
    """
    code = address.country.strip().upper()
    french = not code or code in FRENCH_TERRITORIES
    country = None if french else _bare(countries.get(code, ""))
    most = MOST_LINES if french else MOST_LINES + 1
    name, place = _tidy(addressee), _place(address, french=french)
    body = _lines_of(address, place)
    street = _street_of(body)
    body = body[: max(street, 0)] + list(filter(None, map(_bare, body[max(street, 0) :])))
    tail = [*body, *filter(None, (place, country))]
    host = _host(address, body, most - len(tail) - 1)
    lines = [*filter(None, (name,)), *host, *tail]
    taken = {(each.line, each.before): each.after for each in accepted}
    lines = [taken.get((number, line), line) for number, line in enumerate(lines, 1)]
    first = len(lines) - len(tail) + street + 1
    streets = range(first, first + len(body) - street)
    problems = [*_missing(address, name, bool(body), country, french=french)]
    if len(lines) > most:
        problems.append(Problem("too_many_lines", by=len(lines) - most))
    suggestions = []
    for number, line in enumerate(lines, 1):
        problems += _refused(number, line, french=french)
        better = _suggested(number, line, streets, latin)
        if better != line:
            suggestions.append(Suggestion(number, line, better))
    if problems:
        return NotPrintable(tuple(problems), tuple(lines), tuple(suggestions))
    return Label(tuple(lines), tuple(suggestions))
