"""What an act makes of a case: one pure function over where it stands, and every reason why it may not.

The table of states is `domain.cases.TRANSITIONS`; here stands what else changes with a state (who holds
it, the clock, what was answered), as `docs/cases.md` says it to people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import (
    MAY,
    Answer,
    Badge,
    CaseAct,
    CaseKind,
    CaseState,
    Decision,
    Duty,
    after,
    befitting,
)
from backoffice_gui.domain.deadlines import Delays, civil_day, due_on, working_days_after, working_days_between

__all__ = ["MAX_REASON", "NEED_REASON", "Answered", "Decided", "Standing", "refusal", "treated"]

MAX_REASON = 1_000
"""Characters of a reason."""
NEED_REASON = frozenset({CaseAct.ASK_PIECE, CaseAct.REOPEN})
"""Acts that always need one; closing needs one where nothing was answered, refusing for each thing refused."""
_REFUSING = frozenset({Answer.NOT_ENTITLED})
_HELD = frozenset({CaseState.TAKEN, CaseState.WAITING_PIECE, CaseState.WAITING_COLLEAGUE})
_LOGIN = 128


@dataclass(frozen=True, slots=True)
class Answered:
    """One certificate asked for, and what was answered so far."""

    n: int
    answer: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """One changed contact detail, and what was decided so far."""

    field: str
    decision: str = ""
    reason: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything of a case that an act can change, and what decides whether it may."""

    case: int
    version: int
    kind: CaseKind
    state: CaseState
    agent: str
    person: int | None
    received_at: datetime
    due_on: date | None
    days_left: int | None
    receipt_done_at: datetime | None
    closed_at: datetime | None
    answer: str
    badges: int
    certificates: tuple[Answered, ...] = ()
    changes: tuple[Decided, ...] = ()


def refusal(case: Standing, asked: Asked, agent: str, duties: frozenset[Duty]) -> str:
    """The code word why it may not be done, or nothing.

    `case-not-possible`, `case-not-yours`, `agent-needed`, `reason-needed`, `reason-too-long`, `answer-missing`,
    `answer-unknown`, `person-needed`.
    """
    if after(asked.act, case.state) is None:
        return "case-not-possible"
    free = case.agent in ("", agent) or asked.act is CaseAct.TAKE or Duty.LEAD in duties
    if not MAY[asked.act] & duties or not free:
        return "case-not-yours"
    if asked.act is CaseAct.ASSIGN and not _is_login(asked.agent):
        return "agent-needed"
    words = _words(case, asked)
    if words or asked.act is not CaseAct.ANSWER:
        return words
    return _answers(case, asked)


def _is_login(text: str) -> bool:
    return 0 < len(text.strip()) <= _LOGIN and text.isprintable()


def _words(case: Standing, asked: Asked) -> str:
    unanswered = asked.act is CaseAct.CLOSE and case.state is not CaseState.ANSWERED
    if (unanswered or asked.act in NEED_REASON) and not asked.reason.strip():
        return "reason-needed"
    said = (asked.reason, *(why for _, _, why in asked.certificates), *(why for _, _, why in asked.decisions))
    return "reason-too-long" if max(map(len, said)) > MAX_REASON else ""


def _answers(case: Standing, asked: Asked) -> str:
    """Everything asked for has an answer, of now or of before; whatever is refused, a reason."""
    numbers = {n for n, _, _ in asked.certificates} | {each.n for each in case.certificates if each.answer}
    fields = {name for name, _, _ in asked.decisions} | {each.field for each in case.changes if each.decision}
    wanted_numbers = {each.n for each in case.certificates}
    wanted_fields = {each.field for each in case.changes}
    if not numbers <= wanted_numbers or not fields <= wanted_fields:
        return "answer-unknown"
    if numbers != wanted_numbers or fields != wanted_fields or not (wanted_numbers or wanted_fields):
        return "answer-missing"
    refused = [why for _, answer, why in asked.certificates if answer in _REFUSING]
    refused += [why for _, decision, why in asked.decisions if decision is Decision.REFUSED]
    if not all(why.strip() for why in refused):
        return "reason-needed"
    accepted = any(decision is Decision.ACCEPTED for _, decision, _ in asked.decisions)
    return "person-needed" if accepted and case.person is None else ""


def treated(case: Standing, asked: Asked, agent: str, at: datetime, delays: Delays) -> Standing:
    """The case as it is after an act that may be done; the same where the act changes nothing.

    Its version is the next one where anything changed.
    """
    state = after(asked.act, case.state)
    if state is None:
        raise ValueError(f"{asked.act.value} from {case.state.value}")
    badges = case.badges & ~int(Badge.PIECE_REFUSED) if asked.act is CaseAct.ASK_PIECE else case.badges
    new = replace(case, state=state, agent=_holder(case, asked, agent, state), badges=befitting(badges, state))
    if asked.act is CaseAct.ANSWER:
        new = _answered(new, asked, at)
    new = _timed(case, new, asked.act, at, delays)
    return case if new == case else replace(new, version=case.version + 1)


def _holder(case: Standing, asked: Asked, agent: str, state: CaseState) -> str:
    if asked.act is CaseAct.TAKE:
        return agent
    if asked.act is CaseAct.ASSIGN:
        return asked.agent.strip()
    if state in _HELD:
        return case.agent or agent
    return "" if state is CaseState.NEW else case.agent


def _answered(case: Standing, asked: Asked, at: datetime) -> Standing:
    said = {n: (answer.value, why.strip()) for n, answer, why in asked.certificates}
    decided = {name: (decision.value, why.strip()) for name, decision, why in asked.decisions}
    certificates = tuple(Answered(each.n, *said[each.n], at) if each.n in said else each for each in case.certificates)
    changes = tuple(
        Decided(each.field, *decided[each.field], at) if each.field in decided else each for each in case.changes
    )
    words = {each.answer for each in certificates} | {each.decision for each in changes}
    return replace(case, certificates=certificates, changes=changes, answer=" ".join(sorted(words - {""})))


def _timed(was: Standing, new: Standing, act: CaseAct, at: datetime, delays: Delays) -> Standing:
    """The clock stands still while a piece is waited for, ends with the answer, and begins anew with a reopening."""
    today = civil_day(at)
    if act in (CaseAct.ANSWER, CaseAct.CLOSE):
        return replace(new, closed_at=at)
    if act is CaseAct.REOPEN:
        return replace(new, closed_at=None, days_left=None, due_on=due_on(new.kind, today, delays))
    stops, stood = new.state is CaseState.WAITING_PIECE, was.state is CaseState.WAITING_PIECE
    if stops and not stood and was.due_on is not None:
        return replace(new, due_on=None, days_left=working_days_between(today, was.due_on))
    if stood and not stops and was.days_left is not None:
        return replace(new, days_left=None, due_on=working_days_after(today, was.days_left))
    return new
