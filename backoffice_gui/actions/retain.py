"""Retaining a submission as a case by a person's word: what is held here, and would never become one by itself.

In quarantine and by no key of today validly signed, contradicted by the site, said to be another store's: our copy may
be the only one, and what a person sent is not purged because nobody could decide. The case says that it is unverified;
who decided, and why, stands in the journal. Nothing is changed in the inbox.
"""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, select

from backoffice_gui.actions.arrivals import Incoming, opened
from backoffice_gui.actions.close_incident import checked_reason
from backoffice_gui.actions.desk import Desk
from backoffice_gui.actions.enter_case import Made
from backoffice_gui.actions.judging import end_incidents
from backoffice_gui.actions.taking_in import Rules, take_in
from backoffice_gui.audit import AuditEvent, Role, Verb
from backoffice_gui.clock import Clock
from backoffice_gui.domain.case_acts import CaseKey
from backoffice_gui.domain.cases import Badge
from backoffice_gui.domain.facts import Stage, SubmissionFacts, stage_of
from backoffice_gui.domain.ids import StoreId
from backoffice_gui.domain.retention import Category
from backoffice_gui.errors import UsageError
from backoffice_gui.sealing import SealBroken
from backoffice_gui.storage.casebook import audit_log, cases, purges
from backoffice_gui.storage.casebook.caseload_schema import cases as cases_table
from backoffice_gui.storage.casebook.marks import mark, put_mark
from backoffice_gui.storage.casebook.retention_schema import purge, purge_item
from backoffice_gui.storage.inbox import identity, taking
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.inbox.unsealing import Unsealer

__all__ = ["retain"]

_C, _I, _P = cases_table.c, purge_item.c, purge.c
_ON_ITS_WAY = frozenset({Stage.STORED, Stage.VERIFIED})


def retain(
    inbox: Inbox, desk: Desk, facts: SubmissionFacts, reason: str, clock: Clock, *, rules: Rules | None = None
) -> Made:
    """Make a case of a submission; its incident that it was never proven is closed for the reason.

    Raises `UsageError`: a reason that is none, `nothing-stored`, `sealed`; `retain-case` (it is one: its `number`),
    `retain-purged`, `retain-comes` (it is on its way, or becomes one by itself); and what the databases raise.
    """
    words, at = checked_reason(reason), clock.now()
    incoming, store = _read(inbox, desk, facts)
    with desk.casebook.transaction() as tx:
        _refuse_known(tx, facts)
        details = (("agent", desk.agent), ("digest", facts.key.digest), ("id", facts.key.id), ("reason", words))
        audit_log.append(tx, [AuditEvent(at, Verb.SUBMISSION_RETAINED, Role.DESK, f"submission:{facts.row}", details)])
        [made] = take_in(tx, [incoming], rules or Rules(), at, who=desk.agent)
        now = mark(tx, store)
        put_mark(tx, store, replace(now, waiting=now.waiting - {facts.row}))
    end_incidents(inbox, desk, [facts.row], at, reason=words)
    return Made(CaseKey(made.case, 1), made.number)


def _read(inbox: Inbox, desk: Desk, facts: SubmissionFacts) -> tuple[Incoming, StoreId]:
    """What it says, and the name that the inbox has now."""
    unsealer = Unsealer(desk.privates)
    with inbox.reading() as connection:
        [stands] = taking.stands(connection, [facts.row])
        if stands.ours or stands.stage in _ON_ITS_WAY:
            raise UsageError("retain-comes")
        [one] = list(taking.arrived(connection, [facts.row]))
        if one.attempt is None or stands.erased:
            raise UsageError("nothing-stored", stage=stage_of(facts).value)
        try:
            unsealer.run_key(connection, one.run_key)
        except SealBroken as error:
            raise UsageError("sealed") from error
        store = identity.ids(connection).current
        empty = taking.empty_parts(connection, [one.attempt]).get(one.attempt, ())
        read = opened(connection, unsealer, store, one, empty)
    return replace(read, badges=read.badges | Badge.UNVERIFIED), store


def _refuse_known(tx: Connection, facts: SubmissionFacts) -> None:
    known = cases.by_submissions(tx, [facts.key.id]).get(facts.key)
    if known is not None:
        raise UsageError("retain-case", number=tx.execute(select(_C.number).where(_C.case == known)).scalar_one())
    going = (
        select(_I.purge)
        .join(purge, _P.purge == _I.purge)
        .where(_I.category == Category.APART.value, _I.subject == facts.row, _I.outcome == "")
        .where(_P.started_at.is_not(None), _P.ended_at.is_(None))
    )
    if purges.buried_keys(tx, [facts.key]) or tx.execute(going).first() is not None:
        raise UsageError("retain-purged")
