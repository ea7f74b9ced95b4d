"""What is secret among the casebook's rows: whoever reads a server's rows reads none of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from backoffice_gui.errors import Defect, WrongKey
from backoffice_gui.sealing import generate
from backoffice_gui.storage import seeds
from backoffice_gui.storage.casebook import audit_keys, keys, purges
from backoffice_gui.storage.casebook.store import Casebook
from backoffice_gui.storage.database import Database
from backoffice_gui.storage.team.address import Address
from backoffice_gui.storage.team.backing import TeamBacking
from backoffice_gui.storage.team.casebook import open_casebook
from tests.support.postgres import Server
from tests.support.stores import MOMENT


def _address(casebook: Casebook) -> Address:
    address: Address = casebook._backing.address  # type: ignore[attr-defined]
    return address


def _everything(server: Server, database: str) -> bytes:
    """Every octet of every row, as the server's superuser reads them."""
    tables = server.do(database, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'casebook'")
    return b"".join(
        str(row[0]).encode()
        for (table,) in tables
        for row in server.do(database, f"SELECT t::text FROM casebook.{table} AS t")
    )


def test_a_superuser_reads_no_secret(team_casebook: Casebook, server: Server, tmp_path: Path) -> None:
    """Private keys, signing keys, what searches and marks are hashed under; with the team's key all of them open."""
    private, signing, marks, searches = generate(), b"g" * 32, b"m" * 32, b"h" * 32
    with team_casebook.transaction() as tx:
        keys.put_private(tx, private, MOMENT)
        audit_keys.put(tx, MOMENT, signing)
        purges.keep_search_key(tx, searches, MOMENT)
        assert purges.secret(tx, MOMENT, lambda: marks) == marks
    rows = _everything(server, _address(team_casebook).database)
    assert private.public().fingerprint.encode() in rows, "the rows were read"
    for secret in (bytes(private.seed), signing, marks, searches):
        assert secret not in rows
        assert secret.hex().encode() not in rows
    with team_casebook.reading() as connection:
        assert keys.privates(connection)[private.public().fingerprint] == private
        assert audit_keys.seed(connection) == signing
        assert (purges.known_secret(connection), purges.search_key(connection)) == (marks, searches)
    other = open_casebook(_address(team_casebook), tmp_path / "other", bytes(32 * [7]))
    with other.reading() as connection, pytest.raises(WrongKey, match="team-key"):
        keys.privates(connection)
    other.close()


def test_what_is_locked_opens_nothing(team_casebook: Casebook) -> None:
    """The key is overwritten with the desk's locking, whoever still holds a connection."""
    with team_casebook.reading() as connection:
        team_casebook._wipe()
        with pytest.raises(WrongKey, match="locked"):
            keys.privates(connection)


def test_no_secret_is_written_without_a_key(team_casebook: Casebook, tmp_path: Path) -> None:
    """Not by whoever forgot it either."""
    bare = Database(TeamBacking(_address(team_casebook), "casebook", tmp_path))
    with pytest.raises(Defect), bare.transaction() as tx:
        keys.put_private(tx, generate(), MOMENT)
    bare.close()


def test_a_key_that_opens_nothing_seals_nothing(team_casebook: Casebook, tmp_path: Path) -> None:
    """A desk that was open while the team's key was made anew would write what nobody can open any more."""
    stale = open_casebook(_address(team_casebook), tmp_path / "stale", bytes(32 * [7]))
    with pytest.raises(WrongKey, match="team-key"), stale.transaction() as tx:
        purges.secret(tx, MOMENT, lambda: b"m" * 32)
    with pytest.raises(WrongKey, match="team-key"), stale.transaction() as tx:
        audit_keys.put(tx, MOMENT, b"g" * 32)
    with pytest.raises(WrongKey, match="team-key"), stale.transaction() as tx:
        keys.put_private(tx, generate(), MOMENT)
    stale.close()
    with team_casebook.reading() as connection:
        assert purges.known_secret(connection) is None
        assert audit_keys.seed(connection) is None


def test_an_encrypted_file_holds_them_as_they_are(disk_casebook: Casebook) -> None:
    """It is encrypted as a whole, and older programs read it."""
    with disk_casebook.reading() as connection:
        assert seeds.closed(connection, "x", b"s") == seeds.opened(connection, "x", b"s") == b"s"
