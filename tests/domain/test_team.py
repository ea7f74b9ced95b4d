"""What a member can be called, and which roles go together."""

from __future__ import annotations

import pytest

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Wanted, is_login, may_collect


@pytest.mark.parametrize("name", ["a.demo", "b-demo_2", "_demo", "d" * 63])
def test_a_login_is_what_the_server_keeps_without_quoting_it_otherwise(name: str) -> None:
    """Small letters, digits, and what stands in a login of a directory."""
    assert is_login(name)


@pytest.mark.parametrize(
    "name", ["", "A.demo", "é.demo", "1demo", "de mo", "d" * 64, 'a"b', "backoffice_lead", "pg_monitor", "a;b"]
)
def test_whatever_else_is_none(name: str) -> None:
    """Least of all a group of ours, or a role of the server's own."""
    assert not is_login(name)


def test_who_collects_sees_every_case_or_none() -> None:
    """A service of the machine, or somebody from whom nothing is hidden."""
    collector, agent = TeamRole.COLLECTOR, TeamRole.AGENT
    sees = {TeamRole.LEAD, TeamRole.DPO, agent}
    for role in TeamRole:
        assert may_collect(Wanted(frozenset({role}), ("courrier",)))
        assert may_collect(Wanted(frozenset({role, collector}))) is (role in sees | {collector})
        assert may_collect(Wanted(frozenset({role, collector, agent}), ("courrier",))) is (role in sees - {agent})
