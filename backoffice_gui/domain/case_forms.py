"""Part 0 as the caseload takes it in: what a person asks for, as values that cases and persons are made of.

The same octets that `domain.forms` shows to a reader become a form here, or are *unreadable* there
and here alike. Reading never raises and never guesses: doubts, leftovers and notes stand beside
the values (protocol §6), and a later version may read the same octets again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backoffice_gui.domain import form_fields as fields
from backoffice_gui.domain.declared import MAX_ITEMS, Declared, DeclaredDate, Doubt, Left, Notes
from backoffice_gui.domain.identity import Address, Contact, Identity, address_in, contact_in, identity_in
from backoffice_gui.domain.lenient_json import read_json

__all__ = [
    "MAX_CERTIFICATES",
    "UNREADABLE",
    "CaseForm",
    "CertificateForm",
    "CertificateWish",
    "ContactChangeForm",
    "Event",
    "Margin",
    "Parent",
    "Requester",
    "Unreadable",
    "read_case_form",
]

MAX_CERTIFICATES = MAX_ITEMS
"""Certificates of one form that become wishes; those beyond are kept as JSON under `certificates[50…]`."""

UNREADABLE = ("empty", "not_utf8", "not_json", "too_deep", "not_object", "kind_unknown")
"""Every code word for octets that are no form of ours."""


_RELATION = fields.one_of(("self", "spouse", "ascendant", "descendant", "legal_representative"))
_TYPE = fields.one_of(("birth", "marriage", "death"))
_FORM = fields.one_of(("full_copy", "extract_with_parentage", "extract"))
_STATUS = fields.one_of(("applicant", "protected"))


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Octets that are no form of a kind this version knows: a case of kind *unread*, with its raw parts."""

    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Margin:
    """What stands beside a form's values.

    `note` is `duplicate_member`, `truncated` (more was left over than is kept here) or nothing.
    """

    doubts: tuple[Doubt, ...] = ()
    left: tuple[Left, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Requester:
    """Who asks; `relation` to the person is a code word of the form, or what was sent instead."""

    relation: str = ""
    family_name: str = ""
    given_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """The birth, marriage or death that a certificate is about."""

    date: DeclaredDate
    place: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Parent:
    """A parent as named for a certificate."""

    family_name: str = ""
    given_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CertificateWish:
    """One certificate asked for, `number` from 1 as sent; `copies` is nothing where no whole number was sent."""

    number: int
    type: str
    form: str
    copies: int | None
    event: Event
    spouse: Identity | None
    parents: tuple[Parent, ...]


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """A request for civil-status certificates."""

    person: Identity
    requester: Requester
    certificates: tuple[CertificateWish, ...]
    delivery: Address | None
    email: str | None
    phone: str | None
    language: str
    comment: str
    margin: Margin


@dataclass(frozen=True, slots=True)
class ContactChangeForm:
    """A change of contact details; `proofs` are numbers of parts, as sent."""

    person: Identity
    status: str
    old: Contact
    new: Contact
    effective: DeclaredDate
    proofs: tuple[int, ...]
    language: str
    comment: str
    margin: Margin


CaseForm = CertificateForm | ContactChangeForm


def _names(declared: Declared) -> tuple[str, tuple[str, ...]]:
    return declared.text("family_name", fields.name), declared.texts("given_names", fields.name)


def _parent(declared: Declared) -> Parent:
    parent = Parent(*_names(declared))
    declared.rest()
    return parent


def _requester(declared: Declared) -> Requester:
    requester = Requester(declared.text("relation", _RELATION), *_names(declared))
    declared.rest()
    return requester


def _event(declared: Declared) -> Event:
    event = Event(declared.date("date"), declared.text("place"), declared.text("country", fields.country))
    declared.rest()
    return event


def _wish(number: int, declared: Declared) -> CertificateWish:
    spouse = declared.child("spouse")
    wish = CertificateWish(
        number=number,
        type=declared.text("type", _TYPE),
        form=declared.text("form", _FORM),
        copies=declared.number("copies", fields.count),
        event=_event(declared.child("event")),
        spouse=identity_in(spouse) if spouse.present else None,
        parents=tuple(_parent(each) for each in declared.children("parents")),
    )
    declared.rest()
    return wish


def _about(outer: Declared) -> tuple[str, str]:
    return outer.text("language", fields.language), outer.text("comment", fields.long_text)


def _margin(outer: Declared, notes: Notes, note: str | None) -> Margin:
    outer.rest()
    return Margin(tuple(notes.doubts), tuple(notes.left), "truncated" if notes.dropped else note)


def _certificates(outer: Declared, notes: Notes, note: str | None) -> CertificateForm:
    person = identity_in(outer.child("person"))
    requester = _requester(outer.child("requester"))
    wishes = tuple(_wish(each.place, each) for each in outer.children("certificates"))
    delivery = address_in(outer.child("delivery"))
    email, phone = outer.optional("email", fields.email), outer.optional("phone", fields.phone)
    language, comment = _about(outer)
    margin = _margin(outer, notes, note)
    return CertificateForm(person, requester, wishes, delivery, email, phone, language, comment, margin)


def _contact_change(outer: Declared, notes: Notes, note: str | None) -> ContactChangeForm:
    person = identity_in(outer.child("person"))
    status = outer.text("status", _STATUS)
    old, new = contact_in(outer.child("old")), contact_in(outer.child("new"))
    effective, proofs = outer.date("effective_date"), outer.numbers("proofs")
    language, comment = _about(outer)
    margin = _margin(outer, notes, note)
    return ContactChangeForm(person, status, old, new, effective, proofs, language, comment, margin)


_READERS: dict[str, Callable[[Declared, Notes, str | None], CaseForm]] = {
    "certificate_request": _certificates,
    "contact_change": _contact_change,
}


def read_case_form(kind: str, octets: bytes) -> CaseForm | Unreadable:
    """Read part 0 of a submission of this kind; total over all octets, never raises.

    A form wherever `forms.read_form` has one (`FormShape.KNOWN`), and nowhere else.
    """
    reading = read_json(octets)
    if reading.failed:
        return Unreadable(kind, (reading.note or "not_json") if octets else "empty")
    reader = _READERS.get(kind)
    if reader is None:
        return Unreadable(kind, "kind_unknown")
    if not isinstance(reading.value, dict):
        return Unreadable(kind, "not_object")
    notes = Notes()
    return reader(Declared(reading.value, "", notes), notes, reading.note)
