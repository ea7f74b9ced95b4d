"""*Équipe*: who asks, who is there, what one of them may do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Member, Wanted
from backoffice_gui.gui.failure import Failure
from backoffice_gui.gui.pages.team import TeamPage
from tests.support.invented_cases import ME
from tests.support.memory_team import MemoryTeam
from tests.support.office import NOW


@pytest.fixture
def page(qtbot: QtBot) -> TeamPage:
    """With the invented team, for who may change it."""
    made, team = TeamPage(), MemoryTeam(NOW, ME)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.allow(changing=True)
    made.show_team(team.members(), team.services())
    made.show()
    return made


def test_who_asks_is_named_with_what_is_to_be_compared(page: TeamPage) -> None:
    """One waits; who was ended or never unlocked does not."""
    asked: list[Member] = []
    page.admit_asked.connect(asked.append)
    (button,) = page.asking.buttons
    assert button.accessibleName() == "Admettre… \u2068e.exemple\u2069"
    button.click()
    assert [one.agent for one in asked] == ["e.exemple"]
    page.show_team((), ())
    assert not page.asking.isVisible()
    assert not page.rights.isVisible()


def test_everybody_is_listed_and_one_stays_where_one_is(page: TeamPage) -> None:
    """Each row is one sentence."""
    model = page._model
    assert [model.index(row, 0).data() for row in range(5)][1] == "\u2068d.demo\u2069"
    assert "État civil" in model.index(1, 2).data()
    page.table.selectRow(3)
    page.show_team(MemoryTeam(NOW, ME).members(), ())
    assert page.table.currentIndex().row() == 3


def test_roles_and_services_are_changed_together(page: TeamPage) -> None:
    """What is ticked is what is wanted; all services make the single ones moot."""
    told: list[tuple[str, Wanted, Wanted]] = []
    page.changed.connect(lambda agent, wanted, seen: told.append((agent, wanted, seen)))
    page.table.selectRow(1)
    rights = page.rights
    rights.roles[TeamRole.DPO].setChecked(True)
    rights._of["Courrier"].setChecked(True)
    rights.save.click()
    rights.everywhere.setChecked(True)
    assert not rights._of["Courrier"].isEnabled()
    rights.save.click()
    roles = frozenset({TeamRole.AGENT, TeamRole.DPO})
    seen = Wanted(frozenset({TeamRole.AGENT}), ("État civil",))
    wanted = (Wanted(roles, ("État civil", "Courrier")), Wanted(roles, None))
    assert told == [("d.demo", each, seen) for each in wanted]


def test_what_is_ticked_and_not_saved_stays_when_it_is_read_again(page: TeamPage) -> None:
    """Another was admitted, or joined; only what was changed elsewhere is shown in place of it."""
    members, services = MemoryTeam(NOW, ME).members(), MemoryTeam(NOW, ME).services()
    rights = page.rights
    page.table.selectRow(1)
    rights.roles[TeamRole.DPO].setChecked(True)
    rights._of["Courrier"].setChecked(True)
    rights.end.click()
    page.show_team((*members, replace(members[0], agent="f.exemple")), services)
    assert rights.roles[TeamRole.DPO].isChecked()
    assert rights._of["Courrier"].isChecked()
    assert rights.question.isVisible()
    page.show_team([replace(one, roles=one.roles | {TeamRole.AUDITOR}) for one in members], services)
    assert rights.roles[TeamRole.AUDITOR].isChecked()
    assert not rights.roles[TeamRole.DPO].isChecked()
    rights.roles[TeamRole.DPO].setChecked(True)
    page.table.selectRow(2)
    page.table.selectRow(1)
    assert not rights.roles[TeamRole.DPO].isChecked()


def test_an_access_is_ended_after_a_question(page: TeamPage) -> None:
    """Of one that is ended already there is nothing to end."""
    gone: list[str] = []
    page.ended.connect(gone.append)
    page.table.selectRow(1)
    page.rights.end.click()
    assert not gone
    assert "clé de l’équipe" in page.rights.question.text
    page.rights.question.go.click()
    assert gone == ["d.demo"]
    page.table.selectRow(3)
    assert not page.rights.end.isVisible()


def test_who_may_not_change_rights_sees_them_in_the_table_alone(page: TeamPage) -> None:
    """A lead admits; what went wrong is said above."""
    page.allow(changing=False)
    assert not page.rights.isVisible()
    page.show_failure(Failure("USE-001", "member-oneself"))
    assert "soi-même" in page.news.text
