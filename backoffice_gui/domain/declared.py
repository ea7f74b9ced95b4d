"""A JSON object of a form, taken apart member by member: what fits goes on as a value, everything else is kept.

Nothing is guessed and nothing refused. What was odd is a *doubt* (a code word of
`form_fields.WARNINGS` at a path); what no field could take is *left*, as JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.dates import PartialDate, parse_edtf
from backoffice_gui.domain.form_fields import Check
from backoffice_gui.domain.lenient_json import Literal, compact
from backoffice_gui.domain.remembered import remembered

__all__ = ["MAX_ITEMS", "MAX_LEFT", "Declared", "DeclaredDate", "Doubt", "Left", "Notes", "raw_json"]

MAX_ITEMS = 50
"""Items of one list that become values; the others are left, as JSON."""
MAX_LEFT = 500
"""Members of one form that are kept as JSON; those beyond are counted, and lie in part 0 as ever."""
_PATH = 300
_USUAL = 200
"""No longer than that, a line of printable characters is nothing odd, and nearly all lines are."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is odd about the value at a path (`person.birth_date`): a code word of `form_fields.WARNINGS`."""

    path: str
    code: str


@dataclass(frozen=True, slots=True)
class Left:
    """A member that no field could take: its path, and its value as JSON text, numbers as they were typed."""

    path: str
    json: str


@dataclass(frozen=True, slots=True)
class DeclaredDate:
    """A date as it was typed; `date` where it is one (EDTF), never completed."""

    raw: str = ""
    date: PartialDate | None = None


class Notes:
    """What reading one form has noted so far, shared by all its objects."""

    def __init__(self) -> None:
        self.doubts: list[Doubt] = []
        self.left: list[Left] = []
        self.dropped = 0

    def doubt(self, path: str, code: str | None) -> None:
        """Note a code word, where there is one."""
        if code is not None and len(self.doubts) < MAX_LEFT:
            self.doubts.append(Doubt(path[:_PATH], code))

    def leave(self, path: str, value: Any) -> None:
        """Keep a value as JSON."""
        if len(self.left) < MAX_LEFT:
            self.left.append(Left(path[:_PATH], raw_json(value)))
        else:
            self.dropped += 1


