"""The rules of acts, and the table that people read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from backoffice_gui.domain.case_acts import Asked
from backoffice_gui.domain.cases import BUCKETS, TRANSITIONS, CaseAct, CaseKind, CaseState, Duty
from backoffice_gui.domain.deadlines import Delays
from backoffice_gui.domain.treating import NEED_REASON, Answered, Standing, refusal, treated

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ROOT = Path(__file__).resolve().parents[2]


def _case(state: CaseState, agent: str = "moi") -> Standing:
    return Standing(
        case=1,
        version=4,
        kind=CaseKind.CERTIFICATE,
        state=state,
        agent="" if state is CaseState.NEW else agent,
        person=1,
        received_at=AT,
        due_on=dt.date(2026, 12, 7),
        days_left=None,
        receipt_done_at=None,
        closed_at=None,
        answer="",
        badges=0,
        certificates=(Answered(1),),
    )


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("act", CaseAct)
def test_what_is_not_in_the_table_can_not_be_done(state: CaseState, act: CaseAct) -> None:
    """And is a mistake of whoever does it all the same; what is, leads where the table says."""
    asked = Asked(act, agent="moi", reason="x")
    if state in TRANSITIONS[act]:
        assert refusal(_case(state), asked, "moi", frozenset(Duty)) != "case-not-possible"
        assert treated(_case(state), asked, "moi", AT, Delays()).state is TRANSITIONS[act][state]
    else:
        assert refusal(_case(state), asked, "moi", frozenset(Duty)) == "case-not-possible"
        with pytest.raises(ValueError, match="from"):
            treated(_case(state), asked, "moi", AT, Delays())


def test_nobody_without_a_duty_does_anything() -> None:
    """An auditor looks."""
    for act in CaseAct:
        for state in TRANSITIONS[act]:
            assert refusal(_case(state), Asked(act), "moi", frozenset({Duty.AUDITOR})) == "case-not-yours"


def test_the_clock_goes_on_while_a_colleague_is_asked() -> None:
    """Only the person's silence stops it."""
    assert treated(_case(CaseState.TAKEN), Asked(CaseAct.ASK_COLLEAGUE), "moi", AT, Delays()).due_on is not None
    stopped = treated(_case(CaseState.TAKEN), Asked(CaseAct.ASK_PIECE, reason="x"), "moi", AT, Delays())
    assert (stopped.due_on, stopped.days_left) == (None, 10)
    moved = treated(stopped, Asked(CaseAct.ASSIGN, agent="autre"), "moi", AT, Delays())
    assert (moved.due_on, moved.days_left, moved.agent) == (None, 10, "autre")
    assert treated(stopped, Asked(CaseAct.ASK_COLLEAGUE), "moi", AT, Delays()).due_on == dt.date(2026, 12, 7)


def _table(page: str) -> dict[tuple[str, str], str]:
    """The cells of the page's first table: act, state → state."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]
    heads = cells[0][1:]
    found: dict[tuple[str, str], str] = {}
    for row in cells[2 : 2 + len(CaseAct)]:
        found |= {(row[0], head.strip("`")): cell for head, cell in zip(heads, row[1:], strict=True) if cell}
    return found


def test_the_page_shows_the_table() -> None:
    """docs/cases.md: each act from each state, and where it leads."""
    page = (ROOT / "docs" / "cases.md").read_text("utf-8")
    drawn = {
        (act.value, state.value): new.value for act, states in TRANSITIONS.items() for state, new in states.items()
    }
    assert _table(page) == drawn
    for state in CaseState:
        assert f"`{state.value}` | {BUCKETS[state].name.lower()}" in page
    for act in NEED_REASON:
        assert f"`{act.value}`" in page.partition("needs a reason")[2]
