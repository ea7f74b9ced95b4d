"""Who is there and who writes, as rows that end by the server's clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.presence import Company, Patience
from backoffice_gui.errors import StoreError
from backoffice_gui.storage.bell import Bell
from backoffice_gui.storage.team.company import Seat
from backoffice_gui.storage.team.listening import Ear
from tests.support.postgres import Server
from tests.support.team_store import ALL, PEOPLE, TeamStore
from tests.support.teams import Team, a_team

AT = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
AGENT = "backoffice"
"""The role that the tests log in by: what a program says it is does not count."""
HERE, THERE = "POSTE-EXEMPLE-1", "POSTE-EXEMPLE-2"
PATIENCE = Patience()


@pytest.fixture
def office(server: Server, tmp_path: Path) -> Iterator[Team]:
    """Three cases."""
    with a_team(server, tmp_path) as made:
        yield made


@pytest.fixture
def seats(office: Team) -> Iterator[tuple[Seat, Seat]]:
    """Two desks of one agent, which are two desks."""
    with ExitStack() as opened:
        bell = opened.enter_context(closing(Bell()))
        here, there = (opened.enter_context(closing(Ear(office.address, bell))) for _ in range(2))
        yield Seat(here, HERE, PATIENCE), Seat(there, THERE, PATIENCE)


def grow_old(office: Team, table: str, *columns: str, seconds: int) -> None:
    """What was said is so many seconds older."""
    said = ", ".join(f"{column} = {column} - interval '{seconds} s'" for column in columns)
    office.server.do(office.name, f"UPDATE casebook.{table} SET {said}")


def test_a_desk_is_where_it_says_until_it_leaves(office: Team, seats: tuple[Seat, Seat]) -> None:
    """Since when, by the reader's clock; shown again it is still there, on another case it begins anew."""
    here, there = seats
    here.show(1)
    there.show(1)
    grow_old(office, "presence", "since", "seen_at", seconds=40)
    here.show(1)
    there.show(2)
    company = there.read(AT)
    mine, other = sorted(company.presences, key=lambda one: one.post)
    assert (mine.case, mine.agent, mine.post, mine.here) == (1, AGENT, HERE, False)
    assert timedelta(seconds=39) < AT - mine.since < timedelta(seconds=60)
    assert AT - mine.seen_at < timedelta(seconds=20)
    assert (other.case, other.here) == (2, True)
    assert AT - other.since < timedelta(seconds=20)
    there.leave()
    here.leave()
    assert there.read(AT).presences == ()


def test_a_desk_that_died_is_gone_after_a_minute_and_a_half(office: Team, seats: tuple[Seat, Seat]) -> None:
    """Nobody sees it any more, and whoever sweeps removes it with what it was writing."""
    here, there = seats
    here.show(1)
    here.write(1)
    grow_old(office, "presence", "seen_at", seconds=91)
    grow_old(office, "editing", "typed_at", seconds=91)
    assert there.read(AT).presences == ()
    there.show(2)
    there.sweep()
    assert office.server.do(office.name, 'SELECT "case" FROM casebook.presence') == [(2,)]
    assert office.server.do(office.name, "SELECT count(*) FROM casebook.editing") == [(0,)]


def test_one_writes_at_a_time(seats: tuple[Seat, Seat]) -> None:
    """Who comes second sees who writes; once the pen is laid down, or its desk shows another case, it is free."""
    here, there = seats
    for seat in seats:
        seat.show(1)
        seat.write(1)
    editor = there.read(AT).editor(1)
    assert editor is not None
    assert (editor.post, editor.here, editor.wanted_by, editor.taken_from) == (HERE, False, "", "")
    here.stop(1)
    there.stop(1)
    assert there.read(AT).editor(1) is None
    there.write(1)
    there.show(2)
    here.write(1)
    editor = here.read(AT).editor(1)
    assert editor is not None
    assert editor.here


