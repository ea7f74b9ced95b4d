"""Which act stands on which button."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backoffice_gui.domain.case_detail import CaseDetail
from backoffice_gui.domain.cases import CaseAct, CaseKind, CaseState, Duty
from backoffice_gui.gui.case_offers import main_offers, needs_reason, other_offers
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME


def detail_of(state: CaseState, agent: str, *, kind: CaseKind = CaseKind.CERTIFICATE, lead: bool = False) -> CaseDetail:
    """A case in this state, held by this agent."""
    duties = frozenset({Duty.AGENT, Duty.LEAD} if lead else {Duty.AGENT})
    caseload = MemoryCaseload(60, duties=duties)
    case = next(n for n, one in caseload.details.items() if one.row.kind is kind)
    known = caseload.details[case]
    caseload.details[case] = replace(known, row=replace(known.row, state=state, agent=agent))
    return caseload.case(case)


@pytest.mark.parametrize(
    ("state", "agent", "acts", "possible"),
    [
        (CaseState.NEW, "", (CaseAct.TAKE, CaseAct.ANSWER, CaseAct.ASK_PIECE), (True, False, False)),
        (CaseState.TAKEN, ME, (CaseAct.TAKE, CaseAct.ANSWER, CaseAct.ASK_PIECE), (False, True, True)),
        (CaseState.TAKEN, "d.demo", (CaseAct.TAKE, CaseAct.ANSWER, CaseAct.ASK_PIECE), (True, False, False)),
        (CaseState.WAITING_PIECE, ME, (CaseAct.RESUME, CaseAct.ANSWER, CaseAct.ASK_PIECE), (True, True, False)),
        (CaseState.WAITING_COLLEAGUE, ME, (CaseAct.RESUME, CaseAct.ANSWER, CaseAct.ASK_PIECE), (True, True, True)),
        (CaseState.ANSWERED, ME, (CaseAct.REOPEN, CaseAct.CLOSE, CaseAct.ASK_PIECE), (True, True, False)),
        (CaseState.CLOSED, ME, (CaseAct.REOPEN, CaseAct.CLOSE, CaseAct.ASK_PIECE), (True, False, False)),
    ],
)
def test_three_acts_stand_at_fixed_places(
    qapp: object, state: CaseState, agent: str, acts: tuple[CaseAct, ...], possible: tuple[bool, ...]
) -> None:
    """Whose it is, what ends it, what is missing: what can't be done says why."""
    offers = main_offers(detail_of(state, agent), ME)
    assert tuple(offer.act for offer in offers) == acts
    assert tuple(offer.possible for offer in offers) == possible
    assert all(offer.why for offer in offers if not offer.possible)


def test_the_reason_why_not_names_who_holds_it(qapp: object) -> None:
    """Taking it over is offered by name; the rest says who has it."""
    offers = main_offers(detail_of(CaseState.TAKEN, "d.demo"), ME)
    assert "d.demo" in offers[0].words
    assert "d.demo" in offers[1].why


def test_a_form_that_could_not_be_read_is_closed_not_answered(qapp: object) -> None:
    """The second place ends it all the same."""
    offers = main_offers(detail_of(CaseState.TAKEN, ME, kind=CaseKind.UNREAD), ME)
    assert offers[1].act is CaseAct.CLOSE
    assert offers[1].possible


def test_the_others_are_all_there_once(qapp: object) -> None:
    """Every act but the answer has its place; assigning is a lead's."""
    detail = detail_of(CaseState.TAKEN, ME)
    main, others = main_offers(detail, ME), other_offers(detail, ME)
    acts = [offer.act for offer in (*main, *others)]
    assert set(acts) == set(CaseAct)
    assert len(acts) == len(set(acts))
    assign = next(offer for offer in others if offer.act is CaseAct.ASSIGN)
    assert "responsables" in assign.why
    leads = other_offers(detail_of(CaseState.TAKEN, ME, lead=True), ME)
    assert next(offer for offer in leads if offer.act is CaseAct.ASSIGN).possible


def test_reasons_are_asked_where_they_are_needed() -> None:
    """A piece, a colleague, reopening, closing without an answer; not closing what was answered."""
    assert needs_reason(CaseAct.ASK_PIECE, CaseState.TAKEN)
    assert needs_reason(CaseAct.REOPEN, CaseState.CLOSED)
    assert needs_reason(CaseAct.CLOSE, CaseState.TAKEN)
    assert not needs_reason(CaseAct.CLOSE, CaseState.ANSWERED)
    assert not needs_reason(CaseAct.TAKE, CaseState.NEW)
