"""What one may not do, in terms of the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backoffice_gui import gui
from backoffice_gui.domain.authority import Action, Authority, TeamRole, alone
from backoffice_gui.domain.cases import CaseAct
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.gui.allowed import _KEYS, act_allowed, in_team, keys_withheld, places_withheld, refusal_of
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME


def of(*roles: TeamRole) -> Authority:
    """Somebody with these roles."""
    return Authority(ME, frozenset(roles))


def test_alone_one_may_everything_but_wait_for_a_server() -> None:
    """An embedded store has no team."""
    assert keys_withheld(alone(ME), team=False) == {Key.PENDING, Key.GO_TEAM, Key.HAND_OVER}
    assert not keys_withheld(alone(ME), team=True)
    assert places_withheld(alone(ME), team=False) == {Place.TEAM}
    assert not places_withheld(alone(ME), team=True)


ELSEWHERE = {
    Action.OPEN: "what is listed can be opened",
    Action.OPEN_SUBMISSION: "a case's own, by who opens it",
    Action.KEEP_VIEW: "whoever lists, but a collector, who has no list",
    Action.ENTER: "the console",
    Action.NOTE_JOURNAL: "by itself",
    Action.PURGE_JOURNAL: "the console",
    Action.REWRITE_JOURNAL: "nobody",
    Action.FILL_FACTS: "by itself",
    Action.REMOVE_ATTEMPTS: "by itself",
    Action.ASK_ADMISSION: "by itself",
    Action.RECOVER: "the console",
    Action.END_ACCESS: "with the roles (`CHANGE_ROLES`)",
    Action.RENEW_KEYS: "the console",
    Action.MIGRATE: "nobody",
}
"""What no place and no key of the window is for."""


def test_each_action_is_offered_by_right_or_is_said_not_to_be() -> None:
    """One that comes to be is not offered to everybody unnoticed."""
    words = "".join(file.read_text("utf-8") for file in Path(gui.__file__).parent.rglob("*.py"))
    asked = {action for action in Action if re.search(rf"\bAction\.{action.name}\b", words)}
    assert asked == set(Action) - set(ELSEWHERE)


_EVERYBODY = "GO_SUBMISSIONS GO_TRANSFERS GO_CONFORMITY"
_TREATING = (
    "TAKE FINISH ASK_PIECE NOTE SEND LINK RECEIPT UNREAD STATE UNDO REDO EXPORT PRINT GO_TODO GO_MINE GO_RETENTION"
)
CELLS = {
    TeamRole.AGENT: f"{_EVERYBODY} {_TREATING}",
    TeamRole.LEAD: f"{_EVERYBODY} {_TREATING} ASSIGN HAND_OVER GO_TEAM",
    TeamRole.COLLECTOR: f"{_EVERYBODY} POLL",
    TeamRole.AUDITOR: f"{_EVERYBODY} WHO GO_JOURNAL",
    TeamRole.DPO: f"{_EVERYBODY} EXPORT PRINT WHO GO_TODO GO_MINE GO_JOURNAL GO_RETENTION",
    TeamRole.ADMINISTRATOR: f"{_EVERYBODY} GO_TEAM",
}
"""Written down a second time: which of the keys that stand for an action a role has."""


@pytest.mark.parametrize("role", TeamRole)
def test_a_role_has_the_keys_of_its_cells_and_no_other(role: TeamRole) -> None:
    """Cell by cell; what stands for no action everybody has."""
    withheld = {key.name for key in keys_withheld(of(role), team=True)}
    standing = {name for words in CELLS.values() for name in words.split()}
    assert withheld == standing - set(CELLS[role].split())
    assert set(_KEYS) == {key for key in Key if key.name in standing}


def test_an_agent_treats_cases_and_nothing_above_that() -> None:
    """Assigning is a lead's, the journal an auditor's."""
    agent = of(TeamRole.AGENT)
    kept = keys_withheld(agent, team=True)
    assert {Key.ASSIGN, Key.WHO, Key.GO_JOURNAL} <= kept
    assert not {Key.TAKE, Key.FINISH, Key.NOTE, Key.EXPORT, Key.GO_RETENTION} & kept
    assert act_allowed(agent, CaseAct.TAKE)
    assert not act_allowed(agent, CaseAct.ASSIGN)
    assert places_withheld(agent, team=True) == {Place.JOURNAL, Place.TEAM}


def test_an_auditor_reads_the_journal_and_no_case() -> None:
    """Nothing leads to a case; the officer for data protection reads them and changes none."""
    auditor, dpo = of(TeamRole.AUDITOR), of(TeamRole.DPO)
    assert places_withheld(auditor, team=True) == {Place.CASES, Place.RETENTION, Place.TEAM}
    assert {Key.TAKE, Key.GO_TODO, Key.GO_RETENTION} <= keys_withheld(auditor, team=True)
    assert Key.GO_JOURNAL not in keys_withheld(auditor, team=True)
    assert not any(act_allowed(dpo, act) for act in CaseAct)
    assert Key.GO_TODO not in keys_withheld(dpo, team=True)


def test_a_withheld_key_says_so_calmly(qapp: object) -> None:
    """By the words of what it stands for."""
    assert "Attribuer à…" in refusal_of(Key.ASSIGN, team=True)
    assert "serveur d’une équipe" in refusal_of(Key.PENDING, team=False)
    assert "parmi vos droits" in refusal_of(Key.GO_TEAM, team=True)


def test_a_team_is_known_by_others_being_heard_or_by_its_roles(caseload: MemoryCaseload) -> None:
    """Alone with every role, nobody is heard: an embedded store."""
    assert not in_team(caseload)
    caseload.colleagues.now_hearing = Hearing(Way.POLLING)
    assert in_team(caseload)
    caseload.colleagues.now_hearing = Hearing()
    caseload.authority = of(TeamRole.AGENT)
    assert in_team(caseload)
