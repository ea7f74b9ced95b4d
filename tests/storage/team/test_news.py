"""What was done since one last looked: nothing is missed, nothing is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice_gui.actions.case_notes import mark_unread, write_note
from backoffice_gui.actions.treat import treat
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.authority import Action, Reach, TeamRole, reach
from backoffice_gui.domain.case_acts import Asked, CaseKey
from backoffice_gui.domain.cases import CaseAct, Duty
from backoffice_gui.domain.colleagues import MOST, CaseChange, Heard
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.listening import Ear
from backoffice_gui.storage.team.news import mark, news
from tests.support.postgres import Server
from tests.support.team_store import HERE, PEOPLE, THERE, TeamStore
from tests.support.teams import THEM, Team, a_team, enter

CLOCK = SystemClock()
AGENTS = frozenset({Duty.AGENT})


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Team]:
    """Three cases."""
    with a_team(server, tmp_path) as made:
        yield made


@pytest.fixture
def ear(office: Team) -> Iterator[Ear]:
    """A line that reads."""
    with closing(Bell()) as bell, closing(Ear(office.address, bell)) as made:
        yield made


def test_changes_notes_marks_and_arrivals_are_told_once(office: Team, ear: Ear) -> None:
    """Who did what, to which case, and its version after it; what has no event is told by its number alone."""
    desk, since = office.desk(THEM), mark(ear)
    assert (since.case, since.moved) == (3, 0)
    assert news(ear, since) == (Heard(), since)
    treat(desk, [CaseKey(2, 1)], Asked(CaseAct.TAKE), CLOCK, duties=AGENTS)
    write_note(desk, 1, "EXEMPLE", CLOCK)
    heard, since = news(ear, since)
    first, second = heard.changes
    assert [(each.case, each.who, each.name, each.version) for each in (first, second)] == [
        (2, THEM, "take", 2),
        (1, THEM, "note", 1),
    ]
    assert heard.moved == {1, 2}
    assert (heard.arrived, first.event < second.event) == (0, True)
    with desk.casebook.transaction() as tx:
        tx.execute(text('UPDATE cases SET unread = false WHERE "case" = 3'))
    mark_unread(desk, [3], CLOCK.now())
    heard, since = news(ear, since)
    assert heard == Heard(moved=frozenset({3}))
    enter(desk, 2)
    heard, since = news(ear, since)
    assert heard.arrived == 2
    assert {each.name for each in heard.changes} == {"asked_again"}, "of older cases, of the same person"
    assert news(ear, since) == (Heard(), since)


def test_too_much_is_told_as_everything_and_what_comes_after_is_told_again(office: Team, ear: Ear) -> None:
    """As after a night; the mark is where everything stands."""
    desk, since = office.desk(THEM), mark(ear)
    with desk.casebook.transaction() as tx:
        tx.execute(
            text(
                'INSERT INTO case_event (event, "case", at, who, name, version) '
                "SELECT 1000 + n, 1, '2026-11-27T09:00:00+00:00', :who, 'note', 1 FROM generate_series(1, 501) AS n"
            ),
            {"who": THEM},
        )
    heard, since = news(ear, since)
    assert heard == Heard(everything=True)
    assert MOST == 500
    write_note(desk, 1, "EXEMPLE", CLOCK)
    heard, since = news(ear, since)
    assert heard.changes == (CaseChange(event=1502, case=1, who=THEM, name="note", version=1),)


@pytest.mark.parametrize("role", [role for role in TeamRole if reach(role, Action.LIST) is not Reach.NOTHING])
def test_what_happened_to_cases_that_one_does_not_see_is_passed_and_not_read_again(
    team: TeamStore, role: TeamRole
) -> None:
    """An agent of a quiet service would else read everybody's day at each word; of his own cases nothing is missed."""
    words = (
        'INSERT INTO casebook.case_event (event, "case", at, who, name, version) '
        "SELECT max(event) + 1, {}, '2026-11-27T09:00:00+00:00', 'demo_lead', 'note', 1 FROM casebook.case_event"
    )
    with closing(Bell()) as bell, closing(Ear(team.server.address(team.name, PEOPLE[role]), bell)) as ear:
        since = before = mark(ear)
        team.server.do(team.name, words.format(THERE))
        heard, now = news(ear, since)
        sees = role is not TeamRole.AGENT
        assert [each.case for each in heard.changes] == [THERE] * sees
        assert now.event == since.event + 1
        assert news(ear, now) == (Heard(), now)
        team.server.do(team.name, words.format(HERE))
        heard, now = news(ear, now)
        assert [each.case for each in heard.changes] == [HERE]
        assert now == mark(ear)
    removed = f"DELETE FROM casebook.case_event WHERE event > {before.event}"
    team.server.do(team.name, f"SET session_replication_role = replica; {removed}")
