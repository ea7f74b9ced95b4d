"""The team as the window has it: over the desk of who sits there."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.actions.desk import Desk
from backoffice_gui.clock import SystemClock
from backoffice_gui.domain.office import Topic
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import UsageError
from backoffice_gui.storage.inbox.store import Inbox
from backoffice_gui.storage.team.casebook import open_casebook
from backoffice_gui.wiring.caseload import Caseload
from backoffice_gui.wiring.cases import Cases
from backoffice_gui.wiring.no_team import NoTeam
from backoffice_gui.wiring.team_desk import TeamDesk
from tests.support.caseloads import Served
from tests.support.desks import a_store
from tests.support.postgres import Server
from tests.support.team_store import KEY, populated


def test_members_are_shown_and_changed(server: Server, tmp_path: Path) -> None:
    """By an administrator's desk; what is refused is said by name."""
    store = populated(server, tmp_path / "team")
    address = server.address(store.name, "demo_admin")
    with a_store(tmp_path / "s") as own, closing(open_casebook(address, tmp_path, KEY)) as casebook:
        opened: tuple[Inbox, Desk] = (own.world.inbox, Desk(casebook, {}, "demo_admin"))
        cases = Cases(Caseload(lambda: opened, SystemClock()), 1)
        assert isinstance(cases.team, TeamDesk)
        assert "demo_lead" in {each.agent for each in cases.team.members()}
        assert [each.name for each in cases.team.services()] == ["courrier", "état civil"]
        server.admin.execute("ALTER ROLE demo_admin CREATEROLE")
        server.login("desk_demo", "backoffice_agent")
        try:
            seen = next(each.rights for each in cases.team.members() if each.agent == "desk_demo")
            changed = cases.team.change("desk_demo", Wanted(seen.roles, ("courrier",)), seen)
            assert changed.topics == {Topic.TEAM}
            with pytest.raises(UsageError, match="member-changed"):
                cases.team.change("desk_demo", Wanted(seen.roles, ("état civil",)), seen)
            cases.team.disable("desk_demo")
        finally:
            server.admin.execute("ALTER ROLE demo_admin NOCREATEROLE")
        assert "desk_demo" not in {each.agent for each in cases.team.members()}
        with pytest.raises(UsageError, match="member-not-asking"):
            cases.team.admit("demo_dpo", "sha256-1")


def test_a_store_of_ones_own_has_nobody(desk: Served) -> None:
    """The window does not lead there."""
    assert isinstance(desk.cases.team, NoTeam)
