"""A team's casebook: made once, complete or refused by name, open on several desks at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backoffice_gui.errors import StoreExists, StoreIncomplete
from backoffice_gui.sealing import generate
from backoffice_gui.storage.casebook import keys, notes
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.casebook import create_casebook, migrate_casebook, open_casebook
from tests.support.postgres import Server
from tests.support.stores import MOMENT

KEY = bytes(range(32))


@pytest.fixture
def address(server: Server) -> Iterator[Address]:
    """An empty database."""
    name = server.new()
    yield server.address(name)
    server.drop(name)


def test_a_making_that_was_cut_is_taken_up(address: Address, tmp_path: Path) -> None:
    """Tables, then the private key: until it is there it is not opened."""
    with pytest.raises(StoreIncomplete):
        open_casebook(address, tmp_path, KEY)
    with pytest.raises(StoreIncomplete):
        migrate_casebook(address)
    create_casebook(address, tmp_path, KEY).close()
    with pytest.raises(StoreIncomplete):
        open_casebook(address, tmp_path, KEY)
    again = create_casebook(address, tmp_path, KEY)
    with again.transaction() as tx:
        keys.put_private(tx, generate(), MOMENT)
    again.close()
    migrate_casebook(address)
    open_casebook(address, tmp_path, KEY).close()
    with pytest.raises(StoreExists):
        create_casebook(address, tmp_path, KEY)


def test_two_desks_have_it_open_at_once(team_casebook: Casebook, tmp_path: Path) -> None:
    """What one commits the other sees; one that is locked is locked alone."""
    address = team_casebook._backing.address  # type: ignore[attr-defined]
    other = open_casebook(address, tmp_path / "other", KEY)
    with other.transaction() as tx:
        keys.link(tx, "e" * 32, MOMENT)  # type: ignore[arg-type]
    assert other.shut()
    with team_casebook.reading() as connection:
        assert keys.links(connection) == {"e" * 32}
        assert notes.notes(connection, 1) == ()
