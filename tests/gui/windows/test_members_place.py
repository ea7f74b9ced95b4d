"""*Équipe* in the window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from backoffice_gui.domain.authority import Authority, TeamRole
from backoffice_gui.domain.colleagues import Hearing, Way
from backoffice_gui.errors import UsageError, WrongKey
from backoffice_gui.gui.shortcuts import Key
from backoffice_gui.gui.widgets.navigation import Place
from backoffice_gui.gui.windows.members_place import MembersPlace
from tests.gui.conftest import Opener
from tests.support.caseload import MemoryCaseload
from tests.support.invented_cases import ME
from tests.support.office import MemoryOffice


@pytest.fixture(autouse=True)
def _team(caseload: MemoryCaseload) -> None:
    """The store is a team's."""
    caseload.colleagues.now_hearing = Hearing(Way.LISTENING)


def place_of(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> MembersPlace:
    """The page, gone to by key, with everybody on it."""
    window = open_window(MemoryOffice(20, caseload=caseload))
    window.do_key(Key.GO_TEAM)
    assert window.house is not None
    assert window.house.workplace is not None
    place = window.house.workplace.members
    assert place is not None
    assert window.panes.navigation.place is Place.TEAM
    qtbot.waitUntil(lambda: place.page.table.model().rowCount() == 5)
    return place


def test_somebody_is_admitted_and_the_page_says_so(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """Asked, compared, admitted, read again; where the key is another by now, nobody is."""
    caseload.authority = Authority(ME, frozenset({TeamRole.LEAD}))
    place = place_of(qtbot, open_window, caseload)
    assert not place.page.rights.isVisible()
    caseload.team.failure = UsageError("member-fingerprint", member="e.exemple")
    for said in ("n’est plus la même", "est admis"):
        place.page.asking.buttons[0].click()
        dialog = place.dialog
        assert dialog is not None
        dialog.heard.setText(dialog._member.fingerprint[-8:])
        dialog.admit.click()
        qtbot.waitUntil(lambda said=said: said in place.page.news.text)  # type: ignore[misc]
        caseload.team.failure = None
    qtbot.waitUntil(lambda: not place.page.asking.isVisible())
    assert caseload.team.said == [("admit", "e.exemple")]


def test_an_administrator_changes_and_ends(qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload) -> None:
    """What was done is said; the table follows."""
    place = place_of(qtbot, open_window, caseload)
    place.page.table.selectRow(1)
    (me, former, *others) = caseload.team.now_members
    caseload.team.now_members = (me, replace(former, services=("Courrier",)), *others)
    place.page.rights.save.click()
    qtbot.waitUntil(lambda: "depuis que la page" in place.page.news.text)
    qtbot.waitUntil(lambda: caseload.team.now_members[1] in place.page._members)
    assert place.page.rights._of["Courrier"].isChecked()
    assert not caseload.team.said
    place.page.rights.save.click()
    qtbot.waitUntil(lambda: ("change", "d.demo") in caseload.team.said)
    place.page.rights.end.click()
    place.page.rights.question.go.click()
    qtbot.waitUntil(lambda: ("renew", "") in caseload.team.said)
    assert ("disable", "d.demo") in caseload.team.said
    qtbot.waitUntil(lambda: "refaite pour les autres" in place.page.news.text)
    qtbot.waitUntil(lambda: "retiré" in place.page.table.model().index(1, 3).data())


def test_a_key_that_could_not_be_made_anew_is_said_beside_what_was_done(
    qtbot: QtBot, open_window: Opener, caseload: MemoryCaseload
) -> None:
    """The access is ended whatever becomes of the key; what to do next is in the same sentence."""
    place = place_of(qtbot, open_window, caseload)
    caseload.team.not_renewed = WrongKey("recovery-unvouched")
    place.page.table.selectRow(1)
    place.page.rights.end.click()
    place.page.rights.question.go.click()
    qtbot.waitUntil(lambda: "n’a pas été refaite" in place.page.news.text)
    assert "est retiré, mais" in place.page.news.text
    assert "recovery-key" in place.page.news.text
