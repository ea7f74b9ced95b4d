"""What waits is put upon what was last read: a case as its agent left it, while the server is away.

The same pure function decides as on the server (`treating`), so that what can't be done is said at once, not on return.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from backoffice_gui.domain.case_detail import CaseDetail, Draft, NoteView
from backoffice_gui.domain.case_list import CaseRow
from backoffice_gui.domain.cases import Badge, CaseAct, Duty, possible
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.outbox import Act, Drafted, Fate, Noted, Pending
from backoffice_gui.domain.treating import Answered, Decided, Standing, refusal, treated

__all__ = ["detail_with", "refused_offline", "row_with"]

_DELAYS = Delays()


def _standing(row: CaseRow, detail: CaseDetail | None = None) -> Standing:
    certificates = () if detail is None else detail.certificates
    changes = () if detail is None else detail.changes
    return Standing(
        case=row.case,
        version=row.version,
        kind=row.kind,
        state=row.state,
        agent=row.agent,
        person=None if detail is None or detail.person is None else detail.person.person,
        received_at=row.received_at,
        due_on=row.due_on,
        days_left=None,
        receipt_done_at=None,
        closed_at=row.closed_at,
        answer="",
        badges=int(row.badges),
        certificates=tuple(
            Answered(each.n, each.answer.value if each.answer else "", each.reason) for each in certificates
        ),
        changes=tuple(
            Decided(each.field, each.decision.value if each.decision else "", each.reason) for each in changes
        ),
    )


def refused_offline(row: CaseRow, detail: CaseDetail | None, change: Act, agent: str, duties: frozenset[Duty]) -> str:
    """Why an act can't be done with a case as it was last read, or nothing; an answer is judged where it was opened."""
    if detail is None and change.asked.act is CaseAct.ANSWER:
        return ""
    return refusal(_standing(row, detail), change.asked, agent, duties)


def row_with(row: CaseRow, pending: Iterable[Pending], agent: str) -> CaseRow:
    """A row as it will be once what waits of its case is applied."""
    for each in pending:
        if each.case != row.case or each.fate is not Fate.WAITING or each.version < row.version:
            continue
        row = replace(_acted(row, each, agent), version=each.after)
    return row


def _acted(row: CaseRow, pending: Pending, agent: str) -> CaseRow:
    if not isinstance(pending.change, Act):
        return row
    try:
        new = treated(_standing(row), pending.change.asked, agent, pending.at, _DELAYS)
    except ValueError:  # what was read since can't be moved so: the server will say it
        return row
    return replace(
        row, state=new.state, agent=new.agent, due_on=new.due_on, closed_at=new.closed_at, badges=Badge(new.badges)
    )


def detail_with(detail: CaseDetail, pending: Iterable[Pending], agent: str, duties: frozenset[Duty]) -> CaseDetail:
    """A case opened, with what waits of it: where it stands, what may be done next, notes and drafts."""
    mine = [each for each in pending if each.case == detail.row.case and each.fate is Fate.WAITING]
    if not mine:
        return detail
    row = row_with(detail.row, mine, agent)
    notes = [NoteView(0, each.at, agent, each.change.text) for each in mine if isinstance(each.change, Noted)]
    drafts = {draft.what: draft for draft in detail.drafts}
    for each in mine:
        if isinstance(each.change, Drafted):
            drafts[each.change.what] = Draft(each.change.what, each.change.text, each.at)
    return replace(
        detail,
        row=row,
        possible=possible(row.state, duties, holder=row.agent in {"", agent}),
        notes=(*detail.notes, *notes),
        drafts=tuple(draft for draft in drafts.values() if draft.text),
    )
