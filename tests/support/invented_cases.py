"""Invented cases, each marked EXEMPLE or DÉMO: the same number always gives the same one."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from backoffice_gui.domain.case_detail import (
    CaseDetail,
    CertificateView,
    ChangedField,
    ContactEntry,
    Happening,
    NoteView,
    PersonView,
    Proposal,
)
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Badge, CaseKind, CaseState, Source
from backoffice_gui.domain.detail import FieldValue, FormShape, FormView, PartView, Section

__all__ = ["ME", "case_row", "fresh_detail", "parts_of"]

ME = "c.exemple"
OTHERS = ("d.demo", "e.factice", "f.essai")

_NAMES = (
    "EXEMPLE-AHMADZAI Farid", "DÉMO Mariama", "EXEMPLE Şükrü", "DÉMO-NGUYỄN Văn", "EXEMPLE Muhammad",
    "DÉMO Тимур", "EXEMPLE عبد الله", "DÉMO-HAILE Selam", "EXEMPLE", "DÉMO Nino", "EXEMPLE-BARRY Aïssatou",
)  # fmt: skip
_STATES = (CaseState.NEW,) * 6 + (
    CaseState.TAKEN, CaseState.TAKEN, CaseState.TAKEN, CaseState.WAITING_PIECE, CaseState.WAITING_COLLEAGUE,
    CaseState.ANSWERED, CaseState.CLOSED, CaseState.CLOSED,
)  # fmt: skip
_BADGES = (
    Badge.NONE, Badge.NONE, Badge.NONE, Badge.DUPLICATE, Badge.NONE, Badge.FORM_DOUBT, Badge.NONE,
    Badge.SHARED_CONTACT | Badge.SECOND_CHANGE | Badge.IN_FLIGHT, Badge.NONE, Badge.REPEAT, Badge.NONE,
    Badge.PIECE_REFUSED | Badge.DUPLICATE, Badge.NONE,
)  # fmt: skip
_ABOUT = {
    CaseKind.CERTIFICATE: ("birth", "birth marriage", "marriage", "birth", "death"),
    CaseKind.CONTACT: ("address", "address phone", "email phone", "address email phone", "phone"),
    CaseKind.UNREAD: ("",),
}


def _kind(n: int) -> CaseKind:
    return CaseKind.UNREAD if n % 29 == 11 else (CaseKind.CERTIFICATE, CaseKind.CONTACT, CaseKind.CONTACT)[n % 3]


def case_row(n: int, now: datetime) -> CaseRow:
    """The invented case with this number in the store."""
    kind, state = _kind(n), _STATES[(n * 5) % len(_STATES)]
    received = now - timedelta(minutes=37 * (n % 400), days=n % 9)
    due = (received + timedelta(days=(n * 3) % 14 - 2)).date()
    holder = "" if state is CaseState.NEW else (ME, *OTHERS)[n % 4]
    done = state in {CaseState.ANSWERED, CaseState.CLOSED}
    return CaseRow(
        case=n, version=1, number=f"DEMO-2026-{n:06}", kind=kind, about=_ABOUT[kind][n % len(_ABOUT[kind])], state=state,
        source=(Source.SITE, Source.SITE, Source.SITE, Source.POST, Source.SITE, Source.EMAIL)[n % 6],
        applicant="" if kind is CaseKind.UNREAD else _NAMES[n % len(_NAMES)], ofpra_number=f"DEMO{n:05}"[:9],
        received_at=received, due_on=due, closed_at=now - timedelta(hours=n % 50) if state is CaseState.CLOSED else None,
        parts=(n * 7) % 4, agent=holder, badges=Badge.NONE if done else _BADGES[n % len(_BADGES)],
        unread=state is CaseState.NEW and n % 2 == 0,
    )  # fmt: skip


def parts_of(row: CaseRow) -> tuple[PartView, ...]:
    """The form and invented pieces, one with a name that tries to lie."""
    names = ("formulaire.json", "passeport-EXEMPLE.pdf", "../../photo\u202egpj.exe", "justificatif DÉMO.png")
    types = ("application/json", "application/pdf", "image/jpeg", "image/png")
    return tuple(
        PartView(n, names[n], types[n], 1_800 + 480_299 * n, hashlib.sha256(f"{row.case}-{n}".encode()).hexdigest())
        for n in range(row.parts + 1)
    )


def _person(row: CaseRow) -> PersonView:
    family, _, given = row.applicant.partition(" ")
    return PersonView(
        person=row.case, family_name=family, used_name="", given_names=tuple(given.split()), birth="1985-XX-XX",
        birth_place="Ville DÉMO", birth_country="AF", nationalities=("AF",), ofpra_number=row.ofpra_number,
        foreigner_number="9900000000", cases=1 + row.case % 3,
    )  # fmt: skip


def _declared(row: CaseRow) -> Section:
    family, _, given = row.applicant.partition(" ")
    return Section(
        "person",
        None,
        (
            FieldValue("family_name", family),
            FieldValue("given_names", given),
            FieldValue("birth_date", "??/??/1985", "date_partial"),
            FieldValue("birth_place", "Ville DÉMO"),
            FieldValue("birth_country", "AF"),
            FieldValue("ofpra_number", row.ofpra_number),
        ),
    )


def _form(row: CaseRow) -> FormView:
    if row.kind is CaseKind.UNREAD:
        raw = (FieldValue("size", "46"), FieldValue("text", "Bonjour, ceci n’est pas un formulaire (EXEMPLE)."))
        return FormView(FormShape.RAW, "unknown", (Section("raw", None, raw),), "not_json")
    requester = Section(
        "requester",
        None,
        (
            FieldValue("relation", "self"),
            FieldValue("email", "personne.exemple@exemple.invalid"),
            FieldValue("phone", "+33 1 99 00 00 00"),
            FieldValue("comment", "Merci de l'envoyer avant le 15 décembre (DÉMO)."),
        ),
    )
    if row.kind is CaseKind.CERTIFICATE:
        delivery = Section(
            "delivery",
            None,
            (
                FieldValue("lines", "PERSONNE EXEMPLE\nCHEZ ASSOCIATION DÉMO\n12 RUE DE L'EXEMPLE"),
                FieldValue("postcode", "75019"),
                FieldValue("town", "PARIS"),
            ),
        )
        return FormView(FormShape.KNOWN, row.kind.value, (_declared(row), delivery, requester))
    return FormView(FormShape.KNOWN, row.kind.value, (_declared(row), requester))


_BEFORE = {
    "address": "PERSONNE EXEMPLE\n3 RUE DÉMO\n69003 LYON",
    "email": "ancien@exemple.invalid",
    "phone": "+33 1 99 00 00 01",
}
_AFTER = {
    "address": "PERSONNE EXEMPLE\nCHEZ ASSOCIATION DÉMO\n14 RUE DE L'EXEMPLE\n59000 LILLE",
    "email": "nouveau@exemple.invalid",
    "phone": "+33 1 99 00 00 02",
}


def _changes(row: CaseRow) -> tuple[ChangedField, ...]:
    if row.kind is not CaseKind.CONTACT:
        return ()
    cautions = {"address": ("in_flight", "domiciliation"), "phone": ("shared_contact",), "email": ()}
    warned = bool(row.badges)
    return tuple(
        ChangedField(name, _BEFORE[name], name != "email", _AFTER[name], None, "", cautions[name] if warned else ())
        for name in row.about.split()
    )


def _certificates(row: CaseRow) -> tuple[CertificateView, ...]:
    if row.kind is not CaseKind.CERTIFICATE:
        return ()
    forms = ("full_copy", "extract_with_parentage")
    return tuple(
        CertificateView(n, kind, forms[n % 2], str(n), "12/03/1985, Ville DÉMO", None, "")
        for n, kind in enumerate(row.about.split(), start=1)
    )


def _proposals(row: CaseRow) -> tuple[Proposal, ...]:
    if not row.badges & (Badge.DUPLICATE | Badge.REPEAT):
        return ()
    kind = "duplicate" if row.badges & Badge.DUPLICATE else "repeat"
    other = max(1, row.case - 7)
    label = f"DEMO-2026-{other:06} {row.applicant}"
    return (Proposal(other, None, label, 96, kind, ("same_names=100", "same_birth", "same_wish")),)


def fresh_detail(row: CaseRow) -> CaseDetail:
    """The case as it came in."""
    at = row.received_at
    steps = (("submitted", -45), ("first_seen", 0), ("stored", 2), ("verified", 2), ("acknowledged", 3), ("intake", 4))
    timeline = tuple(Happening(name, at + timedelta(seconds=after)) for name, after in steps)
    if row.agent:
        timeline = (*timeline, Happening("take", at + timedelta(hours=1), row.agent))
    contacts = tuple(
        ContactEntry(change.field, change.before, None, at - timedelta(days=200), "d.demo", None, None, now=True)
        for change in _changes(row)
        if change.before_known
    )
    notes = (
        (NoteView(1, at + timedelta(hours=2), "d.demo", "Appelée, rappellera demain (DÉMO)."),)
        if row.case % 5 == 0
        else ()
    )
    return CaseDetail(
        row=row, form=_form(row), parts=parts_of(row), person=_person(row) if row.applicant else None,
        certificates=_certificates(row), changes=_changes(row), contacts=contacts, timeline=timeline, notes=notes, drafts=(),
        proposals=_proposals(row), possible=frozenset(), receipt_due_on=row.due_on if row.state is CaseState.NEW else None,
        comment="", submission=hashlib.sha256(str(row.case).encode()).hexdigest()[:32] if row.source is Source.SITE else "",
    )  # fmt: skip
