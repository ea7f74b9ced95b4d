"""A team's inbox: made once, complete or refused by name, open to several machines at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreExists, StoreIncomplete
from backoffice_gui.sealing import generate
from backoffice_gui.storage.inbox import identity, keys
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.inbox import create_inbox, open_inbox
from tests.support.postgres import Server
from tests.support.stores import MOMENT, World


@pytest.fixture
def address(server: Server) -> Iterator[Address]:
    """An empty database."""
    name = server.new()
    yield server.address(name)
    server.drop(name)


def test_a_making_that_was_cut_is_taken_up(address: Address, tmp_path: Path) -> None:
    """Tables, then the name, then the key: until all are there it is not opened."""
    create_inbox(address, tmp_path).close()
    again = create_inbox(address, tmp_path)
    with again.transaction() as tx:
        identity.make(tx, MOMENT, "EXEMPLE")
    with pytest.raises(StoreIncomplete):
        open_inbox(address, tmp_path)
    with again.transaction() as tx:
        keys.put_public(tx, generate().public(), MOMENT)
    again.close()
    open_inbox(address, tmp_path).close()
    with pytest.raises(StoreExists):
        create_inbox(address, tmp_path)


def test_two_machines_have_it_open_at_once(team_world: World, tmp_path: Path) -> None:
    """What one commits the other sees."""
    address = team_world.inbox._backing.address  # type: ignore[attr-defined]
    other = open_inbox(address, tmp_path / "other")
    with other.transaction() as tx:
        name = identity.renew(tx, MOMENT, "copied", "EXEMPLE")
    with team_world.inbox.reading() as connection:
        assert identity.ids(connection).current == name
    other.close()
