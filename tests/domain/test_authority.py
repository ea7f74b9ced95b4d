"""The table of who may what: whole, and asked as it is meant."""

from __future__ import annotations

from itertools import product

from backoffice_gui.domain.authority import (
    MATRIX,
    ROWS,
    Action,
    Authority,
    Reach,
    Row,
    TeamRole,
    alone,
    may,
    reach,
)
from backoffice_gui.domain.cases import Duty

_OWNERS = {Action.MIGRATE, Action.REWRITE_JOURNAL}


def test_every_action_is_in_the_table_and_some_role_has_it() -> None:
    """A new action is nobody's until the table says whose; two are no role's for good."""
    assert set(MATRIX) == set(ROWS) == set(Action)
    assert {action for action in Action if not MATRIX[action]} == _OWNERS


def test_a_thing_of_no_service_is_done_to_by_all_or_not_at_all() -> None:
    """Reaching one's own only says nothing where there is no service."""
    for action, rows in ROWS.items():
        if Row.NONE in rows:
            assert Reach.OWN not in MATRIX[action].values(), action


def test_who_reaches_his_own_does_not_reach_others() -> None:
    """Each cell follows from how far the role reaches; of a row that an action is not about there is none."""
    for role, action, row in product(TeamRole, Action, Row):
        far = reach(role, action)
        wanted = row in ROWS[action] and (far is Reach.ALL or (far is Reach.OWN and row is Row.OWN))
        assert may(role, action, row) is wanted


def test_the_collector_has_nothing_of_the_casebook() -> None:
    """It reads and adds to the inbox, and writes down what it did."""
    its = {action for action in Action if TeamRole.COLLECTOR in MATRIX[action]}
    assert its == {
        Action.READ_INBOX,
        Action.COLLECT,
        Action.FILL_FACTS,
        Action.REMOVE_ATTEMPTS,
        Action.NOTE_JOURNAL,
    }


def test_an_administrator_and_an_auditor_see_no_case() -> None:
    """Who gives roles reads no files, and who reads the journal reads what was done, not to whom."""
    for role in (TeamRole.ADMINISTRATOR, TeamRole.AUDITOR):
        assert not any(may(role, action, row) for action in (Action.LIST, Action.OPEN) for row in Row)


def test_an_agent_of_a_service_sees_that_one() -> None:
    """What he may not do is no action of his, and a case of another service is none of his."""
    agent = Authority("agent.demo", frozenset({TeamRole.AGENT}), frozenset({"état civil"}))
    assert agent.row("état civil") is Row.OWN
    assert agent.row("courrier") is Row.OTHER
    assert agent.may(Action.OPEN)
    assert agent.may(Action.OPEN, "état civil")
    assert not agent.may(Action.OPEN, "courrier")
    assert agent.may(Action.READ_INBOX)
    assert not agent.may(Action.HAND_OVER, "état civil")
    assert Action.ASSIGN not in agent.actions


def test_who_sees_one_service_alone_takes_nothing_in() -> None:
    """Persons are compared with every other: that wants somebody who sees them all."""
    of_one = Authority("agent.demo", frozenset({TeamRole.AGENT}), frozenset({"état civil"}))
    of_all = Authority("agent.demo", frozenset({TeamRole.AGENT}))
    assert {Action.TAKE_IN, Action.ENTER} & of_one.actions == set()
    assert {Action.TAKE_IN, Action.ENTER} <= of_all.actions
    assert of_all.row("courrier") is Row.OWN


def test_a_lead_reaches_every_service() -> None:
    """A lead hands cases over, whatever services he belongs to himself."""
    lead = Authority("lead.demo", frozenset({TeamRole.LEAD}), frozenset({"courrier"}))
    assert lead.may(Action.HAND_OVER, "état civil")
    assert lead.duties == {Duty.LEAD}


def test_whoever_sits_alone_is_everything() -> None:
    """An embedded store's agent may do all that a role may."""
    assert alone("agent.demo").actions == set(Action) - _OWNERS
    assert {Duty.AGENT, Duty.LEAD} <= alone("agent.demo").duties
    assert Authority("dpo.demo", frozenset({TeamRole.DPO, TeamRole.COLLECTOR})).duties == set()
