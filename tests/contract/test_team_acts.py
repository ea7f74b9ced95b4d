"""Whatever a role may do it can do: each of its actions, by the program's own functions, as its own login.

Beside `test_rights`, which tries the statements that an action was thought to want: an action that writes one more
than was thought of is refused in its middle, where half of it is done.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from backoffice_gui.actions import purge as purging
from backoffice_gui.actions.agree_purge import approve_purge, request_purge
from backoffice_gui.domain.authority import MATRIX, Action, Reach, TeamRole, reach
from backoffice_gui.errors import BackofficeError, StoreError
from backoffice_gui.settings import load
from backoffice_gui.storage.casebook.caseload_schema import case_event
from backoffice_gui.storage.casebook.retention_schema import tombstone
from backoffice_gui.storage.team.home import TeamHome
from backoffice_gui.wiring.intaking import IntakeRun
from backoffice_gui.wiring.tidying import TidyRun
from tests.support.cases import rows
from tests.support.clock import TurnedClock
from tests.support.postgres import Server
from tests.support.purging import planned
from tests.support.team_acts import ACTS
from tests.support.team_house import TeamHouse, a_house, seated
from tests.support.team_store import ALL, PEOPLE

_DESKS = {login: role for role, login in PEOPLE.items() if role is not TeamRole.COLLECTOR} | {ALL: TeamRole.AGENT}
_OF_A_COLLECTOR = {Action.COLLECT, Action.FILL_FACTS, Action.REMOVE_ATTEMPTS}


def test_every_action_of_a_desk_is_tried() -> None:
    """A new one too; what nobody may is tried in `test_rights`."""
    anybodys = {action for action in Action if any(far is not Reach.NOTHING for far in MATRIX[action].values())}
    assert set(ACTS) == anybodys - _OF_A_COLLECTOR


@pytest.mark.parametrize("login", _DESKS)
def test_what_a_role_may_it_can(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, login: str) -> None:
    """One after the other on one store, and whatever one of them comes to, the others have their turn."""
    monkeypatch.setattr(purging, "GROUP", 1)
    wrong = []
    with a_house(server, tmp_path / "h") as house, seated(house, login) as seat:
        for action, act in ACTS.items():
            if seat.desk.authority.may(action):
                assert reach(_DESKS[login], action) is not Reach.NOTHING
                try:
                    act(seat)
                except (BackofficeError, AssertionError) as error:
                    wrong.append(f"{action.value}: {type(error).__name__} {error}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("login", _DESKS)
def test_what_a_desk_does_by_itself_asks_for_nothing_that_its_login_may_not(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture, login: str
) -> None:
    """By the hour, whoever sits there: an auditor's log would say each day that nothing could be tidied."""
    caplog.set_level(logging.INFO)
    config = tmp_path / "config.toml"
    config.touch()
    with a_house(server, tmp_path / "h") as house, seated(house, login) as seat:
        run = TidyRun(load(config, {}), lambda: (seat.inbox, seat.desk), seat.clock)
        run.look()
        assert not run.failing
        IntakeRun(seat.caseload).look()
    assert "not_taken_in" not in caplog.messages


def _agreed(house: TeamHouse) -> int:
    """A purge of all that is due, to which two others agreed."""
    with house.owned() as store:
        made = planned(store, TurnedClock(house.now))
        asked = request_purge(replace(store.desk, agent="agent-exemple"), made, made.digest, house.now)
        approve_purge(replace(store.desk, agent="autre-exemple"), asked.purge, asked.digest, house.now)
    return asked.purge


def test_what_a_store_of_before_refused_in_the_middle_of_a_purge_is_ended_once_it_was_migrated(
    server: Server, tmp_path: Path
) -> None:
    """Its rights are said anew though its schema is of now; octets that went meanwhile get their tombstones."""
    with a_house(server, tmp_path / "h") as house:
        number = _agreed(house)
        server.do(house.name, "REVOKE INSERT ON casebook.case_event FROM backoffice_dpo")
        server.do(house.name, "REVOKE INSERT (kind) ON inbox.incident FROM backoffice_lead")
        with seated(house, PEOPLE[TeamRole.DPO]) as seat:
            with pytest.raises(StoreError, match="not-permitted"):
                seat.cases.retention.run(number, lambda _: None, lambda: False)
            TeamHome(server.address(house.name), tmp_path / "h").migrate(seat.clock)
            done = seat.cases.retention.run(number, lambda _: None, lambda: False)
        assert (done.done, done.left) == (6, 0)
        with house.owned() as store:
            assert sorted(each["case"] for each in rows(store, tombstone) if each["purge"] == number and each["case"]) == [
                1, 2, 3, 4,
            ]  # fmt: skip
            told = [each["case"] for each in rows(store, case_event) if each["name"] == "payload_purged"]
        assert told == [3, 4]
        query = "SELECT has_column_privilege('backoffice_lead', 'inbox.incident', 'kind', 'INSERT')"
        assert server.do(house.name, query) == [(True,)]
