"""Part 0 as an agent reads it: every member optional, nothing dropped, nothing corrected, no octets refused.

Two kinds have a form (protocol §6); any other JSON is shown member by member, and what isn't JSON
as what it is. Reading a form is never on the way of collecting (protocol §4.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.detail import FieldValue, FormShape, FormView, Section
from backoffice_gui.domain.form_fields import Check
from backoffice_gui.domain.lenient_json import Reading, compact, read_json

__all__ = ["KINDS", "MAX_FIELDS", "MAX_VALUE", "NOTES", "SECTIONS", "read_form"]

MAX_FIELDS = 2_000
"""What one form may show; more is cut, and said (`truncated`)."""
MAX_VALUE = 20_000
"""Characters of one value; more is cut, and said (`truncated`). `extract` gives all octets."""
_RAW_TEXT, _RAW_OCTETS, _PATH = 4_000, 64, 300

SECTIONS = (
    "person",
    "requester",
    "certificate",
    "spouse",
    "parents",
    "delivery",
    "contact_old",
    "contact_new",
    "other",
    "content",
    "raw",
)
"""Every code word a section can have; `content` stands in generic forms, `raw` in what isn't JSON."""

NOTES = ("duplicate_member", "not_object", "not_json", "not_utf8", "too_deep", "empty", "truncated", "not_stored")
"""Every code word a form's note can be; `not_stored` where there is nothing to read (`caseload.detail`)."""

_Table = Mapping[str, Check]

_IDENTITY: _Table = {
    "family_name": fields.name,
    "used_name": fields.name,
    "given_names": fields.names,
    "sex": fields.one_of(("F", "M", "X")),
    "birth_date": fields.date,
    "birth_date_declared": fields.flag,
    "birth_place": fields.plain,
    "birth_country": fields.country,
    "nationalities": fields.countries,
    "ofpra_number": fields.ofpra_number,
    "foreigner_number": fields.foreigner_number,
}
_PARENT: _Table = {"family_name": fields.name, "given_names": fields.names}
_REQUESTER: _Table = {
    "relation": fields.one_of(("self", "spouse", "ascendant", "descendant", "legal_representative")),
    **_PARENT,
}
_CERTIFICATE: _Table = {
    "type": fields.one_of(("birth", "marriage", "death")),
    "form": fields.one_of(("full_copy", "extract_with_parentage", "extract")),
    "copies": fields.count,
}
_EVENT: _Table = {"date": fields.date, "place": fields.plain, "country": fields.country}
_ADDRESS: _Table = {
    "lines": fields.address_lines,
    "postcode": fields.plain,
    "town": fields.plain,
    "country": fields.country,
}
_DOMICILIATION: _Table = {"organisation": fields.plain, "box": fields.plain}
_REACH: _Table = {"email": fields.email, "phone": fields.phone}
_ABOUT: _Table = {"language": fields.language, "comment": fields.long_text}
_STATUS: _Table = {"status": fields.one_of(("applicant", "protected"))}
_CHANGE: _Table = {"effective_date": fields.date, "proofs": fields.numbers}


@dataclass(slots=True)
class _Form:
    """One form being read: the sections so far, and what nobody has a place for."""

    sections: list[Section]
    left: list[FieldValue]

    def add(self, name: str, values: Iterable[FieldValue], number: int | None = None) -> None:
        """A section, where it has anything in it."""
        found = tuple(values)
        if found:
            self.sections.append(Section(name, number, found))

    def leave(self, path: str, value: Any) -> None:
        """Keep what no table knows, by its paths."""
        self.left.extend(islice(_leaves(path, value), MAX_FIELDS + 1 - len(self.left)))

    def take(self, outer: dict[str, Any], name: str, path: str) -> dict[str, Any]:
        """The object under `name`, taken out; anything else there is kept as it is, null is nothing."""
        value = outer.pop(name, None)
        if isinstance(value, dict):
            return dict(value)
        if value is not None:
            self.leave(path + name, value)
        return {}

    def items(self, outer: dict[str, Any], name: str, path: str) -> list[tuple[int, dict[str, Any]]]:
        """The objects of the list under `name`, counted from 1; anything else is kept as it is."""
        value = outer.pop(name, None)
        if value is not None and not isinstance(value, list):
            self.leave(path + name, value)
            return []
        found = []
        for index, item in enumerate(value or []):
            if isinstance(item, dict):
                found.append((index + 1, dict(item)))
            else:
                self.leave(f"{path}{name}[{index}]", item)
        return found

    def rest(self, outer: Mapping[str, Any], path: str) -> None:
        """Keep every member that is left of an object."""
        for name, value in outer.items():
            self.leave(path + name, value)


def _under(path: str, name: str) -> str:
    """The path of a member; a very long one is cut, because each leaf below repeats it."""
    whole = f"{path}.{name}" if path else name
    return whole if len(whole) <= _PATH else whole[:_PATH] + "…"


def _leaves(path: str, value: Any) -> Iterator[FieldValue]:
    """Every value under a path, in order, without recursion; empty objects and lists stand for themselves."""
    waiting = [(path[:_PATH], value)]
    while waiting:
        where, what = waiting.pop()
        if isinstance(what, dict) and what:
            waiting.extend((_under(where, name), inner) for name, inner in reversed(what.items()))
        elif isinstance(what, list) and what:
            waiting.extend((f"{where}[{index}]", inner) for index, inner in reversed(list(enumerate(what))))
        else:
            text = compact(what)
            odd = isinstance(what, str) and fields.odd_characters(text, breaks=True)
            yield FieldValue(where or "value", text, "control_characters" if odd else None)


