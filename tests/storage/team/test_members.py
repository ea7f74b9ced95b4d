"""Members as the server has them: logins in our groups, their services, how their keys stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from backoffice_gui.domain.authority import TeamRole
from backoffice_gui.domain.team import Wanted
from backoffice_gui.errors import StoreError, UsageError
from backoffice_gui.storage.team import members
from backoffice_gui.storage.team.engine import maker_engine
from tests.support.team_store import ALL, PEOPLE, TeamStore


@pytest.fixture
def tx(team: TeamStore) -> Iterator[Connection]:
    """A transaction of the superuser's, rolled back."""
    engine = maker_engine(team.server.address(team.name, "admin"), "casebook")
    with engine.connect() as connection:
        yield connection
        connection.rollback()
    engine.dispose()


def test_everybody_in_a_group_is_a_member(tx: Connection) -> None:
    """With his services, and how he stands: the group of those who see all is no role."""
    found = {each.agent: each for each in members.members(tx)}
    assert found[PEOPLE[TeamRole.AGENT]].services == ("état civil",)
    assert found[ALL].services is None
    assert found[ALL].roles == {TeamRole.AGENT}
    assert found["demo_lead"].admitted_by == "demo_chief"
    assert found["demo_dpo"].asked_at is None
    assert "backoffice" not in found


def test_a_member_is_made_changed_and_ended(tx: Connection) -> None:
    """A role without a password; groups and services as they were asked for, and no others."""
    members.add(tx, "a.demo-2", Wanted(frozenset({TeamRole.AGENT})))
    members.change(tx, "a.demo-2", Wanted(frozenset({TeamRole.AGENT}), ("courrier",)))
    found = {each.agent: each for each in members.members(tx)}["a.demo-2"]
    assert (found.services, found.enabled) == (("courrier",), True)
    members.disable(tx, "a.demo-2")
    assert "a.demo-2" not in {each.agent for each in members.members(tx)}
    assert members.there(tx, "a.demo-2")
    members.enable(tx, "a.demo-2", Wanted(frozenset({TeamRole.DPO})))
    assert {each.agent: each for each in members.members(tx)}["a.demo-2"].roles == {TeamRole.DPO}


def test_services_have_names_of_their_own(tx: Connection) -> None:
    """A kind goes to one of them, or to none."""
    number = members.add_service(tx, "guichet")
    with pytest.raises(UsageError, match="service-there"):
        members.add_service(tx, "guichet")
    assert members.route(tx, "unread", "guichet") == number
    assert {each.name: each.kinds for each in members.services(tx)}["guichet"] == ("unread",)
    assert members.route(tx, "unread", "") == 0
    assert members.serve(tx, 1, number)
    assert not members.serve(tx, 1, number)
    with pytest.raises(UsageError, match="service-unknown"):
        members.numbers_of(tx, ["nulle part"])


def test_what_the_server_refuses_is_said_in_its_words(team: TeamStore) -> None:
    """A password never stands among them."""
    engine = maker_engine(team.server.address(team.name, "demo_admin"), "casebook")
    with engine.connect() as connection:
        with pytest.raises(StoreError) as refused:
            members.add(connection, "b_demo", Wanted(frozenset({TeamRole.LEAD})))
        assert refused.value.facts["sql"] == 'CREATE ROLE "b_demo" LOGIN; GRANT backoffice_lead TO "b_demo";'
        with pytest.raises(StoreError) as refused:
            members.give_password(connection, "demo_lead", "EXEMPLE-demo-42")
        assert refused.value.facts["sql"] == 'ALTER ROLE "demo_lead" PASSWORD …;'
        connection.rollback()
    engine.dispose()
