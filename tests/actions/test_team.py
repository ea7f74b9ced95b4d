"""What is asked of a team is checked before the server is asked; the rest is tried through the console."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.actions import team as acts
from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team.backing import TeamBacking
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_store import populated

_AGENT = Wanted(frozenset({TeamRole.AGENT}))


def test_what_can_t_be_changes_nothing(server: Server, tmp_path: Path) -> None:
    """Names, roles, members who are there or are not, and oneself."""
    store = populated(server, tmp_path)
    alone = Wanted(frozenset({TeamRole.COLLECTOR}))
    both = Wanted(alone.roles | {TeamRole.AUDITOR})
    with closing(Database(TeamBacking(server.address(store.name), "casebook", tmp_path))) as database:
        for code, act in (
            ("member-name", lambda: acts.add_member(database, "Grand", _AGENT, MOMENT)),
            ("member-roles", lambda: acts.add_member(database, "petit", Wanted(frozenset()), MOMENT)),
            ("member-collector", lambda: acts.add_member(database, "petit", both, MOMENT)),
            ("member-collector", lambda: acts.enable_member(database, "petit", both, MOMENT)),
            ("member-collector", lambda: acts.change_member(database, "demo_collector", both, alone, MOMENT)),
            ("member-there", lambda: acts.add_member(database, "demo_lead", _AGENT, MOMENT)),
            ("member-password", lambda: acts.add_member(database, "petit", _AGENT, MOMENT, lambda: "court")),
            ("member-unknown", lambda: acts.change_member(database, "personne", _AGENT, _AGENT, MOMENT)),
            ("member-unknown", lambda: acts.disable_member(database, "personne", MOMENT)),
            ("member-unknown", lambda: acts.enable_member(database, "personne", _AGENT, MOMENT)),
            ("service-name", lambda: acts.add_service(database, "", MOMENT)),
            ("kind-unknown", lambda: acts.route_kind(database, "demande", "courrier", MOMENT)),
        ):
            with pytest.raises(UsageError, match=code):
                act()
        assert acts.member_of(database, "demo_lead").roles == {TeamRole.LEAD}
        for role in (TeamRole.AGENT, TeamRole.LEAD, TeamRole.DPO):
            with pytest.raises(StoreError, match="member-refused"):  # by the server alone: who sees all may collect too
                acts.add_member(database, "petit", Wanted(alone.roles | {role}), MOMENT)
    assert server.do(store.name, "SELECT count(*) FROM casebook.audit") == [(1,)]
