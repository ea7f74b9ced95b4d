"""The way back on its own thread: the server is looked for, and what waits goes by itself once it is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.actions.applying import By
from backoffice_gui.wiring.outboxes import by_of
from backoffice_gui.wiring.returning import Returning
from tests.support.clock import TurnedClock
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


def test_what_waits_goes_by_itself_and_is_told(desk: TeamDesk) -> None:
    """Kept while the server is away; sent at the next look, or at once where somebody asks for one."""
    told: list[str] = []
    going = Returning(
        desk.caseload.offline,
        lambda: by_of(desk.caseload),
        lambda: told.append("told"),
        desk.caseload.clock,
        chance=lambda: 0.0,
    )
    going.start()
    going.start()
    try:
        desk.cases.case(1)
        for n, hurried in enumerate((False, True), start=1):
            desk.team.wire.down()
            desk.cases.write_note(1, f"EXEMPLE {n}")
            assert not desk.cases.outbox.line().reachable
            desk.team.wire.up()
            if hurried:
                going.look()
            until(lambda: desk.cases.outbox.line().reachable and not desk.caseload.offline.pending())
            assert len(desk.notes()) == n
        assert told
    finally:
        going.stop(10)


def test_while_the_desk_is_locked_nothing_is_sent(desk: TeamDesk) -> None:
    """Whose changes they were, nobody knows then; they wait, and go once it is opened."""
    going = Returning(desk.caseload.offline, lambda: None, lambda: None, desk.caseload.clock, chance=lambda: 0.0)
    desk.team.wire.down()
    desk.cases.write_note(1, "EXEMPLE")
    going.start()
    desk.team.wire.up()
    going.look()
    going.stop(10)
    assert desk.notes() == []
    assert len(desk.cases.outbox.pending()) == 1


def test_what_a_defect_has_ended_is_begun_anew_after_a_minute(desk: TeamDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else sends what waits: it would wait for the program's next start, on a line that is whole."""
    faults: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    clock, broken = TurnedClock(), [True]

    def by() -> By | None:
        if broken.pop() if broken else False:
            raise KeyError
        return by_of(desk.caseload)

    desk.cases.case(1)
    desk.team.wire.down()
    desk.cases.write_note(1, "EXEMPLE")
    desk.team.wire.up()
    going = Returning(desk.caseload.offline, by, lambda: None, clock, chance=lambda: 0.0)
    going.start()
    until(lambda: bool(faults) and not _sends())
    assert faults[0].exc_type is KeyError
    going.watch()
    assert not _sends()
    clock.advance(60)
    going.watch()
    until(lambda: not desk.caseload.offline.pending())
    assert len(desk.notes()) == 1
    going.stop(10)
    clock.advance(60)
    going.watch()
    assert not _sends()


def _sends() -> bool:
    return any(each.name == "returning" for each in threading.enumerate())
