"""A lead hands a case over: its next service sees it, and whoever held it has it no more."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.hand_over import hand_over
from backoffice_gui.actions.treat import treat
from backoffice_gui.actions.undo_case import undo
from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.case_acts import Asked, Failed
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.team import members
from tests.support.clock import TurnedClock
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_desks import TeamStore, a_team_store, team_pattern_of


@pytest.fixture
def store(server: Server, tmp_path: Path) -> Iterator[TeamStore]:
    """Three cases on the server, and two services."""
    with a_team_store(server, team_pattern_of(server, tmp_path / "pattern"), tmp_path) as made:
        with made.desk.casebook.transaction() as tx:
            members.add_service(tx, "état civil")
            members.add_service(tx, "courrier")
        yield made


def test_a_case_goes_to_another_service_and_is_new_there(store: TeamStore) -> None:
    """It is given back where somebody held it; again it is there already; each is a line and an event."""
    clock = TurnedClock(MOMENT)
    first, second, *_ = store.versions()
    taken = treat(store.desk, [first], Asked(CaseAct.TAKE), clock, duties=frozenset(Duty)).done
    done = hand_over(store.desk, [*taken, second], "courrier", clock)
    assert len(done.done) == 2
    rows = store.ask('SELECT state, agent, service FROM casebook.cases WHERE service > 0 ORDER BY "case"')
    assert rows == [("new", "", 2), ("new", "", 2)]
    again = hand_over(store.desk, done.done, "courrier", clock)
    assert again.failed == tuple(Failed(key.case, "service-same") for key in done.done)
    lines = store.ask("SELECT subject FROM casebook.audit WHERE verb = 'case_handed_over' ORDER BY n")
    assert [subject for (subject,) in lines] == [f"case:{key.case}" for key in done.done]


def test_a_case_that_was_handed_over_is_taken_back_whole(store: TeamStore) -> None:
    """To the service and to whoever had it; that is taken back too; who is no lead any more can't, and nothing is changed."""
    clock = TurnedClock(MOMENT)
    (first, *_) = store.versions()
    taken = treat(store.desk, [first], Asked(CaseAct.TAKE), clock, duties=frozenset(Duty)).done
    there = 'SELECT state, agent, service FROM casebook.cases WHERE "case" = 1'
    (mine,) = store.ask(there)
    done = hand_over(store.desk, taken, "courrier", clock)
    (gone,) = store.ask(there)
    back = undo(store.desk, done.undo, clock)
    assert (back.failed, store.ask(there)) == ((), [mine])
    again = undo(store.desk, back.undo, clock)
    assert (again.failed, store.ask(there)) == ((), [gone])
    agent = dataclasses.replace(store.desk, granted=Authority(store.desk.agent, frozenset({TeamRole.AGENT})))
    late = undo(agent, again.undo, clock)
    assert [one.code for one in late.failed] == ["undo-too-late"]
    assert store.ask(there) == [gone]


def test_a_case_that_moved_on_and_a_service_that_is_none(store: TeamStore) -> None:
    """Nothing is changed."""
    clock = TurnedClock(MOMENT)
    (first, *_) = store.versions()
    stale = dataclasses.replace(first, version=first.version + 1)
    failed = hand_over(store.desk, [stale], "courrier", clock).failed
    assert [(one.case, one.code) for one in failed] == [(first.case, "case-changed")]
    with pytest.raises(UsageError, match="service-unknown"):
        hand_over(store.desk, [first], "nulle part", clock)


def test_only_a_lead_hands_over(store: TeamStore) -> None:
    """The server would refuse it too; who may not is told before."""
    agent = dataclasses.replace(store.desk, granted=Authority("agent.demo", frozenset({TeamRole.AGENT})))
    with pytest.raises(UsageError, match="case-not-yours"):
        hand_over(agent, store.versions(), "courrier", TurnedClock(MOMENT))