def test_the_pen_is_asked_for_and_taken_once_nobody_answers(office: Team, seats: tuple[Seat, Seat]) -> None:
    """Asked, told; answered by going on; unanswered for half a minute, it is taken, and who had it is named."""
    here, there = seats
    here.show(1)
    here.write(1)
    there.show(1)
    assert not there.ask_for(1)
    editor = here.read(AT).editor(1)
    assert editor is not None
    assert (editor.here, editor.wanted_by) == (True, AGENT)
    assert not here.ask_for(1), "one's own pen is not asked for"
    here.keep_on(1)
    editor = here.read(AT).editor(1)
    assert editor is not None
    assert (editor.wanted_by, editor.wanted_at) == ("", None)
    assert not there.ask_for(1)
    grow_old(office, "editing", "wanted_at", seconds=29)
    assert not there.ask_for(1), "asked again, the first question counts"
    grow_old(office, "editing", "wanted_at", seconds=2)
    before = here.read(AT)
    assert there.ask_for(1)
    for _ in range(2):
        lost = here.read(AT).lost(before)
        assert [(one.post, one.taken_from, one.wanted_by) for one in lost] == [(THERE, AGENT, "")]
        here.write(1)  # typing on takes nothing back


@pytest.mark.parametrize(("table", "column", "seconds"), [("editing", "typed_at", 181), ("presence", "seen_at", 91)])
def test_the_pen_of_who_is_silent_or_gone_is_taken_at_once(
    office: Team, seats: tuple[Seat, Seat], table: str, column: str, seconds: int
) -> None:
    """Three minutes without a key; a desk that is not there."""
    here, there = seats
    here.show(1)
    here.write(1)
    grow_old(office, table, column, seconds=seconds)
    assert there.ask_for(1)
    there.show(1)
    editor = there.read(AT).editor(1)
    assert editor is not None
    assert (editor.here, editor.taken_from) == (True, AGENT)


def test_each_says_of_himself_alone_where_he_is_and_sees_who_is_at_the_cases_he_sees(team: TeamStore) -> None:
    """As logins of their own: an agent of one service, an agent of all, a lead; a case of another service is nobody's."""
    with ExitStack() as opened:
        bell = opened.enter_context(closing(Bell()))
        ears = {
            login: opened.enter_context(closing(Ear(team.server.address(team.name, login), bell)))
            for login in (PEOPLE[TeamRole.AGENT], ALL, PEOPLE[TeamRole.LEAD])
        }
        agent, everywhere, lead = (Seat(ear, HERE, PATIENCE) for ear in ears.values())
        agent.show(1)
        agent.write(1)
        everywhere.show(2)
        everywhere.write(2)
        lead.show(1)
        assert {(one.agent, one.case) for one in lead.read(AT).presences} == {
            (PEOPLE[TeamRole.AGENT], 1),
            (ALL, 2),
            (PEOPLE[TeamRole.LEAD], 1),
        }
        assert {one.case for one in agent.read(AT).presences} == {1}
        assert {one.case for one in agent.read(AT).editings} == {1}
        assert {one.agent for one in lead.read(AT, {2, 3}).presences} == {
            one.agent for one in lead.read(AT, {2}).editings
        }
        assert lead.read(AT, {2}).cases() == {2}
        assert agent.read(AT, {2}) == Company(AT)
        assert {one.case for one in agent.read(AT, {1, 2}).presences} == {1}
        for refused in (agent.show, agent.write):
            with pytest.raises(StoreError, match="not-permitted"):
                refused(2)
        assert not lead.ask_for(1)
        editor = agent.read(AT).editor(1)
        assert editor is not None
        assert editor.wanted_by == PEOPLE[TeamRole.LEAD]
        for words in (
            "UPDATE editing SET agent = 'demo_admin'",
            "INSERT INTO presence VALUES ('demo_admin', 'POSTE-EXEMPLE', 1, now(), now())",
        ):
            with pytest.raises(StoreError, match="not-permitted"):
                ears[PEOPLE[TeamRole.LEAD]].ask(words)
        lead.sweep()
        for seat in (agent, everywhere, lead):
            seat.leave()
        assert everywhere.read(AT) == Company(AT)