def raw_json(value: Any) -> str:
    """What `lenient_json.read_json` has read, as JSON text again: numbers as typed, lone surrogates escaped."""
    if isinstance(value, Literal):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{raw_json(name)}: {raw_json(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(raw_json(inner) for inner in value) + "]"
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode("utf-8")


def _is_usual(value: Any) -> bool:
    return value.__class__ is str and len(value) <= _USUAL and value.isprintable()


@remembered(2_048)
def _odd(check: Check, usual: str) -> str | None:
    """What a check says of a usual text: code words, countries, languages and names come again and again."""
    return check(usual)[1]


class Declared:
    """One object: each member is taken out once; `rest` keeps those nobody asked for.

    `present` tells an object that was sent, though empty, from one that was not; `place` is where it
    stands in its list, from 1.
    """

    def __init__(
        self, members: Mapping[str, Any], path: str, notes: Notes, *, present: bool = True, place: int = 1
    ) -> None:
        self._members = dict(members)
        self._path = path
        self._notes = notes
        self.present = present
        self.place = place

    def _at(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name

    def _text(self, value: Any, path: str, check: Check | None) -> str | None:
        """The text, where it is one, with what a check finds odd; a number stays as it was typed."""
        if isinstance(value, str):
            if check is not None:
                self._notes.doubt(path, check(value)[1])
            return value if value.__class__ is str and value.isprintable() else compact(str(value))
        self._notes.doubt(path, "wrong_type")
        self._notes.leave(path, value)
        return None

    def optional(self, name: str, check: Check = fields.plain) -> str | None:
        """The text under a name; nothing where it was not sent, or is no text."""
        value = self._members.pop(name, None)
        if value is None:
            return None
        if not _is_usual(value):
            return self._text(value, self._at(name), check)
        if check is not fields.plain and (code := _odd(check, value)) is not None:
            self._notes.doubt(self._at(name), code)
        return value  # type: ignore[no-any-return]

    def text(self, name: str, check: Check = fields.plain) -> str:
        """The text under a name, empty where there is none."""
        return self.optional(name, check) or ""

    def texts(self, name: str, check: Check = fields.plain, whole: Check | None = None) -> tuple[str, ...]:
        """The texts of a list; one text that should have been a list is its only item.

        Each is checked, or where they make sense together only, all of them at once by `whole`.
        """
        value = self._members.pop(name, None)
        if value is None:
            return ()
        path = self._at(name)
        if whole is not None:
            self._notes.doubt(path, whole(value)[1])
        elif not isinstance(value, list):
            self._notes.doubt(path, "wrong_type")
        if value.__class__ is list and len(value) <= MAX_ITEMS and all(map(_is_usual, value)):
            if whole is None and check is not fields.plain:
                for index, item in enumerate(value):
                    if (code := _odd(check, item)) is not None:
                        self._notes.doubt(f"{path}[{index}]", code)
            return tuple(value)
        found = []
        for where, item in self._items(value if isinstance(value, list) else [value], path):
            text = self._text(item, where, None if whole else check)
            found += [] if text is None else [text]
        return tuple(found)

    def _items(self, value: list[Any], path: str) -> Iterator[tuple[str, Any]]:
        """Each item with its path; a list without end is cut, and what is cut off is kept as JSON."""
        if len(value) > MAX_ITEMS:
            self._notes.doubt(path, "too_many")
            self._notes.leave(f"{path}[{MAX_ITEMS}…]", value[MAX_ITEMS:])
        for index, item in enumerate(value[:MAX_ITEMS]):
            yield f"{path}[{index}]", item

    def date(self, name: str) -> DeclaredDate:
        """A date as it was typed, read where it can be."""
        value = self._members.get(name)
        if value.__class__ is str and _is_usual(value):  # read once, not once more for the doubt
            del self._members[name]
            read = parse_edtf(value.strip())
            self._notes.doubt(self._at(name), fields.date_warning(read))
            return DeclaredDate(value, read)
        raw = self.text(name, fields.date)
        return DeclaredDate(raw, None if fields.plain(value)[1] else parse_edtf(raw.strip()))

    def flag(self, name: str) -> bool | None:
        """Yes, no, or not said."""
        value = self._members.pop(name, None)
        if value is None or isinstance(value, bool):
            return value
        self._notes.doubt(self._at(name), "wrong_type")
        self._notes.leave(self._at(name), value)
        return None

    def numbers(self, name: str) -> tuple[int, ...]:
        """The whole numbers of a list, at most nine digits each."""
        value = self._members.pop(name, None)
        if value is None:
            return ()
        path = self._at(name)
        if not isinstance(value, list):
            self._notes.doubt(path, "wrong_type")
        found = (
            self._number(item, where)
            for where, item in self._items(value if isinstance(value, list) else [value], path)
        )
        return tuple(number for number in found if number is not None)

    def number(self, name: str, check: Check) -> int | None:
        """A whole number, with what a check finds odd about it."""
        value = self._members.pop(name, None)
        if value is None:
            return None
        number = self._number(value, self._at(name))
        if number is not None:
            self._notes.doubt(self._at(name), check(value)[1])
        return number

    def _number(self, value: Any, path: str) -> int | None:
        if isinstance(value, Literal) and fields.numbers([value])[1] is None:
            return int(value)
        self._notes.doubt(path, "wrong_type")
        self._notes.leave(path, value)
        return None

    def child(self, name: str) -> Declared:
        """The object under a name; an empty one where there is none."""
        value = self._members.pop(name, None)
        path = self._at(name)
        if value is not None and not isinstance(value, dict):
            self._notes.doubt(path, "wrong_type")
            self._notes.leave(path, value)
        sent = isinstance(value, dict)
        return Declared(value if sent else {}, path, self._notes, present=sent)

    def children(self, name: str) -> Iterator[Declared]:
        """The objects of the list under a name, in order."""
        value = self._members.pop(name, None)
        path = self._at(name)
        if value is not None and not isinstance(value, list):
            self._notes.doubt(path, "wrong_type")
            self._notes.leave(path, value)
            return
        for place, (where, item) in enumerate(self._items(value or [], path), start=1):
            if isinstance(item, dict):
                yield Declared(item, where, self._notes, place=place)
            else:
                self._notes.doubt(where, "wrong_type")
                self._notes.leave(where, item)

    def rest(self) -> None:
        """Keep every member that nobody asked for."""
        for name, value in self._members.items():
            self._notes.leave(self._at(name), value)
        self._members = {}
