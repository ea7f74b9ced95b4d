"""A line that is waited for no longer: cut in its time where the store is a team's, never where it is one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.domain.case_detail import Unkept
from backoffice_gui.domain.office import LockCause
from backoffice_gui.wiring.silent_line import SilentLine
from tests.support.postgres import Server
from tests.support.team_desks import TeamDesk, TeamPattern, a_team_store, served_team, team_pattern_of
from tests.support.waiting import until


@pytest.fixture(scope="module")
def pattern(server: Server, tmp_path_factory: pytest.TempPathFactory) -> TeamPattern:
    """Three cases on a server."""
    return team_pattern_of(server, tmp_path_factory.mktemp("pattern"))


@pytest.fixture
def desk(server: Server, pattern: TeamPattern, tmp_path: Path) -> Iterator[TeamDesk]:
    """Unlocked, its outbox empty."""
    with a_team_store(server, pattern, tmp_path) as team, served_team(team) as made:
        yield made


def _line(desk: TeamDesk) -> SilentLine:
    caseload = desk.caseload
    return SilentLine(lambda: (desk.team.inbox, desk.team.desk), caseload.offline, caseload.clock)


def test_a_server_that_answers_is_not_cut(desk: TeamDesk) -> None:
    """Whoever quits then has asked it something, and nothing else has happened."""
    _line(desk).let_go([Unkept(1, "note", "EXEMPLE", "")])
    assert not desk.caseload.offline.server.away
    assert desk.caseload.offline.pending() == ()


def test_after_its_time_the_server_is_away_and_what_was_written_is_kept(desk: TeamDesk) -> None:
    """Kept first; who waited inside hears that the line has gone."""
    line, wire = _line(desk), desk.team.wire
    wire.mute()
    with line.bounded(0.05, [Unkept(1, "note", "EXEMPLE", "")]):
        until(lambda: desk.caseload.offline.server.away)
    assert [each.case for each in desk.caseload.offline.pending()] == [1]


def test_a_lock_takes_out_again_what_the_casebook_has(desk: TeamDesk) -> None:
    """What it says it has not stays, for the way back."""
    line, drafts = _line(desk), [Unkept(1, "note", "EXEMPLE", "")]
    line.locks(LockCause.ASKED, drafts, lambda laid: laid)
    assert desk.caseload.offline.pending() == ()
    line.locks(LockCause.ASKED, drafts, lambda laid: not laid)
    assert [each.case for each in desk.caseload.offline.pending()] == [1]


def test_the_desk_is_locked_whatever_comes_of_laying_by(desk: TeamDesk) -> None:
    """What can't be kept is said; that keys stay in memory for it is not."""
    locked: list[bool] = []

    def lock(laid: bool) -> bool:
        locked.append(laid)
        return True

    with pytest.raises(AttributeError):
        _line(desk).locks(LockCause.ASKED, [object()], lock)  # type: ignore[list-item]
    assert locked == [False]


def test_while_it_is_sealed_nothing_is_asked(desk: TeamDesk) -> None:
    """There is no line then."""
    line = SilentLine(lambda: None, desk.caseload.offline, desk.caseload.clock)
    line.let_go(())
    with line.bounded(0.0):
        pass
    assert not desk.caseload.offline.server.away
