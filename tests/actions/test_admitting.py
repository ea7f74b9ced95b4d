"""A member is admitted by another, to the key that both have compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from backoffice_gui.actions.admitting import admit, asking, renew
from backoffice_gui.actions.desk import Desk
from backoffice_gui.errors import StoreError, UsageError, WrongKey
from backoffice_gui.sealing import PrivateKey, generate
from backoffice_gui.sealing.team_keys import open_team_key
from backoffice_gui.storage.casebook import keys
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team import agent_keys
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.postgres import Server
from tests.support.stores import MOMENT
from tests.support.team_store import KEY, TeamStore, populated


@pytest.fixture
def store(server: Server, tmp_path: Path) -> TeamStore:
    """A populated store."""
    return populated(server, tmp_path)


@pytest.fixture
def lead(store: TeamStore, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a lead, with his own login."""
    with closing(open_casebook(store.server.address(store.name, "demo_lead"), tmp_path, KEY)) as casebook:
        yield Desk(casebook, {}, "demo_lead")


def test_a_member_opens_with_the_key_that_another_sealed_to_him(store: TeamStore, lead: Desk, tmp_path: Path) -> None:
    """Asked under his own login, compared, sealed, and written down under the other's."""
    own = generate()
    with closing(Database(TeamBacking(store.server.address(store.name, "demo_agent"), "casebook", tmp_path))) as his:
        with his.transaction() as tx:
            named = agent_keys.ask(tx, own.public(), MOMENT)
        with pytest.raises(UsageError, match="member-fingerprint"):
            admit(lead, "demo_agent", "sha256-other", MOMENT)
        assert asking(lead, "demo_agent").fingerprint == named
        admit(lead, "demo_agent", named, MOMENT)
        with his.reading() as connection:
            sealed = agent_keys.sealed(connection)
    assert open_team_key(own, "demo_agent", sealed or b"") == KEY
    line = store.server.do(store.name, "SELECT agent FROM casebook.audit WHERE verb = 'agent_admitted'")
    assert line == [("demo_lead",)]


def test_nobody_is_admitted_by_himself_or_unasked(lead: Desk) -> None:
    """Nor who never asked."""
    with pytest.raises(UsageError, match="member-oneself"):
        admit(lead, "demo_lead", "sha256-1", MOMENT)
    with pytest.raises(UsageError, match="member-not-asking"):
        admit(lead, "demo_dpo", "sha256-1", MOMENT)


def test_an_agent_admits_nobody(store: TeamStore, tmp_path: Path) -> None:
    """He sees no key but his own: nobody asks him."""
    address = store.server.address(store.name, "demo_all")
    with closing(open_casebook(address, tmp_path, KEY)) as casebook, pytest.raises((UsageError, StoreError)):
        admit(Desk(casebook, {}, "demo_all"), "demo_new", "sha256-3", MOMENT)


def _asks(store: TeamStore, folder: Path, own: PrivateKey) -> str:
    backing = TeamBacking(store.server.address(store.name, "demo_agent"), "casebook", folder)
    with closing(Database(backing)) as his, his.transaction() as tx:
        return agent_keys.ask(tx, own.public(), MOMENT)


def _sealed(store: TeamStore) -> bytes:
    words = "SELECT sealed FROM casebook.agent_key WHERE agent = 'demo_agent'"
    return bytes(store.server.do(store.name, words)[0][0])  # type: ignore[call-overload,no-any-return]


def test_the_key_is_made_anew_for_those_who_stay(store: TeamStore, lead: Desk, tmp_path: Path) -> None:
    """Whoever was admitted opens with the new one; the old one opens no secret of the casebook any more."""
    own = generate()
    admit(lead, "demo_agent", _asks(store, tmp_path, own), MOMENT)
    address = store.server.address(store.name, "demo_admin")
    for casebook_key in (KEY, None):
        now = casebook_key or open_team_key(own, "demo_agent", _sealed(store))
        with closing(open_casebook(address, tmp_path, now)) as casebook:
            assert renew(Desk(casebook, {}, "demo_admin"), MOMENT) == 1
    key = open_team_key(own, "demo_agent", _sealed(store))
    assert key != KEY
    with closing(open_casebook(address, tmp_path, key)) as casebook:
        assert _privates(casebook) == 1
    with closing(open_casebook(address, tmp_path, KEY)) as casebook, pytest.raises(WrongKey):
        _privates(casebook)


def test_a_key_that_was_put_into_the_table_gets_none(store: TeamStore, lead: Desk, tmp_path: Path) -> None:
    """By the server's people, or by who may admit and has not the team's key: nobody vouched for it."""
    admit(lead, "demo_agent", _asks(store, tmp_path, generate()), MOMENT)
    before, other = _sealed(store), generate().public()
    store.server.do(
        store.name,
        f"UPDATE casebook.agent_key SET suite = '{other.suite}', public = '\\x{other.octets.hex()}', "
        f"fingerprint = '{other.fingerprint}' WHERE agent = 'demo_agent'",
    )
    address = store.server.address(store.name, "demo_admin")
    with closing(open_casebook(address, tmp_path, KEY)) as casebook:
        with pytest.raises(WrongKey, match="team-key"):
            renew(Desk(casebook, {}, "demo_admin"), MOMENT)
        assert _privates(casebook) == 1
    assert _sealed(store) == before


def test_a_desk_with_the_key_of_before_admits_nobody(store: TeamStore, tmp_path: Path) -> None:
    """He would be told that he is admitted, and open nothing."""
    address = store.server.address(store.name, "demo_lead")
    with closing(Database(TeamBacking(store.server.address(store.name, "demo_agent"), "casebook", tmp_path))) as his:
        with his.transaction() as tx:
            named = agent_keys.ask(tx, generate().public(), MOMENT)
        with (
            closing(open_casebook(address, tmp_path, bytes(32 * [7]))) as stale,
            pytest.raises(WrongKey, match="team-"),
        ):
            admit(Desk(stale, {}, "demo_lead"), "demo_agent", named, MOMENT)
        with his.reading() as connection:
            assert agent_keys.sealed(connection) is None


def test_who_is_admitted_already_is_not_admitted_again(store: TeamStore, lead: Desk, tmp_path: Path) -> None:
    """What is sealed to him goes with his access, or is made anew for everybody; nobody writes over it."""
    with closing(Database(TeamBacking(store.server.address(store.name, "demo_agent"), "casebook", tmp_path))) as his:
        with his.transaction() as tx:
            named = agent_keys.ask(tx, generate().public(), MOMENT)
        admit(lead, "demo_agent", named, MOMENT)
        with his.reading() as connection:
            sealed = agent_keys.sealed(connection)
        with pytest.raises(UsageError, match="member-not-asking"):
            admit(lead, "demo_agent", named, MOMENT)
        with lead.casebook.transaction() as tx:
            assert not agent_keys.admit(tx, "demo_agent", named, b"EXEMPLE", MOMENT)
        with his.reading() as connection:
            assert agent_keys.sealed(connection) == sealed


def _privates(casebook: Casebook) -> int:
    with casebook.reading() as connection:
        return len(keys.privates(connection))
