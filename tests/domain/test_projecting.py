"""What waits, put upon what was read: rows, a case opened, and what can't be done."""

from __future__ import annotations

from dataclasses import replace

from backoffice_gui.domain.case_acts import Asked, Mark
from backoffice_gui.domain.cases import CaseAct, CaseState, Duty
from backoffice_gui.domain.outbox import Act, Drafted, Fate, Marked, Noted, Pending
from backoffice_gui.domain.projecting import detail_with, refused_offline, row_with
from tests.support.invented_cases import case_row, fresh_detail
from tests.support.office import NOW

_ME = "c.demo"
_AGENT = frozenset({Duty.AGENT})
_ROW = replace(case_row(1, NOW), state=CaseState.NEW, agent="", version=3, closed_at=None)


def _waits(n: int, change: Act | Noted | Drafted | Marked, version: int, after: int, case: int = 1) -> Pending:
    return Pending(f"{n:032x}", case, "", change, version, after, NOW)


_TAKE = _waits(1, Act(Asked(CaseAct.TAKE)), 3, 4)
_GIVE = _waits(2, Act(Asked(CaseAct.GIVE_BACK)), 4, 5)


def test_a_row_is_as_its_agent_left_it() -> None:
    """One upon the other; of other cases, of another fate, and made before it was last read, nothing."""
    taken = row_with(_ROW, [_TAKE], _ME)
    assert (taken.state, taken.agent, taken.version) == (CaseState.TAKEN, _ME, 4)
    given = row_with(_ROW, [_TAKE, _GIVE], _ME)
    assert (given.state, given.agent, given.version) == (CaseState.NEW, "", 5)
    for other in (replace(_TAKE, case=2), replace(_TAKE, fate=Fate.CLASHED), replace(_TAKE, version=2)):
        assert row_with(_ROW, [other], _ME) == _ROW
    assert row_with(_ROW, [replace(_GIVE, version=3)], _ME).state is CaseState.NEW


def test_a_case_opened_shows_notes_and_drafts_that_wait() -> None:
    """And what may be done next with it."""
    detail = fresh_detail(_ROW)
    waiting = [_TAKE, _waits(3, Noted("EXEMPLE"), 4, 4), _waits(4, Drafted("answer", "EXEMPLE"), 4, 4)]
    shown = detail_with(detail, waiting, _ME, _AGENT)
    assert shown.row.agent == _ME
    assert CaseAct.GIVE_BACK in shown.possible
    assert [note.text for note in shown.notes[len(detail.notes) :]] == ["EXEMPLE"]
    assert ("answer", "EXEMPLE") in [(draft.what, draft.text) for draft in shown.drafts]
    emptied = [*waiting, _waits(5, Drafted("answer", ""), 4, 4)]
    assert not [draft for draft in detail_with(detail, emptied, _ME, _AGENT).drafts if draft.what == "answer"]
    assert detail_with(detail, [], _ME, _AGENT) is detail


def test_what_can_not_be_done_is_said_by_the_servers_own_function() -> None:
    """An answer is judged where the case was opened: a row alone does not know what was asked for."""
    answer = Act(Asked(CaseAct.ANSWER))
    taken = row_with(_ROW, [_TAKE], _ME)
    assert refused_offline(_ROW, None, Act(Asked(CaseAct.TAKE)), _ME, _AGENT) == ""
    assert refused_offline(_ROW, None, Act(Asked(CaseAct.REOPEN, reason="x")), _ME, _AGENT) == "case-not-possible"
    assert refused_offline(replace(taken, agent="d.demo"), None, _GIVE.change, _ME, _AGENT) == "case-not-yours"  # type: ignore[arg-type]
    assert refused_offline(taken, None, answer, _ME, _AGENT) == ""
    assert refused_offline(taken, fresh_detail(taken), answer, _ME, _AGENT) == "answer-missing"
    assert row_with(_ROW, [_waits(1, Marked(Mark.RECEIPT), 3, 4)], _ME).version == 4
