"""What hangs on a case and its person, read from the casebook: events, notes, drafts, contacts, proposals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from backoffice_gui.caseload.addresses import address_shown
from backoffice_gui.domain.case_detail import ContactEntry, Draft, Happening, NoteView, PersonView, Proposal
from backoffice_gui.domain.contact_lines import ContactLine, now
from backoffice_gui.storage.casebook.caseload_schema import case_event, cases, contact, draft, note, person, proposal
from backoffice_gui.storage.casebook.contacts import ALL, line_of
from backoffice_gui.storage.casebook.persons import in_circle_of_case
from backoffice_gui.storage.journeys import Asked, ask, asking

__all__ = ["asked", "contact_lines", "contacts", "drafts", "happenings", "notes", "person_view", "proposals"]

_MOST = 1_000
"""Lines of one kind that a detail shows; the newest."""
_E = case_event.c
_CASE: BindParameter[int] = bindparam("of_case")
_PERSONS = select(person).where(in_circle_of_case(person.c.person, "of_case")).order_by(person.c.person)
_CONTACTS = (
    ALL.where(in_circle_of_case(contact.c.person, "of_case"))
    .order_by(contact.c.received_at.desc(), contact.c.contact.desc())
    .limit(_MOST)
)
_EVENTS = (
    select(_E.event, _E.at, _E.who, _E.name, _E.details, _E.undoes)
    .where(_E.case == _CASE)
    .order_by(_E.event.desc())
    .limit(_MOST)
)
_NOTES = select(note).where(note.c.case == _CASE).order_by(note.c.note.desc()).limit(_MOST)
_DRAFTS = select(draft).where(draft.c.case == _CASE, draft.c.agent == bindparam("of_agent")).order_by(draft.c.what)
_PROPOSALS = (
    select(
        proposal.c.kind, proposal.c.other, proposal.c.score, proposal.c.reasons, cases.c.number, cases.c.applicant,
        person.c.applicant.label("other_person"),
    )
    .select_from(
        proposal.outerjoin(cases, cases.c.case == proposal.c.other).outerjoin(
            person, person.c.person == proposal.c.other
        )
    )
    .where(proposal.c.case == _CASE, proposal.c.dismissed_at.is_(None))
    .order_by(proposal.c.score.desc(), proposal.c.other)
)  # fmt: skip


def asked(case: int, agent: str) -> tuple[Asked, ...]:
    """What is asked about a case: whose it is, its story, notes, proposals, and what this agent writes."""
    of_case = tuple(asking(each, of_case=case) for each in (_PERSONS, _CONTACTS, _EVENTS, _NOTES, _PROPOSALS))
    return (*of_case, asking(_DRAFTS, of_case=case, of_agent=agent))


def _words(text: str) -> tuple[str, ...]:
    """A stored JSON list of texts."""
    try:
        read = json.loads(text) if text else []
    except ValueError:
        return (text,)
    return tuple(str(each) for each in read) if isinstance(read, list) else (text,)


def _details(text: str) -> tuple[tuple[str, str], ...]:
    """A stored JSON object of code words and values."""
    try:
        read = json.loads(text) if text else {}
    except ValueError:
        return (("text", text),)
    return tuple((name, _said(value)) for name, value in read.items()) if isinstance(read, dict) else (("text", text),)


def _said(value: object) -> str:
    """A value as words; answers by what they answer, `1=issued 2=no_match`."""
    return " ".join(f"{each}={given}" for each, given in value.items()) if isinstance(value, dict) else str(value)


def person_view(connection: Connection, number: int, case: int) -> PersonView | None:
    """A case's person by the identity last declared; cases and other names are those of the whole circle."""
    rows = ask(connection, asking(_PERSONS, of_case=case)).all()
    found = next((row for row in rows if row.person == number), None)
    if found is None:
        return None
    return PersonView(
        person=found.person,
        family_name=found.family_name,
        used_name=found.used_name,
        given_names=_words(found.given_names),
        birth=found.birth,
        birth_place=found.birth_place,
        birth_country=found.birth_country,
        nationalities=_words(found.nationalities),
        ofpra_number=found.ofpra_number,
        foreigner_number=found.foreigner_number,
        cases=sum(row.cases for row in rows),
        also=tuple(row.applicant for row in rows if row is not found),
    )


def contact_lines(connection: Connection, case: int) -> list[ContactLine]:
    """The lines of the contact history of a case's whole circle, as they are kept, oldest first."""
    return [line_of(each) for each in ask(connection, asking(_CONTACTS, of_case=case)).all()[::-1]]


def contacts(lines: Sequence[ContactLine]) -> tuple[ContactEntry, ...]:
    """The lines as they are shown; one ended when another of these replaced it, of the others one a field counts."""
    ended = {each.replaces: each.received_at for each in lines if each.replaces is not None}
    counts = {each.contact for each in now(lines).values()}
    return tuple(
        ContactEntry(
            field=each.field,
            value=address_shown(each.value) if each.field == "address" else each.value,
            valid_from=None if each.valid_from is None else date.fromisoformat(each.valid_from),
            received_at=each.received_at,
            entered_by=each.entered_by,
            case=each.case,
            ended_at=ended.get(each.contact),
            now=each.contact in counts,
        )
        for each in lines
    )


def happenings(connection: Connection, case: int) -> tuple[Happening, ...]:
    """What agents and the program did, in order; what was taken back is marked."""
    found = ask(connection, asking(_EVENTS, of_case=case)).all()[::-1]
    undone = {each.undoes for each in found if each.undoes is not None}
    return tuple(
        Happening(each.name, each.at, each.who, _details(each.details), undone=each.event in undone) for each in found
    )


def notes(connection: Connection, case: int) -> tuple[NoteView, ...]:
    """The internal notes, in order."""
    found = ask(connection, asking(_NOTES, of_case=case))
    return tuple(NoteView(each.note, each.at, each.agent, each.text) for each in found.all()[::-1])


def drafts(connection: Connection, case: int, agent: str) -> tuple[Draft, ...]:
    """What this agent was writing."""
    found = ask(connection, asking(_DRAFTS, of_case=case, of_agent=agent))
    return tuple(Draft(each.what, each.text, each.saved_at) for each in found)


def _proposal(each: Row[*tuple[Any, ...]]) -> Proposal:
    to_person = each.kind == "same_person"
    label = each.other_person if to_person else f"{each.number} {each.applicant}".strip()
    return Proposal(
        case=None if to_person else each.other,
        person=each.other if to_person else None,
        label=label or "",
        score=each.score,
        kind=each.kind,
        reasons=_words(each.reasons),
    )


def proposals(connection: Connection, case: int) -> tuple[Proposal, ...]:
    """What resembles the case and was not dismissed, the likest first."""
    return tuple(map(_proposal, ask(connection, asking(_PROPOSALS, of_case=case))))
