"""One case opened: what was asked, by whom, what became of it, and what may be done. A pure read.

That somebody opens a case is recorded by the action that asks for this (`actions`), before anything is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, bindparam, select

from backoffice_gui.caseload import case_history as history
from backoffice_gui.caseload import case_rows as listing
from backoffice_gui.caseload.addresses import address_shown
from backoffice_gui.caseload.change_warnings import change_warnings
from backoffice_gui.caseload.detail import opened_over, timeline
from backoffice_gui.domain.case_detail import CaseDetail, CertificateView, ChangedField, Happening
from backoffice_gui.domain.case_json import event_text
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Answer, Decision, Duty, possible
from backoffice_gui.domain.contact_lines import ContactLine, now
from backoffice_gui.domain.detail import FormShape, FormView, PartView
from backoffice_gui.domain.facts import SubmissionFacts
from backoffice_gui.domain.forms import read_form
from backoffice_gui.domain.ids import Digest, Origin, SubmissionId, SubmissionKey
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import PrivateKey
from backoffice_gui.storage.casebook.caseload_schema import case_form, cases, certificate, change
from backoffice_gui.storage.casebook.persons import circle_asked, circle_of_case
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.inbox import attempts, submissions
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer
from backoffice_gui.storage.journeys import Asked, ahead, ask, asking

__all__ = ["Reader", "open_case"]

_C = cases.c
_CASE: BindParameter[int] = bindparam("of_case")
_REST = select(
    _C.person, _C.inbox_row, _C.origin, _C.submission, _C.digest, _C.comment, _C.receipt_due_on, _C.receipt_done_at,
    _C.received_at, case_form.c.kind, case_form.c.octets,
).select_from(cases.outerjoin(case_form, case_form.c.case == _C.case)).where(_C.case == _CASE)  # fmt: skip
_CERTIFICATES = select(certificate).where(certificate.c.case == _CASE).order_by(certificate.c.n)
_CHANGES = select(change).where(change.c.case == _CASE).order_by(change.c.field)


@dataclass(frozen=True, slots=True)
class _Came:
    """What came in, as far as it can be read."""

    facts: SubmissionFacts | None
    form: FormView
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """Who opens a case: a login, and what they are there for."""

    agent: str
    duties: frozenset[Duty]


def open_case(
    inbox: Inbox | None, casebook: Casebook, privates: Mapping[str, PrivateKey], case: int, reader: Reader
) -> CaseDetail:
    """Read everything about a case; without an inbox, what the casebook alone has.

    Raises `UsageError` (`not-found`; `sealed` where its parts are sealed to no key of ours), `StoreDamaged`.
    """
    with casebook.reading() as connection:
        ahead(connection, _asked(case, reader))
        rows = listing.case_rows(connection, [case])
        if not rows:
            raise UsageError("not-found")
        rest = ask(connection, asking(_REST, of_case=case)).one()
        return _detail(connection, rows[0], rest, reader, _came(inbox, privates, rest, rows[0]))


def _asked(case: int, reader: Reader) -> tuple[Asked, ...]:
    """All that the case's number is enough to ask."""
    of_case = tuple(asking(each, of_case=case) for each in (_REST, _CERTIFICATES, _CHANGES))
    return (listing.asked([case]), circle_asked(case), *of_case, *history.asked(case, reader.agent))


def _came(inbox: Inbox | None, privates: Mapping[str, PrivateKey], rest: Row[*tuple[Any, ...]], row: CaseRow) -> _Came:
    """The form as it was taken in, or where that is too large or gone, as the inbox has it; parts by their manifest.

    Nothing of the inbox where another's submission lies in the case's row (an inbox made anew).
    """
    form = FormView(FormShape.RAW, row.kind.value, (), "not_stored")
    parts: tuple[PartView, ...] = ()
    facts, lies = None, rest.inbox_row
    if inbox is not None and lies is not None:
        key = SubmissionKey(Origin(rest.origin), SubmissionId(rest.submission), Digest(rest.digest))
        unsealer = Unsealer(privates)
        with inbox.reading() as connection:
            asked = (submissions.facts_asked(lies), attempts.rows_asked(lies), *unsealer.newest_asked(lies))
            ahead(connection, asked)
            found = submissions.facts(connection, [lies]).get(lies)
            facts = found if found is not None and found.key == key else None
            if facts is not None and facts.erased_at is None:
                unsealer.look(connection, lies)
                form, parts, _verified = opened_over(connection, inbox.name, unsealer, facts)
    if rest.octets is not None:
        form = read_form(rest.kind, rest.octets)
    return _Came(facts, form, parts)


def _detail(
    connection: Connection, row: CaseRow, rest: Row[*tuple[Any, ...]], reader: Reader, came: _Came
) -> CaseDetail:
    whole = circle_of_case(connection, row.case)
    lines = history.contact_lines(connection, row.case)
    outside = [] if came.facts is None else [Happening(each.name, each.at) for each in timeline(came.facts)]
    happened = sorted([*outside, *history.happenings(connection, row.case)], key=lambda each: each.at)
    due = None if rest.receipt_done_at is not None else rest.receipt_due_on
    return CaseDetail(
        row=row,
        form=came.form,
        parts=came.parts,
        person=None if rest.person is None else history.person_view(connection, rest.person, row.case),
        certificates=_certificates(connection, row.case),
        changes=_changes(connection, row, whole, lines),
        contacts=history.contacts(lines),
        timeline=tuple(happened),
        notes=history.notes(connection, row.case),
        drafts=history.drafts(connection, row.case, reader.agent),
        proposals=history.proposals(connection, row.case),
        possible=possible(row.state, reader.duties, holder=row.agent in ("", reader.agent)),
        receipt_due_on=None if due is None else date.fromisoformat(due),
        comment=rest.comment,
        submission=rest.submission,
    )


def _certificates(connection: Connection, case: int) -> tuple[CertificateView, ...]:
    found = ask(connection, asking(_CERTIFICATES, of_case=case))
    return tuple(
        CertificateView(
            each.n,
            each.type,
            each.form,
            each.copies,
            event_text(each.event),
            Answer(each.answer) if each.answer else None,
            each.reason,
        )
        for each in found
    )


def _readable(field: str, value: str) -> str:
    return address_shown(value) if field == "address" else value


def _changes(
    connection: Connection, row: CaseRow, whole: Sequence[int], lines: Sequence[ContactLine]
) -> tuple[ChangedField, ...]:
    """Each field beside what counted before this case came in, with the warnings that concern it."""
    known = [each for each in lines if each.case != row.case and each.received_at <= row.received_at]
    before = {field: each.value for field, each in now(known).items()}
    found = ask(connection, asking(_CHANGES, of_case=row.case)).all()
    warnings = change_warnings(connection, found, row.badges, whole, row.received_at)
    return tuple(
        ChangedField(
            field=each.field,
            before=_readable(each.field, before.get(each.field, each.before)),
            before_known=each.field in before,
            after=_readable(each.field, each.after),
            decision=Decision(each.decision) if each.decision else None,
            reason=each.reason,
            warnings=warnings[each.field],
        )
        for each in found
    )
