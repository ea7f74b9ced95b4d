"""What the window may ask of the team."""

from __future__ import annotations

import inspect

import pytest

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.office import Topic
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import UsageError
from backoffice_gui.gui.team_office import TeamOffice
from backoffice_gui.wiring.no_team import NoTeam
from tests.support.invented_cases import ME
from tests.support.memory_team import MemoryTeam
from tests.support.office import NOW

_ASKED = [name for name in vars(TeamOffice) if not name.startswith("_")]


@pytest.mark.parametrize("kind", [NoTeam, MemoryTeam])
@pytest.mark.parametrize("name", _ASKED)
def test_both_keep_the_protocol(name: str, kind: type) -> None:
    """Each method is there, with the parameters asked for."""
    asked, given = inspect.signature(getattr(TeamOffice, name)), inspect.signature(getattr(kind, name))
    assert [p.name for p in asked.parameters.values()] == [p.name for p in given.parameters.values()]


def test_the_memory_one_is_one_too() -> None:
    """For the tests of the window."""
    made = MemoryTeam(NOW, ME)
    office: TeamOffice = made
    waits = next(one for one in office.members() if one.asked_at is not None and one.admitted_at is None)
    with pytest.raises(UsageError, match="member-fingerprint"):
        office.admit(waits.agent, "other")
    assert office.admit(waits.agent, waits.fingerprint).topics == {Topic.TEAM}
    seen = next(one.rights for one in office.members() if one.agent == "d.demo")
    office.change("d.demo", Wanted(frozenset({TeamRole.LEAD})), seen)
    office.disable("e.exemple")
    now = {one.agent: one for one in office.members()}
    assert now["d.demo"].roles == {TeamRole.LEAD}
    assert not now["e.exemple"].enabled
    assert [what for what, _ in made.said] == ["admit", "change", "disable"]
    assert len(office.services()) == 2