def _known(outer: dict[str, Any], table: _Table) -> list[FieldValue]:
    """The members that a table knows, taken out of `outer` in the table's order; null is not an answer."""
    found = []
    for name, check in table.items():
        value = outer.pop(name, None)
        if value is not None and value != []:
            text, warning = check(value)
            found.append(FieldValue(name, text, warning))
    return found


def _address(form: _Form, outer: dict[str, Any], name: str, path: str) -> list[FieldValue]:
    address = form.take(outer, name, path)
    host = form.take(address, "domiciliation", f"{path}{name}.")
    found = _known(address, _ADDRESS) + _known(host, _DOMICILIATION)
    form.rest(host, f"{path}{name}.domiciliation.")
    form.rest(address, f"{path}{name}.")
    return found


def _identity(form: _Form, outer: dict[str, Any], name: str, path: str = "") -> list[FieldValue]:
    person = form.take(outer, name, path)
    found = _known(person, _IDENTITY)
    form.rest(person, f"{path}{name}.")
    return found


def _certificates(form: _Form, outer: dict[str, Any]) -> None:
    for number, certificate in form.items(outer, "certificates", ""):
        path = f"certificates[{number - 1}]."
        event = form.take(certificate, "event", path)
        form.add("certificate", _known(certificate, _CERTIFICATE) + _known(event, _EVENT), number)
        form.rest(event, f"{path}event.")
        form.add("spouse", _identity(form, certificate, "spouse", path), number)
        for place, parent in form.items(certificate, "parents", path):
            form.add("parents", _known(parent, _PARENT), place)
            form.rest(parent, f"{path}parents[{place - 1}].")
        form.rest(certificate, path)


def _certificate_request(form: _Form, outer: dict[str, Any]) -> None:
    form.add("person", _identity(form, outer, "person"))
    requester = form.take(outer, "requester", "")
    form.add("requester", _known(requester, _REQUESTER) + _known(outer, {**_REACH, **_ABOUT}))
    form.rest(requester, "requester.")
    _certificates(form, outer)
    form.add("delivery", _address(form, outer, "delivery", ""))


def _contact_change(form: _Form, outer: dict[str, Any]) -> None:
    form.add("person", _known(outer, _STATUS) + _identity(form, outer, "person") + _known(outer, _ABOUT))
    for name in ("old", "new"):
        contact = form.take(outer, name, "")
        found = _address(form, contact, "address", f"{name}.") + _known(contact, _REACH)
        form.rest(contact, f"{name}.")
        form.add(f"contact_{name}", found + (_known(outer, _CHANGE) if name == "new" else []))


_READERS = {"certificate_request": _certificate_request, "contact_change": _contact_change}
KINDS = tuple(_READERS)
"""The kinds this version has a form for."""


def _cut(sections: Iterable[Section]) -> tuple[tuple[Section, ...], bool]:
    """The sections within the budgets of one view, and whether anything was cut."""
    kept, room, cut = [], MAX_FIELDS, False
    for section in sections:
        values = section.fields[:room]
        cut = cut or len(values) < len(section.fields) or any(len(each.value) > MAX_VALUE for each in values)
        short = tuple(
            each if len(each.value) <= MAX_VALUE else FieldValue(each.name, each.value[:MAX_VALUE], "too_long")
            for each in values
        )
        if short:
            kept.append(Section(section.name, section.number, short))
        room -= len(short)
    return tuple(kept), cut


def _raw(kind: str, octets: bytes, note: str | None) -> FormView:
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        shown = FieldValue("octets", octets[:_RAW_OCTETS].hex(" "))
    else:
        odd = fields.odd_characters(text[:_RAW_TEXT], breaks=True)
        shown = FieldValue("text", text[:_RAW_TEXT], "control_characters" if odd else None)
    size = FieldValue("size", str(len(octets)))
    found = (size, shown) if octets else (size,)
    return FormView(FormShape.RAW, kind, (Section("raw", None, found),), note if octets else "empty")


def _generic(kind: str, reading: Reading, note: str | None) -> FormView:
    sections, cut = _cut([Section("content", None, tuple(islice(_leaves("", reading.value), MAX_FIELDS + 1)))])
    return FormView(FormShape.GENERIC, kind, sections, "truncated" if cut else note)


def read_form(kind: str, octets: bytes) -> FormView:
    """Read part 0 of a submission of this kind; total over all octets, never raises.

    Unknown members, members of the wrong type and second members of one name are shown under
    `other`; warnings stand beside the value they speak of.
    """
    reading = read_json(octets)
    if reading.failed:
        return _raw(kind, octets, reading.note)
    reader = _READERS.get(kind)
    if reader is None or not isinstance(reading.value, dict):
        return _generic(kind, reading, reading.note if reader is None else "not_object")
    form = _Form([], [])
    outer = dict(reading.value)
    reader(form, outer)
    form.rest(outer, "")
    form.add("other", form.left)
    sections, cut = _cut(form.sections)
    return FormView(FormShape.KNOWN, kind, sections, "truncated" if cut else reading.note)
