"""What a form says as a case and a person show it: read once when it comes in, and again by a later reader.

Nothing is corrected and nothing guessed: what is stored is what was declared, beside keys by which
it is compared. Reading is total over all octets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from backoffice_gui.domain import names
from backoffice_gui.domain.case_forms import (
    CaseForm,
    CertificateForm,
    CertificateWish,
    ContactChangeForm,
    Margin,
    Unreadable,
    read_case_form,
)
from backoffice_gui.domain.case_json import address_json, event_json
from backoffice_gui.domain.cases import CaseKind
from backoffice_gui.domain.declared import DeclaredDate
from backoffice_gui.domain.identifiers import foreigner_number, ofpra_number, plain_digits
from backoffice_gui.domain.identity import Address, Contact, Identity
from backoffice_gui.domain.reach import address_key, email, phone
from backoffice_gui.domain.remembered import remembered

__all__ = [
    "READER",
    "TOO_LARGE",
    "CaseText",
    "Certificate",
    "Change",
    "Declaration",
    "Reached",
    "ReadCase",
    "declaration",
    "read_case",
    "wish_of",
]

READER = 1
"""The version of this reading: one higher, and every case that nobody has touched is read again."""
TOO_LARGE = "too_large"
"""Why a form beyond every measure was not read, beside the words of `case_forms.UNREADABLE`."""

_APPLICANT, _NAME, _TEXT = 200, 2_000, 20_000
"""Characters kept for the list, of one declared value, and of the person's own words; part 0 has them all."""
_ORDINARY = frozenset({"date_partial", "name_absent"})
"""What is odd about a form and nevertheless usual: no badge."""
_PLAIN = re.compile(r"[!-~]{1,254}")
_FRENCH = re.compile(r"0[1-9][0-9]{8}")
_ABROAD = re.compile(r"\+33[1-9][0-9]{8}")
_OVERSEAS = {
    **dict.fromkeys(("0590", "0690", "0691"), "+590"),
    **dict.fromkeys(("0594", "0694"), "+594"),
    **dict.fromkeys(("0596", "0696", "0697"), "+596"),
    **dict.fromkeys(("0262", "0263", "0692", "0693", "0269", "0639"), "+262"),
}
_LOCAL = re.compile(r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*")
_PRACTICE = "demonstration"
"""The member by which the site marks what is invented."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate asked for, as text; `event` is JSON (`case_json.event_json`)."""

    n: int
    type: str
    form: str
    copies: str
    event: str
    wish: str
    """What makes two of them the same wish: the type, and for marriage and death the day."""


@dataclass(frozen=True, slots=True)
class Change:
    """One contact detail that is to change; an address is JSON.

    `key`: the compared form of `after`, empty for an organisation's address; `valid_from`: a day, ISO.
    """

    field: str
    before: str
    after: str
    key: str
    valid_from: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A contact detail that a form mentions as the person's own, as it was so far."""

    field: str
    value: str
    key: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """An identity as declared, with what is stored to show, sort and find it."""

    identity: Identity
    applicant: str
    sort_key: str
    ofpra_key: str
    foreigner_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """What a case shows of its form."""

    kind: CaseKind
    about: str = ""
    applicant: str = ""
    sort_key: str = ""
    ofpra_number: str = ""
    comment: str = ""
    delivery: str = ""
    language: str = ""
    certificates: tuple[Certificate, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def wishes(self) -> frozenset[str]:
        """What is asked for, as it is compared between cases."""
        found = {each.wish for each in self.certificates}
        return frozenset(found | {wish_of(each.field, each.key or each.after) for each in self.changes})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """A form, read: what the case shows, whom it names, how they were reached so far.

    `reason`: why it can't be read; `doubtful`: whether an agent should look at the form itself;
    `practice`: whether the site says that it is invented.
    """

    text: CaseText
    person: Declaration | None = None
    reached: tuple[Reached, ...] = ()
    doubtful: bool = False
    practice: bool = False
    reason: str = ""


def wish_of(what: str, which: str) -> str:
    """One wish in a word that is compared."""
    return f"{what}:{which}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def declaration(identity: Identity) -> Declaration | None:
    """What is stored of an identity; nothing where it names nobody by name or number."""
    ofpra, foreigner = ofpra_number(identity.ofpra_number).key, foreigner_number(identity.foreigner_number).key
    family = identity.family_name if not names.absent(identity.family_name[:_NAME]) else ""
    given = [name for name in identity.given_names if not names.absent(name[:_NAME])]
    if not (family or given or ofpra or foreigner):
        return None
    shown = _flat(" ".join([family[:_NAME].upper(), *(name[:_NAME] for name in given)]))
    key = names.sort_key(family, " ".join(given))
    return Declaration(identity, _cut(shown, _APPLICANT), key, ofpra, foreigner)


def _doubtful(margin: Margin) -> bool:
    return margin.note is not None or any(doubt.code not in _ORDINARY for doubt in margin.doubts)


def _practice(margin: Margin) -> bool:
    return any(left.path == _PRACTICE for left in margin.left)


def _certificate(wish: CertificateWish) -> Certificate:
    day = "" if wish.type == "birth" else _flat(wish.event.date.raw)[:_APPLICANT]
    copies = "" if wish.copies is None else str(wish.copies)
    return Certificate(wish.number, wish.type, wish.form, copies, event_json(wish), wish_of(wish.type, day))


def _address_key(address: Address | None, addressee: str) -> str:
    """Empty for an organisation's address: hundreds share it, and it says nothing of any of them."""
    return "" if address is None or address.hosted else address_key(address, addressee)


@remembered(256)
def _domain_key(domain: str) -> str:
    """A domain as it stands in the key of an address; empty where it is none. Few domains have most addresses."""
    key = email(f"x@{domain}").key
    return key.removeprefix("x@") if key.isascii() and key != f"x@{domain}".casefold() else ""


def _email_key(raw: str) -> str:
    """As `reach.email` has it; of plain ASCII without spaces that is the text without case, valid or not."""
    if _PLAIN.fullmatch(raw):
        return raw.casefold()
    local, _, domain = raw.partition("@")
    known = _domain_key(domain) if len(local) <= 40 and len(domain) <= 60 and _LOCAL.fullmatch(local) else ""
    return f"{local.casefold()}@{known}" if known else email(raw).key


def _phone_key(raw: str) -> str:
    """As `reach.phone` has it, which takes a hundred times as long for an ordinary French number."""
    digits = plain_digits(raw)
    if _FRENCH.fullmatch(digits):
        return _OVERSEAS.get(digits[:4], "+33") + digits[1:]
    return digits if _ABROAD.fullmatch(digits) else phone(raw).key


def _parts(contact: Contact, addressee: str) -> dict[str, tuple[str, str]]:
    """By field, what was said of it and how it is compared; a field that nobody speaks of is left out."""
    found: dict[str, tuple[str, str]] = {}
    if contact.address is not None:
        found["address"] = (address_json(contact.address), _address_key(contact.address, addressee))
    if contact.email is not None:
        found["email"] = (_cut(contact.email, _NAME), _email_key(contact.email[:_NAME]))
    if contact.phone is not None:
        found["phone"] = (_cut(contact.phone, _NAME), _phone_key(contact.phone[:_NAME]))
    return found


def _addressee(person: Identity) -> str:
    return " ".join((person.family_name[:_NAME], person.used_name[:_NAME], *person.given_names[:8]))[:_NAME]


def _day(declared: DeclaredDate) -> str | None:
    """A whole day, or nothing: parts that are unknown are not filled."""
    known = declared.date
    if known is None or known.partial or known.month is None or known.day is None:
        return None
    return date(int(known.year), known.month, known.day).isoformat()


def _reached(parts: dict[str, tuple[str, str]]) -> tuple[Reached, ...]:
    return tuple(Reached(field, value, key) for field, (value, key) in parts.items() if value)


def _certificates(form: CertificateForm, person: Declaration | None) -> ReadCase:
    wishes = tuple(_certificate(wish) for wish in form.certificates)
    own = form.requester.relation in ("", "self")
    contact = Contact(form.delivery, form.email, form.phone)
    text = CaseText(
        kind=CaseKind.CERTIFICATE,
        about=" ".join(dict.fromkeys(_word(wish.type) for wish in wishes)),
        comment=_cut(form.comment, _TEXT),
        delivery=address_json(form.delivery),
        language=_cut(form.language, _APPLICANT),
        certificates=wishes,
    )
    reached = _reached(_parts(contact, _addressee(form.person))) if own and person is not None else ()
    return ReadCase(text=text, reached=reached)


def _word(type_: str) -> str:
    """A code word of the form; what is none of them stands under one word, not in a column of words."""
    return type_ if type_ in ("birth", "marriage", "death") else "other"


def _contact_change(form: ContactChangeForm, person: Declaration | None) -> ReadCase:
    addressee = _addressee(form.person)
    old, new = _parts(form.old, addressee), _parts(form.new, addressee)
    effective = _day(form.effective)
    changes = tuple(
        Change(field, old.get(field, ("", ""))[0], value, key, effective)
        for field, (value, key) in new.items()
        if not _same(old.get(field), (value, key))
    )
    text = CaseText(
        kind=CaseKind.CONTACT,
        about=" ".join(each.field for each in changes),
        comment=_cut(form.comment, _TEXT),
        language=_cut(form.language, _APPLICANT),
        changes=changes,
    )
    reached = _reached(old) if person is not None else ()
    return ReadCase(text=text, reached=reached)


def _same(old: tuple[str, str] | None, new: tuple[str, str]) -> bool:
    """Whether a form says of a detail what it says was so before."""
    was, key = old if old is not None else ("", "")
    return was == new[0] or bool(key and key == new[1])


def _of_form(form: CaseForm) -> ReadCase:
    person = declaration(form.person)
    read = _certificates(form, person) if isinstance(form, CertificateForm) else _contact_change(form, person)
    text = read.text
    if person is not None:
        text = _named(text, person)
    hollow = person is None or not (text.certificates or text.changes)  # nobody, or nothing asked for
    return ReadCase(
        text=text,
        person=person,
        reached=read.reached,
        doubtful=hollow or _doubtful(form.margin),
        practice=_practice(form.margin),
    )


def _named(text: CaseText, person: Declaration) -> CaseText:
    return CaseText(
        kind=text.kind,
        about=text.about,
        applicant=person.applicant,
        sort_key=person.sort_key,
        ofpra_number=_cut(_flat(person.identity.ofpra_number), _APPLICANT),
        comment=text.comment,
        delivery=text.delivery,
        language=text.language,
        certificates=text.certificates,
        changes=text.changes,
    )


def read_case(kind: str, octets: bytes | None, reason: str = "") -> ReadCase:
    """Read part 0 of a submission of this kind.

    `octets` is nothing where it can't be had: `reason` says why, or else it is too large.
    """
    form = Unreadable(kind, reason or TOO_LARGE) if octets is None else read_case_form(kind, octets)
    if isinstance(form, Unreadable):
        return ReadCase(text=CaseText(kind=CaseKind.UNREAD), reason=form.reason, doubtful=True)
    return _of_form(form)
